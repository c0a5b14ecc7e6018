//! No customer message lost: the client's hand-over log beside the provider's report, by id.

use super::bench::{Bench, sums};
use crate::support::Table;

const SOURCES: &str = r#"
[sources.tickets]
provider = "nord"
kind = "tickets"
path = "tickets_*.csv"
[sources.tickets.csv]
[sources.tickets.mapping.fields]
id = "id"
queue = { constant = "mail" }
created_at = { column = "created", format = "%Y-%m-%d %H:%M" }
first_response_at = { column = "answered", format = "%Y-%m-%d %H:%M" }
closed_at = { column = "closed", format = "%Y-%m-%d %H:%M" }
[sources.log]
provider = "nord"
kind = "handover"
path = "log_{period}.csv"
[sources.log.csv]
[sources.log.mapping.fields]
id = "id"
handed_over_at = { column = "handed over", format = "%Y-%m-%d %H:%M" }
"#;

const STANDARD: &str = r#"
[standards.lost]
name = "No message lost"
channels = ["email"]
[[standards.lost.clauses]]
valid_from = 2026-01-01
target = "100 %"
handover = { late_after = "24 h" }
"#;

const REPORT: &str = "id,created,answered,closed\n";
const LOG: &str = "id,handed over\n";

fn bench(log: &str, report: &str) -> Bench {
    Bench::with(
        &format!("{SOURCES}{STANDARD}"),
        &[
            ("log_2026-10.csv", &format!("{LOG}{log}")),
            ("tickets_2026-10.csv", &format!("{REPORT}{report}")),
        ],
    )
}

/// A count over all queues; none where it cannot be told.
#[track_caller]
fn count(kpi: &Table, name: &str) -> Option<f64> {
    let measure = format!("handover:{name}");
    let row = kpi.only(&[("provider", "nord"), ("queue", "*"), ("measure", &measure)]);
    assert_eq!(row.text("standard"), "lost");
    assert_eq!(row.text("denominator"), "");
    assert_eq!(row.number("numerator"), row.number("value"));
    let is_told = row.text("status") == "informational";
    assert_eq!(row.number("value").is_some(), is_told);
    row.number("value")
}

#[track_caller]
fn counts<const N: usize>(kpi: &Table, names: [&str; N]) -> [Option<f64>; N] {
    names.map(|name| count(kpi, name))
}

#[test]
fn eighty_five_are_missing_although_totals_differ_by_sixty() {
    let log: String = (0..10_000)
        .map(|id| format!("m{id},2026-10-05 09:00\n"))
        .collect();
    // m0 to m9914, and 25 that were never handed over.
    let matched = (0..9_915).map(|id| format!("m{id},2026-10-05 10:00,2026-10-05 11:00,\n"));
    let unknown = (0..25).map(|id| format!("x{id},2026-10-06 10:00,2026-10-06 11:00,\n"));
    let bench = bench(&log, &matched.chain(unknown).collect::<String>());
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "lost"), [9_915.0, 10_000.0, 0.0, 0.0]);
    let figure = kpi.only(&[("standard", "lost"), ("measure", "handover"), ("queue", "*")]);
    assert_eq!((figure.text("status"), figure.text("target")), ("missed", "1"));
    assert_eq!(
        counts(&kpi, ["handed_over", "reported", "matched", "missing", "unknown"]),
        [10_000.0, 9_940.0, 9_915.0, 85.0, 25.0].map(Some)
    );
    let findings = bench.sandbox.table("2026-10", "findings");
    let missing: Vec<&str> = findings.rows().map(|row| row.text("contact_id")).collect();
    let expected: Vec<String> = (9_915..10_000).map(|id| format!("m{id}")).collect();
    assert_eq!(missing, expected);
    let first = findings.only(&[("contact_id", "m9915")]);
    let place = [
        "standard",
        "kind",
        "queue",
        "source_file",
        "source_sheet",
        "source_row",
    ];
    assert_eq!(
        place.map(|name| first.text(name)),
        ["lost", "message", "", "log_2026-10.csv", "", "9917"]
    );
    assert_eq!(first.text("occurred_at"), "2026-10-05T09:00:00+02:00");
}

const ONE_OF_EACH: &str = "\
plain,2026-10-05 09:00
007,2026-10-05 09:00
lost,2026-10-05 09:00
at the limit,2026-10-05 09:00
late,2026-10-05 09:00
silent,2026-10-05 09:00
again,2026-10-05 09:00
again,2026-10-05 09:00
moved,2026-10-05 09:00
moved,2026-10-07 09:00
in november,2026-10-31 23:59
of september,2026-09-30 23:59
told twice,2026-10-05 09:00
";

