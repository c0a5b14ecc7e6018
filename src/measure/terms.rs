//! Expressions that several families share, in the trade's words. None of them is ever null.

use polars::prelude::*;

use super::judgement::Judgement;
use crate::tables::contacts::{
    CLOSED_AT, FIRST_RESPONSE_AT, OCCURRED_AT, OUTCOME, RESOLVED_AT, STATUS, WAIT,
};
use crate::tables::{Column as Name, codes};
use crate::vocabulary::{ContactKind, EpochSeconds, Outcome};

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

/// A column has one of some codes.
pub fn one_of(column: Name, codes: &[u32]) -> Expr {
    codes.iter().fold(lit(false), |any, code| {
        any.or(column.expr().eq(lit(*code)).fill_null(lit(false)))
    })
}

/// Calls that waited at most this many seconds.
pub fn waited_at_most(seconds: i64) -> Expr {
    WAIT.expr().lt_eq(lit(seconds)).fill_null(lit(false))
}

/// Contacts whose handling ended in the period: answered calls; tickets closed (or else resolved) in
/// it, as known at the as-of instant. So each ticket is judged in one period only.
pub fn closed(kind: ContactKind, judgement: &Judgement) -> Expr {
    match kind {
        ContactKind::Call => outcome(Outcome::Answered),
        ContactKind::Ticket => alive().and(judgement.happened(closing(kind))),
    }
}

/// The instant to which duties at closing belong: calls are over as soon as they came in; tickets are
/// closed, or else resolved.
pub fn closing(kind: ContactKind) -> Expr {
    match kind {
        ContactKind::Call => OCCURRED_AT.expr(),
        ContactKind::Ticket => coalesce(&[CLOSED_AT.expr(), RESOLVED_AT.expr()]),
    }
}

/// Contacts first answered in the period: answered calls; tickets with their first response in it.
pub fn responded(kind: ContactKind, judgement: &Judgement) -> Expr {
    match kind {
        ContactKind::Call => outcome(Outcome::Answered),
        ContactKind::Ticket => alive().and(judgement.happened(response(kind))),
    }
}

/// The instant to which duties at the first response belong.
pub fn response(kind: ContactKind) -> Expr {
    match kind {
        ContactKind::Call => OCCURRED_AT.expr(),
        ContactKind::Ticket => FIRST_RESPONSE_AT.expr(),
    }
}

/// Contacts answered in writing in the period: answered calls; tickets whose answer was sent in it, as
/// known at the as-of instant.
pub fn replied(kind: ContactKind, judgement: &Judgement) -> Expr {
    match kind {
        ContactKind::Call => outcome(Outcome::Answered),
        ContactKind::Ticket => alive().and(judgement.happened(reply_sent(kind))),
    }
}

/// The instant to which a written reply belongs: the first response; where the export does not know it,
/// the closing, or else the resolution.
pub fn reply_sent(kind: ContactKind) -> Expr {
    let instants: Vec<Expr> = sent(kind).iter().map(|name| name.expr()).collect();
    coalesce(&instants)
}

/// The columns of which the first that is filled is the instant of a written reply.
pub fn sent(kind: ContactKind) -> &'static [Name] {
    match kind {
        ContactKind::Call => &[OCCURRED_AT],
        ContactKind::Ticket => &[FIRST_RESPONSE_AT, CLOSED_AT, RESOLVED_AT],
    }
}

/// Tickets that are neither merged nor cancelled.
pub fn alive() -> Expr {
    in_state("merged").or(in_state("cancelled")).not()
}

/// Tickets that are over, and had no answer, by an instant.
pub fn unanswered(at: EpochSeconds) -> Expr {
    let by = |column: Name| column.expr().lt_eq(lit(at)).fill_null(lit(false));
    let undated = says_over().and(filled(RESOLVED_AT).or(filled(CLOSED_AT)).not());
    let over = by(CLOSED_AT).or(by(RESOLVED_AT)).or(undated);
    alive().and(over).and(by(FIRST_RESPONSE_AT).not())
}

/// Tickets whose state says that work on them is over.
pub fn says_over() -> Expr {
    in_state("resolved").or(in_state("closed"))
}

fn in_state(state: &str) -> Expr {
    STATUS
        .expr()
        .eq(lit(codes::state_code(state)))
        .fill_null(lit(false))
}
