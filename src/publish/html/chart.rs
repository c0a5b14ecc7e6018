//! Coordinates of the small charts. The target stands at 0.6 of the width, and right of it is
//! always better.

use serde::Serialize;

use crate::scorecard::Figure;
use crate::vocabulary::{Direction, Status};

/// Where the target stands, as a share of the width.
const TARGET_AT: f64 = 0.6;

/// An interval against its target. Positions in percent of the width, so that one drawing
/// serves every size.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Interval {
    pub low: String,
    pub high: String,
    pub point: String,
    /// Drawn in the colour of a certain miss.
    pub bad: bool,
    /// Range of the other partners: start and width.
    pub peers: Option<[String; 2]>,
}

/// A coordinate with at most one decimal.
pub(super) fn coordinate(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0")
        .map_or_else(|| text.clone(), str::to_owned)
}

/// Interval and value of a judged figure; `span` is the distance from the left edge to the target.
pub(super) fn interval(figure: &Figure, span: f64) -> Option<Interval> {
    if !matches!(figure.status, Status::Met | Status::Missed) {
        return None;
    }
    let (value, target, direction) = (figure.value?, figure.target?, figure.direction?);
    let (low, high) = figure.interval.unwrap_or((value, value));
    let place =
        |v: f64| 100.0 * (TARGET_AT + TARGET_AT * better_by(v, target, direction) / span).clamp(0.02, 0.98);
    let (one, other) = (place(low), place(high));
    Some(Interval {
        low: coordinate(one.min(other)),
        high: coordinate(one.max(other)),
        point: coordinate(place(value)),
        bad: super::value::State::of(figure) == super::value::State::MissedClear,
        peers: None,
    })
}

/// Start and width of a range beside a judged figure, on its scale.
pub(super) fn range(figure: &Figure, span: f64, (low, high): (f64, f64)) -> Option<[String; 2]> {
    let (target, direction) = (figure.target?, figure.direction?);
    let place =
        |v: f64| 100.0 * (TARGET_AT + TARGET_AT * better_by(v, target, direction) / span).clamp(0.0, 1.0);
    let (one, other) = (place(low), place(high));
    Some([coordinate(one.min(other)), coordinate((one - other).abs())])
}

/// How much better than the target; negative is worse.
fn better_by(value: f64, target: f64, direction: Direction) -> f64 {
    match direction {
        Direction::Min => value - target,
        Direction::Max => target - value,
    }
}

/// The scale of a standard: the smallest round number that shows all its judged figures.
pub(super) fn span<'a>(figures: impl Iterator<Item = &'a Figure>) -> Option<f64> {
    let judged = figures.filter(|figure| matches!(figure.status, Status::Met | Status::Missed));
    let reach = judged.filter_map(reach).fold(0.0_f64, f64::max);
    (reach > 0.0).then(|| round_up(reach * 1.05))
}

/// Distance from the left edge to the target that shows a figure whole.
fn reach(figure: &Figure) -> Option<f64> {
    let (value, target, direction) = (figure.value?, figure.target?, figure.direction?);
    let (low, high) = figure.interval.unwrap_or((value, value));
    let needed = |v: f64| match better_by(v, target, direction) {
        worse if worse < 0.0 => -worse,
        better => better * TARGET_AT / (1.0 - TARGET_AT),
    };
    Some(needed(low).max(needed(high)).max(needed(value)))
}

/// The next round number: 1, 1.5, 2, 3, 4, 5, 6 or 8 × 10ⁿ.
pub(super) fn round_up(value: f64) -> f64 {
    let power = 10_f64.powf(value.log10().floor());
    [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0]
        .map(|step| step * power)
        .into_iter()
        .find(|step| *step >= value)
        .unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::example;
    use crate::publish::html::value::main_figure;

    #[test]
    fn right_of_the_target_is_better_for_both_directions() {
        let review = example::review();
        for (standard, provider) in [(0, 0), (1, 0), (2, 2), (1, 2)] {
            let figure = main_figure(&review.providers[provider].figures, &review.standards[standard])
                .expect("agreed");
            let drawn = interval(figure, span([figure].into_iter()).expect("judged")).expect("judged");
            let point: f64 = drawn.point.parse().expect("a number");
            assert_eq!(
                figure.status == Status::Met,
                point >= 60.0,
                "{} {point}",
                figure.measure
            );
            let (low, high): (f64, f64) = (
                drawn.low.parse().expect("number"),
                drawn.high.parse().expect("number"),
            );
            assert!(0.0 <= low && low <= point && point <= high && high <= 100.0);
        }
    }

    #[test]
    fn scales_are_round() {
        assert_eq!([0.013, 0.2, 3.1, 7.0].map(round_up), [0.015, 0.2, 4.0, 8.0]);
        assert_eq!(
            [coordinate(12.04), coordinate(-3.26), coordinate(7.0)],
            ["12", "-3.3", "7"]
        );
    }
}
