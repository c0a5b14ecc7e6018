//! What was observed and required in the breaches of a figure, read from the published findings.

use std::collections::HashMap;
use std::fmt::Display;
use std::fs::File;
use std::path::Path;

use polars::prelude::*;
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::explain::{ExplainError, Question, unreadable};
use crate::tables::column;

/// File, sheet and row → what was observed and what was required.
pub type Breaches = HashMap<[String; 3], [String; 2]>;

const COLUMNS: [&str; 7] = [
    "provider",
    "standard",
    "source_file",
    "source_sheet",
    "source_row",
    "observed",
    "required",
];

/// The breaches of a provider and standard.
///
/// # Errors
/// The published findings cannot be read.
pub fn breaches(path: &Path, question: &Question) -> Result<Breaches, ExplainError> {
    let fault = |e: &dyn Display| unreadable(path, e);
    let file = File::open(path).map_err(|e| fault(&e))?;
    let frame = ParquetReader::new(file)
        .with_columns(Some(COLUMNS.map(str::to_owned).to_vec()))
        .finish()
        .map_err(|e| fault(&e))?;
    of_question(frame, question).map_err(|e| fault(&e))
}

fn of_question(frame: DataFrame, question: &Question) -> PolarsResult<Breaches> {
    let is = |name: &str, value: &str| {
        column::named(name)
            .cast(DataType::String)
            .eq(lit(value.to_owned()))
    };
    let own = is("provider", &question.provider).and(is("standard", &question.standard));
    let frame = frame.lazy().filter(own).collect()?;
    let texts = |name: &str| frame.column(name)?.cast(&DataType::String);
    let columns = COLUMNS[2..]
        .iter()
        .map(|name| texts(name))
        .collect::<PolarsResult<Vec<Column>>>()?;
    let columns = columns
        .iter()
        .map(|column| column.str())
        .collect::<PolarsResult<Vec<_>>>()?;
    let cell = |column: usize, row: usize| columns[column].get(row).unwrap_or_default().to_owned();
    let rows = 0..frame.height();
    Ok(rows
        .map(|row| {
            let place = [cell(0, row), cell(1, row), cell(2, row)];
            (place, [cell(3, row), cell(4, row)])
        })
        .collect())
}
