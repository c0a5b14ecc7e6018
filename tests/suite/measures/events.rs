//! Event logs: one row per event; what happens between start and stop.

use super::bench::{Bench, sums};

const SOURCE: &str = r#"
[sources.log]
provider = "nord"
kind = "events"
path = "events_*.csv"
[sources.log.csv]
[sources.log.mapping.fields]
id = "id"
queue = { constant = "mail" }
happened_at = { column = "at", format = "%Y-%m-%d %H:%M" }
event = { column = "what", words = { answer = "reply", customer_message = "mail in" } }
actor = "who"
"#;

pub const HEADER: &str = "id,at,what,who\n";

pub fn log(rows: &str, rule: &str) -> Bench {
    let standard = format!(
        "[standards.clock]\nname = \"Clock\"\nmin_cases = 0\n\
         [[standards.clock.clauses]]\nvalid_from = 2026-01-01\ntarget = \"90 %\"\n{rule}\n"
    );
    Bench::with(
        &format!("{SOURCE}{standard}"),
        &[("events_2026-10.csv", &format!("{HEADER}{rows}"))],
    )
}

/// Mon 5 October to Mon 12 October; the office is open Mo–Fr 08:00–18:00.
const ROWS: &str = "\
straight,2026-10-05 09:00,created,customer
straight,2026-10-05 12:00,reply,agent
straight,2026-10-05 13:00,resolved,agent
waited,2026-10-05 09:00,created,customer
waited,2026-10-05 10:00,paused,agent
waited,2026-10-06 10:00,resumed,customer
waited,2026-10-06 13:00,resolved,agent
over_the_weekend,2026-10-09 16:00,created,customer
over_the_weekend,2026-10-09 17:00,paused,agent
over_the_weekend,2026-10-12 09:00,resumed,customer
over_the_weekend,2026-10-12 12:01,resolved,agent
paused_then_resolved,2026-10-05 09:00,created,customer
paused_then_resolved,2026-10-05 12:59,paused,agent
paused_then_resolved,2026-10-30 12:00,resolved,agent
merged,2026-10-05 09:00,created,customer
merged,2026-10-05 10:00,merged,agent
";

const WITHIN_4_HOURS: &str = "resolution = { within = \"4 h\", calendar = \"office\", pauses = \"stop\" }";

#[test]
fn events_become_one_ticket_each_and_start_pause_resume_and_stop_its_clock() {
    let bench = log(ROWS, WITHIN_4_HOURS);
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "clock"), [3.0, 4.0, 0.0, 0.0]);
    let created = kpi.only(&[("measure", "tickets_created"), ("queue", "*")]);
    assert_eq!(created.number("value"), Some(5.0));
    let findings = bench.sandbox.table("2026-10", "findings");
    let late = findings.only(&[]);
    assert_eq!(late.text("contact_id"), "over_the_weekend");
    assert_eq!((late.text("kind"), late.text("source_row")), ("ticket", "9"));
}

#[test]
fn rows_of_a_log_balance_and_share_the_fate_of_their_ticket() {
    let older = "\
old,2026-08-03 09:00,created,customer
old,2026-08-03 10:00,resolved,agent
twice,2026-10-06 09:00,created,customer
twice,2026-10-06 09:00,created,customer
broken,yesterday,created,customer
unknown,2026-10-06 09:00,sneezed,agent
";
    let bench = log(&format!("{ROWS}{older}"), WITHIN_4_HOURS);
    bench.october(&[]);
    let files = bench.sandbox.table("2026-10", "reconciliation");
    let file = files.only(&[("kind", "events")]);
    let count = |name: &str| file.number(name);
    assert_eq!(count("rows_read"), Some(22.0));
    assert_eq!(count("accepted"), Some(17.0));
    assert_eq!(count("duplicates"), Some(1.0));
    assert_eq!(count("rejected"), Some(2.0));
    assert_eq!(count("outside_period"), Some(2.0));
}

