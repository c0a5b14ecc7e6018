//! Volumes: counts by outcome, and tickets created, due and open. Published for every queue,
//! whether or not a standard asks for them.

use polars::prelude::*;

use super::deadline::open_at;
use super::family::{Counter, Exports, Judge, Measure, no_text};
use super::judgement::Judgement;
use super::terms::{alive, offered, outcome};
use crate::tables::column;
use crate::tables::contacts::OCCURRED_AT;
use crate::tables::intervals::ReportRow;
use crate::vocabulary::{ContactKind, Micro, Outcome, ProviderId, Tally};
use crate::workspace::agreement::Text;

/// Counts of calls and tickets. Short abandons need an agreed limit and are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Volume {
    /// Answered and abandoned calls.
    Offered,
    /// Answered calls.
    Answered,
    /// Abandoned calls, short abandons included.
    Abandoned,
    /// Calls that left the queue without being lost.
    FlowedOut,
    /// Calls that never reached the queue.
    Blocked,
    /// Contradictory calls.
    Unclear,
    /// Tickets created in the period.
    TicketsCreated,
    /// Tickets that fell due in the period under any deadline standard that covers the queue.
    TicketsDue,
    /// Tickets open at the as-of instant.
    TicketsOpen,
}

impl Volume {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Volume::Offered => "offered",
            Volume::Answered => "answered",
            Volume::Abandoned => "abandoned",
            Volume::FlowedOut => "flowed_out",
            Volume::Blocked => "blocked",
            Volume::Unclear => "unclear",
            Volume::TicketsCreated => "tickets_created",
            Volume::TicketsDue => "tickets_due",
            Volume::TicketsOpen => "tickets_open",
        }
    }

    fn kind(self) -> ContactKind {
        match self {
            Volume::TicketsCreated | Volume::TicketsDue | Volume::TicketsOpen => ContactKind::Ticket,
            _ => ContactKind::Call,
        }
    }
}

/// Counts the contacts of one volume.
pub struct Count {
    /// Which.
    pub volume: Volume,
    /// Period and as-of instant.
    pub judgement: Judgement,
    /// Columns with due instants of tickets' deadline clauses, in the order of the agreement.
    pub due: Vec<String>,
}

impl Count {
    fn rows(&self) -> Expr {
        let within = |at: Expr| self.judgement.contains(at);
        match self.volume {
            Volume::Offered => offered(),
            Volume::Answered => outcome(Outcome::Answered),
            Volume::Abandoned => outcome(Outcome::Abandoned),
            Volume::FlowedOut => outcome(Outcome::FlowedOut),
            Volume::Blocked => outcome(Outcome::Blocked),
            Volume::Unclear => outcome(Outcome::Unclear),
            Volume::TicketsCreated => within(OCCURRED_AT.expr()),
            Volume::TicketsOpen => open_at(self.judgement.as_of),
            Volume::TicketsDue => {
                let due = self.due.iter().map(|due| within(column::named(due)));
                alive().and(due.fold(lit(false), Expr::or))
            }
        }
    }
}

impl Measure for Count {
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        if kind == self.volume.kind() {
            vec![Counter::Rows(self.rows())]
        } else {
            Vec::new()
        }
    }

    fn report_counters(&self, row: &ReportRow, _: &ProviderId) -> Option<Vec<Micro>> {
        let count = match self.volume {
            Volume::Offered => row.answered + row.abandoned,
            Volume::Answered => row.answered,
            Volume::Abandoned => row.abandoned,
            Volume::FlowedOut => row.flowed_out,
            _ => return None,
        };
        Some(vec![count])
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        Tally {
            numerator: sums.first().copied().unwrap_or_default(),
            ..Tally::default()
        }
    }

    fn judge(&self, _: ContactKind, _: &Exports) -> Option<Judge> {
        None
    }

    fn definition(&self) -> Text {
        no_text()
    }
}
