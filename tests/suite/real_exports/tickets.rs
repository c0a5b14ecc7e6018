//! Tickets: snapshots of an incident log, and a city's requests with the day they were due.

use std::collections::BTreeSet;

use super::measured::{Figures, fates};
use super::recount::{counts, mean, p90, percent, printed, run};
use crate::support::{Table, shared};

#[test]
#[ignore = "needs the shared reference data"]
fn snapshots_of_incidents() {
    let run = run("servicenow", "2016-02-01..2016-03-31");
    assert_eq!(fates(&run, "log"), [5_998.0, 890.0, 5_108.0, 0.0, 0.0]);
    assert_eq!(Figures::of(&run).count("desk", "tickets_created"), 890.0);
    let tickets = run.parquet("tickets");
    assert_eq!(tickets.len(), 890);
    assert_eq!(counts(&tickets, "status")["closed"], 890);
    let missed = counts(&tickets, "sla_met")["no"];
    assert_eq!((missed, percent(missed, 890, 4)), (395, "44.3820".to_owned()));
    let hours: Vec<f64> = tickets
        .rows()
        .filter_map(|row| Some((row.instant("resolved_at")? - row.instant("created_at")?) as f64 / 3600.0))
        .collect();
    assert_eq!(890 - hours.len(), 29, "never resolved");
    assert_eq!(printed(mean(&hours), 6), "315.866763");
    assert_eq!(printed(p90(&hours), 2), "762.05");
    let reopened = tickets
        .rows()
        .filter(|row| row.number("reopened").is_some_and(|times| times > 0.0));
    assert_eq!(reopened.count(), 10);
    let figures = Figures::of(&run);
    let within_a_day = tickets.rows().filter(|row| {
        let over = row.instant("resolved_at").or(row.instant("closed_at"));
        over.is_some_and(|over| over - row.instant("created_at").unwrap_or_default() <= 86_400)
    });
    assert_eq!(
        figures.numerator("desk", "resolution", "deadline"),
        within_a_day.count() as f64
    );
    // Six of the ten were closed in the period.
    assert_eq!(figures.numerator("desk", "reopened", "reopen_rate"), 6.0);
    let critical = counts(&tickets, "priority");
    assert_eq!((critical["1 - Critical"], critical["3 - Moderate"]), (15, 757));
}

/// Of the 59 rows that repeat an id, 38 repeat every cell; the others differ in a column that no
/// field reads. In one request 1 January 1900 stands for "no day"; the known figure counts it as
/// overdue, the program as without a day.
#[test]
#[ignore = "needs the shared reference data"]
fn requests_with_the_day_they_were_due() {
    let run = run("stlouis2010", "2010-01-01..2020-12-31");
    assert_eq!(fates(&run, "requests"), [1_545.0, 1_486.0, 59.0, 0.0, 0.0]);
    let tickets = run.parquet("tickets");
    assert_eq!(tickets.len(), 1_486);
    assert_eq!(counts(&tickets, "status")["closed"], 1_415);
    assert_eq!(counts(&tickets, "status")["cancelled"], 71);

    let export = Table::from_csv(&shared("data/stlouis-csb-tickets/csb_2010.csv"));
    let no_day = |row: &crate::support::Row<'_>| row.text("PRJCOMPLETEDATE").starts_with("1900-");
    let no_day: BTreeSet<&str> = export
        .rows()
        .filter(no_day)
        .map(|row| row.text("REQUESTID"))
        .collect();
    let (mut judged, mut overdue, mut of_1900) = (0, 0, 0);
    for row in tickets.rows().filter(|row| row.text("status") == "closed") {
        let closed = row.instant("closed_at").expect("closed rows have the instant");
        if let Some(due) = row.instant("due_at") {
            judged += 1;
            overdue += usize::from(closed > due);
        }
        of_1900 += usize::from(no_day.contains(row.text("ticket_id")));
    }
    assert_eq!((judged, overdue, of_1900), (1_410, 587, 1));
    assert_eq!((overdue + of_1900, judged + of_1900), (588, 1_411));
    assert_eq!(percent(overdue + of_1900, judged + of_1900, 4), "41.6726");

    let figures = Figures::of(&run);
    let in_time = figures.row("divisions", "*", "in_time", "deadline");
    // One is closed before it was opened; five closed ones name no day on which they were due.
    assert_eq!(1_415 - judged, 5);
    assert_eq!(in_time.text("unmeasurable"), "6");
    assert_eq!(
        (in_time.number("numerator"), in_time.number("denominator")),
        (Some(822.0), Some(1_409.0))
    );
    // All closed ones but that which is closed before it was opened.
    for standard in ["two_weeks", "hours"] {
        let judged = figures.row("divisions", "*", standard, "deadline");
        assert_eq!(
            (judged.number("denominator"), judged.text("unmeasurable")),
            (Some(1_414.0), "1")
        );
    }
    assert_eq!(figures.count("divisions", "bridge:out"), 1_486.0);
}
