//! One pass of the real reader over a table: its rows counted, rows that are no records found, its
//! columns tallied.

use std::borrow::Cow;
use std::path::Path;

use super::header::HeaderRow;
use super::names::{TOTALS, entries};
use super::tally::Tally;
use crate::ingest::{ColumnRef, FileProblem, RawBatch, RawColumn, RowProblem, open};
use crate::normalize::cell_text;
use crate::workspace::mapping::{Layout, NotRecord};

/// Rows whose values are tallied.
pub const SAMPLE: u64 = 200_000;

/// Rows asked of the reader at once.
const BATCH: usize = 8_192;

/// Rows remembered that may be no records.
const ODD: usize = 200;

/// Problems of rows that are kept to be shown.
const PROBLEMS: usize = 5;

/// A table, read to its end.
pub struct Counted {
    /// Records.
    pub rows: u64,
    /// Records whose values were tallied.
    pub sampled: u64,
    /// Rows that the layout's rules leave out.
    pub left_out: u64,
    /// Rows that cannot be used.
    pub unusable: u64,
    /// The first of them.
    pub problems: Vec<RowProblem>,
    /// The columns.
    pub columns: Vec<Tally>,
}

/// The columns of a header, each name by its occurrence.
pub fn columns(header: &HeaderRow, width: usize) -> Vec<ColumnRef> {
    let names = header.names.iter().take(width).enumerate();
    names
        .map(|(at, name)| ColumnRef {
            name: name.clone(),
            occurrence: header.names[..=at].iter().filter(|other| *other == name).count(),
        })
        .collect()
}

/// Reads a table and tallies its columns.
///
/// # Errors
/// The file as a whole cannot be used.
pub fn count(path: &Path, file: &str, layout: &Layout, wanted: &[ColumnRef]) -> Result<Counted, FileProblem> {
    let mut counted = Counted {
        rows: 0,
        sampled: 0,
        left_out: 0,
        unusable: 0,
        problems: Vec::new(),
        columns: wanted.iter().map(|_| Tally::new()).collect(),
    };
    let left_out = each_batch(path, file, layout, wanted, |batch, problems| {
        counted.rows += batch.len() as u64;
        counted.unusable += problems.len() as u64;
        let room = PROBLEMS.saturating_sub(counted.problems.len());
        counted.problems.extend(problems.iter().take(room).cloned());
        if counted.sampled < SAMPLE {
            counted.sampled += batch.len() as u64;
            for (tally, column) in counted.columns.iter_mut().zip(&batch.columns) {
                tally_column(tally, column, &batch.rows);
            }
        }
    })?;
    counted.left_out = left_out;
    Ok(counted)
}

fn tally_column(tally: &mut Tally, column: &RawColumn, rows: &[u32]) {
    for (at, row) in rows.iter().enumerate() {
        match column {
            RawColumn::Text(texts) => tally.text(*row, texts.get(at)),
            RawColumn::Typed(cells) => tally.cell(*row, &cells[at]),
        }
    }
}

fn each_batch(
    path: &Path,
    file: &str,
    layout: &Layout,
    wanted: &[ColumnRef],
    mut take: impl FnMut(&RawBatch, &[RowProblem]),
) -> Result<u64, FileProblem> {
    let opened = open(path, file, layout, wanted);
    let mut reader = opened.map_err(|problems| {
        let first = problems.into_iter().next();
        first.unwrap_or_else(|| FileProblem::unknown(file))
    })?;
    let (mut batch, mut problems) = (RawBatch::default(), Vec::new());
    while reader.read(&mut batch, BATCH, &mut problems)? {
        take(&batch, &problems);
        problems.clear();
    }
    Ok(reader.totals_left_out())
}

/// A row that may be no record.
struct Odd {
    row: u32,
    /// Position of its first cell with something in it.
    column: usize,
    text: String,
    is_total: bool,
}

/// Rows that are no records, and the rules that leave them out.
#[derive(Default)]
pub struct NoRecords {
    /// The rules.
    pub rules: Vec<NotRecord>,
    /// Row number and beginning of what they leave out.
    pub shown: Vec<(u32, String)>,
}

