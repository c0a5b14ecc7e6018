//! Conditions on other columns that decide a value before its words do.

use super::canon::Canon;
use super::columns::known_column;
use super::fields::Export;
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::mapping::{Case, Condition, Test};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, flag, list, one_or_more, text};

const TESTS: &str =
    "a test is \"text\", [\"one\", \"of\"], { not = [\"…\"] }, { empty = true } or { empty = false }";

/// Reads `cases` of a field.
pub fn cases(notes: &Notes, canon: &Canon<'_>, export: &Export<'_>, entry: &Entry) -> Option<Vec<Case>> {
    let items = list(notes, "`cases`", &entry.node)?;
    let cases: Vec<_> = items
        .iter()
        .map(|item| case(notes, canon, export, item))
        .collect();
    cases.into_iter().collect()
}

fn case(notes: &Notes, canon: &Canon<'_>, export: &Export<'_>, node: &Node) -> Option<Case> {
    let reader = Reader::item(notes, node, "a case")?;
    let when = reader.required("when", "when = { Ergebnis = \"HANG\" }");
    let is = reader.required("is", "is = \"abandoned\"");
    reader.finish();
    let when = when.and_then(|entry| conditions(notes, export, entry));
    let is = is.and_then(|entry| canon.check(notes, entry.node.spot, text(notes, "`is`", &entry.node)?));
    Some(Case { when: when?, is: is? })
}

/// Reads `when` of a case, or `only_when` of a field.
pub fn conditions(notes: &Notes, export: &Export<'_>, entry: &Entry) -> Option<Vec<Condition>> {
    let example = format!("{} = {{ Ergebnis = \"HANG\" }}", entry.key);
    let Value::Table(table) = &entry.node.value else {
        let message = format!("`{}` is a table, not {}", entry.key, entry.node.value.kind());
        return notes.refuse(Note::at(entry.node.spot, message).help(example));
    };
    if table.entries.is_empty() {
        let message = format!("`{}` has no condition, so it would always hold", entry.key);
        return notes.refuse(Note::at(entry.node.spot, message).help(example));
    }
    let conditions: Vec<_> = table
        .entries
        .iter()
        .map(|line| condition(notes, export, line))
        .collect();
    conditions.into_iter().collect()
}

fn condition(notes: &Notes, export: &Export<'_>, line: &Entry) -> Option<Condition> {
    let at_key = Node {
        spot: line.spot,
        value: Value::Bool(true),
    };
    let column = known_column(notes, export, &at_key, line.key.trim());
    let test = test(notes, line);
    Some(Condition {
        column: column?,
        test: test?,
    })
}

fn test(notes: &Notes, line: &Entry) -> Option<Test> {
    match &line.node.value {
        Value::Text(_) | Value::List(_) => texts(notes, &line.node).map(Test::Is),
        Value::Table(_) => {
            let reader = Reader::of(notes, line, format!("the test of `{}`", line.key))?;
            let entry = reader.one_of(&["not", "empty"], TESTS);
            reader.finish();
            let entry = entry?;
            match entry.key.as_str() {
                "not" => texts(notes, &entry.node).map(Test::IsNot),
                _ => flag(notes, entry).map(|empty| if empty { Test::Empty } else { Test::Filled }),
            }
        }
        other => {
            let message = format!("a test is a text, a list or a table, not {}", other.kind());
            notes.refuse(Note::at(line.node.spot, message).help(TESTS))
        }
    }
}

fn texts(notes: &Notes, node: &Node) -> Option<Vec<String>> {
    let texts = one_or_more(notes, "a text to compare with", node)?;
    Some(texts.into_iter().map(|(_, text)| text.to_owned()).collect())
}