#[test]
fn the_order_of_the_rows_does_not_matter() {
    let mut backwards: Vec<&str> = ROWS.lines().collect();
    backwards.reverse();
    let turned = log(&(backwards.join("\n") + "\n"), WITHIN_4_HOURS);
    let straight = log(ROWS, WITHIN_4_HOURS);
    let figures = |bench: &Bench| {
        bench.october(&[]);
        bench.sandbox.read("out/2026-10/data/kpi.csv")
    };
    assert_eq!(figures(&straight), figures(&turned));
}

#[test]
fn what_does_not_fit_together_is_noticed_and_the_first_counts() {
    let rows = "\
a,2026-10-05 09:00,created,customer
a,2026-10-05 09:30,resumed,agent
a,2026-10-05 10:00,paused,agent
a,2026-10-05 11:00,paused,agent
a,2026-10-06 10:00,resumed,agent
a,2026-10-06 13:00,resolved,agent
before,2026-10-05 09:00,resolved,agent
";
    let bench = log(rows, WITHIN_4_HOURS);
    // The second pause adds nothing; `before` came in before the log and cannot be judged.
    assert_eq!(sums(&bench.october(&[]), "clock"), [1.0, 1.0, 1.0, 0.0]);
    let manifest = bench.sandbox.read("out/2026-10/manifest.json");
    for said in [
        "does not fit what came before it (resumed without a pause), first in row 3",
        "(paused twice), first in row 5",
        "(came in before the log; deadlines unmeasurable), first in row 8",
    ] {
        assert!(manifest.contains(said), "{said}: {manifest}");
    }
}

#[test]
fn a_log_beside_an_export_of_tickets_completes_it() {
    let tickets = r#"
[sources.tickets]
provider = "nord"
kind = "tickets"
path = "tickets_*.csv"
[sources.tickets.csv]
[sources.tickets.mapping.fields]
id = "id"
queue = { constant = "mail" }
created_at = { column = "created", format = "%Y-%m-%d %H:%M" }
"#;
    let standard = format!(
        "[standards.clock]\nname = \"Clock\"\nmin_cases = 0\n\
         [[standards.clock.clauses]]\nvalid_from = 2026-01-01\ntarget = \"90 %\"\n{WITHIN_4_HOURS}\n"
    );
    let log = SOURCE.replace("queue = { constant = \"mail\" }\n", "");
    let bench = Bench::with(
        &format!("{log}{tickets}{standard}"),
        &[
            ("events_2026-10.csv", &format!("{HEADER}{ROWS}")),
            (
                "tickets_2026-10.csv",
                "id,created\nwaited,2026-10-05 09:00\nover_the_weekend,2026-10-09 16:00\n",
            ),
        ],
    );
    // The others have no queue: nothing says where they belong.
    assert_eq!(sums(&bench.october(&[]), "clock"), [1.0, 2.0, 0.0, 0.0]);
    let files = bench.sandbox.table("2026-10", "reconciliation");
    let log = files.only(&[("kind", "events")]);
    assert_eq!(
        (log.number("accepted"), log.number("rejected")),
        (Some(8.0), Some(8.0))
    );
    let tickets = files.only(&[("kind", "tickets")]);
    assert_eq!(tickets.number("accepted"), Some(2.0));
    let findings = bench.sandbox.table("2026-10", "findings");
    let late = findings.only(&[]);
    assert_eq!(
        (late.text("source_file"), late.text("source_row")),
        ("tickets_2026-10.csv", "3")
    );
}

#[test]
fn symptom_16_what_a_bot_writes_is_no_answer() {
    let rows = "\
by_bot,2026-10-05 09:00,created,customer
by_bot,2026-10-05 09:01,reply,bot
by_bot,2026-10-05 14:00,reply,agent
handed_over,2026-10-05 09:00,created,customer
handed_over,2026-10-05 09:01,reply,bot
handed_over,2026-10-05 12:00,started,bot
handed_over,2026-10-05 14:00,reply,agent
";
    let bench = log(
        rows,
        "first_response = { within = \"4 h\", calendar = \"office\" }",
    );
    assert_eq!(sums(&bench.october(&[]), "clock"), [1.0, 2.0, 0.0, 0.0]);
}

