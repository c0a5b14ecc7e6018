//! Interval reports and staffing: one row is one queue and interval of one provider.

use crate::vocabulary::{EpochSeconds, Micro};

/// One row of a provider's own interval report, already as sums. Times are seconds.
#[derive(Clone, Debug, Default)]
pub struct ReportRow {
    /// Code of the queue.
    pub queue: u32,
    /// Start of the staffing interval that the row falls into.
    pub interval: EpochSeconds,
    /// Start as reported.
    pub start: EpochSeconds,
    /// Length as reported, seconds; that of the grid where the report does not say.
    pub length_s: i64,
    /// Calls offered.
    pub offered: Micro,
    /// Calls answered.
    pub answered: Micro,
    /// Calls abandoned.
    pub abandoned: Micro,
    /// Of those, within the short-abandon limit.
    pub short_abandoned: Option<Micro>,
    /// Calls that left without being lost.
    pub flowed_out: Micro,
    /// Answered in time, as counted or as reported share × base.
    pub in_time: Option<Micro>,
    /// Abandoned within the threshold.
    pub abandoned_in_time: Option<Micro>,
    /// Sum of the waits of answered calls.
    pub wait_s: Option<Micro>,
    /// Sum of the handle times of answered calls.
    pub handle_s: Option<Micro>,
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Row.
    pub row: u32,
}

/// Rows are equal where they say the same, wherever they stand.
impl PartialEq for ReportRow {
    fn eq(&self, other: &Self) -> bool {
        let said = |row: &Self| {
            (
                (
                    row.queue,
                    row.start,
                    row.offered,
                    row.answered,
                    row.abandoned,
                    row.short_abandoned,
                ),
                (
                    row.flowed_out,
                    row.in_time,
                    row.abandoned_in_time,
                    row.wait_s,
                    row.handle_s,
                ),
            )
        };
        said(self) == said(other)
    }
}

/// Planned and present agents of one queue and interval, net.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StaffRow {
    /// Code of the queue.
    pub queue: u32,
    /// Start of the staffing interval that the row falls into.
    pub interval: EpochSeconds,
    /// Planned agents × seconds of the row.
    pub planned_s: Option<Micro>,
    /// Present agents × seconds of the row.
    pub present_s: Option<Micro>,
}
