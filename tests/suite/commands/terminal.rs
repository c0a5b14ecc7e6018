//! Nothing that a partner writes into an export acts on the terminal that shows it.

use super::small::{TICKETS, WORKSPACE, run_october, small};
use crate::support::Ended;

/// Clears the screen, returns to the start of the line, turns the line around, fakes a line.
const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\r\u{202e}\u{9b}31m\u{200f}\u{85}";

#[track_caller]
fn is_tame(text: &str) {
    let acts = |mark: char| mark != '\n' && (mark.is_control() || "\u{202e}\u{200f}".contains(mark));
    assert!(!text.contains(acts), "{text:?}");
}

#[track_caller]
fn both_tame(ended: &Ended) {
    is_tame(&ended.stdout);
    is_tame(&ended.stderr);
}

#[test]
fn rejected_values_and_file_names_are_written_out() {
    let sandbox = small();
    let fake = "x\nIn order.\n";
    let said: [(&str, &[&str]); 2] = [
        (HOSTILE, &["\\u{1b}[2J", "\\r", "\\u{202e}"]),
        (fake, &["`x\\nIn order.`"]),
    ];
    for (value, words) in said {
        sandbox.write("tickets_2026-10.csv", format!("{TICKETS}t9,\"{value}\",\n"));
        let check = sandbox
            .ask(&["check", "leitstand.toml", "--period", "2026-10"])
            .with(3);
        both_tame(&check);
        check.saying(words);
        let run = run_october(&sandbox, &[]).with(3);
        both_tame(&run);
        run.saying(words);
    }
}

#[test]
fn ids_and_names_are_written_out_by_explain() {
    let sandbox = small();
    let workspace = WORKSPACE.replace("name = \"Resolution\"", "name = \"Res\\u001b[31m\\nolution\"");
    sandbox.write("leitstand.toml", workspace);
    let hostile = HOSTILE.replace('\r', "");
    sandbox.write(
        "tickets_2026-10.csv",
        format!("{TICKETS}t{hostile}9,2026-10-01 09:00,\n"),
    );
    run_october(&sandbox, &[]).with(0);
    let publication = "out/2026-10";
    let arguments = [
        "explain",
        publication,
        "--provider",
        "nord",
        "--standard",
        "resolution",
    ];
    let ended = sandbox.ask(&arguments).with(0);
    both_tame(&ended);
    assert!(ended.stdout.contains("t\\u{1b}[2J"), "{}", ended.stdout);
}

#[test]
fn a_workspace_cannot_colour_its_own_problems() {
    let sandbox = small();
    let hostile = "kind = \"tic\\u001b[31mkets\\u202e\" # \u{1b}[2J\u{202e}";
    // Raw control characters are no TOML; escaped ones are, and come back in the message.
    for kind in [hostile, "kind = \"tic\\u001b[31mkets\\u202e\""] {
        sandbox.write("leitstand.toml", WORKSPACE.replace("kind = \"tickets\"", kind));
        let ended = run_october(&sandbox, &["--color", "never"]).with(2);
        both_tame(&ended);
    }
}

#[test]
fn messages_end_once() {
    let sandbox = small();
    sandbox.write("tickets_2026-10.csv", TICKETS.replace(',', ";"));
    let check = ["check", "leitstand.toml", "--period", "2026-10"];
    let another_delimiter = sandbox.ask(&check).with(3).stderr;
    sandbox.write("tickets_2026-10.csv", TICKETS.replace("resolved", "resolved at"));
    let another_name = sandbox.ask(&check).with(3).stderr;
    sandbox.write("tickets_2026-10.csv", "");
    let empty = sandbox.ask(&check).with(3).stderr;
    for text in [another_delimiter, another_name, empty] {
        for doubled in ["?.", "..", ".;", "?;", ": .", ";."] {
            let plain = text.replace("to 2026", "").replace("…", "");
            assert!(!plain.contains(doubled), "{doubled} in {text}");
        }
    }
}

#[test]
fn an_empty_delivery_does_not_replace_and_says_so_in_a_sentence() {
    let sandbox = small();
    run_october(&sandbox, &[]).with(0);
    std::fs::remove_file(sandbox.path("tickets_2026-10.csv")).expect("removed");
    let ended = run_october(&sandbox, &[]).with(1);
    assert!(!ended.stderr.contains(".;"), "{}", ended.stderr);
    ended.saying(&["tickets_2026-10.csv (source tickets); nothing was published"]);
}
