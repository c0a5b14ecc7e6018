//! A provider's own interval reports as the sums that single calls would have given.

use std::collections::{BTreeMap, BTreeSet};

use super::clauses::{Clauses, Scope, Slice};
use super::exclusions::contains;
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
        let binds = match clauses.whole(unit).scope {
            Scope::Clause { standard, .. } => agreement.standards[standard].binds(provider),
            _ => true,
        };
        let holds = binds && unit.holds(provider, Some(row.queue), row.start);
        let is_meant = match unit.scope {
            Scope::Slice { of, slice } => is_in_slice(clauses, (of, slice), provider, row),
            _ => true,
        };
        let said = unit.measure.report_counters(row, provider);
        match said.filter(|_| holds && is_meant) {
            Some(said) if said.len() == *width => counters.extend(said),
            _ => counters.extend(std::iter::repeat_n(Micro::default(), *width)),
        }
    }
    counters
}

/// Whether a row of a report is in a slice. A report tells no contact reasons; what lies in an exempted
/// stretch only partly is not taken out, as nothing says which of its calls were in it.
fn is_in_slice(
    clauses: &Clauses,
    (of, slice): (usize, Slice),
    provider: &ProviderId,
    row: &ReportRow,
) -> bool {
    let stretch = (row.start, row.start + row.length_s);
    let taken = clauses.first_taking(of, |set| contains(set.stretches(provider, row.queue), stretch));
    match slice {
        Slice::Excluded(number) => taken.is_some_and(|first| first.set.0 == number),
        Slice::Twice => taken.is_some_and(|first| first.twice),
        Slice::Moment(_) => false,
    }
}
