//! The whole month: traffic, queue, records and faults per provider, written in its dialect and counted.

use std::collections::BTreeSet;
use std::path::Path;

use super::chance::Chance;
use super::clock::{self, INTERVAL, Instant};
use super::count::{Book, Figure};
use super::files::{Failure, Table};
use super::judge::{IN_TIME, SHORT};
use super::model::{Call, Fate, Interval, Outcome, Provider, Queue, Row, Shift, Ticket};
use super::plant::{Fault, Planter};
use super::reported::{self, Reported};
use super::traffic::{LINES, Line, arrivals};
use super::{
    alpen, chats, contracts, customers, details, exempt, forecast, handover, letters, moments, nord,
    plant_calls, plant_tickets, report, simulate, staffing, sued, tickets,
};

/// Rows of the first half-month's file that nord delivers again in the second.
const OVERLAP: usize = 6;

/// Writes all exports, `planted.toml` and `README.md` into a folder.
pub fn write_all(folder: &Path) -> Result<(), Failure> {
    let (nord_book, mut tables) = write_nord(folder)?;
    let (sued_book, sued_tables) = write_sued(folder)?;
    let (alpen_book, alpen_tables) = write_alpen(folder)?;
    tables.extend(sued_tables);
    tables.extend(alpen_tables);
    let mut books = [nord_book, sued_book, alpen_book];
    let forecasts = [0, 1, 2].map(|place| forecast::rows(books[place].provider));
    for (book, forecast) in books.iter_mut().zip(&forecasts) {
        book.relieved = exempt::relieved(book, forecast);
    }
    let (more_tables, mut more) = write_duties(folder, &books)?;
    tables.extend(more_tables);
    let (own_tables, reports) = write_reports(folder, &books)?;
    for (book, rows) in books.iter().zip(&forecasts) {
        more.extend(forecast::figures(book, rows));
        let is_relieved = |queue, start| book.relieved.contains(&(queue, start));
        more.extend(forecast::consistency(book, is_relieved));
        let table = forecast::table(book.provider, rows);
        forecast::write(folder, &table)?;
        tables.push(table);
    }
    tables.extend(own_tables);
    more.extend(customers::figures(&books));
    report::write(folder, &tables, &books, (more, reports))
}

/// What stands beside calls and tickets: chats, letters, contract cases, and the client's log of e-mails.
fn write_duties(folder: &Path, books: &[Book; 3]) -> Result<(Vec<Table>, Vec<Figure>), Failure> {
    let mut figures = Vec::new();
    let chats = chats::chats();
    let letters = letters::letters();
    let (events, of_events) = contracts::log();
    let (messages, of_messages) = handover::log(&books[0]);
    figures.extend(chats::figures(&chats));
    figures.extend(letters::figures(&letters));
    figures.extend(of_events);
    figures.extend(of_messages);
    figures.extend(moments::figures(books, &chats));
    let (chats, letters) = (chats::table(&chats), letters::table(&letters));
    let (events, messages) = (contracts::table(&events), handover::table(&messages));
    chats::write(folder, &chats)?;
    letters::write(folder, &letters)?;
    contracts::write(folder, &events)?;
    handover::write(folder, &messages)?;
    Ok((vec![chats, letters, events, messages], figures))
}

/// The providers' own reports.
fn write_reports(folder: &Path, books: &[Book; 3]) -> Result<(Vec<Table>, Vec<Reported>), Failure> {
    let (mut tables, mut all) = (Vec::new(), Vec::new());
    for book in books {
        let rows = reported::rows(book);
        let table = reported::table(book.provider, &rows);
        reported::write(folder, &table)?;
        tables.push(table);
        all.extend(rows.into_iter().map(|row| row.what));
    }
    Ok((tables, all))
}

fn write_nord(folder: &Path) -> Result<(Book, Vec<Table>), Failure> {
    let calls = all_calls(Provider::Nord);
    let tickets = plant_tickets::plant(Provider::Nord, sound(tickets::of_provider(Provider::Nord)));
    let book = book(Provider::Nord, &calls, &[], &tickets);
    let middle = clock::berlin(10, 16, 0, 0, 0);
    let (first, mut second): (Vec<_>, Vec<_>) = calls.into_iter().partition(|row| row.what.offered < middle);
    second.splice(0..0, overlap(&first));
    let shifts = nord_staffing(&book);
    let mut tables: Vec<Table> = nord::calls(&first, &second).into();
    let (tickets, staffing) = (nord::tickets(&tickets), nord::staffing(&shifts));
    nord::write(folder, &tables, &tickets, &staffing)?;
    tables.extend([tickets, staffing]);
    Ok((book, tables))
}

