//! Forecasts of calls per half-hour, made before the month: the client's for nord and sued, in versions, and
//! alpen's own, which is too low. And how they fit what came.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::chance::Chance;
use super::clock::{self, INTERVAL, Instant};
use super::count::{Book, Figure, Form, Sum, scope};
use super::files::{Cell, Failure, Table, TextForm, text, write_text};
use super::judge::{self, Class, IN_TIME};
use super::model::{Fate, Provider, Queue, Row};
use super::plant::{Fault, Planter};
use super::traffic::{self, LINES};

/// A row of a forecast.
#[derive(Clone, Debug)]
pub struct Expected {
    queue: Queue,
    start: Instant,
    calls: i64,
    /// When this version was delivered.
    delivered: Instant,
}

const CLIENTS: &[&str] = &["Warteschlange", "Beginn", "Anrufe", "Stand"];
const ALPENS: &[&str] = &["queue", "interval_start", "volume"];

/// Queues that are forecast.
fn queues(provider: Provider) -> [Queue; 2] {
    match provider {
        Provider::Alpen => [Queue::Rechnung, Queue::Auskunft],
        _ => [Queue::Bestellung, Queue::Rechnung],
    }
}

/// The rows of a provider's forecast.
pub fn rows(provider: Provider) -> Vec<Row<Expected>> {
    let mut chance = Chance::new(&format!("forecast {}", provider.id()));
    let in_time = clock::berlin(9, 10, 12, 0, 0);
    let mut rows = Vec::new();
    for line in LINES.iter().filter(|line| line.provider == provider) {
        if !queues(provider).contains(&line.queue) {
            continue;
        }
        let mut start = clock::period_start();
        while start < clock::period_end() {
            let mean = traffic::forecast(line, start);
            if mean > 0.0 {
                // alpen reckons with a tenth less than there is.
                let share = if provider == Provider::Alpen { 0.9 } else { 1.0 };
                let noise = 0.9 + chance.between(0, 20) as f64 / 100.0;
                rows.push(Expected {
                    queue: line.queue,
                    start,
                    calls: (mean * share * noise + 0.5) as i64,
                    delivered: in_time,
                });
            }
            start += INTERVAL;
        }
    }
    let mut planter = Planter {
        rows: rows.into_iter().map(Row::sound).collect(),
        chance: Chance::new(&format!("forecast faults {}", provider.id())),
    };
    if provider != Provider::Alpen {
        plant(&mut planter);
    }
    planter.rows
}

/// Versions that come too late, a half-hour without any other, and one that is forgotten.
fn plant(planter: &mut Planter<Expected>) {
    let too_late = clock::berlin(9, 30, 9, 0, 0);
    let newsletter = clock::berlin(10, 13, 10, 0, 0)..clock::berlin(10, 13, 13, 0, 0);
    let mut revised = Vec::new();
    for row in planter
        .rows
        .iter()
        .filter(|row| newsletter.contains(&row.what.start))
    {
        let mut row = row.clone();
        (row.what.calls, row.what.delivered) = (row.what.calls * 2, too_late);
        (row.fate, row.fault) = (Fate::Duplicate, Some(Fault::ForecastRevisedLate));
        revised.push(row);
    }
    planter.rows.extend(revised);
    let busy = |row: &Expected| row.calls >= 4;
    planter.alter(Fault::ForecastOnlyLate, busy, |row| row.delivered = too_late);
    let forgotten = planter.rows.iter().position(|row| {
        row.fault.is_none() && busy(&row.what) && row.what.start > clock::berlin(10, 20, 0, 0, 0)
    });
    if let Some(place) = forgotten {
        planter.rows.remove(place);
    }
}

