//! How messages look: for people, for machines, for nobody.

use super::small::{TICKETS, run, run_october, small};

#[test]
fn quiet_says_nothing_unless_it_fails() {
    let sandbox = small();
    let ended = run_october(&sandbox, &["--quiet"]).with(0);
    assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("", ""));
    let failed = run(&sandbox, &["--quiet", "--period", "never"]).with(2);
    assert!(failed.stderr.contains("`never`"), "{}", failed.stderr);
}

#[test]
fn json_messages_are_one_object_per_line() {
    let sandbox = small();
    sandbox.write("tickets_2026-10.csv", format!("{TICKETS}t9,2026-02-31 09:00,\n"));
    let objects = |stderr: &str| -> Vec<serde_json::Value> {
        stderr
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
            .collect()
    };
    let ended = run_october(&sandbox, &["--log-format", "json", "--verbose"]).with(3);
    let lines = objects(&ended.stderr);
    assert!(lines.len() > 4);
    assert!(
        lines
            .iter()
            .all(|line| line["level"].is_string() && line["message"].is_string())
    );
    let check = [
        "check",
        "leitstand.toml",
        "--period",
        "2026-10",
        "--log-format",
        "json",
    ];
    objects(&sandbox.ask(&check).with(3).stderr);
    sandbox.write("leitstand.toml", "[client]\n");
    let refused = run_october(&sandbox, &["--log-format", "json"]).with(2);
    let lines = objects(&refused.stderr);
    assert!(lines.len() >= 2);
    assert!(lines.iter().all(|line| line["level"] == "error"), "{lines:?}");
}

#[test]
fn nothing_moves_or_is_coloured_where_there_is_no_terminal() {
    let sandbox = small();
    for more in [&[][..], &["--verbose"]] {
        let ended = run_october(&sandbox, more).with(0);
        assert!(
            !ended.stderr.contains(['\r', '\u{1b}', '\u{8}']),
            "{:?}",
            ended.stderr
        );
    }
    sandbox.write("leitstand.toml", "[client]\n");
    let plain = run_october(&sandbox, &[]).with(2);
    assert!(!plain.stderr.contains('\u{1b}'), "{:?}", plain.stderr);
    let coloured = run_october(&sandbox, &["--color", "always"]).with(2);
    assert!(coloured.stderr.contains('\u{1b}'));
    let never = run_october(&sandbox, &["--color", "never"]).with(2);
    assert_eq!(never.stderr, plain.stderr);
}

#[test]
fn verbose_says_what_is_done() {
    let sandbox = small();
    let ended = run_october(&sandbox, &["--verbose"]).with(0);
    ended.saying(&["nord: tickets", "write"]);
}
