//! alpen's dialect: UTF-8, comma, ISO date-times in UTC without a `Z`, English names, codes, milliseconds;
//! tickets as snapshots; one queue only as an interval report.

use std::path::Path;

use super::clock::{self, Instant};
use super::files::{Cell, Failure, Spoiled, Table, TextForm, maybe, text, write_text};
use super::model::{Call, Interval, Language, Outcome, Provider, Queue, Reason, Row, Shift, Status, Ticket};
use super::plant::Fault;
use super::words::CATALOGUE;

const CALLS: &[&str] = &[
    "call_id",
    "queue",
    "offered_at",
    "ended_at",
    "disposition",
    "wait_s",
    "talk_ms",
    "hold_ms",
    "wrap_ms",
    "agent_id",
    "customer_no",
    "customer_lang",
    "served_lang",
    "reason_code",
    "resolved",
    "first_contact",
    "note",
    "documented_at",
];
const TICKETS: &[&str] = &[
    "ticket_id",
    "created_at",
    "updated_at",
    "queue",
    "state",
    "priority",
    "assignee",
    "first_reply_at",
    "resolved_at",
    "promised_until",
    "customer_lang",
    "reply_lang",
    "reason_code",
    "resolved",
    "note",
];
const INTERVALS: &[&str] = &[
    "interval_start",
    "queue",
    "offered",
    "answered",
    "abandoned",
    "abandoned_5s",
    "abandoned_20s",
    "answered_20s",
    "avg_wait_s",
    "avg_handle_s",
];
const STAFFING: &[&str] = &["interval_start", "queue", "planned", "present"];

const SPOILED_CALLS: [Spoiled; 5] = [
    Spoiled {
        fault: Fault::ImpossibleDate,
        column: "offered_at",
        cell: Some("2026-02-31T10:15:00"),
    },
    Spoiled {
        fault: Fault::ImpossibleTime,
        column: "offered_at",
        cell: Some("2026-10-12T25:61:00"),
    },
    Spoiled {
        fault: Fault::UnknownQueue,
        column: "queue",
        cell: Some("returns"),
    },
    Spoiled {
        fault: Fault::NegativeDuration,
        column: "talk_ms",
        cell: None,
    },
    Spoiled {
        fault: Fault::EndBeforeStart,
        column: "ended_at",
        cell: None,
    },
];
const SPOILED_TICKETS: [Spoiled; 3] = [
    Spoiled {
        fault: Fault::ImpossibleDate,
        column: "created_at",
        cell: Some("2026-02-31T10:15:00"),
    },
    Spoiled {
        fault: Fault::ImpossibleTime,
        column: "created_at",
        cell: Some("2026-10-12T25:61:00"),
    },
    Spoiled {
        fault: Fault::UnknownQueue,
        column: "queue",
        cell: Some("fax"),
    },
];
const SPOILED_INTERVALS: [Spoiled; 1] = [Spoiled {
    fault: Fault::NoNumber,
    column: "offered",
    cell: Some("k. A."),
}];

const FORM: TextForm = TextForm {
    delimiter: b',',
    quote_all: false,
    encoding: encoding_rs::UTF_8,
    mark: false,
};

/// The call file.
pub fn calls(rows: &[Row<Call>]) -> Table {
    let mut table = Table::new(
        (Provider::Alpen, "alpen_calls", "calls"),
        ("alpen/calls_2026-10.csv", ""),
        CALLS,
    );
    table.fill(rows, &SPOILED_CALLS, call, |call| call.id.clone());
    table
}

/// The ticket file: one row per change.
pub fn tickets(rows: &[Row<Ticket>]) -> Table {
    let place = ("alpen/tickets_2026-10.csv", "");
    let mut table = Table::new((Provider::Alpen, "alpen_tickets", "tickets"), place, TICKETS);
    table.fill(rows, &SPOILED_TICKETS, ticket, |ticket| ticket.id.clone());
    table
}

/// The interval report.
pub fn intervals(rows: &[Row<Interval>]) -> Table {
    let place = ("alpen/intervals_2026-10.csv", "");
    let mut table = Table::new(
        (Provider::Alpen, "alpen_intervals", "intervals"),
        place,
        INTERVALS,
    );
    table.fill(rows, &SPOILED_INTERVALS, interval, |row| {
        format!("{} {}", row.queue.id(), utc(row.start))
    });
    table
}

