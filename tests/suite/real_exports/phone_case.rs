//! A training case as a workbook: dates as text, times as Excel times.

use super::measured::{Figures, fates};
use super::recount::{answered, busiest, counts, mean, p90, percent, printed, run, values};

#[test]
#[ignore = "needs the shared reference data"]
fn calls_of_the_training_case() {
    let run = run("pwc", "2021-Q1");
    assert_eq!(fates(&run, "calls"), [5_000.0, 5_000.0, 0.0, 0.0, 0.0]);
    let figures = Figures::of(&run);
    assert_eq!(figures.count("desk", "offered"), 5_000.0);
    assert_eq!(figures.count("desk", "answered"), 4_054.0);
    assert_eq!(figures.count("desk", "unclear"), 0.0);
    assert_eq!(figures.percent("desk", "abandonment", "abandonment", 2), "18.92");
    assert_eq!(figures.mean("desk", "asa", 6), "67.520720");
    assert_eq!(figures.mean("desk", "aht", 6), "224.922792");
    assert_eq!(figures.numerator("desk", "level_20", "service_level"), 374.0);
    assert_eq!(figures.percent("desk", "level_20", "service_level", 2), "7.48");
    assert_eq!(figures.percent("desk", "level_60", "service_level", 2), "35.92");
    assert_eq!(
        busiest(&run.csv("intervals")),
        ("2021-02-05T11:30:00+01:00".to_owned(), 14.0)
    );
}

#[test]
#[ignore = "needs the shared reference data"]
fn single_calls_of_the_training_case() {
    let run = run("pwc", "2021-Q1");
    let calls = run.parquet("calls");
    let resolved = counts(&calls, "resolved")["yes"];
    assert_eq!(resolved, 3_646);
    assert_eq!(percent(resolved, calls.len(), 2), "72.92");
    assert_eq!(
        percent(resolved, calls.rows().filter(answered).count(), 4),
        "89.9359"
    );
    let ratings = values(&calls, "csat", |_| true);
    assert_eq!(
        (ratings.len(), printed(mean(&ratings), 6)),
        (4_054, "3.403552".to_owned())
    );
    assert_eq!(p90(&values(&calls, "wait_s", answered)), 114.0);
    assert_eq!(p90(&values(&calls, "talk_s", answered)), 378.0);
    let mut by_agent: Vec<usize> = counts(&calls, "agent").into_values().collect();
    by_agent.sort_unstable();
    assert_eq!(by_agent, [582, 593, 624, 631, 633, 633, 638, 666]);
    let by_topic = counts(&calls, "reason");
    let by_topic: Vec<(&str, usize)> = by_topic
        .iter()
        .map(|(topic, count)| (topic.as_str(), *count))
        .collect();
    let expected = [
        ("Admin Support", 976),
        ("Contract related", 976),
        ("Payment related", 1_007),
        ("Streaming", 1_022),
        ("Technical Support", 1_019),
    ];
    assert_eq!(by_topic, expected);
}
