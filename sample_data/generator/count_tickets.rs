//! Deadlines, due-based: a case counts in the month in which it falls due, answered or not.

use super::clock::{self, HOUR, Hours, Instant};
use super::count::{Book, Figure, Sum, scope};
use super::exempt;
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
    let in_time_of_data =
        |ticket: &Ticket| !exempt::late_master_data(book.provider, ticket, after(24)(ticket));
    let mut found = vec![
        (
            "first_response",
            count(book, queue, (&|_| true, &answer), |ticket| ticket.first_response),
        ),
        (
            "resolution",
            count(book, queue, (&in_time_of_data, &after(24)), |ticket| {
                ticket.resolved_at
            }),
        ),
    ];
    if book.provider == Provider::Alpen {
        found.push((
            "resolution_promised",
            count(book, queue, (&|_| true, &|ticket| ticket.due), |ticket| {
                ticket.resolved_at
            }),
        ));
    }
    let figure = |(standard, sum)| Figure::whole(book.provider, standard, "deadline", scope(queue), sum);
    let mut figures: Vec<Figure> = found.into_iter().map(figure).collect();
    let urgent = |ticket: &Ticket| ticket.high_priority;
    let sheet = count_of(book, queue, urgent, (&|_| true, &answer), |ticket| {
        ticket.first_response
    });
    figures.push(Figure {
        clause: "2026-01-01",
        refines: "priorities: 4 hoch, dringend, P1",
        ..Figure::whole(book.provider, "first_response", "deadline", scope(queue), sheet)
    });
    let taken: Vec<Figure> = figures
        .iter()
        .filter_map(|figure| without_exemptions(book, queue, figure))
        .flatten()
        .collect();
    figures.extend(taken);
    figures
}

/// The figure without exemptions, and how many they took out.
fn without_exemptions(book: &Book, queue: Option<Queue>, of: &Figure) -> Option<[Figure; 2]> {
    if of.sum.excluded == 0 {
        return None;
    }
    let due = |ticket: &Ticket| clock::after_open_seconds(Hours::BackOffice, ticket.created, 24 * HOUR);
    let sum = count(book, queue, (&|_| true, &due), |ticket| ticket.resolved_at);
    let (provider, scope) = (book.provider, scope(queue));
    let exempted = "deadline:exempted:stammdaten";
    Some([
        Figure::whole(provider, of.standard, "deadline:without_exemptions", scope, sum),
        Figure::count(provider, of.standard, exempted, scope, of.sum.excluded),
    ])
}

type Terms<'a> = (&'a dyn Fn(&Ticket) -> bool, &'a dyn Fn(&Ticket) -> Instant);

fn count(
    book: &Book,
    queue: Option<Queue>,
    terms: Terms<'_>,
    stopped: impl Fn(&Ticket) -> Option<Instant>,
) -> Sum {
    count_of(book, queue, |_| true, terms, stopped)
}

/// Tickets that are meant, by which of them count and when they are due.
fn count_of(
    book: &Book,
    queue: Option<Queue>,
    meant: impl Fn(&Ticket) -> bool,
    (counts, due): Terms<'_>,
    stopped: impl Fn(&Ticket) -> Option<Instant>,
) -> Sum {
    let mut sum = Sum::default();
    for ticket in &book.tickets {
        let elsewhere = queue.is_some_and(|queue| ticket.queue != queue);
        if elsewhere || !is_alive(ticket) || !meant(ticket) {
            continue;
        }
        let due = due(ticket);
        if !clock::in_period(due) {
            continue;
        }
        if !counts(ticket) {
            sum.excluded += 1;
            continue;
        }
        let in_time = stopped(ticket).is_some_and(|at| at <= due);
        sum.add(if in_time { Verdict::Passed } else { Verdict::Missed });
    }
    sum
}
