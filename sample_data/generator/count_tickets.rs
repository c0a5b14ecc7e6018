//! Deadlines, due-based: a case counts in the month in which it falls due, answered or not.

use super::clock::{self, HOUR, Hours, Instant};
use super::count::{Book, Figure, Sum};
use super::judge::Verdict;
use super::model::{Provider, Queue, Status, Ticket};

/// Whether a ticket is neither joined to another nor withdrawn.
pub fn is_alive(ticket: &Ticket) -> bool {
    !matches!(ticket.status, Status::Merged | Status::Cancelled)
}

/// First response within 8 business hours, resolution within 24, and alpen's own promise.
pub fn deadlines(book: &Book, queue: Option<Queue>) -> Vec<Figure> {
    let after = |hours: i64| {
        move |ticket: &Ticket| clock::after_open_seconds(Hours::BackOffice, ticket.created, hours * HOUR)
    };
    let mut found = vec![
        (
            "first_response",
            count(book, queue, after(8), |ticket| ticket.first_response),
        ),
        (
            "resolution",
            count(book, queue, after(24), |ticket| ticket.resolved_at),
        ),
    ];
    if book.provider == Provider::Alpen {
        found.push((
            "resolution_promised",
            count(book, queue, |ticket| ticket.due, |ticket| ticket.resolved_at),
        ));
    }
    let figure = |(standard, sum)| Figure {
        provider: book.provider,
        standard,
        measure: "deadline",
        queue,
        clause: "",
        sum,
    };
    found.into_iter().map(figure).collect()
}

fn count(
    book: &Book,
    queue: Option<Queue>,
    due: impl Fn(&Ticket) -> Instant,
    stopped: impl Fn(&Ticket) -> Option<Instant>,
) -> Sum {
    let mut sum = Sum::default();
    for ticket in &book.tickets {
        let elsewhere = queue.is_some_and(|queue| ticket.queue != queue);
        if elsewhere || !is_alive(ticket) {
            continue;
        }
        let due = due(ticket);
        if !clock::in_period(due) {
            continue;
        }
        let in_time = stopped(ticket).is_some_and(|at| at <= due);
        sum.add(if in_time { Verdict::Passed } else { Verdict::Missed });
    }
    sum
}
