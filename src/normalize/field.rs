//! Where a field's raw value stands in a batch: one column, several joined, a piece of one, a
//! constant, or nothing under the declared conditions.

use std::borrow::Cow;

use super::Bad;
use crate::ingest::{Cell, ColumnRef, RawBatch, RawColumn, TextColumn};
use crate::workspace::mapping::{Condition, Field, From, Mapping, Part, Test, ValueSource};

/// The columns that a mapping needs, each once, in a fixed order.
pub fn wanted_columns(mapping: &Mapping) -> Vec<ColumnRef> {
    let mut wanted: Vec<ColumnRef> = Vec::new();
    let mut add = |name: &str, occurrence: usize| {
        if !wanted
            .iter()
            .any(|c| c.name == name && c.occurrence == occurrence)
        {
            wanted.push(ColumnRef {
                name: name.to_owned(),
                occurrence,
            });
        }
    };
    for source in mapping.fields.values() {
        if let From::Columns { parts, .. } = &source.from {
            parts.iter().for_each(|part| add(&part.column, part.occurrence));
        }
        let conditions = source
            .cases
            .iter()
            .flat_map(|case| &case.when)
            .chain(&source.only_when);
        conditions.for_each(|condition| add(&condition.column, 0));
    }
    wanted
}

/// A mapping made ready for one file: fields with the positions of their columns.
pub struct Plan<'m> {
    fields: Vec<FieldReader<'m>>,
}

impl<'m> Plan<'m> {
    /// Resolves the columns of `fields` within `wanted`.
    pub fn new(mapping: &'m Mapping, wanted: &[ColumnRef], fields: &[Field]) -> Self {
        let fields = fields
            .iter()
            .filter_map(|field| Some((*field, mapping.fields.get(field)?)))
            .map(|(field, source)| FieldReader::new(field, source, mapping, wanted))
            .collect();
        Self { fields }
    }

    /// The readers in order.
    pub fn fields(&self) -> &[FieldReader<'m>] {
        &self.fields
    }

    /// The reader of a field, where it is mapped.
    pub fn field(&self, field: Field) -> Option<&FieldReader<'m>> {
        self.fields.iter().find(|reader| reader.field == field)
    }
}

/// Reads the raw values of one field.
pub struct FieldReader<'m> {
    /// The field.
    pub field: Field,
    /// How the mapping describes it.
    pub source: &'m ValueSource,
    /// Column names for messages.
    pub label: String,
    /// Decimal and thousands marks.
    pub marks: (char, Option<char>),
    parts: Vec<(usize, &'m Part)>,
    missing: Vec<&'m str>,
    cases: Vec<(Vec<(usize, &'m Test)>, &'m str)>,
    only_when: Vec<(usize, &'m Test)>,
    /// The column, where it is the whole value and no condition looks at others.
    plain: Option<usize>,
}

/// A raw value.
pub enum RawValue<'a> {
    /// Nothing there.
    Missing,
    /// Text, trimmed, not empty.
    Text(Cow<'a, str>),
    /// A workbook's typed value.
    Typed(&'a Cell),
    /// The parts of a joined value, all typed (a date and a time).
    TypedParts(Vec<&'a Cell>),
    /// What a declared condition says it is.
    Decided(&'a str),
}

impl<'m> FieldReader<'m> {
    fn new(field: Field, source: &'m ValueSource, mapping: &'m Mapping, wanted: &[ColumnRef]) -> Self {
        let position = |name: &str, occurrence: usize| {
            wanted
                .iter()
                .position(|c| c.name == name && c.occurrence == occurrence)
                .unwrap_or_default()
        };
        let tests = |conditions: &'m [Condition]| {
            conditions
                .iter()
                .map(|c| (position(&c.column, 0), &c.test))
                .collect::<Vec<_>>()
        };
        let parts: Vec<(usize, &Part)> = match &source.from {
            From::Columns { parts, .. } => parts
                .iter()
                .map(|part| (position(&part.column, part.occurrence), part))
                .collect(),
            From::Constant(_) => Vec::new(),
        };
        Self {
            field,
            source,
            label: source.label(),
            marks: (mapping.decimal, mapping.thousands),
            missing: mapping
                .missing
                .iter()
                .chain(&source.missing)
                .map(String::as_str)
                .collect(),
            cases: source
                .cases
                .iter()
                .map(|case| (tests(&case.when), case.is.as_str()))
                .collect(),
            only_when: tests(&source.only_when),
            plain: plain_column(source, &parts),
            parts,
        }
    }

    /// The texts of the field's column, where every value is just that; for loops that must be fast.
    pub fn plain_texts<'a>(&self, batch: &'a RawBatch) -> Option<&'a TextColumn> {
        match &batch.columns[self.plain?] {
            RawColumn::Text(texts) => Some(texts),
            RawColumn::Typed(_) => None,
        }
    }

    /// Whether a text of the field's column stands for "no value".
    #[inline]
    pub fn stands_for_nothing(&self, text: &str) -> bool {
        text.is_empty() || (!self.missing.is_empty() && self.is_missing(text))
    }

    /// Whether a text of the field's column is one of the declared words for "no value".
    #[inline]
    pub fn may_stand_for_nothing(&self, text: &[u8]) -> bool {
        !self.missing.is_empty() && self.missing.iter().any(|missing| missing.as_bytes() == text)
    }

    /// The raw value of a row.
    ///
    /// # Errors
    /// A workbook's error value.
    pub fn raw<'a>(&'a self, batch: &'a RawBatch, row: usize) -> Result<RawValue<'a>, Bad> {
        if !self.only_when.is_empty() && !all_hold(&self.only_when, batch, row) {
            return Ok(RawValue::Missing);
        }
        if let Some((_, is)) = self.cases.iter().find(|(tests, _)| all_hold(tests, batch, row)) {
            return Ok(RawValue::Decided(is));
        }
        match (&self.source.from, self.parts.as_slice()) {
            (From::Constant(value), _) => Ok(RawValue::Text(Cow::Borrowed(value))),
            (_, [(column, part)]) => self.single(&batch.columns[*column], part, row),
            (From::Columns { join, .. }, _) => self.joined(batch, row, join),
        }
    }

    fn single<'a>(&'a self, column: &'a RawColumn, part: &Part, row: usize) -> Result<RawValue<'a>, Bad> {
        match column {
            RawColumn::Text(texts) => Ok(self.text_or_missing(Cow::Borrowed(piece(texts.get(row), part)))),
            RawColumn::Typed(cells) => match &cells[row] {
                Cell::Empty => Ok(RawValue::Missing),
                Cell::Text(text) => Ok(self.text_or_missing(Cow::Borrowed(piece(text, part)))),
                Cell::Error(error) => Err(Bad {
                    value: error.clone(),
                    expected: String::from("a value, not an error"),
                }),
                cell if !self.missing.is_empty() && self.is_missing(&cell_text(cell)) => {
                    Ok(RawValue::Missing)
                }
                cell => Ok(RawValue::Typed(cell)),
            },
        }
    }

    fn joined<'a>(&'a self, batch: &'a RawBatch, row: usize, join: &str) -> Result<RawValue<'a>, Bad> {
        let mut text = String::new();
        let mut typed = Vec::new();
        for (index, (column, part)) in self.parts.iter().enumerate() {
            if index > 0 {
                text.push_str(join);
            }
            match self.single(&batch.columns[*column], part, row)? {
                RawValue::Text(value) => text.push_str(&value),
                RawValue::Typed(cell) => {
                    text.push_str(&cell_text(cell));
                    typed.push(cell);
                }
                _ => return Ok(RawValue::Missing),
            }
        }
        if typed.len() == self.parts.len() {
            return Ok(RawValue::TypedParts(typed));
        }
        Ok(RawValue::Text(Cow::Owned(text)))
    }

    fn text_or_missing<'a>(&self, text: Cow<'a, str>) -> RawValue<'a> {
        if text.is_empty() || self.is_missing(&text) {
            RawValue::Missing
        } else {
            RawValue::Text(text)
        }
    }

    fn is_missing(&self, text: &str) -> bool {
        self.missing.contains(&text)
    }

    /// The value as text, typed cells in a plain form.
    pub fn text<'a>(&'a self, batch: &'a RawBatch, row: usize) -> Result<Option<Cow<'a, str>>, Bad> {
        Ok(match self.raw(batch, row)? {
            RawValue::Missing => None,
            RawValue::Text(text) => Some(text),
            RawValue::Decided(text) => Some(Cow::Borrowed(text)),
            RawValue::Typed(cell) => Some(Cow::Owned(cell_text(cell))),
            RawValue::TypedParts(cells) => {
                let join = match &self.source.from {
                    From::Columns { join, .. } => join.as_str(),
                    From::Constant(_) => "",
                };
                Some(Cow::Owned(
                    cells.into_iter().map(cell_text).collect::<Vec<_>>().join(join),
                ))
            }
        })
    }
}

