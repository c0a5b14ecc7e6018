//! Faults in the ticket exports.

use super::chance::Chance;
use super::clock::{self, HOUR, Hours};
use super::model::{Fate, Language, Provider, Queue, Reason, Row, Status, Ticket};
use super::plant::{Fault, Planter};
use super::plant_calls::{FORMULA, SCRIPT};
use super::tickets::ticket_id;

/// Business seconds after which a first answer is late.
const ANSWER_BUDGET: i64 = 8 * HOUR;
/// Three days of back-office hours.
const THREE_DAYS: i64 = 3 * 34_200;

/// Plants everything into a provider's tickets, in the order of the file.
pub fn plant(provider: Provider, rows: Vec<Row<Ticket>>) -> Vec<Row<Ticket>> {
    let next = rows.iter().filter(|row| row.fate == Fate::Accepted).count() as u64 + 1;
    let chance = Chance::new(&format!("ticket faults {}", provider.id()));
    let mut hand = Hand {
        provider,
        next,
        planter: Planter { rows, chance },
    };
    hand.mark_edges();
    hand.deadlines();
    hand.late_export();
    hand.records();
    hand.strangers();
    hand.unreadable();
    hand.duplicates();
    hand.planter.rows
}

struct Hand {
    provider: Provider,
    next: u64,
    planter: Planter<Ticket>,
}

/// An e-mail that was resolved early enough to leave room for changes.
fn done(ticket: &Ticket) -> bool {
    ticket.queue == Queue::Mail
        && ticket
            .resolved_at
            .is_some_and(|at| at < clock::berlin(10, 20, 0, 0, 0))
        && ticket.record.note.chars().count() > 25
        && ticket.record.reason.is_some()
}

/// A ticket that nobody has answered although it was due long before the end of the period.
fn forgotten(ticket: &Ticket) -> bool {
    ticket.status == Status::Open
        && ticket.first_response.is_none()
        && ticket.created < clock::berlin(10, 24, 0, 0, 0)
}

impl Hand {
    fn fresh_id(&mut self) -> String {
        self.next += 1;
        ticket_id(self.provider, self.next - 1)
    }

    /// Names what the model brought about by itself.
    fn mark_edges(&mut self) {
        for row in self
            .planter
            .rows
            .iter_mut()
            .filter(|row| row.fate == Fate::Accepted)
        {
            let ticket = &row.what;
            row.fault = match ticket {
                _ if ticket.created < clock::period_start() => Some(Fault::CreatedBefore),
                _ if forgotten(ticket) => Some(Fault::OpenOverdue),
                _ => None,
            };
        }
    }

    /// Answers at, just after and long after the due instant; the new rows are tickets of their own.
    fn deadlines(&mut self) {
        let created = clock::berlin(10, 6, 9, 30, 0);
        let close_of_business = clock::berlin(10, 6, 18, 0, 0);
        let plan = [
            (Fault::AnsweredAtDue, close_of_business),
            (Fault::AnsweredAfterDue, clock::berlin(10, 7, 8, 0, 1)),
            (
                Fault::LateAnswer,
                clock::after_open_seconds(Hours::BackOffice, created, ANSWER_BUDGET + THREE_DAYS),
            ),
        ];
        for (fault, answered) in plan {
            self.add(fault, Fate::Accepted, |ticket| {
                ticket.created = created;
                ticket.first_response = Some(answered);
                ticket.resolved_at = Some(answered + HOUR / 2);
            });
        }
        self.add(Fault::LateResolution, Fate::Accepted, |ticket| {
            let resolved = clock::after_open_seconds(Hours::BackOffice, created, 24 * HOUR + THREE_DAYS);
            ticket.created = created;
            ticket.first_response = Some(created + HOUR);
            ticket.resolved_at = Some(resolved);
        });
    }

    /// Only nord's export was made late enough to show what happened after the end of the period.
    fn late_export(&mut self) {
        if self.provider != Provider::Nord {
            return;
        }
        self.add(Fault::StoppedAfterAsOf, Fate::Accepted, |ticket| {
            ticket.queue = Queue::Reklamation;
            ticket.created = clock::berlin(10, 27, 10, 12, 0);
            ticket.first_response = Some(clock::berlin(11, 2, 9, 10, 0));
            ticket.resolved_at = Some(clock::berlin(11, 2, 11, 0, 0));
        });
    }

    /// A new ticket, made from one that is done.
    fn add(&mut self, fault: Fault, fate: Fate, change: impl FnOnce(&mut Ticket)) {
        let id = self.fresh_id();
        self.planter.copy(fault, fate, done, |ticket| {
            ticket.id = id;
            change(ticket);
            ticket.due = ticket.created + 96 * HOUR;
            ticket.high_priority = false;
            ticket.updated = ticket
                .resolved_at
                .or(ticket.first_response)
                .unwrap_or(ticket.created);
        });
    }

    fn records(&mut self) {
        let planter = &mut self.planter;
        planter.alter(Fault::WrongLanguage, done, |ticket| {
            (ticket.record.customer, ticket.record.served) =
                (Some(Language::English), Some(Language::German));
        });
        planter.alter(Fault::UnknownLanguage, done, |ticket| {
            ticket.record.customer = Some(Language::Unlisted)
        });
        planter.alter(Fault::EmptyReason, done, |ticket| ticket.record.reason = None);
        planter.alter(Fault::UnknownReason, done, |ticket| {
            ticket.record.reason = Some(Reason::Unlisted("Gewinnspiel"));
        });
        planter.alter(Fault::HostileReason, done, |ticket| {
            ticket.record.reason = Some(Reason::Unlisted(SCRIPT))
        });
        let notes = [
            (Fault::ShortNote, "Rückruf später"),
            (Fault::NoteAtLimit, "Rückruf am 5.11"),
            (Fault::EmptyPhrase, "Siehe vorherigen Eintrag."),
            (Fault::HostileNote, FORMULA),
        ];
        for (fault, note) in notes {
            planter.alter(fault, done, |ticket| ticket.record.note = note.to_owned());
        }
    }

    /// Tickets of November.
    fn strangers(&mut self) {
        for (day, hour) in [(1, 11), (2, 9)] {
            self.add(Fault::OutsideAfter, Fate::Outside, |ticket| {
                ticket.created = clock::berlin(11, day, hour, 5, 20);
                (ticket.first_response, ticket.resolved_at) = (None, None);
                ticket.status = Status::Open;
            });
        }
    }

    fn unreadable(&mut self) {
        for fault in [Fault::ImpossibleDate, Fault::ImpossibleTime, Fault::UnknownQueue] {
            self.add(fault, Fate::Rejected, |_| {});
        }
    }

    fn duplicates(&mut self) {
        for _ in 0..2 {
            self.planter
                .copy(Fault::IdenticalDuplicate, Fate::Duplicate, done, |_| {});
        }
        // In alpen's snapshots other values of an id are the normal case.
        if self.provider != Provider::Alpen {
            self.planter
                .copy(Fault::ConflictingDuplicate, Fate::Duplicate, done, |ticket| {
                    ticket.resolved_at = ticket.resolved_at.map(|at| at + 5 * HOUR);
                    ticket.updated += 5 * HOUR;
                });
        }
    }
}

/// Ids of nord's e-mails that its report has never heard of.
pub fn lost_id(number: u64) -> String {
    ticket_id(Provider::Nord, 9_000 + number)
}
