//! Contact reasons that rules name, against those that the exports can give: a reason that none gives
//! would never be found, and a share of catch-alls would be met by a slip of the pen.

use std::collections::BTreeSet;

use super::words::fold;
use crate::vocabulary::suggest;
use crate::workspace::agreement::Source;
use crate::workspace::document::Node;
use crate::workspace::mapping::{Field, From, ValueSource};
use crate::workspace::notes::{Note, Notes};

/// The reasons that exports can give.
#[derive(Debug, Default)]
pub struct ReasonWords {
    sources: Vec<ValueSource>,
}

impl ReasonWords {
    /// Of all exports that have a reason.
    pub fn of(sources: &[Source]) -> Self {
        let mapped = sources
            .iter()
            .filter_map(|source| source.mapping.fields.get(&Field::Reason));
        Self {
            sources: mapped.cloned().collect(),
        }
    }

    /// Notes a reason that no export can give; nothing is known of exports without a list of words.
    pub fn check(&self, notes: &Notes, node: &Node, reason: &str) {
        let canonical: BTreeSet<&str> = self.sources.iter().flat_map(canonical).collect();
        if self.sources.iter().any(is_open) || canonical.contains(reason) || canonical.is_empty() {
            return;
        }
        let note = Note::at(
            node.spot,
            format!("no export gives the contact reason `{reason}`"),
        );
        notes.add(note.help(match self.read_as(reason) {
            Some(meant) => format!("the exports' word `{reason}` is read as `{meant}`: write that"),
            None => {
                let known: Vec<&str> = canonical.into_iter().collect();
                suggest::help(reason, "a contact reason", &known)
            }
        }));
    }

    /// What an export's word stands for.
    fn read_as(&self, word: &str) -> Option<&str> {
        let mut meant = self.sources.iter().filter_map(|source| {
            let word = fold(word, source.ignore_case);
            source.words.get(&word)
        });
        meant.next().map(String::as_str)
    }
}

/// Whether every word of an export stands for itself.
fn is_open(source: &ValueSource) -> bool {
    source.words.is_empty() && matches!(source.from, From::Columns { .. })
}

fn canonical(source: &ValueSource) -> impl Iterator<Item = &str> {
    let words = source.words.values();
    let cases = source.cases.iter().map(|case| &case.is);
    let constant = match &source.from {
        From::Constant(reason) => Some(reason),
        From::Columns { .. } => None,
    };
    words.chain(cases).chain(constant).map(String::as_str)
}
