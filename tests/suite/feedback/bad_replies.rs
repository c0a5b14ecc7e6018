//! What is wrong with a returned workbook is told cell by cell, and the valid replies are kept.

use calamine::Data;

use super::edited::{ACTIONS, Client, DATE, FINDINGS, STATUS, TEXT};

const FILE: &str = "back/nord_2026-10.xlsx";
const NAME: &str = "nord_2026-10.xlsx";

fn cells(rejected: &[[String; 4]]) -> Vec<[&str; 4]> {
    rejected
        .iter()
        .map(|cells| cells.each_ref().map(String::as_str))
        .collect()
}

#[test]
fn wrong_replies_are_named_and_the_others_kept() {
    let client = Client::new(90, 100);
    let mut book = client.published("nord");
    book.put(ACTIONS, 0, DATE, "soon")
        .put(ACTIONS, 0, STATUS, "accepted")
        .put(ACTIONS, 0, TEXT, "We agree");
    book.put(FINDINGS, 0, STATUS, "perhaps");
    book.put(FINDINGS, 1, TEXT, &"x".repeat(1_001))
        .put(FINDINGS, 1, STATUS, "disputed");
    book.put(FINDINGS, 2, DATE, "2026-10-30")
        .put(FINDINGS, 2, STATUS, "query");
    book.put(FINDINGS, 3, DATE, "13/12/2026")
        .put(FINDINGS, 3, STATUS, "disputed");
    book.put(FINDINGS, 4, DATE, "03/12/2026")
        .put(FINDINGS, 4, STATUS, "disputed");
    client.returned(&book, NAME);
    client.november();
    let found = client.rejected(FILE);
    let long = format!("{}…", "x".repeat(60));
    let way = "a date that reads one way only, such as 3 Dec 2026 or 2026-12-03";
    assert_eq!(
        cells(&found),
        [
            ["5", DATE, "soon", way],
            [
                "5",
                STATUS,
                "perhaps",
                "one of: accepted, in progress, done, query, disputed"
            ],
            ["6", TEXT, &long, "at most 1000 characters"],
            ["7", DATE, "2026-10-30", "a date from 2026-11-01 on"],
            ["9", DATE, "03/12/2026", way],
        ]
    );
    assert_eq!(client.counts(FILE, ACTIONS), [1, 0, 0, 1, 0]);
    assert_eq!(client.counts(FILE, FINDINGS), [90, 86, 0, 4, 0]);
    let plan = client.table("actions");
    let action = plan.only(&[("id", &client.action())]);
    let told = ["reply_status", "reply_text", "reply_date"].map(|name| action.text(name));
    assert_eq!(told, ["accepted", "We agree", ""]);
    let disputes: Vec<_> = plan.rows().filter(|row| row.text("kind") == "finding").collect();
    assert_eq!(disputes.len(), 4);
    plan.only(&[("kind", "finding"), ("reply_date", "2026-12-13")]);
    let scorecard = client
        .bench
        .sandbox
        .read("out/2026-11/partners/nord/scorecard.html");
    assert!(scorecard.contains(" → 2026-12-13"), "a date as text is told");
}

