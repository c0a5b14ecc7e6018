//! Backlog by age, and the bridge opening + in − out = closing.

use super::bench::Bench;
use super::events::HEADER;
use crate::support::Table;

const LOG: &str = r#"
[sources.log]
provider = "nord"
kind = "events"
path = "events_*.csv"
[sources.log.csv]
[sources.log.mapping.fields]
id = "id"
queue = { constant = "mail" }
happened_at = { column = "at", format = "%Y-%m-%d %H:%M" }
event = "what"
[standards.clock]
name = "Clock"
[[standards.clock.clauses]]
valid_from = 2026-01-01
resolution = { within = "24 h", clock = "elapsed" }
"#;

fn counts(kpi: &Table, names: &[&str]) -> Vec<f64> {
    let value = |name: &&str| {
        let row = kpi.only(&[("provider", "nord"), ("queue", "mail"), ("measure", *name)]);
        assert_eq!(row.text("standard"), "");
        row.number("value").expect("a count")
    };
    names.iter().map(value).collect()
}

const BRIDGE: [&str; 6] = [
    "bridge:opening",
    "bridge:created",
    "bridge:reopened",
    "bridge:in",
    "bridge:out",
    "bridge:closing",
];

/// Symptoms 10 and 11: tickets, their cycles and what was merged are told apart, and still add up.
const ROWS: &str = "\
old_open,2026-09-10 09:00,created
old_done,2026-09-10 09:00,created
old_done,2026-10-05 09:00,resolved
came_back,2026-09-10 09:00,created
came_back,2026-09-11 09:00,resolved
came_back,2026-10-05 09:00,reopened
came_back,2026-10-06 09:00,resolved
came_back,2026-10-07 09:00,reopened
new_done,2026-10-05 09:00,created
new_done,2026-10-05 10:00,closed
new_merged,2026-10-05 09:00,created
new_merged,2026-10-05 10:00,merged
fresh,2026-10-31 12:00,created
before,2026-09-10 09:00,created
before,2026-09-11 09:00,resolved
later,2026-11-02 09:00,created
";

#[test]
fn the_bridge_counts_reopenings_and_merged_tickets_and_balances() {
    let bench = Bench::with(
        LOG,
        &[(
            "events_2026-10.csv",
            &format!("{}{ROWS}", HEADER.replace(",who", "")),
        )],
    );
    let kpi = bench.october(&[]);
    assert_eq!(counts(&kpi, &BRIDGE), [2.0, 3.0, 2.0, 5.0, 4.0, 3.0]);
    let ages = ["backlog:0-1d", "backlog:1-3d", "backlog:14-30d", "backlog:30d+"];
    assert_eq!(counts(&kpi, &ages), [1.0, 0.0, 0.0, 2.0]);
    let page = bench.sandbox.read("out/2026-10/partners/nord/scorecard.html");
    assert!(page.contains("Tickets in hand: from the beginning of the period"));
    // Halfway through, `fresh` is not there yet.
    let kpi = bench.october(&["--as-of", "2026-10-06T12:00"]);
    assert_eq!(counts(&kpi, &BRIDGE), [2.0, 2.0, 1.0, 3.0, 4.0, 1.0]);
}

#[test]
fn tickets_without_a_history_make_a_bridge_as_well() {
    let records = "\
open,open,2026-10-05 09:00,,,
done,closed,2026-09-30 09:00,2026-10-05 09:00,,
undated,closed,2026-10-05 09:00,,,
merged,merged,2026-10-05 09:00,,,
";
    let standard = "[backlog]\nages = [\"8 h\", \"40 h\"]\ncalendar = \"office\"\n\
                    [standards.clock]\nname = \"Clock\"\n[[standards.clock.clauses]]\n\
                    valid_from = 2026-01-01\nresolution = { within = \"24 h\", clock = \"elapsed\" }\n";
    let kpi = Bench::tickets(records, standard).october(&[]);
    assert_eq!(counts(&kpi, &BRIDGE), [1.0, 3.0, 0.0, 3.0, 3.0, 1.0]);
    let ages = ["backlog:0-8h", "backlog:8-40h", "backlog:40h+"];
    assert_eq!(counts(&kpi, &ages), [0.0, 0.0, 1.0]);
}

