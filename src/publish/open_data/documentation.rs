//! `data/documentation.csv`: documentation by contact reason and by group of agents.

use std::io::Write;

use super::csv_text::{guarded, number, sum, writer};
use crate::scorecard::{DutyFigure, Review};

/// Columns of documentation.csv.
pub const COLUMNS: [&str; 17] = [
    "period",
    "provider",
    "queue",
    "standard",
    "measure",
    "by",
    "name",
    "groups",
    "agents",
    "numerator",
    "denominator",
    "value",
    "ci_low",
    "ci_high",
    "status",
    "excluded",
    "unmeasurable",
];

/// Whether there is anything to write.
pub fn any(review: &Review) -> bool {
    review
        .providers
        .iter()
        .any(|provider| !provider.duties.is_empty())
}

/// Writes all of them, in the order of the review.
///
/// # Errors
/// The writer's own.
pub fn write<W: Write>(review: &Review, out: W) -> Result<(), csv::Error> {
    let mut csv = writer(out);
    csv.write_record(COLUMNS)?;
    for provider in &review.providers {
        for duty in &provider.duties {
            csv.write_record(record(review.period.name(), provider.id.as_str(), duty))?;
        }
    }
    csv.flush()?;
    Ok(())
}

fn record(period: &str, provider: &str, duty: &DutyFigure) -> [String; 17] {
    let figure = &duty.figure;
    let (told, count) = (!duty.is_withheld(), |count: u64| count.to_string());
    let shown = |text: String| if told { text } else { String::new() };
    [
        period.to_owned(),
        provider.to_owned(),
        figure
            .queue
            .as_ref()
            .map_or("*", |queue| queue.as_str())
            .to_owned(),
        figure.standard.to_string(),
        figure.measure.clone(),
        duty.of.name().to_owned(),
        guarded(duty.name.as_deref().unwrap_or("*")).into_owned(),
        duty.parts.to_string(),
        duty.agents.map_or_else(String::new, |agents| agents.to_string()),
        sum(figure.told_numerator()),
        sum(figure.denominator),
        number(figure.value),
        number(figure.interval.map(|(low, _)| low)),
        number(figure.interval.map(|(_, high)| high)),
        if told { figure.status.name() } else { "withheld" }.to_owned(),
        shown(count(figure.excluded)),
        shown(count(figure.unmeasurable)),
    ]
}
