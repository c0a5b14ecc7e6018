//! Adds columns of counters up per queue and interval, a column at a time and row by row: the
//! engine's own grouping gathers the rows of each group again for every column.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use polars::prelude::*;

use super::sums::{SumKey, Sums};
use crate::tables::contacts::{INTERVAL, QUEUE};
use crate::vocabulary::Micro;

/// Adds up a frame whose first two columns are queue and interval and all others counters: booleans
/// count their rows, numbers are added.
///
/// # Errors
/// A counter is neither.
pub fn add_grouped(frame: &DataFrame, sums: &mut Sums) -> PolarsResult<()> {
    let (keys, groups) = groups(frame)?;
    let counters = frame.columns().iter().skip(2);
    let totals = counters
        .map(|column| total(column, &groups, keys.len()))
        .collect::<PolarsResult<Vec<_>>>()?;
    for (group, key) in keys.into_iter().enumerate() {
        let counters: Vec<Micro> = totals.iter().map(|column| Micro::whole(column[group])).collect();
        sums.add(key, &counters);
    }
    Ok(())
}

/// The groups of a frame, and the group of each row.
fn groups(frame: &DataFrame) -> PolarsResult<(Vec<SumKey>, Vec<u32>)> {
    let (queues, intervals) = (
        frame.column(QUEUE.name())?.u32()?,
        frame.column(INTERVAL.name())?.i64()?,
    );
    let mut known: HashMap<SumKey, u32, FixedState> = HashMap::default();
    let mut keys = Vec::new();
    let groups = queues.iter().zip(intervals.iter()).map(|(queue, interval)| {
        let key = (queue.unwrap_or_default(), interval.unwrap_or_default());
        *known.entry(key).or_insert_with(|| {
            keys.push(key);
            keys.len() as u32 - 1
        })
    });
    let groups = groups.collect();
    Ok((keys, groups))
}

/// A counter's sum per group.
fn total(column: &Column, groups: &[u32], count: usize) -> PolarsResult<Vec<i64>> {
    let mut totals = vec![0; count];
    if column.dtype() == &DataType::Boolean {
        let mut start = 0;
        for part in column.bool()?.downcast_iter() {
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
        return Ok(totals);
    }
    for (group, amount) in groups.iter().zip(column.i64()?.iter()) {
        totals[*group as usize] += amount.unwrap_or_default();
    }
    Ok(totals)
}
