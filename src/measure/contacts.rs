//! Runs the measures over a frame of contacts: a verdict per row and standard, and the sums per
//! queue and interval, each in one pass.

use polars::prelude::*;

use super::clauses::{ClauseUnit, Clauses, Scope};
use super::family::{Counter, Exports, Judge};
use super::grouped::add_grouped;
use super::sums::Sums;
use crate::tables::column;
use crate::tables::contacts::{INTERVAL, OCCURRED_AT, QUEUE};
use crate::vocabulary::{ContactKind, Verdict};

/// The measures of one provider's contacts of one kind.
pub struct ContactMeasures<'a> {
    kind: ContactKind,
    clauses: &'a Clauses,
    mapped: Exports,
    /// Standards that bind the provider, with the name of their verdict column.
    standards: Vec<(usize, String)>,
}

/// A frame with a verdict column per standard.
pub struct Judged {
    /// The contact columns, the prepared columns, and one `Int8` verdict column per standard.
    pub frame: DataFrame,
}

impl<'a> ContactMeasures<'a> {
    /// The measures for a provider; `standards` are the indices of those that bind it, with the
    /// names of their verdict columns.
    pub fn new(
        kind: ContactKind,
        clauses: &'a Clauses,
        mapped: Exports,
        standards: Vec<(usize, String)>,
    ) -> Self {
        Self {
            kind,
            clauses,
            mapped,
            standards,
        }
    }

    /// Whether rows can breach a standard: some clause has a target.
    pub fn can_breach(&self, standard: usize) -> bool {
        self.units(standard).any(|unit| unit.has_target)
    }

    /// Standards that judge single contacts of this kind, with their verdict columns.
    pub fn judging(&self) -> impl Iterator<Item = (usize, &str)> {
        self.standards
            .iter()
            .filter(|(standard, _)| self.units(*standard).any(|unit| self.judge(unit).is_some()))
            .map(|(standard, name)| (*standard, name.as_str()))
    }

