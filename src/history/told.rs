//! What the manifest of a publication tells of a figure: its definition, the clauses that gave it, the
//! exemptions that took contacts out, and the reasons of a moment of truth.

use std::path::Path;

use serde_json::Value;

use super::explain::{ExplainError, Question, unreadable};
use crate::vocabulary::PartOf;

/// What is told of a figure.
#[derive(Debug, Default)]
pub struct Told {
    /// Definition in words.
    pub definition: Option<String>,
    /// A sentence per clause that gave a part of it.
    pub clauses: Vec<String>,
    /// A sentence per exemption that took contacts out.
    pub exemptions: Vec<String>,
    /// Contact reasons of the moment or part asked for.
    pub reasons: Option<Vec<String>>,
}

/// The manifest of a publication.
///
/// # Errors
/// It cannot be read.
pub fn manifest(path: &Path) -> Result<Value, ExplainError> {
    let text = std::fs::read_to_string(path).map_err(|e| unreadable(path, e))?;
    serde_json::from_str(&text).map_err(|e| unreadable(path, e))
}

/// Row of kpi.csv, cell by cell.
type Figure = Vec<(String, String)>;

fn cell<'f>(figure: &'f Figure, wanted: &str) -> &'f str {
    let found = figure.iter().find(|(name, _)| name == wanted);
    found.map_or("", |(_, value)| value)
}

/// What the manifest tells of the figures that answer a question.
pub fn of_question(manifest: &Value, question: &Question, figures: &[Figure]) -> Told {
    let of_moment = question.moment.as_ref().map(|moment| {
        let reasons = manifest["moments"][moment].as_array().into_iter().flatten();
        reasons.filter_map(Value::as_str).map(str::to_owned).collect()
    });
    let reasons = match &question.part {
        Some((PartOf::Reason, reason)) => Some(vec![reason.clone()]),
        _ => of_moment,
    };
    Told {
        definition: manifest["definitions"][&question.standard]
            .as_str()
            .map(str::to_owned),
        clauses: clauses(manifest, question, figures),
        exemptions: exemptions(manifest, figures),
        reasons,
    }
}

/// The clauses that gave a part of the figures, each with its validity, its scope and what it replaced.
/// A single clause without scope needs no words.
fn clauses(manifest: &Value, question: &Question, figures: &[Figure]) -> Vec<String> {
    let all = manifest["clauses"][&question.standard].as_array();
    let all: Vec<&Value> = all.into_iter().flatten().collect();
    let text = |clause: &Value, key: &str| clause[key].as_str().unwrap_or_default().to_owned();
    let gave = |clause: &&&Value| {
        figures.iter().any(|figure| {
            cell(figure, "clause_valid_from") == text(clause, "valid_from")
                && cell(figure, "clause") == text(clause, "scope")
        })
    };
    if all.len() < 2 {
        return Vec::new();
    }
    let told = all.iter().filter(gave).map(|clause| {
        let until = match clause["valid_to"].as_str() {
            Some(last) => format!("to {last}"),
            None => String::from("on"),
        };
        let scope = match text(clause, "scope") {
            scope if scope.is_empty() => String::from("for all contacts that no more specific clause is for"),
            scope => format!("for {scope}"),
        };
        let replaced = clause["replaces"].as_array().into_iter().flatten();
        let replaced: Vec<&str> = replaced.filter_map(Value::as_str).collect();
        let replaced = match replaced.is_empty() {
            true => String::new(),
            false => format!("; more specific than, and in place of: {}", replaced.join(" | ")),
        };
        format!(
            "Clause {}: valid from {} {until}, {scope}{replaced}",
            text(clause, "name"),
            text(clause, "valid_from")
        )
    });
    told.collect()
}

/// The exemptions of which a figure says how many contacts they took out.
fn exemptions(manifest: &Value, figures: &[Figure]) -> Vec<String> {
    let told = figures.iter().filter_map(|figure| {
        let (_, id) = cell(figure, "measure").split_once(":exempted:")?;
        let exemption = &manifest["exemptions"][id];
        let text = |key: &str| exemption[key].as_str().unwrap_or_default();
        let count = cell(figure, "numerator");
        let contacts = if count == "1" { "contact" } else { "contacts" };
        Some(format!(
            "Exemption {id}: {count} {contacts} taken out, {} to {}: {}; evidence: {}",
            text("from"),
            text("to"),
            text("reason"),
            text("evidence")
        ))
    });
    told.collect()
}
