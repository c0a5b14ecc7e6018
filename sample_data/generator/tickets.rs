//! Written contacts: when they come in, when they are answered and resolved, and how alpen's snapshots show them.

use chrono::{Datelike, Weekday};

use super::chance::Chance;
use super::clock::{self, HOUR, Hours, Instant};
use super::details;
use super::model::{Fate, Provider, Queue, Record, Row, Status, Ticket};

/// nord exports its complaints on this evening, one working day after the end of the period.
fn late_export() -> Instant {
    clock::berlin(11, 2, 20, 0, 0)
}

/// Written work of a provider.
struct Desk {
    provider: Provider,
    queue: Queue,
    /// Tickets on an average weekday.
    per_day: f64,
    /// Mean business seconds until the first answer.
    answer: f64,
    /// Mean business seconds from there to the resolution.
    resolve: f64,
}

fn desks(provider: Provider) -> [Desk; 2] {
    let (mail, complaints, answer, resolve) = match provider {
        Provider::Nord => (13.0, 4.5, 2.6, 7.0),
        Provider::Sued => (15.0, 3.5, 4.3, 10.5),
        Provider::Alpen => (12.0, 2.5, 3.4, 8.5),
    };
    let desk = |queue, per_day| {
        let (answer, resolve) = (answer * HOUR as f64, resolve * HOUR as f64);
        Desk {
            provider,
            queue,
            per_day,
            answer,
            resolve,
        }
    };
    [desk(Queue::Mail, mail), desk(Queue::Reklamation, complaints)]
}

/// All tickets of a provider by time of receipt, each once, in its last state.
pub fn of_provider(provider: Provider) -> Vec<Ticket> {
    let mut tickets = Vec::new();
    for desk in desks(provider) {
        let mut chance = Chance::new(&format!("tickets {} {}", provider.id(), desk.queue.id()));
        let created = receipts(&desk, &mut chance);
        tickets.extend(created.into_iter().map(|at| ticket(&desk, at, &mut chance)));
    }
    tickets.sort_by_key(|ticket| ticket.created);
    for (number, ticket) in (1..).zip(&mut tickets) {
        ticket.id = ticket_id(provider, number);
    }
    tickets
}

/// The id of a provider's n-th ticket.
pub fn ticket_id(provider: Provider, number: u64) -> String {
    match provider {
        Provider::Nord => format!("{:010}", 3_104_200 + number * 3),
        Provider::Sued => format!("T-{:06}", 81_000 + number),
        Provider::Alpen => format!("7{:019}", 2_026_100_000 + number * 11),
    }
}

/// Receipts between 6 and 23 o'clock. nord's complaints begin on 29 September: those are due in October.
fn receipts(desk: &Desk, chance: &mut Chance) -> Vec<Instant> {
    let early = desk.provider == Provider::Nord && desk.queue == Queue::Reklamation;
    let mut midnight = if early {
        clock::berlin(9, 29, 0, 0, 0)
    } else {
        clock::period_start()
    };
    let mut found = Vec::new();
    while midnight < clock::period_end() {
        // Noon is on the same date on the day of the clock change, too.
        let date = clock::date(midnight + 12 * HOUR);
        let factor = match date.weekday() {
            Weekday::Mon => 1.4,
            Weekday::Sat | Weekday::Sun => 0.5,
            _ => 1.0,
        };
        let gap = 17.0 * HOUR as f64 / (desk.per_day * factor);
        let mut at = chance.exponential(gap);
        while at < 17.0 * HOUR as f64 {
            found.push(clock::berlin(date.month(), date.day(), 6, 0, 0) + at as i64);
            at += chance.exponential(gap);
        }
        midnight = clock::berlin(date.month(), date.day(), 23, 59, 59) + 1;
    }
    found
}

fn ticket(desk: &Desk, created: Instant, chance: &mut Chance) -> Ticket {
    let high_priority = chance.happens(0.15);
    let mut ticket = Ticket {
        id: String::new(),
        queue: desk.queue,
        created,
        updated: created,
        first_response: None,
        resolved_at: None,
        due: created + if high_priority { 48 * HOUR } else { 96 * HOUR },
        status: Status::Open,
        high_priority,
        agent: None,
        record: Record::default(),
    };
    match chance.weighted(&[965, 12, 10, 13]) {
        1 => ticket.status = Status::Merged,
        2 => ticket.status = Status::Cancelled,
        // Forgotten: nobody ever answers.
        3 => {}
        _ => work_on(&mut ticket, desk, chance),
    }
    if matches!(ticket.status, Status::Merged | Status::Cancelled) {
        ticket.updated = (created + chance.between(600, 90_000)).min(clock::period_end() - 1);
    }
    ticket
}

fn work_on(ticket: &mut Ticket, desk: &Desk, chance: &mut Chance) {
    let seen_until = match (desk.provider, desk.queue) {
        (Provider::Nord, Queue::Reklamation) => late_export(),
        _ => clock::period_end() - 1,
    };
    let speed = if ticket.high_priority { 0.7 } else { 1.0 };
    let pause = 60 + chance.staged(desk.answer * speed, 2) as i64;
    let answered = clock::after_open_seconds(Hours::BackOffice, ticket.created, pause);
    let record = details::record(desk.provider, desk.queue, chance);
    let work = chance.staged(desk.resolve * speed, 2) as i64;
    let resolved = clock::after_open_seconds(Hours::BackOffice, answered, work);
    let closes = chance.happens(0.5);
    if answered > seen_until {
        return;
    }
    ticket.first_response = Some(answered);
    ticket.updated = answered;
    ticket.agent = Some(details::agent(desk.provider, desk.queue, chance));
    ticket.record = record;
    if resolved > seen_until {
        ticket.status = if chance.happens(0.3) {
            Status::Pending
        } else {
            Status::Open
        };
        return;
    }
    ticket.resolved_at = Some(resolved);
    ticket.updated = resolved;
    ticket.status = if closes { Status::Closed } else { Status::Resolved };
}

/// alpen delivers one row per change of a ticket; the latest counts. Rows come in no order.
pub fn snapshots(tickets: Vec<Ticket>) -> Vec<Row<Ticket>> {
    let mut chance = Chance::new("alpen snapshots");
    let mut rows = Vec::new();
    for last in tickets {
        for earlier in former_states(&last) {
            if chance.happens(0.5) {
                rows.push(Row {
                    what: earlier,
                    fate: Fate::Duplicate,
                    fault: None,
                });
            }
        }
        rows.push(Row::sound(last));
    }
    chance.shuffle(&mut rows);
    rows
}

/// The states of a ticket before its last change.
fn former_states(last: &Ticket) -> Vec<Ticket> {
    let mut states = Vec::new();
    let received = Ticket {
        updated: last.created,
        first_response: None,
        resolved_at: None,
        status: Status::Open,
        agent: None,
        record: Record::default(),
        ..last.clone()
    };
    if received.updated < last.updated {
        states.push(received);
    }
    if let (Some(answered), Some(resolved)) = (last.first_response, last.resolved_at)
        && answered < resolved
    {
        let served = Record {
            note: String::new(),
            resolved: Some(false),
            ..last.record.clone()
        };
        states.push(Ticket {
            updated: answered,
            resolved_at: None,
            status: Status::Open,
            record: served,
            ..last.clone()
        });
    }
    states
}
