//! Written replies of two help desks: the language of the answer against the ticket's, thanks,
//! salutations, and texts of words without sense.

use super::measured::fates;
use super::recount::run;
use crate::support::{Run, Table};

fn sums(run: &Run, standard: &str) -> [f64; 3] {
    let kpi: Table = run.csv("kpi");
    let row = kpi.only(&[("provider", "desk"), ("standard", standard), ("queue", "*")]);
    ["numerator", "denominator", "unmeasurable"].map(|name| row.number(name).expect("a sum"))
}

/// 99 answers: 67 to English tickets, all English; 32 to German tickets, five of them English.
#[test]
#[ignore = "needs the shared reference data"]
fn answers_in_two_languages() {
    let run = run("multilang", "2024-01");
    assert_eq!(fates(&run, "answers"), [99.0, 99.0, 0.0, 0.0, 0.0]);
    assert_eq!(sums(&run, "language"), [94.0, 99.0, 0.0]);
    let findings = run.csv("findings");
    let language = findings.rows().filter(|row| row.text("standard") == "language");
    assert!(
        language
            .into_iter()
            .all(|row| row.text("observed") == "en instead of de")
    );
    // One answer is a single sentence: "Kindly specify the model of the product."
    assert_eq!(sums(&run, "thanks"), [98.0, 99.0, 0.0]);
    // Two have one, with a placeholder that nobody filled in: "Sehr geehrter <Name>".
    assert_eq!(sums(&run, "salutation"), [0.0, 99.0, 0.0]);
    let unfilled = findings
        .rows()
        .filter(|row| row.text("observed").contains("“Sehr geehrter <Name>”"));
    assert_eq!(unfilled.count(), 2);
    assert_eq!(sums(&run, "contact"), [0.0, 99.0, 0.0]);
}

/// 2,769 resolutions of four to eight English words that make no sense, all different.
#[test]
#[ignore = "needs the shared reference data"]
fn resolutions_without_sense() {
    let run = run("support", "2023-05-31..2023-06-02");
    assert_eq!(fates(&run, "tickets"), [8_469.0, 8_469.0, 0.0, 0.0, 0.0]);
    // 372 of them have fewer than 20 letters. None is taken for German.
    assert_eq!(sums(&run, "language"), [2_335.0, 2_335.0, 434.0]);
    assert_eq!(sums(&run, "length"), [2_769.0, 2_769.0, 0.0]);
}
