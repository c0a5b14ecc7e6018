//! What follows from the columns of a call: missing waits and talks, its end, contradictions.

use polars::prelude::*;

use super::{Bad, Ledger};
use crate::scorecard::NoticeKind;
use crate::tables::contacts::{
    AGENT, ANSWERED_AT, CLOSED_AT, ENDED_AT, ENDS, FIRST_RESOLVED_AT, FIRST_RESPONSE_AT, HOLD, OCCURRED_AT,
    OUTCOME, PAUSES, PRIORITY, PRIORITY_AT_START, REOPENED_AT, RESOLVED_AT, SOURCE_ROW, STARTED_AT, TALK,
    UNCLEAR_REASON, WAIT, column_of,
};
use crate::tables::{Column as Name, codes};
use crate::vocabulary::{Outcome, UnclearReason};
use crate::workspace::agreement::Source;
use crate::workspace::mapping::Field;

/// Holds, for rows whose times run backwards, the number of the check that failed.
const WRONG_ORDER: Name = Name::new("wrong_order");

/// Instants that must not lie before another, with the field to blame.
const ORDER: [(Name, Name, Field); 3] = [
    (OCCURRED_AT, ANSWERED_AT, Field::AnsweredAt),
    (OCCURRED_AT, ENDED_AT, Field::EndedAt),
    (ANSWERED_AT, ENDED_AT, Field::EndedAt),
];

/// Completes calls and sets aside those whose times run backwards.
///
/// # Errors
/// Only when polars fails.
pub fn calls(frame: DataFrame, source: &Source, ledger: &mut Ledger) -> PolarsResult<DataFrame> {
    let mapping = &source.mapping;
    let mapped = |field: Field| mapping.fields.contains_key(&field);
    let mut lazy = frame
        .lazy()
        .with_columns([wrong_order(source), told_or_derived_wait()]);
    if !mapped(Field::Talk) {
        lazy = lazy.with_column(derived_talk());
    }
    let reason = unclear_reason(mapped(Field::Talk) && mapped(Field::Agent));
    let unclear = lit(Outcome::Unclear as u32);
    let frame = lazy
        .with_columns([contact_end(source), reason])
        .with_column(
            when(UNCLEAR_REASON.expr().is_not_null())
                .then(unclear)
                .otherwise(OUTCOME.expr())
                .cast(DataType::UInt32)
                .alias(OUTCOME),
        )
        .collect()?;
    note_unclear(&frame, ledger)?;
    set_aside_wrong_order(frame, source, ledger)
}

/// The wait as exported; where a row has none, from offering to the answer, for abandoned calls to
/// their end.
fn told_or_derived_wait() -> Expr {
    let abandoned = OUTCOME
        .expr()
        .eq(lit(Outcome::Abandoned as u32))
        .fill_null(lit(false));
    let until_end = when(abandoned)
        .then(ENDED_AT.expr() - OCCURRED_AT.expr())
        .otherwise(lit(NULL));
    coalesce(&[WAIT.expr(), ANSWERED_AT.expr() - OCCURRED_AT.expr(), until_end])
        .cast(DataType::Int64)
        .alias(WAIT)
}

/// From the answer to the end, without the time on hold, which is added where handle time is meant.
fn derived_talk() -> Expr {
    let connected = ENDED_AT.expr() - ANSWERED_AT.expr();
    (connected - HOLD.expr().fill_null(lit(0_i64))).alias(TALK)
}

/// The first pair of times that runs backwards; only what the export tells is compared.
fn wrong_order(source: &Source) -> Expr {
    let told = |name: Name| {
        let fills = |field: &Field| column_of(*field).is_some_and(|(filled, _)| filled == name);
        source.mapping.fields.keys().any(fills)
    };
    let mut number = lit(0_u32);
    for (index, (earlier, later, _)) in ORDER.iter().enumerate().rev() {
        if told(*earlier) && told(*later) {
            let backwards = later.expr().lt(earlier.expr()).fill_null(lit(false));
            number = when(backwards).then(lit(index as u32 + 1)).otherwise(number);
        }
    }
    number.cast(DataType::UInt32).alias(WRONG_ORDER)
}

/// The end of the contact: as exported, else answer + talk + hold, else offering + wait + talk + hold.
fn contact_end(source: &Source) -> Expr {
    let mapped = |field: Field| source.mapping.fields.contains_key(&field);
    let handled = match mapped(Field::Hold) {
        true => TALK.expr() + HOLD.expr().fill_null(lit(0_i64)),
        false => TALK.expr(),
    };
    let mut ends = Vec::new();
    if mapped(Field::EndedAt) {
        ends.push(ENDED_AT.expr());
    }
    if mapped(Field::AnsweredAt) {
        ends.push(ANSWERED_AT.expr() + handled.clone());
    }
    ends.push(OCCURRED_AT.expr() + WAIT.expr() + handled);
    coalesce(&ends).alias(ENDED_AT)
}

