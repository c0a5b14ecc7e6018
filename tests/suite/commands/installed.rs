//! What comes with the program: help, shell completions, manual pages.

use crate::support::{Sandbox, files_below};

const COMMANDS: [&str; 10] = [
    "staffing",
    "inspect",
    "schema",
    "run",
    "check",
    "init",
    "explain",
    "erlang",
    "completions",
    "man",
];

#[test]
fn help_names_every_command_and_every_argument_has_words() {
    let sandbox = Sandbox::new();
    let main = sandbox.ask(&["--help"]).with(0).stdout;
    for command in COMMANDS {
        assert!(main.contains(&format!("  {command} ")), "{command} in {main}");
        let help = sandbox.ask(&[command, "--help"]).with(0).stdout;
        assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
        // An option without words is a line with its name and nothing else, followed by another option.
        let lines: Vec<&str> = help.lines().map(str::trim).collect();
        for pair in lines.windows(2) {
            let is_name = |line: &str| line.starts_with("--") || line.starts_with("-q");
            let bare = is_name(pair[0]) && !pair[0].contains("  ");
            assert!(!(bare && (pair[1].is_empty() || is_name(pair[1]))), "{}", pair[0]);
        }
    }
}

#[test]
fn completions_exist_for_the_usual_shells() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = sandbox.ask(&["completions", shell]).with(0);
        for command in COMMANDS {
            assert!(script.stdout.contains(command), "{command} for {shell}");
        }
        assert!(script.stdout.contains("data-root"), "{shell}");
        assert_eq!(script.stderr, "");
    }
    sandbox
        .ask(&["completions", "tcsh"])
        .with(2)
        .saying(&["bash", "zsh", "fish"]);
    sandbox.ask(&["completions"]).with(2);
}

#[test]
fn the_main_page_is_printed_and_all_pages_are_written() {
    let sandbox = Sandbox::new();
    let page = sandbox.ask(&["man"]).with(0).stdout;
    assert!(page.contains(".TH leitstand 1"), "{page}");
    sandbox
        .ask(&["man", "share/man1"])
        .with(0)
        .saying(&["share/man1"]);
    let written = files_below(&sandbox.path("share/man1"));
    let names: Vec<String> = written
        .iter()
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    let mut expected: Vec<String> = COMMANDS
        .iter()
        .map(|command| format!("leitstand-{command}.1"))
        .chain([String::from("leitstand.1")])
        .collect();
    expected.sort();
    assert_eq!(names, expected);
    let run = sandbox.read("share/man1/leitstand-run.1");
    assert!(run.contains("Exit codes") && run.contains("strict"), "{run}");
    // A second installation replaces the first.
    sandbox.ask(&["man", "share/man1"]).with(0);
}
