//! A column that says which set of exclusions takes a contact out: looked up by vector, since relief can
//! name thousands of intervals.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::exclusions::{Exclusions, First, Stretch, first, meets};
use super::family::Measure;
use crate::tables::column;
use crate::tables::contacts::QUEUE;
use crate::vocabulary::{ContactKind, EpochSeconds, Exclusion, ProviderId};
use crate::workspace::agreement::ExemptDeadlines;

/// The instants by which contacts are found in the stretches.
#[derive(Clone, PartialEq)]
struct Instants {
    at: Expr,
    /// From when to when a clock ran, where one did.
    ran: Option<(Expr, Expr)>,
}

/// One column: of some sets, by some instants.
struct ExemptColumn {
    name: String,
    instants: Instants,
    sets: Vec<usize>,
}

/// The columns of one provider's contacts of a kind. Measures with the same instants and sets share one.
#[derive(Default)]
pub struct ExemptColumns {
    columns: Vec<ExemptColumn>,
    /// Column of each measure that has one.
    of_unit: BTreeMap<usize, usize>,
}

/// Code of a contact that a set takes out, and whether relief takes it out beside an exemption.
fn code(set: usize, twice: bool) -> i32 {
    2 * set as i32 + i32::from(twice)
}

impl ExemptColumns {
    /// Adds the column that measure number `unit` needs.
    pub fn add(&mut self, unit: usize, measure: &dyn Measure, kind: ContactKind, sets: Vec<usize>) {
        let instants = Instants {
            at: measure.exempt_at(kind),
            ran: measure.ran(kind),
        };
        let same = |known: &ExemptColumn| known.sets == sets && known.instants == instants;
        let place = self.columns.iter().position(same).unwrap_or_else(|| {
            self.columns.push(ExemptColumn {
                name: format!("exempt:{}", self.columns.len()),
                instants,
                sets,
            });
            self.columns.len() - 1
        });
        self.of_unit.insert(unit, place);
    }

    fn column(&self, unit: usize) -> Option<&ExemptColumn> {
        Some(&self.columns[*self.of_unit.get(&unit)?])
    }

    /// Rows that some set takes out of a measure; none where no set can.
    pub fn any(&self, unit: usize) -> Option<Expr> {
        Some(column::named(&self.column(unit)?.name).is_not_null())
    }

    /// Rows that a set, as the first one, takes out of a measure.
    pub fn by_set(&self, unit: usize, set: usize) -> Option<Expr> {
        let found = self.column(unit).filter(|column| column.sets.contains(&set))?;
        Some(has(found, &[code(set, false), code(set, true)]))
    }

    /// Rows that both an exemption and relief take out of a measure.
    pub fn twice(&self, unit: usize) -> Option<Expr> {
        let found = self.column(unit)?;
        let codes: Vec<i32> = found.sets.iter().map(|set| code(*set, true)).collect();
        Some(has(found, &codes))
    }

    /// The columns over a prepared frame.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn prepare(
        &self,
        mut frame: DataFrame,
        exclusions: &Exclusions,
        provider: &ProviderId,
    ) -> PolarsResult<DataFrame> {
        for column in &self.columns {
            let found = column.found(&frame, exclusions, provider)?;
            frame.with_column(found)?;
        }
        Ok(frame)
    }
}

fn has(column: &ExemptColumn, codes: &[i32]) -> Expr {
    let own = column::named(&column.name);
    codes.iter().fold(lit(false), |any, code| {
        any.or(own.clone().eq(lit(*code)).fill_null(lit(false)))
    })
}

impl ExemptColumn {
    fn found(
        &self,
        frame: &DataFrame,
        exclusions: &Exclusions,
        provider: &ProviderId,
    ) -> PolarsResult<Column> {
        let (from, to) = self.instants.ran.clone().unwrap_or_else(|| {
            let at = || self.instants.at.clone();
            (at(), at())
        });
        let instants = [("at", self.instants.at.clone()), ("from", from), ("to", to)];
        let instants = instants.map(|(name, instant)| instant.cast(DataType::Int64).alias(name));
        let told = frame.clone().lazy().select(instants).collect()?;
        let instants = |name: &str| told.column(name)?.i64();
        let (at, from, to) = (instants("at")?, instants("from")?, instants("to")?);
        let queues = frame.column(QUEUE.name())?.u32()?;
        let sets: Vec<Lookup<'_>> = self
            .sets
            .iter()
            .map(|set| Lookup::of(*set, exclusions, provider))
            .collect();
        let rows = at.iter().zip(from.iter()).zip(to.iter()).zip(queues.iter());
        let found: Int32Chunked = rows
            .map(|(((at, from), to), queue)| {
                let (at, queue) = (at?, queue?);
                let ran = (from.unwrap_or(at), to.unwrap_or(at));
                let taking = sets.iter().filter(|set| set.takes_out(queue, at, ran));
                let First { set, twice } = first(taking, |set| set.is_relief)?;
                Some(code(set.number, twice))
            })
            .collect();
        Ok(found.with_name(self.name.as_str().into()).into_column())
    }
}

/// The stretches of a set for one provider.
struct Lookup<'a> {
    number: usize,
    is_relief: bool,
    deadlines: ExemptDeadlines,
    by_queue: BTreeMap<u32, &'a [Stretch]>,
}

impl<'a> Lookup<'a> {
    fn of(number: usize, exclusions: &'a Exclusions, provider: &ProviderId) -> Self {
        let set = exclusions.set(number);
        Self {
            number,
            is_relief: set.what == Exclusion::Relief,
            deadlines: set.deadlines,
            by_queue: set.by_queue(provider),
        }
    }

    fn takes_out(&self, queue: u32, at: EpochSeconds, (from, to): Stretch) -> bool {
        let Some(stretches) = self.by_queue.get(&queue) else {
            return false;
        };
        match self.deadlines {
            ExemptDeadlines::Due => meets(stretches, at, at),
            ExemptDeadlines::Running => meets(stretches, from, to.max(from)),
        }
    }
}
