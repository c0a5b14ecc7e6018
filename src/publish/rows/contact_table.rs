//! Canonical contacts as published: words instead of codes, instants typed, file and row beside.

use polars::prelude::*;

use super::arrays;
use crate::intake::ContactRows;
use crate::measure::numbers_of;
use crate::normalize::Dictionaries;
use crate::tables::Column as Name;
use crate::tables::column::{clause_name, verdict_name};
use crate::tables::contacts::{
    CONTACT_ID, Content, EMPTY_PHRASE, FIRST_RESOLVED_AT, NOTE_CHARS, OCCURRED_AT, PRIORITY, QUEUE, REASON,
    REOPENED_AT, SOURCE_ROW, STARTED_AT, STATUS, STOPPED_AT, UNCLEAR_REASON, column_of, fields,
};
use crate::vocabulary::{ContactKind, ProviderId};
use crate::workspace::agreement::{Agreement, Clause, Standard};

/// How the contacts of one kind are published; the same for all providers.
pub struct ContactTable {
    kind: ContactKind,
    /// Whether rows are cases of which one ticket has several.
    of_cases: bool,
    columns: Vec<(Name, Content)>,
    verdicts: Vec<String>,
    clauses: Vec<ClauseColumn>,
}

/// Which clause judges a row, of a standard that has several.
struct ClauseColumn {
    name: String,
    verdict: String,
    /// Name in frames, with the numbers of the clauses.
    numbers: String,
    /// Names of the clauses.
    words: Vec<String>,
}

impl ClauseColumn {
    fn of(index: usize, standard: &Standard) -> Self {
        Self {
            name: clause_name(&standard.id),
            verdict: verdict_name(&standard.id),
            numbers: numbers_of(index),
            words: standard.clauses.iter().map(Clause::name).collect(),
        }
    }

    /// The names of the clauses by which rows have a verdict.
    fn publish(&self, frame: &DataFrame) -> PolarsResult<ArrayRef> {
        let none = || Column::full_null(self.name.as_str().into(), frame.height(), &DataType::UInt32);
        let (Ok(numbers), Ok(verdicts)) = (frame.column(&self.numbers), frame.column(&self.verdict)) else {
            return arrays::decoded(&none(), &self.words);
        };
        let judged = numbers.u32()?.iter().zip(verdicts.i8()?.iter());
        let judged: UInt32Chunked = judged.map(|(number, verdict)| verdict.and(number)).collect();
        arrays::decoded(&judged.into_column(), &self.words)
    }
}

impl ContactTable {
    /// The table of a kind, with a verdict column for every standard of the agreement.
    pub fn new(kind: ContactKind, agreement: &Agreement) -> Self {
        let mut columns: Vec<(Name, Content)> = fields(kind).iter().filter_map(|f| column_of(*f)).collect();
        if kind == ContactKind::Call {
            columns.push((UNCLEAR_REASON, Content::Code));
        }
        if kind == ContactKind::Ticket {
            columns.extend([STARTED_AT, FIRST_RESOLVED_AT, REOPENED_AT].map(|name| (name, Content::Instant)));
        }
        columns.extend([(NOTE_CHARS, Content::Whole), (EMPTY_PHRASE, Content::Code)]);
        let verdicts = agreement
            .standards
            .iter()
            .map(|standard| verdict_name(&standard.id))
            .collect();
        let standards = agreement.standards.iter().enumerate();
        let several = standards.filter(|(_, standard)| standard.clauses.len() > 1);
        Self {
            kind,
            of_cases: false,
            columns,
            verdicts,
            clauses: several
                .map(|(index, standard)| ClauseColumn::of(index, standard))
                .collect(),
        }
    }

    /// The table of cases of which one ticket has several, where some standard of the agreement asks for them.
    pub fn of_cases(agreement: &Agreement) -> Option<Self> {
        let has_cases = |standard: &Standard| standard.clauses.iter().any(|clause| clause.rule.has_cases());
        let standards = agreement.standards.iter().enumerate();
        let asking: Vec<(usize, &Standard)> = standards.filter(|(_, standard)| has_cases(standard)).collect();
        let verdicts: Vec<String> = asking
            .iter()
            .map(|(_, standard)| verdict_name(&standard.id))
            .collect();
        let several = asking.iter().filter(|(_, standard)| standard.clauses.len() > 1);
        let clauses = several.map(|(index, standard)| ClauseColumn::of(*index, standard));
        (!verdicts.is_empty()).then_some(Self {
            kind: ContactKind::Ticket,
            of_cases: true,
            columns: vec![
                (QUEUE, Content::Code),
                (OCCURRED_AT, Content::Instant),
                (STOPPED_AT, Content::Instant),
                (STATUS, Content::Code),
                (PRIORITY, Content::Code),
                (REASON, Content::Code),
            ],
            verdicts,
            clauses: clauses.collect(),
        })
    }