/// The forecast as it is delivered.
pub fn table(provider: Provider, rows: &[Row<Expected>]) -> Table {
    let (source, file, header) = match provider {
        Provider::Nord => ("client_forecast_nord", "kunde/prognose_nord_2026-10.csv", CLIENTS),
        Provider::Sued => ("client_forecast_sued", "kunde/prognose_sued_2026-10.csv", CLIENTS),
        Provider::Alpen => ("alpen_forecast", "alpen/forecast_2026-10.csv", ALPENS),
    };
    let mut table = Table::new((provider, source, "forecast"), (file, ""), header);
    let id = |row: &Expected| format!("{} {}", row.queue.id(), wall(row.start));
    match provider {
        Provider::Alpen => table.fill(rows, &[], alpens, id),
        _ => table.fill(rows, &[], clients, id),
    }
    table
}

/// Writes a forecast.
pub fn write(folder: &Path, table: &Table) -> Result<(), Failure> {
    let form = TextForm {
        delimiter: if table.provider == Provider::Alpen {
            b','
        } else {
            b';'
        },
        quote_all: false,
        encoding: encoding_rs::UTF_8,
        mark: false,
    };
    write_text(folder, table, &form)
}

fn wall(at: Instant) -> String {
    clock::reading(clock::wall(at))
        .format("%d.%m.%Y %H:%M")
        .to_string()
}

fn clients(row: &Expected) -> Vec<Cell> {
    let queue = ["Bestellhotline", "Rechnungshotline"][usize::from(row.queue == Queue::Rechnung)];
    vec![
        text(queue),
        text(wall(row.start)),
        text(row.calls.to_string()),
        text(wall(row.delivered)),
    ]
}

fn alpens(row: &Expected) -> Vec<Cell> {
    let queue = ["billing", "info"][usize::from(row.queue == Queue::Auskunft)];
    let start = clock::reading(row.start).format("%Y-%m-%dT%H:%M:%S").to_string();
    vec![text(queue), text(start), text(row.calls.to_string())]
}

/// Calls of a half-hour.
#[derive(Clone, Copy, Default)]
pub struct Came {
    /// Answered and abandoned.
    pub offered: i64,
    /// Answered in time, and those that the service level counts.
    in_time: i64,
    judged: i64,
    unmeasurable: i64,
}

/// Calls of a provider per queue and half-hour.
pub fn came(book: &Book) -> BTreeMap<(Queue, Instant), Came> {
    let mut found: BTreeMap<(Queue, Instant), Came> = BTreeMap::new();
    for call in &book.calls {
        let start = call.offered - call.offered.rem_euclid(INTERVAL);
        let came = found.entry((call.queue, start)).or_default();
        match judge::class(call) {
            Class::Answered => {
                came.offered += 1;
                came.judged += i64::from(call.wait.is_some());
                came.unmeasurable += i64::from(call.wait.is_none());
                came.in_time += i64::from(call.wait.is_some_and(|wait| wait <= IN_TIME));
            }
            Class::Abandoned => {
                came.offered += 1;
                came.judged += 1;
            }
            Class::Unclear => came.unmeasurable += 1,
            _ => {}
        }
    }
    for row in &book.intervals {
        let came = found.entry((row.queue, row.start)).or_default();
        came.offered += row.answered + row.abandoned;
        came.judged += row.answered + row.abandoned;
        came.in_time += row.in_time;
    }
    found
}

/// The version that counts, for each half-hour; none where every version came too late.
pub fn agreed(rows: &[Row<Expected>]) -> BTreeMap<(Queue, Instant), Option<i64>> {
    // Fourteen days before the month.
    let lock = clock::berlin(9, 17, 0, 0, 0);
    let mut found = BTreeMap::new();
    for row in rows.iter().filter(|row| row.fate == Fate::Accepted) {
        let counts = row.what.delivered <= lock;
        found.insert((row.what.queue, row.what.start), counts.then_some(row.what.calls));
    }
    found
}

