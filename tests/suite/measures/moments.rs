//! Moments of truth: contacts with sensitive reasons have lines of their own, for every measure.

use super::bench::Bench;
use super::refinement::{CALLS, LEVEL, SOURCES, TICKETS, rows};

const INVOICE: &str = "\
[moments.invoice]
name = { de = \"Unklare Rechnung\", en = \"Unclear invoice\" }
reasons = [\"complaint\", \"unknown item\"]
";

const RECORDS: &str = "\
a,billing,2026-10-05 09:00:00,answered,15,200,Ann,order
b,billing,2026-10-05 09:01:00,answered,40,300,Ann,complaint
c,vip,2026-10-05 09:02:00,answered,25,400,Ann,complaint
d,billing,2026-10-05 09:03:00,abandoned,9,,,unknown item
e,billing,2026-10-05 09:04:00,abandoned,5,,,
";

fn bench(more: &str) -> Bench {
    let handled = "\
[standards.handled]
name = \"Handled\"
min_cases = 0
[[standards.handled.clauses]]
valid_from = 2026-01-01
aht = {}
";
    Bench::with(
        &format!("{SOURCES}{LEVEL}{handled}{INVOICE}{more}"),
        &[("calls_2026-10.csv", &format!("{CALLS}{RECORDS}"))],
    )
}

#[test]
fn shares_means_and_volumes_of_a_moment_count_its_contacts_only() {
    let bench = bench("");
    let kpi = bench.october(&[]);
    // Each call by the clause that judges it: 20 s on billing, 30 s for complaints on the VIP line.
    assert_eq!(
        rows(&kpi, "level", "service_level:moment:invoice", "*"),
        [" | 1 | 3 |  | informational"]
    );
    assert_eq!(
        rows(&kpi, "level", "service_level:moment:invoice", "billing"),
        [" | 0 | 2 |  | informational"]
    );
    assert_eq!(
        rows(&kpi, "handled", "aht:moment:invoice", "*"),
        [" | 700 | 2 |  | informational"]
    );
    let volume = |name: &str| {
        let row = kpi.only(&[
            ("provider", "nord"),
            ("measure", &format!("{name}:moment:invoice")),
            ("queue", "*"),
            ("standard", ""),
        ]);
        row.text("value").to_owned()
    };
    let volumes = ["offered", "answered", "abandoned", "tickets_created", "aht"].map(volume);
    assert_eq!(volumes, ["3", "2", "1", "0", "350"]);
    for page in ["overview.html", "partners/nord/scorecard.html"] {
        let html = bench.sandbox.read(&format!("out/2026-10/{page}"));
        assert!(html.contains("Unclear invoice"), "{page}");
    }
}

#[test]
fn a_measured_nothing_of_a_moment_is_told_for_its_queue() {
    let kpi = bench("").october(&[]);
    let told = |queue: &str, name: &str| {
        let measure = format!("{name}:moment:invoice");
        let rows = kpi
            .rows()
            .filter(|row| row.has(&[("measure", &measure), ("queue", queue), ("standard", "")]));
        let rows: Vec<[&str; 2]> = rows
            .map(|row| [row.text("numerator"), row.text("denominator")])
            .collect();
        rows
    };
    // Of the one complaint on the VIP line none was abandoned.
    assert_eq!(told("vip", "abandonment"), [["0", "1"]]);
    assert_eq!(told("billing", "abandonment"), [["1", "2"]]);
    assert_eq!(told("mail", "abandonment"), Vec::<[&str; 2]>::new());
}

#[test]
fn a_service_level_of_answered_calls_only_is_called_so() {
    let pages = |reason: &str| {
        let records = RECORDS.replace("unknown item", reason);
        let bench = Bench::with(
            &format!("{SOURCES}{LEVEL}{INVOICE}"),
            &[("calls_2026-10.csv", &format!("{CALLS}{records}"))],
        );
        bench.october(&[]);
        ["overview.html", "partners/nord/scorecard.html"]
            .map(|page| bench.sandbox.read(&format!("out/2026-10/{page}")))
    };
    let words = "None of the abandoned calls of Nord has one of these reasons";
    assert!(pages("").iter().all(|page| page.contains(words)));
    assert!(!pages("unknown item").iter().any(|page| page.contains(words)));
}

#[test]
fn captions_of_readings_name_no_target_where_clauses_differ() {
    let bench = bench("");
    bench.october(&[]);
    for (page, words) in [
        ("overview.html", "Level. Beside the value"),
        ("partners/nord/scorecard.html", "Level. Dotted: value by contract"),
    ] {
        let html = bench.sandbox.read(&format!("out/2026-10/{page}"));
        assert!(html.contains(words), "{page}");
    }
}

#[test]
fn what_is_exempted_is_in_no_moment() {
    let bench = bench(
        "[exemptions.outage]\nfrom = 2026-10-05 09:01:00\nto = 2026-10-05 09:02:00\nreason = \"Outage\"\nevidence = \"INC-1\"\n",
    );
    let kpi = bench.october(&[]);
    assert_eq!(
        rows(&kpi, "level", "service_level:moment:invoice", "*"),
        [" | 1 | 2 |  | informational"]
    );
}

#[test]
fn tickets_in_hand_are_counted_once_whatever_their_reason() {
    let tickets = "\
t1,open,2026-10-05 09:00,,1,complaint
t2,open,2026-10-06 09:00,,1,order
t3,closed,2026-10-05 09:00,2026-10-06 09:00,1,complaint
";
    let bench = Bench::with(
        &format!("{SOURCES}{LEVEL}{INVOICE}"),
        &[
            ("calls_2026-10.csv", &format!("{CALLS}{RECORDS}")),
            ("tickets_2026-10.csv", &format!("{TICKETS}{tickets}")),
        ],
    );
    let kpi = bench.october(&[]);
    let count = |measure: &str| {
        let row = kpi.only(&[("provider", "nord"), ("queue", "*"), ("measure", measure)]);
        row.text("value").to_owned()
    };
    let bridge = ["bridge:created", "bridge:out", "bridge:closing"].map(count);
    assert_eq!(bridge, ["3", "1", "2"]);
}

#[test]
fn a_moment_is_explained_with_its_rows() {
    let bench = bench("");
    bench.october(&[]);
    let ask = |moment: &str| {
        bench.sandbox.ask(&[
            "explain",
            "out/2026-10",
            "--provider",
            "nord",
            "--standard",
            "level",
            "--rows",
            "all",
            "--moment",
            moment,
        ])
    };
    let told = ask("invoice").with(0);
    for words in [
        "service_level:moment:invoice",
        "1 passed + 2 missed",
        "by clause 2026-01-01 queues: vip; reasons: complaint",
    ] {
        assert!(told.stdout.contains(words), "{}", told.stdout);
    }
    assert!(
        !told.stdout.contains("call a") && !told.stdout.contains("call e"),
        "{}",
        told.stdout
    );
    ask("invoices").with(2);
}

#[test]
fn explain_says_which_clause_holds_and_why() {
    let bench = bench("");
    bench.october(&[]);
    let told = bench
        .sandbox
        .ask(&[
            "explain",
            "out/2026-10",
            "--provider",
            "nord",
            "--standard",
            "level",
            "--queue",
            "vip",
        ])
        .with(0);
    let words = "Clause 2026-01-01 queues: vip; reasons: complaint: valid from 2026-01-01 on, for queues: vip; reasons: complaint; more specific than, and in place of: 2026-01-01 | 2026-01-01 queues: vip";
    assert!(told.stdout.contains(words), "{}", told.stdout);
}
