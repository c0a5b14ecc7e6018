//! The fields of the canonical tables, by the names that a workspace uses, and what their values are.

macro_rules! fields {
    ($($variant:ident $name:literal $type:ident;)*) => {
        /// A field of a canonical table that a mapping can fill.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl Field {
            /// All fields.
            pub const ALL: &'static [Field] = &[$(Field::$variant,)*];

            /// Name in the workspace.
            pub fn name(self) -> &'static str {
                match self { $(Field::$variant => $name,)* }
            }

            /// What its values are.
            pub fn value_type(self) -> ValueType {
                match self { $(Field::$variant => ValueType::$type,)* }
            }
        }
    };
}

fields! {
    Id "id" Text;
    Queue "queue" Words;
    OfferedAt "offered_at" Instant;
    EnteredAt "entered_at" Instant;
    AnsweredAt "answered_at" Instant;
    EndedAt "ended_at" Instant;
    Wait "wait" Duration;
    Talk "talk" Duration;
    Hold "hold" Duration;
    WrapUp "wrap_up" Duration;
    Outcome "outcome" Words;
    Agent "agent" Text;
    AgentGroup "agent_group" Text;
    CustomerLanguage "customer_language" Words;
    ServedLanguage "served_language" Words;
    Reason "reason" Words;
    Resolved "resolved" Words;
    ResolvedFirst "resolved_first" Words;
    SlaMet "sla_met" Words;
    Csat "csat" Number;
    Nps "nps" Number;
    SurveySent "survey_sent" Words;
    Transferred "transferred" Words;
    Transfers "transfers" Number;
    CriticalErrorCustomer "critical_error_customer" Words;
    CriticalErrorBusiness "critical_error_business" Words;
    CriticalErrorCompliance "critical_error_compliance" Words;
    Note "note" Text;
    Reply "reply" Text;
    CustomerName "customer_name" Text;
    Customer "customer" Text;
    DocumentedAt "documented_at" Instant;
    CreatedAt "created_at" Instant;
    UpdatedAt "updated_at" Instant;
    FirstResponseAt "first_response_at" Instant;
    ResolvedAt "resolved_at" Instant;
    ClosedAt "closed_at" Instant;
    DueAt "due_at" Instant;
    AcknowledgedAt "acknowledged_at" Instant;
    InterimNoticeAt "interim_notice_at" Instant;
    CallbackPromisedAt "callback_promised_at" Instant;
    CallbackDueAt "callback_due_at" Instant;
    CallbackAt "callback_at" Instant;
    Status "status" Words;
    Priority "priority" Text;
    Reopened "reopened" Number;
    Start "start" Instant;
    Minutes "minutes" Number;
    Offered "offered" Number;
    Answered "answered" Number;
    Abandoned "abandoned" Number;
    ShortAbandoned "short_abandoned" Number;
    FlowedOut "flowed_out" Number;
    InTime "in_time" Number;
    InTimeShareOfOffered "in_time_share_of_offered" Share;
    InTimeShareOfAnswered "in_time_share_of_answered" Share;
    AbandonedInTime "abandoned_in_time" Number;
    MeanWait "mean_wait" Duration;
    MeanTalk "mean_talk" Duration;
    MeanHold "mean_hold" Duration;
    MeanWrapUp "mean_wrap_up" Duration;
    MeanHandle "mean_handle" Duration;
    Planned "planned" Number;
    Present "present" Number;
    HandedOverAt "handed_over_at" Instant;
    Volume "volume" Number;
    Aht "aht" Duration;
    DeliveredAt "delivered_at" Instant;
    Standard "standard" Words;
    Share "share" Share;
    Mean "mean" Duration;
    Numerator "numerator" Number;
    Denominator "denominator" Number;
    HappenedAt "happened_at" Instant;
    Event "event" Words;
    Actor "actor" Words;
}

impl Field {
    /// Whether its words stand for yes and no.
    pub fn is_yes_no(self) -> bool {
        use Field::*;
        matches!(
            self,
            Resolved
                | ResolvedFirst
                | SlaMet
                | SurveySent
                | Transferred
                | CriticalErrorCustomer
                | CriticalErrorBusiness
                | CriticalErrorCompliance
        )
    }
}

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// Free text; ids stay as they are.
    Text,
    /// Words that stand for one of a closed list.
    Words,
    /// A point in time.
    Instant,
    /// A length of time.
    Duration,
    /// A number.
    Number,
    /// A share: `0.8`, `80 %` or `80`.
    Share,
}
