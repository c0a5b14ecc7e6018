//! Runs the measures over a frame of contacts: a verdict per row and standard, and the sums per
//! queue and interval, each in one pass.

use polars::prelude::*;

use super::clauses::{ClauseUnit, Clauses, Scope};
use super::family::{Counter, Exports, Judge};
use super::grouped::{Slot, add_grouped};
use super::sums::Sums;
use super::survey::SurveyedRows;
use super::terms::{alive, filled, outcome};
use crate::normalize::Dictionaries;
use crate::tables::column;
use crate::tables::contacts::{INTERVAL, OCCURRED_AT, QUEUE, WAIT};
use crate::vocabulary::{ContactKind, Outcome};

/// The measures of one provider's contacts of one kind.
pub struct ContactMeasures<'a> {
    kind: ContactKind,
    clauses: &'a Clauses,
    mapped: Exports,
    /// Standards that bind the provider, with the name of their verdict column.
    standards: Vec<(usize, String)>,
    plan: BatchPlan,
}

/// What is evaluated over every batch.
#[derive(Default)]
struct BatchPlan {
    /// Conditions that many expressions share, as columns that these name.
    shared: Vec<Expr>,
    /// Queue, interval, verdicts, then counters that are no verdict.
    expressions: Vec<Expr>,
    /// Number of verdicts.
    judged: usize,
    /// Where the sums of the counters stand.
    layout: Vec<Slot>,
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
        let mut measures = Self {
            kind,
            clauses,
            mapped,
            standards,
            plan: BatchPlan::default(),
        };
        measures.plan = measures.planned();
        measures
    }

    fn planned(&self) -> BatchPlan {
        let (names, mut evaluated): (Vec<&str>, Vec<Expr>) = self
            .judging()
            .map(|(standard, name)| (name, self.verdict(standard)))
            .unzip();
        let layout = self.counters(&mut evaluated);
        let counters = (names.len()..evaluated.len()).map(|number| format!("sum{number}"));
        let judged = names.len();
        let names = names.into_iter().map(str::to_owned).chain(counters);
        let columns = evaluated
            .into_iter()
            .zip(names)
            .map(|(expression, name)| expression.alias(name));
        let expressions = [QUEUE.expr(), INTERVAL.expr()].into_iter().chain(columns);
        let (shared, expressions) = share(conditions(self.kind), expressions.collect());
        BatchPlan {
            shared,
            expressions,
            judged,
            layout,
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

    /// Adds the prepared columns: due instants, times taken, what other rows tell.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn prepare(&self, mut frame: DataFrame, words: &Dictionaries) -> PolarsResult<DataFrame> {
        let mut scoped = Vec::new();
        for unit in &self.clauses.units {
            let mut columns = unit.measure.prepare(self.kind, &frame)?;
            columns.extend(unit.measure.surveyed(&SurveyedRows {
                provider: self.mapped.provider(),
                kind: self.kind,
                frame: &frame,
                words,
            })?);
            for prepared in columns {
                let name = prepared.name().clone();
                frame.with_column(prepared)?;
                // Outside its clause, queues and providers nothing is due.
                let holds = match self.binds(unit) {
                    true => self.in_scope(unit, true),
                    false => Some(lit(false)),
                };
                if let Some(holds) = holds {
                    let value = when(holds).then(column::named(&name)).otherwise(lit(NULL));
                    scoped.push(value.cast(DataType::Int64).alias(name));
                }
            }
        }
        if scoped.is_empty() {
            return Ok(frame);
        }
        frame.lazy().with_columns(scoped).collect()
    }

    /// Judges the rows of a prepared frame and adds up all counters per queue and interval, in one plan,
    /// so that what several of them need is evaluated once. The frame comes back with one `Int8` verdict
    /// column per standard.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn judge_and_sum(&self, mut frame: DataFrame, sums: &mut Sums) -> PolarsResult<DataFrame> {
        let BatchPlan {
            shared,
            expressions,
            judged,
            layout,
        } = &self.plan;
        let prepared = frame.clone().lazy().with_columns(shared);
        let computed = prepared.select(expressions).collect()?;
        let (keys, evaluated) = computed.columns().split_at(2);
        add_grouped(keys, evaluated, layout, sums)?;
        for verdict in &evaluated[..*judged] {
            frame.with_column(verdict.clone())?;
        }
        Ok(frame)
    }

    /// The verdict of a standard by the clause that holds for the row.
    fn verdict(&self, standard: usize) -> Expr {
        let by_clause: Vec<Expr> = self
            .units(standard)
            .filter_map(|unit| Some((unit, self.judge(unit)?)))
            .map(|(unit, judge)| judged_within(self.in_scope(unit, true), judge.verdict()))
            .collect();
        match by_clause.as_slice() {
            [only] => only.clone(),
            // Clauses do not overlap.
            several => coalesce(several),
        }
    }

    /// Where the sums of all counters stand; their expressions join those that are evaluated anyway.
    fn counters(&self, evaluated: &mut Vec<Expr>) -> Vec<Slot> {
        let mut layout = Vec::new();
        for unit in &self.clauses.units {
            let (binds, scope) = (self.binds(unit), self.in_scope(unit, false));
            for counter in unit.measure.counters(self.kind, &self.mapped) {
                layout.push(match counted(&counter, scope.clone()).filter(|_| binds) {
                    Some(expression) => Slot::Column(number_in(evaluated, expression)),
                    None => Slot::Nothing(counter.width()),
                });
            }
        }
        layout
    }

    /// Whether a row lies in a clause's validity (and, where asked, in its queues); none where all rows do.
    fn in_scope(&self, unit: &ClauseUnit, with_queues: bool) -> Option<Expr> {
        let mut conditions = Vec::new();
        let at = unit.measure.attributed(self.kind);
        let (start, end) = match self.kind {
            ContactKind::Call => (self.clauses.judgement.start, self.clauses.judgement.end),
            // Tickets of an older clause can fall due in the period, and are closed after they came in.
            ContactKind::Ticket => (i64::MIN, i64::MAX),
        };
        if unit.from > start {
            conditions.push(at.clone().gt_eq(lit(unit.from)));
        }
        if unit.to < end {
            conditions.push(at.lt(lit(unit.to)));
        }
        if let Some(queues) = unit.queues.as_ref().filter(|_| with_queues) {
            let here = queues
                .iter()
                .fold(lit(false), |any, code| any.or(QUEUE.expr().eq(lit(*code))));
            conditions.push(here);
        }
        conditions.into_iter().reduce(Expr::and)
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
        let mut parts = Vec::new();
        for unit in units {
            let attributed = unit.measure.attributed(self.kind).alias(OCCURRED_AT);
            let times = frame.clone().lazy().select([attributed]).collect()?;
            let times = times.column(OCCURRED_AT.name())?.i64()?;
            let within = |row: &IdxSize| {
                let at = times.get(*row as usize);
                at.is_some_and(|at| unit.from <= at && at < unit.to)
            };
            let rows: Vec<IdxSize> = rows.iter().filter(|row| within(row)).copied().collect();
            if !rows.is_empty() {
                parts.push((unit, rows));
            }
        }
        Ok(parts)
    }

    /// Number of counters of each measure, in order.
    pub fn widths(&self) -> Vec<usize> {
        self.clauses
            .units
            .iter()
            .map(|unit| {
                let counters = unit.measure.counters(self.kind, &self.mapped);
                counters.iter().map(Counter::width).sum()
            })
            .collect()
    }
}

