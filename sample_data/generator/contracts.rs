//! alpen's log of contract cases: one row per event, and what it says about answers, notices and pauses.

use std::path::Path;

use super::chance::Chance;
use super::clock::{self, HOUR, Hours, Instant};
use super::count::{Figure, Sum};
use super::files::{Cell, Failure, Table, TextForm, text, write_text};
use super::judge::Verdict::{self, Missed, Passed};
use super::model::{Provider, Row};
use super::plant::Fault;

const QUEUE: &str = "vertrag";
const HEADER: &[&str] = &["case_id", "happened_at", "event", "actor"];

/// Elapsed seconds until the receipt is to be confirmed.
const CONFIRMED: i64 = HOUR;
/// Business seconds until each message is to be answered.
const ANSWER: i64 = 8 * HOUR;
/// Elapsed seconds until an interim notice is due, and again after each.
const NOTICE: i64 = 48 * HOUR;
/// Business seconds until a case is to be resolved; pauses do not count.
const RESOLUTION: i64 = 24 * HOUR;
/// A pause set with at most this much of the budget left is hard to explain.
const SHORTLY_BEFORE: i64 = HOUR / 2;

/// What happens to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Created,
    /// An automatic confirmation of receipt.
    Confirmed,
    /// A message by the customer.
    Message,
    Answer,
    /// A message by a bot: no answer.
    BotAnswer,
    Notice,
    Paused,
    /// Work goes on: ends a pause.
    Resumed,
    Resolved,
    Reopened,
}

impl What {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            What::Created => ("CASE_CREATED", "customer"),
            What::Confirmed => ("RECEIPT_SENT", "bot"),
            What::Message => ("MESSAGE", "customer"),
            What::Answer => ("MESSAGE", "agent"),
            What::BotAnswer => ("MESSAGE", "bot"),
            What::Notice => ("INTERIM_NOTICE", "agent"),
            What::Paused => ("WAIT_CUSTOMER", "agent"),
            What::Resumed => ("IN_WORK", "agent"),
            What::Resolved => ("RESOLVED", "agent"),
            What::Reopened => ("REOPENED", "customer"),
        }
    }
}

/// A row of the log.
#[derive(Clone, Debug)]
pub struct Event {
    case: String,
    at: Instant,
    what: What,
}

/// A case with its events in order.
struct Case {
    id: String,
    events: Vec<(Instant, What)>,
    /// Number of the event in which a fault shows.
    fault: Option<(usize, Fault)>,
}

/// All rows of the log, and what they must give.
pub fn log() -> (Vec<Row<Event>>, Vec<Figure>) {
    let mut chance = Chance::new("contracts");
    let mut cases: Vec<Case> = (0..60).map(|_| ordinary(&mut chance)).collect();
    cases.extend(planted());
    cases.sort_by_key(|case| case.events[0].0);
    let mut rows = Vec::new();
    for (number, case) in (1..).zip(&mut cases) {
        case.id = format!("V{:08}", 77_120_000 + number * 3);
        for (place, (at, what)) in case.events.iter().enumerate() {
            let what = Event {
                case: case.id.clone(),
                at: *at,
                what: *what,
            };
            let fault = case.fault.filter(|(of, _)| *of == place).map(|(_, fault)| fault);
            rows.push(Row {
                fault,
                ..Row::sound(what)
            });
        }
    }
    rows.sort_by_key(|row| row.what.at);
    (rows, figures(&cases))
}

fn later(from: Instant, business: i64) -> Instant {
    clock::after_open_seconds(Hours::BackOffice, from, business)
}

