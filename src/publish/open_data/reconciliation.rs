//! `data/reconciliation.csv`: what became of every record of every input file and sheet.

use std::io::Write;

use super::csv_text::{guarded, writer};
use crate::scorecard::{FileCount, Review};

/// Columns of reconciliation.csv; `rows_read = accepted + duplicates + rejected + outside_period`.
pub const COLUMNS: [&str; 12] = [
    "provider",
    "source",
    "kind",
    "file",
    "sheet",
    "rows_read",
    "accepted",
    "duplicates",
    "rejected",
    "outside_period",
    "not_records",
    "problem",
];

/// Writes one row per input file and sheet, in the order of the review.
///
/// # Errors
/// The writer's own.
pub fn write<W: Write>(review: &Review, out: W) -> Result<(), csv::Error> {
    let mut csv = writer(out);
    csv.write_record(COLUMNS)?;
    for provider in &review.providers {
        for file in &provider.files {
            csv.write_record(record(provider.id.as_str(), file))?;
        }
    }
    csv.flush()?;
    Ok(())
}

fn record(provider: &str, file: &FileCount) -> [String; 12] {
    [
        provider.to_owned(),
        file.source.clone(),
        file.kind.to_owned(),
        guarded(&file.file).into_owned(),
        guarded(&file.sheet).into_owned(),
        file.rows_read.to_string(),
        file.accepted.to_string(),
        file.duplicates.to_string(),
        file.rejected.to_string(),
        file.outside_period.to_string(),
        file.not_records.to_string(),
        guarded(&file.problem).into_owned(),
    ]
}
