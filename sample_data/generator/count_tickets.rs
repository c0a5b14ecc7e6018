//! Deadlines, due-based: a case counts in the month in which it falls due, answered or not.

use super::clock::{self, HOUR, Hours, Instant};
use super::count::{Book, Figure, Sum, scope};
use super::judge::Verdict;
use super::model::{Provider, Queue, Status, Ticket};

/// Whether a ticket is neither joined to another nor withdrawn.
pub fn is_alive(ticket: &Ticket) -> bool {
    !matches!(ticket.status, Status::Merged | Status::Cancelled)
}

/// First response within 8 business hours, of urgent cases within 4, resolution within 24, and alpen's own promise.
pub fn deadlines(book: &Book, queue: Option<Queue>) -> Vec<Figure> {
    let after = |hours: i64| {
        move |ticket: &Ticket| clock::after_open_seconds(Hours::BackOffice, ticket.created, hours * HOUR)
    };
    // Urgent cases have a sheet of their own.
    let answer = |ticket: &Ticket| after(if ticket.high_priority { 4 } else { 8 })(ticket);
    let mut found = vec![
        (
            "first_response",
            count(book, queue, answer, |ticket| ticket.first_response),
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
    let figure = |(standard, sum)| Figure::whole(book.provider, standard, "deadline", scope(queue), sum);
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
