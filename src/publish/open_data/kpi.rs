//! `data/kpi.csv`: one row per provider × standard × scope, and the volumes.

use std::io::Write;

use super::csv_text::{guarded, number, sum, writer};
use crate::scorecard::{Figure, Review};

/// Columns of kpi.csv.
pub const COLUMNS: [&str; 20] = [
    "period",
    "provider",
    "queue",
    "standard",
    "measure",
    "numerator",
    "denominator",
    "value",
    "ci_low",
    "ci_high",
    "target",
    "direction",
    "status",
    "certainty",
    "excluded",
    "unmeasurable",
    "clause_valid_from",
    "band_low",
    "band_high",
    "clause",
];

/// Writes all figures of all providers, in the order of the review. Shares as 0–1, durations in
/// seconds, unrounded.
///
/// # Errors
/// The writer's own.
pub fn write<W: Write>(review: &Review, out: W) -> Result<(), csv::Error> {
    let mut csv = writer(out);
    csv.write_record(COLUMNS)?;
    for provider in &review.providers {
        for figure in &provider.figures {
            csv.write_record(record(review.period.name(), provider.id.as_str(), figure))?;
        }
    }
    csv.flush()?;
    Ok(())
}

fn record(period: &str, provider: &str, figure: &Figure) -> [String; 20] {
    let named = |name: Option<&'static str>| name.unwrap_or_default().to_owned();
    [
        period.to_owned(),
        provider.to_owned(),
        figure
            .queue
            .as_ref()
            .map_or("*", |queue| queue.as_str())
            .to_owned(),
        // Volumes belong to no standard of the workspace.
        if figure.is_volume() {
            String::new()
        } else {
            figure.standard.as_str().to_owned()
        },
        figure.measure.clone(),
        sum(figure.told_numerator()),
        sum(figure.denominator),
        number(figure.value),
        number(figure.interval.map(|(low, _)| low)),
        number(figure.interval.map(|(_, high)| high)),
        number(figure.target),
        named(figure.direction.map(|d| d.name())),
        figure.status.name().to_owned(),
        named(figure.certainty.map(|c| c.name())),
        figure.excluded.to_string(),
        figure.unmeasurable.to_string(),
        figure
            .clause_valid_from
            .map(|d| d.to_string())
            .unwrap_or_default(),
        number(figure.band.map(|(low, _)| low)),
        number(figure.band.map(|(_, high)| high)),
        guarded(&figure.scope.name).into_owned(),
    ]
}
