//! Defects that users of comparable tools met, where no other test speaks of them; the table of all is in
//! `docs/coverage.md`.

use std::fmt::Write;

use super::bench::{Bench, CALLS, CALLS_HEADER, sums};
use crate::support::Table;

const HISTORY: &str = r#"
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
priority = "priority"
created_at = { column = "at", format = "%Y-%m-%d %H:%M" }
updated_at = { column = "at", format = "%Y-%m-%d %H:%M" }
"#;

fn clauses(rules: &[(&str, &str)]) -> String {
    let mut standard = String::from("[standards.clock]\nname = \"Clock\"\nmin_cases = 0\n");
    for (scope, rule) in rules {
        let clause = format!(
            "[[standards.clock.clauses]]\n{scope}\nvalid_from = 2026-01-01\ntarget = \"90 %\"\n{rule}\n"
        );
        standard.push_str(&clause);
    }
    standard
}

fn history(steps: &str, rules: &[(&str, &str)]) -> Bench {
    let more = format!("{HISTORY}{}", clauses(rules));
    Bench::with(
        &more,
        &[("tickets_2026-10.csv", &format!("id,status,priority,at\n{steps}"))],
    )
}

fn observed(bench: &Bench, id: &str) -> String {
    let findings = bench.sandbox.table("2026-10", "findings");
    findings.only(&[("contact_id", id)]).text("observed").to_owned()
}

const FOUR_HOURS: &str = "resolution = { within = \"4 h\", calendar = \"office\", pauses = \"stop\" }";

#[test]
fn symptom_5_a_ticket_opened_on_saturday_has_its_whole_budget_on_monday() {
    let steps = "\
in_time,open,2,2026-10-03 10:00
in_time,resolved,2,2026-10-05 12:00
late,open,2,2026-10-03 10:00
late,resolved,2,2026-10-05 12:01
";
    let bench = history(steps, &[("", FOUR_HOURS)]);
    assert_eq!(sums(&bench.october(&[]), "clock"), [1.0, 2.0, 0.0, 0.0]);
    let told = observed(&bench, "late");
    assert!(
        told.contains("due 2026-10-05T12:00:00+02:00, late by 0:01:00 of business time"),
        "{told}"
    );
}

#[test]
fn symptom_7_a_change_of_priority_keeps_the_pauses_so_far() {
    // Six hours and a half gross, three of them in a pause that was before the change.
    let steps = "\
kept,open,1,2026-10-05 09:00
kept,pending,1,2026-10-05 10:00
kept,open,3,2026-10-05 13:00
kept,resolved,3,2026-10-05 15:30
";
    let urgent = "resolution = { within = \"4 h\", clock = \"elapsed\", pauses = \"stop\" }";
    let usual = "resolution = { within = \"3 h\", clock = \"elapsed\", pauses = \"stop\" }";
    let rules = [("", usual), ("for = { priorities = [\"1\"] }", urgent)];
    let kpi = history(steps, &rules).october(&[]);
    let row = kpi.only(&[
        ("standard", "clock"),
        ("queue", "*"),
        ("clause", "priorities: 1"),
        ("measure", "deadline"),
    ]);
    assert_eq!([row.text("numerator"), row.text("denominator")], ["1", "1"]);
}

#[test]
fn symptom_9_gross_paused_and_net_time_stand_in_the_finding() {
    let steps = "\
late,open,2,2026-10-05 09:00
late,pending,2,2026-10-05 10:00
late,open,2,2026-10-05 11:00
late,resolved,2,2026-10-05 15:00
";
    let bench = history(steps, &[("", FOUR_HOURS)]);
    bench.october(&[]);
    let told = observed(&bench, "late");
    assert!(
        told.ends_with("late by 1:00:00 of business time; gross 6:00:00, paused 1:00:00, net 5:00:00"),
        "{told}"
    );
}

