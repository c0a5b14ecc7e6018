//! Funnel plots: values over cases, with the limits of chance around the value of all.

use serde::Serialize;

use super::chart::{coordinate, round_up};
use super::value::Formatter;
use crate::scorecard::{Comparison, CurvePoint, FunnelLimits, Member, Standing};
use crate::vocabulary::ProviderId;

/// The plot inside the drawing of 440 × 290.
const LEFT: f64 = 36.0;
const RIGHT: f64 = 378.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 250.0;
/// Longest name beside a point.
const NAME_CHARS: usize = 18;
/// More providers are named only where they stand out.
const ALL_NAMED: usize = 8;

/// One panel.
#[derive(Debug, Serialize)]
pub(super) struct Funnel {
    pub id: &'static str,
    pub title: String,
    pub description: String,
    /// Between the outer limits.
    pub band: String,
    pub outer: [String; 2],
    pub inner: [String; 2],
    pub y_ticks: Vec<Label>,
    pub x_ticks: Vec<Label>,
    pub overall: Label,
    pub target: Option<Label>,
    pub points: Vec<Point>,
}

/// A text at a place on an axis.
#[derive(Debug, Serialize)]
pub(super) struct Label {
    pub text: String,
    pub at: String,
    /// Where the text stands, apart from others.
    pub text_at: String,
}

/// A provider.
#[derive(Debug, Serialize)]
pub(super) struct Point {
    pub standing: &'static str,
    pub x: String,
    pub y: String,
    /// Height of the raw value, in the panel of adjusted ones.
    pub raw: Option<String>,
    /// Empty where there is no room for all.
    pub name: String,
    pub name_x: String,
    pub name_y: String,
    pub at_end: bool,
}

/// Raw values, or adjusted ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Panel {
    Raw,
    Adjusted,
}

impl Panel {
    fn limits(self, point: &CurvePoint) -> FunnelLimits {
        match self {
            Panel::Raw => point.raw,
            Panel::Adjusted => point.adjusted,
        }
    }

    fn value(self, member: &Member) -> Option<(f64, Standing)> {
        match self {
            Panel::Raw => Some((member.value, member.standing)),
            Panel::Adjusted => member.adjusted.zip(member.adjusted_standing),
        }
    }
}

/// Scales that both panels share.
pub(super) struct Axes {
    low: f64,
    high: f64,
    cases: f64,
}

impl Axes {
    /// Axes cut to values, target and the inner limits of whoever has the fewest cases.
    pub(super) fn of(comparison: &Comparison) -> Self {
        let members = comparison.members.iter();
        let values = members.flat_map(|m| [Some(m.value), m.adjusted].into_iter().flatten());
        let fewest = comparison
            .members
            .iter()
            .min_by(|a, b| a.denominator.cmp(&b.denominator));
        let limits = fewest
            .into_iter()
            .flat_map(|m| [m.limits.inner.0, m.limits.inner.1]);
        let all = values
            .chain(limits)
            .chain([comparison.value])
            .chain(comparison.target);
        let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), one| {
            (low.min(one), high.max(one))
        });
        let room = ((high - low) * 0.06).max(0.002);
        let cases = comparison.curve.last().map_or(1.0, |point| point.cases as f64);
        Self {
            low: (low - room).max(0.0),
            high: (high + room).min(1.0_f64.max(high)),
            cases,
        }
    }

    fn x(&self, cases: f64) -> f64 {
        LEFT + cases / self.cases * (RIGHT - LEFT)
    }

    fn y(&self, value: f64) -> f64 {
        let place = BOTTOM - (value - self.low) / (self.high - self.low) * (BOTTOM - TOP);
        place.clamp(TOP, BOTTOM)
    }
}

/// Draws a panel; `name` gives the name of a provider.
pub(super) fn funnel<'n>(
    comparison: &Comparison,
    panel: Panel,
    axes: &Axes,
    formatter: &Formatter,
    title: String,
    name: impl Fn(&ProviderId) -> &'n str,
) -> Funnel {
    let locale = formatter.locale;
    let line = |end: fn(FunnelLimits) -> f64| {
        let points = comparison.curve.iter().map(|point| {
            let (x, y) = (axes.x(point.cases as f64), axes.y(end(panel.limits(point))));
            format!("{},{}", coordinate(x), coordinate(y))
        });
        points.collect::<Vec<_>>()
    };
    let (upper, lower) = (line(|limits| limits.outer.1), line(|limits| limits.outer.0));
    let band: Vec<String> = upper.iter().chain(lower.iter().rev()).cloned().collect();
    let described = comparison.members.iter().filter_map(|member| {
        let (value, standing) = panel.value(member)?;
        let place = locale.text(standing_key(standing));
        Some(format!(
            "{} {} ({place})",
            name(&member.provider),
            formatter.value(value, comparison.target)
        ))
    });
    let right = right_labels(comparison, axes, formatter);
    Funnel {
        id: match panel {
            Panel::Raw => "funnel-raw",
            Panel::Adjusted => "funnel-adjusted",
        },
        description: described.collect::<Vec<_>>().join(", "),
        title,
        band: band.join(" "),
        outer: [upper.join(" "), lower.join(" ")],
        inner: [
            line(|limits| limits.inner.1).join(" "),
            line(|limits| limits.inner.0).join(" "),
        ],
        y_ticks: y_ticks(axes, formatter),
        x_ticks: x_ticks(axes, formatter),
        overall: right.0,
        target: right.1,
        points: points(comparison, panel, axes, formatter, name),
    }
}

