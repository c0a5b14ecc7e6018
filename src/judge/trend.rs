//! Is the present value a usual one? An XmR chart over the periods before (Wheeler), with three signals.

use crate::scorecard::{Course, Limits, Side, Signal};
use crate::vocabulary::Unit;

/// Mean moving ranges between the mean and a limit.
const RANGES: f64 = 2.66;
/// Periods before the present one that limits are computed from.
const BASIS: usize = 12;
/// Fewer values give no limits.
const FEWEST: usize = 8;
/// Values in a row on one side of the mean that are a signal.
const RUN: usize = 7;
/// Steps in a row the same way that are a signal.
const STEPS: usize = 6;

/// Values that a measure can take at all.
pub fn possible(unit: Unit, measure: &str) -> (f64, f64) {
    match (unit, measure) {
        (Unit::Share, "forecast_bias") => (-1.0, f64::INFINITY),
        // Errors of forecasts and spelling mistakes can be more than all.
        (Unit::Share, "forecast_mape" | "forecast_wape" | "spelling") => (0.0, f64::INFINITY),
        (Unit::Share, _) => (0.0, 1.0),
        (Unit::Points, _) => (-100.0, 100.0),
        (Unit::Rating | Unit::Seconds | Unit::Count, _) => (0.0, f64::INFINITY),
    }
}

/// What the periods before say about the last value; `values` are in order of time, without a value where a
/// period has none.
pub fn course(values: &[Option<f64>], possible: (f64, f64)) -> Course {
    let Some((present, before)) = values.split_last() else {
        return Course::default();
    };
    let before = &before[before.len().saturating_sub(BASIS)..];
    let limits = limits(before, possible);
    let mut signals = Vec::new();
    if let (Some(present), Some(limits)) = (present, limits) {
        signals.extend(outside(*present, limits).map(Signal::Outside));
    }
    signals.extend(limits.and_then(|limits| run(values, limits.mean)));
    signals.extend(steps(values));
    Course {
        basis: before.iter().flatten().count(),
        limits,
        signals,
    }
}

/// Mean ± 2.66 × mean moving range. A period without a value has no range to its neighbours.
fn limits(before: &[Option<f64>], (lowest, highest): (f64, f64)) -> Option<Limits> {
    let known: Vec<f64> = before.iter().flatten().copied().collect();
    let ranges: Vec<f64> = before
        .windows(2)
        .filter_map(|pair| Some((pair[1]? - pair[0]?).abs()))
        .collect();
    if known.len() < FEWEST || ranges.is_empty() {
        return None;
    }
    let average = |numbers: &[f64]| numbers.iter().sum::<f64>() / numbers.len() as f64;
    let (mean, reach) = (average(&known), RANGES * average(&ranges));
    Some(Limits {
        mean,
        lower: (mean - reach).max(lowest),
        upper: (mean + reach).min(highest),
    })
}

/// On which side of a bound a value lies; on it is on neither, and what adding up has lost is no distance.
fn side(value: f64, bound: f64) -> Option<Side> {
    let noise = 1e-9 * value.abs().max(bound.abs());
    match value - bound {
        distance if distance > noise => Some(Side::Up),
        distance if distance < -noise => Some(Side::Down),
        _ => None,
    }
}

fn outside(value: f64, limits: Limits) -> Option<Side> {
    let above = side(value, limits.upper).filter(|side| *side == Side::Up);
    above.or_else(|| side(value, limits.lower).filter(|side| *side == Side::Down))
}

/// A period without a value ends a row.
fn run(values: &[Option<f64>], mean: f64) -> Option<Signal> {
    let sides = values.iter().map(|value| side((*value)?, mean));
    let (side, length) = row(sides.rev())?;
    (length >= RUN).then(|| Signal::Run(side, values.len() - length))
}

fn steps(values: &[Option<f64>]) -> Option<Signal> {
    let steps = values.windows(2).map(|pair| side(pair[1]?, pair[0]?));
    let (side, length) = row(steps.rev())?;
    (length >= STEPS).then(|| Signal::Steps(side, values.len() - length))
}

/// How many are the same as the first.
fn row(mut sides: impl Iterator<Item = Option<Side>>) -> Option<(Side, usize)> {
    let first = sides.next()??;
    Some((first, 1 + sides.take_while(|side| *side == Some(first)).count()))
}

#[cfg(test)]
mod tests;
