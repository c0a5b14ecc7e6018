//! Whether the calls of a queue would fit its opening hours if their clock were another: an export in the wrong
//! time zone reads without any error.

use std::collections::BTreeMap;

use crate::intake::Context;
use crate::measure::IntervalVolumes;
use crate::scorecard::{Notice, NoticeKind};
use crate::vocabulary::Micro;

/// Fewer calls prove nothing.
const FEWEST: i64 = 100;
/// At least so many of a hundred would lie inside.
const WOULD_FIT: i64 = 98;
/// At most so many of a hundred lie inside.
const FITS_BADLY: i64 = 90;

/// A notice per queue whose calls lie outside its opening hours and would not, hours earlier or later.
pub fn notices(context: &Context<'_>, volumes: &[IntervalVolumes]) -> Vec<Notice> {
    let mut by_queue: BTreeMap<u32, Vec<(i64, i64)>> = BTreeMap::new();
    for volume in volumes {
        let calls = volume.offered.0 / Micro::ONE;
        by_queue
            .entry(volume.queue)
            .or_default()
            .push((volume.start, calls));
    }
    let found = by_queue.into_iter().filter_map(|(queue, calls)| {
        let id = context.codes.queues.word(queue);
        let mut queues = context.agreement.queues.iter();
        let queue = queues.find(|queue| queue.id.as_str() == id)?;
        let calendar = queue.calendar.as_ref()?;
        let (hours, outside) = shift(&calls, |at| calendar.is_open(at))?;
        Some(Notice {
            kind: NoticeKind::ShiftedClock,
            file: String::new(),
            sheet: String::new(),
            column: queue.name.clone(),
            value: format!("{hours:+}"),
            count: outside as u64,
            first_row: 0,
        })
    });
    found.collect()
}

/// Hours by which calls (start of the interval, number) would have to come later to lie inside, and how many lie
/// outside as they are; nothing where they fit, or fit nowhere.
fn shift(calls: &[(i64, i64)], is_open: impl Fn(i64) -> bool) -> Option<(i64, i64)> {
    let inside = |hours: i64| -> i64 {
        let open = calls.iter().filter(|(start, _)| is_open(start + hours * 3_600));
        open.map(|(_, calls)| calls).sum()
    };
    let all: i64 = calls.iter().map(|(_, calls)| calls).sum();
    let now = inside(0);
    if all < FEWEST || 100 * now > FITS_BADLY * all {
        return None;
    }
    let mut hours: Vec<i64> = (-14..=14).filter(|hours| *hours != 0).collect();
    hours.sort_by_key(|hours| hours.abs());
    let found = hours
        .into_iter()
        .find(|hours| 100 * inside(*hours) >= WOULD_FIT * all)?;
    Some((found, all - now))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Open from 8 to 18.
    fn open(at: i64) -> bool {
        (8..18).contains(&(at.rem_euclid(86_400) / 3_600))
    }

    fn calls(from: i64, to: i64) -> Vec<(i64, i64)> {
        (from..to).map(|hour| (hour * 3_600, 30)).collect()
    }

    #[test]
    fn a_clock_that_is_two_hours_late_or_has_its_sign_flipped_is_found() {
        assert_eq!(shift(&calls(6, 16), open), Some((2, 60)));
        assert_eq!(shift(&calls(12, 22), open), Some((-4, 120)));
    }

    #[test]
    fn calls_that_fit_or_fit_nowhere_say_nothing() {
        assert_eq!(shift(&calls(8, 18), open), None);
        assert_eq!(shift(&calls(0, 24), open), None);
        assert_eq!(shift(&calls(6, 9), open), None);
        // A few before the door opens.
        assert_eq!(shift(&calls(7, 18), open), None);
    }
}
