//! How a run ends, and what it leaves behind.

use std::fs::File;

use super::small::{TICKETS, WORKSPACE, resolution, run, run_october, small};
use crate::support::Sandbox;

fn counted(numerator: &str, denominator: &str) -> (String, String) {
    (numerator.to_owned(), denominator.to_owned())
}

#[test]
fn whole_inputs_end_with_0() {
    let sandbox = small();
    let ended = run_october(&sandbox, &[]).with(0);
    assert_eq!(ended.stdout, "", "results asked for go to stdout, and none was");
    ended.saying(&["Published: out/2026-10"]);
    assert_eq!(resolution(&sandbox), counted("1", "2"));
}

#[test]
fn a_held_lock_ends_with_4_and_leaves_the_publication() {
    let sandbox = small();
    run_october(&sandbox, &[]).with(0);
    let before = sandbox.read("out/2026-10/manifest.json");
    let lock = File::open(sandbox.path("out/.leitstand.lock")).expect("the lock file");
    lock.lock().expect("locked");
    run_october(&sandbox, &[]).with(4).saying(&["lock", "out"]);
    assert_eq!(sandbox.read("out/2026-10/manifest.json"), before);
    lock.unlock().expect("unlocked");
    run_october(&sandbox, &[]).with(0);
}

#[test]
fn a_lock_on_one_folder_does_not_hold_another() {
    let sandbox = small();
    run_october(&sandbox, &[]).with(0);
    let lock = File::open(sandbox.path("out/.leitstand.lock")).expect("the lock file");
    lock.lock().expect("locked");
    let arguments = [
        "run",
        "leitstand.toml",
        "--period",
        "2026-10",
        "--out",
        "elsewhere",
    ];
    sandbox.ask(&arguments).with(0);
    let check = ["check", "leitstand.toml", "--period", "2026-10"];
    sandbox.ask(&check).with(0);
}

#[test]
fn incomplete_inputs_are_published_with_3() {
    let sandbox = small();
    sandbox.write("tickets_2026-10.csv", format!("{TICKETS}t9,2026-02-31 09:00,\n"));
    run_october(&sandbox, &[]).with(3).saying(&["1 of 4"]);
    assert_eq!(resolution(&sandbox), counted("1", "2"));
    let manifest: serde_json::Value =
        serde_json::from_str(&sandbox.read("out/2026-10/manifest.json")).expect("JSON");
    assert_eq!(manifest["exit_code"], 3);
}

#[test]
fn the_terminal_speaks_english_whatever_the_reports_speak() {
    let sandbox = small();
    sandbox.write("leitstand.toml", WORKSPACE.replace("\"en\"", "\"de\""));
    sandbox.write("tickets_2026-10.csv", format!("{TICKETS}t9,2026-02-31 09:00,\n"));
    run_october(&sandbox, &[])
        .with(3)
        .saying(&["1 of 4 rows rejected"]);
    let overview = sandbox.read("out/2026-10/overview.html");
    assert!(overview.contains("1 von 4 Zeilen abgelehnt"), "{overview}");
}

