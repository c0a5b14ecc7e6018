//! Planned and present agents per interval from the rows of a provider's staffing export.

use std::collections::BTreeMap;

use super::Presence;
use crate::tables::Codebook;
use crate::tables::intervals::StaffRow;
use crate::vocabulary::{EpochSeconds, Micro, QueueId};

/// Agent-seconds per interval of `length` seconds as agents: the mean over the interval.
pub fn presence(rows: &[StaffRow], codes: &Codebook, length: i64) -> Vec<Presence> {
    let mut cells: BTreeMap<(u32, EpochSeconds), (Option<Micro>, Option<Micro>)> = BTreeMap::new();
    let add = |sum: &mut Option<Micro>, more: Option<Micro>| {
        if let Some(more) = more {
            *sum = Some(sum.unwrap_or_default() + more);
        }
    };
    for row in rows {
        let cell = cells.entry((row.queue, row.interval)).or_default();
        add(&mut cell.0, row.planned_s);
        add(&mut cell.1, row.present_s);
    }
    let mean = |seconds: Option<Micro>| seconds.map(|seconds| Micro(seconds.0 / length));
    cells
        .into_iter()
        .map(|((queue, start), (planned, present))| Presence {
            queue: QueueId::new(codes.queues.word(queue)),
            start,
            planned: mean(planned),
            present: mean(present),
        })
        .collect()
}
