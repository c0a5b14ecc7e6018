//! What does not count by agreement: an outage of nord's telephones, master data that came late to sued, and
//! half-hours of sued's order line with more than twice the calls that were forecast.

use std::collections::BTreeSet;

use super::clock::{self, Instant};
use super::count::Book;
use super::forecast::{self, Expected};
use super::model::{Call, Outcome, Provider, Queue, Record, Row, Ticket};

/// Whether a call falls into the outage: nord's invoice line on 7 October from 10:00 to 13:30.
pub fn outage(provider: Provider, queue: Queue, at: Instant) -> bool {
    let from = clock::berlin(10, 7, 10, 0, 0);
    let to = clock::berlin(10, 7, 13, 30, 0);
    provider == Provider::Nord && queue == Queue::Rechnung && from <= at && at < to
}

/// In the outage callers hear nothing and hang up.
pub fn interrupt(provider: Provider, call: &mut Call) {
    if !outage(provider, call.queue, call.offered) || call.outcome != Outcome::Answered {
        return;
    }
    let wait = 25 + call.offered.rem_euclid(60);
    call.outcome = Outcome::Abandoned;
    call.wait = Some(wait);
    call.ended = Some(call.offered + wait);
    (call.talk, call.hold, call.wrap) = (None, None, None);
    (call.agent, call.documented) = (None, None);
    call.record = Record::default();
}

/// Whether a complaint's clock ran on 12 or 13 October, when sued waited for master data.
pub fn late_master_data(provider: Provider, ticket: &Ticket, due: Instant) -> bool {
    let from = clock::berlin(10, 12, 0, 0, 0);
    let to = clock::berlin(10, 14, 0, 0, 0);
    let until = ticket.resolved_at.map_or(due, |at| at.min(due));
    provider == Provider::Sued && ticket.queue == Queue::Reklamation && ticket.created < to && until >= from
}

/// Half-hours with more than twice the calls that the client's forecast expected.
pub fn relieved(book: &Book, forecast: &[Row<Expected>]) -> BTreeSet<(Queue, Instant)> {
    if book.provider != Provider::Sued {
        return BTreeSet::new();
    }
    let agreed = forecast::agreed(forecast);
    let came = forecast::came(book).into_iter();
    let beyond = came.filter(|(key, came)| {
        let expected = agreed.get(key).copied().flatten();
        key.0 == Queue::Bestellung && expected.is_some_and(|expected| came.offered > 2 * expected)
    });
    beyond.map(|(key, _)| key).collect()
}
