//! What became of a call. The classes are exhaustive (definitions § 0).

/// Outcome class of a call. Short abandons are abandons whose wait is within the agreed limit,
/// so they are told apart by the standard, not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Outcome {
    /// Taken by an agent.
    Answered,
    /// The caller hung up while waiting.
    Abandoned,
    /// Overflow, transfer before answer, callback taken: left the queue without being lost.
    FlowedOut,
    /// Never reached the queue.
    Blocked,
    /// The row contradicts itself; listed with its reason, counted nowhere else.
    Unclear,
}

impl Outcome {
    /// All classes, in reporting order.
    pub const ALL: [Outcome; 5] = [
        Outcome::Answered,
        Outcome::Abandoned,
        Outcome::FlowedOut,
        Outcome::Blocked,
        Outcome::Unclear,
    ];

    /// Name in files and in the workspace.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Answered => "answered",
            Outcome::Abandoned => "abandoned",
            Outcome::FlowedOut => "flowed_out",
            Outcome::Blocked => "blocked",
            Outcome::Unclear => "unclear",
        }
    }
}

/// Why a call's row contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum UnclearReason {
    /// The export itself says that it does not know.
    Reported,
    /// Answered, but with neither talk time nor agent.
    AnsweredWithoutTalkOrAgent,
    /// Abandoned, but with a talk time.
    AbandonedWithTalk,
}

impl UnclearReason {
    /// All reasons.
    pub const ALL: [UnclearReason; 3] = [
        UnclearReason::Reported,
        UnclearReason::AnsweredWithoutTalkOrAgent,
        UnclearReason::AbandonedWithTalk,
    ];

    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            UnclearReason::Reported => "reported_unclear",
            UnclearReason::AnsweredWithoutTalkOrAgent => "answered_without_talk_or_agent",
            UnclearReason::AbandonedWithTalk => "abandoned_with_talk",
        }
    }
}
