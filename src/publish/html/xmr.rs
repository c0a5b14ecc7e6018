//! Control charts: thirteen periods with the limits of usual values. The axis is not flipped.

use chrono::Datelike;
use serde::Serialize;

use super::chart::{coordinate, round_up};
use super::spark::{Dot, line};
use crate::publish::locale::Locale;
use crate::scorecard::{History, Trend};
use crate::vocabulary::{Period, Unit};

/// The plot inside the drawing of 280 × 148.
const LEFT: f64 = 28.0;
const RIGHT: f64 = 230.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 120.0;
/// From the edge of the plot to the first and last period.
const INSET: f64 = 6.0;
/// Labels at the right stand at least this far apart.
const APART: f64 = 13.0;

/// A drawn chart.
#[derive(Debug, Serialize)]
pub(super) struct Xmr {
    pub ticks: Vec<Label>,
    pub periods: Vec<Label>,
    pub years: Vec<Label>,
    pub limits: Option<Band>,
    pub target: Option<String>,
    pub lines: Vec<String>,
    pub dots: Vec<Dot>,
    /// Periods that belong to a signal.
    pub diamonds: Vec<String>,
    /// `good`, `bad`, or `act` where no side is better.
    pub tone: &'static str,
    pub last: Option<Label>,
    pub target_label: Option<Label>,
    /// `%`, `s`, `min`, or nothing.
    pub unit: &'static str,
}

/// A text at a place.
#[derive(Debug, Serialize)]
pub(super) struct Label {
    pub text: String,
    pub at: String,
}

/// Limits and mean.
#[derive(Debug, Serialize)]
pub(super) struct Band {
    pub upper: String,
    pub lower: String,
    pub height: String,
    pub mean: String,
}

/// Values on the axis as they are written: factor, unit.
fn written(unit: Unit, highest: f64) -> (f64, &'static str) {
    match unit {
        Unit::Share => (100.0, "%"),
        Unit::Seconds if highest >= 300.0 => (1.0 / 60.0, "min"),
        Unit::Seconds => (1.0, "s"),
        Unit::Points | Unit::Rating | Unit::Count => (1.0, ""),
    }
}

/// Lowest and highest of everything that is drawn, with some room.
fn span(trend: &Trend) -> Option<(f64, f64)> {
    let limits = trend
        .course
        .limits
        .iter()
        .flat_map(|limits| [limits.lower, limits.upper]);
    let values = trend.points.iter().flatten().map(|point| point.value);
    let all: Vec<f64> = values.chain(limits).chain(trend.target).collect();
    let low = all.iter().copied().reduce(f64::min)?;
    let high = all.iter().copied().reduce(f64::max)?;
    let room = match high - low {
        0.0 => (low.abs() * 0.05).max(0.01),
        distance => distance * 0.06,
    };
    Some((low - room, high + room))
}

