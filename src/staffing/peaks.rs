//! Peaks: the intervals of which it was known beforehand that they need most. They are chosen by the
//! forecast, or by what is usual, and never by what came: that would be a list of bad luck.

use std::collections::BTreeMap;

use super::IntervalRow;
use super::heat::slot;
use crate::scorecard::{Peak, PeakBasis, PeakSum, StaffVerdict};
use crate::vocabulary::{EpochSeconds, QueueId, Zone};

/// How many are listed.
const LISTED: usize = 20;

/// Of twenty intervals of a queue, one is a peak.
const ONE_OF: usize = 20;

/// The peaks in which people were missing, worst first, and what all peaks add up to. Ties by load, larger
/// first, then by start.
pub(super) fn chosen(rows: &[IntervalRow], zone: &Zone) -> (Vec<Peak>, PeakSum) {
    let basis = match rows.iter().any(|row| row.facts.expected.is_some()) {
        true => PeakBasis::Forecast,
        false => PeakBasis::UsualWeek,
    };
    let expected = match basis {
        PeakBasis::Forecast => by_forecast(rows),
        _ => by_usual_week(rows, zone),
    };
    let chosen = largest(rows, &expected);
    if chosen.is_empty() {
        return (Vec::new(), PeakSum::default());
    }
    let short = |row: &&&IntervalRow| row.gap().is_some_and(|gap| gap < 0.0);
    let is_clear = |row: &&&IntervalRow| {
        row.judged
            .is_some_and(|judged| judged.verdict == Some(StaffVerdict::Short))
    };
    let hours = |row: &&IntervalRow| 0.0 - row.gap().unwrap_or_default() * row.length_s as f64 / 3600.0;
    let sum = PeakSum {
        basis,
        intervals: chosen.len() as u64,
        short: chosen.iter().filter(short).count() as u64,
        clear: chosen.iter().filter(is_clear).count() as u64,
        missing_hours: chosen.iter().filter(short).map(hours).sum(),
    };
    let mut peaks: Vec<Peak> = chosen.iter().filter(short).filter_map(|row| peak(row)).collect();
    // Stable: queues of one start stay in the order of the workspace.
    peaks.sort_by(|one, other| {
        let by_gap = one.gap.total_cmp(&other.gap);
        by_gap
            .then(other.load.total_cmp(&one.load))
            .then(one.start.cmp(&other.start))
    });
    peaks.truncate(LISTED);
    (peaks, sum)
}

/// Expected work of each row, in any measure that orders the rows of a queue.
fn by_forecast(rows: &[IntervalRow]) -> Vec<Option<f64>> {
    // Calls with a handle time and calls without one cannot be compared.
    let untold = |row: &&IntervalRow| {
        row.facts
            .expected
            .is_some_and(|expected| expected.aht_s.is_none())
    };
    let untold: Vec<&QueueId> = rows.iter().filter(untold).map(|row| &row.queue).collect();
    rows.iter()
        .map(|row| {
            let expected = row.facts.expected?;
            let aht_s = expected.aht_s.filter(|_| !untold.contains(&&row.queue));
            Some(expected.calls * aht_s.unwrap_or(1.0))
        })
        .collect()
}

/// Starts of intervals with the calls that came.
type Calls = Vec<(EpochSeconds, f64)>;

/// Mean calls of the same weekday and time in the former weeks of the period; in the first week, in those
/// that follow.
fn by_usual_week(rows: &[IntervalRow], zone: &Zone) -> Vec<Option<f64>> {
    let key = |row: &IntervalRow| slot(zone.civil(row.start));
    let mut weeks: BTreeMap<(&QueueId, (u8, u32)), Calls> = BTreeMap::new();
    for row in rows {
        let calls = (row.start, row.offered.as_f64());
        weeks.entry((&row.queue, key(row))).or_default().push(calls);
    }
    rows.iter()
        .map(|row| {
            let week = weeks.get(&(&row.queue, key(row)))?;
            let (former, later): (Vec<_>, Vec<_>) = week
                .iter()
                .filter(|(start, _)| *start != row.start)
                .partition(|(start, _)| *start < row.start);
            let usual = if former.is_empty() { later } else { former };
            let calls: f64 = usual.iter().map(|(_, calls)| calls).sum();
            (!usual.is_empty()).then(|| calls / usual.len() as f64)
        })
        .collect()
}

/// The rows of each queue that are expected to need most; of equal ones the earlier.
fn largest<'r>(rows: &'r [IntervalRow], expected: &[Option<f64>]) -> Vec<&'r IntervalRow> {
    let mut queues: BTreeMap<&QueueId, Vec<(f64, usize)>> = BTreeMap::new();
    for (index, (row, expected)) in rows.iter().zip(expected).enumerate() {
        if let Some(work) = expected.filter(|work| *work > 0.0) {
            queues.entry(&row.queue).or_default().push((work, index));
        }
    }
    let mut chosen: Vec<usize> = Vec::new();
    for mut of_queue in queues.into_values() {
        of_queue.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let count = of_queue.len().div_ceil(ONE_OF);
        chosen.extend(of_queue[..count].iter().map(|(_, index)| *index));
    }
    chosen.sort_unstable();
    chosen.into_iter().map(|index| &rows[index]).collect()
}

fn peak(row: &IntervalRow) -> Option<Peak> {
    Some(Peak {
        queue: row.queue.clone(),
        start: row.start,
        length_s: row.length_s,
        offered: row.offered.as_f64(),
        aht_s: row.aht_s?,
        load: row.offered_load?,
        required: f64::from(row.required_agents?),
        planned: row.planned.map(|agents| agents.as_f64()),
        present: row.present.map(|agents| agents.as_f64()),
        gap: row.gap()?,
        state: row.state,
        service_level: row.service_level,
    })
}
