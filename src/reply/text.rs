//! One reply, cleaned and cut; every rule looks at this.

use super::parts::{Parts, parts};
use super::plain::plain;
use super::quoted::own_text;
use super::words::{Word, words};

/// A written reply: the provider's own text, its words and its parts.
#[derive(Clone, Debug)]
pub struct Reply {
    pub(super) text: String,
    pub(super) words: Vec<Word>,
    pub(super) parts: Parts,
}

impl Reply {
    /// The reply in a cell of an export; nothing where no word is left of it.
    pub fn of(cell: &str) -> Option<Self> {
        let text = own_text(&plain(cell));
        let words = words(&text);
        if words.is_empty() {
            return None;
        }
        let parts = parts(&text, &words);
        Some(Self { text, words, parts })
    }

    /// The provider's own text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Words between salutation and closing words.
    pub(super) fn body_words(&self) -> impl Iterator<Item = &Word> {
        let body = &self.parts.body;
        self.words
            .iter()
            .filter(|word| body.start <= word.at.start && word.at.end <= body.end)
    }
}
