//! Deadlines: the clock that runs, the budget, and what pauses and reopenings do (definitions § 3).

use super::calendar::Calendar;
use super::rule::Family;

/// What a deadline is about: when its clock starts, and what stops it (definitions § 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// From creation to the confirmation of receipt, or the answer where that comes first.
    Acknowledgement,
    /// From creation to the first answer.
    FirstResponse,
    /// From creation to the answer, or a notice of the state of things.
    InterimNotice,
    /// From a message of the customer to the next answer: one case per message.
    NextResponse,
    /// From creation to the resolution, or the closing where no resolution is exported.
    Resolution,
    /// From the promise of a callback to the callback.
    Callback,
}

impl Clock {
    /// The family of its standards.
    pub fn family(self) -> Family {
        match self {
            Clock::Acknowledgement => Family::Acknowledgement,
            Clock::FirstResponse => Family::FirstResponse,
            Clock::InterimNotice => Family::InterimNotice,
            Clock::NextResponse => Family::NextResponse,
            Clock::Resolution => Family::Resolution,
            Clock::Callback => Family::Callback,
        }
    }
}

/// A deadline: budget and the clock it runs on.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// When the case is due.
    pub budget: Budget,
    /// Whether pauses of the case stop the clock.
    pub pauses: Pauses,
    /// What a reopening does to a resolution.
    pub reopened: Reopened,
    /// Whether each interim notice starts the next period, until the answer.
    pub repeats: bool,
    /// Which pauses are looked at more closely.
    pub audit: Option<PauseAudit>,
}

/// Pauses that are looked at more closely: those during which a message lay unanswered, and others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PauseAudit {
    /// Those set when at most so many seconds of the budget were left.
    pub before_breach_s: Option<i64>,
}

/// What the clock does while a case waits for somebody else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pauses {
    /// It runs on.
    #[default]
    Run,
    /// It stands still.
    Stop,
}

/// What becomes of the clock of a resolution when the case is opened again (definitions § 3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reopened {
    /// It goes on until the last resolution.
    #[default]
    Total,
    /// It stopped at the first resolution.
    FirstCycle,
    /// It starts anew with the last reopening.
    Restart,
}

/// When something that comes in after closing, or on a closed day, counts as received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LateReceipt {
    /// On the day on which it came in.
    #[default]
    SameDay,
    /// On the next business day.
    NextDay,
}

/// How the due instant comes about.
#[derive(Clone, Debug)]
pub enum Budget {
    /// Seconds of business time in a calendar.
    Business {
        /// Seconds.
        seconds: i64,
        /// Calendar in which the clock runs.
        calendar: Calendar,
        /// Name of the calendar in the workspace.
        calendar_name: String,
    },
    /// Business days: due at the close of the last of them (BGB §§ 187 (1), 188 (1), 193).
    Days {
        /// Days after the day of receipt, which does not count.
        days: u32,
        /// Calendar whose open days count.
        calendar: Calendar,
        /// Name of the calendar in the workspace.
        calendar_name: String,
        /// What becomes of receipts after closing.
        late_receipt: LateReceipt,
    },
    /// Seconds of elapsed time, around the clock.
    Elapsed {
        /// Seconds.
        seconds: i64,
    },
    /// The export's own `due_at` column.
    Export,
}
