//! What became of the delivered data: counts per file, rejected rows, notices.

/// Reconciliation of one input file and sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileCount {
    /// Source id.
    pub source: String,
    /// Kind of table.
    pub kind: &'static str,
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Records read: `accepted + duplicates + rejected + outside_period`.
    pub rows_read: u64,
    /// Used.
    pub accepted: u64,
    /// Dropped as duplicates.
    pub duplicates: u64,
    /// Unreadable, listed in rejected.csv.
    pub rejected: u64,
    /// Readable, but of another period.
    pub outside_period: u64,
    /// Totals rows, footers and blank rows: no records.
    pub not_records: u64,
    /// Why the whole file could not be used; empty where it could.
    pub problem: String,
}

/// One rejected row: a row of rejected.csv.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Row a person sees.
    pub row: u32,
    /// Column.
    pub column: String,
    /// Value found.
    pub value: String,
    /// What was expected.
    pub expected: String,
}

/// Rejected rows of a file that are wrong in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedCause {
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Column; empty where the whole row is meant.
    pub column: String,
    /// Value found in the first row.
    pub value: String,
    /// Whether all the rows have that value.
    pub same_value: bool,
    /// What was expected.
    pub expected: String,
    /// How many rows.
    pub count: u64,
    /// The first of them, as a person sees it.
    pub first_row: u32,
}

/// Something about the data that a reader should know, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What was noticed.
    pub kind: NoticeKind,
    /// File.
    pub file: String,
    /// Sheet; empty for text files, and where the whole file is meant.
    pub sheet: String,
    /// Column or field; may be empty.
    pub column: String,
    /// Value; may be empty.
    pub value: String,
    /// How often.
    pub count: u64,
    /// First row.
    pub first_row: u32,
}

/// What can be noticed about accepted data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// A required source has no file.
    MissingSource,
    /// A file could not be used.
    UnusableFile,
    /// More rows were rejected than the workspace tolerates.
    ManyRejected,
    /// Every row of a file repeats rows of others: perhaps the wrong file.
    AllRepeated,
    /// A word that no list knows; kept as unknown.
    UnknownWord,
    /// A local time that the clock showed twice, read by the declared rule.
    AmbiguousTime,
    /// A local time that the clock skipped, read by the declared rule.
    SkippedTime,
    /// An id that came again with other values; the row read first counts.
    ConflictingDuplicate,
    /// An id that came again with other values; the row read last counts.
    ReplacedRow,
    /// A row that contradicts itself.
    Unclear,
    /// Events of a ticket that do not fit together; a stated rule decides.
    ContradictoryEvents,
    /// Tickets whose history lacks a rejected step; their deadlines cannot be judged.
    HoleInHistory,
    /// Calls lie outside the opening hours of their queue, and hours earlier or later would not.
    ShiftedClock,
    /// An id that a spreadsheet has damaged (`4.41E+11`).
    DamagedId,
    /// Both calls and an interval report cover a queue; the calls count.
    IntervalReportUnused,
    /// Rows of an interval table that begin before the row above them.
    OutOfOrder,
    /// Rows of an interval table that are longer or shorter than most of it.
    MixedLengths,
    /// Rows before which intervals of the day are missing, though the queue is open then.
    GapInDay,
    /// Intervals with calls, but without agents, in a queue of which agents are known.
    CallsWithoutPlan,
    /// A queue with agents, but without any calls.
    PlanWithoutCalls,
    /// Intervals with answered calls whose handle time is zero or missing.
    NoHandleTime,
    /// A totals row or footer was left out.
    TotalsLeftOut,
    /// A returned feedback workbook, or one of its lists, could not be used.
    UnusableFeedback,
    /// Rows of the feedback of another period.
    FeedbackOfOtherPeriod,
    /// Rows of a published list are missing in the returned one.
    FeedbackRowsMissing,
    /// An answer to an action that the plan does not hold any more.
    UnmatchedReply,
    /// A date that was written as text and reads one way only.
    DateAsText,
}
