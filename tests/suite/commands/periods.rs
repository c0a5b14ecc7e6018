//! Forms of periods, and the period that is taken when none is given.

use super::small::{TICKETS, run, small};
use crate::support::Sandbox;

/// The name of the only publication.
#[track_caller]
fn published(sandbox: &Sandbox) -> String {
    let names: Vec<String> = std::fs::read_dir(sandbox.path("out"))
        .expect("the folder")
        .filter_map(|entry| entry.expect("an entry").file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    assert_eq!(names.len(), 1, "{names:?}");
    names[0].clone()
}

#[test]
fn every_form_of_period_names_its_folder_and_its_days() {
    // Of a quarter two months are not delivered yet.
    for (form, days, exit) in [
        ("2026-10", "2026-10-01 to 2026-10-31", 0),
        ("2026-Q4", "2026-10-01 to 2026-12-31", 3),
        ("2026-W43", "2026-10-19 to 2026-10-25", 0),
        ("2026-10-01..2026-10-15", "2026-10-01 to 2026-10-15", 0),
    ] {
        let sandbox = small();
        run(&sandbox, &["--period", form]).with(exit).saying(&[days]);
        assert_eq!(published(&sandbox), form);
        let kpi = sandbox.table(form, "kpi");
        assert!(kpi.rows().all(|row| row.text("period") == form));
    }
}

#[test]
fn a_period_relative_to_today_is_normalized() {
    for form in ["last-month", "last-week"] {
        let sandbox = small();
        let ended = run(&sandbox, &["--period", form]);
        assert!(matches!(ended.exit, 0 | 3), "{}", ended.stderr);
        let name = published(&sandbox);
        assert!(name.starts_with("20") && name.contains('-'), "{name}");
    }
}

#[test]
fn texts_that_are_no_period_are_refused_with_the_forms() {
    let sandbox = small();
    for form in [
        "",
        "2026",
        "2026-13",
        "2026-00",
        "2026-Q5",
        "2026-W60",
        "2026-1",
        "+026-10",
        "2026-Q+1",
        "10-2026",
        "2026-10-15..2026-10-01",
        "2026-02-30..2026-03-01",
        "../2026-10",
        "next-month",
    ] {
        run(&sandbox, &["--period", form])
            .with(2)
            .saying(&["2026-Q3", "2026-W43", "last-month"]);
    }
    assert!(!sandbox.path("out").exists());
}

#[test]
fn without_a_period_the_newest_month_that_is_delivered_is_taken_and_printed() {
    let sandbox = small();
    let september = TICKETS.replace("2026-10", "2026-09").replace("-31", "-30");
    sandbox.write("tickets_2026-09.csv", september);
    run(&sandbox, &[])
        .with(0)
        .saying(&["2026-10 (2026-10-01 to 2026-10-31", "newest full month"]);
    assert_eq!(published(&sandbox), "2026-10");
}

#[test]
fn a_month_that_a_required_source_lacks_is_not_full() {
    let sandbox = small();
    let more = "[sources.more]\nprovider = \"nord\"\nkind = \"tickets\"\npath = \"more_{year}-{month}.csv\"\n[sources.more.csv]\n[sources.more.mapping.fields]\nid = \"id\"\nqueue = { constant = \"mail\" }\ncreated_at = { column = \"created\", format = \"%Y-%m-%d %H:%M\" }\n";
    let workspace = sandbox.read("leitstand.toml");
    sandbox.write("leitstand.toml", format!("{workspace}{more}"));
    let september = TICKETS.replace("2026-10", "2026-09").replace("-31", "-30");
    sandbox.write("tickets_2026-09.csv", &september);
    sandbox.write("more_2026-09.csv", september.replace("\nt", "\nu"));
    run(&sandbox, &[]).with(0).saying(&["2026-09-01 to 2026-09-30"]);
    assert_eq!(published(&sandbox), "2026-09");
}

#[test]
fn where_paths_name_no_month_the_rows_say_which_is_full() {
    let sandbox = small();
    let workspace = sandbox.read("leitstand.toml");
    sandbox.write(
        "leitstand.toml",
        workspace.replace("tickets_{period}.csv", "all.csv"),
    );
    sandbox.write("all.csv", TICKETS);
    run(&sandbox, &[]).with(0).saying(&["2026-10-01 to 2026-10-31"]);
    let sandbox_in_november = small();
    sandbox_in_november.write(
        "leitstand.toml",
        workspace.replace("tickets_{period}.csv", "all.csv"),
    );
    sandbox_in_november.write("all.csv", format!("{TICKETS}t8,2026-11-10 09:00,\n"));
    run(&sandbox_in_november, &[]).with(0);
    assert_eq!(published(&sandbox_in_november), "2026-10");
}

#[test]
fn without_any_delivery_a_period_must_be_given() {
    let sandbox = small();
    std::fs::remove_file(sandbox.path("tickets_2026-10.csv")).expect("removed");
    run(&sandbox, &[]).with(2).saying(&["--period"]);
}
