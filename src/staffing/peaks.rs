//! The intervals in which most people were missing.

use super::IntervalRow;
use crate::scorecard::Peak;

/// How many are listed.
const LISTED: usize = 20;

/// The worst gaps, worst first; ties by load, larger first, then by start. Intervals without a
/// shortage are no peaks.
pub(super) fn worst(rows: &[IntervalRow]) -> Vec<Peak> {
    let mut peaks: Vec<Peak> = rows
        .iter()
        .filter_map(peak)
        .filter(|peak| peak.gap < 0.0)
        .collect();
    // Stable: queues of one start stay in the order of the workspace.
    peaks.sort_by(|one, other| {
        let by_gap = one.gap.total_cmp(&other.gap);
        by_gap
            .then(other.load.total_cmp(&one.load))
            .then(one.start.cmp(&other.start))
    });
    peaks.truncate(LISTED);
    peaks
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
