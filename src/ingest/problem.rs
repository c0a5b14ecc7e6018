//! What can be wrong with a file or with one of its rows, in words that say what would be right.

use crate::vocabulary::Place;

/// A file that cannot be used at all. Other files are still processed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// File, and sheet where one is meant.
    pub place: Place,
    /// What is wrong, a sentence without full stop.
    pub what: String,
    /// What would be right, a sentence without full stop; may be empty.
    pub expected: String,
}

impl FileProblem {
    /// What is wrong and what would be right, without full stop.
    pub fn in_words(&self) -> String {
        let words = if self.expected.is_empty() {
            self.what.clone()
        } else {
            format!("{}; expected: {}", self.what, self.expected)
        };
        words.trim_end_matches(['.', ' ']).to_owned()
    }

    /// A file that cannot be used, where nothing says why.
    pub fn unknown(file: &str) -> Self {
        Self::of_file(file, "cannot be used", "")
    }

    /// A problem of the whole file.
    pub(super) fn of_file(file: &str, what: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::at(file, "", 0, what, expected)
    }

    /// A problem of a sheet (empty for text files) or of one of its rows (0 = none).
    pub(super) fn at(
        file: &str,
        sheet: &str,
        row: u32,
        what: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        let place = Place {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            row,
        };
        Self {
            place,
            what: what.into(),
            expected: expected.into(),
        }
    }
}

/// A row that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// Row number a person sees.
    pub row: u32,
    /// Column name; empty where the whole row is meant.
    pub column: String,
    /// The value found, shortened: it may be personal data.
    pub value: String,
    /// What was expected.
    pub expected: String,
    /// How the first cell begins, where the row has another number of cells: tells footers. Rows
    /// hold personal data, so this is never quoted.
    pub(crate) start: String,
}

impl RowProblem {
    /// A problem of a whole row; `value` is shortened.
    pub(super) fn of_row(row: u32, value: &[u8], expected: impl Into<String>) -> Self {
        Self {
            row,
            column: String::new(),
            value: shorten_to(value, QUOTED),
            expected: expected.into(),
            start: String::new(),
        }
    }

    /// The same with the first cell of its row, which is shortened.
    pub(super) fn starting_with(mut self, cell: &[u8]) -> Self {
        self.start = shorten_to(cell, SHOWN);
        self
    }
}

/// At most 200 characters of a text, trimmed, with an ellipsis where something was left out.
pub(super) fn shorten(text: &[u8]) -> String {
    shorten_to(text, SHOWN)
}

fn shorten_to(text: &[u8], most: usize) -> String {
    // Four bytes at most per character, so the cut never loses one of those that are shown.
    let start = String::from_utf8_lossy(&text[..text.len().min(1_000)]);
    let trimmed = start.trim();
    if trimmed.chars().count() <= most && text.len() <= 1_000 {
        return trimmed.to_owned();
    }
    let mut short: String = trimmed.chars().take(most - 1).collect();
    short.push('…');
    short
}

/// Characters of a header that a problem shows.
const SHOWN: usize = 200;
/// Characters of a row's value that a problem quotes.
const QUOTED: usize = 40;
