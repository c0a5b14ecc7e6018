//! Calls, tickets and intervals as they are meant, and what becomes of each row.

use super::clock::{Hours, Instant};

/// Provider ids of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Provider {
    /// NordService GmbH.
    Nord,
    /// Südkontakt KG.
    Sued,
    /// Alpenruf AG.
    Alpen,
}

impl Provider {
    /// Id in the workspace.
    pub fn id(self) -> &'static str {
        ["nord", "sued", "alpen"][self as usize]
    }
}

/// Queues of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Queue {
    /// Orders, by phone.
    Bestellung,
    /// Invoices, by phone.
    Rechnung,
    /// Disturbances, by phone, around the clock.
    Stoerung,
    /// Information, by phone, delivered as an interval report.
    Auskunft,
    /// E-mail.
    Mail,
    /// Complaints, as tickets.
    Reklamation,
}

impl Queue {
    /// All queues.
    pub const ALL: [Queue; 6] = [
        Queue::Bestellung,
        Queue::Rechnung,
        Queue::Stoerung,
        Queue::Auskunft,
        Queue::Mail,
        Queue::Reklamation,
    ];

    /// Id in the workspace.
    pub fn id(self) -> &'static str {
        [
            "bestellung",
            "rechnung",
            "stoerung",
            "auskunft",
            "mail",
            "reklamation",
        ][self as usize]
    }

    /// Opening hours of the queue.
    pub fn hours(self) -> Hours {
        match self {
            Queue::Bestellung | Queue::Rechnung | Queue::Auskunft => Hours::Hotline,
            Queue::Stoerung => Hours::Always,
            Queue::Mail | Queue::Reklamation => Hours::BackOffice,
        }
    }

    /// Languages agreed for the queue.
    pub fn languages(self) -> &'static [Language] {
        match self {
            Queue::Bestellung => &[Language::German, Language::English, Language::French],
            Queue::Stoerung => &[Language::German, Language::English, Language::Turkish],
            Queue::Auskunft => &[Language::German],
            _ => &[Language::German, Language::English],
        }
    }

    /// Languages in which customers of any other language may be served.
    pub fn fallback_languages(self) -> &'static [Language] {
        match self {
            Queue::Stoerung => &[Language::English, Language::German],
            Queue::Auskunft | Queue::Reklamation => &[],
            _ => &[Language::English],
        }
    }
}

/// A language word in an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// de
    German,
    /// en
    English,
    /// fr
    French,
    /// tr
    Turkish,
    /// A word that the workspace does not list: unknown.
    Unlisted,
}

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Taken by an agent.
    Answered,
    /// Hung up while waiting.
    Abandoned,
    /// Left the queue for a callback.
    Callback,
    /// Moved to another line before an answer.
    Overflow,
    /// Never reached the queue.
    Blocked,
    /// The provider's system does not know.
    Unknown,
}

/// One call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Id as in the export.
    pub id: String,
    /// Queue.
    pub queue: Queue,
    /// When it reached the provider's queue.
    pub offered: Instant,
    /// End of the conversation; also present where the dialect does not export it.
    pub ended: Option<Instant>,
    /// Outcome as exported.
    pub outcome: Outcome,
    /// Seconds.
    pub wait: Option<i64>,
    /// Seconds.
    pub talk: Option<i64>,
    /// Seconds.
    pub hold: Option<i64>,
    /// Seconds.
    pub wrap: Option<i64>,
    /// Pseudonym.
    pub agent: Option<String>,
    /// What the agent wrote down.
    pub record: Record,
    /// When.
    pub documented: Option<Instant>,
    /// Whose call it is; the same customer has the same number at all providers.
    pub customer: Option<u32>,
}

impl Call {
    /// Number of the customer as exports write it.
    pub fn customer_number(&self) -> String {
        self.customer
            .map_or_else(String::new, |number| format!("K{number:06}"))
    }
}

/// What an agent writes down about a contact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Customer's language.
    pub customer: Option<Language>,
    /// Language of the conversation.
    pub served: Option<Language>,
    /// Contact reason.
    pub reason: Option<Reason>,
    /// Case resolved.
    pub resolved: Option<bool>,
    /// Resolved at the first attempt.
    pub first_time: Option<bool>,
    /// Note.
    pub note: String,
}

/// A contact reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Index into the catalogue.
    Listed(usize),
    /// A word that the catalogue does not know.
    Unlisted(&'static str),
}

/// State of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nobody has answered yet, or work goes on.
    Open,
    /// Waiting for the customer.
    Pending,
    /// Resolved.
    Resolved,
    /// Closed for good.
    Closed,
    /// Joined to another ticket.
    Merged,
    /// Withdrawn.
    Cancelled,
}

/// One ticket, or one snapshot of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    /// Id as in the export.
    pub id: String,
    /// Queue.
    pub queue: Queue,
    /// Receipt.
    pub created: Instant,
    /// Last change.
    pub updated: Instant,
    /// First answer to the customer.
    pub first_response: Option<Instant>,
    /// Resolution.
    pub resolved_at: Option<Instant>,
    /// Due instant as the provider sees it.
    pub due: Instant,
    /// State.
    pub status: Status,
    /// Priority.
    pub high_priority: bool,
    /// Pseudonym.
    pub agent: Option<String>,
    /// What the agent wrote down.
    pub record: Record,
}

/// One row of an interval report.
#[derive(Clone, Debug, PartialEq)]
pub struct Interval {
    /// Queue.
    pub queue: Queue,
    /// Start.
    pub start: Instant,
    /// Calls answered.
    pub answered: i64,
    /// Calls abandoned.
    pub abandoned: i64,
    /// Of these, within 5 s.
    pub short_abandoned: i64,
    /// Of these, within 20 s.
    pub abandoned_in_time: i64,
    /// Answered within 20 s.
    pub in_time: i64,
    /// Mean wait of the answered, whole seconds.
    pub mean_wait: i64,
    /// Mean handle time of the answered, whole seconds.
    pub mean_handle: i64,
}

/// One row of a staffing file.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// Queue.
    pub queue: Queue,
    /// Start of the half-hour.
    pub start: Instant,
    /// Agents planned, net, in tenths.
    pub planned_tenths: i64,
    /// Agents present, net.
    pub present: i64,
}

/// What must become of a row when it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It counts.
    Accepted,
    /// Dropped: the id was there before, or a later snapshot counts.
    Duplicate,
    /// Unreadable.
    Rejected,
    /// Of another period.
    Outside,
}

impl Fate {
    /// Name in `planted.toml`.
    pub fn name(self) -> &'static str {
        ["accepted", "duplicate", "rejected", "outside_period"][self as usize]
    }
}

/// A row of a file: what it says, what must become of it, and what was planted in it.
#[derive(Clone, Debug)]
pub struct Row<T> {
    /// What it says.
    pub what: T,
    /// What must become of it.
    pub fate: Fate,
    /// What was planted in it.
    pub fault: Option<super::plant::Fault>,
}

impl<T> Row<T> {
    /// A row without fault that counts.
    pub fn sound(what: T) -> Self {
        Self {
            what,
            fate: Fate::Accepted,
            fault: None,
        }
    }
}
