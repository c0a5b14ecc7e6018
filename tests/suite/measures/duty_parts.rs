//! Documentation by contact reason and by group of agents, without telling of few people.

use super::bench::Bench;
use crate::support::{Row, Table};

const SOURCES: &str = r#"
[sources.calls]
provider = "nord"
kind = "calls"
path = "calls_*.csv"
[sources.calls.csv]
[sources.calls.mapping.fields]
id = "id"
queue = { constant = "billing" }
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M" }
outcome = "outcome"
talk = { column = "talk", unit = "s" }
reason = "reason"
note = "note"
agent = "agent"
agent_group = "team"
[sources.tickets]
provider = "nord"
kind = "tickets"
path = "tickets_*.csv"
[sources.tickets.csv]
[sources.tickets.mapping.fields]
id = "id"
queue = { constant = "mail" }
created_at = { column = "created", format = "%Y-%m-%d %H:%M" }
closed_at = { column = "created", format = "%Y-%m-%d %H:%M" }
status = { constant = "closed" }
reason = "reason"
note = "note"
agent = "agent"
agent_group = "team"
"#;

const DUTIES: &str = r#"
[standards.notes]
name = "Notes"
min_cases = 0
[[standards.notes.clauses]]
valid_from = 2026-01-01
target = "90 %"
note_min_chars = { chars = 5 }
[standards.known]
name = "Known reasons"
min_cases = 0
[[standards.known.clauses]]
valid_from = 2026-01-01
target = "90 %"
catalogue = { reasons = ["Invoice", "Order"] }
"#;

const GROUPS: &str = "[privacy]\nagent_groups = true\nmin_group_size = 3\n";

/// Three teams: Rot with three agents, Blau with four, one of whom takes tickets only, Gelb with one.
const CALLS: &str = "\
id,offered,outcome,talk,reason,note,agent,team
c1,2026-10-05 09:00,answered,60,Invoice,paid twice,Ann,Rot
c2,2026-10-05 09:01,answered,60,Invoice,ok,Ben,Rot
c3,2026-10-05 09:02,answered,60,Order,new order,Cem,Rot
c4,2026-10-05 09:03,answered,60,Order,new order,Dora,Blau
c5,2026-10-05 09:04,answered,60,Order,,Eva,Blau
c6,2026-10-05 09:05,answered,60,,paid twice,Finn,Blau
c7,2026-10-05 09:06,answered,60,Invoice,ok,Gus,Gelb
c8,2026-10-05 09:07,abandoned,,Invoice,,,
";

const TICKETS: &str = "\
id,created,reason,note,agent,team
t1,2026-10-06 09:00,Invoice,paid twice,Hans,Blau
t2,2026-10-06 09:01,Invoice,ok,Eva,Blau
";

fn bench(more: &str) -> Bench {
    Bench::with(
        &format!("{SOURCES}{DUTIES}{more}"),
        &[("calls_2026-10.csv", CALLS), ("tickets_2026-10.csv", TICKETS)],
    )
}

fn published(bench: &Bench) -> Table {
    bench.october(&[]);
    Table::from_csv(&bench.sandbox.path("out/2026-10/data/documentation.csv"))
}

/// Name, agents, numerator, denominator and status of a standard's parts.
fn parts(table: &Table, standard: &str, queue: &str, by: &str) -> Vec<String> {
    let wanted = [("standard", standard), ("queue", queue), ("by", by)];
    let told = |row: Row<'_>| {
        let cells = ["name", "groups", "agents", "numerator", "denominator", "status"];
        cells.map(|name| row.text(name)).join(" | ")
    };
    table.rows().filter(|row| row.has(&wanted)).map(told).collect()
}

#[test]
fn duties_are_shown_by_reason_over_all_queues_and_in_each() {
    let table = published(&bench(""));
    // The reasons with the most contacts first; what tells none stands without a name.
    assert_eq!(
        parts(&table, "notes", "*", "reason"),
        [
            "Invoice | 1 |  | 2 | 5 | informational",
            "Order | 1 |  | 2 | 3 | informational",
            " | 1 |  | 1 | 1 | informational",
        ]
    );
    assert_eq!(
        parts(&table, "notes", "mail", "reason"),
        ["Invoice | 1 |  | 1 | 2 | informational"]
    );
    // The reason alone decides whether it is known: nothing is told by it.
    assert_eq!(parts(&table, "known", "*", "reason"), Vec::<String>::new());
}

#[test]
fn parts_add_up_to_the_whole() {
    let bench = bench(GROUPS);
    let table = published(&bench);
    let kpi = bench.sandbox.table("2026-10", "kpi");
    let whole = kpi.only(&[
        ("standard", "notes"),
        ("queue", "*"),
        ("measure", "documentation"),
    ]);
    for by in ["reason", "agent_group"] {
        let wanted = [("standard", "notes"), ("queue", "*"), ("by", by)];
        for cell in ["numerator", "denominator"] {
            let rows = table.rows().filter(|row| row.has(&wanted));
            let sum: f64 = rows.filter_map(|row| row.number(cell)).sum();
            assert_eq!(Some(sum), whole.number(cell), "{by}");
        }
    }
}