#[test]
fn mistakes_about_logs_are_told_with_their_lines() {
    let rule = "[standards.clock]\nname = \"Clock\"\n[[standards.clock.clauses]]\n\
                valid_from = 2026-01-01\nresolution = { within = \"4 h\", clock = \"elapsed\" }\n";
    let source = SOURCE
        .replace("queue = { constant = \"mail\" }\n", "")
        .replace("path =", "duplicates = \"last\"\npath =")
        .replace("answer =", "anser =");
    let said = Bench::with(&format!("{source}{rule}"), &[])
        .run("2026-10", &[])
        .with(2)
        .stderr;
    assert!(said.contains("`anser` is no event"), "{said}");
    let source = source.replace("anser", "answer");
    let said = Bench::with(&format!("{source}{rule}"), &[])
        .run("2026-10", &[])
        .with(2)
        .stderr;
    assert!(
        said.contains("has no `queue`, and nothing else tells it"),
        "{said}"
    );
    assert!(
        said.contains("`duplicates` does not apply to a source of events"),
        "{said}"
    );
}

const MESSAGES: &str = "\
a,2026-10-05 08:00,created,customer
a,2026-10-05 09:00,mail in,customer
a,2026-10-05 10:00,reply,agent
a,2026-10-05 11:00,mail in,customer
a,2026-10-05 14:00,mail in,customer
a,2026-10-05 15:01,reply,bot
a,2026-10-05 16:00,reply,agent
a,2026-10-05 17:00,resolved,agent
b,2026-10-09 17:00,created,customer
b,2026-10-09 17:00,mail in,customer
b,2026-10-12 09:00,mail in,customer
b,2026-10-30 17:30,mail in,customer
merged,2026-10-05 09:00,mail in,customer
merged,2026-10-05 09:01,created,customer
merged,2026-10-05 09:02,merged,agent
";

#[test]
fn symptom_12_each_message_is_a_case_until_the_next_answer() {
    let bench = log(
        MESSAGES,
        "next_response = { within = \"4 h\", calendar = \"office\" }",
    );
    // a: 1 h, 5 h, 2 h; b: two never answered, one not yet due; merged ones do not count.
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "clock"), [2.0, 5.0, 0.0, 0.0]);
    let findings = bench.sandbox.table("2026-10", "findings");
    let told: Vec<[String; 4]> = findings
        .rows()
        .map(|row| {
            ["contact_id", "occurred_at", "source_row", "observed"].map(|name| row.text(name).to_owned())
        })
        .collect();
    let texts: Vec<[&str; 4]> = told
        .iter()
        .map(|row| [&*row[0], &*row[1], &*row[2], &*row[3]])
        .collect();
    assert_eq!(
        texts,
        [
            [
                "a",
                "2026-10-05T11:00:00+02:00",
                "5",
                "answered 2026-10-05T16:00:00+02:00, due 2026-10-05T15:00:00+02:00, late by 1:00:00 of business time"
            ],
            [
                "b",
                "2026-10-09T17:00:00+02:00",
                "11",
                "open, due 2026-10-12T11:00:00+02:00, late by 147:00:00 of business time"
            ],
            [
                "b",
                "2026-10-12T09:00:00+02:00",
                "12",
                "open, due 2026-10-12T13:00:00+02:00, late by 145:00:00 of business time"
            ],
        ]
    );
    let cases = bench.sandbox.path("out/2026-10/data/cases.parquet");
    let cases = crate::support::Table::from_parquet(&cases);
    assert_eq!(
        cases
            .rows()
            .filter(|row| row.number("verdict_clock") == Some(0.0))
            .count(),
        3
    );
    let explained = bench.sandbox.ask(&[
        "explain",
        "out/2026-10",
        "--provider",
        "nord",
        "--standard",
        "clock",
    ]);
    let explained = explained.with(0).stdout;
    assert!(explained.contains("2 passed + 3 missed"), "{explained}");
    assert!(
        explained.contains("answered 2026-10-05T16:00:00+02:00"),
        "{explained}"
    );
}

