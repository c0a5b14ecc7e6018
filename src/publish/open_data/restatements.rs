//! `data/restatements.csv`: figures that re-runs of the period have changed.

use std::io::Write;

use super::csv_text::{guarded, number, sum, writer};
use crate::scorecard::{Restated, Review, Stated};

/// Columns of restatements.csv.
pub const COLUMNS: [&str; 21] = [
    "period",
    "restatement",
    "provider",
    "queue",
    "standard",
    "measure",
    "clause_valid_from",
    "clause",
    "old_numerator",
    "old_denominator",
    "old_value",
    "old_target",
    "old_status",
    "new_numerator",
    "new_denominator",
    "new_value",
    "new_target",
    "new_status",
    "rows",
    "causes",
    "files",
];

/// Whether there is anything to write.
pub fn any(review: &Review) -> bool {
    !review.restatements.lines.is_empty()
}

/// Writes all changes, the oldest re-run first.
///
/// # Errors
/// The writer's own.
pub fn write<W: Write>(review: &Review, out: W) -> Result<(), csv::Error> {
    let mut csv = writer(out);
    csv.write_record(COLUMNS)?;
    for line in &review.restatements.lines {
        csv.write_record(record(review.period.name(), line))?;
    }
    csv.flush()?;
    Ok(())
}

fn record(period: &str, line: &Restated) -> Vec<String> {
    let mut cells = vec![
        period.to_owned(),
        line.number.to_string(),
        line.provider.to_string(),
        line.queue.as_ref().map_or("*", |queue| queue.as_str()).to_owned(),
        line.standard.clone(),
        line.measure.clone(),
        line.clause_valid_from.clone(),
        guarded(&line.clause).into_owned(),
    ];
    cells.extend(stated(Some(&line.old)));
    cells.extend(stated(line.new.as_ref()));
    let causes: Vec<&str> = line.causes.iter().map(|cause| cause.name()).collect();
    cells.extend([
        sum(line.rows()),
        causes.join(" "),
        guarded(&line.files.join("; ")).into_owned(),
    ]);
    cells
}

fn stated(stated: Option<&Stated>) -> [String; 5] {
    let of = |stated: &Stated| {
        [
            sum(stated.numerator),
            sum(stated.denominator),
            number(stated.value),
            number(stated.target),
            stated.status.clone(),
        ]
    };
    stated.map(of).unwrap_or_default()
}
