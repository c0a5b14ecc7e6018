//! How the rows of an interval table follow each other: out of order, of mixed lengths, with gaps in the day.
//! Nothing of it is wrong for the sums, but much of it hints at an export that is not what it seems.

use std::collections::BTreeMap;

use crate::normalize::Ledger;
use crate::scorecard::NoticeKind;
use crate::tables::Dictionary;
use crate::vocabulary::{EpochSeconds, QueueId, Zone};
use crate::workspace::agreement::{Agreement, Queue};

/// One row: when it begins, how long it is, where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub queue: u32,
    pub start: EpochSeconds,
    pub length_s: i64,
    pub row: u32,
}

/// Notes what is remarkable about the rows of a file, in the order in which they stand.
pub(super) fn note(rows: &[Placed], agreement: &Agreement, queues: &Dictionary, ledger: &mut Ledger) {
    let mut by_queue: BTreeMap<u32, Vec<Placed>> = BTreeMap::new();
    for row in rows {
        by_queue.entry(row.queue).or_default().push(*row);
    }
    for (code, mut rows) in by_queue {
        let id = QueueId::new(queues.word(code));
        let mut note = |kind, places: Vec<u32>| {
            places
                .into_iter()
                .for_each(|row| ledger.notice(kind, "start", id.as_str(), row));
        };
        note(NoticeKind::OutOfOrder, out_of_order(&rows));
        note(NoticeKind::MixedLengths, mixed_lengths(&rows));
        rows.sort_by_key(|row| row.start);
        let queue = agreement.queues.iter().find(|queue| queue.id == id);
        note(
            NoticeKind::GapInDay,
            gaps(
                &rows,
                queue,
                &agreement.client.zone,
                agreement.staffing.interval_s,
            ),
        );
    }
}

/// Rows that begin before the one above them. An export sorted the other way round is in order, too.
fn out_of_order(rows: &[Placed]) -> Vec<u32> {
    let against = |is_wrong: fn(&[Placed]) -> bool| -> Vec<u32> {
        let pairs = rows.windows(2).filter(|pair| is_wrong(pair));
        pairs.map(|pair| pair[1].row).collect()
    };
    let rising = against(|pair| pair[1].start < pair[0].start);
    let falling = against(|pair| pair[1].start > pair[0].start);
    match falling.len() < rising.len() {
        true => falling,
        false => rising,
    }
}

/// Rows of another length than most.
fn mixed_lengths(rows: &[Placed]) -> Vec<u32> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    rows.iter()
        .for_each(|row| *counts.entry(row.length_s).or_default() += 1);
    let usual = counts.iter().max_by_key(|(_, count)| **count);
    let usual = usual.map(|(length, _)| *length);
    let others = rows.iter().filter(|row| Some(row.length_s) != usual);
    others.map(|row| row.row).collect()
}

/// Rows before which intervals of the same day are missing in which the queue is open. Of a queue without
/// opening hours nothing says that an interval without a row is more than one without calls.
fn gaps(rows: &[Placed], queue: Option<&Queue>, zone: &Zone, interval_s: i64) -> Vec<u32> {
    let Some(calendar) = queue.and_then(|queue| queue.calendar.as_ref()) else {
        return Vec::new();
    };
    let is_open = |at: EpochSeconds| calendar.is_open(at);
    let pairs = rows.windows(2).filter(|pair| {
        let (end, next) = (pair[0].start + pair[0].length_s, pair[1].start);
        let mut between = (end..next).step_by(interval_s.max(1) as usize);
        zone.date(pair[0].start) == zone.date(next) && between.any(is_open)
    });
    pairs.map(|pair| pair[1].row).collect()
}
