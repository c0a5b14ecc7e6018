//! The sample data through the whole program: what was planted in it comes out, to the last row.

mod agreed;
mod everything;
mod isolation;
mod planted;

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Row, Run, Sandbox, Table, files_below};
use planted::{Planted, sample_folder};

/// Measures whose figure is a share of contacts or of other single cases.
const SHARES: [&str; 22] = [
    "service_level",
    "abandonment",
    "deadline",
    "language",
    "documentation",
    "catch_all",
    "fcr",
    "repeat_rate",
    "csat",
    "transfer_rate",
    "complaints",
    "critical_error_accuracy",
    "reopen_rate",
    "handover",
    "reply_language",
    "form_of_address",
    "salutation",
    "thanks",
    "named_contact",
    "company_data",
    "forbidden_wording",
    "sentence_length",
];
/// Of these each counted one is a breach.
const BAD_SIDE: [&str; 6] = [
    "abandonment",
    "catch_all",
    "repeat_rate",
    "transfer_rate",
    "complaints",
    "reopen_rate",
];

/// The sample data, published.
fn sample() -> Run {
    let folder = sample_folder();
    Run::whole(&folder.join("leitstand.toml"), &folder, "2026-10")
}

fn cells(row: &Row<'_>, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| row.text(name).to_owned()).collect()
}

fn set_of(table: &Table, names: &[&str]) -> BTreeSet<Vec<String>> {
    let set: BTreeSet<_> = table.rows().map(|row| cells(&row, names)).collect();
    assert_eq!(set.len(), table.len(), "rows that differ in {names:?}");
    set
}

#[test]
fn every_file_balances_as_planted() {
    let planted = Planted::read();
    let names = [
        "provider",
        "source",
        "file",
        "sheet",
        "kind",
        "rows_read",
        "accepted",
        "duplicates",
        "rejected",
        "outside_period",
    ];
    let published = sample().csv("reconciliation");
    let expected = planted.rows(
        "files",
        &[
            "provider",
            "source",
            "file",
            "sheet",
            "kind",
            "records",
            "accepted",
            "duplicates",
            "rejected",
            "outside_period",
        ],
    );
    assert!(expected.len() >= 12);
    assert_eq!(set_of(&published, &names), expected.into_iter().collect());
    for row in published.rows() {
        let count = |name: &str| row.number(name).unwrap_or_default();
        let parts = count("accepted") + count("duplicates") + count("rejected") + count("outside_period");
        assert_eq!(count("rows_read"), parts, "{}", row.text("file"));
    }
}

#[test]
fn rejected_rows_are_exactly_the_planted_ones() {
    let planted = Planted::read();
    let names = ["provider", "file", "sheet", "row"];
    let expected: BTreeSet<Vec<String>> = planted
        .where_is("faults", "fate", "rejected", &names)
        .into_iter()
        .collect();
    let published = sample().csv("rejected");
    assert_eq!(set_of(&published, &names), expected);
    for row in published.rows() {
        assert!(
            !row.text("expected").is_empty(),
            "{} {}",
            row.text("file"),
            row.text("row")
        );
    }
}

#[test]
fn volumes_are_the_planted_ones() {
    let kpi = sample().csv("kpi");
    let measures = [
        "offered",
        "answered",
        "abandoned",
        "short_abandoned",
        "flowed_out",
        "unclear",
    ];
    let volumes = Planted::read().table("volumes");
    assert!(volumes.len() >= 9);
    for planted in volumes {
        for measure in measures {
            let row = kpi.only(&[
                ("provider", &planted["provider"]),
                ("queue", &planted["queue"]),
                ("standard", ""),
                ("measure", measure),
            ]);
            let place = format!("{} {} {measure}", planted["provider"], planted["queue"]);
            assert_eq!(row.text("numerator"), planted[measure], "{place}");
            assert_eq!(row.text("value"), planted[measure], "{place}");
        }
    }
}

/// The row of kpi.csv that a planted figure means; a whole period with one clause names it.
fn figure<'t>(kpi: &'t Table, planted: &BTreeMap<String, String>) -> Row<'t> {
    let keys = ["provider", "standard", "measure", "queue"];
    let found: Vec<Row<'t>> = kpi
        .rows()
        .filter(|row| keys.iter().all(|key| row.text(key) == planted[*key]))
        .collect();
    let clause = &planted["clause_valid_from"];
    let names =
        |row: &&Row<'t>| row.text("clause_valid_from") == clause && row.text("clause") == planted["clause"];
    let exact = found.iter().find(names);
    let row = match (exact, clause.as_str(), &found[..]) {
        (Some(row), ..) => *row,
        (None, "", [only]) => *only,
        _ => panic!("{} rows for {planted:?}", found.len()),
    };
    assert!(row.text("provider") == planted["provider"]);
    row
}

