//! nord's chats in the shop: survey, quality checks, transfers and promised callbacks.

use std::path::Path;

use super::chance::Chance;
use super::clock::{self, HOUR, Hours, Instant};
use super::count::{Figure, Sum};
use super::files::{Cell, Failure, Table, TextForm, maybe, text, write_text};
use super::judge::Verdict;
use super::model::{Fate, Provider, Row};
use super::plant::{Fault, Planter};
use super::words::{CATALOGUE, COMPLAINT};

const QUEUE: &str = "chat";
/// Business seconds within which a promised callback is to be made.
const CALLBACK: i64 = 4 * HOUR;

const HEADER: &[&str] = &[
    "Chat-ID",
    "Beginn",
    "Erste Antwort",
    "Ende",
    "Status",
    "Agent",
    "Anliegen",
    "Weiterleitungen",
    "Umfrage versandt",
    "Zufriedenheit",
    "Empfehlung",
    "QS Kunde",
    "QS Geschäft",
    "QS Recht",
    "Gelöst",
    "Notiz",
    "Rückruf zugesagt",
    "Rückruf erfolgt",
];

/// One chat.
#[derive(Clone, Debug)]
pub struct Chat {
    id: String,
    created: Instant,
    closed: Instant,
    agent: i64,
    reason: usize,
    note: &'static str,
    transfers: i64,
    asked: bool,
    /// 1 (bad) to 5 (good).
    rating: Option<i64>,
    /// 0 to 10.
    recommends: Option<i64>,
    /// Whether a check found an error for the customer, for the business, against the law.
    errors: [Option<bool>; 3],
    promised: Option<Instant>,
    called: Option<Instant>,
}

/// All chats in the order of the file, with their faults.
pub fn chats() -> Vec<Row<Chat>> {
    let mut chance = Chance::new("chats");
    let mut chats = Vec::new();
    for day in 1..=31 {
        let ten = clock::berlin(10, day, 10, 0, 0);
        if !clock::is_open(Hours::Hotline, ten) {
            continue;
        }
        let opens = if clock::is_open(Hours::Hotline, ten - 2 * HOUR) {
            8
        } else {
            9
        };
        let hours = if opens == 8 { 9 } else { 4 };
        for _ in 0..chance.between(hours, hours + 3) {
            let at = clock::berlin(10, day, opens, 0, 0) + chance.between(0, hours * HOUR);
            chats.push(chat(at, &mut chance));
        }
    }
    chats.sort_by_key(|chat| chat.created);
    for (number, chat) in (1..).zip(&mut chats) {
        chat.id = format!("C-2026-{number:05}");
    }
    let rows = chats.into_iter().map(Row::sound).collect();
    plant(Planter {
        rows,
        chance: Chance::new("chat faults"),
    })
}

fn chat(created: Instant, chance: &mut Chance) -> Chat {
    let closed = created + chance.between(180, 1_500);
    let reason = chance.weighted(&[30, 26, 8, 6, 14, 3, 3, 5, 2, 3]);
    let asked = chance.happens(0.7);
    let answers = asked && chance.happens(0.5);
    let rating = chance.weighted(&[3, 5, 9, 40, 43]) as i64 + 1;
    let recommends = match rating {
        5 => chance.between(9, 10),
        4 => chance.between(7, 9),
        _ => chance.between(1, 6),
    };
    let checked = chance.happens(0.25);
    let errors = [0.03, 0.02, 0.01].map(|share| checked.then(|| chance.happens(share)));
    let promised = chance.happens(0.16).then_some(closed);
    Chat {
        id: String::new(),
        created,
        closed,
        agent: chance.between(141, 146),
        reason,
        note: chance.pick(CATALOGUE[reason].notes).copied().unwrap_or_default(),
        transfers: i64::from(chance.happens(0.07)),
        asked,
        rating: answers.then_some(rating),
        recommends: (answers && chance.happens(0.9)).then_some(recommends),
        errors,
        promised,
        called: promised.map(|at| clock::after_open_seconds(Hours::Hotline, at, chance.between(600, 12_000))),
    }
}

/// A fault, and when the callback comes for a due instant.
type PlannedCallback = (Fault, fn(Instant) -> Option<Instant>);

