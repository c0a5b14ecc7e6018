//! `data/doubtful_pauses.csv`: pauses that the audit of a deadline finds hard to explain.

use std::io::Write;

use super::csv_text::{guarded, writer};
use crate::scorecard::Review;

/// Columns of doubtful_pauses.csv.
pub const COLUMNS: [&str; 12] = [
    "period",
    "provider",
    "standard",
    "contact_id",
    "queue",
    "paused_at",
    "paused_until",
    "before_breach_s",
    "unanswered_s",
    "source_file",
    "source_sheet",
    "source_row",
];

/// Whether there is anything to write.
pub fn any(review: &Review) -> bool {
    review
        .providers
        .iter()
        .any(|provider| !provider.pauses.is_empty())
}

/// Writes all of them, in the order of the providers and their files.
///
/// # Errors
/// The writer's own.
pub fn write<W: Write>(review: &Review, out: W) -> Result<(), csv::Error> {
    let mut csv = writer(out);
    csv.write_record(COLUMNS)?;
    let seconds = |seconds: Option<i64>| seconds.map_or_else(String::new, |seconds| seconds.to_string());
    for provider in &review.providers {
        for pause in &provider.pauses {
            csv.write_record([
                review.period.name(),
                provider.id.as_str(),
                pause.standard.as_str(),
                &guarded(&pause.contact_id),
                pause.queue.as_str(),
                &review.zone.rfc3339(pause.from),
                &review.zone.rfc3339(pause.to),
                &seconds(pause.before_breach_s),
                &seconds(pause.unanswered_s),
                &guarded(&pause.file),
                &guarded(&pause.sheet),
                &pause.row.to_string(),
            ])?;
        }
    }
    csv.flush()?;
    Ok(())
}