/// How far the forecast lies from what came.
pub fn figures(book: &Book, rows: &[Row<Expected>]) -> Vec<Figure> {
    let (came, agreed) = (came(book), agreed(rows));
    let mut found = Vec::new();
    let [one, other] = queues(book.provider);
    for queue in [None, Some(one), Some(other)] {
        let wanted = |of: Queue| queue.map_or([one, other].contains(&of), |queue| of == queue);
        let keys: BTreeSet<_> = came.keys().chain(agreed.keys()).collect();
        let [mut bias, mut wape, mut mape, mut corridor] = [Sum::default(); 4];
        let [mut known, mut missing, mut late] = [0; 3];
        for (of, start) in keys.into_iter().filter(|(of, _)| wanted(*of)) {
            let calls = came.get(&(*of, *start)).map_or(0, |came| came.offered);
            let expected = match agreed.get(&(*of, *start)) {
                Some(Some(expected)) => *expected,
                Some(None) => {
                    late += 1;
                    continue;
                }
                None => {
                    missing += i64::from(calls > 0 && clock::is_open(of.hours(), *start));
                    continue;
                }
            };
            known += 1;
            let apart = (expected - calls).abs();
            bias.numerator += expected - calls;
            bias.denominator += calls;
            wape.numerator += apart;
            wape.denominator += calls;
            if calls > 0 {
                // In millionths, rounded half up.
                mape.numerator += (2_000_000 * apart + calls) / (2 * calls);
                mape.denominator += 1;
            } else {
                mape.excluded += 1;
            }
            if calls > 0 || expected > 0 {
                corridor.numerator += i64::from(10 * apart <= 3 * expected);
                corridor.denominator += 1;
            } else {
                corridor.excluded += 1;
            }
        }
        if queue == Some(Queue::Bestellung) && book.provider == Provider::Sued {
            found.extend(of_relief(book, [known, missing, late]));
        }
        let scope = scope(queue);
        let mut push = |standard: &'static str, mut sum: Sum| {
            sum.unmeasurable = late + missing;
            let form = match standard {
                "forecast_mape" => Form::Millionths,
                _ => Form::Quotient,
            };
            found.push(Figure {
                form,
                ..Figure::whole(book.provider, standard, standard, scope, sum)
            });
            for (name, count) in [
                ("forecast_intervals", known),
                ("forecast_missing", missing),
                ("forecast_late", late),
            ] {
                let measure = format!("{standard}:{name}");
                found.push(Figure::count(book.provider, standard, &measure, scope, count));
            }
        };
        if book.provider == Provider::Alpen {
            push("forecast_bias", bias);
            push("forecast_wape", wape);
            push("forecast_mape", mape);
        } else {
            push("forecast_corridor", corridor);
        }
    }
    found
}

/// Half-hours of sued's order line on whose forecast relief rests, and those that it takes out.
fn of_relief(book: &Book, [known, missing, late]: [i64; 3]) -> Vec<Figure> {
    let counts = [
        ("service_level:forecast_intervals", known),
        ("service_level:forecast_missing", missing),
        ("service_level:forecast_late", late),
        ("service_level:relieved_intervals", book.relieved.len() as i64),
    ];
    let figure = |(measure, count)| {
        ["*", "bestellung"].map(|queue| Figure::count(book.provider, "service_level", measure, queue, count))
    };
    counts.into_iter().flat_map(figure).collect()
}

/// Half-hours of the order line with at least four calls in which the service level reaches its target.
pub fn consistency(book: &Book, is_relieved: impl Fn(Queue, Instant) -> bool) -> Vec<Figure> {
    let mut sum = Sum::default();
    for ((queue, start), came) in came(book) {
        let is_case = queue == Queue::Bestellung && came.offered > 0 && clock::is_open(queue.hours(), start);
        if !is_case {
            continue;
        }
        if came.offered < 4 || is_relieved(queue, start) {
            sum.excluded += 1;
        } else if came.judged == 0 {
            sum.unmeasurable += 1;
        } else {
            sum.denominator += 1;
            sum.numerator += i64::from(10 * came.in_time >= 8 * came.judged);
        }
    }
    if sum == Sum::default() {
        return Vec::new();
    }
    let of = "service_level_consistency";
    ["*", "bestellung"]
        .map(|queue| Figure::whole(book.provider, of, of, queue, sum))
        .into()
}
