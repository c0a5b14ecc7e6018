//! Figures that a provider reports of itself: a share or a mean as displayed, or the counts behind it.

use super::field::{FieldReader, Plan, RawValue, cell_text};
use super::instant::InstantReader;
use super::words::WordReader;
use super::{Bad, Ledger, duration, number};
use crate::ingest::{ColumnRef, RawBatch};
use crate::tables::Dictionary;
use crate::tables::reported::ReportedRow;
use crate::vocabulary::Micro;
use crate::workspace::agreement::{Agreement, Source};
use crate::workspace::mapping::{Field, Unit};

const FIELDS: &[Field] = &[
    Field::Standard,
    Field::Queue,
    Field::Start,
    Field::Share,
    Field::Mean,
    Field::Numerator,
    Field::Denominator,
];

/// Largest count that a figure can hold: a guard against columns mapped by mistake.
const MOST: i64 = 1_000_000_000 * Micro::ONE;

/// Makes typed rows out of one source's raw batches.
pub struct ReportedReader<'a> {
    agreement: &'a Agreement,
    source: &'a Source,
    plan: Plan<'a>,
    starts: Option<InstantReader<'a>>,
    queues: Option<WordReader>,
    standards: Option<WordReader>,
    /// Ids of the standards, in the order of the agreement.
    ids: Dictionary,
}

/// A row that cannot be used: the column to blame and the value.
type RowResult<T> = Result<T, (String, Bad)>;

