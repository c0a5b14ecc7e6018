//! A bank's calls of February 1999, and their first week dressed as a German export.

use chrono::{DateTime, Datelike, Timelike, Weekday};

use super::measured::{Figures, fates};
use super::recount::{answered, counts, mean, p90, percent, printed, run, values};
use crate::support::{Row, ask};

#[test]
#[ignore = "needs the shared reference data"]
fn february_of_the_bank() {
    let run = run("technion", "1999-02");
    assert_eq!(fates(&run, "calls"), [33_344.0, 33_344.0, 0.0, 0.0, 0.0]);
    let figures = Figures::of(&run);
    let count = |name| figures.count("bank", name);
    assert_eq!(count("answered"), 27_162.0);
    assert_eq!(count("abandoned"), 3_932.0);
    assert_eq!(count("abandoned") + count("flowed_out"), 5_904.0, "all hang-ups");
    assert_eq!(count("blocked"), 278.0);
    assert_eq!(count("unclear"), 0.0);
    assert_eq!(count("offered"), 31_094.0);
    assert_eq!(figures.percent("bank", "lost", "abandonment", 4), "12.6455");
    assert_eq!(figures.mean("bank", "asa", 6), "40.774317");
    assert_eq!(figures.mean("bank", "aht", 6), "176.352993");
    assert_eq!(
        figures.numerator("bank", "level_offered", "service_level"),
        16_209.0
    );
    for (standard, formula, expected) in [
        ("level_offered", "offered", "52.1290"),
        ("level_late_abandons", "late_abandons", "54.2688"),
        ("level_answered", "answered_only", "59.6753"),
    ] {
        assert_eq!(figures.percent("bank", standard, "service_level", 4), expected);
        let beside = format!("service_level:{formula}");
        assert_eq!(
            figures.percent("bank", "level_offered", &beside, 4),
            expected,
            "{formula}"
        );
    }
    for (queue, expected) in [("prospective", "65.9704"), ("exchange", "91.8367")] {
        let of = |name| {
            figures
                .row("bank", queue, name, name)
                .number("value")
                .expect("a count") as usize
        };
        let arrived = of("answered") + of("abandoned") + of("flowed_out");
        assert_eq!(percent(of("answered"), arrived, 4), expected, "{queue}");
    }
}

#[test]
#[ignore = "needs the shared reference data"]
fn single_calls_of_the_bank() {
    let run = run("technion", "1999-02");
    let calls = run.parquet("calls");
    let waits = values(&calls, "wait_s", answered);
    let waited: Vec<f64> = waits.iter().copied().filter(|wait| *wait > 0.0).collect();
    assert_eq!(printed(mean(&waited), 6), "78.569240");
    assert_eq!(waits.iter().filter(|wait| **wait <= 20.0).count(), 16_209);
    assert_eq!(waits.iter().filter(|wait| **wait < 20.0).count(), 16_079);
    assert_eq!(p90(&values(&calls, "talk_s", answered)), 408.0);

    let agents = counts(&calls, "agent");
    assert_eq!(agents.len(), 24);
    assert!(agents.keys().all(|agent| agent.starts_with("agent-")), "no names");
    let mut most = std::collections::BTreeMap::new();
    for row in calls
        .rows()
        .filter(answered)
        .filter(|row| !row.text("agent").is_empty())
    {
        *most.entry(row.text("agent")).or_insert(0) += 1;
    }
    let mut most: Vec<i32> = most.into_values().collect();
    most.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(most[..3], [1_957, 1_904, 1_794]);

    let languages = counts(&calls, "customer_language");
    assert_eq!((languages["en"], languages["he"]), (149, 33_195));
}

#[test]
#[ignore = "needs the shared reference data"]
fn peaks_of_the_bank() {
    let run = run("technion", "1999-02");
    let calls = run.parquet("calls");
    let mut entered = std::collections::BTreeMap::new();
    for row in calls.rows().filter(|row| row.text("outcome") != "blocked") {
        *entered.entry(local(&row, "entered_at").0).or_insert(0) += 1;
    }
    let busiest = entered.iter().max_by_key(|(_, count)| **count).expect("calls");
    assert_eq!((busiest.0.as_str(), *busiest.1), ("1999-02-03 13:00", 407));

    let offered = |row: &Row<'_>| ["answered", "abandoned"].contains(&row.text("outcome"));
    let (mut days, mut times) = (
        std::collections::BTreeSet::new(),
        std::collections::BTreeMap::new(),
    );
    for row in calls.rows().filter(offered) {
        let (half_hour, weekday) = local(&row, "offered_at");
        if !matches!(weekday, Weekday::Fri | Weekday::Sat) {
            days.insert(half_hour[..10].to_owned());
            *times.entry(half_hour[11..].to_owned()).or_insert(0) += 1;
        }
    }
    let peak = times.iter().max_by_key(|(_, count)| **count).expect("calls");
    assert_eq!((days.len(), peak.0.as_str(), *peak.1), (20, "10:00", 1_228));

    let aht = mean(&values(&calls, "talk_s", answered));
    let a_day = f64::from(*peak.1) / days.len() as f64;
    assert_eq!(
        (printed(a_day, 1), printed(a_day * aht / 1800.0, 4)),
        ("61.4".into(), "6.0156".into())
    );
    let (a_day, aht) = (a_day.to_string(), format!("{aht}s"));
    let answer = ask(&[
        "erlang",
        "--calls",
        &a_day,
        "--interval",
        "30min",
        "--aht",
        &aht,
        "--target",
        "80%",
        "--within",
        "20s",
        "--json",
    ]);
    let answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!(answer["required"]["agents_net"], 9, "{answer}");
}

/// The clock half hour of an instant in Israel's winter, and the day of the week.
fn local(row: &Row<'_>, column: &str) -> (String, Weekday) {
    let at = row.instant(column).expect("an instant") + 2 * 3600;
    let at = DateTime::from_timestamp(at - at.rem_euclid(1800), 0).expect("a time");
    (
        format!("{} {:02}:{:02}", at.date_naive(), at.hour(), at.minute()),
        at.weekday(),
    )
}

#[test]
#[ignore = "needs the shared reference data"]
fn a_week_of_the_bank_in_german() {
    let run = run("derived_d1", "1999-W05");
    assert_eq!(fates(&run, "calls"), [8_276.0, 8_276.0, 0.0, 0.0, 0.0]);
    let figures = Figures::of(&run);
    assert_eq!(figures.count("sued", "offered"), 8_276.0);
    assert_eq!(figures.count("sued", "answered"), 7_429.0);
    assert_eq!(figures.count("sued", "abandoned"), 847.0);
    assert_eq!(figures.count("sued", "unclear"), 0.0);
    assert_eq!(figures.mean("sued", "asa", 6), "32.026383");
    assert_eq!(figures.mean("sued", "aht", 6), "167.944811");
    assert_eq!(
        figures.numerator("sued", "servicelevel", "service_level"),
        4_726.0
    );
    assert_eq!(
        figures.numerator("sued", "aht", "aht"),
        1_247_662.0,
        "the totals row: 20794:22"
    );
}
