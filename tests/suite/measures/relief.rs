//! Corridor relief: intervals in which more calls came than forecast and corridor allow leave the service level.

use super::bench::{Bench, CALLS, CALLS_HEADER, sums};
use super::live::{REPORT, standard, worked_day};
use crate::support::Table;

const FORECAST: &str = r#"
[sources.expected]
provider = "nord"
kind = "forecast"
path = "forecast_*.csv"
made_by = "client"
lock = { before = "5 d", start_of = "month" }
[sources.expected.csv]
[sources.expected.mapping.fields]
queue = { constant = "billing" }
start = { column = "start", format = "%Y-%m-%d %H:%M" }
volume = "volume"
delivered_at = { column = "as of", format = "%Y-%m-%d" }
"#;

/// A service level with a corridor of ten percent above the client's forecast.
fn level() -> String {
    standard(
        "level",
        "",
        "target = \"80 %\"\nservice_level = { formula = \"offered\", within = \"20 s\", relief = { corridor = \"10 %\", forecast = \"client\" } }",
    )
}

/// Fifty calls expected in each of some intervals from eight o'clock.
fn fifty(intervals: u32, as_of: &str) -> String {
    let mut rows = String::from("start,volume,as of\n");
    for number in 0..intervals {
        let (hour, minute) = (8 + number / 2, number % 2 * 30);
        rows += &format!("2026-10-05 {hour:02}:{minute:02},50,{as_of}\n");
    }
    rows
}

fn value(kpi: &Table, standard: &str, measure: &str) -> Option<f64> {
    kpi.only(&[("standard", standard), ("measure", measure), ("queue", "*")])
        .number("value")
}

#[test]
fn four_busy_intervals_are_relieved_and_the_figure_without_relief_stays() {
    let more = format!("{REPORT}{FORECAST}{}", level());
    let bench = Bench::with(
        &more,
        &[
            ("report_2026-10.csv", &worked_day()),
            ("forecast_2026-10.csv", &fifty(20, "2026-09-01")),
        ],
    );
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "level"), [672.0, 800.0, 0.0, 380.0]);
    let row = kpi.only(&[
        ("standard", "level"),
        ("measure", "service_level"),
        ("queue", "*"),
    ]);
    assert_eq!((row.text("value"), row.text("status")), ("0.84", "met"));
    let without = kpi.only(&[
        ("standard", "level"),
        ("measure", "service_level:without_relief"),
        ("queue", "*"),
    ]);
    let told = ["numerator", "denominator", "excluded"].map(|name| without.number(name));
    assert_eq!(told, [824.0, 1180.0, 0.0].map(Some));
    let counts = [
        "forecast_intervals",
        "forecast_missing",
        "forecast_late",
        "relieved_intervals",
    ];
    let counts = counts.map(|name| value(&kpi, "level", &format!("service_level:{name}")));
    assert_eq!(counts, [20.0, 0.0, 0.0, 4.0].map(Some));
}

#[test]
fn late_and_missing_forecasts_relieve_nobody_and_are_counted() {
    // Of twenty intervals ten have a forecast, all of them too late.
    let more = format!("{REPORT}{FORECAST}{}", level());
    let bench = Bench::with(
        &more,
        &[
            ("report_2026-10.csv", &worked_day()),
            ("forecast_2026-10.csv", &fifty(10, "2026-09-27")),
        ],
    );
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "level"), [824.0, 1180.0, 0.0, 0.0]);
    let counts = [
        "forecast_intervals",
        "forecast_missing",
        "forecast_late",
        "relieved_intervals",
    ];
    let counts = counts.map(|name| value(&kpi, "level", &format!("service_level:{name}")));
    assert_eq!(counts, [0.0, 10.0, 10.0, 0.0].map(Some));
}

/// Calls of single intervals, the first `late` of each after 20 s.
fn calls(intervals: &[(&str, u32, u32)]) -> String {
    let mut records = format!("{CALLS_HEADER}\n");
    for (start, count, late) in intervals {
        for number in 0..*count {
            let wait = if number < *late { 40 } else { 10 };
            records += &format!("{start}-{number},2026-10-05 {start}:00,,,answered,{wait},100,a\n");
        }
    }
    records
}

#[test]
fn the_edge_of_the_corridor_gives_no_relief_and_verdicts_and_findings_agree() {
    // 55 of 50 is on the edge; 56 is beyond it; the third interval has no forecast.
    let more = format!("{CALLS}{FORECAST}{}", level());
    let records = calls(&[("08:00", 55, 5), ("08:30", 56, 20), ("09:00", 60, 3)]);
    let bench = Bench::with(
        &more,
        &[
            ("calls_2026-10.csv", &records),
            ("forecast_2026-10.csv", &fifty(2, "2026-09-01")),
        ],
    );
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "level"), [107.0, 115.0, 0.0, 56.0]);
    let findings = bench.sandbox.table("2026-10", "findings");
    assert_eq!(findings.rows().count(), 8);
    assert!(
        findings
            .rows()
            .all(|row| !row.text("contact_id").starts_with("08:30"))
    );
    let explain = bench.sandbox.ask(&[
        "explain",
        "out/2026-10",
        "--provider",
        "nord",
        "--standard",
        "level",
        "--rows",
        "excluded",
    ]);
    assert!(explain.stdout.contains("56 excluded"), "{}", explain.stdout);
}

#[test]
fn an_interval_whose_calls_are_all_relieved_is_no_case_of_consistency() {
    let consistency = standard(
        "consistency",
        "min_cases = 0",
        "target = \"90 %\"\nservice_level_consistency = { of = \"level\" }",
    );
    let more = format!("{REPORT}{FORECAST}{}{consistency}", level());
    let bench = Bench::with(
        &more,
        &[
            ("report_2026-10.csv", &worked_day()),
            ("forecast_2026-10.csv", &fifty(20, "2026-09-01")),
        ],
    );
    assert_eq!(sums(&bench.october(&[]), "consistency"), [16.0, 16.0, 0.0, 4.0]);
}
