//! Pauses that the audit of a deadline finds hard to explain.

use crate::vocabulary::{EpochSeconds, QueueId, StandardId};

/// One such pause of one case: a row of doubtful_pauses.csv. It is no finding of the deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubtfulPause {
    /// Standard whose clock it stopped.
    pub standard: StandardId,
    /// Ticket.
    pub contact_id: String,
    /// Queue.
    pub queue: QueueId,
    /// Beginning.
    pub from: EpochSeconds,
    /// End; where it goes on, the end of the case or the as-of instant.
    pub to: EpochSeconds,
    /// Seconds in the time of the budget, where it was set shortly before the breach.
    pub before_breach_s: Option<i64>,
    /// Seconds in the time of the budget during which a message lay unanswered, where one did.
    pub unanswered_s: Option<i64>,
    /// File.
    pub file: String,
    /// Sheet; empty for text files.
    pub sheet: String,
    /// Row a person sees: where the pause began, or else the ticket's.
    pub row: u32,
}
