//! `data/staffing_gap.csv`: who caused the gap, by day and over the period, and what it cost in customers.

use std::io::Write;

use super::csv_text::{number, writer};
use crate::scorecard::{GapPart, GapSum, Review};

/// Columns before those of the parts.
const COLUMNS: [&str; 9] = [
    "period",
    "provider",
    "queue",
    "day",
    "intervals",
    "missing_hours",
    "gap_s",
    "late",
    "lost",
];

/// Whether there is a gap to be told.
pub fn any(review: &Review) -> bool {
    let mut providers = review.providers.iter();
    providers.any(|provider| provider.staff_gap.total.intervals > 0)
}

/// Writes a row for the period of each provider with a gap (queue `*`, no day), then one per queue and day.
///
/// # Errors
/// The writer's own.
pub fn write<W: Write>(review: &Review, out: W) -> Result<(), csv::Error> {
    let mut csv = writer(out);
    let parts = |what: &str| GapPart::ALL.map(|part| format!("{what}_{}", part.name()));
    let header = COLUMNS.map(str::to_owned).into_iter();
    csv.write_record(
        header
            .chain(parts("gap_s"))
            .chain(parts("customers"))
            .collect::<Vec<_>>(),
    )?;
    for provider in &review.providers {
        let gap = &provider.staff_gap;
        if gap.total.intervals == 0 {
            continue;
        }
        let whole = (String::from("*"), String::new(), &gap.total);
        let days = gap.days.iter();
        let days = days.map(|day| (day.queue.to_string(), day.day.to_string(), &day.gap));
        for (queue, day, gap) in std::iter::once(whole).chain(days) {
            let head = [
                review.period.name().to_owned(),
                provider.id.to_string(),
                queue,
                day,
            ];
            csv.write_record(head.into_iter().chain(cells(gap)).collect::<Vec<_>>())?;
        }
    }
    csv.flush()?;
    Ok(())
}

fn cells(gap: &GapSum) -> Vec<String> {
    let mut cells = vec![
        gap.intervals.to_string(),
        number(Some(gap.missing_hours())),
        gap.agent_s.to_string(),
        gap.late.to_string(),
        gap.lost.to_string(),
    ];
    cells.extend(gap.parts.iter().map(|part| part.agent_s.to_string()));
    cells.extend(gap.parts.iter().map(|part| part.customers.to_string()));
    cells
}
