//! Emergencies: intervals in a row with far more calls than the locked forecast, measured by how unlikely
//! so many are, and not by a percentage: small queues leap by chance, large ones do not.

use super::IntervalRow;
use super::surge::{SPIKE, busyness, tail};
use crate::scorecard::Emergency;
use crate::vocabulary::{Micro, Zone};

/// A run of fewer spikes is an emergency where all of them together are less likely than this.
const EMERGENCY: f64 = 1e-9;

/// So many spikes in a row are an emergency.
const RUN: usize = 3;

/// Finds the emergencies of one queue, whose rows are in the order of time; notes the chance of each
/// interval's calls.
pub(super) fn find(rows: &mut [IntervalRow], zone: &Zone) -> Vec<Emergency> {
    let pairs = rows.iter().filter_map(|row| {
        let expected = row.facts.expected?;
        Some((expected.calls, row.offered.as_f64()))
    });
    let pairs: Vec<(f64, f64)> = pairs.collect();
    if pairs.is_empty() {
        return Vec::new();
    }
    let alpha = busyness(&pairs).unwrap_or(0.0);
    for row in rows.iter_mut() {
        row.chance = row
            .facts
            .expected
            // Where nothing was forecast, one call is no sign of anything.
            .filter(|expected| expected.calls > 0.0)
            .map(|expected| tail(calls(row), expected.calls, alpha));
    }
    runs(rows)
        .into_iter()
        .filter_map(|(from, to)| emergency(rows, (from, to), zone))
        .collect()
}

/// Whole calls; parts of one are of reports that tell shares.
fn calls(row: &IntervalRow) -> u64 {
    row.offered.as_f64().round().max(0.0) as u64
}

fn is_spike(row: &IntervalRow) -> bool {
    let is_above = row
        .facts
        .expected
        .is_some_and(|expected| row.offered.as_f64() > expected.calls);
    is_above && row.chance.is_some_and(|chance| chance < SPIKE)
}

/// First and past-the-end index of each run of spikes without an interval between.
fn runs(rows: &[IntervalRow]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| is_spike(row)) {
        match runs.last_mut() {
            Some((_, to)) if *to == index && follows(&rows[index - 1], row) => *to = index + 1,
            _ => runs.push((index, index + 1)),
        }
    }
    runs
}

fn follows(before: &IntervalRow, row: &IntervalRow) -> bool {
    before.start + before.length_s == row.start
}

fn emergency(rows: &[IntervalRow], (from, to): (usize, usize), zone: &Zone) -> Option<Emergency> {
    let run = &rows[from..to];
    let chance: f64 = run.iter().filter_map(|row| row.chance).product();
    if run.len() < RUN && chance >= EMERGENCY {
        return None;
    }
    let (first, last) = (run.first()?, run.last()?);
    let beyond = run.iter().filter_map(|row| {
        let forecast = row.split?.forecast_required?;
        Some(i64::from(row.required_agents?) - i64::from(forecast))
    });
    let expected = run.iter().filter_map(|row| row.facts.expected);
    // Who follows on another day has not followed.
    let day = zone.date(first.start);
    let mut of_day = rows[from..].iter().take_while(|row| zone.date(row.start) == day);
    let followed = of_day.find(|row| row.gap().is_some_and(|gap| gap >= 0.0));
    Some(Emergency {
        queue: first.queue.clone(),
        start: first.start,
        end: last.start + last.length_s,
        intervals: run.len() as u64,
        calls: run.iter().map(|row| row.offered).sum::<Micro>().as_f64(),
        forecast: expected.map(|expected| expected.calls).sum(),
        agents: beyond.max().unwrap_or(0),
        chance,
        lag_s: followed.map(|row| row.start - first.start),
    })
}