/// A case in order: confirmed at once, answered and resolved in time, now and then after a question.
fn ordinary(chance: &mut Chance) -> Case {
    let mut created = clock::berlin(10, 31, 12, 0, 0);
    while !clock::is_open(Hours::BackOffice, created) {
        created = clock::berlin(10, chance.between(1, 21) as u32, 8, 0, 0) + chance.between(0, 9 * HOUR);
    }
    let mut events = vec![
        (created, What::Created),
        (created + chance.between(60, 1_200), What::Confirmed),
    ];
    let answered = later(created, chance.between(HOUR, 6 * HOUR));
    events.push((answered, What::Answer));
    let mut last = answered;
    if chance.happens(0.35) {
        let paused = answered + 60;
        let message = later(paused, chance.between(2 * HOUR, 12 * HOUR));
        last = later(message, chance.between(600, 3 * HOUR));
        events.extend([
            (paused, What::Paused),
            (message, What::Message),
            (message, What::Resumed),
            (last, What::Answer),
        ]);
    }
    events.push((later(last, chance.between(HOUR, 6 * HOUR)), What::Resolved));
    Case {
        id: String::new(),
        events,
        fault: None,
    }
}

fn planted() -> Vec<Case> {
    use What::{Answer, BotAnswer, Confirmed, Created, Message, Notice, Paused, Reopened, Resolved, Resumed};
    let at = |day, hour, minute| clock::berlin(10, day, hour, minute, 0);
    let case = |fault, place, events: &[(Instant, What)]| Case {
        id: String::new(),
        events: events.to_vec(),
        fault: Some((place, fault)),
    };
    vec![
        case(
            Fault::ConfirmedAtDue,
            1,
            &[
                (at(6, 9, 0), Created),
                (at(6, 10, 0), Confirmed),
                (at(6, 12, 0), Answer),
                (at(7, 9, 0), Resolved),
            ],
        ),
        case(
            Fault::ConfirmedLate,
            1,
            &[
                (at(6, 9, 0), Created),
                (at(6, 10, 1), Confirmed),
                (at(6, 12, 0), Answer),
                (at(7, 9, 0), Resolved),
            ],
        ),
        case(
            Fault::BotAnswer,
            4,
            &[
                (at(7, 9, 0), Created),
                (at(7, 9, 5), Confirmed),
                (at(7, 10, 0), Answer),
                (at(7, 11, 0), Message),
                (at(7, 11, 1), BotAnswer),
                (at(9, 10, 0), Answer),
                (at(9, 11, 0), Resolved),
            ],
        ),
        case(
            Fault::SecondMessageLate,
            5,
            &[
                (at(12, 8, 30), Created),
                (at(12, 8, 40), Confirmed),
                (at(12, 9, 0), Message),
                (at(12, 10, 0), Answer),
                (at(12, 11, 0), Paused),
                (at(12, 14, 0), Message),
                (at(14, 9, 0), Resumed),
                (at(14, 9, 30), Answer),
                (at(14, 10, 0), Resolved),
            ],
        ),
        case(
            Fault::NoticeOnceMissed,
            4,
            &[
                (at(12, 9, 0), Created),
                (at(12, 9, 10), Confirmed),
                (at(13, 9, 0), Notice),
                (at(14, 9, 0), Paused),
                (at(16, 9, 0), Notice),
                (at(16, 10, 0), Resumed),
                (at(16, 11, 0), Answer),
                (at(16, 11, 30), Resolved),
            ],
        ),
        case(
            Fault::NoticeNever,
            0,
            &[
                (at(20, 9, 0), Created),
                (at(20, 9, 10), Confirmed),
                (at(23, 15, 0), Answer),
                (at(23, 16, 0), Resolved),
            ],
        ),
        // 24 business hours are used up on the third day at 14:00; the pause comes 20 minutes before.
        case(
            Fault::PausedBeforeBreach,
            3,
            &[
                (at(19, 8, 0), Created),
                (at(19, 8, 5), Confirmed),
                (at(20, 9, 0), Answer),
                (at(21, 12, 40), Paused),
                (at(22, 12, 40), Resumed),
                (at(22, 12, 45), Answer),
                (at(22, 13, 5), Resolved),
            ],
        ),
        case(
            Fault::PausedUnanswered,
            3,
            &[
                (at(26, 8, 0), Created),
                (at(26, 8, 5), Confirmed),
                (at(26, 10, 0), Answer),
                (at(26, 11, 0), Paused),
                (at(26, 14, 0), Message),
                (at(28, 15, 0), Resumed),
                (at(28, 16, 0), Answer),
                (at(29, 11, 0), Resolved),
            ],
        ),
        case(
            Fault::ReopenedCase,
            4,
            &[
                (at(8, 8, 0), Created),
                (at(8, 8, 5), Confirmed),
                (at(8, 10, 0), Answer),
                (at(8, 11, 0), Resolved),
                (at(12, 9, 0), Reopened),
                (at(15, 9, 0), Resolved),
            ],
        ),
        case(
            Fault::ResolvedLateAfterPause,
            6,
            &[
                (at(13, 8, 0), Created),
                (at(13, 8, 5), Confirmed),
                (at(13, 10, 0), Answer),
                (at(13, 11, 0), Paused),
                (at(14, 11, 0), Resumed),
                (at(15, 9, 0), Notice),
                (at(20, 16, 0), Resolved),
            ],
        ),
    ]
}

