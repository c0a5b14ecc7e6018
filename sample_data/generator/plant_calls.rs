//! Faults in the call exports.

use super::chance::Chance;
use super::clock::{self, CLOCK_CHANGE, HOUR, Instant};
use super::model::{Call, Fate, Language, Outcome, Provider, Queue, Reason, Row};
use super::plant::{Fault, Planter};

/// A note that a spreadsheet would run.
pub const FORMULA: &str = "=cmd|' /C calc'!A0";
/// A reason that a browser would run.
pub const SCRIPT: &str = "<script>alert(1)</script>";

/// The id of a provider's n-th call.
pub fn call_id(provider: Provider, number: u64) -> String {
    match provider {
        Provider::Nord => format!("{:013}", 4_711_000_000 + number),
        Provider::Sued => format!("SK-{:07}", 610_000 + number),
        Provider::Alpen => format!("9{:019}", 84_000_000_000 + number * 7),
    }
}

/// Plants everything into a provider's calls.
pub fn plant(provider: Provider, calls: Vec<Call>) -> Vec<Row<Call>> {
    let mut hand = Hand {
        provider,
        next: calls.len() as u64 + 1,
        planter: Planter {
            rows: calls.into_iter().map(Row::sound).collect(),
            chance: Chance::new(&format!("faults {}", provider.id())),
        },
    };
    hand.moved();
    hand.contradictions();
    hand.gaps();
    hand.limits();
    hand.languages();
    hand.fields();
    hand.notes();
    hand.documentation();
    hand.ids();
    hand.unreadable();
    hand.duplicates();
    hand.repeats();
    hand.planter.rows
}

struct Hand {
    provider: Provider,
    next: u64,
    planter: Planter<Call>,
}

fn answered(call: &Call) -> bool {
    call.outcome == Outcome::Answered && call.wait.is_some() && call.talk.is_some()
}

/// A call that would pass every duty, so that exactly the planted one is missed.
fn tidy(call: &Call) -> bool {
    let late = call
        .documented
        .zip(call.ended)
        .is_none_or(|(written, end)| written > end + 600);
    let record = &call.record;
    answered(call)
        && !late
        && record.reason.is_some()
        && record.resolved.is_some()
        && record.note.chars().count() > 25
}

/// Moves a call with all its instants.
fn move_to(call: &mut Call, offered: Instant) {
    let by = offered - call.offered;
    call.offered += by;
    call.ended = call.ended.map(|at| at + by);
    call.documented = call.documented.map(|at| at + by);
}

fn set_wait(call: &mut Call, wait: i64) {
    let by = wait - call.wait.unwrap_or(wait);
    call.wait = Some(wait);
    call.ended = call.ended.map(|at| at + by);
    call.documented = call.documented.map(|at| at + by);
}

impl Hand {
    fn fresh_id(&mut self) -> String {
        self.next += 1;
        call_id(self.provider, self.next - 1)
    }

    /// A new call, made from a tidy one of the queue, at a given instant.
    fn add(&mut self, fault: Fault, fate: Fate, queue: Queue, at: Instant) {
        let id = self.fresh_id();
        let short = |call: &Call| tidy(call) && call.queue == queue && call.ended < Some(call.offered + 600);
        self.planter.copy(fault, fate, short, |call| {
            call.id = id;
            move_to(call, at);
        });
    }