#[test]
fn figures_are_the_planted_ones() {
    let kpi = sample().csv("kpi");
    let figures = Planted::read().table("figures");
    assert!(figures.len() >= 200);
    let mut wrong = Vec::new();
    for planted in &figures {
        let row = figure(&kpi, planted);
        for name in ["numerator", "denominator", "unmeasurable", "excluded"] {
            if row.text(name) != planted[name] {
                wrong.push(format!("{name} {} in {planted:?}", row.text(name)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_standard_has_a_figure_that_nobody_planted() {
    let keys = ["provider", "standard", "measure", "queue"];
    let planted: BTreeSet<Vec<String>> = Planted::read().rows("figures", &keys).into_iter().collect();
    let kpi = sample().csv("kpi");
    let judged = kpi
        .rows()
        .filter(|row| !row.text("standard").is_empty() && row.text("denominator") != "0")
        // A plain count of nothing.
        .filter(|row| !row.text("denominator").is_empty() || row.text("numerator") != "0")
        // The generator counts no overdue time.
        .filter(|row| !row.text("measure").ends_with(":cycles_late"))
        // What partners say of themselves is planted apart.
        .filter(|row| !row.text("measure").ends_with(":reported"));
    for row in judged {
        assert!(planted.contains(&cells(&row, &keys)), "{:?}", cells(&row, &keys));
    }
}

/// Figures per queue over the whole period, shares of contacts that were delivered one by one.
fn shares_of_contacts(kpi: &Table) -> Vec<Row<'_>> {
    let clauses = |row: &Row<'_>| {
        let same = |other: &Row<'_>| {
            ["provider", "standard", "measure", "queue"]
                .iter()
                .all(|key| row.text(key) == other.text(key))
        };
        kpi.rows().filter(same).count()
    };
    kpi.rows()
        .filter(|row| !row.text("standard").is_empty() && SHARES.contains(&row.text("measure")))
        .filter(|row| row.text("queue") != "*" && row.text("queue") != "auskunft")
        .filter(|row| row.text("clause_valid_from").is_empty() || clauses(row) == 1)
        .collect()
}

#[test]
fn each_breach_is_a_finding_and_each_finding_a_breach() {
    let run = sample();
    let (kpi, findings) = (run.csv("kpi"), run.csv("findings"));
    let keys = ["provider", "standard", "queue"];
    let mut counted: BTreeMap<Vec<String>, i64> = BTreeMap::new();
    for row in findings.rows() {
        *counted.entry(cells(&row, &keys)).or_default() += 1;
    }
    // A finding of the spelling is an answer with wrong words, of which a figure counts each.
    counted.retain(|key, _| key[1] != "spelling");
    let figures = shares_of_contacts(&kpi);
    assert!(figures.len() > 40);
    for row in figures {
        let number = |name: &str| row.text(name).parse::<i64>().expect("a whole number");
        let breaches = match row.text("measure") {
            measure if BAD_SIDE.contains(&measure) => number("numerator"),
            _ => number("denominator") - number("numerator"),
        };
        let found = counted.remove(&cells(&row, &keys)).unwrap_or_default();
        assert_eq!(found, breaches, "{:?}", cells(&row, &keys));
    }
    assert!(counted.is_empty(), "findings without a figure: {counted:?}");
}

#[test]
fn a_contact_breaches_a_standard_once() {
    let findings = sample().csv("findings");
    // Of messages and notices each one is a case, found by its own instant.
    set_of(
        &findings,
        &["provider", "standard", "kind", "contact_id", "occurred_at"],
    );
}

#[test]
fn partners_findings_together_are_the_clients() {
    let run = sample();
    let names = [
        "provider",
        "standard",
        "contact_id",
        "kind",
        "observed",
        "source_row",
    ];
    let all = set_of(&run.csv("findings"), &names);
    let mut parts = BTreeSet::new();
    for provider in ["nord", "sued", "alpen"] {
        let path = run
            .publication()
            .join("partners")
            .join(provider)
            .join("findings.csv");
        let part = set_of(&Table::from_csv(&path), &names);
        assert!(part.iter().all(|row| row[0] == provider));
        parts.extend(part);
    }
    assert_eq!(parts, all);
}

#[test]
fn the_same_inputs_give_the_same_bytes_whatever_the_number_of_workers() {
    let folder = sample_folder();
    let workspace = folder.join("leitstand.toml");
    let sandbox = Sandbox::new();
    for (out, jobs) in [("a", "1"), ("b", "7")] {
        let workspace = workspace.to_str().expect("a path");
        let arguments = [
            "run", workspace, "--period", "2026-10", "--out", out, "--jobs", jobs,
        ];
        sandbox.ask(&arguments).with(0);
    }
    let data = |out: &str| sandbox.path(out).join("2026-10/data");
    let mut compared = 0;
    for path in files_below(&data("a")) {
        if path.extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        let name = path.file_name().expect("a name");
        let (one, other) = (std::fs::read(&path), std::fs::read(data("b").join(name)));
        assert!(
            one.expect("read") == other.expect("read"),
            "{} differs",
            name.display()
        );
        compared += 1;
    }
    assert_eq!(compared, 12);
}
