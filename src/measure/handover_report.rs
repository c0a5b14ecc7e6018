//! What has to be known of a provider's contacts to compare them with the client's log: no ids, only
//! their fingerprints, and only where there is such a log.

use std::collections::{HashMap, HashSet};

use polars::prelude::*;

use super::terms::unanswered;
use crate::normalize::{Spread, fingerprint};
use crate::tables::contacts::{CONTACT_ID, OCCURRED_AT, QUEUE};
use crate::vocabulary::{ContactKind, EpochSeconds};

/// Name of the column that says whether a ticket is over without an answer.
const UNANSWERED: &str = "unanswered";

/// What is kept of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    /// When it was offered or created.
    pub at: EpochSeconds,
    /// Code of its queue.
    pub queue: u32,
    /// Whether it is a ticket that is over without an answer.
    pub is_unanswered: bool,
}

/// The contacts of a provider, of whatever day, by the fingerprint of their id.
#[derive(Clone, Debug, Default)]
pub struct Report {
    traces: HashMap<u128, Trace, Spread>,
    repeated: HashSet<u128, Spread>,
}

impl Report {
    /// Takes in contacts of a kind, each id once.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn take_in(&mut self, frame: &DataFrame, kind: ContactKind, as_of: EpochSeconds) -> PolarsResult<()> {
        let is_over = match kind {
            ContactKind::Call => lit(false),
            ContactKind::Ticket => unanswered(as_of),
        };
        let columns = [QUEUE.expr(), OCCURRED_AT.expr(), is_over.alias(UNANSWERED)];
        let told = frame.clone().lazy().select(columns).collect()?;
        let ids = frame.column(CONTACT_ID.name())?.str()?;
        let (queues, times) = (
            told.column(QUEUE.name())?.u32()?,
            told.column(OCCURRED_AT.name())?.i64()?,
        );
        let over = told.column(UNANSWERED)?.bool()?;
        for (row, id) in ids.iter().enumerate() {
            let trace = Trace {
                at: times.get(row).unwrap_or_default(),
                queue: queues.get(row).unwrap_or(u32::MAX),
                is_unanswered: over.get(row).unwrap_or_default(),
            };
            self.add(fingerprint(id.unwrap_or_default().trim()), trace);
        }
        Ok(())
    }

    /// Notes that an id came again.
    pub fn repeat(&mut self, id: &str) {
        self.repeated.insert(fingerprint(id.trim()));
    }

    /// Adds the contacts of another kind; an id that both have is reported twice.
    pub fn merge(&mut self, other: Report) {
        self.repeated.extend(other.repeated);
        for (key, trace) in other.traces {
            self.add(key, trace);
        }
    }

    /// Of contacts with the same id the earliest counts.
    fn add(&mut self, key: u128, trace: Trace) {
        let Some(known) = self.traces.get_mut(&key) else {
            self.traces.insert(key, trace);
            return;
        };
        self.repeated.insert(key);
        let is_unanswered = known.is_unanswered || trace.is_unanswered;
        if (trace.at, trace.queue) < (known.at, known.queue) {
            *known = trace;
        }
        known.is_unanswered = is_unanswered;
    }

    /// The contact with an id.
    pub fn of(&self, key: u128) -> Option<&Trace> {
        self.traces.get(&key)
    }

    /// Whether an id came more than once.
    pub fn is_repeated(&self, key: u128) -> bool {
        self.repeated.contains(&key)
    }

    /// All contacts, in no order.
    pub fn traces(&self) -> impl Iterator<Item = (&u128, &Trace)> {
        self.traces.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(at: EpochSeconds, is_unanswered: bool) -> Report {
        let mut report = Report::default();
        let trace = Trace {
            at,
            queue: 0,
            is_unanswered,
        };
        report.add(fingerprint("a"), trace);
        report
    }

    #[test]
    fn an_id_of_a_call_and_a_ticket_is_reported_twice_and_appeared_with_the_first() {
        for (first, second) in [(10, 20), (20, 10)] {
            let mut calls = report(first, false);
            calls.merge(report(second, true));
            let key = fingerprint("a");
            let trace = calls.of(key).copied();
            assert_eq!(
                trace.map(|trace| (trace.at, trace.is_unanswered)),
                Some((10, true))
            );
            assert!(calls.is_repeated(key));
        }
        let mut alone = report(10, false);
        alone.merge(Report::default());
        assert!(!alone.is_repeated(fingerprint("a")));
    }
}
