//! The client's own log of e-mails that it passed to nord: nothing of it may be lost.

use std::path::Path;

use super::chance::Chance;
use super::clock::{self, HOUR, Instant};
use super::count::{Book, Figure, Sum};
use super::files::{Cell, Failure, Table, TextForm, text, write_text};
use super::model::{Provider, Queue, Row};
use super::plant::Fault;
use super::plant_tickets;

const HEADER: &[&str] = &["Vorgang", "Postfach", "Übergeben am"];

/// A message of the log.
#[derive(Clone, Debug)]
pub struct Message {
    id: String,
    handed_over: Instant,
}

/// The log, and what nord's report makes of it.
pub fn log(nord: &Book) -> (Vec<Row<Message>>, Vec<Figure>) {
    let mut chance = Chance::new("handover");
    let mails = nord.tickets.iter().filter(|ticket| ticket.queue == Queue::Mail);
    let mut rows: Vec<Row<Message>> = mails
        .map(|ticket| {
            Row::sound(Message {
                id: ticket.id.clone(),
                handed_over: ticket.created - chance.between(60, 900),
            })
        })
        .collect();
    let reported = rows.len() as i64;
    // Two contacts that nobody handed over.
    let unknown = 2;
    for _ in 0..unknown {
        rows.remove(chance.between(20, rows.len() as i64 - 20) as usize);
    }
    let matched = rows.len() as i64;
    for place in [40, 90] {
        rows[place].what.handed_over -= 27 * HOUR;
        rows[place].fault = Some(Fault::ReportedLate);
    }
    let lost = [(6, 11), (14, 9), (27, 16)];
    for (number, (day, hour)) in (0..).zip(lost) {
        let what = Message {
            id: plant_tickets::lost_id(number),
            handed_over: clock::berlin(10, day, hour, 20, 0),
        };
        rows.push(Row {
            fault: Some(Fault::Lost),
            ..Row::sound(what)
        });
    }
    rows.sort_by_key(|row| row.what.handed_over);
    let late = rows
        .iter()
        .filter(|row| row.fault == Some(Fault::ReportedLate))
        .count() as i64;
    let missing = lost.len() as i64;
    let share = Sum {
        numerator: matched,
        denominator: matched + missing,
        ..Sum::default()
    };
    let counts = [
        ("handover:handed_over", matched + missing),
        ("handover:reported", reported),
        ("handover:matched", matched),
        ("handover:missing", missing),
        ("handover:unknown", unknown),
        ("handover:late", late),
        ("handover:closed_without_answer", 0),
        ("handover:handed_over_twice", 0),
        ("handover:reported_twice", nord.repeated_mails),
    ];
    let mut figures = Vec::new();
    for queue in ["*", Queue::Mail.id()] {
        figures.push(Figure::whole(
            Provider::Nord,
            "handover",
            "handover",
            queue,
            share,
        ));
        for (measure, count) in counts {
            figures.push(Figure::count(Provider::Nord, "handover", measure, queue, count));
        }
    }
    (rows, figures)
}

/// The log as the client keeps it.
pub fn table(rows: &[Row<Message>]) -> Table {
    let place = ("kunde/uebergabe_nord_2026-10.csv", "");
    let mut table = Table::new(
        (Provider::Nord, "client_handover_nord", "handover"),
        place,
        HEADER,
    );
    table.fill(rows, &[], cells, |message| message.id.clone());
    table
}

/// Writes the log.
pub fn write(folder: &Path, table: &Table) -> Result<(), Failure> {
    let form = TextForm {
        delimiter: b';',
        quote_all: false,
        encoding: encoding_rs::UTF_8,
        mark: true,
    };
    write_text(folder, table, &form)
}

fn cells(message: &Message) -> Vec<Cell> {
    let at = clock::reading(clock::wall(message.handed_over));
    vec![
        text(&*message.id),
        text("E-Mail Service"),
        text(at.format("%d.%m.%Y %H:%M:%S").to_string()),
    ]
}
