//! Which rows of a contact count, over all sources of a provider and kind.

use crate::workspace::agreement::{DuplicateRule, Source};

/// Whether the last row of an id counts, with its history or without; then it does for all sources of a
/// provider and kind, since ids are unique over all of them. Otherwise each source has its own rule.
pub fn rule_of(sources: &[&Source]) -> DuplicateRule {
    [DuplicateRule::History, DuplicateRule::Last]
        .into_iter()
        .find(|rule| sources.iter().any(|source| source.duplicates == *rule))
        .unwrap_or(DuplicateRule::First)
}

/// Whether it takes all rows to know which one counts.
pub fn waits_for_all(rule: DuplicateRule) -> bool {
    matches!(rule, DuplicateRule::Last | DuplicateRule::History)
}
