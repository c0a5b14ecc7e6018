//! Volumes: counts by outcome, and tickets created, due and open. Published for every queue,
//! whether or not a standard asks for them.

use polars::prelude::*;

use super::deadline::open_at;
use super::family::{Counter, Judge, Mapped, Measure, Tally};
use super::judgement::Judgement;
use super::terms::{alive, offered, outcome, waited_at_most};
use crate::tables::contacts::{OCCURRED_AT, QUEUE};
use crate::tables::intervals::ReportRow;
use crate::tables::{Codebook, column};
use crate::vocabulary::{ContactKind, Micro, Outcome};
use crate::workspace::agreement::{Agreement, Rule, Text};

/// Counts of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Volume {
    /// Answered and abandoned.
    Offered,
    /// Answered.
    Answered,
    /// Abandoned, short abandons included.
    Abandoned,
    /// Of those, within the agreed limit.
    ShortAbandoned,
    /// Left the queue without being lost.
    FlowedOut,
    /// Never reached the queue.
    Blocked,
    /// Contradictory rows.
    Unclear,
}

impl Volume {
    /// All counts, in reporting order.
    pub const ALL: [Volume; 7] = [
        Volume::Offered,
        Volume::Answered,
        Volume::Abandoned,
        Volume::ShortAbandoned,
        Volume::FlowedOut,
        Volume::Blocked,
        Volume::Unclear,
    ];

    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Volume::Offered => "offered",
            Volume::Answered => "answered",
            Volume::Abandoned => "abandoned",
            Volume::ShortAbandoned => "short_abandoned",
            Volume::FlowedOut => "flowed_out",
            Volume::Blocked => "blocked",
            Volume::Unclear => "unclear",
        }
    }
}

/// Counts of tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TicketVolume {
    /// Created in the period.
    Created,
    /// Fell due in the period under the first deadline standard that covers the queue.
    Due,
    /// Open at the as-of instant.
    Open,
}

impl TicketVolume {
    /// All counts, in reporting order.
    pub const ALL: [TicketVolume; 3] = [TicketVolume::Created, TicketVolume::Due, TicketVolume::Open];

    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            TicketVolume::Created => "tickets_created",
            TicketVolume::Due => "tickets_due",
            TicketVolume::Open => "tickets_open",
        }
    }
}

/// Counts calls of one kind.
pub struct CallCount {
    volume: Volume,
    /// Queue code and its agreed short-abandon limit in seconds.
    short: Vec<(u32, i64)>,
}

impl CallCount {
    /// A count under the short-abandon limits of an agreement.
    pub fn new(volume: Volume, agreement: &Agreement, codes: &Codebook) -> Self {
        let short = agreement.queues.iter().filter_map(|queue| {
            let clauses = agreement
                .standards
                .iter()
                .filter(|s| s.covers(&queue.id))
                .flat_map(|s| &s.clauses);
            let limit = clauses.filter_map(|clause| match clause.rule {
                Rule::ServiceLevel { short_abandon_s, .. } | Rule::Abandonment { short_abandon_s, .. } => {
                    short_abandon_s
                }
                _ => None,
            });
            limit
                .into_iter()
                .next()
                .map(|limit| (codes.queue(&queue.id), limit))
        });
        Self {
            volume,
            short: short.collect(),
        }
    }

    fn rows(&self) -> Expr {
        match self.volume {
            Volume::Offered => offered(),
            Volume::Answered => outcome(Outcome::Answered),
            Volume::Abandoned => outcome(Outcome::Abandoned),
            Volume::ShortAbandoned => self.short.iter().fold(lit(false), |any, (queue, limit)| {
                let here = QUEUE.expr().eq(lit(*queue));
                any.or(outcome(Outcome::Abandoned).and(here).and(waited_at_most(*limit)))
            }),
            Volume::FlowedOut => outcome(Outcome::FlowedOut),
            Volume::Blocked => outcome(Outcome::Blocked),
            Volume::Unclear => outcome(Outcome::Unclear),
        }
    }
}

/// Counts tickets of one kind.
pub struct TicketCount {
    volume: TicketVolume,
    judgement: Judgement,
    /// Columns with due instants of deadline clauses, in the order of the agreement.
    due: Vec<String>,
}

impl TicketCount {
    /// A count; `due` are the columns that the deadline clauses prepare.
    pub fn new(volume: TicketVolume, judgement: Judgement, due: Vec<String>) -> Self {
        Self {
            volume,
            judgement,
            due,
        }
    }

    fn rows(&self) -> Expr {
        let within = |at: Expr| self.judgement.contains(at);
        match self.volume {
            TicketVolume::Created => within(OCCURRED_AT.expr()),
            TicketVolume::Open => open_at(self.judgement.as_of),
            TicketVolume::Due => {
                let any = self
                    .due
                    .iter()
                    .fold(lit(false), |any, due| any.or(within(column::named(due))));
                alive().and(any)
            }
        }
    }
}

fn count(sums: &[Micro]) -> Tally {
    Tally {
        numerator: sums.first().copied().unwrap_or_default(),
        ..Tally::default()
    }
}

impl Measure for CallCount {
    fn counters(&self, kind: ContactKind, _: &Mapped) -> Vec<Counter> {
        if kind == ContactKind::Call {
            vec![Counter::Rows(self.rows())]
        } else {
            Vec::new()
        }
    }

    fn report_counters(&self, row: &ReportRow) -> Option<Vec<Micro>> {
        Some(vec![match self.volume {
            Volume::Offered => row.answered + row.abandoned,
            Volume::Answered => row.answered,
            Volume::Abandoned => row.abandoned,
            Volume::ShortAbandoned => row.short_abandoned.unwrap_or_default(),
            Volume::FlowedOut => row.flowed_out,
            Volume::Blocked | Volume::Unclear => Micro::default(),
        }])
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        count(sums)
    }

    fn judge(&self, _: ContactKind, _: &Mapped) -> Option<Judge> {
        None
    }

    fn definition(&self) -> Text {
        Text {
            de: String::new(),
            en: String::new(),
        }
    }
}

impl Measure for TicketCount {
    fn counters(&self, kind: ContactKind, _: &Mapped) -> Vec<Counter> {
        if kind == ContactKind::Ticket {
            vec![Counter::Rows(self.rows())]
        } else {
            Vec::new()
        }
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        count(sums)
    }

    fn judge(&self, _: ContactKind, _: &Mapped) -> Option<Judge> {
        None
    }

    fn definition(&self) -> Text {
        Text {
            de: String::new(),
            en: String::new(),
        }
    }
}
