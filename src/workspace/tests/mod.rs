//! The room as its users see it: a file in, an agreement or all problems out.

mod agreement;
mod files;
mod gallery_actions;
mod gallery_agreed;
mod gallery_clauses;
mod gallery_credits;
mod gallery_duties;
mod gallery_exports;
mod gallery_feedback;
mod gallery_holidays;
mod gallery_live;
mod gallery_parties;
mod gallery_privacy;
mod gallery_syntax;
mod gallery_words;
mod handbook;
mod holidays;

use std::fs;

use super::agreement::Agreement;
use super::{Problem, load};

/// A small workspace without problems, to be spoilt.
const BASE: &str = include_str!("base.toml");

/// Loads a workspace of one file.
fn load_text(text: &str) -> Result<Agreement, Vec<Problem>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("w.toml");
    fs::write(&path, text).expect("written");
    load(&path)
}

/// `BASE` with one piece replaced.
fn with(old: &str, new: &str) -> String {
    assert_eq!(
        BASE.matches(old).count(),
        1,
        "`{old}` must stand once in the base"
    );
    BASE.replace(old, new)
}

/// The first line that contains a piece.
fn line_of(text: &str, piece: &str) -> usize {
    text.lines()
        .position(|line| line.contains(piece))
        .expect("a line")
        + 1
}

/// The line with the mark `#!`, where a test expects its problem.
fn marked_line(text: &str) -> usize {
    line_of(text, "#!")
}

/// Expects exactly one problem, on the line marked `#!`, with this message and these words in
/// its help.
#[track_caller]
fn one(text: &str, message: &str, help: &str) {
    let problems = load_text(text).expect_err(message);
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let [problem] = problems.as_slice() else {
        panic!("not one problem: {shown:#?}")
    };
    assert_eq!(problem.message, message);
    assert_eq!(problem.line, marked_line(text), "{shown:?}");
    let given = problem.help.as_deref().unwrap_or_default();
    assert!(given.contains(help), "help is `{given}`");
    assert!(problem.render(false).contains(message));
}

/// Like [`one`], for a piece of the base that is replaced.
#[track_caller]
fn spoilt(old: &str, new: &str, message: &str, help: &str) {
    one(&with(old, new), message, help);
}

/// The lines of all problems with their messages.
fn lines(text: &str) -> Vec<(usize, String)> {
    let problems = load_text(text).expect_err("problems");
    problems
        .into_iter()
        .map(|problem| (problem.line, problem.message))
        .collect()
}
