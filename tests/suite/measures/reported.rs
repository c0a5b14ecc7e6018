//! What a provider reports of itself, beside the figure by the contract, and what explains the difference.

use super::bench::{Bench, CALLS, CALLS_HEADER};
use super::live::standard;

const REPORTED: &str = r#"
[sources.reported]
provider = "nord"
kind = "reported"
path = "reported_*.csv"
[sources.reported.csv]
delimiter = ";"
[sources.reported.mapping]
decimal = ","
[sources.reported.mapping.fields]
standard = { column = "figure", words = { level = "SL", short_removed = "SL ohne kurze", asa = "ASA" } }
queue = { column = "queue", words = { billing = "Hotline" } }
share = { column = "value", unit = "percent", only_when = { figure = { not = "ASA" } } }
mean = { column = "value", unit = "s", only_when = { figure = "ASA" } }
numerator = "counted"
denominator = "of"
"#;

/// The calls of the definitions: 1 000 answered (860 within 20 s), 60 abandoned (10 within 5 s, 20 within
/// 20 s), 30 flow-outs.
fn calls() -> String {
    let groups = [
        ("answered", 10, 860),
        ("answered", 40, 140),
        ("abandoned", 3, 10),
        ("abandoned", 15, 10),
        ("abandoned", 60, 40),
        ("flowed_out", 5, 30),
    ];
    let mut records = format!("{CALLS_HEADER}\n");
    let mut id = 0;
    for (outcome, wait, count) in groups {
        for _ in 0..count {
            id += 1;
            let talk = if outcome == "answered" { "100" } else { "" };
            records += &format!("c{id},2026-10-05 09:00:00,,,{outcome},{wait},{talk},a\n");
        }
    }
    records
}

fn bench(reported: &str) -> Bench {
    let level = |id: &str, formula: &str| {
        let rule = format!(
            "target = \"80 %\"\nservice_level = {{ formula = \"{formula}\", within = \"20 s\", short_abandon = \"5 s\" }}"
        );
        standard(id, "", &rule)
    };
    let more = format!(
        "{CALLS}{REPORTED}{}{}{}",
        level("level", "offered"),
        level("short_removed", "short_abandons_removed"),
        standard("asa", "", "target = \"20 s\"\nasa = {}")
    );
    let reported = format!("figure;queue;value;counted;of\n{reported}");
    Bench::with(
        &more,
        &[
            ("calls_2026-10.csv", &calls()),
            ("reported_2026-10.csv", &reported),
        ],
    )
}

/// The sentence that a reader of the page sees for the only reported figure.
#[track_caller]
fn explained(reported: &str) -> String {
    let bench = bench(reported);
    bench.october(&[]);
    let page = bench.sandbox.read("out/2026-10/partners/nord/scorecard.html");
    let table = page
        .split("reported-caption")
        .nth(2)
        .expect("a table of reported figures");
    let cells = table.split("</tr>").nth(1).expect("a row");
    let last = cells.rsplit("<td class=\"quiet\">").next().expect("a cell");
    last.split("</td>").next().unwrap_or_default().to_owned()
}

#[test]
fn the_sixty_abandons_explain_the_whole_difference() {
    assert_eq!(
        explained("SL;;86,0 %;;\n"),
        "This is reading V1 (answered_only); the contract says V2 (offered). V1 leaves the 60 abandoned calls out. \
         That explains the whole difference."
    );
}

#[test]
fn each_of_the_seven_is_recognized_by_its_value() {
    let of = |value: &str| explained(&format!("SL;;{value};;\n"));
    assert_eq!(
        of("81,13 %"),
        "Agrees with the figure by the contract, within its rounding."
    );
    for (value, says) in [
        (
            "82,69 %",
            "reading V3 (late_abandons); the contract says V2 (offered). V3 leaves the 20 calls abandoned in time out.",
        ),
        (
            "83,02 %",
            "reading V4 (abandons_in_time_count); the contract says V2 (offered). V4 counts the 20 calls abandoned in time as in time.",
        ),
        (
            "82,08 %",
            "reading V5 (short_abandons_count); the contract says V2 (offered). V5 counts the 10 short abandons as in time.",
        ),
        (
            "81,90 %",
            "reading V6 (short_abandons_removed); the contract says V2 (offered). V6 takes the 10 short abandons out.",
        ),
        (
            "78,90 %",
            "reading V7 (with_flow_outs); the contract says V2 (offered). V7 counts the 30 flow-outs too.",
        ),
    ] {
        assert!(of(value).contains(says), "{value}: {}", of(value));
    }
}

