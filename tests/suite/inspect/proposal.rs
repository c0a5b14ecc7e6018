//! The proposed sources of the sample data, put into a workspace, read what the committed ones read.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::{Run, Sandbox, Table, read};

const EXPORTS: [&str; 10] = [
    "nord/anrufe_2026-10_1.csv",
    "nord/anrufe_2026-10_2.csv",
    "nord/tickets_2026-10.csv",
    "nord/besetzung_2026-10.csv",
    "sued/Kontakte_2026-10.xlsx",
    "sued/Personal_2026-10.xlsx",
    "alpen/calls_2026-10.csv",
    "alpen/tickets_2026-10.csv",
    "alpen/intervals_2026-10.csv",
    "alpen/staffing_2026-10.csv",
];

/// Sources for which there is no proposal.
const OTHERS: [&str; 10] = [
    "nord_report",
    "sued_report",
    "alpen_report",
    "nord_chats",
    "sued_letters",
    "alpen_contracts",
    "alpen_forecast",
    "client_forecast_nord",
    "client_forecast_sued",
    "client_handover_nord",
];

/// Standards that look at the reasons of contacts.
const OF_REASONS: [&str; 5] = ["no_repeat", "repeat_rate", "catalogue", "catch_all", "documented"];

fn sample() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/sample_data"))
}

/// A folder with the sample's exports and the fragment proposed for them.
fn proposed() -> (Sandbox, String) {
    let sandbox = Sandbox::new();
    for name in EXPORTS {
        sandbox.write(name, std::fs::read(sample().join(name)).expect("a sample export"));
    }
    let arguments = [&["inspect"][..], &EXPORTS, &["--mapping", "proposed.toml"]].concat();
    let ended = sandbox.ask(&arguments).with(0);
    assert_eq!(ended.stdout.matches("Looks like").count(), 12, "{}", ended.stdout);
    let fragment = sandbox.read("proposed.toml");
    (sandbox, fragment)
}

/// What only people know: units of staffing, a zone, the queues of sheets, and what `SYSTEM` means.
/// Each is a comment there.
fn decided(fragment: &str) -> String {
    let mut text = fragment.replace(
        "# DECIDE staff_unit = \"net\"      or \"gross\", \"fte\"",
        "staff_unit = \"net\"",
    );
    assert_eq!(text.matches("# DECIDE outcome = ").count(), 1, "{text}");
    text = text.replace("# DECIDE outcome = ", "outcome = ");
    for queue in ["bestellung", "rechnung"] {
        let open = "# DECIDE queue = { constant = \"your_queue_id\" }";
        assert!(text.contains(open), "{text}");
        text = text.replacen(open, &format!("queue = {{ constant = \"{queue}\" }}"), 1);
    }
    // An empty column says nothing of what it holds.
    let ticket = "id = \"Ticket\"\n";
    assert_eq!(text.matches(ticket).count(), 1, "{text}");
    text = text.replacen(ticket, &format!("{ticket}reply = \"Antworttext\"\n"), 1);
    let sources = text.split("\n[sources.").enumerate();
    let zoned = sources.map(
        |(number, source)| match number > 0 && source.starts_with("alpen") {
            true => source.replacen("# time_zone", "time_zone = \"UTC\" #", 1),
            false => source.to_owned(),
        },
    );
    zoned.collect::<Vec<_>>().join("\n[sources.")
}

/// The sample's sources of other exports than the proposed ones, and their files.
fn not_proposed(sources: &str) -> (String, Vec<String>) {
    let blocks = sources.split("\n[sources.").skip(1);
    let is_own = |block: &&str| OTHERS.iter().any(|id| block.starts_with(id));
    let own = blocks.filter(is_own).map(|block| format!("[sources.{block}\n"));
    let own: String = own.collect();
    let paths = own.lines().filter_map(|line| line.strip_prefix("path = \""));
    let file = |path: &str| {
        let path = path.split('"').next().unwrap_or_default();
        path.replace("{period}", "2026-10")
    };
    let files = paths.map(file).collect();
    (own, files)
}