/// Key of the words of a standing.
pub(super) fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Inside => "compare.inside",
        Standing::Hint { better: true } => "compare.hint_better",
        Standing::Hint { better: false } => "compare.hint_worse",
        Standing::Outside { better: true } => "compare.outside_better",
        Standing::Outside { better: false } => "compare.outside_worse",
    }
}

/// Value of all and target, at least 13 apart.
fn right_labels(comparison: &Comparison, axes: &Axes, formatter: &Formatter) -> (Label, Option<Label>) {
    let locale = formatter.locale;
    let label = |text: String, at: f64, text_at: f64| Label {
        text,
        at: coordinate(at),
        text_at: coordinate(text_at + 3.7),
    };
    let at = axes.y(comparison.value);
    let value = locale.share_number(comparison.value, None);
    let overall = label(locale.fill("compare.overall", &[("value", &value)]), at, at);
    let target = comparison.target.map(|target| {
        let place = axes.y(target);
        let apart = match place - at {
            down if (0.0..13.0).contains(&down) => at + 13.0,
            up if (-13.0..0.0).contains(&up) => at - 13.0,
            _ => place,
        };
        let text = locale.short(target * 100.0, 2);
        label(locale.fill("trend.target", &[("target", &text)]), place, apart)
    });
    (overall, target)
}

fn y_ticks(axes: &Axes, formatter: &Formatter) -> Vec<Label> {
    let (low, high) = (axes.low * 100.0, axes.high * 100.0);
    let step = round_up((high - low) / 6.0);
    let first = (low / step).ceil() as i64;
    let values = (first..first + 10)
        .map(|number| number as f64 * step)
        .take_while(|value| *value <= high);
    values
        .map(|value| tick(formatter.locale.short(value, 4), axes.y(value / 100.0)))
        .collect()
}

fn x_ticks(axes: &Axes, formatter: &Formatter) -> Vec<Label> {
    let step = round_up(axes.cases / 5.0).max(1.0);
    let values = (0..8)
        .map(|number| f64::from(number) * step)
        .take_while(|value| *value <= axes.cases);
    values
        .map(|value| tick(formatter.locale.count(value as u64), axes.x(value)))
        .collect()
}

fn tick(text: String, at: f64) -> Label {
    Label {
        text,
        at: coordinate(at),
        text_at: coordinate(at + 3.7),
    }
}

/// Where a name may stand beside its point, the best first.
const OFFSETS: [f64; 7] = [4.0, -8.0, 16.0, -20.0, 28.0, -32.0, 40.0];

fn points<'n>(
    comparison: &Comparison,
    panel: Panel,
    axes: &Axes,
    formatter: &Formatter,
    name: impl Fn(&ProviderId) -> &'n str,
) -> Vec<Point> {
    let mut taken: Vec<[f64; 4]> = Vec::new();
    let all_named = comparison.members.len() <= ALL_NAMED;
    let drawn = comparison.members.iter().filter_map(|member| {
        let (value, standing) = panel.value(member)?;
        Some((
            member,
            value,
            standing,
            axes.x(member.denominator.as_f64()),
            axes.y(value),
        ))
    });
    let drawn: Vec<_> = drawn.collect();
    taken.extend(
        drawn
            .iter()
            .map(|(.., x, y)| [x - 5.0, y - 5.0, x + 5.0, y + 5.0]),
    );
    let mut points = Vec::new();
    for (member, value, standing, x, y) in drawn {
        let is_named = all_named || standing != Standing::Inside;
        let shown = formatter.locale.share_number(value, comparison.target);
        let text = format!("{} {shown}", short(name(&member.provider)));
        let at_end = x > (LEFT + RIGHT) / 2.0;
        let width = 6.4 * text.chars().count() as f64;
        let from = if at_end { x - 9.0 - width } else { x + 9.0 };
        let place = |offset: &f64| [from, y + offset - 10.0, from + width, y + offset + 2.0];
        let free = |offset: &&f64| {
            let [left, top, right, bottom] = place(offset);
            let inside = top > 0.0 && bottom < BOTTOM;
            inside
                && taken
                    .iter()
                    .all(|t| right < t[0] || left > t[2] || bottom < t[1] || top > t[3])
        };
        let offset = OFFSETS.iter().find(free).filter(|_| is_named);
        taken.extend(offset.map(place));
        points.push(Point {
            standing: standing.name(),
            x: coordinate(x),
            y: coordinate(y),
            raw: (panel == Panel::Adjusted).then(|| coordinate(axes.y(member.value))),
            name: offset.map_or_else(String::new, |_| text),
            name_x: coordinate(if at_end { x - 9.0 } else { x + 9.0 }),
            name_y: coordinate(y + offset.unwrap_or(&0.0)),
            at_end,
        });
    }
    points
}

fn short(name: &str) -> String {
    if name.chars().count() <= NAME_CHARS {
        return name.to_owned();
    }
    name.chars().take(NAME_CHARS - 1).chain(['…']).collect()
}
