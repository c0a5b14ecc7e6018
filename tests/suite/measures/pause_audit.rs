//! Pauses that are hard to explain, cycles late, and the deadline without doubtful pauses.

use super::bench::sums;
use super::events::log;
use crate::support::Table;

/// The office is open Mo–Fr 08:00–18:00; 5 October is a Monday. Budget 8 hours.
const ROWS: &str = "\
honest,2026-10-05 08:00,created,customer
honest,2026-10-05 10:00,paused,agent
honest,2026-10-06 10:00,resumed,customer
honest,2026-10-06 15:00,resolved,agent
last_minute,2026-10-05 08:00,created,customer
last_minute,2026-10-05 15:40,paused,agent
last_minute,2026-10-06 15:40,resumed,agent
last_minute,2026-10-06 15:50,resolved,agent
ignored,2026-10-05 08:00,created,customer
ignored,2026-10-05 10:00,paused,agent
ignored,2026-10-05 14:00,mail in,customer
ignored,2026-10-06 10:00,resumed,agent
ignored,2026-10-06 10:00,reply,agent
ignored,2026-10-06 15:00,resolved,agent
";

const RULE: &str = "resolution = { within = \"8 h\", calendar = \"office\", pauses = \"stop\", \
                    pause_audit = { before_breach = \"30 min\" } }";

fn figure(kpi: &Table, measure: &str) -> (Option<f64>, Option<f64>, Option<f64>) {
    let of = [("standard", "clock"), ("queue", "*"), ("measure", measure)];
    let row = kpi.only(&of);
    (
        row.number("numerator"),
        row.number("denominator"),
        row.number("value"),
    )
}

#[test]
fn doubtful_pauses_are_counted_listed_and_taken_out() {
    let bench = log(ROWS, RULE);
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "clock"), [3.0, 3.0, 0.0, 0.0]);
    // Without the last-minute pause that ticket is late; `ignored` keeps its pause until the message came.
    let without = figure(&kpi, "deadline:without_doubtful_pauses");
    assert_eq!((without.0, without.1), (Some(1.0), Some(3.0)));
    assert_eq!(figure(&kpi, "deadline:pauses_before_breach").0, Some(1.0));
    assert_eq!(figure(&kpi, "deadline:paused_before_breach").0, Some(36_000.0));
    assert_eq!(figure(&kpi, "deadline:pauses_unanswered").0, Some(1.0));
    // 14–18 and 8–10.
    assert_eq!(figure(&kpi, "deadline:paused_unanswered").0, Some(21_600.0));
    let list = bench.sandbox.path("out/2026-10/data/doubtful_pauses.csv");
    let list = Table::from_csv(&list);
    let rows: Vec<[String; 4]> = list
        .rows()
        .map(|row| {
            ["contact_id", "source_row", "before_breach_s", "unanswered_s"]
                .map(|name| row.text(name).to_owned())
        })
        .collect();
    let rows: Vec<[&str; 4]> = rows
        .iter()
        .map(|row| [&*row[0], &*row[1], &*row[2], &*row[3]])
        .collect();
    assert_eq!(
        rows,
        [["last_minute", "7", "36000", ""], ["ignored", "11", "", "21600"]]
    );
    // No findings of the deadline, but on the partner's page.
    assert_eq!(bench.sandbox.table("2026-10", "findings").len(), 0);
    let page = bench.sandbox.read("out/2026-10/partners/nord/scorecard.html");
    assert!(page.contains("2 pauses that are hard to explain"));
}

#[test]
fn cycles_late_are_budgets_of_overdue_open_tickets() {
    // 24 hours; at the as-of instant overdue by 6, 36 and 76 hours (definitions § 3).
    let rows = "\
a,2026-10-19 06:00,created,customer
b,2026-10-18 00:00,created,customer
c,2026-10-16 08:00,created,customer
answered_late,2026-10-16 08:00,created,customer
answered_late,2026-10-18 08:00,resolved,agent
merged,2026-10-16 08:00,created,customer
merged,2026-10-16 08:01,merged,agent
";
    let bench = log(rows, "resolution = { within = \"24 h\", clock = \"elapsed\" }");
    let kpi = bench.october(&["--as-of", "2026-10-20T12:00"]);
    let (numerator, denominator, value) = figure(&kpi, "deadline:cycles_late");
    assert_eq!((numerator, denominator), (Some(4.916667), Some(3.0)));
    assert_eq!(format!("{:.2}", value.expect("a value")), "1.64");
}

#[test]
fn an_audit_needs_pauses_that_stop_the_clock() {
    let rule = "resolution = { within = \"8 h\", calendar = \"office\", pause_audit = {} }";
    let said = log("", rule).run("2026-10", &[]).with(2).stderr;
    assert!(
        said.contains("pauses do not stop this clock, so there is nothing to audit"),
        "{said}"
    );
}
