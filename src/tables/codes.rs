//! Closed vocabularies as small integers: frames compute with codes, files show the words.

use std::collections::HashMap;

use crate::vocabulary::{Language, Outcome, QueueId, UnclearReason};

/// Words that get their codes as they come.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    words: Vec<String>,
    codes: HashMap<String, u32>,
}

impl Dictionary {
    /// A dictionary that starts with these words, in order.
    pub fn of<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Self {
        let mut dictionary = Self::default();
        for word in words {
            dictionary.code(word.as_ref());
        }
        dictionary
    }

    /// The code of a word, new where it is new.
    pub fn code(&mut self, word: &str) -> u32 {
        if let Some(code) = self.codes.get(word) {
            return *code;
        }
        let code = self.words.len() as u32;
        self.words.push(word.to_owned());
        self.codes.insert(word.to_owned(), code);
        code
    }

    /// The code of a known word.
    pub fn known(&self, word: &str) -> Option<u32> {
        self.codes.get(word).copied()
    }

    /// The word of a code.
    pub fn word(&self, code: u32) -> &str {
        self.words.get(code as usize).map_or("", String::as_str)
    }

    /// All words in the order of their codes.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

/// States of a ticket, in the order of their codes.
pub const TICKET_STATES: [&str; 6] = ["open", "pending", "resolved", "closed", "merged", "cancelled"];

/// Code of one of [`TICKET_STATES`].
pub fn state_code(state: &str) -> u32 {
    let place = TICKET_STATES.iter().position(|known| *known == state);
    place.unwrap_or(TICKET_STATES.len()) as u32
}

/// Yes and no, in the order of their codes.
pub const YES_NO: [&str; 2] = ["no", "yes"];

/// Code of one of [`YES_NO`].
pub fn yes_no_code(word: &str) -> u32 {
    let place = YES_NO.iter().position(|known| *known == word);
    place.unwrap_or(YES_NO.len()) as u32
}

/// The codes that every provider's tables share.
#[derive(Clone, Debug)]
pub struct Codebook {
    /// Queues in the order of the workspace.
    pub queues: Dictionary,
    /// Languages that the agreement names; others are added as they come.
    pub languages: Dictionary,
    /// Phrases that some standard counts as no note, lower-cased.
    pub empty_phrases: Dictionary,
    /// Contact reasons that some standard tells from others; more are added as they come.
    pub reasons: Dictionary,
    /// Priorities that some clause tells from others; more are added as they come.
    pub priorities: Dictionary,
}

impl Codebook {
    /// The codes of queues and languages in this order, and of phrases and reasons as they are written.
    pub fn of<'a>(
        queues: impl Iterator<Item = &'a QueueId>,
        languages: impl Iterator<Item = &'a Language>,
        empty_phrases: impl Iterator<Item = &'a String>,
        reasons: impl Iterator<Item = &'a String>,
    ) -> Self {
        Self {
            queues: Dictionary::of(queues.map(QueueId::as_str)),
            languages: Dictionary::of(languages.map(Language::as_str)),
            empty_phrases: Dictionary::of(empty_phrases.map(|phrase| normal_phrase(phrase))),
            reasons: Dictionary::of(reasons),
            priorities: Dictionary::default(),
        }
    }

    /// The same with codes for these priorities.
    pub fn with_priorities<'a>(mut self, priorities: impl Iterator<Item = &'a String>) -> Self {
        self.priorities = Dictionary::of(priorities);
        self
    }

    /// The codes of priorities that some clause tells from others.
    pub fn priorities(&self, words: &[String]) -> Vec<u32> {
        let known = words.iter();
        known.filter_map(|word| self.priorities.known(word)).collect()
    }

    /// The codes of contact reasons that some standard tells from others.
    pub fn reasons(&self, words: &[String]) -> Vec<u32> {
        words.iter().filter_map(|word| self.reasons.known(word)).collect()
    }

    /// The code of a queue that the workspace defines.
    pub fn queue(&self, queue: &QueueId) -> u32 {
        self.queues.known(queue.as_str()).unwrap_or(u32::MAX)
    }
}

/// A note as it is compared with the agreed empty phrases: trimmed, lower case, no closing stop.
pub fn normal_phrase(text: &str) -> String {
    text.trim().trim_end_matches('.').trim_end().to_lowercase()
}

/// Outcome words in the order of their codes.
pub fn outcomes() -> Dictionary {
    Dictionary::of(Outcome::ALL.map(Outcome::name))
}

/// Reasons for `unclear` in the order of their codes.
pub fn unclear_reasons() -> Dictionary {
    Dictionary::of(UnclearReason::ALL.map(UnclearReason::name))
}