#[test]
fn a_ticket_that_its_own_row_resolves_is_out_though_its_log_has_no_end() {
    let tickets = r#"
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
resolved_at = { column = "resolved", format = "%Y-%m-%d %H:%M" }
"#;
    let log = "id,at,what\n\
        by_row,2026-10-05 09:00,created\n\
        by_state,2026-10-05 09:00,created\n\
        again,2026-10-05 09:00,created\nagain,2026-10-05 10:00,resolved\nagain,2026-10-06 10:00,reopened\n\
        open,2026-10-05 09:00,created\n";
    let rows = "id,status,created,resolved\n\
        by_row,resolved,2026-10-05 09:00,2026-10-07 09:00\n\
        by_state,closed,2026-10-05 09:00,\n\
        again,resolved,2026-10-05 09:00,2026-10-08 10:00\n\
        open,open,2026-10-05 09:00,\n";
    let files = [("events_2026-10.csv", log), ("tickets_2026-10.csv", rows)];
    let kpi = Bench::with(&format!("{tickets}{LOG}"), &files).october(&[]);
    assert_eq!(counts(&kpi, &BRIDGE), [0.0, 4.0, 1.0, 5.0, 4.0, 1.0]);
}

#[test]
fn ages_that_make_no_sense_are_refused() {
    let said = |ages: &str| {
        let standard = "[standards.clock]\nname = \"Clock\"\n[[standards.clock.clauses]]\n\
                        valid_from = 2026-01-01\nresolution = { within = \"24 h\", clock = \"elapsed\" }\n";
        let bench = Bench::tickets("", &format!("[backlog]\n{ages}\n{standard}"));
        bench.run("2026-10", &[]).with(2).stderr
    };
    assert!(said("ages = [\"3 d\", \"1 d\"]").contains("ages ascend"));
    assert!(said("ages = [\"1 d\"]\ncalendar = \"office\"").contains("days are elapsed days"));
    assert!(said("calendar = \"office\"").contains("ages in business time are written in hours"));
}

/// Three customers: one whose ticket is resolved twice, one with two tickets, one unknown.
const CUSTOMERS: &str = "\
id,at,what,who
a,2026-10-05 09:00,created,0815
a,2026-10-05 10:00,resolved,
a,2026-10-06 09:00,reopened,
a,2026-10-06 10:00,resolved,
b,2026-10-05 09:00,created,0816
b,2026-10-05 10:00,resolved,
c,2026-10-05 09:00,created,
c,2026-10-05 10:00,resolved,0816
d,2026-10-05 09:00,created,
d,2026-10-05 10:00,resolved,
";

#[test]
fn symptom_10_events_tickets_and_customers_are_counted_apart() {
    let log = LOG.replace("event = \"what\"\n", "event = \"what\"\ncustomer = \"who\"\n");
    let bench = Bench::with(&log, &[("events_2026-10.csv", CUSTOMERS)]);
    let kpi = bench.october(&[]);
    let moved = [
        "bridge:out",
        "bridge:out_tickets",
        "bridge:out_customers",
        "bridge:reopened",
        "bridge:reopened_tickets",
        "bridge:reopened_customers",
        "bridge:created",
        "bridge:created_customers",
    ];
    // Five resolutions are four tickets of two customers, and one of whom nothing is known.
    assert_eq!(counts(&kpi, &moved), [5.0, 4.0, 2.0, 1.0, 1.0, 1.0, 4.0, 2.0]);
    let row = kpi.only(&[("queue", "*"), ("measure", "bridge:out_customers")]);
    assert_eq!([row.text("numerator"), row.text("unmeasurable")], ["2", "1"]);
    for page in ["overview.html", "partners/nord/scorecard.html"] {
        let html = bench.sandbox.read(&format!("out/2026-10/{page}"));
        assert!(html.contains("each counted once"), "{page}");
        assert!(!html.contains("0815"), "{page}");
    }
}

#[test]
fn without_customers_none_are_counted() {
    let rows: String = CUSTOMERS
        .lines()
        .map(|line| format!("{}\n", line.rsplit_once(',').expect("cells").0))
        .collect();
    let kpi = Bench::with(LOG, &[("events_2026-10.csv", &rows)]).october(&[]);
    let row = kpi.only(&[("queue", "*"), ("measure", "bridge:out_customers")]);
    let cells = ["numerator", "value", "status", "unmeasurable"].map(|name| row.text(name));
    assert_eq!(cells, ["", "", "not_measurable", "4"]);
    assert_eq!(counts(&kpi, &["bridge:out", "bridge:out_tickets"]), [5.0, 4.0]);
}

#[test]
fn a_log_tells_the_customer_of_a_repeat() {
    let rule = "no_repeat = { within = \"7 d\", same = [\"customer\"] }";
    let log = LOG
        .replace("event = \"what\"\n", "event = \"what\"\ncustomer = \"who\"\n")
        .replace("resolution = { within = \"24 h\", clock = \"elapsed\" }", rule);
    let kpi = Bench::with(&log, &[("events_2026-10.csv", CUSTOMERS)]).october(&[]);
    let row = kpi.only(&[("standard", "clock"), ("queue", "*"), ("measure", "fcr")]);
    // Of the two tickets of 0816 one follows the other; nothing is known of the fourth.
    assert_eq!(
        [
            row.text("numerator"),
            row.text("denominator"),
            row.text("unmeasurable")
        ],
        ["2", "3", "1"]
    );
}
