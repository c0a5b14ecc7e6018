//! Which row names the columns: names look like names, and what is below them does not.

use super::delimiter::filled_width;
use super::fields::is_known_name;
use crate::ingest::Cell;
use crate::ingest::look::FirstRow;
use crate::normalize::cell_text;

/// Rows within which a header is looked for, as the readers do.
const ROWS: u32 = 100;

/// Rows below a header that are compared with it.
const BELOW: usize = 40;

/// The header of a table.
#[derive(Clone, Debug)]
pub struct HeaderRow {
    /// Row number a person sees; nothing where the columns have no names.
    pub row: Option<u32>,
    /// Names of the columns, made up where there are none.
    pub names: Vec<String>,
    /// What stands above it, row by row.
    pub lead: Vec<(u32, String)>,
}

/// Finds the header; nothing where there are no rows.
pub fn header(rows: &[FirstRow]) -> Option<HeaderRow> {
    let width = filled_width(rows);
    let mut best: Option<(f64, usize)> = None;
    for (index, row) in rows.iter().enumerate().take_while(|(_, row)| row.row <= ROWS) {
        let score = score(row, &rows[index + 1..], width);
        if score > best.map_or(0.0, |(best, _)| best) {
            best = Some((score, index));
        }
    }
    match best {
        Some((_, index)) => Some(HeaderRow {
            row: Some(rows[index].row),
            names: rows[index].cells.iter().map(cell_text).collect(),
            lead: rows[..index]
                .iter()
                .map(|row| (row.row, shown(row)))
                .filter(|(_, text)| !text.is_empty())
                .collect(),
        }),
        None => rows.first().map(|_| HeaderRow {
            row: None,
            names: (1..=width.max(1))
                .map(|number| format!("column_{number}"))
                .collect(),
            lead: Vec::new(),
        }),
    }
}

/// How much a row looks like the names of the columns of the rows below; 0 where it cannot be.
fn score(row: &FirstRow, below: &[FirstRow], width: usize) -> f64 {
    let filled: Vec<(usize, String)> = (0..)
        .zip(row.cells.iter().map(cell_text))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let names = filled
        .iter()
        .filter(|(at, text)| is_name(&row.cells[*at], text))
        .count();
    let distinct = filled
        .iter()
        .filter(|(at, text)| first_of(&filled, text) == *at)
        .count();
    let is_possible =
        filled.len() * 10 >= width * 6 && names == filled.len() && distinct * 10 >= filled.len() * 7;
    if filled.is_empty() || !is_possible || (filled.len() < 2 && width > 1) {
        return 0.0;
    }
    let known = filled.iter().filter(|(_, text)| is_known_name(text)).count();
    let contrast = filled.iter().filter(|(at, _)| differs_below(below, *at)).count();
    if known + contrast == 0 {
        return 0.0;
    }
    let share = |count: usize| count as f64 / filled.len() as f64;
    // A name in every column of the table weighs a little more than one in most of them.
    share(known) + 2.0 * share(contrast) + 0.5 * (filled.len().min(width) as f64 / width.max(1) as f64)
}

fn first_of(filled: &[(usize, String)], text: &str) -> usize {
    filled
        .iter()
        .find(|(_, other)| other == text)
        .map_or(0, |(at, _)| *at)
}

/// Whether a cell can be the name of a column.
fn is_name(cell: &Cell, text: &str) -> bool {
    matches!(cell, Cell::Text(_)) && text.chars().count() <= 80 && !is_value(text)
}

/// Whether a text is made of digits and marks: a number, a date, a time.
fn is_value(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && letters <= 2 && digits >= letters
}

/// Whether most of what is below in a column are values, not names.
fn differs_below(below: &[FirstRow], column: usize) -> bool {
    let cells = below.iter().take(BELOW).filter_map(|row| row.cells.get(column));
    let (mut filled, mut values) = (0, 0);
    for cell in cells.filter(|cell| **cell != Cell::Empty) {
        filled += 1;
        let is_typed = !matches!(cell, Cell::Text(_) | Cell::Error(_));
        values += usize::from(is_typed || is_value(&cell_text(cell)));
    }
    filled > 0 && values * 2 > filled
}

fn shown(row: &FirstRow) -> String {
    let texts = row.cells.iter().map(cell_text).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Vec<FirstRow> {
        let row = |(row, line): (u32, &&str)| FirstRow {
            row,
            cells: line
                .split(';')
                .map(|text| match text {
                    "" => Cell::Empty,
                    text => Cell::Text(text.to_owned()),
                })
                .collect(),
        };
        (1..).zip(lines).map(row).collect()
    }

    fn found(lines: &[&str]) -> Option<u32> {
        header(&rows(lines)).and_then(|header| header.row)
    }

    #[test]
    fn lead_lines_are_passed_over() {
        let lines = [
            "Nord GmbH;;",
            "Zeitraum: 01.10.2026;;",
            "Anruf-ID;Datum;Ergebnis",
            "1;01.10.2026;ja",
            "2;02.10.2026;nein",
        ];
        assert_eq!(found(&lines), Some(3));
    }

    #[test]
    fn known_names_do_where_all_is_text() {
        assert_eq!(
            found(&["subject;queue;language", "Hilfe;Technik;de", "Frage;Verkauf;de"]),
            Some(1)
        );
    }

    #[test]
    fn values_are_no_header() {
        assert_eq!(found(&["1;01.10.2026;ja", "2;02.10.2026;nein"]), None);
    }
}