fn plant(mut planter: Planter<Chat>) -> Vec<Row<Chat>> {
    let rated = |chat: &Chat| chat.rating.is_some() && chat.recommends.is_some();
    let plain = |chat: &Chat| chat.transfers == 0 && chat.errors[0].is_none() && chat.promised.is_none();
    for _ in 0..2 {
        planter.alter(Fault::BadRating, rated, |chat| {
            (chat.rating, chat.recommends) = (Some(1), Some(0));
        });
    }
    planter.alter(Fault::RatingBeyondScale, rated, |chat| chat.rating = Some(7));
    let unasked = |chat: &Chat| !chat.asked;
    planter.alter(Fault::RatedUnasked, unasked, |chat| {
        (chat.rating, chat.recommends) = (Some(5), Some(10));
    });
    for _ in 0..2 {
        planter.alter(Fault::TransferredTwice, plain, |chat| chat.transfers = 2);
    }
    planter.alter(Fault::CriticalErrors, plain, |chat| {
        chat.errors = [Some(false), Some(true), Some(true)];
    });
    planter.alter(Fault::CheckedInPart, plain, |chat| {
        chat.errors = [Some(false), None, Some(false)];
    });
    for _ in 0..3 {
        planter.alter(Fault::Complaint, plain, |chat| {
            (chat.reason, chat.note) = (COMPLAINT, CATALOGUE[COMPLAINT].notes[0]);
        });
    }
    let early = |chat: &Chat| plain(chat) && chat.closed < clock::berlin(10, 27, 0, 0, 0);
    let due = |chat: &Chat| clock::after_open_seconds(Hours::Hotline, chat.closed, CALLBACK);
    let calls: [PlannedCallback; 3] = [
        (Fault::CalledBackAtDue, Some),
        (Fault::CalledBackLate, |due| Some(due + 26 * HOUR)),
        (Fault::NeverCalledBack, |_| None),
    ];
    for (fault, called) in calls {
        planter.alter(fault, early, |chat| {
            (chat.promised, chat.called) = (Some(chat.closed), called(due(chat)));
        });
    }
    planter.rows
}

/// The file.
pub fn table(rows: &[Row<Chat>]) -> Table {
    let place = ("nord/chats_2026-10.csv", "");
    let mut table = Table::new((Provider::Nord, "nord_chats", "tickets"), place, HEADER);
    table.fill(rows, &[], cells, |chat| chat.id.clone());
    table
}

/// Writes the file.
pub fn write(folder: &Path, table: &Table) -> Result<(), Failure> {
    let form = TextForm {
        delimiter: b';',
        quote_all: false,
        encoding: encoding_rs::WINDOWS_1252,
        mark: false,
    };
    write_text(folder, table, &form)
}

fn cells(chat: &Chat) -> Vec<Cell> {
    let moment = |at: Instant| {
        text(
            clock::reading(clock::wall(at))
                .format("%d.%m.%Y %H:%M:%S")
                .to_string(),
        )
    };
    let yes = |yes: bool| text(if yes { "ja" } else { "nein" });
    let number = |value: i64| text(value.to_string());
    let mut cells = vec![
        text(&*chat.id),
        moment(chat.created),
        moment(chat.created + 40),
        moment(chat.closed),
        text("erfolgreich geschlossen"),
        text(format!("N{:03}", chat.agent)),
        text(CATALOGUE[chat.reason].word),
        number(chat.transfers),
        yes(chat.asked),
        maybe(chat.rating, number),
        maybe(chat.recommends, number),
    ];
    cells.extend(chat.errors.map(|error| maybe(error, yes)));
    cells.extend([yes(true), text(chat.note)]);
    cells.extend([maybe(chat.promised, moment), maybe(chat.called, moment)]);
    cells
}

/// The chats with a reason.
pub fn with_reason(rows: &[Row<Chat>], reason: usize) -> Vec<Row<Chat>> {
    let meant = rows.iter().filter(|row| row.what.reason == reason);
    meant.cloned().collect()
}

