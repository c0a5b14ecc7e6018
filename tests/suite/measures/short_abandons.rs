//! How short a short abandon is, only the contract says: the clause that binds provider and queue.

use super::bench::{Bench, CALLS, CALLS_HEADER};
use crate::support::Table;

/// Abandoned after 3, 5, 6, 10 and 11 s, one without a wait.
const ABANDONED: &str = "\
a3,2026-10-05 09:00:00,,,abandoned,3,,
a5,2026-10-05 09:00:00,,,abandoned,5,,
a6,2026-10-05 09:00:00,,,abandoned,6,,
a10,2026-10-20 09:00:00,,,abandoned,10,,
a11,2026-10-20 09:00:00,,,abandoned,11,,
ok,2026-10-05 09:00:00,2026-10-05 09:05:00,,answered,3,200,Ann
";
const NO_WAIT: &str = "a,2026-10-05 09:00:00,,,abandoned,,,\n";

/// A service level of these providers and queues with these clauses.
fn level(id: &str, scope: &str, clauses: &[&str]) -> String {
    let head = format!("[standards.{id}]\nname = \"{id}\"\nmin_cases = 0\n{scope}\n");
    let clauses = clauses
        .iter()
        .map(|clause| format!("[[standards.{id}.clauses]]\n{clause}\ntarget = \"80 %\"\n"));
    clauses.fold(head, |text, clause| text + &clause)
}

fn clause(validity: &str, short: &str) -> String {
    format!("{validity}\nservice_level = {{ formula = \"offered\", within = \"20 s\"{short} }}")
}

/// Numerator, value, unmeasurable and status of the volume.
fn short_abandoned(kpi: &Table, provider: &str, queue: &str) -> [String; 4] {
    let row = kpi.only(&[
        ("provider", provider),
        ("queue", queue),
        ("standard", ""),
        ("measure", "short_abandoned"),
    ]);
    ["numerator", "value", "unmeasurable", "status"].map(|name| row.text(name).to_owned())
}

const ALL_YEAR: &str = "valid_from = 2026-01-01";

#[test]
fn the_limit_is_that_of_the_clause_binding_the_provider() {
    let others = level(
        "others",
        "providers = [\"sued\"]",
        &[&clause(ALL_YEAR, ", short_abandon = \"3 s\"")],
    );
    let own = level(
        "own",
        "providers = [\"nord\"]",
        &[&clause(ALL_YEAR, ", short_abandon = \"10 s\"")],
    );
    let kpi = two_partners(ABANDONED, &format!("{others}{own}")).october(&[]);
    assert_eq!(
        short_abandoned(&kpi, "nord", "*"),
        ["4", "4", "0", "informational"]
    );
    assert_eq!(
        short_abandoned(&kpi, "sued", "*"),
        ["1", "1", "0", "informational"]
    );
}

#[test]
fn where_none_is_agreed_nothing_is_counted_and_no_zero_is_claimed() {
    let others = level(
        "others",
        "providers = [\"sued\"]",
        &[&clause(ALL_YEAR, ", short_abandon = \"3 s\"")],
    );
    let own = level("own", "providers = [\"nord\"]", &[&clause(ALL_YEAR, "")]);
    let bench = two_partners(ABANDONED, &format!("{others}{own}"));
    let kpi = bench.october(&[]);
    assert_eq!(
        short_abandoned(&kpi, "nord", "*"),
        ["", "", "5", "not_measurable"]
    );
    assert_eq!(
        short_abandoned(&kpi, "nord", "billing"),
        ["", "", "5", "not_measurable"]
    );
}

#[test]
fn each_clause_has_its_limit_for_its_time() {
    let standard = level(
        "own",
        "",
        &[
            &clause(
                "valid_from = 2026-01-01\nvalid_to = 2026-10-15",
                ", short_abandon = \"5 s\"",
            ),
            &clause("valid_from = 2026-10-16", ", short_abandon = \"10 s\""),
        ],
    );
    let kpi = Bench::calls(ABANDONED, &standard).october(&[]);
    // until the 15th: 3 and 5 s; from the 16th: 10 s
    assert_eq!(
        short_abandoned(&kpi, "nord", "*"),
        ["3", "3", "0", "informational"]
    );
    let ended = level(
        "own",
        "",
        &[&clause(
            "valid_from = 2026-01-01\nvalid_to = 2026-10-15",
            ", short_abandon = \"5 s\"",
        )],
    );
    let kpi = Bench::calls(ABANDONED, &ended).october(&[]);
    assert_eq!(
        short_abandoned(&kpi, "nord", "*"),
        ["2", "2", "2", "informational"]
    );
}

#[test]
fn an_abandon_without_a_wait_cannot_be_placed() {
    let standard = level("own", "", &[&clause(ALL_YEAR, ", short_abandon = \"5 s\"")]);
    let kpi = Bench::calls(&format!("{ABANDONED}{NO_WAIT}"), &standard).october(&[]);
    assert_eq!(
        short_abandoned(&kpi, "nord", "*"),
        ["2", "2", "1", "informational"]
    );
    let kpi = Bench::calls(NO_WAIT, &standard).october(&[]);
    assert_eq!(
        short_abandoned(&kpi, "nord", "*"),
        ["", "", "1", "not_measurable"]
    );
}

/// The same calls delivered by both partners.
fn two_partners(records: &str, standards: &str) -> Bench {
    let other = CALLS
        .replace("[sources.calls", "[sources.others")
        .replace("\"nord\"", "\"sued\"")
        .replace("calls_*.csv", "others_*.csv");
    let more = format!("[providers.sued]\nname = \"Sued\"\n{CALLS}{other}{standards}");
    let file = format!("{CALLS_HEADER}\n{records}");
    Bench::with(
        &more,
        &[("calls_2026-10.csv", &file), ("others_2026-10.csv", &file)],
    )
}
