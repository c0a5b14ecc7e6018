//! Work in hand (definitions § 3): tickets open at the as-of instant by age, and the bridge
//! opening + in − out = closing. The parts are counted apart, so that the sum is a check.

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, no_text};
use super::judgement::Judgement;
use super::paused_clock::Running;
use crate::tables::Column as Name;
use crate::tables::codes::state_code;
use crate::tables::column;
use crate::tables::contacts::{CLOSED_AT, ENDS, OCCURRED_AT, RESOLVED_AT, STATUS};
use crate::vocabulary::{BridgePart, ContactKind, EpochSeconds, Micro, Tally};
use crate::workspace::agreement::{Backlog, Text};

/// Prepared columns, in the order of the counters.
const COLUMNS: [&str; 5] = [
    "work:opening",
    "work:created",
    "work:reopened",
    "work:out",
    "work:closing",
];
/// Seconds that an open ticket has waited; none of others.
const AGE: &str = "work:age";

/// Columns that are above zero in tickets that move in the period.
pub const MOVES: [&str; 3] = ["work:reopened", "work:out", "work:closing"];

/// Columns of the movements, in the order of [`BridgePart::MOVEMENTS`].
pub const MOVEMENTS: [&str; 3] = ["work:created", "work:reopened", "work:out"];

/// Counts the work in hand.
pub struct WorkInHand {
    /// Period and as-of instant.
    pub judgement: Judgement,
    /// Ages that are told apart.
    pub backlog: Backlog,
}

/// What was counted over some queues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkCounts {
    /// Parts of the bridge.
    pub bridge: Vec<(BridgePart, Micro)>,
    /// Open tickets by name of their age.
    pub ages: Vec<(String, Micro)>,
}

impl WorkInHand {
    /// The counts from the sums.
    pub fn counts(&self, sums: &[Micro]) -> WorkCounts {
        let at = |place: usize| sums.get(place).copied().unwrap_or_default();
        let bridge = BridgePart::ALL.map(|part| {
            let count = match part {
                BridgePart::Opening => at(0),
                BridgePart::Created => at(1),
                BridgePart::Reopened => at(2),
                BridgePart::In => at(1) + at(2),
                BridgePart::Out => at(3),
                BridgePart::Closing => at(4),
            };
            (part, count)
        });
        let names = self.backlog.names().into_iter().enumerate();
        WorkCounts {
            bridge: bridge.to_vec(),
            ages: names
                .map(|(place, name)| (name, at(COLUMNS.len() + place)))
                .collect(),
        }
    }

    fn running(&self) -> Running<'_> {
        let calendar = self.backlog.calendar.as_ref();
        calendar.map_or(Running::Elapsed, Running::Business)
    }

    /// The row's part of each column, and its age.
    fn of(&self, created: EpochSeconds, ends: &[EpochSeconds]) -> ([i64; 5], Option<i64>) {
        let Judgement {
            start, end, as_of, ..
        } = self.judgement;
        if created >= end {
            return ([0; 5], None);
        }
        let start = start.min(as_of);
        // Nothing ends before it begins.
        let ends = || ends.iter().map(|at| (*at).max(created));
        let is_open = |until: &dyn Fn(EpochSeconds) -> bool| {
            until(created) && ends().filter(|at| until(*at)).count() % 2 == 0
        };
        let within = |at: EpochSeconds| start <= at && at <= as_of;
        let moved = |parity: usize| {
            let turns = ends().enumerate().filter(|(place, _)| place % 2 == parity);
            turns.filter(|(_, at)| within(*at)).count() as i64
        };
        let closing = is_open(&|at| at <= as_of);
        let parts = [
            i64::from(is_open(&|at| at < start)),
            i64::from(within(created)),
            moved(1),
            moved(0),
            i64::from(closing),
        ];
        (parts, closing.then(|| self.running().between(created, as_of)))
    }
}

/// When a row says that its ticket went out of work, if it does.
#[derive(Clone, Copy, Debug)]
struct OwnEnd {
    at: Option<EpochSeconds>,
    /// Its state says so as well.
    is_over: bool,
}

impl OwnEnd {
    /// After a story that ends open. A time from before the last return is a former one, unless the
    /// state says that the ticket is over again.
    fn after(self, story: &[EpochSeconds]) -> Option<EpochSeconds> {
        let back = story.last().copied().unwrap_or(EpochSeconds::MIN);
        let own = self.at.filter(|at| self.is_over || *at >= back);
        own.filter(|_| story.len().is_multiple_of(2))
            .map(|at| at.max(back))
    }
}

/// When tickets went out of work by their own rows: with their resolution or closing; where the state says
/// so and no time is known, when they came in.
fn ends_of(frame: &DataFrame) -> PolarsResult<Vec<OwnEnd>> {
    let time = |name: Name| frame.column(name.name())?.i64();
    let (created, resolved, closed) = (time(OCCURRED_AT)?, time(RESOLVED_AT)?, time(CLOSED_AT)?);
    let states = frame.column(STATUS.name())?.u32()?;
    let over = ["resolved", "closed", "merged", "cancelled"].map(state_code);
    let rows = resolved
        .iter()
        .zip(closed.iter())
        .zip(created.iter())
        .zip(states.iter());
    Ok(rows
        .map(|(((resolved, closed), created), state)| {
            let is_over = state.is_some_and(|state| over.contains(&state));
            let at = resolved.or(closed).or(created.filter(|_| is_over));
            OwnEnd { at, is_over }
        })
        .collect())
}

