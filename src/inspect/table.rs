//! One table of a file with all that was found out about it.

use std::path::Path;

use super::delimiter::{ROWS, common_width, delimiter, filled_width};
use super::fields::{Assignment, Column, assignments};
use super::guess::Guess;
use super::header::{HeaderRow, header};
use super::lines::{self, Line};
use super::remarks::{Remarks, remarks};
use super::sheet::{self, Counted, NoRecords};
use super::tally::Tally;
use super::words;
use crate::ingest::FileProblem;
use crate::ingest::look::{Evidence, FirstRow, TextEncoding, first_sheet_rows};
use crate::vocabulary::TableKind;
use crate::workspace::mapping::{CsvLayout, ExcelLayout, Header, Layout, Sheet};
use crate::workspace::one_required;

/// How the table lies in its file.
pub enum Form {
    /// Delimited text.
    Text {
        /// The mark between cells.
        delimiter: u8,
        /// Whether the first line names it.
        is_named: bool,
        /// Another mark that cuts nearly as evenly.
        rival: Option<u8>,
    },
    /// A sheet of a workbook.
    Sheet(String),
}

/// A table and what it probably means.
pub struct Table {
    /// How it lies in its file.
    pub form: Form,
    /// Its header.
    pub header: HeaderRow,
    /// Rows that are no records.
    pub no_records: NoRecords,
    /// What was counted.
    pub counted: Counted,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Kind and fields; nothing where no kind fits.
    pub proposal: Option<Proposal>,
    /// What somebody must decide, and what should be known.
    pub remarks: Remarks,
}

/// What the table probably is.
pub struct Proposal {
    /// The kind.
    pub kind: TableKind,
    /// Another kind that fits nearly as well.
    pub rival: Option<TableKind>,
    /// The lines of the mapping.
    pub lines: Vec<Line>,
}

impl Table {
    /// The table of a text file.
    ///
    /// # Errors
    /// The file cannot be read, or has no rows.
    pub(super) fn of_text(path: &Path, file: &str, encoding: &TextEncoding) -> Result<Self, FileProblem> {
        let found = delimiter(path, file, encoding)?;
        let is_plain = matches!(
            encoding.evidence,
            Evidence::Ascii | Evidence::Valid | Evidence::ByteOrderMark
        );
        let layout = |header: Header, rules: NoRecords| {
            Layout::Csv(CsvLayout {
                encoding: (!is_plain).then_some(encoding.encoding),
                delimiter: found.mark,
                header,
                not_records: rules.rules,
            })
        };
        let form = Form::Text {
            delimiter: found.mark,
            is_named: found.is_named,
            rival: found.rival,
        };
        let table = Self::of_rows(path, file, form, &found.rows, layout)?;
        table.ok_or_else(|| FileProblem::unknown(file))
    }

    /// The table of a sheet; nothing where it has no rows.
    ///
    /// # Errors
    /// The sheet cannot be read.
    pub(super) fn of_sheet(path: &Path, file: &str, sheet: &str) -> Result<Option<Self>, FileProblem> {
        let rows = first_sheet_rows(path, file, sheet, ROWS)?;
        // One row, or one column, is a title or a legend.
        if rows.len() < 2 || filled_width(&rows) < 2 {
            return Ok(None);
        }
        let layout = |header: Header, rules: NoRecords| {
            Layout::Excel(ExcelLayout {
                sheet: Sheet::Name(sheet.to_owned()),
                header,
                not_records: rules.rules,
            })
        };
        Self::of_rows(path, file, Form::Sheet(sheet.to_owned()), &rows, layout)
    }

    fn of_rows(
        path: &Path,
        file: &str,
        form: Form,
        rows: &[FirstRow],
        layout: impl Fn(Header, NoRecords) -> Layout,
    ) -> Result<Option<Self>, FileProblem> {
        let Some(header) = header(rows) else {
            return Ok(None);
        };
        let place = || match header.row {
            Some(row) => Header::Row(row),
            None => Header::Names(header.names.clone()),
        };
        let wanted = sheet::columns(&header, width(&form, &header, rows));
        let no_records = sheet::no_records(path, file, &layout(place(), NoRecords::default()), &wanted)?;
        let rules = NoRecords {
            rules: no_records.rules.clone(),
            ..NoRecords::default()
        };
        let counted = sheet::count(path, file, &layout(place(), rules), &wanted)?;
        let columns = wanted.iter().zip(&counted.columns).map(|(wanted, tally)| {
            let is_repeated = header.names.iter().filter(|name| **name == wanted.name).count() > 1;
            column(&wanted.name, is_repeated.then_some(wanted.occurrence), tally)
        });
        let columns: Vec<Column> = columns.collect();
        let sheet = match &form {
            Form::Sheet(sheet) => sheet.as_str(),
            Form::Text { .. } => "",
        };
        let stem = path
            .file_stem()
            .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let all = assignments(&columns, &format!("{stem} {sheet}"));
        let proposal = propose(&all, &columns, &counted.columns);
        let remarks = remarks(&form, &header, &counted, &columns, proposal.as_ref());
        Ok(Some(Self {
            form,
            header,
            no_records,
            counted,
            columns,
            proposal,
            remarks,
        }))
    }
}

/// Columns that are read: all of the header, but of a text file no more than its rows have.
fn width(form: &Form, header: &HeaderRow, rows: &[FirstRow]) -> usize {
    match form {
        Form::Text { .. } => header.names.len().min(common_width(rows).max(1)),
        Form::Sheet(_) => header.names.len(),
    }
}

fn column(name: &str, occurrence: Option<usize>, tally: &Tally) -> Column {
    let most_mean = |meaning: fn(&str) -> Option<&'static str>| {
        let words = tally.words.iter().flatten();
        let known: u64 = words
            .filter(|(word, _)| meaning(word).is_some())
            .map(|(_, count)| count)
            .sum();
        known * 2 >= tally.filled
    };
    Column {
        name: name.to_owned(),
        occurrence,
        guess: Guess::of(tally),
        // One repetition in fifty: a file may bring rows twice.
        is_compact: tally.spaced * 10 < tally.filled.max(1) && tally.chars <= 40 * tally.filled,
        has_outcomes: most_mean(words::outcome),
        has_statuses: most_mean(words::status),
        is_unique: tally.filled > 2 && tally.empty == 0 && tally.repeated * 50 <= tally.filled,
    }
}

/// Fields without which a table is no kind at all.
const FIELDS: usize = 3;

/// The kind that fits best, where something that it requires and a few more fields were found.
fn propose(all: &[Assignment], columns: &[Column], tallies: &[Tally]) -> Option<Proposal> {
    let best = all.first()?;
    let is_required = |field| best.kind.requires(field) || one_required(best.kind).contains(&field);
    let has_required = best.fields.iter().any(|assigned| is_required(assigned.field));
    if !has_required || best.fields.len() < FIELDS.min(columns.len()) {
        return None;
    }
    let table = lines::Table::new(columns, tallies, &best.fields);
    let close = |other: &&Assignment| other.score > 0.0 && best.score - other.score < 1.0;
    Some(Proposal {
        kind: best.kind,
        rival: all.get(1).filter(close).map(|other| other.kind),
        lines: best.fields.iter().map(|assigned| table.line(assigned)).collect(),
    })
}
