//! A column's name, and the only doorway from it to a polars expression.

use polars::prelude::{Expr, PlSmallStr};

use crate::vocabulary::StandardId;

/// A column of a canonical table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    name: &'static str,
}

impl Column {
    /// Declares a column.
    pub const fn new(name: &'static str) -> Self {
        Self { name }
    }

    /// Its name in frames and files.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The column as an expression.
    pub fn expr(self) -> Expr {
        named(self.name)
    }
}

impl From<Column> for PlSmallStr {
    fn from(column: Column) -> Self {
        PlSmallStr::from_static(column.name)
    }
}

/// A column that a registry names while running, such as a standard's verdict.
#[expect(
    clippy::disallowed_methods,
    reason = "the one doorway from names to expressions"
)]
pub fn named(name: &str) -> Expr {
    polars::prelude::col(name)
}

/// Name of the column that says by which of a standard's clauses a published row is judged.
pub fn clause_name(standard: &StandardId) -> String {
    format!("clause_{standard}")
}

/// Name of a standard's verdict column in judged and published rows.
pub fn verdict_name(standard: &StandardId) -> String {
    format!("verdict_{standard}")
}
