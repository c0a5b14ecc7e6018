//! Counting again, in plain loops, what the program has counted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::support::{Row, Run, Table, shared};

/// Runs one of the committed workspaces over the reference data.
pub fn run(name: &str, period: &str) -> Run {
    Run::whole(&workspace(name), &shared("data"), period)
}

fn workspace(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/real_exports")
        .join(format!("{name}.toml"))
}

/// A number as a report prints it.
pub fn printed(value: f64, digits: usize) -> String {
    format!("{value:.digits$}")
}

/// A share as percent.
pub fn percent(part: usize, whole: usize, digits: usize) -> String {
    printed(part as f64 / whole as f64 * 100.0, digits)
}

/// The mean; there must be values.
pub fn mean(values: &[f64]) -> f64 {
    assert!(!values.is_empty());
    values.iter().sum::<f64>() / values.len() as f64
}

/// The 90th percentile by nearest rank.
pub fn p90(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[(sorted.len() * 9).div_ceil(10) - 1]
}

/// The values of a column in the rows that are wanted and have one.
pub fn values(table: &Table, column: &str, wanted: impl Fn(&Row<'_>) -> bool) -> Vec<f64> {
    table
        .rows()
        .filter(|row| wanted(row))
        .filter_map(|row| row.number(column))
        .collect()
}

/// How often each text stands in a column, "no value" left out.
pub fn counts(table: &Table, column: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for row in table.rows().filter(|row| !row.text(column).is_empty()) {
        *counts.entry(row.text(column).to_owned()).or_insert(0) += 1;
    }
    counts
}

/// The interval with the most offered calls over all queues: its start as published, and the calls.
pub fn busiest(intervals: &Table) -> (String, f64) {
    let mut offered: BTreeMap<String, f64> = BTreeMap::new();
    for row in intervals.rows() {
        *offered.entry(row.text("interval_start").to_owned()).or_default() +=
            row.number("offered").unwrap_or_default();
    }
    let busiest = offered.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    busiest.expect("an interval")
}

/// Whether a call was answered.
pub fn answered(row: &Row<'_>) -> bool {
    row.text("outcome") == "answered"
}