    /// Calls at the edges of the period and in the repeated hour; only a line that is open at night has them.
    fn moved(&mut self) {
        let (start, end) = (clock::period_start(), clock::period_end());
        let night = [
            (Fault::RepeatedHour, Fate::Accepted, CLOCK_CHANGE - 55 * 60),
            (Fault::RepeatedHour, Fate::Accepted, CLOCK_CHANGE - 20 * 60),
            (Fault::RepeatedHour, Fate::Accepted, CLOCK_CHANGE + 8 * 60 + 4),
            (Fault::RepeatedHour, Fate::Accepted, CLOCK_CHANGE + 41 * 60),
            (Fault::FirstInstant, Fate::Accepted, start),
            (Fault::LastSecond, Fate::Accepted, end - 1),
            (Fault::OutsideBefore, Fate::Outside, start - 1),
            (Fault::OutsideAfter, Fate::Outside, end),
            (Fault::OutsideAfter, Fate::Outside, end + HOUR),
        ];
        if self.provider != Provider::Sued {
            for (fault, fate, at) in night {
                self.add(fault, fate, Queue::Stoerung, at);
            }
        }
        for minute in [12, 40] {
            let at = clock::berlin(9, 30, 17, minute, 33);
            self.add(Fault::OutsideBefore, Fate::Outside, Queue::Rechnung, at);
        }
        self.planter.rows.sort_by_key(|row| row.what.offered);
    }

    fn contradictions(&mut self) {
        // nord writes 00:00 where there was no conversation, the others leave the cell empty.
        let no_talk = (self.provider == Provider::Nord).then_some(0);
        let planter = &mut self.planter;
        for _ in 0..3 {
            planter.alter(Fault::AnsweredWithoutTalkOrAgent, tidy, |call| {
                (call.talk, call.hold, call.agent) = (no_talk, no_talk, None);
                call.ended = call.wait.map(|wait| call.offered + wait);
            });
            planter.alter(
                Fault::AbandonedWithTalk,
                |call| call.outcome == Outcome::Abandoned,
                |call| {
                    call.talk = Some(45);
                },
            );
        }
        if self.provider == Provider::Alpen {
            for _ in 0..2 {
                self.planter.alter(
                    Fault::ReportedUnclear,
                    |call| call.outcome == Outcome::Abandoned,
                    |call| {
                        call.outcome = Outcome::Unknown;
                    },
                );
            }
        }
    }

    fn gaps(&mut self) {
        for _ in 0..4 {
            self.planter.alter(Fault::NoWait, tidy, |call| call.wait = None);
        }
        for _ in 0..2 {
            self.planter.alter(Fault::NoTalk, tidy, |call| call.talk = None);
        }
    }

    fn limits(&mut self) {
        let planter = &mut self.planter;
        for _ in 0..2 {
            planter.alter(Fault::AnsweredAtLimit, tidy, |call| set_wait(call, 20));
            planter.alter(Fault::AnsweredAfterLimit, tidy, |call| set_wait(call, 21));
        }
        let abandoned = |call: &Call| call.outcome == Outcome::Abandoned && call.wait > Some(20);
        planter.alter(Fault::ShortAbandon, abandoned, |call| call.wait = Some(5));
    }

    fn languages(&mut self) {
        let planter = &mut self.planter;
        for _ in 0..3 {
            planter.alter(Fault::WrongLanguage, tidy, |call| {
                (call.record.customer, call.record.served) =
                    (Some(Language::English), Some(Language::German));
            });
        }
        let invoices = |call: &Call| tidy(call) && call.queue == Queue::Rechnung;
        planter.alter(Fault::FallbackLanguage, invoices, |call| {
            (call.record.customer, call.record.served) = (Some(Language::Turkish), Some(Language::English));
        });
        for _ in 0..2 {
            planter.alter(Fault::UnknownLanguage, tidy, |call| {
                call.record.customer = Some(Language::Unlisted)
            });
        }
    }

    fn fields(&mut self) {
        let planter = &mut self.planter;
        for _ in 0..3 {
            planter.alter(Fault::EmptyReason, tidy, |call| call.record.reason = None);
            planter.alter(Fault::UnknownReason, tidy, |call| {
                call.record.reason = Some(Reason::Unlisted("Gewinnspiel"));
            });
        }
        planter.alter(Fault::EmptyResolved, tidy, |call| call.record.resolved = None);
        for _ in 0..2 {
            planter.alter(Fault::HostileReason, tidy, |call| {
                call.record.reason = Some(Reason::Unlisted(SCRIPT))
            });
        }
    }

