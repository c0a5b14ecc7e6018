//! sued's dialect: workbooks with title rows, real date and time cells, several sheets, and text footers.

use std::path::Path;

use super::clock::{self, Instant};
use super::files::{Cell, Failure, Spoiled, Table, maybe, text, write_workbook};
use super::model::{Call, Language, Outcome, Provider, Queue, Reason, Row, Shift, Status, Ticket};
use super::plant::Fault;
use super::words::CATALOGUE;

const CONTACTS: &str = "sued/Kontakte_2026-10.xlsx";
const PEOPLE: &str = "sued/Personal_2026-10.xlsx";

const CALLS: &[&str] = &[
    "Anruf-ID",
    "Beginn",
    "Hotline",
    "Status",
    "Wartezeit",
    "Gespräch",
    "Halten",
    "Nacharbeit (s)",
    "Mitarbeiter",
    "Kundennummer",
    "Kundensprache",
    "Gesprächssprache",
    "Anliegen",
    "Fall gelöst",
    "Erstkontakt",
    "Kommentar",
    "Dokumentiert",
];
const TICKETS: &[&str] = &[
    "Ticket",
    "Eingang",
    "Postfach",
    "Zustand",
    "Priorität",
    "Mitarbeiter",
    "Erstantwort",
    "Lösung",
    "Kundensprache",
    "Antwortsprache",
    "Anliegen",
    "Fall gelöst",
    "Kommentar",
    "Antworttext",
];
const STAFFING: &[&str] = &["Intervall ab", "Plan (brutto)", "Ist (brutto)"];

const SPOILED_CALLS: [Spoiled; 4] = [
    Spoiled {
        fault: Fault::ImpossibleDate,
        column: "Beginn",
        cell: Some("31.02.2026 10:15:00"),
    },
    Spoiled {
        fault: Fault::ImpossibleTime,
        column: "Beginn",
        cell: Some("12.10.2026 25:61"),
    },
    Spoiled {
        fault: Fault::UnknownQueue,
        column: "Hotline",
        cell: Some("Rücksendungen"),
    },
    Spoiled {
        fault: Fault::NegativeDuration,
        column: "Gespräch",
        cell: None,
    },
];
const SPOILED_TICKETS: [Spoiled; 3] = [
    Spoiled {
        fault: Fault::ImpossibleDate,
        column: "Eingang",
        cell: Some("31.02.2026 10:15:00"),
    },
    Spoiled {
        fault: Fault::ImpossibleTime,
        column: "Eingang",
        cell: Some("12.10.2026 25:61"),
    },
    Spoiled {
        fault: Fault::UnknownQueue,
        column: "Postfach",
        cell: Some("Faxeingang"),
    },
];

/// The sheet of calls.
pub fn calls(rows: &[Row<Call>]) -> Table {
    let place = (CONTACTS, "Anrufe");
    let mut table = Table::new((Provider::Sued, "sued_calls", "calls"), place, CALLS);
    table.lead = vec![vec![text("Südkontakt KG – Anrufe Oktober 2026")], vec![]];
    table.fill(rows, &SPOILED_CALLS, call, |call| call.id.clone());
    table.tail = footer(rows.len());
    table
}

/// The sheet of tickets.
pub fn tickets(rows: &[Row<Ticket>]) -> Table {
    let place = (CONTACTS, "Tickets");
    let mut table = Table::new((Provider::Sued, "sued_tickets", "tickets"), place, TICKETS);
    table.lead = vec![vec![text("Südkontakt KG – Tickets Oktober 2026")], vec![]];
    table.fill(rows, &SPOILED_TICKETS, ticket, |ticket| ticket.id.clone());
    table.tail = footer(rows.len());
    table
}

/// The staffing sheets, one per queue; the queue stands only in the name of the sheet.
pub fn staffing(rows: &[Row<Shift>]) -> [Table; 2] {
    let sheets = [
        (Queue::Bestellung, "sued_staffing_bestellung", "Bestellung"),
        (Queue::Rechnung, "sued_staffing_rechnung", "Rechnung"),
    ];
    sheets.map(|(queue, source, sheet)| {
        let mut table = Table::new((Provider::Sued, source, "staffing"), (PEOPLE, sheet), STAFFING);
        table.lead = vec![vec![text(format!("Südkontakt KG – Personal {sheet}"))], vec![]];
        let of_queue: Vec<_> = rows
            .iter()
            .filter(|row| row.what.queue == queue)
            .cloned()
            .collect();
        table.fill(&of_queue, &[], shift, |shift| {
            format!("{} {}", shift.queue.id(), shift.start)
        });
        table
    })
}