#[test]
fn a_calendar_without_the_holidays_that_are_listed_is_doubted() {
    let sandbox = small();
    let calendar = "[calendars.office.week]\nmon-fri = [\"08:00-18:00\"]\n";
    let listed = "[holidays.feiertage]\n2026-10-03 = \"Tag der Deutschen Einheit\"\n";
    let doubt = "did you forget holidays = [\"feiertage\"]?";
    sandbox.write("leitstand.toml", format!("{WORKSPACE}{calendar}{listed}"));
    let check = ["check", "leitstand.toml", "--period", "2026-10"];
    sandbox.ask(&check).with(0).saying(&[doubt]);
    run_october(&sandbox, &[]).with(0).saying(&[doubt]);
    let used = "[calendars.office]\nholidays = [\"feiertage\"]\n";
    sandbox.write("leitstand.toml", format!("{WORKSPACE}{used}{calendar}{listed}"));
    let ended = sandbox.ask(&check).with(0);
    assert!(!ended.stderr.contains("did you forget"), "{}", ended.stderr);
    for (region, meant) in [("DE-NI", "regional"), ("DE", "nationwide")] {
        let regional = format!("[calendars.office]\nregion = \"{region}\"\n");
        sandbox.write(
            "leitstand.toml",
            format!("{WORKSPACE}{regional}{calendar}{listed}"),
        );
        sandbox.ask(&check).with(0).saying(&[
            &format!("calendar `office` has the holidays of {region} only"),
            &format!("did you forget holidays = [\"{meant}\", \"feiertage\"]?"),
        ]);
    }
    let chosen = "[calendars.office]\nregion = \"DE-NI\"\nholidays = \"regional\"\n";
    sandbox.write("leitstand.toml", format!("{WORKSPACE}{chosen}{calendar}{listed}"));
    let ended = sandbox.ask(&check).with(0);
    assert!(!ended.stderr.contains("did you forget"), "{}", ended.stderr);
}

#[test]
fn strict_publishes_nothing_of_incomplete_inputs() {
    let sandbox = small();
    run_october(&sandbox, &["--strict"]).with(0);
    let before = sandbox.read("out/2026-10/manifest.json");
    std::fs::remove_file(sandbox.path("tickets_2026-10.csv")).expect("removed");
    run_october(&sandbox, &["--strict"])
        .with(3)
        .saying(&["Nothing was published", "tickets_2026-10.csv"]);
    assert_eq!(sandbox.read("out/2026-10/manifest.json"), before);
    run(&sandbox, &["--period", "2026-09", "--strict"]).with(3);
    assert!(!sandbox.path("out/2026-09").exists());
    let left = std::fs::read_dir(sandbox.path("out"))
        .expect("the folder")
        .count();
    assert_eq!(left, 2, "lock and the former publication");
}

#[test]
fn a_check_publishes_nothing_and_ends_like_a_run() {
    let sandbox = small();
    let check = ["check", "leitstand.toml", "--period", "2026-10"];
    sandbox.ask(&check).with(0).saying(&["In order"]);
    sandbox.write("tickets_2026-10.csv", format!("{TICKETS}t9,2026-02-31 09:00,\n"));
    sandbox.ask(&check).with(3).saying(&[
        "tickets_2026-10.csv: 1 × created",
        "(row 5)",
        "tolerated 2 %",
        "`2026-02-31 09:00`",
        "existing date",
    ]);
    assert!(!sandbox.path("out").exists());
}

#[test]
fn a_later_run_replaces_the_period() {
    let sandbox = small();
    run_october(&sandbox, &[]).with(0);
    let resolved = TICKETS.replace("10-20 09:00,", "10-20 09:00,2026-10-20 10:00");
    sandbox.write("tickets_2026-10.csv", resolved);
    run_october(&sandbox, &[]).with(0);
    assert_eq!(resolution(&sandbox), counted("2", "2"));
}

#[test]
fn the_moment_of_judgement_decides_about_open_tickets() {
    let sandbox = small();
    let judged = |moment: &str| {
        run_october(&sandbox, &["--as-of", moment]).with(0);
        resolution(&sandbox)
    };
    assert_eq!(judged("2026-10-20T12:00"), counted("1", "1"), "not yet due");
    assert_eq!(
        judged("2026-10-21T09:00:01+02:00"),
        counted("1", "2"),
        "overdue by a second"
    );
    assert_eq!(judged("2026-11-05"), counted("1", "2"));
    run_october(&sandbox, &["--as-of", "soon"])
        .with(2)
        .saying(&["`soon`", "2026-11-04"]);
}