/// The log as alpen delivers it, in UTC.
pub fn table(rows: &[Row<Event>]) -> Table {
    let place = ("alpen/contract_log_2026-10.csv", "");
    let mut table = Table::new((Provider::Alpen, "alpen_contracts", "events"), place, HEADER);
    table.fill(rows, &[], cells, |event| event.case.clone());
    table
}

/// Writes the log.
pub fn write(folder: &Path, table: &Table) -> Result<(), Failure> {
    let form = TextForm {
        delimiter: b',',
        quote_all: false,
        encoding: encoding_rs::UTF_8,
        mark: false,
    };
    write_text(folder, table, &form)
}

fn cells(event: &Event) -> Vec<Cell> {
    let (what, actor) = event.what.words();
    let at = clock::reading(event.at).format("%Y-%m-%dT%H:%M:%S").to_string();
    vec![text(&*event.case), text(at), text(what), text(actor)]
}

impl Case {
    fn created(&self) -> Instant {
        self.events[0].0
    }

    /// First event of some kinds after an instant.
    fn next(&self, after: Instant, kinds: &[What]) -> Option<Instant> {
        let found = self
            .events
            .iter()
            .find(|(at, what)| *at > after && kinds.contains(what));
        found.map(|(at, _)| *at)
    }

    fn all(&self, kind: What) -> Vec<Instant> {
        let found = self.events.iter().filter(|(_, what)| *what == kind);
        found.map(|(at, _)| *at).collect()
    }

    /// Pauses until the first resolution.
    fn pauses(&self, stop: Instant) -> Vec<(Instant, Instant)> {
        let pauses = self.all(What::Paused).into_iter().filter(|at| *at < stop);
        let end = |from| self.next(from, &[What::Resumed, What::Resolved]).unwrap_or(stop);
        pauses.map(|from| (from, end(from).min(stop))).collect()
    }
}

/// Business seconds between two instants, minute by minute: all events are at whole seconds of an open day.
fn business(from: Instant, to: Instant) -> i64 {
    (from..to)
        .filter(|at| clock::is_open(Hours::BackOffice, *at))
        .count() as i64
}

/// When a budget that stands still in pauses is used up.
fn due(start: Instant, pauses: &[(Instant, Instant)]) -> Instant {
    let is_paused = |at: Instant| pauses.iter().any(|(from, to)| (*from..*to).contains(&at));
    let (mut at, mut left) = (start, RESOLUTION);
    while left > 0 {
        if clock::is_open(Hours::BackOffice, at) && !is_paused(at) {
            left -= 1;
        }
        at += 1;
    }
    at
}

fn passed_if(good: bool) -> Verdict {
    if good { Passed } else { Missed }
}

