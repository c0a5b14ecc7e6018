//! Reads replies for all rules of a run: language and spelling once per distinct text.

use super::language::{Detected, Detector};
use super::memo::Memo;
use super::spelling::{Speller, Spelling};
use super::text::Reply;
use crate::vocabulary::Language;

/// How replies are read.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Languages among which the language of a text is told.
    pub languages: Vec<Language>,
    /// Fewer letters: undecided.
    pub min_letters: usize,
    /// Less confidence (0–1): undecided.
    pub min_confidence: f64,
    /// Dictionaries and the client's own words.
    pub speller: Speller,
}

/// What takes time to find out about a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Language.
    pub language: Detected,
    /// Spelling; none where the language has no dictionary.
    pub spelling: Option<Spelling>,
}

/// Reads replies and remembers what it found out.
pub struct Analyst {
    detector: Detector,
    speller: Speller,
    readings: Memo<Option<Reading>>,
}

impl Analyst {
    /// Begins with nothing read.
    pub fn new(settings: &Settings) -> Self {
        Self {
            detector: Detector::new(&settings.languages, settings.min_letters, settings.min_confidence),
            speller: settings.speller.clone(),
            readings: Memo::default(),
        }
    }

    /// The language of each cell and the spelling of its text; nothing where it holds no word.
    pub fn readings(&self, cells: &[Option<&str>]) -> Vec<Option<Reading>> {
        let found = self.readings.all(cells, |cell| self.reading(cell));
        found.into_iter().map(Option::flatten).collect()
    }

    /// The same for one cell.
    pub fn reading_of(&self, cell: &str) -> Option<Reading> {
        self.readings.one(cell, |cell| self.reading(cell))
    }

    fn reading(&self, cell: &str) -> Option<Reading> {
        let reply = Reply::of(cell)?;
        let language = self.detector.language(&reply);
        let spelling = match &language {
            Detected::Certain(language) => self.speller.check(&reply, language),
            Detected::Undecided => None,
        };
        Some(Reading { language, spelling })
    }
}
