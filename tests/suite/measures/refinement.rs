//! One framework with a service sheet per service: the most specific clause that matches a contact judges
//! it, at every place where clauses are used.

use super::bench::Bench;
use crate::support::Table;

/// Calls and tickets of two providers, with queue, priority and reason as exported.
pub const SOURCES: &str = r#"
[providers.sued]
name = "Sued"
[queues.vip]
name = "VIP line"
channel = "phone"
languages = ["de"]
[sources.calls]
provider = "nord"
kind = "calls"
path = "calls_*.csv"
[sources.calls.csv]
[sources.calls.mapping.fields]
id = "id"
queue = "queue"
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M:%S" }
outcome = "outcome"
wait = { column = "wait", unit = "s" }
talk = { column = "talk", unit = "s" }
agent = "agent"
reason = "reason"
[sources.sued_calls]
provider = "sued"
kind = "calls"
path = "sued_*.csv"
required = false
[sources.sued_calls.csv]
[sources.sued_calls.mapping.fields]
id = "id"
queue = "queue"
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M:%S" }
outcome = "outcome"
wait = { column = "wait", unit = "s" }
talk = { column = "talk", unit = "s" }
agent = "agent"
reason = "reason"
[sources.tickets]
provider = "nord"
kind = "tickets"
path = "tickets_*.csv"
required = false
[sources.tickets.csv]
[sources.tickets.mapping.fields]
id = "id"
queue = { constant = "mail" }
status = "status"
created_at = { column = "created", format = "%Y-%m-%d %H:%M" }
resolved_at = { column = "resolved", format = "%Y-%m-%d %H:%M" }
priority = "priority"
reason = "reason"
"#;

pub const CALLS: &str = "id,queue,offered,outcome,wait,talk,agent,reason\n";
pub const TICKETS: &str = "id,status,created,resolved,priority,reason\n";