fn write_sued(folder: &Path) -> Result<(Book, Vec<Table>), Failure> {
    let calls = all_calls(Provider::Sued);
    let tickets = plant_tickets::plant(Provider::Sued, sound(tickets::of_provider(Provider::Sued)));
    let book = book(Provider::Sued, &calls, &[], &tickets);
    let shifts = sound(staffing::of_provider(Provider::Sued));
    let (calls, tickets, staffing) = (
        sued::calls(&calls),
        sued::tickets(&tickets),
        sued::staffing(&shifts),
    );
    sued::write(folder, &calls, &tickets, &staffing)?;
    let mut tables = vec![calls, tickets];
    tables.extend(staffing);
    Ok((book, tables))
}

fn write_alpen(folder: &Path) -> Result<(Book, Vec<Table>), Failure> {
    let calls = all_calls(Provider::Alpen);
    let rows = tickets::snapshots(tickets::of_provider(Provider::Alpen));
    let tickets = plant_tickets::plant(Provider::Alpen, rows);
    let intervals = interval_report();
    let book = book(Provider::Alpen, &calls, &intervals, &tickets);
    let shifts = sound(staffing::of_provider(Provider::Alpen));
    let calls = alpen::calls(&calls);
    let others = [
        alpen::tickets(&tickets),
        alpen::intervals(&intervals),
        alpen::staffing(&shifts),
    ];
    alpen::write(folder, &calls, &others.iter().collect::<Vec<_>>())?;
    Ok((book, [calls].into_iter().chain(others).collect()))
}

fn sound<T>(items: Vec<T>) -> Vec<Row<T>> {
    items.into_iter().map(Row::sound).collect()
}

fn accepted<T: Clone>(rows: &[Row<T>]) -> Vec<T> {
    rows.iter()
        .filter(|row| row.fate == Fate::Accepted)
        .map(|row| row.what.clone())
        .collect()
}

fn book(
    provider: Provider,
    calls: &[Row<Call>],
    intervals: &[Row<Interval>],
    tickets: &[Row<Ticket>],
) -> Book {
    let repeated = |row: &&Row<Ticket>| row.fate == Fate::Duplicate && row.what.queue == Queue::Mail;
    let repeated_mails = tickets.iter().filter(repeated).count() as i64;
    let (calls, intervals, tickets) = (accepted(calls), accepted(intervals), accepted(tickets));
    Book {
        provider,
        calls,
        intervals,
        tickets,
        relieved: BTreeSet::new(),
        repeated_mails,
    }
}

/// A provider's call rows in the order of its files.
fn all_calls(provider: Provider) -> Vec<Row<Call>> {
    let lines = LINES
        .iter()
        .filter(|line| line.provider == provider && line.queue != Queue::Auskunft);
    let mut calls: Vec<Call> = lines.flat_map(simulated).collect();
    calls
        .iter_mut()
        .for_each(|call| exempt::interrupt(provider, call));
    let wall_clock = provider != Provider::Alpen;
    if wall_clock {
        calls.iter_mut().for_each(read_back);
        // A call over the end of the first 02:00 hour would seem to end before it began.
        calls.retain(|call| call.ended.is_none_or(|ended| ended >= call.offered));
    }
    calls.sort_by_key(|call| (call.offered, call.queue));
    customers::assign(provider, &mut calls);
    for (number, call) in (1..).zip(&mut calls) {
        call.id = plant_calls::call_id(provider, number);
    }
    let mut rows = plant_calls::plant(provider, calls);
    if wall_clock {
        rows.iter_mut().for_each(|row| read_back(&mut row.what));
    }
    rows
}

fn simulated(line: &Line) -> Vec<Call> {
    let label = |what: &str| Chance::new(&format!("{what} {} {}", line.provider.id(), line.queue.id()));
    let shifts = staffing::shifts(line, &mut label("staffing"));
    let arrivals = arrivals(line, &mut label("arrivals"));
    let mut calls = simulate::calls(line, &arrivals, &shifts, &mut label("calls"));
    let mut chance = label("records");
    calls
        .iter_mut()
        .for_each(|call| details::fill(line.provider, call, &mut chance));
    calls
}

/// An export in wall-clock time cannot tell the two 02:00 hours apart; the workspace reads the earlier one.
fn read_back(call: &mut Call) {
    call.offered = again(call.offered);
    call.ended = call.ended.map(again);
    call.documented = call.documented.map(again);
}