/// Reads the value of a field.
type Read = fn(&FieldReader<'_>, &RawBatch, usize) -> Result<Option<Micro>, Bad>;

impl<'a> ReportedReader<'a> {
    /// A reader for a source.
    pub fn new(agreement: &'a Agreement, source: &'a Source, wanted: &[ColumnRef]) -> Self {
        let plan = Plan::new(&source.mapping, wanted, FIELDS);
        let starts = plan
            .field(Field::Start)
            .map(|f| InstantReader::new(f, &source.zone, source.ambiguous, source.skipped));
        let words = |field| plan.field(field).map(|f| WordReader::new(f, &source.provider));
        let (queues, standards) = (words(Field::Queue), words(Field::Standard));
        Self {
            agreement,
            source,
            plan,
            starts,
            queues,
            standards,
            ids: Dictionary::of(agreement.standards.iter().map(|standard| standard.id.as_str())),
        }
    }

    /// The good rows of a batch.
    pub fn rows(
        &mut self,
        batch: &RawBatch,
        queues: &mut Dictionary,
        ledger: &mut Ledger,
    ) -> Vec<ReportedRow> {
        let mut rows = Vec::with_capacity(batch.len());
        for row in 0..batch.len() {
            match self.row(batch, row, queues) {
                Ok(reported) => rows.push(reported),
                Err((column, bad)) => ledger.reject(batch.rows[row], &column, bad),
            }
        }
        rows
    }

    fn row(&mut self, batch: &RawBatch, row: usize, queues: &mut Dictionary) -> RowResult<ReportedRow> {
        let standard = self.standard(batch, row)?;
        let queue = match (self.plan.field(Field::Queue), &mut self.queues) {
            (Some(field), Some(reader)) => {
                let word = reader.read(field, batch, row, queues);
                word.map_err(|bad| (field.label.clone(), bad))?.code
            }
            _ => None,
        };
        let at = match (self.plan.field(Field::Start), &self.starts) {
            (Some(field), Some(reader)) => {
                let read = reader.read(field, batch, row);
                let read = read.and_then(|read| read.ok_or_else(|| bad(String::new(), "a value")));
                Some(read.map_err(|bad| (field.label.clone(), bad))?.at)
            }
            _ => None,
        };
        let told = self.value(standard, batch, row)?;
        Ok(ReportedRow {
            standard,
            queue,
            at,
            row: batch.rows[row],
            ..told
        })
    }

    /// The standard that a row is about; it must bind the provider.
    fn standard(&mut self, batch: &RawBatch, row: usize) -> RowResult<usize> {
        let (Some(field), Some(reader)) = (self.plan.field(Field::Standard), &mut self.standards) else {
            return Err((String::new(), bad(String::new(), "a value")));
        };
        let label = || field.label.clone();
        let word = reader.read(field, batch, row, &mut self.ids);
        let code = word.map_err(|bad| (label(), bad))?.code;
        let code = code.ok_or_else(|| (label(), bad(String::new(), "a value")))?;
        let agreed = self.agreement.standards.get(code as usize);
        match agreed.filter(|standard| standard.binds(&self.source.provider)) {
            Some(_) => Ok(code as usize),
            None => {
                let id = self.ids.word(code).to_owned();
                Err((label(), bad(id, "a standard that binds the provider")))
            }
        }
    }

    /// Numerator, denominator and how far display may have moved them.
    fn value(&self, standard: usize, batch: &RawBatch, row: usize) -> RowResult<ReportedRow> {
        let is_share = self.agreement.standards[standard].clauses[0]
            .rule
            .unit()
            .is_share();
        let count = |field| self.number(field, batch, row);
        let (numerator, denominator) = (count(Field::Numerator)?, count(Field::Denominator)?);
        let told = |numerator, denominator, slack, is_counted| ReportedRow {
            standard,
            queue: None,
            at: None,
            numerator,
            denominator,
            slack,
            is_counted,
            row: 0,
        };
        if let (Some(numerator), Some(denominator)) = (numerator, denominator) {
            return Ok(told(numerator, denominator, Micro::default(), true));
        }
        let (field, read): (Field, Read) = match is_share {
            true => (Field::Share, number::share),
            false => (Field::Mean, duration::duration),
        };
        let shown = match self.plan.field(field) {
            Some(reader) => read(reader, batch, row)
                .map_err(|bad| (reader.label.clone(), bad))?
                .map(|value| (value, last_digit(reader, batch, row))),
            None => None,
        };
        match (shown, denominator) {
            (Some((value, digit)), Some(all)) => Ok(told(
                number::times(value, all),
                all,
                number::times(digit, all),
                true,
            )),
            (Some((value, digit)), None) => Ok(told(value, Micro::whole(1), digit, false)),
            (None, _) => {
                let expected = match is_share {
                    true => "a share, or numerator and denominator",
                    false => "a mean, or numerator and denominator",
                };
                Err((String::new(), bad(String::new(), expected)))
            }
        }
    }

    fn number(&self, field: Field, batch: &RawBatch, row: usize) -> RowResult<Option<Micro>> {
        let Some(reader) = self.plan.field(field) else {
            return Ok(None);
        };
        let value = number::number(reader, batch, row).map_err(|bad| (reader.label.clone(), bad))?;
        match value {
            Some(value) if !(0..=MOST).contains(&value.0) => {
                let bad = bad(value.to_string(), "a number from 0 to 1000000000");
                Err((reader.label.clone(), bad))
            }
            value => Ok(value),
        }
    }
}

fn bad(value: String, expected: &str) -> Bad {
    Bad {
        value,
        expected: expected.to_owned(),
    }
}

/// The size of the last digit that a cell shows, in the field's scale: a value may be rounded by half of it.
fn last_digit(field: &FieldReader<'_>, batch: &RawBatch, row: usize) -> Micro {
    let (text, mark) = match field.raw(batch, row) {
        Ok(RawValue::Text(text)) => (text.into_owned(), field.marks.0),
        Ok(RawValue::Decided(text)) => (text.to_owned(), field.marks.0),
        Ok(RawValue::Typed(cell)) => (cell_text(cell), '.'),
        _ => return Micro(1),
    };
    let decimals = text.split_once(mark).map_or(0, |(_, fraction)| {
        fraction.chars().take_while(char::is_ascii_digit).count()
    });
    let one = match field.source.unit {
        Unit::Percent => Micro::ONE / 100,
        Unit::Minutes => 60 * Micro::ONE,
        Unit::Hours => 3600 * Micro::ONE,
        Unit::HoursMinutes => 60 * Micro::ONE,
        Unit::Milliseconds => Micro::ONE / 1000,
        Unit::Days => 86_400 * Micro::ONE,
        _ => Micro::ONE,
    };
    let digit = u32::try_from(decimals)
        .ok()
        .and_then(|decimals| 10_i64.checked_pow(decimals));
    Micro(digit.map_or(1, |digit| (one / digit).max(1)))
}
