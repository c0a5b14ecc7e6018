//! What pages and terminal say about figures: the same counts, and nothing that is not known.

use super::bench::{Bench, CALLS, CALLS_HEADER};

const STANDARDS: &str = r#"
[standards.wait]
name = "Mean wait"
min_cases = 1
[[standards.wait.clauses]]
valid_from = 2026-01-01
target = "10 s"
asa = {}
[standards.level]
name = "Service level"
min_cases = 1
[[standards.level.clauses]]
valid_from = 2026-01-01
target = "10 %"
service_level = { formula = "offered", within = "20 s" }
"#;

/// One answered in time, one late: the mean wait is 25 s.
const RECORDS: &str = "\
a1,2026-10-05 09:00:00,,,answered,10,200,Ann
a2,2026-10-05 09:10:00,,,answered,40,200,Ann
";

fn page(bench: &Bench, name: &str) -> String {
    bench.sandbox.read(&format!("out/2026-10/{name}"))
}

#[test]
fn a_missed_mean_is_named_though_it_has_no_interval() {
    let bench = Bench::calls(RECORDS, STANDARDS);
    bench.run("2026-10", &[]).with(0).saying(&["1 met, 1 missed"]);
    let scorecard = page(&bench, "partners/nord/scorecard.html");
    let lead = "You miss one of two standards: Mean wait at 25.0&nbsp;s instead of at most 10&nbsp;s.";
    let scorecard = scorecard.replace('\u{a0}', "&nbsp;");
    assert!(scorecard.contains(lead), "{scorecard}");
    assert!(scorecard.contains("One of two standards is missed; one is met"));
    let overview = page(&bench, "overview.html");
    assert!(overview.contains("Nord misses one of two standards: Mean wait"));
    assert!(overview.contains("One of two checks is missed; "));
}

#[test]
fn without_staffing_data_nothing_is_said_about_gaps() {
    let bench = Bench::calls(RECORDS, STANDARDS);
    bench.run("2026-10", &[]).with(0);
    for name in ["overview.html", "partners/nord/scorecard.html"] {
        let page = page(&bench, name);
        assert!(page.contains("There are no staffing data"), "{name}");
        assert!(!page.contains("class=\"heat\""), "{name}");
        assert!(!page.contains("was short of agents"), "{name}");
        // No sums of what nobody knows; only calls outside opening hours are known.
        assert!(!page.contains("states-caption"), "{name}");
        assert!(page.contains("0 calls lay outside opening hours"), "{name}");
    }
}

#[test]
fn rows_that_are_no_records_have_one_number() {
    let layout = "[sources.calls.csv]\n";
    let rule = "[[sources.calls.csv.not_records]]\nstarts_with = \"Sum\"\n";
    let source = CALLS.replace(layout, &format!("{layout}{rule}"));
    let content = format!("{CALLS_HEADER}\n{RECORDS}\n,,,,,,,\nSum,,,,,50,400,\n");
    let more = format!("{source}{STANDARDS}");
    let bench = Bench::with(&more, &[("calls_2026-10.csv", &content)]);
    bench.run("2026-10", &[]).with(0);
    let files = bench.sandbox.table("2026-10", "reconciliation");
    let count = files.only(&[("source", "calls")]).number("not_records");
    let count = count.expect("a number");
    assert!(count >= 2.0, "the blank row and the total");
    let said = format!("{count} totals, footer or blank rows are no records");
    let scorecard = page(&bench, "partners/nord/scorecard.html");
    assert!(scorecard.contains(&said), "no `{said}` in {scorecard}");
}
