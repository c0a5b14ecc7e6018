//! Tickets whose rows are steps of a history: pauses, reopenings, first and last resolutions.

use super::bench::{Bench, sums};

const SOURCE: &str = r#"
[sources.tickets]
provider = "nord"
kind = "tickets"
path = "tickets_*.csv"
duplicates = "history"
[sources.tickets.csv]
[sources.tickets.mapping.fields]
id = "id"
queue = { constant = "mail" }
status = "status"
created_at = { column = "at", format = "%Y-%m-%d %H:%M" }
updated_at = { column = "at", format = "%Y-%m-%d %H:%M" }
"#;

fn histories(steps: &str, rule: &str) -> Bench {
    let standard = format!(
        "[standards.clock]\nname = \"Clock\"\nmin_cases = 0\n\
         [[standards.clock.clauses]]\nvalid_from = 2026-01-01\ntarget = \"90 %\"\n{rule}\n"
    );
    Bench::with(
        &format!("{SOURCE}{standard}"),
        &[("tickets_2026-10.csv", &format!("id,status,at\n{steps}"))],
    )
}

/// Mon 5 October to Fri 9 October; the office is open Mo–Fr 08:00–18:00.
const STEPS: &str = "\
straight,open,2026-10-05 09:00
straight,resolved,2026-10-05 13:00
waited,open,2026-10-05 09:00
waited,pending,2026-10-05 10:00
waited,open,2026-10-06 10:00
waited,resolved,2026-10-06 13:00
over_the_weekend,open,2026-10-09 16:00
over_the_weekend,pending,2026-10-09 17:00
over_the_weekend,open,2026-10-12 09:00
over_the_weekend,resolved,2026-10-12 12:01
paused_then_resolved,open,2026-10-05 09:00
paused_then_resolved,pending,2026-10-05 12:59
paused_then_resolved,resolved,2026-10-30 12:00
still_waiting,open,2026-10-05 09:00
still_waiting,pending,2026-10-05 12:00
";

fn within_4_hours(more: &str) -> String {
    format!("resolution = {{ within = \"4 h\", calendar = \"office\"{more} }}")
}

#[test]
fn pauses_stop_the_clock_in_the_calendar_of_the_budget() {
    let bench = histories(STEPS, &within_4_hours(", pauses = \"stop\""));
    // straight 4 h, waited 1 + 3 h, paused_then_resolved 3 h 59; over_the_weekend 1 h + 3 h 01 is late;
    // still_waiting is not yet due.
    assert_eq!(sums(&bench.october(&[]), "clock"), [3.0, 4.0, 0.0, 0.0]);
    let findings = bench.sandbox.table("2026-10", "findings");
    let late = findings.only(&[("contact_id", "over_the_weekend")]);
    // Friday 17–18 and Monday 8–9 are business time.
    assert_eq!(
        late.text("observed"),
        "resolved 2026-10-12T12:01:00+02:00, due 2026-10-12T12:00:00+02:00, late by 0:01:00 of business time; gross 6:01:00, paused 2:00:00, net 4:01:00"
    );
    assert_eq!(late.text("source_row"), "11");
}

#[test]
fn without_a_word_about_pauses_the_clock_runs_on() {
    let kpi = histories(STEPS, &within_4_hours("")).october(&[]);
    assert_eq!(sums(&kpi, "clock"), [1.0, 5.0, 0.0, 0.0]);
}

#[test]
fn rows_of_a_history_balance_and_make_one_ticket_each() {
    let bench = histories(STEPS, &within_4_hours(""));
    let kpi = bench.october(&[]);
    let created = kpi.only(&[("measure", "tickets_created"), ("queue", "*")]);
    assert_eq!(created.number("value"), Some(5.0));
    let files = bench.sandbox.table("2026-10", "reconciliation");
    let file = files.only(&[]);
    assert_eq!(file.number("rows_read"), Some(15.0));
    assert_eq!(file.number("accepted"), Some(5.0));
    assert_eq!(file.number("duplicates"), Some(10.0));
}

#[test]
fn a_reopened_ticket_is_judged_as_agreed() {
    let steps = "\
again,open,2026-10-05 09:00
again,resolved,2026-10-05 12:00
again,open,2026-10-06 09:00
again,closed,2026-10-06 12:00
for_good,open,2026-10-05 09:00
for_good,closed,2026-10-05 12:00
open_again,open,2026-10-05 09:00
open_again,resolved,2026-10-05 12:00
open_again,open,2026-10-06 09:00
";
    let of = |reopened: &str| {
        let rule = within_4_hours(&format!(", reopened = \"{reopened}\""));
        sums(&histories(steps, &rule).october(&[]), "clock")
    };
    assert_eq!(of("first_cycle"), [3.0, 3.0, 0.0, 0.0]);
    assert_eq!(of("total"), [1.0, 3.0, 0.0, 0.0]);
    // Three hours from the reopening; the one still open fell due at 13:00.
    assert_eq!(of("restart"), [2.0, 3.0, 0.0, 0.0]);
}

#[test]
fn a_ticket_with_a_rejected_step_is_not_judged_as_if_the_step_had_not_been() {
    // Without its pause, `waited` would be late.
    let steps = STEPS.replace(
        "waited,pending,2026-10-05 10:00",
        "waited,pending,2026-10-05 25:00",
    );
    let bench = histories(&steps, &within_4_hours(", pauses = \"stop\""));
    assert_eq!(sums(&bench.october(&[]), "clock"), [2.0, 3.0, 1.0, 0.0]);
    let manifest = bench.sandbox.read("out/2026-10/manifest.json");
    assert!(
        manifest.contains("the history of 1 ticket lacks a rejected step, “waited”, first in row 5"),
        "{manifest}"
    );
}

#[test]
fn a_history_needs_its_order_and_its_states() {
    let standard = "[standards.clock]\nname = \"Clock\"\n[[standards.clock.clauses]]\n\
                    valid_from = 2026-01-01\nresolution = { within = \"4 h\", clock = \"elapsed\" }\n";
    let source = SOURCE.replace("updated_at", "closed_at");
    let bench = Bench::with(&format!("{source}{standard}"), &[]);
    let said = bench.run("2026-10", &[]).with(2).stderr;
    assert!(said.contains("a history needs `updated_at`"), "{said}");
}
