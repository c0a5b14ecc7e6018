//! A simulator's year of answered calls, with AM and PM.

use std::collections::BTreeMap;

use super::measured::{Figures, fates};
use super::recount::{answered, busiest, p90, percent, run, values};

#[test]
#[ignore = "needs the shared reference data"]
fn a_simulated_year() {
    let run = run("simulated", "2021-01-01..2021-12-31");
    assert_eq!(fates(&run, "calls"), [51_708.0, 51_708.0, 0.0, 0.0, 0.0]);
    let figures = Figures::of(&run);
    assert_eq!(figures.count("simulator", "answered"), 51_708.0);
    assert_eq!(figures.mean("simulator", "asa", 6), "17.034927");
    assert_eq!(figures.mean("simulator", "aht", 6), "299.102595");
    for (standard, in_time, share) in [
        ("level_20", 46_132.0, "89.2164"),
        ("level_60", 47_481.0, "91.8252"),
    ] {
        assert_eq!(figures.numerator("simulator", standard, "service_level"), in_time);
        assert_eq!(figures.percent("simulator", standard, "service_level", 4), share);
    }
    assert_eq!(
        busiest(&run.csv("intervals")),
        ("2021-12-01T16:30:00+00:00".to_owned(), 26.0)
    );
}

#[test]
#[ignore = "needs the shared reference data"]
fn single_calls_of_the_simulated_year() {
    let run = run("simulated", "2021-01-01..2021-12-31");
    let calls = run.parquet("calls");
    assert_eq!(p90(&values(&calls, "wait_s", answered)), 32.0);
    assert_eq!(p90(&values(&calls, "talk_s", answered)), 688.0);
    let mut days: BTreeMap<i64, (usize, usize)> = BTreeMap::new();
    for row in calls.rows() {
        let day = row.instant("offered_at").expect("an instant").div_euclid(86_400);
        let sums = days.entry(day).or_default();
        sums.0 += usize::from(row.number("wait_s").expect("a wait") <= 60.0);
        sums.1 += 1;
    }
    assert_eq!(days.len(), 261);
    let share = |(in_time, all): (usize, usize)| in_time as f64 / all as f64;
    let worst = days
        .iter()
        .min_by(|a, b| share(*a.1).total_cmp(&share(*b.1)))
        .expect("a day");
    let date = chrono::DateTime::from_timestamp(worst.0 * 86_400, 0)
        .expect("a date")
        .date_naive();
    assert_eq!((date.to_string().as_str(), worst.1.1), ("2021-12-10", 297));
    assert_eq!(percent(worst.1.0, worst.1.1, 4), "69.0236");
}
