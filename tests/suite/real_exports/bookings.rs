//! Calls to book a table, as CSV and as a workbook with title and footer.

use super::measured::{Figures, fates};
use super::recount::{answered, busiest, counts, p90, run, values};
use crate::support::Run;

/// What both forms of the export say.
fn calls_say(run: &Run, provider: &str, source: &str, standard: &str) {
    assert_eq!(fates(run, source), [25_100.0, 25_100.0, 0.0, 0.0, 0.0]);
    let figures = Figures::of(run);
    assert_eq!(figures.count(provider, "offered"), 25_100.0);
    assert_eq!(figures.count(provider, "answered"), 24_731.0);
    assert_eq!(figures.count(provider, "abandoned"), 369.0);
    assert_eq!(
        figures.percent(provider, "abandonment", "abandonment", 4),
        "1.4701"
    );
    assert_eq!(figures.mean(provider, "asa", 6), "22.980834");
    assert_eq!(figures.numerator(provider, standard, "service_level"), 10_998.0);
    assert_eq!(figures.percent(provider, standard, "service_level", 4), "43.8167");
    let calls = run.parquet("calls");
    assert_eq!(p90(&values(&calls, "wait_s", answered)), 41.0);
    assert_eq!(counts(&calls, "reason").len(), 40, "restaurants");
    assert_eq!(counts(&calls, "agent").len(), 20);
    assert_eq!(
        busiest(&run.csv("intervals")),
        ("2023-11-07T10:00:00+01:00".to_owned(), 95.0)
    );
}

#[test]
#[ignore = "needs the shared reference data"]
fn bookings_as_text() {
    calls_say(&run("booking", "2023-11"), "north", "calls", "level");
}

#[test]
#[ignore = "needs the shared reference data"]
fn bookings_as_a_workbook() {
    calls_say(&run("derived_d3", "2023-11"), "nord", "contacts", "servicelevel");
}