fn again(at: Instant) -> Instant {
    clock::read_wall(clock::wall(at))
}

fn overlap(first: &[Row<Call>]) -> Vec<Row<Call>> {
    let whole = |row: &&Row<Call>| row.fate == Fate::Accepted && row.fault.is_none();
    let mut last: Vec<_> = first.iter().rev().filter(whole).take(OVERLAP).cloned().collect();
    last.reverse();
    for row in &mut last {
        (row.fate, row.fault) = (Fate::Duplicate, Some(Fault::Overlap));
    }
    last
}

/// nord's staffing without 14 October for invoices, with a row twice and one of a queue that nobody knows.
fn nord_staffing(book: &Book) -> Vec<Row<Shift>> {
    let missing = |shift: &Shift| {
        let day = clock::berlin(10, 14, 0, 0, 0)..clock::berlin(10, 15, 0, 0, 0);
        shift.queue == Queue::Rechnung && day.contains(&shift.start)
    };
    let mut shifts = staffing::of_provider(book.provider);
    shifts.retain(|shift| nord::shows(shift.start) && !missing(shift));
    let mut planter = Planter {
        rows: sound(shifts),
        chance: Chance::new("staffing faults"),
    };
    planter.copy(Fault::IdenticalDuplicate, Fate::Duplicate, |_| true, |_| {});
    planter.copy(Fault::UnknownQueue, Fate::Rejected, |_| true, |_| {});
    planter.rows
}

/// alpen's information line: the same simulation, but only its sums per half-hour are delivered.
fn interval_report() -> Vec<Row<Interval>> {
    let mut rows: Vec<Interval> = Vec::new();
    let line = LINES.iter().find(|line| line.queue == Queue::Auskunft);
    for call in line.map(simulated).unwrap_or_default() {
        let start = call.offered - call.offered.rem_euclid(INTERVAL);
        if rows.last().is_none_or(|row| row.start != start) {
            rows.push(empty_interval(call.queue, start));
        }
        if let Some(row) = rows.last_mut() {
            add(row, &call);
        }
    }
    for row in &mut rows {
        // Until here these hold sums; the report shows means, rounded to the second.
        let mean = |sum: i64| {
            if row.answered > 0 {
                (sum + row.answered / 2) / row.answered
            } else {
                0
            }
        };
        (row.mean_wait, row.mean_handle) = (mean(row.mean_wait), mean(row.mean_handle));
    }
    plant_intervals(rows)
}

fn empty_interval(queue: Queue, start: i64) -> Interval {
    let (answered, abandoned, short_abandoned, abandoned_in_time, in_time) = (0, 0, 0, 0, 0);
    let (mean_wait, mean_handle) = (0, 0);
    Interval {
        queue,
        start,
        answered,
        abandoned,
        short_abandoned,
        abandoned_in_time,
        in_time,
        mean_wait,
        mean_handle,
    }
}

fn add(row: &mut Interval, call: &Call) {
    let wait = call.wait.unwrap_or(0);
    match call.outcome {
        Outcome::Answered => {
            row.answered += 1;
            row.in_time += i64::from(wait <= IN_TIME);
            row.mean_wait += wait;
            row.mean_handle += [call.talk, call.hold, call.wrap]
                .into_iter()
                .flatten()
                .sum::<i64>();
        }
        Outcome::Abandoned => {
            row.abandoned += 1;
            row.short_abandoned += i64::from(wait <= SHORT);
            row.abandoned_in_time += i64::from(wait <= IN_TIME);
        }
        // The report of this line does not show callbacks and overflows.
        _ => {}
    }
}

fn plant_intervals(rows: Vec<Interval>) -> Vec<Row<Interval>> {
    let busy = |row: &Interval| row.answered > 5;
    let mut planter = Planter {
        rows: sound(rows),
        chance: Chance::new("interval faults"),
    };
    planter.copy(Fault::IdenticalDuplicate, Fate::Duplicate, busy, |_| {});
    let elsewhere = clock::berlin(9, 30, 17, 30, 0);
    planter.copy(Fault::OutsideBefore, Fate::Outside, busy, |row| {
        row.start = elsewhere
    });
    // In the lunch hour of a Sunday, so that it stands beside no readable row of the same half-hour.
    let sunday = clock::berlin(10, 11, 12, 0, 0);
    planter.copy(Fault::NoNumber, Fate::Rejected, busy, |row| row.start = sunday);
    planter.rows
}
