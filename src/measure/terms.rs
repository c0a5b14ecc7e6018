//! Expressions that several families share, in the trade's words. None of them is ever null.

use polars::prelude::*;

use crate::tables::contacts::{OUTCOME, STATUS, WAIT};
use crate::tables::{Column as Name, codes};
use crate::vocabulary::{ContactKind, Outcome};

/// Calls of an outcome class.
pub fn outcome(outcome: Outcome) -> Expr {
    OUTCOME.expr().eq(lit(outcome as u32)).fill_null(lit(false))
}

/// Answered or abandoned calls.
pub fn offered() -> Expr {
    outcome(Outcome::Answered).or(outcome(Outcome::Abandoned))
}

/// A column has a value.
pub fn filled(column: Name) -> Expr {
    column.expr().is_not_null()
}

/// Calls that waited at most this many seconds.
pub fn waited_at_most(seconds: i64) -> Expr {
    WAIT.expr().lt_eq(lit(seconds)).fill_null(lit(false))
}

/// Contacts whose handling is over: answered calls; tickets resolved or closed.
pub fn closed(kind: ContactKind) -> Expr {
    use crate::tables::contacts::{CLOSED_AT, RESOLVED_AT};
    match kind {
        ContactKind::Call => outcome(Outcome::Answered),
        ContactKind::Ticket => alive().and(filled(RESOLVED_AT).or(filled(CLOSED_AT))),
    }
}

/// Tickets that are neither merged nor cancelled.
pub fn alive() -> Expr {
    let is = |state: &str| {
        let code = codes::TICKET_STATES
            .iter()
            .position(|s| *s == state)
            .unwrap_or_default() as u32;
        STATUS.expr().eq(lit(code)).fill_null(lit(false))
    };
    is("merged").or(is("cancelled")).not()
}
