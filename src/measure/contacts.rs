//! Runs the measures over a frame of contacts: a verdict per row and standard, and the sums per
//! queue and interval, each in one pass.

use polars::prelude::*;

use super::beside_deadline::DoubtfulPause;
use super::case_rows::RowsOf;
use super::clauses::{ClauseUnit, Clauses, Scope, Slice};
use super::exempt_column::ExemptColumns;
use super::family::{Counter, Exports, Judge};
use super::grouped::{Slot, add_grouped};
use super::reach::Rows;
use super::sums::Sums;
use super::survey::SurveyedRows;
use super::terms::{alive, filled, one_of, outcome};
use crate::normalize::Dictionaries;
use crate::tables::column;
use crate::tables::contacts::{INTERVAL, QUEUE, REASON, WAIT};
use crate::vocabulary::{ContactKind, Field, Outcome, ProviderId};

/// The measures of one provider's contacts of one kind.
pub struct ContactMeasures<'a> {
    kind: ContactKind,
    rows: RowsOf,
    clauses: &'a Clauses,
    mapped: Exports,
    /// Standards that bind the provider, with the name of their verdict column.
    standards: Vec<(usize, String)>,
    /// What is taken out.
    exempt: ExemptColumns,
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
    /// Columns that number the clause of each row, after the counters: how many there are.
    numbered: usize,
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
            rows: RowsOf::Contacts,
            clauses,
            mapped,
            standards,
            exempt: ExemptColumns::default(),
            plan: BatchPlan::default(),
        };
        measures.exempt = measures.exempted();
        measures.plan = measures.planned();
        measures
    }

    /// The same over other rows than contacts.
    pub fn over(mut self, rows: RowsOf) -> Self {
        self.rows = rows;
        self.exempt = self.exempted();
        self.plan = self.planned();
        self
    }

    fn planned(&self) -> BatchPlan {
        let (names, mut evaluated): (Vec<&str>, Vec<Expr>) = self
            .judging()
            .map(|(standard, name)| (name, self.verdict(standard)))
            .unzip();
        let layout = self.counters(&mut evaluated);
        let counters = (names.len()..evaluated.len()).map(|number| format!("sum{number}"));
        let judged = names.len();
        let numbered: Vec<usize> = self.numbered().collect();
        let names = names.into_iter().map(str::to_owned).chain(counters);
        let names: Vec<String> = names
            .chain(numbered.iter().map(|standard| numbers_of(*standard)))
            .collect();
        evaluated.extend(numbered.iter().map(|standard| self.clause_number(*standard)));
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
            numbered: numbered.len(),
        }
    }

    /// The columns that say what is taken out of the measures that bind the provider.
    fn exempted(&self) -> ExemptColumns {
        let mut columns = ExemptColumns::default();
        for (number, unit) in self.clauses.units.iter().enumerate() {
            let Scope::Clause { standard, .. } = unit.scope else {
                continue;
            };
            let exclusions = &self.clauses.exclusions;
            let sets = exclusions.of_provider(exclusions.of_standard(standard), self.provider());
            let counts = !unit.measure.counters(self.kind, &self.mapped).is_empty();
            let is_own = self.binds(unit) && unit.measure.rows() == self.rows;
            if !sets.is_empty() && counts && is_own {
                columns.add(number, &*unit.measure, self.kind, sets);
            }
        }
        columns
    }

    fn provider(&self) -> &ProviderId {
        self.mapped.provider()
    }

    /// Standards that judge single contacts by one of several clauses.
    fn numbered(&self) -> impl Iterator<Item = usize> {
        self.judging()
            .map(|(standard, _)| standard)
            .filter(|standard| self.units(*standard).nth(1).is_some())
    }

    /// The number of the clause that judges a row.
    fn clause_number(&self, standard: usize) -> Expr {
        let none = lit(NULL).cast(DataType::UInt32);
        let units = self.units(standard).enumerate();
        units.fold(none, |others, (number, (_, unit))| {
            let number = lit(number as u32);
            match self.rows(unit, true) {
                Rows::All => number,
                Rows::None => others,
                Rows::Where(condition) => when(condition).then(number).otherwise(others),
            }
        })
    }

    /// Whether rows can breach a standard: some clause has a target.
    pub fn can_breach(&self, standard: usize) -> bool {
        self.units(standard).any(|(_, unit)| unit.has_target)
    }

    /// Standards that judge single contacts of this kind, with their verdict columns.
    pub fn judging(&self) -> impl Iterator<Item = (usize, &str)> {
        self.standards
            .iter()
            .filter(|(standard, _)| self.units(*standard).any(|(_, unit)| self.judge(unit).is_some()))
            .map(|(standard, name)| (*standard, name.as_str()))
    }

    /// The clauses of a standard, with their numbers among all measures.
    fn units(&self, standard: usize) -> impl Iterator<Item = (usize, &'a ClauseUnit)> {
        let over = self.rows;
        let units = self.clauses.units.iter().enumerate();
        units
            .filter(move |(_, unit)| unit.measure.rows() == over)
            .filter(move |(_, unit)| matches!(unit.scope, Scope::Clause { standard: s, .. } if s == standard))
    }

    fn judge(&self, unit: &ClauseUnit) -> Option<Judge> {
        unit.measure.judge(self.kind, &self.mapped)
    }

    fn binds(&self, unit: &ClauseUnit) -> bool {
        match self.clauses.whole(unit).scope {
            Scope::Clause { standard, .. } => {
                unit.admits(self.provider()) && self.standards.iter().any(|(s, _)| *s == standard)
            }
            _ => true,
        }
    }

    /// The rows that a measure judges.
    fn rows(&self, unit: &ClauseUnit, by_queue: bool) -> Rows {
        unit.rows(self.provider(), self.kind, &self.clauses.judgement, by_queue)
    }

    /// The rows of a slice, among those of its measure.
    fn sliced(&self, of: usize, slice: Slice) -> Rows {
        let those = |condition: Option<Expr>| condition.map_or(Rows::None, Rows::Where);
        match slice {
            Slice::Excluded(set) => those(self.exempt.by_set(of, set)),
            Slice::Twice => those(self.exempt.twice(of)),
            Slice::Moment(moment) => {
                let kept = Rows::Where(one_of(REASON, &self.clauses.moments[moment]));
                kept.but(those(self.exempt.any(of)))
            }
        }
    }

    /// Adds the prepared columns: due instants, times taken, what other rows tell.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn prepare(&self, mut frame: DataFrame, words: &Dictionaries) -> PolarsResult<DataFrame> {
        let mut scoped = Vec::new();
        let own = |unit: &&ClauseUnit| {
            !matches!(unit.scope, Scope::Slice { .. }) && unit.measure.rows() == self.rows
        };
        for unit in self.clauses.units.iter().filter(own) {
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
                    true => self.rows(unit, true).condition(),
                    false => Some(lit(false)),
                };
                if let Some(holds) = holds {
                    let value = when(holds).then(column::named(&name)).otherwise(lit(NULL));
                    scoped.push(value.cast(DataType::Int64).alias(name));
                }
            }
        }
        if !scoped.is_empty() {
            frame = frame.lazy().with_columns(scoped).collect()?;
        }
        self.exempt
            .prepare(frame, &self.clauses.exclusions, self.provider())
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
            numbered,
        } = &self.plan;
        let prepared = frame.clone().lazy().with_columns(shared);
        let computed = prepared.select(expressions).collect()?;
        let (keys, evaluated) = computed.columns().split_at(2);
        let (evaluated, numbers) = evaluated.split_at(evaluated.len() - numbered);
        add_grouped(keys, evaluated, layout, sums)?;
        if self.tells_reasons() {
            let judged = self
                .judging()
                .map(|(standard, _)| standard)
                .zip(&evaluated[..*judged]);
            let compared = judged.filter(|(standard, _)| self.clauses.compared.contains(standard));
            let compared: Vec<(usize, &Column)> = compared.collect();
            sums.mix.add(&keys[0], &frame, &compared)?;
        }
        for column in evaluated[..*judged].iter().chain(numbers) {
            frame.with_column(column.clone())?;
        }
        Ok(frame)
    }

    /// Whether kinds of contacts can be told apart, and some standard compares providers by them.
    fn tells_reasons(&self) -> bool {
        self.mapped.has(Field::Reason) && !self.clauses.compared.is_empty()
    }

    /// The verdict of a standard by the clause that holds for the row.
    fn verdict(&self, standard: usize) -> Expr {
        let by_clause: Vec<Expr> = self
            .units(standard)
            .filter_map(|(number, unit)| Some((number, unit, self.judge(unit)?)))
            .map(|(number, unit, mut judge)| {
                if let Some(exempt) = self.exempt.any(number) {
                    judge.excluded = judge.excluded.or(exempt);
                }
                judged_within(self.rows(unit, true).condition(), judge.verdict())
            })
            .collect();
        match by_clause.as_slice() {
            [only] => only.clone(),
            // Only one clause holds for a row.
            several => coalesce(several),
        }
    }

    /// Where the sums of all counters stand; their expressions join those that are evaluated anyway.
    fn counters(&self, evaluated: &mut Vec<Expr>) -> Vec<Slot> {
        let mut layout = Vec::new();
        for unit in &self.clauses.units {
            let rows = match (self.binds(unit) && unit.measure.rows() == self.rows, &unit.scope) {
                (false, _) => Rows::None,
                (true, Scope::Slice { of, slice }) => self.rows(unit, false).and(self.sliced(*of, *slice)),
                (true, _) => self.rows(unit, false),
            };
            for counter in unit.measure.counters(self.kind, &self.mapped) {
                let counts = match &rows {
                    Rows::None => None,
                    rows => counted(&counter, rows.clone().condition()),
                };
                layout.push(match counts {
                    Some(expression) => Slot::Column(number_in(evaluated, expression)),
                    None => Slot::Nothing(counter.width()),
                });
            }
        }
        layout
    }

    /// Rows of a frame by the clause of a standard that judges them.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn by_clause(
        &self,
        standard: usize,
        frame: &DataFrame,
        rows: Vec<IdxSize>,
    ) -> PolarsResult<Vec<(&'a ClauseUnit, Vec<IdxSize>)>> {
        let units: Vec<&ClauseUnit> = self.units(standard).map(|(_, unit)| unit).collect();
        if let [only] = units.as_slice() {
            return Ok(vec![(only, rows)]);
        }
        let numbers = frame.column(&numbers_of(standard))?.u32()?.rechunk();
        let mut parts = vec![Vec::new(); units.len()];
        for row in rows {
            if let Some(number) = numbers.get(row as usize) {
                parts[number as usize].push(row);
            }
        }
        let parts = units.into_iter().zip(parts);
        Ok(parts.filter(|(_, rows)| !rows.is_empty()).collect())
    }

    /// Pauses of judged rows that are hard to explain, each with its standard.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn doubtful_pauses(&self, frame: &DataFrame) -> PolarsResult<Vec<(usize, DoubtfulPause)>> {
        let mut found = Vec::new();
        for (standard, _) in &self.standards {
            for (_, unit) in self.units(*standard) {
                let pauses = unit.measure.doubtful_pauses(self.kind, frame)?;
                found.extend(pauses.into_iter().map(|pause| (*standard, pause)));
            }
        }
        Ok(found)
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

/// Name of the column with the number of the clause that judges each row, for standards with several.
pub fn numbers_of(standard: usize) -> String {
    format!("clause:{standard}")
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