#[test]
fn both_formulas_are_told_where_neither_counts_every_offered_call() {
    let told = explained("SL ohne kurze;;86,0 %;;\n");
    let says = "V1 leaves the 60 abandoned calls out; V6 takes the 10 short abandons out.";
    assert!(told.contains(says), "{told}");
}

#[test]
fn a_coarse_value_fits_several_and_a_foreign_one_none() {
    // 82 % is 81.5 to 82.5: V5 and V6.
    assert_eq!(
        explained("SL;;82 %;;\n"),
        "Readings V5 (short_abandons_count), V6 (short_abandons_removed) give this value; the contract says V2 (offered). \
         The value does not tell which one is meant."
    );
    let told = explained("SL;;93,4 %;;\n");
    assert!(
        told.starts_with(
            "None of the seven readings gives this value; the nearest is V1 (answered_only) with 86.0"
        ),
        "{told}"
    );
}

#[test]
fn counts_are_compared_exactly() {
    // 860/1000 is V1 to the last digit; one call more is another figure.
    let told = explained("SL;;;860;1000\n");
    assert!(told.contains("V1 (answered_only)"), "{told}");
    let told = explained("SL;;;861;1000\n");
    assert!(told.starts_with("None of the seven"), "{told}");
}

/// Days of a month, delivered in two files: value, numerator and denominator of the figure, and what came
/// of the rows (read, accepted, duplicates, rejected).
fn of_days(rule: &str, first: &str, second: &str) -> ([String; 2], [String; 4]) {
    let more = format!(
        "{CALLS}{}{}",
        REPORTED.replace("path =", &format!("duplicates = \"{rule}\"\npath ="))
            + "start = { column = \"day\", format = \"%Y-%m-%d\" }\n",
        standard(
            "level",
            "",
            "target = \"80 %\"\nservice_level = { formula = \"offered\", within = \"20 s\" }"
        )
    )
    .replace(", short_removed = \"SL ohne kurze\", asa = \"ASA\"", "");
    let file = |rows: &str| format!("figure;queue;value;counted;of;day\n{rows}");
    let bench = Bench::with(
        &more,
        &[
            ("calls_2026-10.csv", &calls()),
            ("reported_2026-10_a.csv", &file(first)),
            ("reported_2026-10_b.csv", &file(second)),
        ],
    );
    let kpi = bench.october(&[]);
    let row = kpi.only(&[("measure", "service_level:reported"), ("queue", "*")]);
    let figure = ["numerator", "denominator"].map(|name| row.text(name).to_owned());
    let files = bench.sandbox.table("2026-10", "reconciliation");
    let counts = ["rows_read", "accepted", "duplicates", "rejected"].map(|name| {
        let files = files.rows().filter(|row| row.text("kind") == "reported");
        let sum: f64 = files.filter_map(|row| row.number(name)).sum();
        sum.to_string()
    });
    (figure, counts)
}

/// 430/530 on each of two days are 860/1060, however often the file comes.
#[test]
fn a_file_that_comes_again_counts_once() {
    let days = "SL;;;430;530;2026-10-05\nSL;;;430;530;2026-10-06\n";
    for rule in ["first", "last", "reject"] {
        let (figure, counts) = of_days(rule, days, days);
        assert_eq!(figure, ["860", "1060"], "{rule}");
        assert_eq!(counts, ["4", "2", "2", "0"], "{rule}");
    }
}

#[test]
fn a_corrected_day_counts_by_the_rule_for_duplicates() {
    let days = "SL;;;430;530;2026-10-05\nSL;;;430;530;2026-10-06\n";
    let corrected = "SL;;;420;530;2026-10-06\nSL;;;10;20;2026-10-07\n";
    for (rule, numerator, counts) in [
        ("first", "870", ["4", "3", "1", "0"]),
        ("last", "860", ["4", "3", "1", "0"]),
        ("reject", "870", ["4", "3", "0", "1"]),
    ] {
        let (figure, told) = of_days(rule, days, corrected);
        assert_eq!(figure, [numerator, "1080"], "{rule}");
        assert_eq!(told, counts, "{rule}");
    }
}

