//! Sparklines: thirteen periods in a cell of the matrix. Up is always better; the scale is that of the row.

use serde::Serialize;

use super::chart::coordinate;
use crate::scorecard::Trend;
use crate::vocabulary::Direction;

const WIDTH: f64 = 80.0;
const HEIGHT: f64 = 20.0;
/// Room for the last point.
const EDGE: f64 = 3.0;

/// A drawn course.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Spark {
    /// Lines between periods that follow each other.
    pub lines: Vec<String>,
    /// Values without neighbours.
    pub dots: Vec<Dot>,
    pub target: Option<String>,
    /// The present value; none where it is missing.
    pub last: Option<Dot>,
    /// Where the present value would be.
    pub missing: Dot,
    /// Whether the present value is a certain miss.
    pub bad: bool,
}

/// A place in the drawing.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Dot {
    pub x: String,
    pub y: String,
}

/// Lowest and highest of some trends and their targets; none where there is nothing to draw.
pub(super) fn scale<'t>(trends: impl Iterator<Item = &'t Trend>) -> Option<(f64, f64)> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for trend in trends {
        let values = trend.points.iter().flatten().map(|point| point.value);
        for value in values.chain(trend.target) {
            (low, high) = (low.min(value), high.max(value));
        }
    }
    (low <= high).then_some((low, high))
}

/// Draws a trend on the scale of its row.
pub(super) fn spark(trend: &Trend, (low, high): (f64, f64), bad: bool) -> Spark {
    let flipped = trend.better == Some(Direction::Max);
    let y = |value: f64| {
        let share = if high > low {
            (value - low) / (high - low)
        } else {
            0.5
        };
        let up = if flipped { 1.0 - share } else { share };
        HEIGHT - EDGE - up * (HEIGHT - 2.0 * EDGE)
    };
    let step = (WIDTH - 2.0 * EDGE) / (trend.points.len().max(2) - 1) as f64;
    let place = |index: usize, value: f64| Dot {
        x: coordinate(EDGE + step * index as f64),
        y: coordinate(y(value)),
    };
    let mut runs: Vec<Vec<Dot>> = vec![Vec::new()];
    for (index, point) in trend.points.iter().enumerate() {
        match (point, runs.last_mut()) {
            (Some(point), Some(run)) => run.push(place(index, point.value)),
            _ => runs.push(Vec::new()),
        }
    }
    let last = trend.points.len().saturating_sub(1);
    let present = trend.points.last().and_then(Option::as_ref);
    let (single, lines): (Vec<Vec<Dot>>, Vec<Vec<Dot>>) = runs
        .into_iter()
        .filter(|run| !run.is_empty())
        .partition(|run| run.len() == 1);
    Spark {
        lines: lines.iter().map(|run| line(run)).collect(),
        dots: single.into_iter().flatten().collect(),
        target: trend.target.map(|target| coordinate(y(target))),
        last: present.map(|point| place(last, point.value)),
        missing: Dot {
            x: coordinate(WIDTH - EDGE),
            y: coordinate(HEIGHT / 2.0),
        },
        bad,
    }
}

/// Points of a line.
pub(super) fn line(dots: &[Dot]) -> String {
    let points: Vec<String> = dots.iter().map(|dot| format!("{},{}", dot.x, dot.y)).collect();
    points.join(" ")
}