#[test]
fn a_message_is_judged_by_its_own_clock_and_pauses_stop_it() {
    let rows = "\
a,2026-10-05 08:00,created,customer
a,2026-10-05 09:00,mail in,customer
a,2026-10-05 10:00,paused,agent
a,2026-10-05 14:00,resumed,agent
a,2026-10-05 16:00,reply,agent
";
    let rule =
        |pauses: &str| format!("next_response = {{ within = \"4 h\", calendar = \"office\"{pauses} }}");
    assert_eq!(
        sums(&log(rows, &rule("")).october(&[]), "clock"),
        [0.0, 1.0, 0.0, 0.0]
    );
    let stopped = log(rows, &rule(", pauses = \"stop\"")).october(&[]);
    assert_eq!(sums(&stopped, "clock"), [1.0, 1.0, 0.0, 0.0]);
}

#[test]
fn each_interim_notice_starts_the_next_period_where_agreed() {
    let rows = "\
a,2026-10-05 09:00,created,customer
a,2026-10-06 09:00,interim_notice,agent
a,2026-10-09 09:00,interim_notice,agent
a,2026-10-10 09:00,reply,agent
b,2026-10-05 09:00,created,customer
b,2026-10-07 09:00,interim_notice,agent
silent,2026-10-05 09:00,created,customer
at_once,2026-10-05 09:00,created,customer
at_once,2026-10-05 09:05,resolved,agent
";
    // 48 hours where nothing is said. Once: a, b and at_once in time, silent not.
    let once = log(rows, "interim_notice = {}").october(&[]);
    assert_eq!(sums(&once, "clock"), [3.0, 4.0, 0.0, 0.0]);
    // a: one day, three days, one day; b: two days, then nothing; silent; at_once.
    let bench = log(rows, "interim_notice = { repeat = true }");
    assert_eq!(sums(&bench.october(&[]), "clock"), [4.0, 7.0, 0.0, 0.0]);
    let findings = bench.sandbox.table("2026-10", "findings");
    let places: Vec<(String, String)> = findings
        .rows()
        .map(|row| {
            (
                row.text("contact_id").to_owned(),
                row.text("source_row").to_owned(),
            )
        })
        .collect();
    let expected = [("a", "3"), ("b", "7"), ("silent", "8")].map(|(id, row)| (id.to_owned(), row.to_owned()));
    assert_eq!(places, expected);
}

#[test]
fn repetition_is_for_interim_notices_and_their_default_has_no_calendar() {
    let said = |rule: &str| log("", rule).run("2026-10", &[]).with(2).stderr;
    let resolution = said("resolution = { within = \"4 h\", clock = \"elapsed\", repeat = true }");
    assert!(
        resolution.contains("`repeat` applies to `interim_notice` only"),
        "{resolution}"
    );
    let calendar = said("interim_notice = { calendar = \"office\" }");
    assert!(calendar.contains("within = \"8 h\""), "{calendar}");
}

#[test]
fn a_pause_after_the_answer_does_not_move_its_deadline() {
    // 31 October is the last day: due at 17:00, the open one not before its pause ends.
    let rows = "\
answered,2026-10-31 09:00,created,customer
answered,2026-10-31 12:00,reply,agent
answered,2026-10-31 14:00,paused,agent
in_a_pause,2026-10-31 09:00,created,customer
in_a_pause,2026-10-31 10:00,paused,agent
in_a_pause,2026-10-31 12:00,reply,agent
open,2026-10-31 09:00,created,customer
open,2026-10-31 14:00,paused,agent
";
    let rule = "first_response = { within = \"8 h\", clock = \"elapsed\", pauses = \"stop\" }";
    assert_eq!(sums(&log(rows, rule).october(&[]), "clock"), [2.0, 2.0, 0.0, 0.0]);
}

#[test]
fn contacts_again_are_counted_beside_a_log_that_names_no_customers() {
    let rule = "no_repeat = { within = \"7 d\", same = [\"customer\"] }";
    let kpi = log(ROWS, rule).october(&[]);
    let row = kpi.only(&[("standard", "clock"), ("queue", "*"), ("measure", "fcr")]);
    // The four that are not merged have no customer.
    assert_eq!(row.number("unmeasurable"), Some(4.0));
}
