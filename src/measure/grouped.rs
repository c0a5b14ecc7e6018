//! Adds columns of counters up per queue and interval, a column at a time and row by row: the
//! engine's own grouping gathers the rows of each group again for every column.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use polars::prelude::*;

use super::sums::{SumKey, Sums};
use crate::vocabulary::{Micro, Verdict};

/// Where the sums of a counter come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The column of this number.
    Column(usize),
    /// No column: so many sums are zero.
    Nothing(usize),
}

/// Adds up counters per group of `keys`, which are queue and interval; `layout` puts their sums in order.
/// Booleans count their rows, numbers are added, verdicts give four counts.
///
/// # Errors
/// A counter is none of these.
pub fn add_grouped(
    keys: &[Column],
    counters: &[Column],
    layout: &[Slot],
    sums: &mut Sums,
) -> PolarsResult<()> {
    let (keys, groups) = groups(keys[0].u32()?, keys[1].i64()?);
    let totals: Vec<Vec<Vec<i64>>> = counters
        .iter()
        .map(|counter| totals_of(counter, &groups, keys.len()))
        .collect::<PolarsResult<_>>()?;
    let nothing = vec![0; keys.len()];
    let mut in_order: Vec<&Vec<i64>> = Vec::new();
    for slot in layout {
        match slot {
            Slot::Column(number) => in_order.extend(&totals[*number]),
            Slot::Nothing(width) => in_order.extend(std::iter::repeat_n(&nothing, *width)),
        }
    }
    for (group, key) in keys.into_iter().enumerate() {
        let counters: Vec<Micro> = in_order
            .iter()
            .map(|column| Micro::whole(column[group]))
            .collect();
        sums.add(key, &counters);
    }
    Ok(())
}

/// The sums of a counter per group.
fn totals_of(column: &Column, groups: &[u32], count: usize) -> PolarsResult<Vec<Vec<i64>>> {
    Ok(match column.dtype() {
        DataType::Boolean => vec![rows(column.bool()?, groups, count)],
        DataType::Int8 => verdicts(column.i8()?, groups, count).into(),
        _ => vec![amounts(column.i64()?, groups, count)],
    })
}

/// The groups of some rows, and the group of each row.
pub(super) fn groups(queues: &UInt32Chunked, intervals: &Int64Chunked) -> (Vec<SumKey>, Vec<u32>) {
    let mut known: HashMap<SumKey, u32, FixedState> = HashMap::default();
    let mut keys = Vec::new();
    let (queues, intervals) = (queues.rechunk(), intervals.rechunk());
    let queues = queues.downcast_as_array().iter();
    let groups = queues
        .zip(intervals.downcast_as_array().iter())
        .map(|(queue, interval)| {
            let key = (
                queue.copied().unwrap_or_default(),
                interval.copied().unwrap_or_default(),
            );
            *known.entry(key).or_insert_with(|| {
                keys.push(key);
                keys.len() as u32 - 1
            })
        })
        .collect();
    (keys, groups)
}

/// Rows per group for which a condition holds.
fn rows(condition: &BooleanChunked, groups: &[u32], count: usize) -> Vec<i64> {
    let mut totals = vec![0; count];
    let mut start = 0;
    for part in condition.downcast_iter() {
        let here = &groups[start..start + part.len()];
        let holds = match part.validity() {
            Some(valid) => part.values() & valid,
            None => part.values().clone(),
        };
        for row in holds.true_idx_iter() {
            totals[here[row] as usize] += 1;
        }
        start += part.len();
    }
    totals
}

/// Sum of amounts per group; nothing adds nothing.
fn amounts(amounts: &Int64Chunked, groups: &[u32], count: usize) -> Vec<i64> {
    let mut totals = vec![0; count];
    match amounts.cont_slice() {
        Ok(values) => {
            for (group, amount) in groups.iter().zip(values) {
                totals[*group as usize] += amount;
            }
        }
        Err(_) => {
            let amounts = amounts.rechunk();
            for (group, amount) in groups.iter().zip(amounts.downcast_as_array().iter()) {
                totals[*group as usize] += amount.copied().unwrap_or_default();
            }
        }
    }
    totals
}

/// Rows per group that passed, missed, were excluded, and could not be measured.
pub(super) fn verdicts(verdicts: &Int8Chunked, groups: &[u32], count: usize) -> [Vec<i64>; 4] {
    const ORDER: [Verdict; 4] = [
        Verdict::Passed,
        Verdict::Missed,
        Verdict::Excluded,
        Verdict::Unmeasurable,
    ];
    // A fifth place takes the rows without a verdict.
    let mut totals = vec![[0_i64; 5]; count];
    let verdicts = verdicts.rechunk();
    for (group, verdict) in groups.iter().zip(verdicts.downcast_as_array().iter()) {
        let place = verdict.map_or(4, |code| (*code as usize).min(4));
        totals[*group as usize][place] += 1;
    }
    ORDER.map(|verdict| totals.iter().map(|total| total[verdict as usize]).collect())
}
