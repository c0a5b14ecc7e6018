//! A provider's own interval reports as the sums that single calls would have given.

use std::collections::{BTreeMap, BTreeSet};

use super::clauses::{Clauses, Scope};
use super::sums::{SumKey, Sums};
use crate::tables::intervals::ReportRow;
use crate::vocabulary::{Micro, ProviderId};
use crate::workspace::agreement::Agreement;

/// File and row of the report behind a queue's interval.
pub type Places = BTreeMap<SumKey, (String, u32)>;

/// What a provider's interval reports add to its figures.
#[derive(Debug, Default)]
pub struct ReportSums {
    /// Sums of queues without single calls.
    pub sums: Sums,
    /// The report row behind each of these sums.
    pub places: Places,
    /// Intervals whose calls come from a row longer than the grid: a day's calls are no half hour's,
    /// so they count in the figures and need no staff in any interval.
    pub coarse: BTreeSet<SumKey>,
    /// Rows left out, as the queue has single calls: file and queue with number and first row.
    pub unused: BTreeMap<(String, u32), (u64, u32)>,
}

/// Adds up interval reports for queues without single calls; where both exist the calls count, as
/// both together would count each call twice. `widths` are the numbers of counters of each measure.
pub fn report_sums(
    agreement: &Agreement,
    clauses: &Clauses,
    provider: &ProviderId,
    rows: &[ReportRow],
    (with_calls, widths): (&BTreeSet<u32>, &[usize]),
) -> ReportSums {
    let mut reports = ReportSums::default();
    for row in rows {
        if with_calls.contains(&row.queue) {
            let left_out = reports.unused.entry((row.file.clone(), row.queue));
            left_out.or_insert((0, row.row)).0 += 1;
            continue;
        }
        let key = (row.queue, row.interval);
        reports
            .sums
            .add(key, &counters(agreement, clauses, provider, row, widths));
        let place = || (row.file.clone(), row.row);
        reports.places.entry(key).or_insert_with(place);
        if row.length_s > agreement.staffing.interval_s {
            reports.coarse.insert(key);
        }
    }
    reports
}

/// A report row as counters, laid out as those of calls.
fn counters(
    agreement: &Agreement,
    clauses: &Clauses,
    provider: &ProviderId,
    row: &ReportRow,
    widths: &[usize],
) -> Vec<Micro> {
    let mut counters = Vec::with_capacity(widths.iter().sum());
    for (unit, width) in clauses.units.iter().zip(widths) {
        let binds = match unit.scope {
            Scope::Always(_) => true,
            Scope::Clause { standard, .. } => agreement.standards[standard].binds(provider),
        };
        let in_force = unit.from <= row.start && row.start < unit.to;
        let said = unit.measure.report_counters(row, provider);
        match said.filter(|_| binds && in_force) {
            Some(said) if said.len() == *width => counters.extend(said),
            _ => counters.extend(std::iter::repeat_n(Micro::default(), *width)),
        }
    }
    counters
}
