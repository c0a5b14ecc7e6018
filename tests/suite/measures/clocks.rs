//! Clocks besides the first answer and the resolution, and budgets in business days.

use super::bench::{Bench, sums};

const SOURCE: &str = r#"
[sources.tickets]
provider = "nord"
kind = "tickets"
path = "tickets_*.csv"
[sources.tickets.csv]
[sources.tickets.mapping.fields]
id = "id"
queue = { constant = "mail" }
status = "status"
created_at = { column = "created", format = "%Y-%m-%d %H:%M" }
acknowledged_at = { column = "acknowledged", format = "%Y-%m-%d %H:%M" }
interim_notice_at = { column = "notice", format = "%Y-%m-%d %H:%M" }
first_response_at = { column = "answered", format = "%Y-%m-%d %H:%M" }
resolved_at = { column = "resolved", format = "%Y-%m-%d %H:%M" }
"#;

const HEADER: &str = "id,status,created,acknowledged,notice,answered,resolved";

fn standard(rule: &str) -> String {
    format!(
        "[standards.clock]\nname = \"Clock\"\nmin_cases = 0\n\
         [[standards.clock.clauses]]\nvalid_from = 2026-01-01\ntarget = \"90 %\"\n{rule}\n"
    )
}

fn tickets(records: &str, rule: &str) -> Bench {
    let file = format!("{HEADER}\n{records}");
    Bench::with(
        &format!("{SOURCE}{}", standard(rule)),
        &[("tickets_2026-10.csv", file.as_str())],
    )
}

#[test]
fn an_answer_confirms_receipt_too() {
    let records = "\
confirmed,open,2026-10-05 09:00,2026-10-05 10:00,,,
answered,open,2026-10-05 09:00,,,2026-10-05 09:30,
confirmed_late_answered_in_time,open,2026-10-05 09:00,2026-10-06 10:00,,2026-10-05 09:30,
late,open,2026-10-05 09:00,2026-10-05 10:01,,2026-10-07 09:00,
nothing,open,2026-10-05 09:00,,,,
merged,merged,2026-10-05 09:00,,,,
resolved_when,resolved,2026-10-05 09:00,,,,
";
    let bench = tickets(
        records,
        "acknowledgement = { within = \"1 h\", clock = \"elapsed\" }",
    );
    // in time: confirmed, answered, confirmed_late_answered_in_time; missed: late, nothing;
    // resolved_when says that it is over and not since when
    assert_eq!(sums(&bench.october(&[]), "clock"), [3.0, 5.0, 1.0, 0.0]);
}

#[test]
fn an_interim_notice_or_an_answer_stops_the_clock_of_interim_notices() {
    let records = "\
notice,open,2026-10-05 09:00,,2026-10-07 09:00,,
answer,open,2026-10-05 09:00,,,2026-10-07 09:00,
notice_then_late_answer,open,2026-10-05 09:00,,2026-10-06 09:00,2026-10-12 09:00,
resolved_at_once,closed,2026-10-05 09:00,,,,2026-10-05 09:10
late,open,2026-10-05 09:00,,2026-10-07 09:01,,
not_yet_due,open,2026-10-30 09:00,,,,
";
    let bench = tickets(
        records,
        "interim_notice = { within = \"48 h\", clock = \"elapsed\" }",
    );
    assert_eq!(sums(&bench.october(&[]), "clock"), [4.0, 5.0, 0.0, 0.0]);
    let findings = bench.sandbox.table("2026-10", "findings");
    let late = findings.only(&[("contact_id", "late")]);
    assert_eq!(
        late.text("observed"),
        "interim notice or answer 2026-10-07T09:01:00+02:00, due 2026-10-07T09:00:00+02:00, late by 0:01:00"
    );
}

#[test]
fn business_days_end_at_closing_and_the_day_of_receipt_does_not_count() {
    // Mo–Fr 08:00–18:00. 2 October 2026 is a Friday.
    let records = "\
by_closing,open,2026-10-02 10:00,,,2026-10-06 18:00,
after_closing,open,2026-10-02 10:00,,,2026-10-06 18:01,
in_the_evening,open,2026-10-02 19:00,,,2026-10-07 18:00,
on_saturday,open,2026-10-03 12:00,,,2026-10-07 18:00,
";
    let rule = |late: &str| {
        format!("first_response = {{ within = \"2 business days\", calendar = \"office\"{late} }}")
    };
    let same_day = tickets(records, &rule(""));
    // A receipt of Friday evening, or of Saturday, is due on Tuesday.
    assert_eq!(sums(&same_day.october(&[]), "clock"), [1.0, 4.0, 0.0, 0.0]);
    let next_day = tickets(records, &rule(", late_receipt = \"next_day\""));
    // It counts as received on Monday, and is due on Wednesday.
    assert_eq!(sums(&next_day.october(&[]), "clock"), [3.0, 4.0, 0.0, 0.0]);
}

#[test]
fn promised_callbacks_are_judged_for_calls_and_others_do_not_apply() {
    let source = r#"
[sources.calls]
provider = "nord"
kind = "calls"
path = "calls_*.csv"
[sources.calls.csv]
[sources.calls.mapping.fields]
id = "id"
queue = { constant = "billing" }
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M" }
outcome = "outcome"
callback_promised_at = { column = "promised", format = "%Y-%m-%d %H:%M" }
callback_due_at = { column = "for", format = "%Y-%m-%d %H:%M" }
callback_at = { column = "called", format = "%Y-%m-%d %H:%M" }
"#;
    let calls = "id,offered,outcome,promised,for,called
kept,2026-10-05 09:00,answered,2026-10-05 09:05,2026-10-05 17:00,2026-10-05 13:05
for_later,2026-10-05 09:00,answered,2026-10-05 09:05,2026-10-05 17:00,2026-10-05 13:06
forgotten,2026-10-05 09:00,answered,2026-10-05 09:05,2026-10-05 17:00,
undated,2026-10-05 09:00,answered,2026-10-05 09:05,,2026-10-05 09:30
none_promised,2026-10-05 09:00,answered,,,
before_the_promise,2026-10-05 09:00,answered,2026-10-05 09:05,2026-10-05 17:00,2026-10-05 09:00
";
    let of = |rule: &str| {
        let bench = Bench::with(
            &format!("{source}{}", standard(rule)),
            &[("calls_2026-10.csv", calls)],
        );
        sums(&bench.october(&[]), "clock")
    };
    // Four hours from the promise: kept, undated; missed: for_later, forgotten.
    let within = of("callback = { within = \"4 h\", clock = \"elapsed\" }");
    assert_eq!(within, [2.0, 4.0, 1.0, 0.0]);
    // As promised: kept, for_later; undated and before_the_promise cannot be judged.
    let promised = of("callback = { due = \"export\" }");
    assert_eq!(promised, [2.0, 3.0, 2.0, 0.0]);
}
