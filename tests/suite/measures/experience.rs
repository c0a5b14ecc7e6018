//! What customers and the export say of the outcome: ratings and reopened tickets.

use super::bench::{Bench, sums};
use crate::support::Table;

const SOURCE: &str = r#"
[sources.tickets]
provider = "nord"
kind = "tickets"
path = "tickets_*.csv"
[sources.tickets.csv]
[sources.tickets.mapping.fields]
id = "id"
queue = { constant = "mail" }
status = "status"
created_at = { column = "created", format = "%Y-%m-%d" }
closed_at = { column = "closed", format = "%Y-%m-%d" }
csat = "rating"
reopened = "reopened"
"#;

/// Eight tickets closed in October; one merged, one open, one closed in November.
const RECORDS: &str = "\
id,status,created,closed,rating,reopened
t1,closed,2026-10-01,2026-10-02,5,0
t2,closed,2026-10-01,2026-10-02,4,0
t3,closed,2026-10-01,2026-10-02,4,3
t4,closed,2026-10-01,2026-10-02,3.5,0
t5,closed,2026-10-01,2026-10-02,1,1
t6,closed,2026-10-01,2026-10-02,,0
t7,closed,2026-10-01,2026-10-02,9,
t8,closed,2026-10-01,2026-10-02,0,0
m1,merged,2026-10-01,2026-10-02,1,2
o1,open,2026-10-01,,1,2
l1,closed,2026-10-01,2026-11-02,1,2
";

fn measured(target: &str, rule: &str) -> (Bench, Table) {
    measured_from(SOURCE, "min_cases = 0", target, rule)
}

fn measured_from(source: &str, settings: &str, target: &str, rule: &str) -> (Bench, Table) {
    let standard = format!(
        "[standards.view]\nname = \"View\"\n{settings}\n\
         [[standards.view.clauses]]\nvalid_from = 2026-01-01\ntarget = \"{target}\"\n{rule}\n"
    );
    let bench = Bench::with(
        &format!("{source}{standard}"),
        &[("tickets_2026-10.csv", RECORDS)],
    );
    let kpi = bench.october(&[]);
    (bench, kpi)
}

fn status(kpi: &Table) -> &str {
    kpi.only(&[
        ("standard", "view"),
        ("queue", "*"),
        ("clause_valid_from", "2026-01-01"),
    ])
    .text("status")
}

/// Contact, observed, required.
fn findings(bench: &Bench) -> Vec<[String; 3]> {
    let table = bench.sandbox.table("2026-10", "findings");
    table
        .rows()
        .map(|row| ["contact_id", "observed", "required"].map(|name| row.text(name).to_owned()))
        .collect()
}

const FIVE: &str = "csat = { worst = 1, best = 5, top = 4 }";

#[test]
fn the_top_boxes_of_those_who_rated() {
    // 5, 4, 4 of 5, 4, 4, 3.5, 1; one did not rate, and 9 and 0 are beyond the scale: 5 of 8 answered.
    let (bench, kpi) = measured("60 %", FIVE);
    assert_eq!(sums(&kpi, "view"), [3.0, 5.0, 3.0, 0.0]);
    assert_eq!(status(&kpi), "met");
    let wanted = [
        ["t4", "rating 3.5", "rating 4 to 5"],
        ["t5", "rating 1", "rating 4 to 5"],
    ];
    assert_eq!(findings(&bench), wanted.map(|row| row.map(str::to_owned)));
}

#[test]
fn grades_are_best_at_one() {
    // Of 5, 4, 4, 3.5, 1 only the last is a good grade; 9 and 0 are none.
    let (bench, kpi) = measured("60 %", "csat = { worst = 6, best = 1, top = 2 }");
    assert_eq!(sums(&kpi, "view"), [1.0, 5.0, 3.0, 0.0]);
    assert_eq!(findings(&bench)[0][2], "rating 2 to 1");
    let (_, kpi) = measured("60 %", "csat = { worst = 6, best = 1, top = 1 }");
    assert_eq!(sums(&kpi, "view"), [1.0, 5.0, 3.0, 0.0]);
}

#[test]
fn few_ratings_are_shown_and_not_judged() {
    let (_, kpi) = measured_from(SOURCE, "min_cases = 6", "60 %", FIVE);
    assert_eq!(status(&kpi), "too_few");
}

#[test]
fn without_ratings_nothing_is_measured() {
    let source = SOURCE.replace("csat = \"rating\"\n", "");
    let (_, kpi) = measured_from(&source, "min_cases = 0", "60 %", FIVE);
    assert_eq!(sums(&kpi, "view"), [0.0, 0.0, 8.0, 0.0]);
    assert_eq!(status(&kpi), "not_measurable");
}

#[test]
fn reopened_tickets_count_once_and_fewer_are_better() {
    // Two of seven; how often the eighth was reopened is not known.
    let (bench, kpi) = measured("20 %", "reopen_rate = {}");
    assert_eq!(sums(&kpi, "view"), [2.0, 7.0, 1.0, 0.0]);
    assert_eq!(status(&kpi), "missed");
    let wanted = [
        ["t3", "times reopened: 3", "not reopened"],
        ["t5", "times reopened: 1", "not reopened"],
    ];
    assert_eq!(findings(&bench), wanted.map(|row| row.map(str::to_owned)));
}

#[test]
fn calls_are_not_reopened() {
    let standard = "[standards.view]\nname = \"View\"\nmin_cases = 0\n\
         [[standards.view.clauses]]\nvalid_from = 2026-01-01\ntarget = \"5 %\"\nreopen_rate = {}\n";
    let bench = Bench::calls("a1,2026-10-05 09:00:00,,,answered,10,200,Ann\n", standard);
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "view"), [0.0; 4]);
    assert_eq!(status(&kpi), "not_measurable");
}
