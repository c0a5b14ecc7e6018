//! How an export looks and which of its columns means what. Data, not code: a new export is a
//! new mapping.

use std::collections::BTreeMap;

use crate::vocabulary::TableKind;
pub use crate::vocabulary::{Field, ValueType};

/// Form of the file.
#[derive(Clone, Debug)]
pub enum Layout {
    /// Delimited text.
    Csv(CsvLayout),
    /// A workbook: xlsx, xlsm, xls, xlsb, ods.
    Excel(ExcelLayout),
}

/// Form of a delimited text file.
#[derive(Clone, Debug)]
pub struct CsvLayout {
    /// Encoding, or `None` to accept UTF-8 only (with or without byte-order mark).
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// Field delimiter.
    pub delimiter: u8,
    /// Where the header is.
    pub header: Header,
    /// Rows that are no records.
    pub not_records: Vec<NotRecord>,
}

/// Form of a sheet.
#[derive(Clone, Debug)]
pub struct ExcelLayout {
    /// Which sheet.
    pub sheet: Sheet,
    /// Where the header is.
    pub header: Header,
    /// Rows that are no records.
    pub not_records: Vec<NotRecord>,
}

/// Which sheet of a workbook.
#[derive(Clone, Debug)]
pub enum Sheet {
    /// By name.
    Name(String),
    /// By number, 1 = first.
    Number(usize),
}

/// Where the header row is.
#[derive(Clone, Debug)]
pub enum Header {
    /// At this row as a person counts (1 = first line of the file, a `sep=` line included).
    Row(u32),
    /// At the first row that contains these cells, within the first 100 rows.
    Containing(Vec<String>),
    /// There is none: columns are named by these names, in order; data begins at the first row.
    Names(Vec<String>),
}

/// A row that is no record: a totals row or a footer. Blank rows never are.
#[derive(Clone, Debug)]
pub enum NotRecord {
    /// Rows whose cell in this column (first column where none) starts with this text.
    StartsWith {
        /// Column name; the first column where none.
        column: Option<String>,
        /// Start of the cell.
        text: String,
    },
    /// Rows in which this column is empty.
    Empty {
        /// Column name.
        column: String,
    },
}

/// Which column means what.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// Field → where its value comes from.
    pub fields: BTreeMap<Field, ValueSource>,
    /// Decimal mark of numbers in text.
    pub decimal: char,
    /// Thousands mark of numbers in text.
    pub thousands: Option<char>,
    /// Texts that stand for "no value" in every column (trimmed, compared exactly).
    pub missing: Vec<String>,
}

/// Where a field's value comes from.
#[derive(Clone, Debug)]
pub struct ValueSource {
    /// The columns it is made of, or a constant.
    pub from: From,
    /// Texts that stand for "no value" here, besides those of the whole mapping.
    pub missing: Vec<String>,
    /// Format of instants, in `strftime` notation; several are tried in order. Empty for typed
    /// cells and other types.
    pub formats: Vec<String>,
    /// Unit of durations and shares.
    pub unit: Unit,
    /// Word in the export → canonical value. Empty where words stand for themselves.
    pub words: BTreeMap<String, String>,
    /// Conditions on other columns, tried before `words`; the first that holds decides.
    pub cases: Vec<Case>,
    /// Whether words are compared without regard to case.
    pub ignore_case: bool,
    /// The value counts only in rows where all of these hold; elsewhere it is missing.
    pub only_when: Vec<Condition>,
    /// Instants without a time of day mean the end of that day (a due date).
    pub end_of_day: bool,
}

impl ValueSource {
    /// The column names as messages show them, joined by ` + `.
    pub fn label(&self) -> String {
        match &self.from {
            From::Columns { parts, .. } => parts
                .iter()
                .map(|part| part.column.as_str())
                .collect::<Vec<_>>()
                .join(" + "),
            From::Constant(_) => String::new(),
        }
    }
}

