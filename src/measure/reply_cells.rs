//! The texts of written replies in a frame, and what all rules about them share.

use polars::prelude::*;

use super::family::{Exports, Judge};
use super::judgement::Judgement;
use super::terms::{replied, sent};
use crate::reply::Call;
use crate::tables::column;
use crate::tables::contacts::{CUSTOMER_NAME, REPLY};
use crate::vocabulary::ContactKind;
use crate::workspace::mapping::Field;

/// The replies that were sent in the period, row by row; others are not looked at.
///
/// # Errors
/// Only when polars fails.
pub fn replies<'f>(
    frame: &'f DataFrame,
    kind: ContactKind,
    judgement: &Judgement,
) -> PolarsResult<Vec<Option<&'f str>>> {
    let texts = texts(frame, REPLY.name())?;
    let times = sent(kind)
        .iter()
        .map(|name| frame.column(name.name())?.i64())
        .collect::<PolarsResult<Vec<_>>>()?;
    let counts = |row: usize| {
        let at = times.iter().find_map(|column| column.get(row));
        at.is_some_and(|at| judgement.start <= at && at < judgement.end)
    };
    Ok((0..frame.height())
        .map(|row| texts.and_then(|texts| texts.get(row)).filter(|_| counts(row)))
        .collect())
}

/// The names of the customers, row by row.
///
/// # Errors
/// Only when polars fails.
pub fn customers(frame: &DataFrame) -> PolarsResult<Option<&StringChunked>> {
    texts(frame, CUSTOMER_NAME.name())
}

/// A column of texts; none where no row has one.
fn texts<'f>(frame: &'f DataFrame, name: &str) -> PolarsResult<Option<&'f StringChunked>> {
    let column = frame.column(name)?;
    if column.null_count() == column.len() {
        return Ok(None);
    }
    column.str().map(Some)
}

/// The text of a reply in a row.
///
/// # Errors
/// Only when polars fails.
pub fn reply_of<'f>(frame: &'f DataFrame) -> PolarsResult<impl Fn(usize) -> Option<&'f str>> {
    let texts = texts(frame, REPLY.name())?;
    Ok(move |row: usize| texts.and_then(|texts| texts.get(row)))
}

/// Calls as a column of their codes; nothing where a rule does not apply.
pub fn calls(name: &str, found: impl Iterator<Item = Option<Call>>) -> Column {
    let code = |call: Call| (call != Call::NotApplicable).then_some(call as i64);
    let codes: Int64Chunked = found.map(|call| call.and_then(code)).collect();
    codes.with_name(name.into()).into_column()
}

/// How a row is judged by the code in a column. A ticket without reply is not spoken about, unless its
/// export maps none: then nobody can say.
pub fn judged(name: &str, kind: ContactKind, exports: &Exports, judgement: &Judgement) -> Judge {
    let code = || column::named(name);
    let is = |call: Call| code().eq(lit(call as i64)).fill_null(lit(false));
    let unmapped = kind == ContactKind::Ticket && !exports.has(Field::Reply);
    Judge {
        applies: replied(kind, judgement).and(lit(unmapped).or(code().is_not_null())),
        excluded: lit(false),
        measurable: lit(!unmapped).and(is(Call::Undecided).not()),
        passed: is(Call::Kept),
    }
}
