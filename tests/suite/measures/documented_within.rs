//! The time of documentation is a deadline: due-based, with the edges of all deadlines.

use super::bench::{Bench, sums};

const WITHIN_15_MINUTES: &str = r#"
[standards.documented]
name = "Documented"
min_cases = 0
[[standards.documented.clauses]]
valid_from = 2026-01-01
target = "90 %"
documented_within = { within = "15 min" }
"#;

/// Two early in the month, one never documented, one without an end, three of the last evening.
const CALLS: &str = "\
at_limit,2026-10-05 09:00:00,2026-10-05 09:05:00,2026-10-05 09:20:00,answered,5,200,Ann
too_late,2026-10-05 09:00:00,2026-10-05 09:05:00,2026-10-05 09:20:01,answered,5,200,Ann
never,2026-10-05 09:00:00,2026-10-05 09:05:00,,answered,5,200,Ann
no_end,2026-10-05 09:00:00,,2026-10-05 09:10:00,answered,5,,Ann
lost,2026-10-05 09:00:00,2026-10-05 09:05:00,,abandoned,300,,
last_due,2026-10-31 23:30:00,2026-10-31 23:44:59,,answered,5,200,Ann
due_at_midnight,2026-10-31 23:30:00,2026-10-31 23:45:00,2026-10-31 23:46:00,answered,5,200,Ann
due_in_november,2026-10-31 23:40:00,2026-10-31 23:50:00,,answered,5,200,Ann
";

#[test]
fn calls_count_where_their_documentation_fell_due() {
    let kpi = Bench::calls(CALLS, WITHIN_15_MINUTES).october(&[]);
    // due in October: at_limit, too_late, never, last_due
    assert_eq!(sums(&kpi, "documented"), [1.0, 4.0, 1.0, 0.0]);
}

#[test]
fn a_late_as_of_instant_does_not_move_what_falls_due_after_the_period() {
    let kpi = Bench::calls(CALLS, WITHIN_15_MINUTES).october(&["--as-of", "2026-11-04T06:12"]);
    assert_eq!(sums(&kpi, "documented"), [1.0, 4.0, 1.0, 0.0]);
}

#[test]
fn what_is_not_yet_due_at_the_as_of_instant_is_not_counted() {
    let bench = Bench::calls(CALLS, WITHIN_15_MINUTES);
    let at = |instant: &str| sums(&bench.october(&["--as-of", instant]), "documented");
    assert_eq!(at("2026-10-05T09:19:59"), [0.0, 0.0, 1.0, 0.0]);
    // At the due instant itself only what is documented counts: the others are still in time.
    assert_eq!(at("2026-10-05T09:20:00"), [1.0, 1.0, 1.0, 0.0]);
    assert_eq!(at("2026-10-05T09:20:01"), [1.0, 3.0, 1.0, 0.0]);
}

#[test]
fn findings_name_the_due_instant() {
    let bench = Bench::calls(CALLS, WITHIN_15_MINUTES);
    bench.october(&[]);
    let findings = bench.sandbox.table("2026-10", "findings");
    let observed = |id: &str| findings.only(&[("contact_id", id)]).text("observed").to_owned();
    assert_eq!(findings.len(), 3);
    let due = "due 2026-10-05T09:20:00+02:00";
    assert_eq!(
        observed("too_late"),
        format!("documented 2026-10-05T09:20:01+02:00, {due}, late by 0:00:01")
    );
    assert_eq!(
        observed("never"),
        format!("not documented, {due}, late by 639:40:00")
    );
}

#[test]
fn business_time_is_used_up_at_closing_and_not_in_the_night_after() {
    let standard = WITHIN_15_MINUTES.replace("\"15 min\"", "\"1 h\", calendar = \"office\"");
    // Mon 5 October: ends 17:00, due 18:00; ends 17:30, due Tue 08:30. Fri 30 October 17:30: due Mon 2 November.
    let calls = "\
by_closing,2026-10-05 16:55:00,2026-10-05 17:00:00,2026-10-05 18:00:00,answered,5,200,Ann
in_the_evening,2026-10-05 16:55:00,2026-10-05 17:00:00,2026-10-05 20:00:00,answered,5,200,Ann
next_morning,2026-10-05 17:25:00,2026-10-05 17:30:00,2026-10-06 08:30:00,answered,5,200,Ann
too_late,2026-10-05 17:25:00,2026-10-05 17:30:00,2026-10-06 08:30:01,answered,5,200,Ann
over_the_weekend,2026-10-30 17:25:00,2026-10-30 17:30:00,,answered,5,200,Ann
";
    let kpi = Bench::calls(calls, &standard).october(&[]);
    assert_eq!(sums(&kpi, "documented"), [2.0, 4.0, 0.0, 0.0]);
}

#[test]
fn tickets_count_where_their_documentation_fell_due() {
    let tickets = "\
september,closed,2026-09-29 09:00,2026-09-30 23:50,2026-10-01 00:04,
september_missed,closed,2026-09-29 09:00,2026-09-30 23:50,,
september_due,closed,2026-09-29 09:00,2026-09-30 23:44,,
october,closed,2026-10-05 09:00,2026-10-05 10:00,2026-10-05 10:15,
november_due,closed,2026-10-31 09:00,2026-10-31 23:50,,
end_unknown,closed,2026-10-05 09:00,,2026-10-05 10:15,
end_unknown_before,closed,2026-09-05 09:00,,2026-10-05 10:15,
open,open,2026-10-05 09:00,,,
merged,merged,2026-10-05 09:00,2026-10-05 10:00,,
";
    let kpi = Bench::tickets(tickets, WITHIN_15_MINUTES).october(&[]);
    // september, september_missed, october; end_unknown was created in October
    assert_eq!(sums(&kpi, "documented"), [2.0, 3.0, 1.0, 0.0]);
}
