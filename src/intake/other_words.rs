//! Words of an export that the workspace names nowhere: what a misspelt word of the workspace may mean.

use std::collections::BTreeSet;

use crate::normalize::Dictionaries;
use crate::tables::{Codebook, Dictionary};

/// How many are kept of a kind: free text in a reason column must not fill the memory twice.
const KEPT: usize = 1000;

/// The words, by kind.
#[derive(Clone, Debug, Default)]
pub struct OtherWords {
    /// Contact reasons.
    pub reasons: BTreeSet<String>,
    /// Priorities.
    pub priorities: BTreeSet<String>,
}

impl OtherWords {
    /// What `words` has that the workspace's codes do not.
    pub fn of(words: &Dictionaries, codes: &Codebook) -> Self {
        let others = |all: &Dictionary, named: &Dictionary| {
            let others = all.words().iter().skip(named.words().len());
            others.take(KEPT).cloned().collect()
        };
        Self {
            reasons: others(&words.reasons, &codes.reasons),
            priorities: others(&words.priorities, &codes.priorities),
        }
    }

    /// Adds another's.
    pub fn merge(&mut self, other: Self) {
        self.reasons.extend(other.reasons);
        self.priorities.extend(other.priorities);
    }
}