/// A service level: 20 s by default, 10 s on the VIP line, 30 s for complaints there.
pub const LEVEL: &str = "\
[standards.level]
name = \"Level\"
min_cases = 0
channels = [\"phone\"]
[[standards.level.clauses]]
valid_from = 2026-01-01
target = \"80 %\"
service_level = { formula = \"offered\", within = \"20 s\" }
[[standards.level.clauses]]
for = { queues = [\"vip\"] }
valid_from = 2026-01-01
target = \"90 %\"
service_level = { formula = \"offered\", within = \"10 s\" }
[[standards.level.clauses]]
for = { queues = [\"vip\"], reasons = [\"complaint\"] }
valid_from = 2026-01-01
target = \"50 %\"
service_level = { formula = \"offered\", within = \"30 s\" }
";

/// Waits of 15 s: in time by default and for complaints, late on the VIP line.
const WAITED_15_S: &str = "\
a,billing,2026-10-05 09:00:00,answered,15,200,Ann,order
b,billing,2026-10-05 09:01:00,answered,15,200,Ann,complaint
c,vip,2026-10-05 09:02:00,answered,15,200,Ann,order
d,vip,2026-10-05 09:03:00,answered,15,200,Ann,complaint
e,vip,2026-10-05 09:04:00,answered,5,200,Ann,
";

/// Rows of a standard over a queue: clause, numerator, denominator, target, status.
#[track_caller]
pub fn rows(kpi: &Table, standard: &str, measure: &str, queue: &str) -> Vec<String> {
    let own = [
        ("provider", "nord"),
        ("standard", standard),
        ("measure", measure),
        ("queue", queue),
    ];
    kpi.rows()
        .filter(|row| row.has(&own))
        .map(|row| {
            ["clause", "numerator", "denominator", "target", "status"]
                .map(|name| row.text(name))
                .join(" | ")
        })
        .collect()
}

#[test]
fn the_most_specific_clause_judges_each_call() {
    let bench = Bench::with(
        &format!("{SOURCES}{LEVEL}"),
        &[("calls_2026-10.csv", &format!("{CALLS}{WAITED_15_S}"))],
    );
    let kpi = bench.october(&[]);
    assert_eq!(
        rows(&kpi, "level", "service_level", "*"),
        [
            " | 4 | 5 |  | missed",
            " | 2 | 2 | 0.8 | met",
            "queues: vip | 1 | 2 | 0.9 | missed",
            "queues: vip; reasons: complaint | 1 | 1 | 0.5 | met",
        ]
    );
    assert_eq!(
        rows(&kpi, "level", "service_level", "billing"),
        [" | 2 | 2 | 0.8 | met"]
    );
    assert_eq!(
        rows(&kpi, "level", "service_level", "vip"),
        [
            " | 2 | 3 |  | missed",
            "queues: vip | 1 | 2 | 0.9 | missed",
            "queues: vip; reasons: complaint | 1 | 1 | 0.5 | met",
        ]
    );
    let findings = bench.sandbox.table("2026-10", "findings");
    let found: Vec<(&str, &str)> = findings
        .rows()
        .map(|row| (row.text("contact_id"), row.text("required")))
        .collect();
    assert_eq!(found, [("c", "answered within 10 s")]);
    // Each of the seven readings takes T from the clause that judges the call.
    assert_eq!(
        rows(&kpi, "level", "service_level:answered_only", "*"),
        [" | 4 | 5 |  | informational"]
    );
}

#[test]
fn a_provider_has_a_sheet_of_its_own_and_others_keep_the_framework() {
    let level = LEVEL.replacen(
        "for = { queues = [\"vip\"] }",
        "for = { providers = [\"sued\"] }",
        1,
    );
    let level = level.replacen(
        "queues = [\"vip\"], reasons",
        "providers = [\"sued\"], reasons",
        1,
    );
    let bench = Bench::with(
        &format!("{SOURCES}{level}"),
        &[
            ("calls_2026-10.csv", &format!("{CALLS}{WAITED_15_S}")),
            ("sued_2026-10.csv", &format!("{CALLS}{WAITED_15_S}")),
        ],
    );
    let kpi = bench.october(&[]);
    assert_eq!(
        rows(&kpi, "level", "service_level", "*"),
        [" | 5 | 5 | 0.8 | met"]
    );
    let own = [("provider", "sued"), ("measure", "service_level"), ("queue", "*")];
    let sued: Vec<[&str; 3]> = kpi
        .rows()
        .filter(|row| row.has(&own))
        .map(|row| ["clause", "numerator", "denominator"].map(|name| row.text(name)))
        .collect();
    assert_eq!(
        sued,
        [
            ["", "3", "5"],
            ["providers: sued", "1", "3"],
            ["providers: sued; reasons: complaint", "2", "2"],
        ]
    );
    // A partner reads nothing of another one's sheet.
    let page = bench.sandbox.read("out/2026-10/partners/nord/scorecard.html");
    assert!(
        !page.contains("within 10 s") && !page.contains("sued"),
        "the other one's sheet is told"
    );
    let page = bench.sandbox.read("out/2026-10/partners/sued/scorecard.html");
    assert!(page.contains("within 10 s") && page.contains("for this provider"));
}

#[test]
fn a_deadline_follows_the_priority_of_its_ticket_and_a_gap_of_the_sheet_the_framework() {
    let standard = "\
[standards.resolved]
name = \"Resolved\"
min_cases = 0
queues = [\"mail\"]
[[standards.resolved.clauses]]
valid_from = 2026-01-01
target = \"80 %\"
resolution = { within = \"48 h\", clock = \"elapsed\" }
[[standards.resolved.clauses]]
for = { priorities = [\"1\"] }
valid_from = 2026-01-01
valid_to = 2026-10-10
target = \"90 %\"
resolution = { within = \"4 h\", clock = \"elapsed\" }
[[standards.resolved.clauses]]
for = { priorities = [\"1\"] }
valid_from = 2026-10-21
target = \"95 %\"
resolution = { within = \"2 h\", clock = \"elapsed\" }
";
    let tickets = "\
a,resolved,2026-10-05 09:00,2026-10-05 12:00,1,x
b,resolved,2026-10-05 09:00,2026-10-05 15:00,1,x
c,resolved,2026-10-05 09:00,2026-10-06 12:00,2,x
d,resolved,2026-10-15 09:00,2026-10-16 12:00,1,x
e,resolved,2026-10-22 09:00,2026-10-22 12:00,1,x
f,resolved,2026-10-22 09:00,2026-10-22 12:00,,x
";
    let bench = Bench::with(
        &format!("{SOURCES}{standard}"),
        &[
            ("calls_2026-10.csv", &format!("{CALLS}{WAITED_15_S}")),
            ("tickets_2026-10.csv", &format!("{TICKETS}{tickets}")),
        ],
    );
    let kpi = bench.october(&[]);
    assert_eq!(
        rows(&kpi, "resolved", "deadline", "*"),
        [
            " | 4 | 6 |  | missed",
            " | 3 | 3 | 0.8 | met",
            "priorities: 1 | 1 | 2 | 0.9 | missed",
            "priorities: 1 | 0 | 1 | 0.95 | missed",
        ]
    );
}

#[test]
fn staffing_and_short_abandons_follow_the_sheet_of_the_queue() {
    let level = LEVEL.replace(
        "within = \"10 s\" }",
        "within = \"10 s\", short_abandon = \"5 s\" }",
    );
    let calls = "\
a,billing,2026-10-05 09:00:00,answered,15,200,Ann,order
b,billing,2026-10-05 09:01:00,abandoned,3,,,order
c,vip,2026-10-05 09:02:00,answered,15,200,Ann,order
d,vip,2026-10-05 09:03:00,abandoned,3,,,order
e,vip,2026-10-05 09:04:00,abandoned,6,,,order
";
    let bench = Bench::with(
        &format!("{SOURCES}{level}"),
        &[("calls_2026-10.csv", &format!("{CALLS}{calls}"))],
    );
    let kpi = bench.october(&[]);
    let short = |queue: &str| {
        let row = kpi.only(&[
            ("provider", "nord"),
            ("measure", "short_abandoned"),
            ("queue", queue),
        ]);
        [
            row.text("numerator").to_owned(),
            row.text("unmeasurable").to_owned(),
        ]
    };
    assert_eq!(short("vip"), ["1", "0"]);
    assert_eq!(short("billing"), ["", "1"], "no limit is agreed there");
    let intervals = bench.sandbox.table("2026-10", "intervals");
    let level = |queue: &str| {
        intervals
            .only(&[("queue", queue)])
            .text("service_level")
            .to_owned()
    };
    assert_eq!([level("billing"), level("vip")], ["0.5", "0"]);
    let required = |queue: &str| intervals.only(&[("queue", queue)]).number("required_agents");
    assert!(required("vip") >= required("billing"));
}

#[test]
fn an_old_month_stays_as_it_was_when_a_later_version_is_added() {
    let files = [("calls_2026-10.csv", format!("{CALLS}{WAITED_15_S}"))];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let published = |standards: &str| {
        let bench = Bench::with(&format!("{SOURCES}{standards}"), &files);
        bench.october(&[]);
        let manifest = bench.sandbox.read("out/2026-10/manifest.json");
        let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
        (
            ["data/kpi.csv", "data/findings.csv", "partners/nord/findings.csv"]
                .map(|file| bench.sandbox.read(&format!("out/2026-10/{file}"))),
            manifest["workspace"]["hash"].to_string(),
        )
    };
    let old = published(LEVEL);
    let ended = LEVEL.replacen(
        "valid_from = 2026-01-01",
        "valid_from = 2026-01-01\nvalid_to = 2026-12-31",
        1,
    );
    let later = "\
[[standards.level.clauses]]
valid_from = 2027-01-01
target = \"99 %\"
service_level = { formula = \"answered_only\", within = \"5 s\" }
[[standards.level.clauses]]
for = { queues = [\"billing\"] }
valid_from = 2027-01-01
target = \"99 %\"
service_level = { formula = \"offered\", within = \"1 s\" }
";
    let new = published(&format!("{ended}{later}"));
    assert_eq!(old.0, new.0);
    assert_ne!(old.1, new.1);
}

/// Four hours for what is urgent, two days for everything else.
const BY_PRIORITY: &str = "\
[standards.resolved]
name = \"Resolved\"
min_cases = 0
queues = [\"mail\"]
providers = [\"nord\"]
[[standards.resolved.clauses]]
valid_from = 2026-01-01
target = \"80 %\"
resolution = { within = \"48 h\", clock = \"elapsed\" }
[[standards.resolved.clauses]]
for = { priorities = [\"1\"] }
valid_from = 2026-01-01
target = \"90 %\"
resolution = { within = \"4 h\", clock = \"elapsed\" }
";

#[test]
fn of_a_history_the_priority_at_the_start_of_the_clock_counts() {
    let source = SOURCES
        .replace(
            "required = false\n[sources.tickets.csv]",
            "duplicates = \"history\"\n[sources.tickets.csv]",
        )
        .replace(
            "priority = \"priority\"",
            "priority = \"priority\"\nupdated_at = { column = \"updated\", format = \"%Y-%m-%d %H:%M\" }",
        );
    // Urgent at first, and no longer when it was solved after a day.
    let tickets = "\
id,status,created,resolved,priority,reason,updated
a,open,2026-10-05 09:00,,1,x,2026-10-05 09:00
a,open,2026-10-05 09:00,,3,x,2026-10-05 12:00
a,resolved,2026-10-05 09:00,2026-10-06 09:00,3,x,2026-10-06 09:00
";
    let bench = Bench::with(
        &format!("{source}{BY_PRIORITY}"),
        &[
            ("calls_2026-10.csv", &format!("{CALLS}{WAITED_15_S}")),
            ("tickets_2026-10.csv", tickets),
        ],
    );
    let kpi = bench.october(&[]);
    assert_eq!(
        rows(&kpi, "resolved", "deadline", "*"),
        ["priorities: 1 | 0 | 1 | 0.9 | missed"]
    );
}

#[test]
fn beside_a_log_the_first_priority_that_it_tells_counts() {
    let log = r#"
[sources.log]
provider = "nord"
kind = "events"
path = "events_*.csv"
[sources.log.csv]
[sources.log.mapping.fields]
id = "id"
happened_at = { column = "at", format = "%Y-%m-%d %H:%M" }
event = "what"
priority = "priority"
"#;
    // Of `silent` the log tells no priority: that of its row stands.
    let events = "\
id,at,what,priority
a,2026-10-05 12:00,in_progress,3
a,2026-10-05 09:00,created,1
silent,2026-10-05 09:00,created,
";
    let tickets = "\
a,resolved,2026-10-05 09:00,2026-10-06 09:00,3,x
silent,resolved,2026-10-05 09:00,2026-10-05 10:00,1,x
";
    let bench = Bench::with(
        &format!("{SOURCES}{log}{BY_PRIORITY}"),
        &[
            ("calls_2026-10.csv", &format!("{CALLS}{WAITED_15_S}")),
            ("tickets_2026-10.csv", &format!("{TICKETS}{tickets}")),
            ("events_2026-10.csv", events),
        ],
    );
    let kpi = bench.october(&[]);
    assert_eq!(
        rows(&kpi, "resolved", "deadline", "*"),
        ["priorities: 1 | 1 | 2 | 0.9 | missed"]
    );
}
