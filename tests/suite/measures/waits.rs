//! Figures of calls whose export says nothing about waits, or not for every call.

use super::bench::{Bench, CALLS, CALLS_HEADER, sums};

/// Four answered (one late, one without a wait), three abandoned (one short, one without a wait), one
/// flowed out, one contradictory.
const RECORDS: &str = "\
a1,2026-10-05 09:00:00,,,answered,10,200,Ann
a2,2026-10-05 09:00:00,,,answered,20,200,Ann
a3,2026-10-05 09:00:00,,,answered,21,200,Ann
a4,2026-10-05 09:00:00,,,answered,,200,Ann
b1,2026-10-05 09:00:00,,,abandoned,5,,
b2,2026-10-05 09:00:00,,,abandoned,300,,
b3,2026-10-05 09:00:00,,,abandoned,,,
c1,2026-10-05 09:00:00,,,flowed_out,30,,
d1,2026-10-05 09:00:00,,,abandoned,9,40,
";

const FORMULAS: [&str; 7] = [
    "answered_only",
    "offered",
    "late_abandons",
    "abandons_in_time_count",
    "short_abandons_count",
    "short_abandons_removed",
    "with_flow_outs",
];

/// One standard per formula, so that each is a contract's own once, and two abandonment rates.
fn standards() -> String {
    let levels = FORMULAS.map(|formula| {
        standard(
            formula,
            &format!(
                "service_level = {{ formula = \"{formula}\", within = \"20 s\", short_abandon = \"5 s\" }}"
            ),
        )
    });
    let rates = ["short_removed", "short_not_counted"].map(|variant| {
        standard(
            variant,
            &format!("abandonment = {{ variant = \"{variant}\", short_abandon = \"5 s\" }}"),
        )
    });
    levels.concat() + &rates.concat()
}

fn standard(id: &str, rule: &str) -> String {
    format!(
        "[standards.{id}]\nname = \"{id}\"\nmin_cases = 0\n[[standards.{id}.clauses]]\nvalid_from = 2026-01-01\ntarget = \"80 %\"\n{rule}\n"
    )
}

#[test]
fn each_formula_says_itself_which_calls_it_cannot_judge() {
    let kpi = Bench::calls(RECORDS, &standards()).october(&[]);
    let expected = [
        [2.0, 3.0, 2.0, 0.0],
        [2.0, 6.0, 2.0, 0.0],
        [2.0, 4.0, 3.0, 0.0],
        [3.0, 5.0, 3.0, 0.0],
        [3.0, 5.0, 3.0, 0.0],
        [2.0, 4.0, 3.0, 1.0],
        [2.0, 7.0, 2.0, 0.0],
    ];
    for (formula, figure) in FORMULAS.into_iter().zip(expected) {
        assert_eq!(sums(&kpi, formula), figure, "{formula}");
    }
    assert_eq!(sums(&kpi, "short_removed"), [1.0, 5.0, 2.0, 1.0]);
    assert_eq!(sums(&kpi, "short_not_counted"), [1.0, 6.0, 2.0, 0.0]);
}

/// Calls without the waits; `ended_at` goes too, as waits of abandons would follow from it.
fn without_waits() -> String {
    let lines = CALLS
        .lines()
        .filter(|line| !line.starts_with("wait") && !line.starts_with("ended_at"));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn where_no_waits_are_exported_nothing_can_be_judged() {
    let more = without_waits() + &standards();
    let file = format!("{CALLS_HEADER}\n{RECORDS}");
    let kpi = Bench::with(&more, &[("calls_2026-10.csv", &file)]).october(&[]);
    let unmeasurable = [5.0, 8.0, 8.0, 8.0, 8.0, 8.0, 9.0];
    for (formula, rows) in FORMULAS.into_iter().zip(unmeasurable) {
        assert_eq!(sums(&kpi, formula), [0.0, 0.0, rows, 0.0], "{formula}");
    }
    // Without waits 0 of 4 answered calls would be abandoned: a claim that the export cannot bear out.
    for variant in ["short_removed", "short_not_counted"] {
        assert_eq!(sums(&kpi, variant), [0.0, 0.0, 8.0, 0.0], "{variant}");
    }
}

#[test]
fn a_second_export_without_waits_stops_the_figure_and_not_the_run() {
    let second = without_waits()
        .replace("[sources.calls", "[sources.more")
        .replace("calls_*.csv", "more_*.csv");
    let more = format!("{CALLS}{second}{}", standards());
    let file = format!("{CALLS_HEADER}\n{RECORDS}");
    let other = format!("{CALLS_HEADER}\nx1,2026-10-06 09:00:00,,,answered,,200,Ann\n");
    let bench = Bench::with(
        &more,
        &[("calls_2026-10.csv", &file), ("more_2026-10.csv", &other)],
    );
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "offered"), [0.0, 0.0, 9.0, 0.0]);
    assert_eq!(sums(&kpi, "with_flow_outs"), [0.0, 0.0, 10.0, 0.0]);
}

/// Two answered in time, one late, and two abandoned whose cells of the wait are empty.
const EMPTY_WAITS: &str = "\
a1,2026-10-05 09:00:00,,,answered,10,200,Ann
a2,2026-10-05 09:00:00,,,answered,20,200,Ann
a3,2026-10-05 09:00:00,,,answered,21,200,Ann
b1,2026-10-05 09:00:00,ENDED,,abandoned,,,
b2,2026-10-05 09:00:00,,,abandoned,,,
";

#[test]
fn a_column_of_waits_that_is_empty_for_all_abandons_tells_none_of_them() {
    let records = EMPTY_WAITS.replace("ENDED", "");
    let bench = Bench::calls(&records, &standards());
    let kpi = bench.october(&[]);
    let expected = [
        [2.0, 3.0, 0.0, 0.0],
        [2.0, 5.0, 0.0, 0.0],
        [0.0, 0.0, 5.0, 0.0],
        [0.0, 0.0, 5.0, 0.0],
        [0.0, 0.0, 5.0, 0.0],
        [0.0, 0.0, 5.0, 0.0],
        [2.0, 5.0, 0.0, 0.0],
    ];
    for (formula, figure) in FORMULAS.into_iter().zip(expected) {
        assert_eq!(sums(&kpi, formula), figure, "{formula}");
    }
    for variant in ["short_removed", "short_not_counted"] {
        assert_eq!(sums(&kpi, variant), [0.0, 0.0, 5.0, 0.0], "{variant}");
        let row = kpi.only(&[("standard", variant), ("queue", "*")]);
        assert_eq!(row.text("status"), "not_measurable");
    }
    // The late call is late under every formula, whether or not the figure can be told.
    let findings = bench.sandbox.table("2026-10", "findings");
    findings.only(&[("contact_id", "a3"), ("standard", "short_abandons_removed")]);
}

#[test]
fn an_empty_wait_follows_from_the_times_of_the_call() {
    // b1 hung on for five seconds, by its end
    let records = EMPTY_WAITS.replace("ENDED", "2026-10-05 09:00:05");
    let kpi = Bench::calls(&records, &standards()).october(&[]);
    assert_eq!(sums(&kpi, "short_abandons_removed"), [2.0, 3.0, 1.0, 1.0]);
    assert_eq!(sums(&kpi, "short_not_counted"), [0.0, 4.0, 1.0, 0.0]);
    assert_eq!(sums(&kpi, "late_abandons"), [2.0, 3.0, 1.0, 0.0]);
}
