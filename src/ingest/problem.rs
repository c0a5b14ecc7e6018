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

/// A row that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// Row number a person sees.
    pub row: u32,
    /// Column name; empty where the whole row is meant.
    pub column: String,
    /// The value found, shortened to 200 characters.
    pub value: String,
    /// What was expected.
    pub expected: String,
}