#[test]
fn changed_protected_cells_and_ids_are_named() {
    let client = Client::new(90, 100);
    let mut book = client.published("nord");
    book.put(FINDINGS, 0, "observed", "answered after 3 s")
        .put(FINDINGS, 0, STATUS, "accepted");
    book.put(FINDINGS, 1, "Finding", "F-000000000000")
        .put(FINDINGS, 1, STATUS, "disputed");
    *book.cell(FINDINGS, 2, "Row") = Data::Float(4_711.0);
    *book.cell(ACTIONS, 0, "due") = Data::Empty;
    book.put(ACTIONS, 0, STATUS, "in progress");
    // A row that was never published, and one whose hidden cells were cleared.
    let mut invented = vec![Data::Empty; book.sheet(FINDINGS)[4].len()];
    invented[0] = Data::String("F-0123456789ab".into());
    book.sheet(FINDINGS).push(invented);
    client.returned(&book, NAME);
    client.november();
    let found = client.rejected(FILE);
    let told: Vec<[&str; 3]> = found
        .iter()
        .map(|[row, column, value, _]| [row.as_str(), column, value])
        .collect();
    assert_eq!(
        told,
        [
            ["5", "due", ""],
            ["5", "observed", "answered after 3 s"],
            ["6", "Finding", "F-000000000000"],
            ["7", "Row", "4711"],
            ["95", "Finding", "F-0123456789ab"],
        ]
    );
    assert!(
        found[2][3].contains("an id of the list cannot be changed"),
        "{:?}",
        found[2]
    );
    let plan = client.table("actions");
    assert_eq!(
        plan.only(&[("id", &client.action())]).text("reply_status"),
        "in_progress"
    );
    // Whose row it is, is not certain: that reply is not taken.
    assert!(plan.rows().all(|row| row.text("kind") != "finding"));
    assert_eq!(client.counts(FILE, FINDINGS), [91, 87, 0, 4, 0]);
}

#[test]
fn deleted_rows_are_named_and_do_not_drop_the_finding() {
    let client = Client::new(90, 100);
    let mut book = client.published("nord");
    book.put(FINDINGS, 5, STATUS, "query");
    book.sheet(FINDINGS).drain(6..8);
    book.without(ACTIONS);
    client.returned(&book, NAME);
    client.november();
    let found = client.rejected(FILE);
    let missing = "the row as it was published; it is missing";
    assert_eq!(
        cells(&found),
        [["7", "Finding", "", missing], ["8", "Finding", "", missing]]
    );
    assert_eq!(client.counts(FILE, FINDINGS), [88, 88, 0, 0, 0]);
    let scorecard = client
        .bench
        .sandbox
        .read("out/2026-11/partners/nord/scorecard.html");
    assert!(scorecard.contains("2 rows of the list that was sent are missing"));
    assert!(
        scorecard.contains("there is no sheet"),
        "the list of actions is missed"
    );
    let plan = client.table("actions");
    plan.only(&[("kind", "finding"), ("reply_status", "query")]);
    assert_eq!(plan.only(&[("id", &client.action())]).text("state"), "open");
}

#[test]
fn another_months_file_is_left_out_and_told() {
    let client = Client::new(90, 100);
    let mut book = client.published("nord");
    book.put(ACTIONS, 0, STATUS, "done");
    client.returned(&book, "nord_2026-11_old.xlsx");
    client.november();
    client.bench.sandbox.write(
        "calls_2026-12.csv",
        crate::measures::actions::calls("2026-12", 90, 300),
    );
    client.bench.sandbox.write(
        "sued_2026-12.csv",
        crate::measures::actions::calls("2026-12", 90, 300),
    );
    // In December that of November is awaited.
    client.bench.run("2026-12", &[]).with(0);
    let counts = client.bench.sandbox.table("2026-12", "reconciliation");
    let row = counts.only(&[("kind", "feedback"), ("sheet", FINDINGS)]);
    assert_eq!(
        ["rows_read", "outside_period"].map(|name| row.text(name)),
        ["90", "90"]
    );
    let scorecard = client
        .bench
        .sandbox
        .read("out/2026-12/partners/nord/scorecard.html");
    assert!(scorecard.contains("90 rows belong to the feedback of another period (2026-10)"));
}

#[test]
fn a_file_that_is_no_feedback_is_told_and_ends_nothing() {
    let client = Client::new(90, 100);
    client
        .bench
        .sandbox
        .write("back/nord_2026-10.xlsx", "no workbook at all");
    client.november();
    let counts = client.table("reconciliation");
    let row = counts.only(&[("kind", "feedback")]);
    assert!(!row.text("problem").is_empty());
    let scorecard = client
        .bench
        .sandbox
        .read("out/2026-11/partners/nord/scorecard.html");
    assert!(scorecard.contains("The returned file") && scorecard.contains("could not be used"));
}