const ONE_OF_EACH_REPORTED: &str = "\
plain,2026-10-05 09:30,2026-10-05 10:00,2026-10-05 11:00
7,2026-10-05 09:30,2026-10-05 10:00,
at the limit,2026-10-06 09:00,2026-10-06 10:00,
late,2026-10-06 09:01,2026-10-06 10:00,
silent,2026-10-05 09:30,,2026-10-05 11:00
again,2026-10-05 09:30,2026-10-05 10:00,
moved,2026-10-05 09:30,2026-10-05 10:00,
in november,2026-11-01 00:10,2026-11-01 08:00,
of september,2026-10-01 00:10,2026-10-01 08:00,
told twice,2026-10-05 09:30,2026-10-05 10:00,
told twice,2026-10-05 09:40,2026-10-05 10:00,
carried over,2026-09-20 09:00,2026-10-01 09:00,
";

#[test]
fn every_message_falls_into_its_classes() {
    let bench = bench(ONE_OF_EACH, ONE_OF_EACH_REPORTED);
    let kpi = bench.october(&[]);
    // `007` is not `7`; what was created after the month's end has arrived; September's is not judged.
    let all = [
        "handed_over",
        "reported",
        "matched",
        "missing",
        "unknown",
        "late",
        "closed_without_answer",
        "handed_over_twice",
        "reported_twice",
    ];
    assert_eq!(
        counts(&kpi, all),
        [10.0, 9.0, 8.0, 2.0, 1.0, 1.0, 1.0, 2.0, 1.0].map(Some)
    );
    assert_eq!(sums(&kpi, "lost"), [8.0, 10.0, 0.0, 0.0]);
    let findings = bench.sandbox.table("2026-10", "findings");
    let missing: Vec<&str> = findings.rows().map(|row| row.text("contact_id")).collect();
    assert_eq!(missing, ["007", "lost"]);
    let twin = Table::from_parquet(&bench.sandbox.path("out/2026-10/data/findings.parquet"));
    assert_eq!(twin.len(), 2);
    for (twin, row) in twin.rows().zip(findings.rows()) {
        for name in [
            "contact_id",
            "kind",
            "queue",
            "observed",
            "required",
            "source_file",
            "source_row",
        ] {
            assert_eq!(twin.text(name), row.text(name), "{name}");
        }
    }
    let own = std::fs::read_to_string(bench.sandbox.path("out/2026-10/partners/nord/findings.csv"));
    assert_eq!(own.expect("findings").lines().count(), 3);
    let page = std::fs::read_to_string(bench.sandbox.path("out/2026-10/partners/nord/scorecard.html"));
    assert!(
        page.expect("a page")
            .contains("Matched, but created later after the hand-over than agreed")
    );
}

#[test]
fn rows_of_the_log_are_all_accounted_for() {
    let log = "\
a,2026-10-05 09:00
a,2026-10-05 09:00
a,2026-10-06 09:00
,2026-10-05 09:00
4.41E+11,2026-10-05 09:00
b,yesterday
september,2026-09-05 09:00
";
    let bench = bench(log, "a,2026-10-05 09:30,,\n");
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "lost"), [1.0, 1.0, 0.0, 0.0]);
    let files = bench.sandbox.table("2026-10", "reconciliation");
    let file = files.only(&[("kind", "handover")]);
    let columns = [
        "rows_read",
        "accepted",
        "duplicates",
        "rejected",
        "outside_period",
    ];
    assert_eq!(columns.map(|name| file.text(name)), ["7", "1", "2", "3", "1"]);
    let rejected = bench.sandbox.table("2026-10", "rejected");
    let rows: Vec<&str> = rejected.rows().map(|row| row.text("row")).collect();
    assert_eq!(rows, ["5", "6", "7"]);
}

#[test]
fn of_an_id_with_other_values_the_declared_row_counts() {
    let of = |rule: &str| {
        let sources = SOURCES.replace(
            "[sources.log.csv]",
            &format!("duplicates = \"{rule}\"\n[sources.log.csv]"),
        );
        let log = format!("{LOG}a,2026-10-05 09:00\na,2026-09-30 09:00\n");
        let report = format!("{REPORT}a,2026-10-05 09:30,,\n");
        let bench = Bench::with(
            &format!("{sources}{STANDARD}"),
            &[("log_2026-10.csv", &log), ("tickets_2026-10.csv", &report)],
        );
        let kpi = bench.october(&[]);
        let files = bench.sandbox.table("2026-10", "reconciliation");
        let file = files.only(&[("kind", "handover")]);
        let booked =
            ["accepted", "duplicates", "rejected", "outside_period"].map(|name| file.text(name).to_owned());
        (count(&kpi, "handed_over"), booked.join(" "))
    };
    assert_eq!(of("first"), (Some(1.0), "1 1 0 0".into()));
    assert_eq!(of("last"), (Some(0.0), "0 1 0 1".into()));
    assert_eq!(of("reject"), (Some(1.0), "1 0 1 0".into()));
}