fn plain_column(source: &ValueSource, parts: &[(usize, &Part)]) -> Option<usize> {
    let unconditional = source.cases.is_empty() && source.only_when.is_empty();
    match parts {
        [(column, part)] if unconditional && part.before.is_none() && part.after.is_none() => Some(*column),
        _ => None,
    }
}

/// The declared piece of a text.
fn piece<'a>(text: &'a str, part: &Part) -> &'a str {
    let mut text = text;
    if let Some(mark) = &part.after {
        text = text.split_once(mark.as_str()).map_or("", |(_, rest)| rest);
    }
    if let Some(mark) = &part.before {
        text = text.split_once(mark.as_str()).map_or(text, |(start, _)| start);
    }
    text.trim()
}

fn all_hold(tests: &[(usize, &Test)], batch: &RawBatch, row: usize) -> bool {
    tests.iter().all(|(column, test)| {
        let text = match &batch.columns[*column] {
            RawColumn::Text(texts) => Cow::Borrowed(texts.get(row)),
            RawColumn::Typed(cells) => Cow::Owned(cell_text(&cells[row])),
        };
        holds(test, &text)
    })
}

fn holds(test: &Test, text: &str) -> bool {
    match test {
        Test::Is(words) => words.iter().any(|word| word == text),
        Test::IsNot(words) => words.iter().all(|word| word != text),
        Test::Empty => text.is_empty(),
        Test::Filled => !text.is_empty(),
    }
}

/// A workbook's cell in plain words: whole numbers without decimals, dates in ISO form.
pub fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Error(text) => text.clone(),
        Cell::Number(number) => format!("{number}"),
        Cell::DateTime(civil) => {
            let format = if civil.rem_euclid(86_400) == 0 {
                "%Y-%m-%d"
            } else {
                "%Y-%m-%d %H:%M:%S"
            };
            chrono::DateTime::from_timestamp(*civil, 0)
                .map_or_else(String::new, |at| at.format(format).to_string())
        }
        Cell::TimeOfDay(seconds) => clock(*seconds),
        Cell::Duration(seconds) => clock(seconds.round() as i64),
        Cell::Bool(true) => String::from("TRUE"),
        Cell::Bool(false) => String::from("FALSE"),
    }
}

fn clock(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.abs();
    format!(
        "{sign}{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}
