//! Calendars for reports, and whose figures rest on them.

use crate::vocabulary::{ProviderId, QueueId, StandardId};
use crate::workspace::agreement::Text;
use crate::workspace::special_days::SpecialDay;

/// A calendar for reports: hours, and the days of the period that differ from its week.
#[derive(Clone, Debug)]
pub struct CalendarText {
    /// When it is open in a usual week, in words.
    pub hours: Text,
    /// Which holidays hold, in words.
    pub holidays: Text,
    /// Days of the period with hours of their own: holidays, and what the agreement says of single days.
    pub days: Vec<SpecialDay>,
    /// What it is used for, queues first.
    pub uses: Vec<CalendarUse>,
}

/// One use of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarUse {
    /// What it is used for.
    pub used: Used,
    /// Whose figures rest on it, in the order of the workspace.
    pub providers: Vec<ProviderId>,
}

/// What a calendar is used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Used {
    /// A queue is open by it.
    Queue(QueueId),
    /// A standard counts business time in it.
    Standard(StandardId),
}
