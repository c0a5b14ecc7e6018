//! Which fields each kind of table takes, besides those that it requires.

use crate::vocabulary::TableKind;
use crate::workspace::mapping::Field::{self, *};

/// Fields of which at least one is needed, where there are such.
pub fn one_required(kind: TableKind) -> &'static [Field] {
    match kind {
        TableKind::Staffing => &[Planned, Present],
        TableKind::Reported => &[Share, Mean, Numerator],
        _ => &[],
    }
}

/// Fields that a table takes besides.
fn optional(kind: TableKind) -> &'static [Field] {
    match kind {
        TableKind::Calls => &[
            EnteredAt,
            AnsweredAt,
            EndedAt,
            Wait,
            Talk,
            Hold,
            WrapUp,
            Agent,
            AgentGroup,
            CustomerLanguage,
            ServedLanguage,
            Reason,
            Resolved,
            ResolvedFirst,
            Csat,
            Nps,
            SurveySent,
            Transferred,
            Transfers,
            CriticalErrorCustomer,
            CriticalErrorBusiness,
            CriticalErrorCompliance,
            Note,
            Reply,
            CustomerName,
            Customer,
            DocumentedAt,
            CallbackPromisedAt,
            CallbackDueAt,
            CallbackAt,
        ],
        TableKind::Tickets => &[
            UpdatedAt,
            FirstResponseAt,
            ResolvedAt,
            ClosedAt,
            DueAt,
            AcknowledgedAt,
            InterimNoticeAt,
            CallbackPromisedAt,
            CallbackDueAt,
            CallbackAt,
            Status,
            Priority,
            Agent,
            AgentGroup,
            CustomerLanguage,
            ServedLanguage,
            Reason,
            Resolved,
            ResolvedFirst,
            SlaMet,
            Csat,
            Nps,
            SurveySent,
            Transferred,
            Transfers,
            CriticalErrorCustomer,
            CriticalErrorBusiness,
            CriticalErrorCompliance,
            Note,
            Reply,
            CustomerName,
            Customer,
            DocumentedAt,
            Reopened,
        ],
        TableKind::Events => &[
            Queue,
            Actor,
            Priority,
            Agent,
            CustomerLanguage,
            ServedLanguage,
            Reason,
            Csat,
            DueAt,
            Reply,
            CustomerName,
            Customer,
        ],
        TableKind::Intervals => &[
            Minutes,
            Abandoned,
            ShortAbandoned,
            FlowedOut,
            InTime,
            InTimeShareOfOffered,
            InTimeShareOfAnswered,
            AbandonedInTime,
            MeanWait,
            MeanTalk,
            MeanHold,
            MeanWrapUp,
            MeanHandle,
        ],
        TableKind::Staffing => &[Minutes],
        TableKind::Handover => &[Queue],
        TableKind::Forecast => &[Minutes, Aht, DeliveredAt],
        TableKind::Reported => &[Queue, Start, Denominator],
        TableKind::Feedback => &[],
    }
}

/// All fields that a table takes.
pub fn allowed(kind: TableKind) -> impl Iterator<Item = Field> {
    kind.required_fields()
        .iter()
        .chain(one_required(kind))
        .chain(optional(kind))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_belongs_to_a_kind() {
        for field in Field::ALL {
            let taken = TableKind::ALL
                .iter()
                .any(|kind| allowed(*kind).any(|known| known == *field));
            assert!(taken, "{}", field.name());
        }
    }
}