    fn units(&self, standard: usize) -> impl Iterator<Item = &'a ClauseUnit> {
        self.clauses
            .units
            .iter()
            .filter(move |unit| matches!(unit.scope, Scope::Clause { standard: s, .. } if s == standard))
    }

    fn judge(&self, unit: &ClauseUnit) -> Option<Judge> {
        unit.measure.judge(self.kind, &self.mapped)
    }

    fn binds(&self, unit: &ClauseUnit) -> bool {
        match unit.scope {
            Scope::Always(_) => true,
            Scope::Clause { standard, .. } => self.standards.iter().any(|(s, _)| *s == standard),
        }
    }

    /// Adds the prepared columns: due instants and times taken.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn prepare(&self, mut frame: DataFrame) -> PolarsResult<DataFrame> {
        let mut scoped = Vec::new();
        for unit in &self.clauses.units {
            for prepared in unit.measure.prepare(self.kind, &frame)? {
                let name = prepared.name().clone();
                frame.with_column(prepared)?;
                // Outside its clause, queues and providers nothing is due.
                let holds = self.in_scope(unit, true).and(lit(self.binds(unit)));
                let value = when(holds).then(column::named(&name)).otherwise(lit(NULL));
                scoped.push(value.cast(DataType::Int64).alias(name));
            }
        }
        if scoped.is_empty() {
            return Ok(frame);
        }
        frame.lazy().with_columns(scoped).collect()
    }

    /// Adds a verdict column per standard to a prepared frame.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn verdicts(&self, frame: DataFrame) -> PolarsResult<Judged> {
        let columns: Vec<Expr> = self
            .judging()
            .map(|(standard, name)| {
                let clauses = self
                    .units(standard)
                    .filter_map(|unit| Some((unit, self.judge(unit)?)));
                let none = lit(NULL).cast(DataType::Int8);
                clauses
                    .fold(none, |rest, (unit, judge)| {
                        let applies = self.in_scope(unit, true).and(judge.applies.clone());
                        when(applies).then(verdict(judge)).otherwise(rest)
                    })
                    .cast(DataType::Int8)
                    .alias(name)
            })
            .collect();
        Ok(Judged {
            frame: frame.lazy().with_columns(columns).collect()?,
        })
    }

    /// Whether a row lies in a clause's validity (and, where asked, in its queues).
    fn in_scope(&self, unit: &ClauseUnit, with_queues: bool) -> Expr {
        let mut scope = lit(true);
        let at = OCCURRED_AT.expr();
        let (start, end) = match self.kind {
            ContactKind::Call => (self.clauses.judgement.start, self.clauses.judgement.end),
            // Tickets of an older clause can fall due in the period.
            ContactKind::Ticket => (i64::MIN, i64::MAX),
        };
        if unit.from > start {
            scope = scope.and(at.clone().gt_eq(lit(unit.from)));
        }
        if unit.to < end {
            scope = scope.and(at.lt(lit(unit.to)));
        }
        if let Some(queues) = unit.queues.as_ref().filter(|_| with_queues) {
            let here = queues
                .iter()
                .fold(lit(false), |any, code| any.or(QUEUE.expr().eq(lit(*code))));
            scope = scope.and(here);
        }
        scope
    }

    /// Rows of a frame by the clause of a standard in whose validity they lie.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn by_clause(
        &self,
        standard: usize,
        frame: &DataFrame,
        rows: Vec<IdxSize>,
    ) -> PolarsResult<Vec<(&'a ClauseUnit, Vec<IdxSize>)>> {
        let units: Vec<&ClauseUnit> = self.units(standard).collect();
        if let [only] = units.as_slice() {
            return Ok(vec![(only, rows)]);
        }
        let times = frame.column(OCCURRED_AT.name())?.i64()?;
        let within = |unit: &ClauseUnit, row: &IdxSize| {
            times
                .get(*row as usize)
                .is_some_and(|at| unit.from <= at && at < unit.to)
        };
        let parts = units.into_iter().map(|unit| {
            let rows: Vec<IdxSize> = rows.iter().filter(|row| within(unit, row)).copied().collect();
            (unit, rows)
        });
        Ok(parts.filter(|(_, rows)| !rows.is_empty()).collect())
    }

    /// Number of counters of each measure, in order.
    pub fn widths(&self) -> Vec<usize> {
        self.clauses
            .units
            .iter()
            .map(|unit| unit.measure.counters(self.kind, &self.mapped).len())
            .collect()
    }

    /// Adds up all counters of a prepared frame per queue and interval.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn sum(&self, frame: &DataFrame, sums: &mut Sums) -> PolarsResult<()> {
        let mut expressions = vec![QUEUE.expr(), INTERVAL.expr()];
        for unit in &self.clauses.units {
            let scope = self.in_scope(unit, false).and(lit(self.binds(unit)));
            for counter in unit.measure.counters(self.kind, &self.mapped) {
                let name = format!("sum{}", expressions.len());
                expressions.push(counted(counter, scope.clone()).alias(name));
            }
        }
        let counted = frame.clone().lazy().select(expressions).collect()?;
        add_grouped(&counted, sums)
    }
}

fn verdict(judge: Judge) -> Expr {
    let code = |verdict: Verdict| lit(verdict as i8);
    when(judge.excluded)
        .then(code(Verdict::Excluded))
        .when(judge.measurable.not())
        .then(code(Verdict::Unmeasurable))
        .when(judge.passed)
        .then(code(Verdict::Passed))
        .otherwise(code(Verdict::Missed))
}

/// A counter's part of each row: a boolean, or a whole number.
fn counted(counter: Counter, scope: Expr) -> Expr {
    match counter {
        Counter::Nothing => lit(false),
        Counter::Rows(rows) => scope.and(rows),
        Counter::Amount(amount) => when(scope)
            .then(amount.fill_null(lit(0_i64)))
            .otherwise(lit(0_i64))
            .cast(DataType::Int64),
    }
}