#[test]
fn symptom_14_the_breach_is_where_the_budget_was_used_up_first() {
    // Half an hour late, whatever happened in the month after.
    let steps = "\
late,open,2,2026-10-05 09:00
late,resolved,2,2026-10-05 13:30
late,closed,2,2026-10-30 13:30
";
    let bench = history(steps, &[("", FOUR_HOURS)]);
    assert_eq!(sums(&bench.october(&[]), "clock"), [0.0, 1.0, 0.0, 0.0]);
    let told = observed(&bench, "late");
    assert!(
        told.contains("due 2026-10-05T13:00:00+02:00, late by 0:30:00"),
        "{told}"
    );
}

#[test]
fn due_based_shares_count_what_is_open_and_overdue() {
    // 90 in time, 4 late, 6 open and overdue: 90 of 100. What is not yet due is of another period.
    let mut records = String::new();
    for id in 0..103 {
        let (status, created, closed) = match id {
            0..90 => ("closed", "2026-10-05 09:00", "2026-10-05 10:00"),
            90..94 => ("closed", "2026-10-05 09:00", "2026-10-07 10:00"),
            94..100 => ("open", "2026-10-05 09:00", ""),
            _ => ("open", "2026-10-31 20:00", ""),
        };
        writeln!(records, "t{id},{status},{created},{closed},,").expect("a text takes it");
    }
    let rules = [("", "resolution = { within = \"24 h\", clock = \"elapsed\" }")];
    let kpi = Bench::tickets(&records, &clauses(&rules)).october(&[]);
    assert_eq!(sums(&kpi, "clock"), [90.0, 100.0, 0.0, 0.0]);
    let row = kpi.only(&[("standard", "clock"), ("queue", "*"), ("measure", "deadline")]);
    assert_eq!([row.text("value"), row.text("status")], ["0.9", "met"]);
}

const LEVEL: &str = "\
[standards.level]
name = \"Level\"
min_cases = 0
[[standards.level.clauses]]
valid_from = 2026-01-01
target = \"80 %\"
service_level = { formula = \"offered\", within = \"20 s\" }
";

#[test]
fn symptom_21_an_export_in_another_zone_than_its_source_says_is_suspected() {
    let said = |first: u32| {
        let mut records = format!("{CALLS_HEADER}\n");
        for number in 0..120 {
            let (hour, minute) = (first + number / 12, number % 12 * 5);
            writeln!(
                records,
                "c{number},2026-10-05 {hour:02}:{minute:02}:00,,,answered,5,60,a"
            )
            .expect("a text takes it");
        }
        let bench = Bench::with(&format!("{CALLS}{LEVEL}"), &[("calls_2026-10.csv", &records)]);
        let workspace = bench.sandbox.read("leitstand.toml");
        let with_hours = workspace.replace(
            "channel = \"phone\"\n",
            "channel = \"phone\"\ncalendar = \"office\"\n",
        );
        bench.sandbox.write("leitstand.toml", with_hours);
        bench.october(&[]);
        bench.sandbox.read("out/2026-10/manifest.json")
    };
    // Open from 8 to 18; the calls come from 6 to 16.
    let told = said(6);
    assert!(
        told.contains(
            "Billing: 24 calls lie outside the opening hours, and +2 h later nearly all would lie inside"
        ),
        "{told}"
    );
    assert!(!said(8).contains("outside the opening hours"));
}

#[test]
fn symptom_24_ids_stay_the_texts_that_they_are() {
    let records = "\
0004711000010,2026-10-05 09:00:00,,,answered,50,60,a
12345678901234567890,2026-10-05 09:01:00,,,answered,50,60,a
";
    let bench = Bench::calls(records, LEVEL);
    bench.october(&[]);
    let calls = Table::from_parquet(&bench.sandbox.path("out/2026-10/data/calls.parquet"));
    let own = Table::from_csv(&bench.sandbox.path("out/2026-10/partners/nord/findings.csv"));
    for id in ["0004711000010", "12345678901234567890"] {
        calls.only(&[("call_id", id)]);
        own.only(&[("contact_id", id)]);
    }
}
