//! Rows of calls or tickets that belong to the period: judged, summed and handed on.

use polars::prelude::*;

use super::contacts::Reading;
use super::{ContactRows, IntakeError};
use crate::measure::{Judgement, MOVES, open_at};
use crate::normalize::IntervalGrid;
use crate::tables::column;
use crate::tables::contacts::{CLOSED_AT, FIRST_RESPONSE_AT, HAS_CASES, INTERVAL, OCCURRED_AT, RESOLVED_AT};
use crate::vocabulary::ContactKind;

impl Reading<'_> {
    /// Keeps the rows of the period, judges and sums them, and hands them on. Of tickets that only events
    /// tell, the rows of the log are counted.
    pub(super) fn settle(
        &mut self,
        frame: DataFrame,
        file: usize,
        are_rows: bool,
    ) -> Result<(), IntakeError> {
        let times = frame.column(OCCURRED_AT.name())?.i64()?;
        [times.min(), times.max()]
            .into_iter()
            .flatten()
            .for_each(|at| self.tallied.reach(at));
        if let Some(report) = &mut self.report {
            report.take_in(&frame, self.unit.kind, self.context.plan.judgement.as_of)?;
        }
        let (before, storied) = (frame.height(), self.storied(&frame)?);
        let frame = self.judge_cases(self.with_interval(frame)?, file)?;
        let prepared = self.measures.prepare(frame, &self.words)?;
        let inside = self.inside(prepared)?;
        let still = self.storied(&inside)?;
        self.count_events(&storied, &still);
        if are_rows {
            self.tallied.files[file].outside_period += (before - inside.height()) as u64;
            self.tallied.files[file].accepted += inside.height() as u64;
        }
        if inside.height() == 0 {
            return Ok(());
        }
        let judged = self.measures.judge_and_sum(inside, &mut self.sums)?;
        self.duties.take_in(&judged)?;
        if self.unit.kind == ContactKind::Ticket {
            self.movers.take_in(&judged)?;
            self.list_pauses(self.measures, &judged, file)?;
        }
        let (name, sheet) = (&self.tallied.files[file].file, &self.tallied.files[file].sheet);
        self.sink.contacts(&ContactRows {
            kind: self.unit.kind,
            file: name,
            sheet,
            frame: &judged,
            words: &self.words,
            measures: self.measures,
        })
    }

    /// Calls offered in the period; tickets created, answered, closed or due in it, or still open.
    fn inside(&self, frame: DataFrame) -> PolarsResult<DataFrame> {
        let Judgement {
            start, end, as_of, ..
        } = self.context.plan.judgement;
        let within = |at: Expr| {
            at.clone()
                .gt_eq(lit(start))
                .and(at.lt(lit(end)))
                .fill_null(lit(false))
        };
        let times = frame.column(OCCURRED_AT.name())?.i64()?;
        let all_within = times.null_count() == 0
            && times.min().is_some_and(|first| first >= start)
            && times.max().is_some_and(|last| last < end);
        if all_within && self.unit.kind == ContactKind::Call {
            return Ok(frame);
        }
        let mut mask = within(OCCURRED_AT.expr());
        if self.unit.kind == ContactKind::Ticket {
            mask = mask.or(open_at(as_of));
            for name in [FIRST_RESPONSE_AT, RESOLVED_AT, CLOSED_AT] {
                mask = mask.or(within(name.expr()));
            }
            for name in frame
                .get_column_names()
                .iter()
                .filter(|name| name.starts_with("due:"))
            {
                mask = mask.or(within(column::named(name)));
            }
            // A first reading measures less.
            for name in MOVES.into_iter().filter(|name| frame.column(name).is_ok()) {
                mask = mask.or(column::named(name).gt(lit(0)));
            }
            if frame.column(HAS_CASES.name()).is_ok() {
                mask = mask.or(HAS_CASES.expr());
            }
            mask = mask.and(OCCURRED_AT.expr().lt(lit(end)));
        }
        frame.lazy().filter(mask).collect()
    }

    fn with_interval(&self, mut frame: DataFrame) -> PolarsResult<DataFrame> {
        let (zone, length) = (
            &self.context.agreement.client.zone,
            self.context.agreement.staffing.interval_s,
        );
        let times = frame.column(OCCURRED_AT.name())?.i64()?;
        let mut grid = IntervalGrid::new(zone, length);
        let starts: Int64Chunked = match self.unit.kind {
            ContactKind::Call => times.iter().map(|at| at.map(|at| grid.start(at))).collect(),
            ContactKind::Ticket => Int64Chunked::full(INTERVAL.into(), 0, times.len()),
        };
        frame.with_column(starts.with_name(INTERVAL.into()).into_column())?;
        Ok(frame)
    }
}
