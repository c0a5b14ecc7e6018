//! The plan of actions from month to month, as it is published.

use super::bench::{Bench, CALLS, CALLS_HEADER};
use crate::support::Table;

/// Calls of a month, of which so many waited too long.
pub fn calls(month: &str, late: usize, all: usize) -> String {
    let mut text = format!("{CALLS_HEADER}\n");
    for number in 0..all {
        let (day, minute) = (2 + number / 60 % 5, number % 60);
        let wait = if number < late { 45 } else { 5 };
        let at = format!("{month}-{day:02} 10:{minute:02}:00");
        text.push_str(&format!("{month}c{number},{at},,,answered,{wait},60,a1\n"));
    }
    text
}

pub const STANDARD: &str = r#"
[standards.sl]
name = { de = "Erreichbarkeit", en = "Reachability" }
queues = ["billing"]
[[standards.sl.clauses]]
valid_from = 2026-01-01
target = "80 %"
service_level = { formula = "offered", within = "20 s" }
"#;

fn bench(months: &[(&str, usize)], more: &str) -> Bench {
    let files: Vec<(String, String)> = months
        .iter()
        .map(|(month, late)| (format!("calls_{month}.csv"), calls(month, *late, 300)))
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let source = CALLS.replace("calls_*.csv", "calls_{period}.csv");
    Bench::with(&format!("{source}{STANDARD}{more}"), &files)
}

fn plan(bench: &Bench, month: &str) -> Table {
    bench.run(month, &[]).with(0);
    bench.sandbox.table(month, "actions")
}

#[test]
fn the_plan_goes_on_from_the_last_publication() {
    let bench = bench(&[("2026-10", 90), ("2026-11", 100), ("2026-12", 10)], "");
    let october = plan(&bench, "2026-10");
    let row = october.only(&[("provider", "nord"), ("state", "open")]);
    let id = row.text("id").to_owned();
    assert!(id.starts_with("A-") && id.len() == 14, "{id}");
    let told = [
        "numerator",
        "denominator",
        "findings",
        "due",
        "found_in",
        "effect",
    ]
    .map(|name| row.text(name));
    assert_eq!(told, ["210", "300", "90", "2026-11-15", "2026-10", "not_yet"]);

    let november = plan(&bench, "2026-11");
    let row = november.only(&[("id", &id)]);
    assert_eq!(row.text("found_in"), "2026-10");
    let told = ["overdue", "repeated_in", "numerator_now", "effect"].map(|name| row.text(name));
    assert_eq!(told, ["true", "2026-11", "200", "chance"]);

    let december = plan(&bench, "2026-12");
    let row = december.only(&[("id", &id)]);
    assert_eq!([row.text("effect"), row.text("state")], ["better", "open"]);
    // Run again it is the same, and so is the month before, in whatever order.
    let before = bench.sandbox.read("out/2026-12/data/actions.csv");
    plan(&bench, "2026-12");
    assert_eq!(bench.sandbox.read("out/2026-12/data/actions.csv"), before);
    let before = bench.sandbox.read("out/2026-11/data/actions.csv");
    plan(&bench, "2026-11");
    assert_eq!(bench.sandbox.read("out/2026-11/data/actions.csv"), before);
}

#[test]
fn nothing_missed_is_no_plan() {
    let bench = bench(&[("2026-10", 10)], "");
    bench.run("2026-10", &[]).with(0);
    assert!(!bench.sandbox.path("out/2026-10/data/actions.csv").exists());
    let page = bench.sandbox.read("out/2026-10/overview.html");
    assert!(!page.contains("id=\"actions\""));
}

#[test]
fn pages_tell_the_plan() {
    let bench = bench(&[("2026-10", 90)], "");
    let october = plan(&bench, "2026-10");
    let id = october.only(&[("provider", "nord")]).text("id").to_owned();
    for page in ["overview.html", "partners/nord/scorecard.html"] {
        let text = bench.sandbox.read(&format!("out/2026-10/{page}"));
        assert!(text.contains(&id), "{page}");
        assert!(
            text.contains("70.0% instead of at least 80% (210 of 300)"),
            "{page}"
        );
    }
}

#[test]
fn the_client_closes_an_action() {
    let months = [("2026-10", 90), ("2026-11", 10)];
    let bench = bench(&months, "");
    let id = plan(&bench, "2026-10")
        .only(&[("provider", "nord")])
        .text("id")
        .to_owned();
    let workspace = bench.sandbox.read("leitstand.toml");
    let closing = format!(
        "{workspace}\n[actions]\ndue = \"30 d\"\n[actions.closed.{id}]\non = 2026-11-20\nreason = \"=settled; =really\"\n"
    );
    bench.sandbox.write("leitstand.toml", closing);
    let november = plan(&bench, "2026-11");
    let row = november.only(&[("id", &id)]);
    assert_eq!(row.text("state"), "closed");
    assert_eq!(row.text("ended_reason"), "'=settled; =really");
    // It is due as it was published.
    assert_eq!(row.text("due"), "2026-11-15");
    let page = bench.sandbox.read("out/2026-11/partners/nord/scorecard.html");
    assert!(page.contains("closed: =settled; =really"), "the reason is told");
}

#[test]
fn a_damaged_plan_is_not_passed_over() {
    let bench = bench(&[("2026-10", 90), ("2026-11", 90)], "");
    plan(&bench, "2026-10");
    let path = "out/2026-10/data/actions.csv";
    let damaged = bench.sandbox.read(path).replace("2026-11-15", "soon");
    bench.sandbox.write(path, damaged);
    bench
        .run("2026-11", &[])
        .with(1)
        .saying(&["the plan of actions in", "`due` = `soon` in row"]);
    assert!(!bench.sandbox.path("out/2026-11").exists());
}