#[test]
fn wrong_usage_ends_with_2() {
    let sandbox = small();
    for arguments in [
        &[][..],
        &["run"],
        &["frobnicate"],
        &["run", "leitstand.toml", "--perod", "2026-10"],
        &["run", "leitstand.toml", "--jobs", "0"],
        &["run", "leitstand.toml", "--quiet", "--verbose"],
        &["run", "leitstand.toml", "more.toml"],
        &["run", "leitstand.toml", "--log-format", "xml"],
    ] {
        let ended = sandbox.ask(arguments).with(2);
        assert_eq!(ended.stdout, "", "{arguments:?}");
        assert!(!ended.stderr.is_empty(), "{arguments:?}");
    }
    assert!(!sandbox.path("out").exists());
}

#[test]
fn help_and_version_go_to_stdout() {
    let help = Sandbox::new().ask(&["run", "--help"]).with(0);
    for words in ["Exit codes", "--strict", "--as-of", "2026-W43"] {
        assert!(help.stdout.contains(words), "{words}");
    }
    let version = Sandbox::new().ask(&["--version"]).with(0);
    assert!(version.stdout.starts_with("leitstand "), "{}", version.stdout);
}

#[test]
fn a_period_without_known_holidays_is_refused() {
    let sandbox = small();
    let business = "within = \"24 h\", calendar = \"office\"";
    let regional = WORKSPACE.replace("within = \"24 h\", clock = \"elapsed\"", business);
    assert_ne!(regional, WORKSPACE);
    let calendar =
        "[calendars.office]\nregion = \"DE-NW\"\n[calendars.office.week]\nmon-fri = [\"08:00-18:00\"]\n";
    sandbox.write("leitstand.toml", format!("{regional}{calendar}"));
    run_october(&sandbox, &[]).with(0);
    for period in ["2036-01", "2019-12", "2035-12-31..2036-01-01"] {
        run(&sandbox, &["--period", period])
            .with(2)
            .saying(&["public holidays are known from 2020 to 2035", "calendar `office`"]);
    }
    let instead = |lines: &str| {
        let calendar = calendar.replace("region = \"DE-NW\"", lines);
        sandbox.write("leitstand.toml", format!("{regional}{calendar}"));
    };
    instead("region = \"DE-NW\"\nholidays = \"none\"\nadd = [\"Rosenmontag\"]");
    for period in ["2018-02", "2036-01", "2037-02"] {
        run(&sandbox, &["--period", period])
            .with(2)
            .saying(&["public holidays are known", "instead of names"]);
    }
    instead("holidays = []\nadd = { 2036-02-25 = \"Rosenmontag\" }");
    run(&sandbox, &["--period", "2036-02"]).with(3);
}

#[test]
fn the_days_applied_are_printed() {
    let sandbox = small();
    let regional = WORKSPACE.replace("clock = \"elapsed\"", "calendar = \"office\"");
    let calendar = "[calendars.office]\nregion = \"DE-NI\"\nadd = { 2026-10-12 = \"<Inventur>\" }\nremove = [\"Reformation Day\"]\n\
                    [calendars.office.week]\nmon-sat = [\"08:00-18:00\"]\n[calendars.office.dates]\n10-16 = [\"08:00-12:00\"]\n";
    sandbox.write("leitstand.toml", format!("{regional}{calendar}"));
    run_october(&sandbox, &[]).with(0);
    let page = sandbox.read("out/2026-10/overview.html");
    for told in [
        "Mon–Sat 08:00–18:00; holidays (Lower Saxony) and single days differ",
        "Lower Saxony (DE-NI)",
        "Sat 3 Oct 2026</span> <bdi>Day of German Unity</bdi> <span class=\"quiet\">closed<",
        "Mon 12 Oct 2026</span> <bdi>&lt;Inventur&gt;</bdi> <span class=\"quiet\">closed, agreed in addition<",
        "Fri 16 Oct 2026</span> <span class=\"quiet\">08:00–12:00<",
        "Sat 31 Oct 2026</span> <bdi>Reformation Day</bdi> <span class=\"quiet\">08:00–18:00, holiday, as usual by agreement<",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
}