fn figures(cases: &[Case]) -> Vec<Figure> {
    let [mut confirmed, mut answers, mut notices] = [Sum::default(); 3];
    for case in cases {
        let first = case.next(case.created(), &[What::Confirmed, What::Answer, What::Resolved]);
        confirmed.add(passed_if(
            first.is_some_and(|at| at <= case.created() + CONFIRMED),
        ));
        for message in case.all(What::Message) {
            let answered = case.next(message, &[What::Answer]);
            answers.add(passed_if(answered.is_some_and(|at| at <= later(message, ANSWER))));
        }
        let mut since = case.created();
        loop {
            let next = case.next(since, &[What::Notice, What::Answer, What::Resolved]);
            notices.add(passed_if(next.is_some_and(|at| at <= since + NOTICE)));
            match next.filter(|at| case.all(What::Notice).contains(at)) {
                Some(notice) => since = notice,
                None => break,
            }
        }
    }
    let reopened = cases.iter().filter(|case| !case.all(What::Reopened).is_empty());
    let rate = Sum {
        numerator: reopened.count() as i64,
        denominator: cases.len() as i64,
        ..Sum::default()
    };
    let mut found = resolutions(cases);
    for (standard, measure, sum) in [
        ("acknowledgement", "deadline", confirmed),
        ("next_response", "deadline", answers),
        ("interim_notice", "deadline", notices),
        ("reopen_rate", "reopen_rate", rate),
    ] {
        found.extend(both(standard, measure, sum));
    }
    found
}

fn both(standard: &'static str, measure: &str, sum: Sum) -> [Figure; 2] {
    ["*", QUEUE].map(|queue| Figure::whole(Provider::Alpen, standard, measure, queue, sum))
}

/// The deadline with and without pauses that are hard to explain, and how many these are.
fn resolutions(cases: &[Case]) -> Vec<Figure> {
    let (mut with, mut without) = (Sum::default(), Sum::default());
    let [mut before, mut before_s, mut unanswered, mut unanswered_s] = [0; 4];
    for case in cases {
        let Some(stop) = case.next(case.created(), &[What::Resolved]) else {
            continue;
        };
        let pauses = case.pauses(stop);
        with.add(passed_if(stop <= due(case.created(), &pauses)));
        let mut honest = Vec::new();
        for (number, (from, to)) in pauses.iter().enumerate() {
            let earlier: i64 = pauses[..number]
                .iter()
                .map(|(from, to)| business(*from, *to))
                .sum();
            let left = RESOLUTION - (business(case.created(), *from) - earlier);
            let messages = case.all(What::Message).into_iter();
            let open = messages.filter(|at| (*from..*to).contains(at)).map(|at| {
                let answered = case.next(at, &[What::Answer]).unwrap_or(stop);
                (at, answered.min(*to))
            });
            let open: Vec<(Instant, Instant)> = open.collect();
            let open_s: i64 = open.iter().map(|(from, to)| business(*from, *to)).sum();
            if open_s > 0 {
                unanswered += 1;
                unanswered_s += open_s;
            }
            if (1..=SHORTLY_BEFORE).contains(&left) {
                before += 1;
                before_s += business(*from, *to);
            } else {
                // A message ends the honest part of a pause; no case has two in one pause.
                honest.push((*from, open.first().map_or(*to, |(at, _)| *at)));
            }
        }
        without.add(passed_if(stop <= due(case.created(), &honest)));
    }
    let mean = |seconds, count| Sum {
        numerator: seconds,
        denominator: count,
        ..Sum::default()
    };
    let of = "contract_resolution";
    let mut found = Vec::new();
    found.extend(both(of, "deadline", with));
    found.extend(both(of, "deadline:without_doubtful_pauses", without));
    found.extend(both(of, "deadline:paused_before_breach", mean(before_s, before)));
    found.extend(both(
        of,
        "deadline:paused_unanswered",
        mean(unanswered_s, unanswered),
    ));
    for (measure, count) in [
        ("deadline:pauses_before_breach", before),
        ("deadline:pauses_unanswered", unanswered),
    ] {
        found.extend(["*", QUEUE].map(|queue| Figure::count(Provider::Alpen, of, measure, queue, count)));
    }
    found
}
