//! Tickets whose due instant the export should give and does not.

use super::bench::{Bench, sums};

const AS_PROMISED: &str = r#"
[standards.promised]
name = "Resolved as promised"
min_cases = 0
[[standards.promised.clauses]]
valid_from = 2026-01-01
target = "90 %"
resolution = { due = "export" }
"#;

const TICKETS: &str = "\
in_time,closed,2026-10-05 09:00,2026-10-05 10:00,,2026-10-06 09:00
late,closed,2026-10-05 09:00,2026-10-07 10:00,,2026-10-06 09:00
undated,closed,2026-10-05 09:00,2026-10-05 10:00,,
undated_open,open,2026-10-31 23:59,,,
undated_september,closed,2026-09-05 09:00,2026-10-05 10:00,,
undated_merged,merged,2026-10-05 09:00,2026-10-05 10:00,,
";

#[test]
fn undated_tickets_are_unmeasurable_in_the_period_in_which_they_were_created() {
    let bench = Bench::tickets(TICKETS, AS_PROMISED);
    assert_eq!(sums(&bench.october(&[]), "promised"), [1.0, 2.0, 2.0, 0.0]);
    bench.run("2026-09", &[]).with(0);
    let september = bench.sandbox.table("2026-09", "kpi");
    assert_eq!(sums(&september, "promised"), [0.0, 0.0, 1.0, 0.0]);
}

#[test]
fn a_contract_can_count_them_as_missed() {
    let strict = AS_PROMISED.replace("min_cases = 0", "min_cases = 0\nunmeasurable_is_missed = true");
    let kpi = Bench::tickets(TICKETS, &strict).october(&[]);
    assert_eq!(sums(&kpi, "promised")[..2], [1.0, 4.0]);
}

#[test]
fn a_ticket_created_after_the_as_of_instant_is_not_known_yet() {
    let kpi = Bench::tickets(TICKETS, AS_PROMISED).october(&["--as-of", "2026-10-20"]);
    assert_eq!(sums(&kpi, "promised"), [1.0, 2.0, 1.0, 0.0]);
}