#[test]
fn no_group_is_told_unless_the_workspace_allows_it() {
    let bench = bench("");
    let table = published(&bench);
    assert_eq!(parts(&table, "notes", "*", "agent_group"), Vec::<String>::new());
    for page in [
        "overview.html",
        "partners/nord/scorecard.html",
        "data/documentation.csv",
    ] {
        let text = bench.sandbox.read(&format!("out/2026-10/{page}"));
        assert!(!text.contains("Gelb") && !text.contains("Rot"), "{page}");
    }
}

#[test]
fn a_small_group_is_shown_with_the_next_smallest_so_that_subtraction_does_not_tell_it() {
    let bench = bench(GROUPS);
    let table = published(&bench);
    // Gelb has one agent: alone together with nobody it would be the whole less the others. Rot, the next
    // smallest, stands with it.
    assert_eq!(
        parts(&table, "notes", "*", "agent_group"),
        [
            "Blau | 1 | 4 | 3 | 5 | informational",
            "* | 2 | 4 | 2 | 4 | informational",
        ]
    );
    for page in [
        "overview.html",
        "partners/nord/scorecard.html",
        "data/documentation.csv",
    ] {
        let text = bench.sandbox.read(&format!("out/2026-10/{page}"));
        assert!(text.contains("Blau"), "{page}");
        for hidden in ["Gelb", "Rot", "Ann", "Gus", "agent-"] {
            assert!(!text.contains(hidden), "{page}: {hidden}");
        }
    }
    let calls = Table::from_parquet(&bench.sandbox.path("out/2026-10/data/calls.parquet"));
    let cells = calls.rows().map(|row| row.text("agent").to_owned());
    assert!(
        cells
            .filter(|agent| !agent.is_empty())
            .all(|agent| agent.starts_with("agent-"))
    );
}

#[test]
fn where_all_groups_together_are_few_no_number_is_shown() {
    let few = GROUPS.replace('3', "9");
    let table = published(&bench(&few));
    assert_eq!(
        parts(&table, "notes", "*", "agent_group"),
        ["* | 3 |  |  |  | withheld"]
    );
}

#[test]
fn unmeasurable_contacts_of_a_part_are_told() {
    let table = published(&bench(GROUPS));
    let row = table.only(&[("standard", "known"), ("by", "agent_group"), ("name", "Blau")]);
    assert_eq!(
        ["numerator", "denominator", "unmeasurable"].map(|name| row.text(name)),
        ["4", "4", "1"]
    );
}

#[test]
fn parts_are_explained_with_their_rows_and_groups_without() {
    let bench = bench(GROUPS);
    bench.october(&[]);
    let ask = |more: &[&str]| {
        let question = [
            "explain",
            "out/2026-10",
            "--provider",
            "nord",
            "--standard",
            "notes",
        ];
        bench.sandbox.ask(&[&question, more].concat())
    };
    let told = ask(&["--reason", "Invoice"]).with(0);
    for words in [
        "Invoice",
        "2 passed + 3 missed",
        "call c2",
        "call c7",
        "ticket t2",
    ] {
        assert!(told.stdout.contains(words), "{words}: {}", told.stdout);
    }
    assert!(!told.stdout.contains("call c5"), "{}", told.stdout);
    let told = ask(&["--reason", "", "--rows", "all"]).with(0);
    assert!(
        told.stdout.contains("1 passed") && told.stdout.contains("call c6"),
        "{}",
        told.stdout
    );
    let told = ask(&["--agent-group", "*"]).with(0);
    assert!(
        told.stdout.contains("do not tell the group") && !told.stdout.contains("call c"),
        "{}",
        told.stdout
    );
    assert!(ask(&["--agent-group", "Gelb"]).with(2).stderr.contains("Blau"));
    assert!(ask(&["--reason", "Moon"]).with(2).stderr.contains("Invoice"));
}

#[test]
fn a_permission_that_nothing_feeds_is_told() {
    let source = SOURCES.replace("agent_group = \"team\"\n", "");
    let bench = Bench::with(
        &format!("{source}{DUTIES}{GROUPS}"),
        &[("calls_2026-10.csv", CALLS), ("tickets_2026-10.csv", TICKETS)],
    );
    let said = bench.run("2026-10", &[]).with(0);
    assert!(
        said.stderr
            .contains("no source of calls or tickets maps `agent_group`"),
        "{}",
        said.stderr
    );
}

#[test]
fn of_endless_reasons_the_rarest_stand_together() {
    let mut calls = String::from("id,offered,outcome,talk,reason,note,agent,team\n");
    for number in 0..230 {
        let note = if number < 200 { "paid twice" } else { "ok" };
        // The first hundred come twice.
        for turn in 0..=u32::from(number < 100) {
            calls +=
                &format!("c{number}-{turn},2026-10-05 09:00,answered,60,reason {number:03},{note},Ann,Rot\n");
        }
    }
    let bench = Bench::with(
        &format!("{SOURCES}{DUTIES}"),
        &[("calls_2026-10.csv", &calls), ("tickets_2026-10.csv", TICKETS)],
    );
    let told = parts(&published(&bench), "notes", "billing", "reason");
    assert_eq!(told.len(), 201);
    assert_eq!(told[0], "reason 000 | 1 |  | 2 | 2 | informational");
    assert_eq!(told[200], "* | 30 |  | 0 | 30 | informational");
}
