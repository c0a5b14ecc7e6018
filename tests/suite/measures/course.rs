//! The course of figures over thirteen months, from former publications in the same folder.

use std::fs;

use crate::support::year::{MONTHS, export, level, published, run};
use crate::support::{Sandbox, Table, read};

/// 160 and 164 of 200 in turn: mean 81 %, mean change 2 points, limits 75.68 and 86.32 %.
const STEADY: [usize; 12] = [160, 164, 160, 164, 160, 164, 160, 164, 160, 164, 160, 164];

fn year(last: usize) -> [Option<usize>; 13] {
    let mut months = [Some(last); 13];
    months
        .iter_mut()
        .zip(STEADY)
        .for_each(|(month, in_time)| *month = Some(in_time));
    months
}

fn october(sandbox: &Sandbox, month: &str) -> Vec<String> {
    let trend = sandbox.table("2026-10", "trend");
    let row = trend.only(&[
        ("provider", "nord"),
        ("queue", "*"),
        ("standard", "level"),
        ("of_period", month),
    ]);
    ["numerator", "denominator", "value", "basis", "signals"]
        .map(|name| row.text(name).to_owned())
        .into()
}

#[test]
fn thirteen_months_give_limits_and_a_signal_in_words() {
    let sandbox = published(&year(150));
    assert_eq!(october(&sandbox, "2025-11"), ["164", "200", "0.82", "12", ""]);
    assert_eq!(
        october(&sandbox, "2026-10"),
        ["150", "200", "0.75", "12", "below_limit"]
    );
    let trend = sandbox.table("2026-10", "trend");
    let row = trend.only(&[("queue", "*"), ("standard", "level"), ("of_period", "2026-10")]);
    for (name, expected) in [
        ("mean", 0.81),
        ("lower_limit", 0.81 - 2.66 * 0.02),
        ("upper_limit", 0.81 + 2.66 * 0.02),
    ] {
        assert!(
            (row.number(name).expect("a limit") - expected).abs() < 1e-9,
            "{name}"
        );
    }
    let told = sandbox
        .ask(&[
            "explain",
            "out/2026-10",
            "--provider",
            "nord",
            "--standard",
            "level",
        ])
        .with(0)
        .stdout;
    assert!(
        told.contains("2025-11 0.8200") && told.contains("below_limit"),
        "{told}"
    );
    let words = "worse than usual: outside the limits";
    let scorecard = sandbox.read("out/2026-10/partners/nord/scorecard.html");
    assert!(
        scorecard.contains(&format!("Service level: {words}")),
        "the message"
    );
    assert!(sandbox.read("out/2026-10/overview.html").contains(words));
}

#[test]
fn a_month_without_publication_is_a_gap() {
    let mut months = year(162);
    months[4] = None;
    let sandbox = published(&months);
    assert_eq!(october(&sandbox, "2026-02"), ["", "", "", "11", ""]);
    assert_eq!(october(&sandbox, "2026-10"), ["162", "200", "0.81", "11", ""]);
}

#[test]
fn a_first_month_has_no_course() {
    let mut months = [None; 13];
    months[12] = Some(150);
    let sandbox = published(&months);
    assert!(!sandbox.path("out/2026-10/data/trend.csv").exists());
    let scorecard = sandbox.read("out/2026-10/partners/nord/scorecard.html");
    assert!(!scorecard.contains("id=\"trend\"") && !scorecard.contains("class=\"xmr\""));
    assert!(
        !sandbox
            .read("out/2026-10/overview.html")
            .contains("class=\"spark\"")
    );
}