/// Looks for totals and footers: rows that begin with such a word, and rows at the end in which
/// hardly a cell is filled.
///
/// # Errors
/// The file as a whole cannot be used.
pub fn no_records(
    path: &Path,
    file: &str,
    layout: &Layout,
    wanted: &[ColumnRef],
) -> Result<NoRecords, FileProblem> {
    let sparse = (wanted.len() / 4).max(1);
    let mut odd: Vec<Odd> = Vec::new();
    let (mut rows, mut last_full) = (0_u64, 0);
    let mut records: Vec<(usize, String)> = Vec::new();
    each_batch(path, file, layout, wanted, |batch, problems| {
        rows += batch.len() as u64;
        for at in 0..batch.len() {
            let (filled, first) = look_at(batch, at);
            let is_total = first.as_ref().is_some_and(|(_, text)| begins_with_total(text));
            let is_sparse = filled <= sparse && wanted.len() > 3;
            let is_full = !is_sparse && !is_total;
            if is_full {
                last_full = batch.rows[at];
                odd.retain(|odd| odd.is_total);
                let room = ODD - records.len();
                records.extend(
                    first
                        .map(|(at, text)| (at, text.into_owned()))
                        .into_iter()
                        .take(room),
                );
            } else if let Some((column, text)) = first.filter(|_| odd.len() < ODD) {
                odd.push(Odd {
                    row: batch.rows[at],
                    column,
                    text: text.into_owned(),
                    is_total,
                });
            }
        }
        // A line with too few cells for a record may be a footer that fills the first one only.
        for problem in problems.iter().filter(|problem| !problem.start.is_empty()) {
            if odd.len() < ODD {
                odd.push(Odd {
                    row: problem.row,
                    column: 0,
                    text: problem.start.clone(),
                    is_total: begins_with_total(&problem.start),
                });
            }
        }
    })?;
    odd.retain(|odd| odd.is_total || odd.row > last_full);
    odd.sort_by_key(|odd| odd.row);
    // A record that is cut short, such as the last of a broken transfer, begins like the others.
    odd.retain(|odd| !begins_like_one_of(&records, odd));
    Ok(rules(&odd, rows, wanted))
}

/// Cells with something in them, and the first of them.
fn look_at(batch: &RawBatch, row: usize) -> (usize, Option<(usize, Cow<'_, str>)>) {
    let texts = batch.columns.iter().enumerate().map(|(at, column)| match column {
        RawColumn::Text(texts) => (at, Cow::Borrowed(texts.get(row))),
        RawColumn::Typed(cells) => (at, Cow::Owned(cell_text(&cells[row]))),
    });
    let mut filled = texts.filter(|(_, text)| !text.is_empty());
    let first = filled.next();
    (usize::from(first.is_some()) + filled.count(), first)
}

fn begins_with_total(text: &str) -> bool {
    let lower = text.trim_start_matches('"').to_lowercase();
    entries(TOTALS).any(|word| {
        let rest = lower.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_'))
    })
}

/// Whether a rule for this row would leave out records.
fn begins_like_one_of(records: &[(usize, String)], odd: &Odd) -> bool {
    let beginning = beginning(&odd.text);
    let mut alike = records.iter().filter(|(at, _)| *at == odd.column);
    alike.any(|(_, text)| text.starts_with(&beginning))
}

fn rules(odd: &[Odd], rows: u64, wanted: &[ColumnRef]) -> NoRecords {
    let mut found = NoRecords::default();
    // A word in every tenth row is a value like any other.
    if odd.len() as u64 * 10 > rows.max(10) {
        return found;
    }
    for odd in odd {
        let beginning = beginning(&odd.text);
        let name = wanted.get(odd.column).map(|column| column.name.clone());
        let column = name.filter(|_| odd.column > 0);
        let is_covered = found.rules.iter().any(|rule| match rule {
            NotRecord::StartsWith { column: known, text } => {
                *known == column && odd.text.starts_with(text.as_str())
            }
            NotRecord::Empty { .. } => false,
        });
        if !is_covered && beginning.is_empty() {
            continue;
        }
        if !is_covered {
            found.rules.push(NotRecord::StartsWith {
                column,
                text: beginning,
            });
        }
        found.shown.push((odd.row, odd.text.clone()));
    }
    found
}

/// The part of a text that next month's will begin with as well: up to its first digit or colon.
fn beginning(text: &str) -> String {
    let text = text.trim_start_matches('"');
    let end = text.find(|c: char| c.is_ascii_digit() || matches!(c, ':' | ';' | '"' | '(' | ','));
    let start = text[..end.unwrap_or(text.len())].trim_end();
    start.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_whole_words() {
        for text in ["Summe", "Gesamt:", "Total 12", "SUMME;;3"] {
            assert!(begins_with_total(text), "{text}");
        }
        for text in ["Summer", "Gesamtschule", "Totalschaden", "", "Total_x"] {
            assert!(!begins_with_total(text), "{text}");
        }
    }

    #[test]
    fn a_rule_holds_for_next_month_too() {
        assert_eq!(beginning("Zeitzone: Europe/Berlin"), "Zeitzone");
        assert_eq!(beginning("Erstellt am 02.11.2026"), "Erstellt am");
        assert_eq!(beginning("Summe"), "Summe");
    }
}
