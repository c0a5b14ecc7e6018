//! Calls and tickets: one row is one contact of one provider. Instants are UTC epoch seconds,
//! durations whole seconds, closed vocabularies are codes (`codes`).

use super::Column;
use crate::vocabulary::{ContactKind, Field};

/// Row number a person sees in the provider's file.
pub const SOURCE_ROW: Column = Column::new("source_row");
/// The provider's id of the contact, as text.
pub const CONTACT_ID: Column = Column::new("contact_id");
/// Queue.
pub const QUEUE: Column = Column::new("queue");
/// When a call was offered to the provider, or a ticket created: the attribution instant.
pub const OCCURRED_AT: Column = Column::new("occurred_at");
/// Start of the staffing interval of `occurred_at`.
pub const INTERVAL: Column = Column::new("interval_start");
/// Outcome class of a call.
pub const OUTCOME: Column = Column::new("outcome");
/// Why a call is unclear.
pub const UNCLEAR_REASON: Column = Column::new("unclear_reason");
/// Seconds from offering to answer or hang-up.
pub const WAIT: Column = Column::new("wait_s");
/// Seconds of talk.
pub const TALK: Column = Column::new("talk_s");
/// Seconds on hold.
pub const HOLD: Column = Column::new("hold_s");
/// Seconds of wrap-up.
pub const WRAP_UP: Column = Column::new("wrap_up_s");
/// Arrival in the client's own menu, before offering.
pub const ENTERED_AT: Column = Column::new("entered_at");
/// Answer.
pub const ANSWERED_AT: Column = Column::new("answered_at");
/// End of the contact.
pub const ENDED_AT: Column = Column::new("ended_at");
/// Pseudonym of the agent.
pub const AGENT: Column = Column::new("agent");
/// Group of the agent; it stays in the program.
pub const AGENT_GROUP: Column = Column::new("agent_group");
/// Language of the customer.
pub const CUSTOMER_LANGUAGE: Column = Column::new("customer_language");
/// Language in which the customer was served.
pub const SERVED_LANGUAGE: Column = Column::new("served_language");
/// Contact reason.
pub const REASON: Column = Column::new("reason");
/// Whether the case is resolved.
pub const RESOLVED: Column = Column::new("resolved");
/// Whether it was resolved at the first attempt.
pub const RESOLVED_FIRST: Column = Column::new("resolved_first");
/// Whether the export itself says that its deadline was met.
pub const SLA_MET: Column = Column::new("sla_met");
/// Customer's rating.
pub const CSAT: Column = Column::new("csat");
/// How likely the customer is to recommend, 0 to 10.
pub const NPS: Column = Column::new("nps");
/// Whether the customer was asked to rate.
pub const SURVEY_SENT: Column = Column::new("survey_sent");
/// Whether the contact was handed on to somebody else.
pub const TRANSFERRED: Column = Column::new("transferred");
/// How often it was.
pub const TRANSFERS: Column = Column::new("transfers");
/// Whether a quality check found an error that is critical for the customer.
pub const CRITICAL_ERROR_CUSTOMER: Column = Column::new("critical_error_customer");
/// The same for the business.
pub const CRITICAL_ERROR_BUSINESS: Column = Column::new("critical_error_business");
/// The same for law and rules.
pub const CRITICAL_ERROR_COMPLIANCE: Column = Column::new("critical_error_compliance");
/// Characters of the trimmed note; the note itself does not leave the program.
pub const NOTE_CHARS: Column = Column::new("note_chars");
/// The agreed empty phrase that the note consists of.
pub const EMPTY_PHRASE: Column = Column::new("empty_phrase");
/// Text of the written reply; it stays in the program.
pub const REPLY: Column = Column::new("reply");
/// Name of the customer, to compare with the salutation; it stays in the program.
pub const CUSTOMER_NAME: Column = Column::new("customer_name");
/// Fingerprint of the customer's id, to tell contacts of the same customer; it stays in the program.
pub const CUSTOMER: Column = Column::new("customer");
/// When the contact was documented.
pub const DOCUMENTED_AT: Column = Column::new("documented_at");
/// Last change of the ticket.
pub const UPDATED_AT: Column = Column::new("updated_at");
/// First answer to the customer.
pub const FIRST_RESPONSE_AT: Column = Column::new("first_response_at");
/// Resolution.
pub const RESOLVED_AT: Column = Column::new("resolved_at");
/// Closing.
pub const CLOSED_AT: Column = Column::new("closed_at");
/// Due instant that the export gives.
pub const DUE_AT: Column = Column::new("due_at");
/// Confirmation of receipt.
pub const ACKNOWLEDGED_AT: Column = Column::new("acknowledged_at");
/// The customer was told the state of things before there was an answer.
pub const INTERIM_NOTICE_AT: Column = Column::new("interim_notice_at");
/// When a callback was promised.
pub const CALLBACK_PROMISED_AT: Column = Column::new("callback_promised_at");
/// For when a callback was promised.
pub const CALLBACK_DUE_AT: Column = Column::new("callback_due_at");
/// When the customer was called back.
pub const CALLBACK_AT: Column = Column::new("callback_at");
/// State of the ticket.
pub const STATUS: Column = Column::new("status");
/// Priority.
pub const PRIORITY: Column = Column::new("priority");
/// How often the ticket was reopened.
pub const REOPENED: Column = Column::new("reopened");

