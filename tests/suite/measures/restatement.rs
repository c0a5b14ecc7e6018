//! A re-run that changes published figures says which, how and why; one that changes nothing says nothing.

use std::fs;

use crate::support::year::{export, level, run, workspace};
use crate::support::{Sandbox, read};

/// October of two providers, published once.
fn october() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "leitstand.toml",
        workspace(&[("nord", "Nordruf"), ("sued", "Suedwerk")], "en"),
    );
    for id in ["nord", "sued"] {
        sandbox.write(&format!("{id}/calls_2026-10.csv"), export("2026-10", &level(160)));
    }
    run(&sandbox, "2026-10").with(0);
    sandbox
}

fn page(sandbox: &Sandbox, name: &str) -> String {
    sandbox
        .read(&format!("out/2026-10/{name}"))
        .replace("&#x2f;", "/")
}

const PAGES: [&str; 3] = [
    "overview.html",
    "partners/nord/scorecard.html",
    "partners/sued/scorecard.html",
];

#[test]
fn the_first_publication_and_a_repetition_say_nothing() {
    let sandbox = october();
    let all = || PAGES.map(|name| fs::read(sandbox.path(&format!("out/2026-10/{name}"))).expect("published"));
    let first = all();
    run(&sandbox, "2026-10").with(0);
    assert!(all() == first);
    assert!(!sandbox.path("out/2026-10/data/restatements.csv").exists());
    assert!(
        PAGES
            .iter()
            .all(|name| !page(&sandbox, name).contains("id=\"restated\""))
    );
}

#[test]
fn changed_figures_are_listed_with_cause_and_rows() {
    let sandbox = october();
    let more = level(170).map(|calls| crate::support::year::Calls { all: 105, ..calls });
    sandbox.write("nord/calls_2026-10.csv", export("2026-10", &more));
    run(&sandbox, "2026-10").with(0);
    let table = sandbox.table("2026-10", "restatements");
    let row = table.only(&[
        ("queue", "*"),
        ("standard", "level"),
        ("measure", "service_level"),
    ]);
    for (name, expected) in [
        ("restatement", "1"),
        ("provider", "nord"),
        ("old_numerator", "160"),
        ("old_denominator", "200"),
        ("old_value", "0.8"),
        ("old_status", "met"),
        ("new_numerator", "170"),
        ("new_denominator", "210"),
        ("rows", "10"),
        ("causes", "inputs"),
        ("files", "changed nord/calls_2026-10.csv"),
    ] {
        assert_eq!(row.text(name), expected, "{name}");
    }
    assert!(
        table.rows().all(|row| row.text("provider") == "nord"),
        "nothing of the other has changed"
    );
    for name in &PAGES[..2] {
        let page = page(&sandbox, name);
        assert!(
            page.contains("80.0% (160 / 200)") && page.contains("changed file nord/calls_2026-10.csv"),
            "{name}"
        );
    }
    assert!(!page(&sandbox, PAGES[2]).contains("id=\"restated\""));
    // What has once been told stays, and nothing is added.
    let before = read(&sandbox.path("out/2026-10/data/restatements.csv"));
    let overview = page(&sandbox, PAGES[0]);
    run(&sandbox, "2026-10").with(0);
    assert_eq!(read(&sandbox.path("out/2026-10/data/restatements.csv")), before);
    assert_eq!(page(&sandbox, PAGES[0]), overview);
}

#[test]
fn a_changed_agreement_is_another_cause_and_another_number() {
    let sandbox = october();
    sandbox.write("nord/calls_2026-10.csv", export("2026-10", &level(150)));
    run(&sandbox, "2026-10").with(0);
    let agreed = sandbox.read("leitstand.toml").replace("\"80 %\"", "\"70 %\"");
    sandbox.write("leitstand.toml", agreed);
    run(&sandbox, "2026-10").with(0);
    let table = sandbox.table("2026-10", "restatements");
    let level = [
        ("queue", "*"),
        ("standard", "level"),
        ("measure", "service_level"),
        ("restatement", "2"),
    ];
    let both: Vec<[&str; 5]> = table
        .rows()
        .filter(|row| row.has(&level))
        .map(|row| ["provider", "old_status", "new_status", "causes", "rows"].map(|name| row.text(name)))
        .collect();
    assert_eq!(
        both,
        [
            ["nord", "missed", "met", "workspace", "0"],
            ["sued", "met", "met", "workspace", "0"]
        ]
    );
    assert!(page(&sandbox, PAGES[0]).contains("agreement changed"));
}

#[test]
fn a_damaged_publication_is_replaced_and_told() {
    let sandbox = october();
    fs::write(sandbox.path("out/2026-10/manifest.json"), "{").expect("written");
    run(&sandbox, "2026-10").with(0);
    assert!(page(&sandbox, PAGES[0]).contains("changes cannot be told"));
    run(&sandbox, "2026-10").with(0);
    assert!(!page(&sandbox, PAGES[0]).contains("changes cannot be told"));
}
