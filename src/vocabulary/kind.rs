//! Kinds of tables, contacts and channels.

/// What one row of a source stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableKind {
    /// One call.
    Calls,
    /// One ticket, or one snapshot of a ticket.
    Tickets,
    /// One event of a ticket.
    Events,
    /// One queue and interval of a provider's own interval report.
    Intervals,
    /// One queue and interval of planned or present agents.
    Staffing,
    /// One message that the client handed over to the provider: the client's own log.
    Handover,
    /// One queue and interval of expected volume.
    Forecast,
    /// One figure that the provider reports of itself.
    Reported,
    /// One row of a feedback workbook that came back from the provider.
    Feedback,
}

impl TableKind {
    /// All kinds.
    pub const ALL: [TableKind; 9] = [
        TableKind::Calls,
        TableKind::Tickets,
        TableKind::Events,
        TableKind::Intervals,
        TableKind::Staffing,
        TableKind::Handover,
        TableKind::Forecast,
        TableKind::Reported,
        TableKind::Feedback,
    ];

    /// Name in the workspace and in files.
    pub const fn name(self) -> &'static str {
        match self {
            TableKind::Calls => "calls",
            TableKind::Tickets => "tickets",
            TableKind::Events => "events",
            TableKind::Intervals => "intervals",
            TableKind::Staffing => "staffing",
            TableKind::Handover => "handover",
            TableKind::Forecast => "forecast",
            TableKind::Reported => "reported",
            TableKind::Feedback => "feedback",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactKind {
    /// A call.
    Call,
    /// A ticket.
    Ticket,
}

impl ContactKind {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            ContactKind::Call => "call",
            ContactKind::Ticket => "ticket",
        }
    }
}

/// The channel that a queue serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// Chat.
    Chat,
    /// Letter or fax.
    Letter,
    /// Tickets of any other origin.
    Ticket,
}

impl Channel {
    /// All channels.
    pub const ALL: [Channel; 5] = [
        Channel::Phone,
        Channel::Email,
        Channel::Chat,
        Channel::Letter,
        Channel::Ticket,
    ];

    /// Name in the workspace.
    pub fn name(self) -> &'static str {
        match self {
            Channel::Phone => "phone",
            Channel::Email => "email",
            Channel::Chat => "chat",
            Channel::Letter => "letter",
            Channel::Ticket => "ticket",
        }
    }
}
