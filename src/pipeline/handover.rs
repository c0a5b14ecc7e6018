//! Compares the client's hand-over log with a provider's report as soon as both have been read, so
//! that what is kept for it can go.

use std::sync::{Mutex, PoisonError};

use crate::intake::{ContactIntake, Context, HandoverIntake};
use crate::measure::{Comparison, Report, Told, compare};
use crate::tables::handover::HandoverLog;
use crate::vocabulary::{ContactKind, TableKind};
use crate::workspace::mapping::Field;

/// What of a provider has been read so far.
#[derive(Default)]
struct Waiting {
    calls: Option<(Report, bool)>,
    tickets: Option<(Report, bool)>,
    log: Option<HandoverLog>,
}

/// The ledgers of all providers while they are read.
pub struct Ledgers {
    waiting: Vec<Mutex<Waiting>>,
}

/// A log and what the comparison with the report gave.
pub type Compared = (HandoverLog, Comparison);

impl Ledgers {
    /// Ledgers of this many providers.
    pub fn of(providers: usize) -> Self {
        Self {
            waiting: (0..providers).map(|_| Mutex::default()).collect(),
        }
    }

    /// Takes what was read of a kind of contacts; compares where it was the last part.
    pub fn contacts(
        &self,
        context: &Context<'_>,
        index: usize,
        kind: ContactKind,
        intake: &mut ContactIntake,
    ) -> Option<Compared> {
        let read = (
            intake.report.take().unwrap_or_default(),
            intake.tallied.is_whole(),
        );
        self.take(context, index, |waiting| match kind {
            ContactKind::Call => waiting.calls = Some(read),
            ContactKind::Ticket => waiting.tickets = Some(read),
        })
    }

    /// Takes the log; compares where it was the last part.
    pub fn log(&self, context: &Context<'_>, index: usize, intake: &mut HandoverIntake) -> Option<Compared> {
        let log = std::mem::take(&mut intake.log);
        self.take(context, index, |waiting| waiting.log = Some(log))
    }

    fn take(&self, context: &Context<'_>, index: usize, put: impl FnOnce(&mut Waiting)) -> Option<Compared> {
        let mut waiting = self.waiting[index].lock().unwrap_or_else(PoisonError::into_inner);
        put(&mut waiting);
        let is_ready = waiting.calls.is_some() && waiting.tickets.is_some() && waiting.log.is_some();
        let ready = is_ready.then(|| std::mem::take(&mut *waiting))?;
        drop(waiting);
        compared(context, index, ready)
    }
}

fn compared(context: &Context<'_>, index: usize, ready: Waiting) -> Option<Compared> {
    let ((mut report, whole_calls), (tickets, whole_tickets)) = (ready.calls?, ready.tickets?);
    let log = ready.log?;
    report.merge(tickets);
    let provider = &context.agreement.providers[index].id;
    let sources = |kind| context.sources(provider, kind);
    let tickets = sources(TableKind::Tickets);
    let has_log = !sources(TableKind::Events).is_empty();
    let has_report = has_log || !tickets.is_empty() || !sources(TableKind::Calls).is_empty();
    let says_answers = |field| tickets.iter().all(|s| s.mapping.fields.contains_key(&field));
    let told = Told {
        log: log.is_agreed && (log.is_whole || !log.messages.is_empty()),
        whole_log: log.is_whole,
        whole_report: whole_calls && whole_tickets && has_report,
        answers: has_log || !tickets.is_empty() && says_answers(Field::FirstResponseAt),
    };
    let (agreement, clauses) = (context.agreement, context.clauses);
    let comparison = compare(agreement, clauses, provider, (&log, &report), told);
    Some((log, comparison))
}