/// Writes both workbooks.
pub fn write(folder: &Path, calls: &Table, tickets: &Table, staffing: &[Table]) -> Result<(), Failure> {
    let mut legend = Table::new(
        (Provider::Sued, "", ""),
        (CONTACTS, "Legende"),
        &["Spalte", "Bedeutung"],
    );
    legend.rows = vec![
        vec![
            text("Wartezeit"),
            text("vom Eintritt in die Hotline bis zur Annahme"),
        ],
        vec![
            text("Status"),
            text("Angenommen, Aufgelegt, Rückruf gewünscht, Weitergeleitet, Besetzt"),
        ],
    ];
    write_workbook(folder, &[&legend, calls, tickets])?;
    write_workbook(folder, &staffing.iter().collect::<Vec<_>>())
}

fn footer(rows: usize) -> Vec<Vec<Cell>> {
    vec![
        vec![],
        vec![text(format!("Gesamt: {rows} Zeilen"))],
        vec![text("Zeitzone: Europe/Berlin")],
    ]
}

fn moment(at: Instant) -> Cell {
    Cell::Moment(clock::wall(at))
}

fn call(call: &Call) -> Vec<Cell> {
    let record = &call.record;
    vec![
        text(&*call.id),
        moment(call.offered),
        text(queue(call.queue)),
        text(outcome(call.outcome)),
        maybe(call.wait, Cell::Clock),
        maybe(call.talk, Cell::Span),
        maybe(call.hold, Cell::Span),
        maybe(call.wrap, |seconds| Cell::Number(seconds as f64)),
        maybe(call.agent.as_deref(), text),
        text(call.customer_number()),
        maybe(record.customer, |word| text(language(word))),
        maybe(record.served, |word| text(language(word))),
        maybe(record.reason, |word| text(reason(word))),
        maybe(record.resolved, |yes| text(if yes { "J" } else { "N" })),
        maybe(record.first_time, |yes| text(if yes { "J" } else { "N" })),
        text(&*record.note),
        maybe(call.documented, moment),
    ]
}

fn ticket(ticket: &Ticket) -> Vec<Cell> {
    let record = &ticket.record;
    vec![
        text(&*ticket.id),
        moment(ticket.created),
        text(queue(ticket.queue)),
        text(status(ticket.status)),
        text(if ticket.high_priority {
            "dringend"
        } else {
            "normal"
        }),
        maybe(ticket.agent.as_deref(), text),
        maybe(ticket.first_response, moment),
        maybe(ticket.resolved_at, moment),
        maybe(record.customer, |word| text(language(word))),
        maybe(record.served, |word| text(language(word))),
        maybe(record.reason, |word| text(reason(word))),
        maybe(record.resolved, |yes| text(if yes { "J" } else { "N" })),
        text(&*record.note),
        // The texts of e-mails stay with sued.
        Cell::Empty,
    ]
}

/// Gross people: 30 % of their time are not available for calls. One decimal.
fn shift(shift: &Shift) -> Vec<Cell> {
    let gross = |net_tenths: i64| Cell::Number(((net_tenths * 10 + 3) / 7) as f64 / 10.0);
    vec![
        moment(shift.start),
        gross(shift.planned_tenths),
        gross(shift.present * 10),
    ]
}

fn queue(queue: Queue) -> &'static str {
    [
        "Bestellung 0800",
        "Rechnungshotline",
        "Technik",
        "Auskunft",
        "Postfach Service",
        "Beschwerden",
    ][queue as usize]
}

fn outcome(outcome: Outcome) -> &'static str {
    [
        "Angenommen",
        "Aufgelegt",
        "Rückruf gewünscht",
        "Weitergeleitet",
        "Besetzt",
        "Unbekannt",
    ][outcome as usize]
}

fn language(language: Language) -> &'static str {
    ["DE", "EN", "FR", "TR", "XX"][language as usize]
}

fn status(status: Status) -> &'static str {
    [
        "In Arbeit",
        "Rückfrage",
        "Erledigt",
        "Abgeschlossen",
        "Verbunden",
        "Zurückgezogen",
    ][status as usize]
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Listed(index) => CATALOGUE[index].word,
        Reason::Unlisted(word) => word,
    }
}
