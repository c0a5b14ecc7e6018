//! A help desk's event log: cases as events, with waiting and several resolutions.

use std::collections::BTreeMap;

use super::measured::{Figures, fates};
use super::recount::{counts, mean, p90, printed, run};
use crate::support::{Table, shared};

const DAY: f64 = 86_400.0;

/// What a case of the export tells, counted in plain loops.
#[derive(Default)]
struct Case {
    resolutions: usize,
    is_closed: bool,
    is_over: bool,
    reopened: f64,
}

fn recounted(export: &Table) -> BTreeMap<String, Case> {
    let mut cases: BTreeMap<String, Case> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for row in export.rows() {
        if !seen.insert([
            row.text("case"),
            row.text("startTime"),
            row.text("event"),
            row.text("org:resource"),
        ]) {
            continue;
        }
        let case = cases.entry(row.text("case").to_owned()).or_default();
        match row.text("event") {
            "Resolve ticket" => {
                case.resolutions += 1;
                case.is_over = true;
            }
            "Closed" => (case.is_closed, case.is_over) = (true, true),
            "Take in charge ticket" if case.is_over => {
                (case.is_closed, case.is_over) = (false, false);
                case.reopened += 1.0;
            }
            _ => {}
        }
    }
    cases
}

#[test]
#[ignore = "needs the shared reference data"]
fn a_help_desk_told_by_its_events() {
    let run = run("helpdesk", "2010-01-01..2014-12-31");
    // 127 rows repeat every cell; three more say the same as another in a word that means the same here.
    assert_eq!(fates(&run, "log"), [21_348.0, 21_218.0, 130.0, 0.0, 0.0]);
    let figures = Figures::of(&run);
    assert_eq!(figures.count("desk", "tickets_created"), 4_580.0);
    let tickets = run.parquet("tickets");
    assert_eq!(tickets.len(), 4_580);

    let export = Table::from_csv(&shared("data/helpdesk-event-log/helpdesk_events.csv"));
    let cases = recounted(&export);
    let closings = export.rows().filter(|row| row.text("event") == "Closed");
    let closed: std::collections::BTreeSet<&str> = closings.map(|row| row.text("case")).collect();
    assert_eq!(closed.len(), 4_559);
    let all_rows = export.rows().filter(|row| row.text("event") == "Resolve ticket");
    let mut resolutions: BTreeMap<&str, usize> = BTreeMap::new();
    all_rows.for_each(|row| *resolutions.entry(row.text("case")).or_default() += 1);
    assert_eq!(resolutions.values().filter(|count| **count > 1).count(), 386);

    let resolved = || {
        let known = tickets.rows();
        known.filter(|row| cases[row.text("ticket_id")].resolutions > 0)
    };
    assert_eq!(resolved().count(), 4_569);
    let days: Vec<f64> = resolved()
        .map(|row| {
            let (from, to) = (row.instant("created_at"), row.instant("first_resolved_at"));
            (to.expect("a resolution") - from.expect("a creation")) as f64 / DAY
        })
        .collect();
    assert_eq!(printed(mean(&days), 6), "11.122515");
    assert_eq!(printed(p90(&days), 4), "29.8789");
    let length: Vec<f64> = tickets
        .rows()
        .filter_map(|row| Some((row.instant("updated_at")? - row.instant("created_at")?) as f64 / DAY))
        .collect();
    assert_eq!(printed(mean(&length), 6), "40.858408");

    // A second resolution without anybody taking the case in charge is noticed, and no reopening.
    for row in tickets.rows() {
        let case = &cases[row.text("ticket_id")];
        assert_eq!(
            row.number("reopened"),
            Some(case.reopened),
            "{}",
            row.text("ticket_id")
        );
    }
    let still_closed = cases.values().filter(|case| case.is_closed).count();
    let states = counts(&tickets, "status");
    assert_eq!(states["closed"], still_closed);
    let count = |name: &str| figures.count("desk", name);
    assert_eq!(
        count("bridge:opening") + count("bridge:created") + count("bridge:reopened") - count("bridge:out"),
        count("tickets_open")
    );
}