/// The order of the publications, and what else lies in the folder, changes nothing.
#[test]
fn the_same_months_give_the_same_bytes() {
    let sandbox = published(&year(150));
    let shown = || {
        [
            "overview.html",
            "data/trend.csv",
            "partners/nord/scorecard.html",
            "overview.xlsx",
        ]
        .map(|file| fs::read(sandbox.path(&format!("out/2026-10/{file}"))).expect("published"))
    };
    let before = shown();
    for month in ["2026-03", "2025-10", "2026-08", "2026-10"] {
        run(&sandbox, month).with(0);
    }
    fs::create_dir(sandbox.path("out/2026-13")).expect("made");
    run(&sandbox, "2026-10").with(0);
    assert!(shown() == before);
    let manifest = sandbox.read("out/2026-10/manifest.json");
    assert!(
        manifest.contains("\"period\": \"2025-10\""),
        "the manifest names former publications"
    );
}

#[test]
fn former_publications_that_cannot_be_used_are_told() {
    let sandbox = published(&year(162));
    let kpi = |month: &str| sandbox.path(&format!("out/{month}/data/kpi.csv"));
    let change = |month: &str, from: &str, to: &str| {
        let path = kpi(month);
        fs::write(&path, read(&path).replace(from, to)).expect("written");
    };
    fs::remove_file(kpi("2025-10")).expect("removed");
    change("2025-11", "ci_low", "low");
    change("2025-12", ",status,", ",state,");
    change("2026-01", "2026-01,", "2026-02,");
    change(
        "2026-02",
        "nord,*,level,service_level,160",
        "nord,*,level,service_level,many",
    );
    let manifest = sandbox.path("out/2026-03/manifest.json");
    fs::write(
        &manifest,
        read(&manifest).replace("\"schema_version\": 1", "\"schema_version\": 9"),
    )
    .expect("written");
    fs::write(sandbox.path("out/2026-04/manifest.json"), "{").expect("written");
    run(&sandbox, "2026-10").with(0);
    let overview = sandbox.read("out/2026-10/overview.html").replace("&#x2f;", "/");
    for told in [
        "October 2025: data/kpi.csv cannot be read",
        "December 2025: column status is missing",
        "January 2026: figures of another period",
        "February 2026: 1 row cannot be read",
        "March 2026: columns of another version (9)",
        "April 2026: manifest.json cannot be read",
    ] {
        assert!(overview.contains(told), "{told}");
    }
    // November lacks a column that nobody needs here; May to September are whole.
    assert_eq!(october(&sandbox, "2026-10")[3], "6");
    assert_eq!(october(&sandbox, "2026-02"), ["", "", "", "6", ""]);
    assert_eq!(october(&sandbox, "2026-01"), ["", "", "", "6", ""]);
}

#[test]
fn too_few_cases_are_a_gap_and_no_value() {
    let sandbox = published(&year(162));
    let few = level(10).map(|calls| crate::support::year::Calls {
        all: 10,
        in_time: 5,
        ..calls
    });
    sandbox.write("nord/calls_2026-10.csv", export("2026-10", &few));
    run(&sandbox, "2026-10").with(0);
    assert_eq!(october(&sandbox, "2026-10"), ["", "", "", "12", ""]);
    let scorecard = sandbox.read("out/2026-10/partners/nord/scorecard.html");
    assert!(scorecard.contains("no value in this period"));
}

#[test]
fn weeks_follow_weeks() {
    let sandbox = published(&[None; 13]);
    for month in &MONTHS[11..] {
        sandbox.write(&format!("nord/calls_{month}.csv"), export(month, &level(160)));
    }
    let workspace = sandbox.read("leitstand.toml").replace("{period}", "*");
    sandbox.write("leitstand.toml", workspace);
    for week in ["2026-W40", "2026-W41", "2026-W42", "2026-10"] {
        run(&sandbox, week).with(0);
    }
    let trend: Table = sandbox.table("2026-W42", "trend");
    let values = trend
        .rows()
        .filter(|row| row.has(&[("queue", "*"), ("standard", "level")]));
    let known: Vec<&str> = values
        .filter(|row| !row.text("value").is_empty())
        .map(|row| row.text("of_period"))
        .collect();
    assert_eq!(known, ["2026-W40", "2026-W41", "2026-W42"]);
    assert!(
        !sandbox.path("out/2026-10/data/trend.csv").exists(),
        "weeks are no months"
    );
}
