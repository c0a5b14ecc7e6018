//! The clocks of deadlines: what starts and stops each, and its words (definitions § 3).

use polars::prelude::*;

use crate::tables::Column as Name;
use crate::tables::contacts::{
    ACKNOWLEDGED_AT, CALLBACK_AT, CALLBACK_DUE_AT, CALLBACK_PROMISED_AT, CLOSED_AT, DUE_AT,
    FIRST_RESPONSE_AT, INTERIM_NOTICE_AT, OCCURRED_AT, RESOLVED_AT, STOPPED_AT,
};
use crate::vocabulary::ContactKind;
use crate::workspace::agreement::Clock;

/// Words of a clock, German and English.
pub struct ClockWords {
    /// Who is judged: `Tickets`.
    pub subject: [&'static str; 2],
    /// What happened in time, before the subject: `beantwortete`.
    pub stopped: [&'static str; 2],
    /// What happened to one case, before the instant: `beantwortet`.
    pub happened: [&'static str; 2],
    /// When it came in, for cases that nothing else places in time.
    pub came_in: [&'static str; 2],
}

impl Clock {
    /// Whether contacts of a kind have this clock.
    pub fn runs_for(self, kind: ContactKind) -> bool {
        kind == ContactKind::Ticket || self == Clock::Callback
    }

    /// The column that starts it.
    pub fn start(self) -> Name {
        match self {
            Clock::Callback => CALLBACK_PROMISED_AT,
            _ => OCCURRED_AT,
        }
    }

    /// The due instant that an export can give.
    pub fn exported_due(self) -> Name {
        match self {
            Clock::Callback => CALLBACK_DUE_AT,
            _ => DUE_AT,
        }
    }

    /// The instants that stop it: the earliest of them, for a resolution the first that is filled.
    pub fn stops(self) -> &'static [Name] {
        match self {
            Clock::Acknowledgement => &[ACKNOWLEDGED_AT, FIRST_RESPONSE_AT],
            Clock::FirstResponse => &[FIRST_RESPONSE_AT],
            Clock::InterimNotice => &[INTERIM_NOTICE_AT, FIRST_RESPONSE_AT, RESOLVED_AT],
            Clock::NextResponse => &[STOPPED_AT],
            Clock::Resolution => &[RESOLVED_AT, CLOSED_AT],
            Clock::Callback => &[CALLBACK_AT],
        }
    }

    /// The instant at which one of some columns stopped it; null while it runs.
    pub fn stopped(self, stops: &[Name]) -> Expr {
        let stops = stops.iter().map(|stop| stop.expr());
        match self {
            Clock::Resolution => coalesce(&stops.collect::<Vec<_>>()),
            _ => stops.reduce(earlier).unwrap_or_else(|| lit(NULL)),
        }
    }

    /// The same for one row of these columns.
    pub fn stopped_in(self, mut row: impl Iterator<Item = Option<i64>>) -> Option<i64> {
        match self {
            Clock::Resolution => row.find_map(|at| at),
            _ => row.flatten().min(),
        }
    }

    /// Whether a contact has a case on this clock at all: every ticket, and promised callbacks.
    pub fn started(self) -> Expr {
        match self {
            Clock::Callback => self
                .start()
                .expr()
                .is_not_null()
                .or(self.exported_due().expr().is_not_null()),
            _ => lit(true),
        }
    }

    /// Its words.
    pub fn words(self) -> ClockWords {
        let ticket = |stopped, happened| ClockWords {
            subject: ["Tickets", "tickets"],
            stopped,
            happened,
            came_in: ["erstellt", "created"],
        };
        match self {
            Clock::Acknowledgement => ticket(
                [
                    "bestätigte (Eingangsbestätigung oder Antwort)",
                    "acknowledged (confirmation of receipt, or answer)",
                ],
                ["bestätigt", "acknowledged"],
            ),
            Clock::FirstResponse => ticket(["beantwortete", "first answered"], ["beantwortet", "answered"]),
            Clock::InterimNotice => ticket(
                [
                    "beantwortete oder mit Zwischenbescheid versehene",
                    "answered or given an interim notice",
                ],
                ["Zwischenbescheid oder Antwort", "interim notice or answer"],
            ),
            Clock::NextResponse => ClockWords {
                subject: ["Kundennachrichten", "customer messages"],
                stopped: ["beantwortete", "answered"],
                happened: ["beantwortet", "answered"],
                came_in: ["geschrieben", "written"],
            },
            Clock::Resolution => ticket(["gelöste", "resolved"], ["gelöst", "resolved"]),
            Clock::Callback => ClockWords {
                subject: [
                    "Kontakte mit zugesagtem Rückruf",
                    "contacts with a promised callback",
                ],
                stopped: ["zurückgerufene", "called back"],
                happened: ["zurückgerufen", "called back"],
                came_in: ["zugesagt", "promised"],
            },
        }
    }
}

/// The earlier of two instants; the other one where one is missing.
fn earlier(one: Expr, other: Expr) -> Expr {
    let first = other
        .clone()
        .is_null()
        .or(one.clone().lt_eq(other.clone()).fill_null(lit(false)));
    when(first).then(one).otherwise(other)
}
