//! Exports that are reports already: a daily report in two dialects, planners' quarter hours.

use std::collections::BTreeMap;

use super::measured::{Figures, fates};
use super::recount::run;

#[test]
#[ignore = "needs the shared reference data"]
fn two_dialects_of_a_daily_report_say_the_same() {
    let run = run("daily_kpi", "2024-01");
    let figures = Figures::of(&run);
    for provider in ["semicolon", "comma"] {
        assert_eq!(
            fates(&run, &format!("report_{provider}")),
            [1_251.0, 1_251.0, 0.0, 0.0, 0.0]
        );
        assert_eq!(figures.count(provider, "offered"), 248_373.0);
        assert_eq!(figures.count(provider, "answered"), 221_234.0);
        assert_eq!(figures.count(provider, "abandoned"), 27_139.0);
        assert_eq!(
            figures.percent(provider, "abandonment", "abandonment", 4),
            "10.9267"
        );
        assert_eq!(figures.mean(provider, "asa", 6), "29.835599");
        assert_eq!(figures.mean(provider, "aht", 6), "159.527925");
        assert_eq!(figures.percent(provider, "level", "service_level", 4), "63.7860");
    }
}

#[test]
#[ignore = "needs the shared reference data"]
fn planned_quarter_hours_against_what_they_need() {
    for (workspace, needed) in [("wfm_erlang_80_90", 1_343.0), ("wfm_erlang_80_20", 1_466.0)] {
        let run = run(workspace, "2025-01");
        assert_eq!(fates(&run, "volumes"), [216.0, 216.0, 0.0, 0.0, 0.0]);
        assert_eq!(fates(&run, "plan"), [216.0, 216.0, 0.0, 0.0, 0.0]);
        let figures = Figures::of(&run);
        assert_eq!(figures.count("centre", "offered"), 2_916.0);
        assert_eq!(figures.count("centre", "answered"), 2_855.0);
        let intervals = run.csv("intervals");
        assert_eq!(intervals.len(), 216);
        let sum = |column| intervals.rows().filter_map(|row| row.number(column)).sum::<f64>();
        assert_eq!(sum("offered"), 2_916.0);
        assert_eq!(sum("planned_agents"), 1_760.0);
        assert_eq!(sum("required_agents"), needed);
    }
}

#[test]
#[ignore = "needs the shared reference data"]
fn the_planners_reserve() {
    let intervals = run("wfm_erlang_80_90", "2025-01").csv("intervals");
    let mut reserve = BTreeMap::new();
    for row in intervals.rows() {
        assert_eq!(row.text("interval_minutes"), "15");
        assert_eq!(row.text("state"), "ok");
        *reserve.entry(row.text("gap_planned").to_owned()).or_insert(0) += 1;
    }
    let expected = [("1", 29), ("2", 173), ("3", 14)].map(|(gap, count)| (gap.to_owned(), count));
    assert_eq!(reserve, BTreeMap::from(expected));
}
