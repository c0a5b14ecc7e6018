//! Which clause judges a ticket whose life spans a change: the one in force at the instant to which
//! the standard attributes it.

use super::bench::Bench;
use crate::support::Table;

const TICKETS: &str = r#"
[sources.tickets]
provider = "nord"
kind = "tickets"
path = "tickets_*.csv"
[sources.tickets.csv]
[sources.tickets.mapping.fields]
id = "id"
queue = { constant = "mail" }
status = "status"
created_at = { column = "created", format = "%Y-%m-%d %H:%M" }
first_response_at = { column = "answered", format = "%Y-%m-%d %H:%M" }
closed_at = { column = "closed", format = "%Y-%m-%d %H:%M" }
documented_at = { column = "documented", format = "%Y-%m-%d %H:%M" }
note = "note"
customer_language = "customer"
served_language = "served"
"#;

const HEADER: &str = "id,status,created,answered,closed,documented,note,customer,served";

fn tickets(records: &str, standards: &str) -> Bench {
    let file = format!("{HEADER}\n{records}");
    Bench::with(
        &format!("{TICKETS}{standards}"),
        &[("tickets_2026-10.csv", &file)],
    )
}

/// A standard `duty` whose rule changes with the 16 October.
fn changed(before: &str, after: &str) -> String {
    format!(
        "[standards.duty]\nname = \"Duty\"\nmin_cases = 0\n\
         [[standards.duty.clauses]]\nvalid_from = 2026-01-01\nvalid_to = 2026-10-15\ntarget = \"90 %\"\n{before}\n\
         [[standards.duty.clauses]]\nvalid_from = 2026-10-16\ntarget = \"90 %\"\n{after}\n"
    )
}

/// Numerator and denominator of a clause.
fn share(kpi: &Table, valid_from: &str) -> [f64; 2] {
    let row = kpi.only(&[
        ("standard", "duty"),
        ("queue", "*"),
        ("clause_valid_from", valid_from),
    ]);
    ["numerator", "denominator"].map(|name| row.number(name).unwrap_or(f64::NAN))
}

fn by_clause(bench: &Bench) -> [[f64; 2]; 2] {
    let kpi = bench.october(&[]);
    ["2026-01-01", "2026-10-16"].map(|from| share(&kpi, from))
}

/// What was required in the finding about a ticket.
fn required(bench: &Bench, id: &str) -> String {
    let findings = bench.sandbox.table("2026-10", "findings");
    findings.only(&[("contact_id", id)]).text("required").to_owned()
}

/// Created and answered before the change; closed before it, after it.
const SPANNING: &str = "\
early,closed,2026-10-12 09:00,2026-10-12 10:00,2026-10-14 09:00,,ten chars.,de,en
late,closed,2026-10-12 09:00,2026-10-20 10:00,2026-10-20 11:00,,ten chars.,de,en
";

#[test]
fn a_duty_at_closing_follows_the_clause_of_the_closing() {
    let standard = changed(
        "note_min_chars = { chars = 5 }",
        "note_min_chars = { chars = 20 }",
    );
    let bench = tickets(SPANNING, &standard);
    assert_eq!(by_clause(&bench), [[1.0, 1.0], [0.0, 1.0]]);
    assert_eq!(required(&bench, "late"), "at least 20 characters");
}

#[test]
fn required_fields_follow_the_clause_of_the_closing() {
    let standard = changed(
        "required_fields = { fields = [\"note\"] }",
        "required_fields = { fields = [\"documented_at\"] }",
    );
    let bench = tickets(SPANNING, &standard);
    assert_eq!(by_clause(&bench), [[1.0, 1.0], [0.0, 1.0]]);
    assert_eq!(required(&bench, "late"), "filled: documentation");
}

#[test]
fn the_language_follows_the_clause_of_the_first_response() {
    let bench = tickets(SPANNING, &changed("served_language = {}", "served_language = {}"));
    assert_eq!(by_clause(&bench), [[0.0, 1.0], [0.0, 1.0]]);
}

#[test]
fn the_time_of_documentation_follows_the_clause_of_the_end() {
    let standard = changed(
        "documented_within = { within = \"15 min\" }",
        "documented_within = { within = \"30 min\" }",
    );
    let documented = "\
early,closed,2026-10-12 09:00,,2026-10-14 09:00,2026-10-14 09:20,,,
late,closed,2026-10-12 09:00,,2026-10-20 11:00,2026-10-20 11:20,,,
";
    let bench = tickets(documented, &standard);
    assert_eq!(by_clause(&bench), [[0.0, 1.0], [1.0, 1.0]]);
    assert_eq!(required(&bench, "early"), "within 900 s after the end");
}

#[test]
fn a_deadline_follows_the_clause_under_which_its_clock_started() {
    let standard = changed(
        "resolution = { within = \"24 h\", clock = \"elapsed\" }",
        "resolution = { within = \"300 h\", clock = \"elapsed\" }",
    );
    let bench = tickets(SPANNING, &standard);
    assert_eq!(by_clause(&bench), [[0.0, 2.0], [0.0, 0.0]]);
}

#[test]
fn a_ticket_older_than_the_first_clause_is_judged_by_the_clause_of_its_end() {
    let standard = "[standards.duty]\nname = \"Duty\"\nmin_cases = 0\n\
         [[standards.duty.clauses]]\nvalid_from = 2026-10-01\ntarget = \"90 %\"\n\
         documented_within = { within = \"15 min\" }\n";
    let bench = tickets("never,closed,2026-09-28 09:00,,2026-10-05 09:00,,,,\n", standard);
    let kpi = bench.october(&[]);
    assert_eq!(share(&kpi, "2026-10-01"), [0.0, 1.0]);
    assert_eq!(required(&bench, "never"), "within 900 s after the end");
}
