//! The gap heat map: days across, times down, eight fixed steps that are never rescaled.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{HeatCell, ProviderReview};

/// Width and height of a cell with its 1 px gap, and the room for labels left and above.
const CELL: (u32, u32) = (24, 13);
const LABELS: (u32, u32) = (36, 20);

/// The map of one provider, as drawing and as table.
#[derive(Debug, Serialize)]
pub(super) struct Heat {
    pub id: String,
    pub name: String,
    pub width: u32,
    pub height: u32,
    pub summary: String,
    pub days: Vec<Label>,
    pub hours: Vec<Label>,
    pub rows: Vec<Row>,
}

/// A label at the middle of its column or at the line of its row.
#[derive(Debug, Serialize)]
pub(super) struct Label {
    pub at: u32,
    pub text: String,
}

/// A time of day.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub time: String,
    pub cells: Vec<Cell>,
}

/// A weekday and time of day.
#[derive(Debug, Serialize)]
pub(super) struct Cell {
    pub x: u32,
    pub y: u32,
    pub step: Step,
    /// With one decimal, for the table.
    pub gap: String,
    /// Whole, only where two or more agents are missing or spare, for the drawing.
    pub label: String,
}

/// Colour steps, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Step {
    U4,
    U3,
    U2,
    U1,
    Z0,
    O1,
    O2,
    O3,
    /// Staffing is not known.
    Unknown,
    /// Outside opening hours.
    Closed,
}

impl Step {
    /// The step of a gap, rounded to whole agents.
    pub(super) fn of(gap: f64) -> Self {
        match gap.round() as i64 {
            ..=-4 => Step::U4,
            -3 => Step::U3,
            -2 => Step::U2,
            -1 => Step::U1,
            0 => Step::Z0,
            1 => Step::O1,
            2 => Step::O2,
            3.. => Step::O3,
        }
    }
}

/// The map of a provider; none where no interval is known. `place` makes ids unique on the page.
pub(super) fn heat(provider: &ProviderReview, place: usize, locale: &Locale) -> Option<Heat> {
    let days: BTreeSet<u8> = provider.heat.iter().map(|cell| cell.weekday).collect();
    let times: BTreeSet<u32> = provider.heat.iter().map(|cell| cell.time).collect();
    let (days, times): (Vec<u8>, Vec<u32>) = (days.into_iter().collect(), times.into_iter().collect());
    let step = times
        .windows(2)
        .map(|pair| pair[1] - pair[0])
        .min()
        .unwrap_or(1800);
    if times.is_empty() {
        return None;
    }
    let rows = times
        .iter()
        .enumerate()
        .map(|(index, time)| row(provider, &days, *time, step, index, locale));
    Some(Heat {
        id: format!("heat{place}"),
        name: provider.name.clone(),
        width: LABELS.0 + CELL.0 * days.len() as u32,
        height: LABELS.1 + CELL.1 * times.len() as u32,
        summary: summary(&provider.heat, step, locale),
        days: days
            .iter()
            .enumerate()
            .map(|(index, day)| day_label(index, *day, locale))
            .collect(),
        hours: hours(&times),
        rows: rows.collect(),
    })
}

fn row(provider: &ProviderReview, days: &[u8], time: u32, step: u32, index: usize, locale: &Locale) -> Row {
    let y = LABELS.1 + CELL.1 * index as u32;
    let cell = |(column, day): (usize, &u8)| {
        let found = provider
            .heat
            .iter()
            .find(|cell| cell.weekday == *day && cell.time == time);
        cell(found, LABELS.0 + CELL.0 * column as u32, y, locale)
    };
    Row {
        time: range(time, step),
        cells: days.iter().enumerate().map(cell).collect(),
    }
}

fn cell(found: Option<&HeatCell>, x: u32, y: u32, locale: &Locale) -> Cell {
    let (step, gap, label) = match found.map(|cell| cell.gap) {
        None => (Step::Closed, String::new(), String::new()),
        Some(None) => (Step::Unknown, NOTHING.to_owned(), "?".to_owned()),
        Some(Some(gap)) => {
            let whole = locale.whole_signed(gap);
            let label = if gap.round().abs() >= 2.0 {
                whole
            } else {
                String::new()
            };
            (Step::of(gap), locale.tenth_signed(gap), label)
        }
    };
    Cell {
        x,
        y,
        step,
        gap,
        label,
    }
}

fn day_label(index: usize, day: u8, locale: &Locale) -> Label {
    Label {
        at: LABELS.0 + CELL.0 * index as u32 + CELL.0 / 2,
        text: locale.weekday(day).to_owned(),
    }
}

fn hours(times: &[u32]) -> Vec<Label> {
    let full = times
        .iter()
        .enumerate()
        .filter(|(_, time)| time.is_multiple_of(3600));
    full.map(|(index, time)| Label {
        at: LABELS.1 + CELL.1 * index as u32 + 10,
        text: clock(*time),
    })
    .collect()
}

/// `09:30`.
fn clock(time: u32) -> String {
    format!("{:02}:{:02}", time / 3600, time / 60 % 60)
}

/// `09:30–10:00`.
pub(super) fn range(time: u32, length: u32) -> String {
    format!("{}–{}", clock(time), clock(time + length))
}

/// How many times of the week lack two or more agents, and the worst.
fn summary(cells: &[HeatCell], step: u32, locale: &Locale) -> String {
    let known: Vec<(&HeatCell, f64)> = cells.iter().filter_map(|cell| Some((cell, cell.gap?))).collect();
    let short = known.iter().filter(|(_, gap)| gap.round() <= -2.0).count() as u64;
    let worst = known.iter().min_by(|one, other| one.1.total_cmp(&other.1));
    let Some((cell, gap)) = worst else {
        return locale.text("staffing_section.heat_unknown").to_owned();
    };
    let when = format!("{} {}", locale.weekday(cell.weekday), range(cell.time, step));
    let all = locale.count(known.len() as u64);
    let gap = locale.tenth_signed(*gap);
    locale.counted(
        "staffing_section.heat_summary",
        short,
        &[("all", &all), ("when", &when), ("gap", &gap)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_fixed() {
        let steps = [-7.2, -3.4, -1.5, -0.6, 0.4, 1.2, 2.4, 9.0].map(Step::of);
        use Step::*;
        assert_eq!(steps, [U4, U3, U2, U1, Z0, O1, O2, O3]);
    }
}