/// The staffing file.
pub fn staffing(rows: &[Row<Shift>]) -> Table {
    let place = ("alpen/staffing_2026-10.csv", "");
    let mut table = Table::new((Provider::Alpen, "alpen_staffing", "staffing"), place, STAFFING);
    table.fill(rows, &[], shift, |row| {
        format!("{} {}", row.queue.id(), utc(row.start))
    });
    table
}

/// Writes all files; the calls begin with a byte-order mark.
pub fn write(folder: &Path, calls: &Table, others: &[&Table]) -> Result<(), Failure> {
    write_text(folder, calls, &TextForm { mark: true, ..FORM })?;
    others
        .iter()
        .try_for_each(|table| write_text(folder, table, &FORM))
}

fn utc(at: Instant) -> String {
    clock::reading(at).format("%Y-%m-%dT%H:%M:%S").to_string()
}

fn moment(at: Instant) -> Cell {
    text(utc(at))
}

fn number(value: i64) -> Cell {
    text(value.to_string())
}

fn call(call: &Call) -> Vec<Cell> {
    let thousand = |seconds: i64| number(seconds * 1_000);
    let record = &call.record;
    let nobody = if call.outcome == Outcome::Unknown {
        "NO_AGENT"
    } else {
        ""
    };
    vec![
        text(&*call.id),
        text(queue(call.queue)),
        moment(call.offered),
        maybe(call.ended, moment),
        text(outcome(call.outcome)),
        maybe(call.wait, number),
        maybe(call.talk, thousand),
        maybe(call.hold, thousand),
        maybe(call.wrap, thousand),
        text(call.agent.as_deref().unwrap_or(nobody)),
        text(call.customer_number()),
        maybe(record.customer, |word| text(language(word))),
        maybe(record.served, |word| text(language(word))),
        maybe(record.reason, |word| text(reason(word))),
        maybe(record.resolved, |yes| text(yes.to_string())),
        maybe(record.first_time, |yes| text(yes.to_string())),
        text(&*record.note),
        maybe(call.documented, moment),
    ]
}

fn ticket(ticket: &Ticket) -> Vec<Cell> {
    let record = &ticket.record;
    vec![
        text(&*ticket.id),
        moment(ticket.created),
        moment(ticket.updated),
        text(queue(ticket.queue)),
        text(status(ticket.status)),
        text(if ticket.high_priority { "P1" } else { "P3" }),
        maybe(ticket.agent.as_deref(), text),
        maybe(ticket.first_response, moment),
        maybe(ticket.resolved_at, moment),
        moment(ticket.due),
        maybe(record.customer, |word| text(language(word))),
        maybe(record.served, |word| text(language(word))),
        maybe(record.reason, |word| text(reason(word))),
        maybe(record.resolved, |yes| text(yes.to_string())),
        text(&*record.note),
    ]
}

fn interval(row: &Interval) -> Vec<Cell> {
    let mean = |value| {
        if row.answered > 0 {
            number(value)
        } else {
            Cell::Empty
        }
    };
    vec![
        moment(row.start),
        text(queue(row.queue)),
        number(row.answered + row.abandoned),
        number(row.answered),
        number(row.abandoned),
        number(row.short_abandoned),
        number(row.abandoned_in_time),
        number(row.in_time),
        mean(row.mean_wait),
        mean(row.mean_handle),
    ]
}

fn shift(shift: &Shift) -> Vec<Cell> {
    vec![
        moment(shift.start),
        text(queue(shift.queue)),
        number(shift.planned_tenths / 10),
        number(shift.present),
    ]
}

fn queue(queue: Queue) -> &'static str {
    [
        "orders",
        "billing",
        "incident_24x7",
        "info",
        "mailbox",
        "complaints",
    ][queue as usize]
}

fn outcome(outcome: Outcome) -> &'static str {
    ["CONNECTED", "HANGUP", "CALLBACK", "OVERFLOW", "BUSY", "SYSTEM"][outcome as usize]
}

fn language(language: Language) -> &'static str {
    ["deu", "eng", "fra", "tur", "zxx"][language as usize]
}

fn status(status: Status) -> &'static str {
    [
        "IN_PROGRESS",
        "ON_HOLD",
        "RESOLVED",
        "CLOSED",
        "MERGED",
        "CANCELLED",
    ][status as usize]
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Listed(index) => CATALOGUE[index].code,
        Reason::Unlisted(word) => word,
    }
}
