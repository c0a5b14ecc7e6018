//! `data/emergencies.csv`: intervals in a row with far more calls than forecast.

use std::io::Write;

use super::csv_text::{number, writer};
use crate::scorecard::Review;

const COLUMNS: [&str; 11] = [
    "period",
    "provider",
    "queue",
    "start",
    "end",
    "intervals",
    "calls",
    "forecast",
    "more_agents",
    "chance",
    "lag_s",
];

/// Whether there are some.
pub fn any(review: &Review) -> bool {
    let mut gaps = review.providers.iter().map(|provider| &provider.staff_gap);
    gaps.any(|gap| gap.emergencies.as_ref().is_some_and(|found| !found.is_empty()))
}

/// Writes those of all providers, in the order of the review.
///
/// # Errors
/// The writer's own.
pub fn write<W: Write>(review: &Review, out: W) -> Result<(), csv::Error> {
    let mut csv = writer(out);
    csv.write_record(COLUMNS)?;
    for provider in &review.providers {
        for found in provider.staff_gap.emergencies.iter().flatten() {
            csv.write_record([
                review.period.name(),
                provider.id.as_str(),
                found.queue.as_str(),
                &review.zone.rfc3339(found.start),
                &review.zone.rfc3339(found.end),
                &found.intervals.to_string(),
                &number(Some(found.calls)),
                &number(Some(found.forecast)),
                &found.agents.to_string(),
                &number(Some(found.chance)),
                &found.lag_s.map(|seconds| seconds.to_string()).unwrap_or_default(),
            ])?;
        }
    }
    csv.flush()?;
    Ok(())
}
