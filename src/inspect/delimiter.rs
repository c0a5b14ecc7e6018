//! Which mark stands between the cells of a text file.

use std::path::Path;

use crate::ingest::look::{FirstRow, TextEncoding, first_text_rows, sep_hint};
use crate::ingest::{Cell, FileProblem};

/// Marks that the workspace knows, in the order of preference.
const MARKS: [u8; 4] = [b';', b'\t', b'|', b','];

/// Rows that are looked at.
pub const ROWS: usize = 400;

/// A delimiter, and the first rows that it cuts.
pub struct Delimiter {
    /// The mark.
    pub mark: u8,
    /// Whether the file's first line names it (`sep=;`).
    pub is_named: bool,
    /// Another mark that cuts the rows nearly as evenly.
    pub rival: Option<u8>,
    /// The first rows.
    pub rows: Vec<FirstRow>,
}

/// Finds the delimiter of a text file.
///
/// # Errors
/// The file cannot be read in this encoding.
pub fn delimiter(path: &Path, file: &str, encoding: &TextEncoding) -> Result<Delimiter, FileProblem> {
    let encoding = Some(encoding.encoding);
    let named = sep_hint(path, file, encoding)?.filter(|mark| MARKS.contains(mark));
    if let Some(mark) = named {
        let rows = first_text_rows(path, file, encoding, mark, ROWS)?;
        return Ok(Delimiter {
            mark,
            is_named: true,
            rival: None,
            rows,
        });
    }
    let mut tried = Vec::new();
    for mark in MARKS {
        let rows = first_text_rows(path, file, encoding, mark, ROWS)?;
        tried.push((evenness(&rows), mark, rows));
    }
    // The sort is stable: of equals the preferred one stays first.
    tried.sort_by(|a, b| b.0.total_cmp(&a.0));
    let rival = (tried[1].0 > 1.0 && tried[1].0 > 0.7 * tried[0].0).then_some(tried[1].1);
    let (score, mark, rows) = tried.swap_remove(0);
    let mark = if score > 0.0 { mark } else { b',' };
    Ok(Delimiter {
        mark,
        is_named: false,
        rival,
        rows,
    })
}

/// How evenly a mark cuts: the most common number of cells, times the share of rows that have it;
/// nothing where that number is one.
fn evenness(rows: &[FirstRow]) -> f64 {
    let width = common_width(rows);
    if width < 2 {
        return 0.0;
    }
    let even = rows.iter().filter(|row| row.cells.len() == width).count();
    width as f64 * even as f64 / rows.len() as f64
}

/// The most common number of cells; of equals the largest.
pub fn common_width(rows: &[FirstRow]) -> usize {
    let widths = rows.iter().map(|row| row.cells.len());
    let times = |width: usize| rows.iter().filter(|row| row.cells.len() == width).count();
    widths.max_by_key(|width| (times(*width), *width)).unwrap_or(0)
}

/// The most common number of cells up to the last one that has something in it.
pub fn filled_width(rows: &[FirstRow]) -> usize {
    let width = |row: &FirstRow| {
        row.cells
            .iter()
            .rposition(|cell| *cell != Cell::Empty)
            .map_or(0, |at| at + 1)
    };
    let widths: Vec<usize> = rows.iter().map(width).collect();
    let times = |wanted: usize| widths.iter().filter(|width| **width == wanted).count();
    widths
        .iter()
        .copied()
        .max_by_key(|width| (times(*width), *width))
        .unwrap_or(0)
}
