//! What a publication tells of a figure's course, in a sentence, for explaining it.

use std::path::Path;

use super::explain::{ExplainError, unreadable};

/// The course of a figure; nothing where the publication tells none.
///
/// # Errors
/// The published file cannot be read.
pub fn sentence(
    publication: &Path,
    provider: &str,
    standard: &str,
    queue: &str,
) -> Result<Option<String>, ExplainError> {
    let path = publication.join("data/trend.csv");
    if !path.is_file() {
        return Ok(None);
    }
    let mut reader = csv::Reader::from_path(&path).map_err(|e| unreadable(&path, e))?;
    let header = reader.headers().map_err(|e| unreadable(&path, e))?.clone();
    let at = |name: &str| header.iter().position(|column| column == name);
    let mut values = Vec::new();
    let mut told = String::new();
    for record in reader.records() {
        let record = record.map_err(|e| unreadable(&path, e))?;
        let cell = |name: &str| at(name).and_then(|index| record.get(index)).unwrap_or_default();
        if cell("provider") != provider || cell("standard") != standard || cell("queue") != queue {
            continue;
        }
        let value = cell("value").parse::<f64>();
        let value = value.map_or_else(|_| String::from("none"), |value| format!("{value:.4}"));
        values.push(format!("{} {value}", cell("of_period")));
        told = match (cell("mean"), cell("signals")) {
            ("", _) => format!(
                "no limits: {} of the twelve periods before have a value, eight are needed",
                cell("basis")
            ),
            (mean, signals) => format!(
                "mean of {} periods before {mean}, limits {} to {}; {}",
                cell("basis"),
                cell("lower_limit"),
                cell("upper_limit"),
                if signals.is_empty() { "no signal" } else { signals }
            ),
        };
    }
    Ok((!values.is_empty()).then(|| format!("Course: {}\n  {told}", values.join(", "))))
}
