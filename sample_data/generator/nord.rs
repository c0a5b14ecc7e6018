//! nord's dialect: Windows-1252, `;`, lead lines, German headers, date and time apart, mm:ss, decimal comma,
//! totals.

use std::path::Path;

use super::clock::{self, CLOCK_CHANGE, HOUR, INTERVAL, Instant};
use super::files::{Cell, Failure, Spoiled, Table, TextForm, maybe, text, write_text};
use super::model::{Call, Language, Outcome, Provider, Queue, Reason, Row, Shift, Status, Ticket};
use super::plant::Fault;
use super::words::CATALOGUE;

const CALLS: &[&str] = &[
    "Anruf-ID",
    "Datum",
    "Uhrzeit",
    "Warteschlange",
    "Ergebnis",
    "Wartezeit",
    "Gesprächszeit",
    "Haltezeit",
    "Nachbearbeitung",
    "Ende Datum",
    "Ende Uhrzeit",
    "Agent",
    "Team",
    "Kundennummer",
    "Sprache Kunde",
    "Sprache Gespräch",
    "Anliegen",
    "Gelöst",
    "Erstlösung",
    "Notiz",
    "Doku Datum",
    "Doku Uhrzeit",
];
const TICKETS: &[&str] = &[
    "Ticket#",
    "Erstellt",
    "Queue",
    "Status",
    "Priorität",
    "Besitzer",
    "Erste Antwort",
    "Gelöst am",
    "Zuletzt geändert",
    "Sprache Kunde",
    "Sprache Antwort",
    "Anliegen",
    "Gelöst",
    "Bemerkung",
];
const STAFFING: &[&str] = &["Datum", "Intervall", "Warteschlange", "Geplant", "Anwesend"];

const SPOILED_CALLS: [Spoiled; 5] = [
    Spoiled {
        fault: Fault::ImpossibleDate,
        column: "Datum",
        cell: Some("31.02.2026"),
    },
    Spoiled {
        fault: Fault::ImpossibleTime,
        column: "Uhrzeit",
        cell: Some("25:61:00"),
    },
    Spoiled {
        fault: Fault::UnknownQueue,
        column: "Warteschlange",
        cell: Some("Hotline Retoure"),
    },
    Spoiled {
        fault: Fault::NegativeDuration,
        column: "Gesprächszeit",
        cell: None,
    },
    Spoiled {
        fault: Fault::EndBeforeStart,
        column: "Ende Uhrzeit",
        cell: None,
    },
];
const SPOILED_TICKETS: [Spoiled; 3] = [
    Spoiled {
        fault: Fault::ImpossibleDate,
        column: "Erstellt",
        cell: Some("31.02.2026 10:15:00"),
    },
    Spoiled {
        fault: Fault::ImpossibleTime,
        column: "Erstellt",
        cell: Some("12.10.2026 25:61:00"),
    },
    Spoiled {
        fault: Fault::UnknownQueue,
        column: "Queue",
        cell: Some("Faxeingang"),
    },
];
const SPOILED_STAFFING: [Spoiled; 1] = [Spoiled {
    fault: Fault::UnknownQueue,
    column: "Warteschlange",
    cell: Some("Hotline Retoure"),
}];

const FORM: TextForm = TextForm {
    delimiter: b';',
    quote_all: false,
    encoding: encoding_rs::WINDOWS_1252,
    mark: false,
};

/// Both call files; the second begins with a few rows of the first.
pub fn calls(first: &[Row<Call>], second: &[Row<Call>]) -> [Table; 2] {
    let parts = [
        (first, "nord/anrufe_2026-10_1.csv", "01.10.2026 - 15.10.2026"),
        (second, "nord/anrufe_2026-10_2.csv", "15.10.2026 - 31.10.2026"),
    ];
    parts.map(|(rows, file, span)| {
        let mut table = Table::new((Provider::Nord, "nord_calls", "calls"), (file, ""), CALLS);
        table.lead = lead(&[
            "NordService GmbH",
            "Bericht: Einzelanrufe",
            &format!("Zeitraum: {span}"),
            "",
        ]);
        table.fill(rows, &SPOILED_CALLS, call, |call| call.id.clone());
        let sum: i64 = rows.iter().filter_map(|row| row.what.talk).sum();
        let mut total = vec![Cell::Empty; CALLS.len()];
        (total[0], total[4]) = (text("Summe"), text(format!("{} Anrufe", rows.len())));
        total[6] = text(minutes(sum));
        table.tail = vec![total];
        table
    })
}

/// The ticket file.
pub fn tickets(rows: &[Row<Ticket>]) -> Table {
    let place = ("nord/tickets_2026-10.csv", "");
    let mut table = Table::new((Provider::Nord, "nord_tickets", "tickets"), place, TICKETS);
    table.lead = lead(&["NordService GmbH - Ticketliste", "Stand: 02.11.2026 20:00"]);
    table.fill(rows, &SPOILED_TICKETS, ticket, |ticket| ticket.id.clone());
    let mut total = vec![Cell::Empty; TICKETS.len()];
    (total[0], total[2]) = (text("Summe"), text(rows.len().to_string()));
    table.tail = vec![total];
    table
}

/// The staffing file. It lists each half-hour of the wall clock once, also on the day of the clock change.
pub fn staffing(rows: &[Row<Shift>]) -> Table {
    let place = ("nord/besetzung_2026-10.csv", "");
    let mut table = Table::new((Provider::Nord, "nord_staffing", "staffing"), place, STAFFING);
    table.lead = lead(&["NordService GmbH - Besetzung je Halbstunde (netto)"]);
    let id = |shift: &Shift| format!("{} {}", shift.queue.id(), day_and_time(shift.start, " "));
    table.fill(rows, &SPOILED_STAFFING, shift, id);
    table
}