/// Draws a trend; nothing where it has no value at all.
pub(super) fn xmr(trend: &Trend, unit: Unit, history: &History, locale: &Locale, shown: &str) -> Option<Xmr> {
    let (low, high) = span(trend)?;
    let y = |value: f64| BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP);
    let step = (RIGHT - LEFT - 2.0 * INSET) / (trend.points.len().max(2) - 1) as f64;
    let x = |index: usize| LEFT + INSET + step * index as f64;
    let (factor, unit_name) = written(unit, high);
    let mut lines: Vec<Vec<Dot>> = vec![Vec::new()];
    let (mut dots, mut diamonds) = (Vec::new(), Vec::new());
    for (index, point) in trend.points.iter().enumerate() {
        let (Some(point), Some(run)) = (point, lines.last_mut()) else {
            lines.push(Vec::new());
            continue;
        };
        let (at, height) = (x(index), y(point.value));
        let dot = || Dot {
            x: coordinate(at),
            y: coordinate(height),
        };
        run.push(dot());
        match trend.signals_at(index).next() {
            Some(_) => diamonds.push(diamond(at, height)),
            None => dots.push(dot()),
        }
    }
    let last = trend.points.last().and_then(Option::as_ref);
    let (last, target_label) = right_labels(
        last.map(|point| (shown.to_owned(), y(point.value))),
        trend.target.map(|target| {
            let target_text = locale.short(target * factor, 2);
            (
                locale.fill("trend.target", &[("target", &target_text)]),
                y(target),
            )
        }),
    );
    Some(Xmr {
        ticks: ticks(low * factor, high * factor, locale)
            .into_iter()
            .map(|(value, text)| Label {
                text,
                at: coordinate(y(value / factor)),
            })
            .collect(),
        periods: labels(&history.periods, x, short_name),
        years: labels(&history.periods, |index| x(index) - 4.0, year),
        limits: trend.course.limits.map(|limits| Band {
            upper: coordinate(y(limits.upper)),
            lower: coordinate(y(limits.lower)),
            height: coordinate(y(limits.lower) - y(limits.upper)),
            mean: coordinate(y(limits.mean)),
        }),
        target: trend.target.map(|target| coordinate(y(target))),
        lines: lines
            .iter()
            .filter(|run| run.len() > 1)
            .map(|run| line(run))
            .collect(),
        dots,
        diamonds,
        tone: match trend.turn() {
            Some(true) => "good",
            Some(false) => "bad",
            None => "act",
        },
        last,
        target_label,
        unit: unit_name,
    })
}

fn diamond(x: f64, y: f64) -> String {
    let at = |dx: f64, dy: f64| format!("{} {}", coordinate(x + dx), coordinate(y + dy));
    format!(
        "M{}L{}L{}L{}z",
        at(0.0, -4.4),
        at(4.4, 0.0),
        at(0.0, 4.4),
        at(-4.4, 0.0)
    )
}

/// Last value and target at the right, pushed apart where they would touch.
fn right_labels(
    last: Option<(String, f64)>,
    target: Option<(String, f64)>,
) -> (Option<Label>, Option<Label>) {
    let label = |(text, y): (String, f64)| Label {
        text,
        at: coordinate(y + 4.0),
    };
    let pushed = match (&last, target) {
        (Some((_, last)), Some((text, y))) if (y - last).abs() < APART => {
            let down = y >= *last && last + APART <= BOTTOM + APART;
            Some((text, if down { last + APART } else { last - APART }))
        }
        (_, target) => target,
    };
    (last.map(label), pushed.map(label))
}

/// Three to five round values of an axis.
fn ticks(low: f64, high: f64, locale: &Locale) -> Vec<(f64, String)> {
    let step = round_up((high - low) / 4.0);
    let first = (low / step).ceil() as i64;
    let values = (first..first + 8).map(|number| number as f64 * step);
    values
        .take_while(|value| *value <= high)
        .map(|value| (value, locale.short(value, 4)))
        .collect()
}

fn labels(
    periods: &[Period],
    x: impl Fn(usize) -> f64,
    text: fn(&Period, Option<&Period>) -> String,
) -> Vec<Label> {
    let named = periods.iter().enumerate().map(|(index, period)| Label {
        text: text(
            period,
            index.checked_sub(1).and_then(|before| periods.get(before)),
        ),
        at: coordinate(x(index)),
    });
    named.filter(|label| !label.text.is_empty()).collect()
}

/// Initial of a month, number of a week or quarter.
fn short_name(period: &Period, _: Option<&Period>) -> String {
    match period.name().split_once('-') {
        Some((_, week)) if week.starts_with('W') => week[1..].to_owned(),
        Some((_, quarter)) if quarter.starts_with('Q') => quarter.to_owned(),
        _ => "JFMAMJJASOND"
            .chars()
            .nth(period.first().month0() as usize)
            .map_or_else(String::new, String::from),
    }
}

/// The year where it begins.
fn year(period: &Period, before: Option<&Period>) -> String {
    let year = |period: &Period| period.name().split('-').next().unwrap_or_default().to_owned();
    match before {
        Some(before) if year(before) == year(period) => String::new(),
        _ => year(period),
    }
}
