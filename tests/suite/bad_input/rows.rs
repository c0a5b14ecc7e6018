//! Rows that cannot be used: each is listed with its place, the others count.

use super::delivery::{CALLS, Delivery};

/// One bad record between two good ones: row 3 of the file.
#[track_caller]
fn rejected(record: &str, column: &str, value: &str, expected: &str) {
    let published = Delivery::with_records(record).run(0);
    published.rejects("3", column, value, expected);
    assert_eq!(published.counts(CALLS), ["3", "2", "0", "1"]);
    published.counts_the_good_calls();
}

#[test]
fn a_wrong_date_in_one_row() {
    let record = "x,billing,2026-02-31 10:00:00,,ANSWERED,5,60,Ann,Invoice,";
    rejected(
        record,
        "offered",
        "2026-02-31 10:00:00",
        "an existing date and time as %Y-%m-%d %H:%M:%S",
    );
}

#[test]
fn a_time_of_25_61() {
    let record = "x,billing,2026-10-05 25:61:00,,ANSWERED,5,60,Ann,Invoice,";
    rejected(
        record,
        "offered",
        "2026-10-05 25:61:00",
        "an existing date and time",
    );
}

#[test]
fn a_negative_duration() {
    let record = "x,billing,2026-10-05 10:00:00,,ANSWERED,-5,60,Ann,Invoice,";
    rejected(record, "wait", "-5", "a duration that is not negative");
}

#[test]
fn durations_that_are_no_plain_numbers() {
    for value in ["1e3", "NaN", "inf", "5 s", "0x10", "99999999999999999999"] {
        let record = format!("x,billing,2026-10-05 10:00:00,,ANSWERED,{value},60,Ann,Invoice,");
        rejected(&record, "wait", value, "a duration as s");
    }
}

#[test]
fn an_end_before_its_start() {
    let record = "x,billing,2026-10-05 10:00:00,2026-10-05 09:00:00,ANSWERED,5,60,Ann,Invoice,";
    let published = Delivery::with_records(record).run(0);
    let row = published.rejected.rows().next().expect("one");
    assert_eq!((row.text("row"), row.text("column")), ("3", "ended"));
    assert!(
        row.text("expected").contains("not before"),
        "{}",
        row.text("expected")
    );
    published.counts_the_good_calls();
}

#[test]
fn an_id_twice_counts_once_and_differing_values_are_noticed() {
    let record = "n1,billing,2026-10-06 10:00:00,,ANSWERED,90,60,Ann,Invoice,";
    let published = Delivery::with_records(record).run(0);
    assert_eq!(published.counts(CALLS), ["3", "2", "1", "0"]);
    published.counts_the_good_calls();
    published.warns(&[CALLS, "n1", "row 3"]);
}

#[test]
fn the_same_row_twice_is_a_duplicate_without_a_notice() {
    let again = super::delivery::GOOD.lines().next().expect("a record");
    let published = Delivery::with_records(again).run(0);
    assert_eq!(published.counts(CALLS), ["3", "2", "1", "0"]);
    published.counts_the_good_calls();
}

#[test]
fn an_unknown_queue_is_rejected_with_those_that_are_known() {
    let record = "x,fax,2026-10-05 10:00:00,,ANSWERED,5,60,Ann,Invoice,";
    rejected(record, "queue", "fax", "billing");
}

#[test]
fn an_unknown_reason_word_is_kept_and_noticed() {
    let record = "x,billing,2026-10-05 10:00:00,,ANSWERED,5,60,Ann,Weather,";
    let published = Delivery::with_records(record).run(0);
    assert_eq!(published.counts(CALLS), ["3", "3", "0", "0"]);
    assert_eq!(published.figure("nord"), ("2".into(), "3".into()));
    published.warns(&[CALLS, "reason", "Weather", "row 3"]);
}

#[test]
fn an_unknown_outcome_is_rejected_with_the_meanings_that_are_known() {
    let record = "x,billing,2026-10-05 10:00:00,,LOST,5,60,Ann,Invoice,";
    rejected(record, "outcome", "LOST", "a word for abandoned, answered");
}

#[test]
fn a_row_without_id() {
    let record = ",billing,2026-10-05 10:00:00,,ANSWERED,5,60,Ann,Invoice,";
    rejected(record, "id", "", "an id");
}

#[test]
fn a_row_with_too_few_or_too_many_cells() {
    rejected("x,billing,2026", "", "3 cells", "10 cells");
    let record = "x,billing,2026-10-05 10:00:00,,ANSWERED,5,60,Ann,Invoice,,more";
    let published = Delivery::with_records(record).run(0);
    published.counts_the_good_calls();
    assert_eq!(published.rejected.len(), 1);
}

#[test]
fn a_contradiction_is_unclear_and_never_abandoned() {
    let record = "x,billing,2026-10-05 10:00:00,,ABANDONED,5,60,Ann,Invoice,";
    let published = Delivery::with_records(record).run(0);
    assert_eq!(published.counts(CALLS), ["3", "3", "0", "0"]);
    published.counts_the_good_calls();
    published.warns(&[CALLS, "row 3", "contradicts"]);
}

#[test]
fn a_damaged_id_is_rejected_since_it_stands_for_many() {
    let record = "4.41E+11,billing,2026-10-05 10:00:00,,ANSWERED,5,60,Ann,Invoice,";
    rejected(record, "id", "4.41E+11", "a spreadsheet has rounded this one");
}

#[test]
fn rows_outside_the_period_are_counted_apart() {
    let records = "\
x1,billing,2026-09-30 23:59:59,,ANSWERED,5,60,Ann,Invoice,
x2,billing,2026-11-01 00:00:00,,ANSWERED,5,60,Ann,Invoice,";
    let published = Delivery::with_records(records).run(0);
    let row = published.reconciliation.only(&[("file", CALLS)]);
    assert_eq!((row.text("outside_period"), row.text("accepted")), ("2", "2"));
    published.counts_the_good_calls();
}

#[test]
fn the_second_before_the_period_ends_is_in_it() {
    let records = "\
x1,billing,2026-10-01 00:00:00,,ANSWERED,20,60,Ann,Invoice,
x2,billing,2026-10-31 23:59:59,,ANSWERED,21,60,Ann,Invoice,";
    let published = Delivery::with_records(records).run(0);
    assert_eq!(published.figure("nord"), ("2".into(), "4".into()));
}

#[test]
fn more_rejected_rows_than_agreed_make_the_inputs_incomplete() {
    let bad = "x,fax,2026-10-05 10:00:00,,ANSWERED,5,60,Ann,Invoice,";
    let few = Delivery::with_records(&[bad; 3].join("\n")).run(0); // 3 of 5 are the agreed 60 %
    few.counts_the_good_calls();
    let many = Delivery::with_records(&[bad; 4].join("\n")).run(3);
    many.counts_the_good_calls();
    many.ended.saying(&[CALLS, "4 of 6"]);
}

#[test]
fn texts_from_exports_are_never_formulas() {
    let record = "=1+2,billing,2026-10-05 10:00:00,,ANSWERED,50,60,Ann,Invoice,";
    let delivery = Delivery::with_records(record);
    delivery.run(0);
    let findings = delivery.sandbox.read("out/2026-10/data/findings.csv");
    assert!(findings.contains(",'=1+2,"), "{findings}");
    assert!(!findings.contains(",=1+2,"));
}