/// Whether nord's staffing file can name this half-hour.
pub fn shows(start: Instant) -> bool {
    !(CLOCK_CHANGE..CLOCK_CHANGE + HOUR).contains(&start)
}

/// Writes all files.
pub fn write(folder: &Path, calls: &[Table], tickets: &Table, staffing: &Table) -> Result<(), Failure> {
    for table in calls {
        write_text(folder, table, &FORM)?;
    }
    write_text(
        folder,
        tickets,
        &TextForm {
            quote_all: true,
            ..FORM
        },
    )?;
    write_text(folder, staffing, &FORM)
}

fn lead(lines: &[&str]) -> Vec<Vec<Cell>> {
    lines
        .iter()
        .map(|line| {
            if line.is_empty() {
                vec![]
            } else {
                vec![text(*line)]
            }
        })
        .collect()
}

fn call(call: &Call) -> Vec<Cell> {
    let (day, time) = (|at| text(day(at)), |at| text(time(at)));
    let duration = |value: Option<i64>, unknown: &str| text(value.map_or(unknown.to_owned(), minutes));
    // What did not take place stands as 00:00, what is not known as "?".
    let unknown = if call.outcome == Outcome::Answered {
        "?"
    } else {
        "00:00"
    };
    let record = &call.record;
    vec![
        text(&*call.id),
        day(call.offered),
        time(call.offered),
        text(queue(call.queue)),
        text(outcome(call.outcome)),
        duration(call.wait, unknown),
        duration(call.talk, unknown),
        duration(call.hold, unknown),
        duration(call.wrap, unknown),
        maybe(call.ended, day),
        maybe(call.ended, time),
        maybe(call.agent.as_deref(), text),
        maybe(call.agent.as_deref(), |agent| text(team(agent))),
        text(call.customer_number()),
        maybe(record.customer, |word| text(language(word))),
        maybe(record.served, |word| text(language(word))),
        maybe(record.reason, |word| text(reason(word))),
        maybe(record.resolved, |yes| text(if yes { "ja" } else { "nein" })),
        maybe(record.first_time, |yes| text(if yes { "ja" } else { "nein" })),
        text(&*record.note),
        maybe(call.documented, day),
        maybe(call.documented, time),
    ]
}

fn ticket(ticket: &Ticket) -> Vec<Cell> {
    let moment = |at: Instant| text(day_and_time(at, " "));
    let record = &ticket.record;
    vec![
        text(&*ticket.id),
        moment(ticket.created),
        text(queue(ticket.queue)),
        text(status(ticket.status)),
        text(if ticket.high_priority {
            "4 hoch"
        } else {
            "3 normal"
        }),
        maybe(ticket.agent.as_deref(), text),
        maybe(ticket.first_response, moment),
        maybe(ticket.resolved_at, moment),
        moment(ticket.updated),
        maybe(record.customer, |word| text(language(word))),
        maybe(record.served, |word| text(language(word))),
        maybe(record.reason, |word| text(reason(word))),
        maybe(record.resolved, |yes| text(if yes { "ja" } else { "nein" })),
        text(&*record.note),
    ]
}

fn shift(shift: &Shift) -> Vec<Cell> {
    let time = |at: Instant| clock::reading(clock::wall(at)).format("%H:%M").to_string();
    // Written from the wall clock: 01:30-02:00 also on the day of the clock change.
    let end = clock::reading(clock::wall(shift.start) + INTERVAL).format("%H:%M");
    let (whole, tenths) = (shift.planned_tenths / 10, shift.planned_tenths % 10);
    vec![
        text(day(shift.start)),
        text(format!("{}-{end}", time(shift.start))),
        text(queue(shift.queue)),
        text(format!("{whole},{tenths}")),
        text(format!("{},0", shift.present)),
    ]
}

fn day(at: Instant) -> String {
    clock::reading(clock::wall(at)).format("%d.%m.%Y").to_string()
}

fn time(at: Instant) -> String {
    clock::reading(clock::wall(at)).format("%H:%M:%S").to_string()
}

fn day_and_time(at: Instant, between: &str) -> String {
    format!("{}{between}{}", day(at), time(at))
}

/// `mm:ss`; minutes may exceed 59.
fn minutes(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    format!("{sign}{:02}:{:02}", seconds.abs() / 60, seconds.abs() % 60)
}

/// Team of an agent; both serve all lines.
fn team(agent: &str) -> &'static str {
    match agent.ends_with(['1', '3', '5', '7', '9']) {
        true => "Team Hafen",
        false => "Team Markt",
    }
}

fn queue(queue: Queue) -> &'static str {
    [
        "Bestellhotline",
        "Hotline RE",
        "Technik 24h",
        "Auskunft",
        "E-Mail Service",
        "Reklamation",
    ][queue as usize]
}

fn outcome(outcome: Outcome) -> &'static str {
    [
        "angenommen",
        "abgebrochen",
        "Rückruf",
        "Überlauf",
        "besetzt",
        "unklar",
    ][outcome as usize]
}

fn language(language: Language) -> &'static str {
    ["Deutsch", "Englisch", "Französisch", "Türkisch", "sonst."][language as usize]
}

fn status(status: Status) -> &'static str {
    [
        "offen",
        "warten auf Kunde",
        "gelöst",
        "erfolgreich geschlossen",
        "zusammengefügt",
        "storniert",
    ][status as usize]
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Listed(index) => CATALOGUE[index].word,
        Reason::Unlisted(word) => word,
    }
}