    /// Names and types of the columns.
    pub fn schema(&self) -> Schema {
        let constant = |name: &'static str| Field::new(name.into(), categorical());
        let mut schema = vec![
            constant("provider"),
            constant("source_file"),
            constant("source_sheet"),
            Field::new(SOURCE_ROW.into(), DataType::UInt32),
            Field::new(self.id_name().into(), DataType::String),
        ];
        schema.extend(
            self.columns.iter().map(|(name, content)| {
                Field::new(self.published_name(*name).into(), published_type(*content))
            }),
        );
        schema.extend(
            self.verdicts
                .iter()
                .map(|name| Field::new(name.as_str().into(), DataType::Int8)),
        );
        schema.extend(
            self.clauses
                .iter()
                .map(|clause| Field::new(clause.name.as_str().into(), categorical())),
        );
        schema.into_iter().collect()
    }

    /// The columns that have a value in every row.
    pub fn filled(&self) -> [&'static str; 6] {
        let occurred_at = self.published_name(OCCURRED_AT);
        [
            "provider",
            "source_file",
            "source_sheet",
            SOURCE_ROW.name(),
            self.id_name(),
            occurred_at,
        ]
    }

    fn id_name(&self) -> &'static str {
        match self.kind {
            ContactKind::Call => "call_id",
            ContactKind::Ticket => "ticket_id",
        }
    }

    fn published_name(&self, name: Name) -> &'static str {
        match (name, self.kind) {
            (OCCURRED_AT, ContactKind::Call) => "offered_at",
            (OCCURRED_AT, _) if self.of_cases => OCCURRED_AT.name(),
            (OCCURRED_AT, ContactKind::Ticket) => "created_at",
            (name, _) => name.name(),
        }
    }

    /// Judged rows as they are published.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn publish(&self, provider: &ProviderId, rows: &ContactRows<'_>) -> PolarsResult<Vec<ArrayRef>> {
        let height = rows.frame.height();
        let mut columns = vec![
            arrays::constant(provider.as_str(), height)?,
            arrays::constant(rows.file, height)?,
            arrays::constant(rows.sheet, height)?,
            arrays::plain(rows.frame.column(SOURCE_ROW.name())?),
            arrays::plain(rows.frame.column(CONTACT_ID.name())?),
        ];
        for (name, content) in &self.columns {
            columns.push(published(
                rows.frame.column(name.name())?,
                *name,
                *content,
                rows.words,
            )?);
        }
        for name in &self.verdicts {
            columns.push(match rows.frame.column(name) {
                Ok(column) => arrays::plain(column),
                Err(_) => arrays::plain(&Column::full_null(name.as_str().into(), height, &DataType::Int8)),
            });
        }
        for clause in &self.clauses {
            columns.push(clause.publish(rows.frame)?);
        }
        Ok(columns)
    }
}

fn categorical() -> DataType {
    DataType::from_categories(Categories::global())
}

fn published_type(content: Content) -> DataType {
    match content {
        Content::Instant => DataType::Datetime(TimeUnit::Milliseconds, Some(TimeZone::UTC)),
        Content::Seconds | Content::Whole => DataType::Int64,
        Content::Code => categorical(),
        Content::Decimal => DataType::Float64,
    }
}

fn published(column: &Column, name: Name, content: Content, words: &Dictionaries) -> PolarsResult<ArrayRef> {
    match content {
        Content::Instant => arrays::instants(column),
        Content::Code => decoded(column, name, words),
        Content::Seconds | Content::Whole | Content::Decimal => Ok(arrays::plain(column)),
    }
}

/// The words of a coded column.
///
/// # Errors
/// The column holds no codes.
pub fn decoded(column: &Column, name: Name, words: &Dictionaries) -> PolarsResult<ArrayRef> {
    let known = words.of(name).map(|dictionary| dictionary.words());
    arrays::decoded(column, known.unwrap_or_default())
}