#[test]
fn without_the_log_nothing_is_claimed_and_the_inputs_are_incomplete() {
    let bench = bench("", "a,2026-10-05 09:30,,\n");
    std::fs::remove_file(bench.sandbox.path("log_2026-10.csv")).expect("removed");
    bench.run("2026-10", &[]).with(3);
    let kpi = bench.sandbox.table("2026-10", "kpi");
    let figure = kpi.only(&[("measure", "handover"), ("queue", "*")]);
    assert_eq!(figure.text("status"), "not_measurable");
    assert_eq!(counts(&kpi, ["handed_over", "missing", "unknown"]), [None; 3]);
}

#[test]
fn without_the_whole_report_no_message_is_called_missing() {
    let bench = bench(
        "a,2026-10-05 09:00\nb,2026-10-05 09:00\n",
        "a,2026-10-05 09:30,,\n",
    );
    bench
        .sandbox
        .write("tickets_2026-10_2.csv", "nothing,of,use\n1,2,3\n");
    bench.run("2026-10", &[]).with(3);
    let kpi = bench.sandbox.table("2026-10", "kpi");
    assert_eq!(sums(&kpi, "lost"), [0.0, 0.0, 2.0, 0.0]);
    assert_eq!(counts(&kpi, ["handed_over", "missing"]), [Some(2.0), None]);
    assert_eq!(bench.sandbox.table("2026-10", "findings").len(), 0);
}

#[test]
fn queues_of_the_log_have_their_own_figures() {
    let sources = SOURCES.replace("id = \"id\"\nhanded", "id = \"id\"\nqueue = \"queue\"\nhanded");
    let log = "id,handed over,queue\na,2026-10-05 09:00,mail\nb,2026-10-05 09:00,mail\nc,2026-10-05 09:00,billing\nd,2026-10-05 09:00,\n";
    let report = format!("{REPORT}a,2026-10-05 09:30,,\n");
    let bench = Bench::with(
        &format!("{sources}{STANDARD}"),
        &[("log_2026-10.csv", log), ("tickets_2026-10.csv", &report)],
    );
    let kpi = bench.october(&[]);
    // `c` is of a queue that the standard does not cover; `d` says none and counts over all only.
    assert_eq!(sums(&kpi, "lost"), [1.0, 3.0, 0.0, 0.0]);
    let mail = kpi.only(&[("measure", "handover"), ("queue", "mail")]);
    assert_eq!([mail.text("numerator"), mail.text("denominator")], ["1", "2"]);
}

#[test]
fn a_log_that_no_standard_asks_for_is_doubted() {
    let bench = Bench::with(
        SOURCES,
        &[
            ("log_2026-10.csv", &format!("{LOG}a,2026-10-05 09:00\n")),
            ("tickets_2026-10.csv", &format!("{REPORT}a,2026-10-05 09:30,,\n")),
        ],
    );
    let ended = bench.run("2026-10", &[]).with(0);
    ended.saying(&["no standard with `handover` binds `nord`"]);
}

#[test]
fn each_partner_reads_of_its_own_log_only() {
    let west = SOURCES
        .replace("\"nord\"", "\"west\"")
        .replace("sources.tickets", "sources.west")
        .replace("sources.log", "sources.west_log")
        .replace("path = \"", "path = \"west_");
    let log = |ids: [&str; 2]| {
        let lines = ids.map(|id| format!("{id},2026-10-05 09:00\n"));
        format!("{LOG}{}", lines.concat())
    };
    let (own, others) = (log(["n1", "n2"]), log(["w1", "n1"]));
    let report = format!("{REPORT}n1,2026-10-05 09:30,,\n");
    let bench = Bench::with(
        &format!("{SOURCES}[providers.west]\nname = \"West\"\n{west}{STANDARD}"),
        &[
            ("log_2026-10.csv", &own),
            ("tickets_2026-10.csv", &report),
            ("west_log_2026-10.csv", &others),
            ("west_tickets_2026-10.csv", REPORT),
            (
                "west_tickets_10.csv",
                "id,created,answered,closed\nw0,2026-10-05 09:30,,\n",
            ),
        ],
    );
    bench.run("2026-10", &["--jobs", "3"]);
    let all = bench.sandbox.read("out/2026-10/data/findings.csv");
    bench.run("2026-10", &["--jobs", "1"]);
    assert_eq!(bench.sandbox.read("out/2026-10/data/findings.csv"), all);
    let found = bench.sandbox.table("2026-10", "findings");
    let found: Vec<[&str; 2]> = found
        .rows()
        .map(|row| [row.text("provider"), row.text("contact_id")])
        .collect();
    // West's report is not whole: one of its files has no records.
    assert_eq!(found, [["nord", "n2"]]);
    let nord = ["findings.csv", "scorecard.html"].map(|name| {
        let name = format!("out/2026-10/partners/nord/{name}");
        bench.sandbox.read(&name)
    });
    assert!(nord.iter().all(|text| !text.contains("west")));
    assert!(nord.iter().all(|text| text.contains("log_2026-10.csv")));
}