/// Priority when the clock started: of a ticket with a history that of its first step that has one.
pub const PRIORITY_AT_START: Column = Column::new("priority_at_start");
/// What happened, in a row of an event log.
pub const EVENT: Column = Column::new("event");
/// Who acted, in a row of an event log.
pub const ACTOR: Column = Column::new("actor");

/// Where the clocks of a ticket start other than with its creation: handed over, or started anew.
pub const STARTED_AT: Column = Column::new("started_at");
/// Whether the log of a ticket begins after its creation, so that its clocks have no start.
pub const HEADLESS: Column = Column::new("headless");
/// First resolution or closing, of a ticket with a history.
pub const FIRST_RESOLVED_AT: Column = Column::new("first_resolved_at");
/// Last reopening, of a ticket with a history.
pub const REOPENED_AT: Column = Column::new("reopened_at");
/// Pauses of a ticket with a history: a list of alternating beginnings and ends.
pub const PAUSES: Column = Column::new("pauses");
/// Where each pause began: numbers of file and row.
pub const PAUSE_PLACES: Column = Column::new("pause_places");
/// Times of a ticket with a history at which it went out of work and came back: alternating ends and returns.
pub const ENDS: Column = Column::new("ends");
/// Messages of the customer: a list of alternating messages and their next answers.
pub const MESSAGES: Column = Column::new("messages");
/// Where each message stands: numbers of file and row.
pub const MESSAGE_PLACES: Column = Column::new("message_places");
/// Interim notices before the first answer.
pub const NOTICES: Column = Column::new("notices");
/// Where each interim notice stands: numbers of file and row.
pub const NOTICE_PLACES: Column = Column::new("notice_places");

/// The fields of an event log that are columns, besides `id`.
pub const EVENT_FIELDS: &[Field] = &[
    Field::HappenedAt,
    Field::Event,
    Field::Actor,
    Field::Queue,
    Field::DueAt,
    Field::Priority,
    Field::Agent,
    Field::CustomerLanguage,
    Field::ServedLanguage,
    Field::Reason,
    Field::Csat,
];

/// Stop of a case of which its ticket has several.
pub const STOPPED_AT: Column = Column::new("stopped_at");
/// Whether a ticket has such cases in the period.
pub const HAS_CASES: Column = Column::new("has_cases");

/// How a column's values look in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// UTC epoch seconds.
    Instant,
    /// Whole seconds.
    Seconds,
    /// A code of one of the dictionaries.
    Code,
    /// A number with decimals.
    Decimal,
    /// A whole number.
    Whole,
}

