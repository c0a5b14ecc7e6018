//! What a provider can answer to a finding or an action.

/// Status of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReplyStatus {
    /// The finding is right, something will be done.
    Accepted,
    /// Something is being done.
    InProgress,
    /// It has been done.
    Done,
    /// The provider asks back.
    Query,
    /// The provider does not accept the finding.
    Disputed,
}

impl ReplyStatus {
    /// All, in the order of the drop-down list.
    pub const ALL: [ReplyStatus; 5] = [
        ReplyStatus::Accepted,
        ReplyStatus::InProgress,
        ReplyStatus::Done,
        ReplyStatus::Query,
        ReplyStatus::Disputed,
    ];

    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            ReplyStatus::Accepted => "accepted",
            ReplyStatus::InProgress => "in_progress",
            ReplyStatus::Done => "done",
            ReplyStatus::Query => "query",
            ReplyStatus::Disputed => "disputed",
        }
    }

    /// The status of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether the client has to decide something before it can go on.
    pub fn needs_a_word(self) -> bool {
        matches!(self, ReplyStatus::Query | ReplyStatus::Disputed)
    }
}