/// Columns, or a constant.
#[derive(Clone, Debug)]
pub enum From {
    /// One or more columns, joined.
    Columns {
        /// Column parts in order.
        parts: Vec<Part>,
        /// What stands between them.
        join: String,
    },
    /// The same value in every row.
    Constant(String),
}

/// A column, or a piece of it.
#[derive(Clone, Debug)]
pub struct Part {
    /// Column name as in the header, after trimming.
    pub column: String,
    /// Which column of that name, 1 = first; 0 where the mapping does not say and a repeated name is
    /// refused.
    pub occurrence: usize,
    /// Only the piece before the first of these.
    pub before: Option<String>,
    /// Only the piece after the first of these.
    pub after: Option<String>,
}

/// A value that conditions on columns decide.
#[derive(Clone, Debug)]
pub struct Case {
    /// All of these must hold.
    pub when: Vec<Condition>,
    /// The canonical value then.
    pub is: String,
}

/// A condition on one column's text (trimmed).
#[derive(Clone, Debug)]
pub struct Condition {
    /// Column name.
    pub column: String,
    /// What must be true of it.
    pub test: Test,
}

/// A test of a text.
#[derive(Clone, Debug)]
pub enum Test {
    /// One of these.
    Is(Vec<String>),
    /// None of these.
    IsNot(Vec<String>),
    /// Nothing there.
    Empty,
    /// Something there.
    Filled,
}

/// Unit of durations and shares in an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Seconds, as a number.
    Seconds,
    /// Milliseconds, as a number.
    Milliseconds,
    /// Minutes, as a number.
    Minutes,
    /// Hours, as a number.
    Hours,
    /// Fraction of a day, as a number (also Excel's time and duration cells).
    Days,
    /// `h:mm:ss`, hours may exceed 24; `h:mm:ss.fff` is rounded to the second.
    HoursMinutesSeconds,
    /// `mm:ss`, minutes may exceed 59.
    MinutesSeconds,
    /// `h:mm`.
    HoursMinutes,
    /// A share as 0–1 (shares only).
    Fraction,
    /// A share as 0–100, with or without `%` (shares only).
    Percent,
}

impl Unit {
    /// Name in the workspace.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Seconds => "s",
            Unit::Milliseconds => "ms",
            Unit::Minutes => "min",
            Unit::Hours => "h",
            Unit::Days => "days",
            Unit::HoursMinutesSeconds => "h:mm:ss",
            Unit::MinutesSeconds => "mm:ss",
            Unit::HoursMinutes => "h:mm",
            Unit::Fraction => "fraction",
            Unit::Percent => "percent",
        }
    }

    /// Units of durations.
    pub const DURATIONS: [Unit; 8] = [
        Unit::Seconds,
        Unit::Milliseconds,
        Unit::Minutes,
        Unit::Hours,
        Unit::Days,
        Unit::HoursMinutesSeconds,
        Unit::MinutesSeconds,
        Unit::HoursMinutes,
    ];
}

impl TableKind {
    /// The fields without which a row of this kind means nothing.
    pub fn required_fields(self) -> &'static [Field] {
        match self {
            TableKind::Calls => &[Field::Id, Field::Queue, Field::OfferedAt, Field::Outcome],
            TableKind::Tickets => &[Field::Id, Field::Queue, Field::CreatedAt],
            TableKind::Events => &[Field::Id, Field::HappenedAt, Field::Event],
            TableKind::Intervals => &[Field::Queue, Field::Start, Field::Offered, Field::Answered],
            TableKind::Staffing => &[Field::Queue, Field::Start],
            TableKind::Handover => &[Field::Id, Field::HandedOverAt],
            TableKind::Forecast => &[Field::Queue, Field::Start, Field::Volume],
            TableKind::Reported => &[Field::Standard],
            TableKind::Feedback => &[],
        }
    }

    /// Whether a field must be filled in every row.
    pub fn requires(self, field: Field) -> bool {
        self.required_fields().contains(&field)
    }
}