/// The column that a mapped field fills, and what it holds; `Id`, `Note`, `Reply`,
/// `CustomerName` and `Customer` are made apart.
pub fn column_of(field: Field) -> Option<(Column, Content)> {
    use Content::{Code, Decimal, Instant, Seconds, Whole};
    Some(match field {
        Field::Queue => (QUEUE, Code),
        Field::Event => (EVENT, Code),
        Field::Actor => (ACTOR, Code),
        Field::OfferedAt | Field::CreatedAt | Field::HappenedAt => (OCCURRED_AT, Instant),
        Field::EnteredAt => (ENTERED_AT, Instant),
        Field::AnsweredAt => (ANSWERED_AT, Instant),
        Field::EndedAt => (ENDED_AT, Instant),
        Field::Wait => (WAIT, Seconds),
        Field::Talk => (TALK, Seconds),
        Field::Hold => (HOLD, Seconds),
        Field::WrapUp => (WRAP_UP, Seconds),
        Field::Outcome => (OUTCOME, Code),
        Field::Agent => (AGENT, Code),
        Field::AgentGroup => (AGENT_GROUP, Code),
        Field::CustomerLanguage => (CUSTOMER_LANGUAGE, Code),
        Field::ServedLanguage => (SERVED_LANGUAGE, Code),
        Field::Reason => (REASON, Code),
        Field::Resolved => (RESOLVED, Code),
        Field::ResolvedFirst => (RESOLVED_FIRST, Code),
        Field::SlaMet => (SLA_MET, Code),
        Field::Csat => (CSAT, Decimal),
        Field::Nps => (NPS, Decimal),
        Field::SurveySent => (SURVEY_SENT, Code),
        Field::Transferred => (TRANSFERRED, Code),
        Field::Transfers => (TRANSFERS, Whole),
        Field::CriticalErrorCustomer => (CRITICAL_ERROR_CUSTOMER, Code),
        Field::CriticalErrorBusiness => (CRITICAL_ERROR_BUSINESS, Code),
        Field::CriticalErrorCompliance => (CRITICAL_ERROR_COMPLIANCE, Code),
        Field::DocumentedAt => (DOCUMENTED_AT, Instant),
        Field::UpdatedAt => (UPDATED_AT, Instant),
        Field::FirstResponseAt => (FIRST_RESPONSE_AT, Instant),
        Field::ResolvedAt => (RESOLVED_AT, Instant),
        Field::ClosedAt => (CLOSED_AT, Instant),
        Field::DueAt => (DUE_AT, Instant),
        Field::AcknowledgedAt => (ACKNOWLEDGED_AT, Instant),
        Field::InterimNoticeAt => (INTERIM_NOTICE_AT, Instant),
        Field::CallbackPromisedAt => (CALLBACK_PROMISED_AT, Instant),
        Field::CallbackDueAt => (CALLBACK_DUE_AT, Instant),
        Field::CallbackAt => (CALLBACK_AT, Instant),
        Field::Status => (STATUS, Code),
        Field::Priority => (PRIORITY, Code),
        Field::Reopened => (REOPENED, Whole),
        _ => return None,
    })
}

/// The fields that a mapping can fill for a kind of contact and that are published, besides `id` and
/// what is known of `note`. Groups of agents are not: with the pseudonyms they would tell of single people.
pub fn fields(kind: ContactKind) -> &'static [Field] {
    match kind {
        ContactKind::Call => &[
            Field::Queue,
            Field::OfferedAt,
            Field::EnteredAt,
            Field::AnsweredAt,
            Field::EndedAt,
            Field::Wait,
            Field::Talk,
            Field::Hold,
            Field::WrapUp,
            Field::Outcome,
            Field::Agent,
            Field::CustomerLanguage,
            Field::ServedLanguage,
            Field::Reason,
            Field::Resolved,
            Field::ResolvedFirst,
            Field::Csat,
            Field::Nps,
            Field::SurveySent,
            Field::Transferred,
            Field::Transfers,
            Field::CriticalErrorCustomer,
            Field::CriticalErrorBusiness,
            Field::CriticalErrorCompliance,
            Field::DocumentedAt,
            Field::CallbackPromisedAt,
            Field::CallbackDueAt,
            Field::CallbackAt,
        ],
        ContactKind::Ticket => &[
            Field::Queue,
            Field::CreatedAt,
            Field::UpdatedAt,
            Field::FirstResponseAt,
            Field::ResolvedAt,
            Field::ClosedAt,
            Field::DueAt,
            Field::AcknowledgedAt,
            Field::InterimNoticeAt,
            Field::CallbackPromisedAt,
            Field::CallbackDueAt,
            Field::CallbackAt,
            Field::Status,
            Field::Priority,
            Field::Agent,
            Field::CustomerLanguage,
            Field::ServedLanguage,
            Field::Reason,
            Field::Resolved,
            Field::ResolvedFirst,
            Field::SlaMet,
            Field::Csat,
            Field::Nps,
            Field::SurveySent,
            Field::Transferred,
            Field::Transfers,
            Field::CriticalErrorCustomer,
            Field::CriticalErrorBusiness,
            Field::CriticalErrorCompliance,
            Field::DocumentedAt,
            Field::Reopened,
        ],
    }
}
