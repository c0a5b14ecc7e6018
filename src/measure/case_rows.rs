//! Cases of which one ticket has several: each message of the customer until the next answer, each period
//! from one interim notice to the next. They become rows like those of tickets, with a start and a stop of
//! their own, and go through the same measures.

use std::collections::BTreeMap;

use polars::prelude::*;

use crate::normalize::{STILL, place, place_of};
use crate::tables::Column as Name;
use crate::tables::contacts::{
    CLOSED_AT, FIRST_RESOLVED_AT, FIRST_RESPONSE_AT, HEADLESS, INTERIM_NOTICE_AT, MESSAGE_PLACES, MESSAGES,
    NOTICE_PLACES, NOTICES, OCCURRED_AT, RESOLVED_AT, SOURCE_ROW, STARTED_AT, STOPPED_AT,
};
use crate::vocabulary::EpochSeconds;

/// What the rows are that a measure judges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowsOf {
    /// Calls and tickets.
    #[default]
    Contacts,
    /// Messages of customers.
    Messages,
    /// Periods between interim notices.
    Notices,
}

/// One case before it becomes a row.
struct Case {
    /// Row of its ticket.
    ticket: usize,
    start: EpochSeconds,
    stop: Option<EpochSeconds>,
    /// File and row where it starts.
    place: i64,
    is_headless: bool,
}

/// Cases of some tickets by the file in which they start, with the rows of their tickets.
pub type CaseFrames = BTreeMap<usize, (DataFrame, Vec<usize>)>;

impl RowsOf {
    /// The cases of the tickets in a frame that comes from file number `file`.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn of(self, frame: &DataFrame, file: usize) -> PolarsResult<CaseFrames> {
        let cases = match self {
            RowsOf::Contacts => Vec::new(),
            RowsOf::Messages => messages(frame)?,
            RowsOf::Notices => notices(frame, file)?,
        };
        let mut by_file: BTreeMap<usize, Vec<Case>> = BTreeMap::new();
        for case in cases {
            by_file.entry(place_of(case.place).0).or_default().push(case);
        }
        by_file
            .into_iter()
            .map(|(file, cases)| {
                let tickets = cases.iter().map(|case| case.ticket).collect();
                Ok((file, (rows(frame, &cases)?, tickets)))
            })
            .collect()
    }
}

/// The rows of tickets with the start, stop and place of each case.
fn rows(frame: &DataFrame, cases: &[Case]) -> PolarsResult<DataFrame> {
    let tickets: Vec<IdxSize> = cases.iter().map(|case| case.ticket as IdxSize).collect();
    let mut rows = frame.take(&IdxCa::from_vec("tickets".into(), tickets))?;
    let times = |name: Name, of: &dyn Fn(&Case) -> Option<i64>| -> Column {
        let times: Int64Chunked = cases.iter().map(of).collect();
        times.with_name(name.into()).into_column()
    };
    rows.with_column(times(OCCURRED_AT, &|case| Some(case.start)))?;
    rows.with_column(times(STOPPED_AT, &|case| case.stop))?;
    rows.with_column(times(HEADLESS, &|case| case.is_headless.then_some(1)))?;
    rows.with_column(times(STARTED_AT, &|_| None))?;
    let numbers = cases.iter().map(|case| place_of(case.place).1).collect();
    rows.with_column(UInt32Chunked::from_vec(SOURCE_ROW.into(), numbers).into_column())?;
    Ok(rows)
}

fn list(column: Option<&ListChunked>, row: usize) -> Vec<i64> {
    let values = column.and_then(|lists| lists.get_as_series(row));
    let values = values.as_ref().and_then(|list| list.i64().ok());
    values.map_or_else(Vec::new, |values| values.iter().flatten().collect())
}

/// Each message until the next answer. Only a log tells messages.
fn messages(frame: &DataFrame) -> PolarsResult<Vec<Case>> {
    let (Ok(messages), Ok(places)) = (frame.column(MESSAGES.name()), frame.column(MESSAGE_PLACES.name()))
    else {
        return Ok(Vec::new());
    };
    let (messages, places) = (messages.list()?, places.list()?);
    let mut cases = Vec::new();
    for ticket in 0..frame.height() {
        let pairs = list(Some(messages), ticket);
        let places = list(Some(places), ticket);
        for ([start, stop], place) in pairs.as_chunks::<2>().0.iter().zip(places) {
            cases.push(Case {
                ticket,
                start: *start,
                stop: (*stop != STILL).then_some(*stop),
                place,
                is_headless: false,
            });
        }
    }
    Ok(cases)
}

/// From the start to the first notice, from each notice to the next, until the ticket is answered or over.
fn notices(frame: &DataFrame, file: usize) -> PolarsResult<Vec<Case>> {
    let time = |name: Name| frame.column(name.name())?.i64().cloned();
    let (created, started, told) = (time(OCCURRED_AT)?, time(STARTED_AT)?, time(INTERIM_NOTICE_AT)?);
    let (answered, first_resolved) = (time(FIRST_RESPONSE_AT)?, time(FIRST_RESOLVED_AT)?);
    let (resolved, closed) = (time(RESOLVED_AT)?, time(CLOSED_AT)?);
    let headless = frame
        .column(HEADLESS.name())
        .ok()
        .map(|column| column.i64())
        .transpose()?;
    let lists = |name: Name| {
        frame
            .column(name.name())
            .ok()
            .map(|column| column.list())
            .transpose()
    };
    let (all, places) = (lists(NOTICES)?, lists(NOTICE_PLACES)?);
    let numbers = frame.column(SOURCE_ROW.name())?.u32()?;
    let mut cases = Vec::new();
    for ticket in 0..frame.height() {
        let Some(mut start) = started.get(ticket).or(created.get(ticket)) else {
            continue;
        };
        let own = place(file, numbers.get(ticket).unwrap_or_default());
        let over = first_resolved
            .get(ticket)
            .or(resolved.get(ticket))
            .or(closed.get(ticket));
        let end = [answered.get(ticket), over].into_iter().flatten().min();
        let mut notices: Vec<(i64, i64)> = list(all, ticket).into_iter().zip(list(places, ticket)).collect();
        if notices.is_empty() {
            notices.extend(told.get(ticket).map(|at| (at, own)));
        }
        notices.retain(|(at, _)| end.is_none_or(|end| *at < end));
        let mut from = own;
        let mut is_headless = headless.is_some_and(|headless| headless.get(ticket).is_some());
        for (at, place) in notices
            .into_iter()
            .map(|(at, place)| (Some(at), place))
            .chain([(end, own)])
        {
            cases.push(Case {
                ticket,
                start,
                stop: at,
                place: from,
                is_headless,
            });
            (start, from, is_headless) = (at.unwrap_or(start), place, false);
        }
    }
    Ok(cases)
}
