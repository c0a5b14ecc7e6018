//! Rows that are no records: the mapping's rules, with their columns found.

use std::borrow::Cow;

use crate::workspace::mapping::NotRecord;

/// A rule whose column is known.
#[derive(Debug)]
pub(super) enum Rule {
    /// The cell starts with this text.
    StartsWith { column: usize, text: String },
    /// The cell is empty or not there.
    Empty { column: usize },
}

impl Rule {
    /// Finds the rule's column; the error is the name that is missing.
    pub(super) fn resolve<'a>(rule: &'a NotRecord, names: &[String]) -> Result<Rule, &'a str> {
        let find = |name: &'a str| {
            let wanted = super::clean::column_name(name);
            names.iter().position(|n| *n == wanted).ok_or(name)
        };
        Ok(match rule {
            NotRecord::StartsWith { column: None, text } => Rule::StartsWith {
                column: 0,
                text: text.clone(),
            },
            NotRecord::StartsWith {
                column: Some(name),
                text,
            } => Rule::StartsWith {
                column: find(name)?,
                text: text.clone(),
            },
            NotRecord::Empty { column } => Rule::Empty {
                column: find(column)?,
            },
        })
    }

    /// The column it looks at.
    pub(super) fn column(&self) -> usize {
        match self {
            Rule::StartsWith { column, .. } | Rule::Empty { column } => *column,
        }
    }

    /// Whether it names the row whose trimmed cells `cell` gives (nothing where there is no cell).
    pub(super) fn names<'a>(&self, cell: impl Fn(usize) -> Cow<'a, [u8]>) -> bool {
        match self {
            Rule::StartsWith { column, text } => cell(*column).starts_with(text.as_bytes()),
            Rule::Empty { column } => cell(*column).is_empty(),
        }
    }
}