    fn notes(&mut self) {
        let notes = [
            (Fault::ShortNote, "Rückruf später"),
            (Fault::NoteAtLimit, "Rückruf am 5.11"),
            (Fault::EmptyPhrase, "SIEHE vorherigen Eintrag."),
            (Fault::EmptyPhrase, "Erledigt."),
            (Fault::EmptyNote, ""),
            (Fault::HostileNote, FORMULA),
            (Fault::HostileNote, FORMULA),
        ];
        for (fault, note) in notes {
            self.planter
                .alter(fault, tidy, |call| call.record.note = note.to_owned());
        }
    }

    fn documentation(&mut self) {
        let instants = [
            (Fault::LateDocumentation, Some(2 * HOUR)),
            (Fault::LateDocumentation, Some(2 * HOUR)),
            (Fault::DocumentedAtLimit, Some(900)),
            (Fault::DocumentedAfterLimit, Some(901)),
            (Fault::DocumentedBeforeEnd, Some(-20)),
            (Fault::NotDocumented, None),
        ];
        for (fault, after) in instants {
            self.planter.alter(fault, tidy, |call| {
                call.documented = after.and_then(|seconds| call.ended.map(|end| end + seconds));
            });
        }
    }

    fn ids(&mut self) {
        if self.provider != Provider::Nord {
            return;
        }
        let planted = [
            (Fault::LongId, "12345678901234567890"),
            (Fault::LongId, "12345678901234567891"),
            (Fault::LeadingZeroId, "0004711"),
            (Fault::LeadingZeroId, "4711"),
        ];
        for (fault, id) in planted {
            self.planter.alter(fault, tidy, |call| call.id = id.to_owned());
        }
    }

    /// Rows that cannot be read are rows of their own, so that they take nothing away. What cannot stand in the
    /// model is written by the dialect.
    fn unreadable(&mut self) {
        let kinds = [
            Fault::ImpossibleDate,
            Fault::ImpossibleDate,
            Fault::ImpossibleTime,
            Fault::ImpossibleTime,
            Fault::UnknownQueue,
            Fault::UnknownQueue,
            Fault::NegativeDuration,
            Fault::EndBeforeStart,
        ];
        for fault in kinds {
            // sued does not export the end of a call.
            if fault == Fault::EndBeforeStart && self.provider == Provider::Sued {
                continue;
            }
            let id = self.fresh_id();
            self.planter.copy(fault, Fate::Rejected, tidy, |call| {
                call.id = id;
                match fault {
                    Fault::NegativeDuration => call.talk = Some(-192),
                    Fault::EndBeforeStart => call.ended = Some(call.offered - 600),
                    _ => {}
                }
            });
        }
    }

    /// Customers who call again two days later, for the same reason.
    fn repeats(&mut self) {
        for _ in 0..2 {
            let id = self.fresh_id();
            let days = clock::berlin(10, 5, 0, 0, 0)..clock::berlin(10, 9, 0, 0, 0);
            let early = |call: &Call| tidy(call) && call.customer.is_some() && days.contains(&call.offered);
            self.planter
                .copy(Fault::CalledAgain, Fate::Accepted, early, |call| {
                    call.id = id;
                    move_to(call, call.offered + 48 * HOUR);
                });
        }
    }

    fn duplicates(&mut self) {
        for _ in 0..4 {
            self.planter
                .copy(Fault::IdenticalDuplicate, Fate::Duplicate, tidy, |_| {});
        }
        for _ in 0..3 {
            self.planter
                .copy(Fault::ConflictingDuplicate, Fate::Duplicate, tidy, |call| {
                    call.talk = call.talk.map(|talk| talk + 61);
                    call.ended = call.ended.map(|end| end + 61);
                    call.documented = call.documented.map(|at| at + 61);
                });
        }
    }
}