/// What the chats must give.
pub fn figures(rows: &[Row<Chat>]) -> Vec<Figure> {
    let chats: Vec<&Chat> = rows
        .iter()
        .filter(|row| row.fate == Fate::Accepted)
        .map(|row| &row.what)
        .collect();
    let mut sums: Vec<(&str, &str, Sum)> = experience(&chats);
    sums.extend(quality(&chats));
    sums.push(("callback", "deadline", callbacks(&chats)));
    let scopes = ["*", QUEUE];
    let figure = |(standard, measure, sum): (&'static str, &str, Sum)| {
        scopes.map(|queue| Figure::whole(Provider::Nord, standard, measure, queue, sum))
    };
    sums.into_iter().flat_map(figure).collect()
}

fn share(numerator: i64, denominator: i64) -> Sum {
    Sum {
        numerator,
        denominator,
        ..Sum::default()
    }
}

/// Ratings and recommendations of those who were asked.
fn experience(chats: &[&Chat]) -> Vec<(&'static str, &'static str, Sum)> {
    let (mut csat, mut nps) = (Sum::default(), Sum::default());
    let (mut points, mut promoters, mut detractors) = (0, 0, 0);
    for chat in chats.iter().filter(|chat| chat.asked) {
        match chat.rating {
            Some(rating @ 1..=5) => {
                csat.add(if rating >= 4 {
                    Verdict::Passed
                } else {
                    Verdict::Missed
                });
                points += rating;
            }
            _ => csat.add(Verdict::Unmeasurable),
        }
        match chat.recommends {
            Some(answer) => {
                nps.denominator += 1;
                promoters += i64::from(answer >= 9);
                detractors += i64::from(answer <= 6);
            }
            None => nps.unmeasurable += 1,
        }
    }
    nps.numerator = 100 * (promoters - detractors);
    let response = |sum: Sum| share(sum.denominator, sum.denominator + sum.unmeasurable);
    vec![
        ("csat", "csat", csat),
        ("csat", "csat:mean", share(points, csat.denominator)),
        ("csat", "csat:response_rate", response(csat)),
        ("nps", "nps", nps),
        ("nps", "nps:promoters", share(promoters, nps.denominator)),
        ("nps", "nps:detractors", share(detractors, nps.denominator)),
        ("nps", "nps:response_rate", response(nps)),
    ]
}

/// Transfers, complaints and critical errors.
fn quality(chats: &[&Chat]) -> Vec<(&'static str, &'static str, Sum)> {
    let all = chats.len() as i64;
    let transferred = chats.iter().filter(|chat| chat.transfers > 0).count() as i64;
    let complaints = chats.iter().filter(|chat| chat.reason == COMPLAINT).count() as i64;
    let (mut accuracy, mut kinds) = (Sum::default(), [Sum::default(); 3]);
    for chat in chats
        .iter()
        .filter(|chat| chat.errors.iter().any(Option::is_some))
    {
        accuracy.add(match chat.errors {
            errors if errors.contains(&Some(true)) => Verdict::Missed,
            errors if errors.contains(&None) => Verdict::Unmeasurable,
            _ => Verdict::Passed,
        });
        for (kind, error) in kinds.iter_mut().zip(chat.errors) {
            match error {
                Some(true) => kind.add(Verdict::Missed),
                Some(false) => kind.add(Verdict::Passed),
                None => {}
            }
        }
    }
    let of = "critical_error_accuracy";
    vec![
        ("transfer_rate", "transfer_rate", share(transferred, all)),
        ("complaints", "complaints", share(complaints, all)),
        (of, of, accuracy),
        (of, "critical_error_accuracy:customer", kinds[0]),
        (of, "critical_error_accuracy:business", kinds[1]),
        (of, "critical_error_accuracy:compliance", kinds[2]),
    ]
}

fn callbacks(chats: &[&Chat]) -> Sum {
    let mut sum = Sum::default();
    for chat in chats {
        let Some(promised) = chat.promised else { continue };
        let due = clock::after_open_seconds(Hours::Hotline, promised, CALLBACK);
        if clock::in_period(due) {
            let in_time = chat.called.is_some_and(|at| at <= due);
            sum.add(if in_time { Verdict::Passed } else { Verdict::Missed });
        }
    }
    sum
}
