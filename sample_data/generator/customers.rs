//! Whose calls they are, and who calls again with the same reason within a week, at whatever provider.

use super::chance::Chance;
use super::clock::{self, HOUR, Instant};
use super::count::{Book, Figure, Sum, scope};
use super::judge::{self, Class, Verdict};
use super::model::{Call, Provider, Queue, Reason};

/// Customers of the client who call in a month.
const CUSTOMERS: i64 = 3_500;
/// Seconds within which a further call with the same reason is a repeat.
const WINDOW: Instant = 7 * 24 * HOUR;

/// Gives each call a customer; a few withhold their number.
pub fn assign(provider: Provider, calls: &mut [Call]) {
    let mut chance = Chance::new(&format!("customers {}", provider.id()));
    for call in calls {
        let number = chance.between(100_000, 100_000 + CUSTOMERS - 1);
        call.customer = (!chance.happens(0.01)).then_some(number as u32);
    }
}

/// An answered call, as the others see it.
struct Seen<'a> {
    provider: Provider,
    call: &'a Call,
    customer: u32,
    reason: Reason,
}

/// Resolution by absence of a repeat, and the share of repeats, of each provider and queue.
pub fn figures(books: &[Book]) -> Vec<Figure> {
    of_some(books, books)
}

/// The same for some of the calls, among all of them.
pub fn of_some(books: &[Book], parts: &[Book]) -> Vec<Figure> {
    let mut seen = Vec::new();
    for book in books {
        for call in answered(book) {
            if let (Some(customer), Some(reason)) = (call.customer, call.record.reason) {
                let provider = book.provider;
                seen.push(Seen {
                    provider,
                    call,
                    customer,
                    reason,
                });
            }
        }
    }
    let mut found = Vec::new();
    for book in parts {
        for queue in [None].into_iter().chain(Queue::ALL.into_iter().map(Some)) {
            found.extend(of_queue(book, queue, &seen));
        }
    }
    found
}

fn answered(book: &Book) -> impl Iterator<Item = &Call> {
    book.calls
        .iter()
        .filter(|call| judge::class(call) == Class::Answered)
}

fn of_queue(book: &Book, queue: Option<Queue>, seen: &[Seen<'_>]) -> Vec<Figure> {
    let (mut resolved, mut repeats) = (Sum::default(), Sum::default());
    let (mut open_after, mut open_before) = (0, 0);
    for call in answered(book).filter(|call| queue.is_none_or(|queue| call.queue == queue)) {
        let (Some(customer), Some(reason)) = (call.customer, call.record.reason) else {
            resolved.add(Verdict::Unmeasurable);
            repeats.add(Verdict::Unmeasurable);
            continue;
        };
        let others = seen.iter().filter(|other| {
            let is_same = other.provider == book.provider && other.call.id == call.id;
            !is_same && other.customer == customer && other.reason == reason
        });
        let distances: Vec<Instant> = others.map(|other| other.call.offered - call.offered).collect();
        // Nothing is delivered of November, so that the last week is open.
        if call.offered + WINDOW < clock::period_end() {
            let again = distances.iter().any(|distance| (0..=WINDOW).contains(distance));
            resolved.add(if again { Verdict::Missed } else { Verdict::Passed });
        } else {
            resolved.add(Verdict::Unmeasurable);
            open_after += 1;
        }
        if call.offered - WINDOW >= clock::period_start() {
            let before = distances.iter().any(|distance| (-WINDOW..=0).contains(distance));
            repeats.add(if before { Verdict::Passed } else { Verdict::Missed });
        } else {
            repeats.add(Verdict::Unmeasurable);
            open_before += 1;
        }
    }
    if resolved.denominator + resolved.unmeasurable == 0 {
        return Vec::new();
    }
    let (provider, queue) = (book.provider, scope(queue));
    vec![
        Figure::whole(provider, "no_repeat", "fcr", queue, resolved),
        Figure::count(provider, "no_repeat", "fcr:open", queue, open_after),
        Figure::whole(provider, "repeat_rate", "repeat_rate", queue, repeats),
        Figure::count(provider, "repeat_rate", "repeat_rate:open", queue, open_before),
    ]
}