impl Measure for WorkInHand {
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        if kind == ContactKind::Call {
            return Vec::new();
        }
        let bridge = COLUMNS.iter().map(|name| Counter::Amount(column::named(name)));
        let age = || column::named(AGE);
        let edges: Vec<i64> = self.backlog.edges.iter().map(|edge| edge.seconds).collect();
        let lows = std::iter::once(None).chain(edges.iter().copied().map(Some));
        let highs = edges.iter().copied().map(Some).chain([None]);
        let ages = lows.zip(highs).map(|(low, high)| {
            let above = low.map_or(age().is_not_null(), |low| age().gt(lit(low)));
            let below = high.map_or(lit(true), |high| age().lt_eq(lit(high)));
            Counter::Rows(above.and(below).fill_null(lit(false)))
        });
        bridge.chain(ages).collect()
    }

    fn tally(&self, _: &[Micro]) -> Tally {
        Tally::default()
    }

    fn judge(&self, _: ContactKind, _: &Exports) -> Option<Judge> {
        None
    }

    fn work(&self) -> Option<&WorkInHand> {
        Some(self)
    }

    fn prepare(&self, kind: ContactKind, frame: &DataFrame) -> PolarsResult<Vec<Column>> {
        if kind == ContactKind::Call {
            return Ok(Vec::new());
        }
        let height = frame.height();
        let created = frame.column(OCCURRED_AT.name())?.i64()?;
        let lists = frame.column(ENDS.name())?;
        let lists = (lists.null_count() < lists.len())
            .then(|| lists.list())
            .transpose()?;
        let single = ends_of(frame)?;
        let mut parts: [Vec<i64>; 5] = std::array::from_fn(|_| Vec::with_capacity(height));
        let mut ages = Vec::with_capacity(height);
        for (row, end) in single.into_iter().enumerate() {
            let told = lists.and_then(|lists| lists.get_as_series(row));
            let told: Option<Vec<i64>> = match &told {
                Some(ends) => {
                    let mut ends: Vec<i64> = ends.i64()?.iter().flatten().collect();
                    ends.extend(end.after(&ends));
                    Some(ends)
                }
                None => None,
            };
            let created = created.get(row).unwrap_or(i64::MAX);
            let (counts, age) = match &told {
                Some(ends) => self.of(created, ends),
                None => self.of(created, end.at.as_slice()),
            };
            for (part, count) in parts.iter_mut().zip(counts) {
                part.push(count);
            }
            ages.push(age);
        }
        let mut columns: Vec<Column> = COLUMNS
            .iter()
            .zip(parts)
            .map(|(name, part)| Int64Chunked::from_vec((*name).into(), part).into_column())
            .collect();
        columns.push(Int64Chunked::from_iter_options(AGE.into(), ages.into_iter()).into_column());
        Ok(columns)
    }

    fn definition(&self) -> Text {
        no_text()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vocabulary::{Zone, balances};

    fn work(as_of: i64) -> WorkInHand {
        WorkInHand {
            judgement: Judgement {
                start: 100,
                end: 200,
                as_of,
                zone: Zone::parse("UTC").expect("known zone"),
            },
            backlog: Backlog::default(),
        }
    }

    #[test]
    fn tickets_that_come_back_come_in_and_go_out_again() {
        let of = |created, ends: &[i64]| work(200).of(created, ends).0;
        assert_eq!(of(50, &[]), [1, 0, 0, 0, 1]);
        assert_eq!(of(50, &[60]), [0, 0, 0, 0, 0]);
        assert_eq!(of(50, &[60, 110]), [0, 0, 1, 0, 1]);
        assert_eq!(of(50, &[60, 110, 120, 130, 140]), [0, 0, 2, 2, 0]);
        assert_eq!(of(150, &[140]), [0, 1, 0, 1, 0]);
        assert_eq!(of(200, &[]), [0; 5]);
    }

    #[test]
    fn a_row_ends_what_its_story_leaves_open() {
        let end = |at, is_over, story: &[i64]| OwnEnd { at, is_over }.after(story);
        assert_eq!(end(Some(70), false, &[]), Some(70));
        assert_eq!(end(Some(70), false, &[50, 60]), Some(70));
        assert_eq!(end(None, false, &[]), None);
        assert_eq!(end(Some(70), true, &[50]), None);
        // Resolved at 50 and opened again at 60: the row still has the former time.
        assert_eq!(end(Some(50), false, &[50, 60]), None);
        assert_eq!(end(Some(0), true, &[50, 60]), Some(60));
    }

    proptest! {
        #[test]
        fn the_bridge_balances_whatever_happens(
            created in 0_i64..300,
            mut ends in proptest::collection::vec(0_i64..300, 0..6),
            as_of in 50_i64..300,
        ) {
            ends.sort_unstable();
            let [opening, came, reopened, out, closing] = work(as_of).of(created, &ends).0;
            prop_assert!(balances([opening, came, reopened, came + reopened, out, closing]));
        }
    }
}
