//! Cases of which one ticket has several, beside the tickets: made, judged, added up and handed on.

use polars::prelude::*;

use super::contacts::Reading;
use super::{ContactRows, Context, IntakeError};
use crate::measure::{ContactMeasures, RowsOf};
use crate::tables::column;
use crate::tables::contacts::HAS_CASES;
use crate::vocabulary::ContactKind;

/// The measures of the kinds of cases that some standard asks for.
pub struct CaseMeasures<'a>(Vec<(RowsOf, ContactMeasures<'a>)>);

impl<'a> CaseMeasures<'a> {
    /// Those that have something to judge.
    pub fn of(context: &Context<'_>, make: impl Fn(RowsOf) -> ContactMeasures<'a>) -> Self {
        let asked = |rows: &RowsOf| {
            context
                .clauses
                .units
                .iter()
                .any(|unit| unit.measure.rows() == *rows)
        };
        let kinds = [RowsOf::Messages, RowsOf::Notices].into_iter().filter(asked);
        let all = kinds.map(|rows| (rows, make(rows)));
        Self(
            all.filter(|(_, measures)| measures.judging().next().is_some())
                .collect(),
        )
    }
}

impl Reading<'_> {
    /// Judges the cases of some tickets and hands on those that count in the period. The frame comes back
    /// with a column that says which tickets have some, where cases are asked for at all.
    pub(super) fn judge_cases(
        &mut self,
        mut frame: DataFrame,
        file: usize,
    ) -> Result<DataFrame, IntakeError> {
        let all = self.cases;
        if self.unit.kind == ContactKind::Call || all.0.is_empty() {
            return Ok(frame);
        }
        let mut has_cases = vec![false; frame.height()];
        for (rows, measures) in &all.0 {
            for (file, (cases, tickets)) in rows.of(&frame, file)? {
                let prepared = measures.prepare(cases, &self.words)?;
                let judged = measures.judge_and_sum(prepared, &mut self.sums)?;
                let counts = counts(measures, &judged)?;
                self.list_pauses(measures, &judged, file)?;
                for (ticket, counts) in tickets.into_iter().zip(counts.iter()) {
                    has_cases[ticket] |= counts == Some(true);
                }
                let (name, sheet) = (&self.tallied.files[file].file, &self.tallied.files[file].sheet);
                self.sink.cases(&ContactRows {
                    kind: self.unit.kind,
                    file: name,
                    sheet,
                    frame: &judged.filter(&counts)?,
                    words: &self.words,
                    measures,
                })?;
            }
        }
        frame.with_column(BooleanChunked::from_slice(HAS_CASES.into(), &has_cases).into_column())?;
        Ok(frame)
    }
}

/// Which rows some standard judges.
fn counts(measures: &ContactMeasures<'_>, frame: &DataFrame) -> PolarsResult<BooleanChunked> {
    let judged = measures
        .judging()
        .map(|(_, verdict)| column::named(verdict).is_not_null());
    let any = judged.fold(lit(false), Expr::or);
    let told = frame.clone().lazy().select([any.alias(HAS_CASES)]).collect()?;
    Ok(told.columns()[0].bool()?.clone())
}
