//! `data/trend.csv`: the course of every standard's figure over the periods before.

use std::io::Write;

use super::csv_text::{number, sum, writer};
use crate::scorecard::{Limits, Review};

/// Columns of trend.csv.
pub const COLUMNS: [&str; 17] = [
    "period",
    "provider",
    "queue",
    "standard",
    "measure",
    "of_period",
    "numerator",
    "denominator",
    "value",
    "target",
    "status",
    "clause_valid_from",
    "basis",
    "mean",
    "lower_limit",
    "upper_limit",
    "signals",
];

/// Whether there is anything to write.
pub fn any(review: &Review) -> bool {
    review
        .providers
        .iter()
        .any(|provider| !provider.trends.is_empty())
}

/// Writes a row per figure and period, in the order of the review, oldest period first.
///
/// # Errors
/// The writer's own.
pub fn write<W: Write>(review: &Review, out: W) -> Result<(), csv::Error> {
    let mut csv = writer(out);
    csv.write_record(COLUMNS)?;
    for provider in &review.providers {
        for trend in &provider.trends {
            let measure = review
                .standard(&trend.standard)
                .map_or("", |standard| standard.measure);
            let of_limits = |end: fn(Limits) -> f64| number(trend.course.limits.map(end));
            for (index, period) in review.history.periods.iter().enumerate() {
                let point = trend.points.get(index).and_then(Option::as_ref);
                let text =
                    |text: fn(&crate::scorecard::TrendPoint) -> &str| point.map_or("", text).to_owned();
                let signals: Vec<&str> = trend.signals_at(index).map(|signal| signal.name()).collect();
                csv.write_record([
                    review.period.name().to_owned(),
                    provider.id.to_string(),
                    trend
                        .queue
                        .as_ref()
                        .map_or("*", |queue| queue.as_str())
                        .to_owned(),
                    trend.standard.to_string(),
                    measure.to_owned(),
                    period.name().to_owned(),
                    sum(point.and_then(|point| point.numerator)),
                    sum(point.and_then(|point| point.denominator)),
                    number(point.map(|point| point.value)),
                    number(point.and_then(|point| point.target)),
                    text(|point| &point.status),
                    text(|point| &point.clause_valid_from),
                    trend.course.basis.to_string(),
                    of_limits(|limits| limits.mean),
                    of_limits(|limits| limits.lower),
                    of_limits(|limits| limits.upper),
                    signals.join(" "),
                ])?;
            }
        }
    }
    csv.flush()?;
    Ok(())
}
