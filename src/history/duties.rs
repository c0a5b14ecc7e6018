//! What a publication says of documentation by contact reason and by group of agents.

use std::path::Path;

use super::explain::{ExplainError, Known, Question, unreadable};
use crate::vocabulary::PartOf;

/// The row of documentation.csv that answers a question about a part of a standard's contacts.
///
/// # Errors
/// There is no such figure.
pub fn figures(
    publication: &Path,
    question: &Question,
    (of, name): (PartOf, &str),
) -> Result<Vec<Vec<(String, String)>>, ExplainError> {
    let path = publication.join("data/documentation.csv");
    let (mut standards, mut queues, mut names) = (Known::default(), Known::default(), Known::default());
    let mut found = Vec::new();
    if path.is_file() {
        let mut reader = csv::Reader::from_path(&path).map_err(|e| unreadable(&path, e))?;
        let header = reader.headers().map_err(|e| unreadable(&path, e))?.clone();
        for record in reader.records() {
            let record = record.map_err(|e| unreadable(&path, e))?;
            let cells: Vec<(String, String)> = header
                .iter()
                .zip(&record)
                .map(|(column, cell)| (column.to_owned(), cell.to_owned()))
                .collect();
            let cell = |wanted: &str| {
                let cell = cells.iter().find(|(column, _)| column == wanted);
                cell.map_or("", |(_, cell)| cell)
            };
            if cell("provider") != question.provider || cell("by") != of.name() {
                continue;
            }
            standards.add(cell("standard"));
            if cell("standard") != question.standard {
                continue;
            }
            queues.add(cell("queue"));
            if cell("queue") != question.queue {
                continue;
            }
            // What could run as a formula stands behind a quote.
            let plain = cell("name").strip_prefix('\'').unwrap_or(cell("name"));
            names.add(plain);
            if plain == name || cell("name") == name {
                found.push(cells);
            }
        }
    }
    standards.has("standard shown in parts", &question.standard)?;
    queues.has("queue", &question.queue)?;
    if found.is_empty() {
        names.has(of.name(), name)?;
    }
    Ok(found)
}
