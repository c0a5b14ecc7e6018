//! What comparing the client's hand-over log with the provider's report tells (definitions § 9).

/// Counts of the comparison, in reporting order. All count messages, each id once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HandoverCount {
    /// Handed over in the period.
    HandedOver,
    /// Matched or unknown: what the report has.
    Reported,
    /// Handed over, and in the report.
    Matched,
    /// Handed over, and not in the report.
    Missing,
    /// In the report, and not handed over.
    Unknown,
    /// Matched, and created later than agreed after the hand-over.
    Late,
    /// Matched tickets that are over without an answer.
    Unanswered,
    /// More than once in the log.
    HandedOverTwice,
    /// Handed over, and more than once in the report.
    ReportedTwice,
}

impl HandoverCount {
    /// All counts.
    pub const ALL: [HandoverCount; 9] = [
        HandoverCount::HandedOver,
        HandoverCount::Reported,
        HandoverCount::Matched,
        HandoverCount::Missing,
        HandoverCount::Unknown,
        HandoverCount::Late,
        HandoverCount::Unanswered,
        HandoverCount::HandedOverTwice,
        HandoverCount::ReportedTwice,
    ];

    /// Name in files, behind `handover:`.
    pub fn name(self) -> &'static str {
        match self {
            HandoverCount::HandedOver => "handed_over",
            HandoverCount::Reported => "reported",
            HandoverCount::Matched => "matched",
            HandoverCount::Missing => "missing",
            HandoverCount::Unknown => "unknown",
            HandoverCount::Late => "late",
            HandoverCount::Unanswered => "closed_without_answer",
            HandoverCount::HandedOverTwice => "handed_over_twice",
            HandoverCount::ReportedTwice => "reported_twice",
        }
    }
}
