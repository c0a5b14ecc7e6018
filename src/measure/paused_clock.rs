//! Clocks that stand still while a case is paused: due instants and times taken (definitions § 3). Pauses are
//! measured in the time in which the budget runs, so that one over the weekend adds nothing to a Mo–Fr clock.

use polars::prelude::*;

use crate::normalize::STILL;
use crate::tables::Column as Name;
use crate::tables::contacts::PAUSES;
use crate::vocabulary::EpochSeconds;
use crate::workspace::agreement::Budget;
use crate::workspace::calendar::Calendar;

/// A due instant of a case that is paused: not before the pause ends.
pub const NOT_YET: EpochSeconds = i64::MAX;

/// The time in which a budget runs.
#[derive(Clone, Copy)]
pub enum Running<'a> {
    /// Inside the windows of a calendar.
    Business(&'a Calendar),
    /// Around the clock.
    Elapsed,
}

impl<'a> Running<'a> {
    /// The time of a budget in seconds, with its length; none of others.
    pub fn of(budget: &'a Budget) -> Option<(Self, i64)> {
        match budget {
            Budget::Business {
                seconds, calendar, ..
            } => Some((Running::Business(calendar), *seconds)),
            Budget::Elapsed { seconds } => Some((Running::Elapsed, *seconds)),
            Budget::Days { .. } | Budget::Export => None,
        }
    }

    /// Seconds that run between two instants.
    pub fn between(self, from: EpochSeconds, to: EpochSeconds) -> i64 {
        match self {
            Running::Business(calendar) => calendar.between(from, to),
            Running::Elapsed => to - from,
        }
    }

    fn due(self, start: EpochSeconds, budget: i64) -> Option<EpochSeconds> {
        match self {
            Running::Business(calendar) => calendar.due(start, budget),
            Running::Elapsed => Some(start + budget),
        }
    }

    /// When a budget is used up that does not run during pauses, given as alternating beginnings and ends
    /// in order; [`NOT_YET`] where a pause goes on before that.
    pub fn due_with(self, start: EpochSeconds, budget: i64, pauses: &[EpochSeconds]) -> Option<EpochSeconds> {
        let (mut running_since, mut left) = (start, budget);
        for (from, to) in pairs(pauses).filter(|(_, to)| *to > start) {
            let ran = self.between(running_since, from.max(running_since));
            if ran >= left {
                break;
            }
            if to == STILL {
                return Some(NOT_YET);
            }
            left -= ran;
            running_since = to.max(running_since);
        }
        self.due(running_since, left)
    }

    /// Seconds of pauses between two instants; one that goes on ends with the second of them.
    pub fn paused(self, start: EpochSeconds, stop: EpochSeconds, pauses: &[EpochSeconds]) -> i64 {
        let within = pairs(pauses).map(|(from, to)| (from.max(start), to.min(stop)));
        within
            .filter(|(from, to)| from < to)
            .map(|(from, to)| self.between(from, to))
            .sum()
    }
}

/// Pauses as far as they lie before the stop of the clock: it does not stand still once it has stopped.
pub fn until(stop: Option<EpochSeconds>, pauses: &[EpochSeconds]) -> Vec<EpochSeconds> {
    let stop = stop.unwrap_or(STILL);
    pairs(pauses)
        .filter(|(from, _)| *from < stop)
        .flat_map(|(from, to)| [from, to.min(stop)])
        .collect()
}

fn pairs(edges: &[EpochSeconds]) -> impl Iterator<Item = (EpochSeconds, EpochSeconds)> {
    edges.as_chunks::<2>().0.iter().map(|[from, to]| (*from, *to))
}

/// The pauses of each row: alternating beginnings and ends.
#[derive(Default)]
pub struct PauseLists(Option<ListChunked>);

impl PauseLists {
    /// Those of a frame; none where it has no histories.
    ///
    /// # Errors
    /// The column holds no lists.
    pub fn of(frame: &DataFrame) -> PolarsResult<Self> {
        Self::named(frame, PAUSES)
    }

    /// The lists of a column, where a frame has it.
    ///
    /// # Errors
    /// The column holds no lists.
    pub fn named(frame: &DataFrame, name: Name) -> PolarsResult<Self> {
        let column = frame.column(name.name()).ok();
        let lists = column.map(|column| column.list().cloned()).transpose()?;
        Ok(Self(lists.filter(|lists| lists.null_count() < lists.len())))
    }

    /// The pauses of a row.
    pub fn get(&self, row: usize) -> Vec<EpochSeconds> {
        let list = self.0.as_ref().and_then(|lists| lists.get_as_series(row));
        let edges = list.as_ref().and_then(|list| list.i64().ok());
        edges.map_or_else(Vec::new, |edges| edges.iter().flatten().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;

    #[test]
    fn a_pause_moves_the_due_instant_by_its_length() {
        let due = |pauses: &[i64]| Running::Elapsed.due_with(0, 8 * HOUR, pauses);
        assert_eq!(due(&[]), Some(8 * HOUR));
        assert_eq!(due(&[HOUR, 3 * HOUR]), Some(10 * HOUR));
        assert_eq!(due(&[HOUR, 3 * HOUR, 4 * HOUR, 5 * HOUR]), Some(11 * HOUR));
        // A pause after the due instant comes too late.
        assert_eq!(due(&[8 * HOUR, 20 * HOUR]), Some(8 * HOUR));
        assert_eq!(due(&[8 * HOUR, STILL]), Some(8 * HOUR));
        assert_eq!(due(&[7 * HOUR, STILL]), Some(NOT_YET));
        // A pause from before the start counts from the start on.
        assert_eq!(due(&[-HOUR, HOUR]), Some(9 * HOUR));
        assert_eq!(due(&[-2 * HOUR, -HOUR]), Some(8 * HOUR));
    }

    #[test]
    fn a_pause_after_the_stop_moves_nothing() {
        // Came in at 22:53, answered at 07:13, paused from 07:43 to 12:43, due at 08:53.
        let [came_in, answered, from, to] = [22 * 60 + 53, 31 * 60 + 13, 31 * 60 + 43, 36 * 60 + 43];
        let due = |stop, pauses: &[i64]| Running::Elapsed.due_with(came_in, 600, &until(stop, pauses));
        assert_eq!(due(Some(answered), &[from, to]), Some(came_in + 600));
        assert_eq!(due(Some(answered), &[from, STILL]), Some(came_in + 600));
        // While the case is open, it counts.
        assert_eq!(due(None, &[from, to]), Some(came_in + 900));
        assert_eq!(due(None, &[from, STILL]), Some(NOT_YET));
        // One that runs at the stop ends there.
        assert_eq!(due(Some(answered), &[answered - 10, STILL]), Some(came_in + 610));
    }

    #[test]
    fn time_paused_is_cut_to_the_case() {
        let paused = |pauses: &[i64]| Running::Elapsed.paused(0, 10 * HOUR, pauses);
        assert_eq!(paused(&[HOUR, 3 * HOUR, 9 * HOUR, STILL]), 3 * HOUR);
        assert_eq!(paused(&[-HOUR, HOUR]), HOUR);
        assert_eq!(paused(&[10 * HOUR, STILL]), 0);
    }
}