/// The number of an expression among others, which it joins where it is new: measures have counters
/// in common, and some count verdicts; each is evaluated and added up once.
fn number_in(others: &mut Vec<Expr>, expression: Expr) -> usize {
    let known = others.iter().position(|other| *other == expression);
    known.unwrap_or_else(|| {
        others.push(expression);
        others.len() - 1
    })
}

/// A counter's part of each row: a boolean, a whole number, or a verdict; none where it counts nothing.
fn counted(counter: &Counter, scope: Option<Expr>) -> Option<Expr> {
    Some(match counter {
        Counter::Nothing => return None,
        Counter::Rows(rows) => scope
            .into_iter()
            .fold(rows.clone(), |rows, scope| scope.and(rows)),
        Counter::Amount(amount) => {
            let amount = amount.clone().fill_null(lit(0_i64));
            match scope {
                Some(scope) => when(scope).then(amount).otherwise(lit(0_i64)),
                None => amount,
            }
            .cast(DataType::Int64)
        }
        Counter::Verdicts(verdict) => judged_within(scope, verdict.clone()),
    })
}

/// The verdict of rows in a scope, and none of others.
fn judged_within(scope: Option<Expr>, verdict: Expr) -> Expr {
    match scope {
        Some(scope) => when(scope)
            .then(verdict)
            .otherwise(lit(NULL))
            .cast(DataType::Int8),
        None => verdict,
    }
}

/// Conditions on which most expressions of a kind build.
fn conditions(kind: ContactKind) -> Vec<Expr> {
    match kind {
        ContactKind::Call => {
            let classes = Outcome::ALL.into_iter().map(outcome);
            classes.chain([filled(WAIT)]).collect()
        }
        ContactKind::Ticket => vec![alive()],
    }
}

/// Conditions as columns, and expressions that name them wherever they contain one: the engine
/// evaluates only whole expressions once, not what these have in common.
fn share(conditions: Vec<Expr>, expressions: Vec<Expr>) -> (Vec<Expr>, Vec<Expr>) {
    let named: Vec<(String, Expr)> = conditions
        .into_iter()
        .enumerate()
        .map(|(number, condition)| (format!("condition{number}"), condition))
        .collect();
    let by_name = |part: Expr| match named.iter().find(|(_, condition)| *condition == part) {
        Some((name, _)) => column::named(name),
        None => part,
    };
    let expressions = expressions
        .into_iter()
        .map(|whole| whole.map_expr(by_name))
        .collect();
    let shared = named
        .iter()
        .map(|(name, condition)| condition.clone().alias(name));
    (shared.collect(), expressions)
}
