//! Dated exemptions: what falls into one is excluded, the figure without them stands beside, and each says
//! how many contacts it took out and what proves it.

use super::bench::Bench;
use super::refinement::{CALLS, LEVEL, SOURCES, TICKETS, rows};
use crate::support::Table;

const OUTAGE: &str = "\
[exemptions.outage]
from = 2026-10-05 10:00:00
to = 2026-10-05 11:00:00
queues = [\"billing\"]
reason = { de = \"Ausfall der Telefonanlage\", en = \"Telephone outage\" }
evidence = \"Ticket INC-4711\"
";

const ASA: &str = "\
[standards.wait]
name = \"Wait\"
min_cases = 0
[[standards.wait.clauses]]
valid_from = 2026-01-01
target = \"30 s\"
asa = {}
";

/// In time, and late in the outage: at its first instant, its last second, and on another line; the
/// first second after it.
const OUTAGE_CALLS: &str = "\
a,billing,2026-10-05 09:00:00,answered,5,200,Ann,order
b,billing,2026-10-05 10:00:00,answered,65,200,Ann,order
c,billing,2026-10-05 10:59:59,abandoned,100,,,order
d,vip,2026-10-05 10:30:00,answered,65,200,Ann,order
e,billing,2026-10-05 11:00:00,answered,5,200,Ann,order
";

fn outage() -> Bench {
    Bench::with(
        &format!("{SOURCES}{LEVEL}{ASA}{OUTAGE}"),
        &[("calls_2026-10.csv", &format!("{CALLS}{OUTAGE_CALLS}"))],
    )
}

#[test]
fn calls_offered_in_an_outage_count_for_no_share_and_no_mean() {
    let bench = outage();
    let kpi = bench.october(&[]);
    let excluded = |measure: &str, queue: &str| {
        kpi.only(&[
            ("provider", "nord"),
            ("measure", measure),
            ("queue", queue),
            (
                "standard",
                match measure {
                    "asa" => "wait",
                    _ => "level",
                },
            ),
            ("clause", ""),
        ])
        .text("excluded")
        .to_owned()
    };
    assert_eq!(
        rows(&kpi, "level", "service_level", "billing"),
        [" | 2 | 2 | 0.8 | met"]
    );
    assert_eq!(excluded("service_level", "billing"), "2");
    assert_eq!(
        rows(&kpi, "level", "service_level:without_exemptions", "billing"),
        [" | 2 | 4 |  | informational"]
    );
    assert_eq!(
        rows(&kpi, "level", "service_level:exempted:outage", "*"),
        [" | 2 |  |  | informational"]
    );
    // The contract's reading is the figure itself.
    assert_eq!(
        rows(&kpi, "level", "service_level:offered", "billing"),
        [" | 2 | 2 |  | informational"]
    );
    // A mean: 5 + 65 + 5 over 3 without the call at 10:00; what was abandoned is in no mean anyway.
    assert_eq!(rows(&kpi, "wait", "asa", "*"), [" | 75 | 3 | 30 | met"]);
    assert_eq!(excluded("asa", "*"), "1");
    assert_eq!(
        rows(&kpi, "wait", "asa:without_exemptions", "*"),
        [" | 140 | 4 |  | informational"]
    );
    // Nothing is said where nothing was taken out, and volumes stay what came in.
    assert!(rows(&kpi, "level", "service_level:without_exemptions", "vip").is_empty());
    let offered = kpi.only(&[("provider", "nord"), ("measure", "offered"), ("queue", "*")]);
    assert_eq!(offered.text("numerator"), "5");
}

#[test]
fn exempted_rows_are_no_findings_and_are_told_with_their_evidence() {
    let bench = outage();
    bench.october(&[]);
    let findings = bench.sandbox.table("2026-10", "findings");
    let found: Vec<&str> = findings.rows().map(|row| row.text("contact_id")).collect();
    assert_eq!(found, ["d"]);
    let calls = Table::from_parquet(&bench.sandbox.path("out/2026-10/data/calls.parquet"));
    let verdicts: Vec<&str> = calls.rows().map(|row| row.text("verdict_level")).collect();
    assert_eq!(verdicts, ["1", "3", "3", "0", "1"]);
    for page in ["overview.html", "partners/nord/scorecard.html"] {
        let html = bench.sandbox.read(&format!("out/2026-10/{page}"));
        for words in ["Telephone outage", "Ticket INC-4711", "without exemptions"] {
            assert!(html.contains(words), "{page} does not say: {words}");
        }
    }
    let told = bench
        .sandbox
        .ask(&[
            "explain",
            "out/2026-10",
            "--provider",
            "nord",
            "--standard",
            "level",
            "--rows",
            "excluded",
        ])
        .with(0);
    for words in [
        "Exemption outage: 2 contacts taken out",
        "Ticket INC-4711",
        "excluded     call b",
    ] {
        assert!(told.stdout.contains(words), "{}", told.stdout);
    }
}

#[test]
fn deadlines_belong_to_where_they_fell_due_or_ran_as_agreed() {
    let standard = "\
[standards.resolved]
name = \"Resolved\"
min_cases = 0
queues = [\"mail\"]
providers = [\"nord\"]
[[standards.resolved.clauses]]
valid_from = 2026-01-01
target = \"80 %\"
resolution = { within = \"4 h\", clock = \"elapsed\" }
[exemptions.outage]
from = 2026-10-05 10:00:00
to = 2026-10-05 11:00:00
reason = \"Outage\"
evidence = \"INC-1\"
";
    // Due in the outage; ran in it and due later; solved before it; begun after it.
    let tickets = "\
a,resolved,2026-10-05 06:30,2026-10-05 12:00,1,x
b,resolved,2026-10-05 08:00,2026-10-05 13:00,1,x
c,resolved,2026-10-05 08:00,2026-10-05 09:00,1,x
d,resolved,2026-10-05 11:00,2026-10-05 12:00,1,x
";
    let judged = |more: &str| {
        let bench = Bench::with(
            &format!("{SOURCES}{standard}{more}"),
            &[
                ("calls_2026-10.csv", &format!("{CALLS}{OUTAGE_CALLS}")),
                ("tickets_2026-10.csv", &format!("{TICKETS}{tickets}")),
            ],
        );
        let kpi = bench.october(&[]);
        [
            rows(&kpi, "resolved", "deadline", "*"),
            rows(&kpi, "resolved", "deadline:without_exemptions", "*"),
        ]
    };
    let all = vec![String::from(" | 2 | 4 |  | informational")];
    assert_eq!(
        judged(""),
        [vec![String::from(" | 2 | 3 | 0.8 | missed")], all.clone()]
    );
    assert_eq!(
        judged("deadlines = \"running\"\n"),
        [vec![String::from(" | 2 | 2 | 0.8 | met")], all]
    );
}

#[test]
fn rows_of_interval_reports_are_taken_out_where_they_lie_in_it_as_a_whole() {
    let source = "\
[sources.report]
provider = \"nord\"
kind = \"intervals\"
path = \"report_*.csv\"
[sources.report.csv]
[sources.report.mapping.fields]
queue = { constant = \"billing\" }
start = { column = \"start\", format = \"%Y-%m-%d %H:%M\" }
offered = \"offered\"
answered = \"answered\"
in_time = \"in_time\"
";
    let report = "start,offered,answered,in_time\n2026-10-05 10:00,10,10,1\n2026-10-05 10:30,10,10,2\n2026-10-05 11:00,10,10,9\n";
    let level = LEVEL
        .split("[[standards.level.clauses]]\nfor")
        .next()
        .expect("the default");
    let outage = OUTAGE.replace("to = 2026-10-05 11:00:00", "to = 2026-10-05 10:45:00");
    let bench = Bench::with(
        &format!("{source}{level}{outage}"),
        &[("report_2026-10.csv", report)],
    );
    let kpi = bench.october(&[]);
    assert_eq!(
        rows(&kpi, "level", "service_level", "*"),
        [" | 11 | 20 | 0.8 | missed"]
    );
    assert_eq!(
        rows(&kpi, "level", "service_level:without_exemptions", "*"),
        [" | 12 | 30 |  | informational"]
    );
}

#[test]
fn an_exemption_concerns_whom_it_names() {
    let bench = Bench::with(
        &format!("{SOURCES}{LEVEL}{ASA}{OUTAGE}standards = [\"wait\"]\nproviders = [\"nord\"]\n"),
        &[
            ("calls_2026-10.csv", &format!("{CALLS}{OUTAGE_CALLS}")),
            ("sued_2026-10.csv", &format!("{CALLS}{OUTAGE_CALLS}")),
        ],
    );
    let kpi = bench.october(&[]);
    assert_eq!(
        rows(&kpi, "level", "service_level", "billing"),
        [" | 2 | 4 | 0.8 | missed"]
    );
    assert_eq!(rows(&kpi, "wait", "asa", "*"), [" | 75 | 3 | 30 | met"]);
    let sued = kpi.only(&[
        ("provider", "sued"),
        ("measure", "asa"),
        ("queue", "*"),
        ("standard", "wait"),
    ]);
    assert_eq!([sued.text("numerator"), sued.text("excluded")], ["140", "0"]);
    let page = bench.sandbox.read("out/2026-10/partners/sued/scorecard.html");
    assert!(
        !page.contains("Telephone outage"),
        "another partner's exemption is told"
    );
}