/// Without instants nothing tells a part of the month from the same month again.
#[test]
fn counts_without_an_instant_are_of_the_whole_period() {
    let bench = bench("SL;;;860;1060\nSL;;;860;1060\nSL;;;1;2\n");
    let kpi = bench.october(&[]);
    let row = kpi.only(&[("measure", "service_level:reported"), ("queue", "*")]);
    assert!(row.has(&[("numerator", "860"), ("denominator", "1060")]));
    let rows = bench.sandbox.table("2026-10", "reconciliation");
    assert!(
        rows.only(&[("kind", "reported")])
            .has(&[("accepted", "1"), ("duplicates", "2")])
    );
}

#[test]
fn reported_figures_are_rows_beside_ours() {
    let bench = bench("SL;;86,0 %;;\nSL;Hotline;81,1 %;;\nASA;;14,2;;\nSL ohne kurze;;81,9 %;;1050\n");
    let kpi = bench.october(&[]);
    let row = |standard: &str, measure: &str, queue: &str| {
        let row = kpi.only(&[("standard", standard), ("measure", measure), ("queue", queue)]);
        ["numerator", "denominator", "value", "status", "target"].map(|name| row.text(name).to_owned())
    };
    assert_eq!(
        row("level", "service_level:reported", "*"),
        ["", "", "0.86", "informational", ""]
    );
    assert_eq!(row("level", "service_level:reported", "billing")[2], "0.811");
    assert_eq!(
        row("short_removed", "service_level:reported", "*"),
        ["859.95", "1050", "0.819", "informational", ""]
    );
    // (860 × 10 s + 140 × 40 s) / 1000 = 14.2 s
    assert_eq!(row("asa", "asa:reported", "*")[2], "14.2");
    assert_eq!(row("asa", "asa", "*")[2], "14.2");
    let explain = bench.sandbox.ask(&[
        "explain",
        "out/2026-10",
        "--provider",
        "nord",
        "--standard",
        "level",
    ]);
    assert!(
        explain.stdout.contains("service_level:reported"),
        "{}",
        explain.stdout
    );
}

#[test]
fn what_cannot_be_meant_is_rejected_with_its_reason() {
    let bench = bench(
        "SL;;86,0 %;;\nSL;;85,0 %;;\nAHT;;300;;\nSL;;;;\nSL;;186 %;;\nASA;;lang;;\nSL;Hotline;86,0 %;;\nSL;Hotline;86,0 %;;\n",
    );
    bench.october(&[]);
    let rows = bench.sandbox.table("2026-10", "reconciliation");
    let row = rows.only(&[("kind", "reported")]);
    let counts = [
        "rows_read",
        "accepted",
        "duplicates",
        "rejected",
        "outside_period",
    ];
    assert_eq!(counts.map(|name| row.text(name)), ["8", "2", "2", "4", "0"]);
    let rejected = bench.sandbox.table("2026-10", "rejected");
    let told: Vec<[&str; 3]> = rejected
        .rows()
        .map(|row| ["row", "column", "value"].map(|name| row.text(name)))
        .collect();
    assert_eq!(
        told,
        [
            ["4", "figure", "AHT"],
            ["5", "", ""],
            ["6", "value", "186 %"],
            ["7", "value", "lang"],
        ]
    );
}

#[test]
fn a_figure_of_all_calls_is_found_although_an_outage_is_exempted() {
    let outage = "[exemptions.outage]\nfrom = 2026-10-06 09:00:00\nto = 2026-10-06 10:00:00\nstandards = [\"level\"]\n\
                  reason = \"Outage\"\nevidence = \"INC-1\"\n";
    let says = |value: &str| {
        let bench = bench(&format!("SL;;{value};;\n"));
        let workspace = bench.sandbox.read("leitstand.toml");
        bench
            .sandbox
            .write("leitstand.toml", format!("{workspace}{outage}"));
        let late: String = (0..100)
            .map(|id| format!("late{id},2026-10-06 09:30:00,,,answered,90,100,a\n"))
            .collect();
        bench.sandbox.write("calls_2026-10.csv", calls() + &late);
        bench.october(&[]);
        bench.sandbox.read("out/2026-10/partners/nord/scorecard.html")
    };
    // 860 of 1060 by the contract, 860 of 1160 with the hundred late calls of the outage.
    let page = says("74,14 %");
    assert!(
        page.contains("Agrees, within its rounding, with the figure without exemptions"),
        "{page}"
    );
    assert!(page.contains("Ours is 74.1% without exemptions."), "{page}");
    // 860 of 1100 answered ones.
    assert!(says("78,18 %").contains("Is the figure by reading V1 (answered_only) without exemptions"));
    // By the contract it stays what it is.
    assert!(
        says("81,13 %").contains("Agrees with the figure by the contract, within its rounding. Ours is 74.1")
    );
}
