//! The Parquet twin of a small published CSV file: the same cells, typed by their column.

use std::fs::File;
use std::path::Path;

use polars::prelude::*;
use polars_io::parquet::write::{ParquetCompression, ParquetWriter};

use crate::intake::IntakeError;

/// Columns that hold numbers; all others hold text or instants. Money stays text: a double is not exact.
const NUMBERS: [&str; 29] = [
    "source_row",
    "numerator",
    "denominator",
    "value",
    "ci_low",
    "ci_high",
    "target",
    "excluded",
    "unmeasurable",
    "interval_minutes",
    "offered",
    "answered",
    "abandoned",
    "aht_s",
    "offered_load",
    "service_level",
    "required_agents",
    "planned_agents",
    "present_agents",
    "gap_planned",
    "gap_present",
    "occupancy",
    "band_low",
    "band_high",
    "forecast",
    "forecast_aht_s",
    "at_risk",
    "share",
    "effect",
];

/// Writes the twin of a CSV file: numbers as doubles, `interval_start` as instants, the rest text;
/// empty cells are null.
///
/// # Errors
/// A file cannot be read or written.
pub fn parquet_twin(csv: &Path, parquet: &Path) -> Result<(), IntakeError> {
    let failed = IntakeError::writing::<csv::Error>(csv);
    let mut reader = csv::Reader::from_path(csv).map_err(&failed)?;
    let header = reader.headers().map_err(&failed)?.clone();
    let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().map_err(failed)?;
    let columns = header.iter().enumerate().map(|(index, name)| {
        let cells = records
            .iter()
            .map(|record| record.get(index).filter(|cell| !cell.is_empty()));
        column(name, cells)
    });
    let mut frame = DataFrame::new(records.len(), columns.collect::<PolarsResult<Vec<_>>>()?)?;
    let file = File::create(parquet).map_err(IntakeError::writing(parquet))?;
    ParquetWriter::new(file)
        .with_compression(ParquetCompression::Snappy)
        .finish(&mut frame)?;
    Ok(())
}

fn column<'a>(name: &str, cells: impl Iterator<Item = Option<&'a str>>) -> PolarsResult<Column> {
    if NUMBERS.contains(&name) {
        let numbers: Float64Chunked = cells
            .map(|cell| cell.and_then(|cell| cell.parse().ok()))
            .collect();
        return Ok(numbers.with_name(name.into()).into_column());
    }
    if name == "interval_start" {
        let instant = |cell: &str| {
            Some(
                chrono::DateTime::parse_from_rfc3339(cell)
                    .ok()?
                    .timestamp_millis(),
            )
        };
        let instants: Int64Chunked = cells.map(|cell| cell.and_then(instant)).collect();
        let kind = DataType::Datetime(TimeUnit::Milliseconds, Some(TimeZone::UTC));
        return instants.with_name(name.into()).into_column().cast(&kind);
    }
    let texts: StringChunked = cells.collect();
    Ok(texts.with_name(name.into()).into_column())
}