fn unclear_reason(talk_and_agent_known: bool) -> Expr {
    let is = |outcome: Outcome| OUTCOME.expr().eq(lit(outcome as u32));
    let code = |reason: UnclearReason| lit(reason as u32);
    let talked = TALK.expr().fill_null(lit(0_i64)).gt(lit(0_i64));
    let silent = lit(talk_and_agent_known)
        .and(talked.clone().not())
        .and(AGENT.expr().is_null());
    when(is(Outcome::Unclear))
        .then(code(UnclearReason::Reported))
        .when(is(Outcome::Answered).and(silent))
        .then(code(UnclearReason::AnsweredWithoutTalkOrAgent))
        .when(is(Outcome::Abandoned).and(talked))
        .then(code(UnclearReason::AbandonedWithTalk))
        .otherwise(lit(NULL))
        .cast(DataType::UInt32)
        .alias(UNCLEAR_REASON)
}

fn note_unclear(frame: &DataFrame, ledger: &mut Ledger) -> PolarsResult<()> {
    let reasons = frame.column(UNCLEAR_REASON.name())?.u32()?;
    if reasons.null_count() == reasons.len() {
        return Ok(());
    }
    let (rows, words) = (frame.column(SOURCE_ROW.name())?.u32()?, codes::unclear_reasons());
    for (reason, row) in reasons.iter().zip(rows.iter()) {
        if let (Some(reason), Some(row)) = (reason, row) {
            ledger.notice(NoticeKind::Unclear, OUTCOME.name(), words.word(reason), row);
        }
    }
    Ok(())
}

fn set_aside_wrong_order(
    mut frame: DataFrame,
    source: &Source,
    ledger: &mut Ledger,
) -> PolarsResult<DataFrame> {
    let wrong = frame.drop_in_place(WRONG_ORDER.name())?;
    let wrong = wrong.u32()?;
    if wrong.iter().all(|number| number == Some(0)) {
        return Ok(frame);
    }
    let rows = frame.column(SOURCE_ROW.name())?.u32()?;
    for (index, (number, row)) in wrong.iter().zip(rows.iter()).enumerate() {
        if let (Some(number @ 1..), Some(row)) = (number, row) {
            let (earlier, later, field) = &ORDER[number as usize - 1];
            ledger.reject(
                row,
                &label(source, *field),
                backwards(&frame, index, (*earlier, *later), source)?,
            );
        }
    }
    frame.filter(&wrong.equal(0))
}

/// The columns of a field, as the partner knows them.
fn label(source: &Source, field: Field) -> String {
    source
        .mapping
        .fields
        .get(&field)
        .map_or_else(|| field.name().to_owned(), |from| from.label())
}

/// Says it in the partner's own clock and columns.
fn backwards(
    frame: &DataFrame,
    index: usize,
    (earlier, later): (Name, Name),
    source: &Source,
) -> PolarsResult<Bad> {
    let shown = |name: Name| -> PolarsResult<String> {
        let at = frame.column(name.name())?.i64()?.get(index).unwrap_or_default();
        Ok(chrono::DateTime::from_timestamp(source.zone.civil(at), 0)
            .map_or_else(String::new, |at| at.format("%Y-%m-%d %H:%M:%S").to_string()))
    };
    let field = if earlier == OCCURRED_AT {
        Field::OfferedAt
    } else {
        Field::AnsweredAt
    };
    Ok(Bad {
        value: shown(later)?,
        expected: format!(
            "a time not before {}, which is {}",
            label(source, field),
            shown(earlier)?
        ),
    })
}

/// Notes tickets whose times run backwards; they stay, and no deadline can judge them.
///
/// # Errors
/// Only when polars fails.
pub fn tickets(frame: DataFrame, ledger: &mut Ledger) -> PolarsResult<DataFrame> {
    for later in [FIRST_RESPONSE_AT, RESOLVED_AT, CLOSED_AT] {
        let early = frame.column(later.name())?.i64()?;
        let created = frame.column(OCCURRED_AT.name())?.i64()?;
        let rows = frame.column(SOURCE_ROW.name())?.u32()?;
        for ((later_at, created_at), row) in early.iter().zip(created.iter()).zip(rows.iter()) {
            if let (Some(later_at), Some(created_at), Some(row)) = (later_at, created_at, row)
                && later_at < created_at
            {
                ledger.notice(NoticeKind::Unclear, later.name(), "before created_at", row);
            }
        }
    }
    without_history(frame)
}

/// Empty columns for what a history tells, where one is read.
fn without_history(mut frame: DataFrame) -> PolarsResult<DataFrame> {
    let height = frame.height();
    for name in [FIRST_RESOLVED_AT, REOPENED_AT, STARTED_AT] {
        frame.with_column(Column::full_null(name.into(), height, &DataType::Int64))?;
    }
    let priority = frame.column(PRIORITY.name())?.clone();
    frame.with_column(priority.with_name(PRIORITY_AT_START.into()))?;
    let list = DataType::List(Box::new(DataType::Int64));
    for name in [PAUSES, ENDS] {
        frame.with_column(Column::full_null(name.into(), height, &list))?;
    }
    Ok(frame)
}