/// The sample's workspace with the fragment in the place of its sources.
fn workspace(sandbox: &Sandbox, fragment: &str) {
    let whole = read(&sample().join("leitstand.toml"));
    let (parties, rest) = whole
        .split_once("# ---------------------------------------------------------------- Exports of nord")
        .expect("its sources");
    let (sources, agreed) = rest
        .split_once("# ---------------------------------------------------------------- What has been agreed")
        .expect("its standards");
    let parties = parties.replace("\"holidays.toml\"", "\"holidays.toml\", \"proposed.toml\"");
    let (own, files) = not_proposed(sources);
    for name in files {
        sandbox.write(
            &name,
            std::fs::read(sample().join(&name)).expect("a sample export"),
        );
    }
    for name in ["de_DE.aff", "de_DE.dic"].map(|name| format!("kunde/woerterbuch/{name}")) {
        sandbox.write(&name, read(&sample().join(&name)));
    }
    sandbox.write("leitstand.toml", format!("{parties}\n{own}\n#{agreed}"));
    sandbox.write("holidays.toml", read(&sample().join("holidays.toml")));
    sandbox.write("proposed.toml", fragment);
}

fn rejected(table: &Table) -> BTreeSet<String> {
    let place = |row: crate::support::Row<'_>| {
        ["file", "sheet", "row"]
            .map(|name| row.text(name).to_owned())
            .join("|")
    };
    table.rows().map(place).collect()
}

#[test]
fn proposals_for_three_dialects_read_what_the_sample_reads() {
    let (sandbox, fragment) = proposed();
    workspace(&sandbox, &decided(&fragment));
    let check = ["check", "leitstand.toml", "--period", "2026-10"];
    sandbox.ask(&check).with(0).saying(&["19461 read"]);
    let committed = Run::whole(&sample().join("leitstand.toml"), sample(), "2026-10");
    let by_proposal = Run::whole(&sandbox.path("leitstand.toml"), &sandbox.path("."), "2026-10");
    let (known, found) = (
        rejected(&committed.csv("rejected")),
        rejected(&by_proposal.csv("rejected")),
    );
    let more: Vec<&String> = found.difference(&known).collect();
    assert!(more.is_empty(), "rejected besides: {more:?}");
    let counts = |run: &Run| {
        let files = run.csv("reconciliation");
        let count = |row: crate::support::Row<'_>| {
            ["file", "sheet", "rows_read", "accepted", "outside_period"].map(|name| row.text(name).to_owned())
        };
        let mut counts: Vec<_> = files.rows().map(count).collect();
        counts.sort();
        counts
    };
    assert_eq!(counts(&by_proposal), counts(&committed));
    // And they mean the same: every figure of every partner is the same.
    // Which reason a word means is no proposal: it stands in the agreed list.
    let says_reasons = |line: &str| {
        let of_reasons = line.split(',').nth(3).is_some_and(|id| OF_REASONS.contains(&id));
        of_reasons || line.contains(":moment:")
    };
    let kpi = |run: &Run| {
        let kpi = read(&run.publication().join("data/kpi.csv"));
        kpi.lines()
            .filter(|line| !says_reasons(line))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(kpi(&by_proposal), kpi(&committed));
}

#[test]
fn a_proposal_with_open_questions_is_refused_until_they_are_answered() {
    let (sandbox, fragment) = proposed();
    workspace(&sandbox, &fragment);
    sandbox
        .ask(&["check", "leitstand.toml", "--period", "2026-10"])
        .with(2)
        .saying(&["staff_unit", "needs `queue`"]);
}

#[test]
fn nothing_is_overwritten_and_the_same_files_give_the_same_fragment() {
    let (sandbox, first) = proposed();
    let arguments = [&["inspect"][..], &EXPORTS, &["--mapping", "proposed.toml"]].concat();
    sandbox
        .ask(&arguments)
        .with(2)
        .saying(&["proposed.toml exists already"]);
    let again = [&["inspect"][..], &EXPORTS, &["--mapping", "again.toml"]].concat();
    sandbox.ask(&again).with(0);
    assert_eq!(sandbox.read("again.toml"), first);
}

#[test]
#[cfg(unix)]
fn a_mapping_is_not_written_through_a_link() {
    let sandbox = Sandbox::new();
    sandbox.write(
        EXPORTS[2],
        std::fs::read(sample().join(EXPORTS[2])).expect("a sample export"),
    );
    // It leads nowhere, so that only creating the file tells that the name is taken.
    std::os::unix::fs::symlink("elsewhere.toml", sandbox.path("proposed.toml")).expect("a link");
    sandbox
        .ask(&["inspect", EXPORTS[2], "--mapping", "proposed.toml"])
        .with(2)
        .saying(&["proposed.toml exists already; nothing was written"]);
    assert!(!sandbox.path("elsewhere.toml").exists());
}
