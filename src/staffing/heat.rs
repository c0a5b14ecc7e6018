//! The gap by weekday and time of day: where the pattern of a plan does not fit.

use std::collections::BTreeMap;

use super::IntervalRow;
use crate::scorecard::HeatCell;
use crate::vocabulary::{EpochSeconds, Zone};

const DAY: i64 = 86_400;

/// Sums over the queues of one instant.
#[derive(Clone, Copy, Default)]
struct Moment {
    offered: f64,
    /// None where no queue's gap is known.
    gap: Option<f64>,
}

/// Mean over the days that have intervals of the gap summed over queues, by weekday and local time.
/// A time that the clock shows twice on one day is two samples.
pub(super) fn map(rows: &[IntervalRow], zone: &Zone) -> Vec<HeatCell> {
    let mut moments: BTreeMap<EpochSeconds, Moment> = BTreeMap::new();
    for row in rows {
        let moment = moments.entry(row.start).or_default();
        moment.offered += row.offered.as_f64();
        moment.gap = match (moment.gap, row.gap()) {
            (Some(sum), Some(gap)) => Some(sum + gap),
            (sum, gap) => sum.or(gap),
        };
    }
    let mut slots: BTreeMap<(u8, u32), Vec<Moment>> = BTreeMap::new();
    for (start, moment) in moments {
        slots.entry(slot(zone.civil(start))).or_default().push(moment);
    }
    slots
        .into_iter()
        .map(|((weekday, time), moments)| cell(weekday, time, &moments))
        .collect()
}

/// Weekday (Monday = 0) and seconds after midnight of a wall-clock reading.
pub(super) fn slot(civil: i64) -> (u8, u32) {
    // 1970-01-01 was a Thursday.
    let weekday = (civil.div_euclid(DAY) + 3).rem_euclid(7);
    (weekday as u8, civil.rem_euclid(DAY) as u32)
}

fn cell(weekday: u8, time: u32, moments: &[Moment]) -> HeatCell {
    let gaps: Vec<f64> = moments.iter().filter_map(|moment| moment.gap).collect();
    HeatCell {
        weekday,
        time,
        gap: (!gaps.is_empty()).then(|| gaps.iter().sum::<f64>() / gaps.len() as f64),
        offered: moments.iter().map(|moment| moment.offered).sum::<f64>() / moments.len() as f64,
    }
}
