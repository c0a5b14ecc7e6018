//! Words of an export become codes: each distinct word is looked up once, then remembered.

use std::collections::{BTreeSet, HashMap};

use foldhash::fast::FixedState;
use sha2::{Digest, Sha256};

use super::Bad;
use super::field::{FieldReader, RawValue, cell_text};
use super::recent_words::RecentWords;
use super::rows::{Closer, Quick};
use crate::ingest::{RawBatch, TextBytes};
use crate::tables::Dictionary;
use crate::vocabulary::{Language, ProviderId};
use crate::workspace::mapping::Field;

/// What happens to a word that no list knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unknown {
    /// The row cannot be attributed: it is rejected.
    Reject,
    /// The value is missing, with a notice.
    Missing,
    /// The word stands for itself, with a notice.
    Keep,
    /// The word stands for itself; there is no list.
    Free,
    /// The word is replaced by a pseudonym.
    Pseudonym,
}

/// What a word turned out to be.
#[derive(Clone, Debug)]
enum Coded {
    Known(u32),
    Noticed(Option<u32>),
    Rejected,
}

/// The code of one row, and whether its word was new to every list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The code; none where the value is missing.
    pub code: Option<u32>,
    /// The unknown word, to be noticed.
    pub unknown: Option<std::borrow::Cow<'a, str>>,
}

/// Reads one field's words.
pub struct WordReader {
    unknown: Unknown,
    seen: HashMap<Box<str>, Coded, FixedState>,
    recent: RecentWords,
    salt: String,
}

impl WordReader {
    /// A reader for a field of a provider's export.
    pub fn new(field: &FieldReader<'_>, provider: &ProviderId) -> Self {
        let unknown = match field.field {
            Field::Queue | Field::Outcome | Field::Status | Field::Event | Field::Standard => Unknown::Reject,
            Field::Agent => Unknown::Pseudonym,
            Field::Reason if !field.source.words.is_empty() => Unknown::Keep,
            Field::Reason | Field::Priority | Field::AgentGroup => Unknown::Free,
            _ => Unknown::Missing,
        };
        Self {
            unknown,
            seen: HashMap::default(),
            recent: RecentWords::default(),
            salt: provider.as_str().to_owned(),
        }
    }

    /// The code of a plain text, where it is a word known for long.
    #[inline]
    pub fn quick(&self, text: TextBytes<'_>, required: bool) -> Quick<u32> {
        match text.bytes {
            [] if required => Err(Closer),
            [] => Ok(None),
            _ => self.recent.code(text).map(Some).ok_or(Closer),
        }
    }

    /// The code of a row's word.
    ///
    /// # Errors
    /// An unknown word where the row needs one of a closed list.
    pub fn read<'a>(
        &mut self,
        field: &'a FieldReader<'_>,
        batch: &'a RawBatch,
        row: usize,
        dictionary: &mut Dictionary,
    ) -> Result<Word<'a>, Bad> {
        let text = match field.raw(batch, row)? {
            RawValue::Missing => {
                return Ok(Word {
                    code: None,
                    unknown: None,
                });
            }
            RawValue::Decided(canonical) => {
                return Ok(Word {
                    code: Some(dictionary.code(canonical)),
                    unknown: None,
                });
            }
            RawValue::Text(text) => text,
            RawValue::Typed(cell) => cell_text(cell).into(),
            RawValue::TypedParts(_) => field.text(batch, row)?.unwrap_or_default(),
        };
        if !self.seen.contains_key(text.as_ref()) {
            let coded = self.look_up(field, &text, dictionary);
            self.seen.insert(text.as_ref().into(), coded);
        }
        match self.seen.get(text.as_ref()) {
            Some(Coded::Known(code)) => {
                if self.recent.code(TextBytes::alone(text.as_bytes())).is_none() {
                    self.recent.remember(text.as_bytes(), *code);
                }
                Ok(Word {
                    code: Some(*code),
                    unknown: None,
                })
            }
            Some(Coded::Noticed(code)) => Ok(Word {
                code: *code,
                unknown: Some(text),
            }),
            _ => Err(Bad {
                value: text.into_owned(),
                expected: expected_words(field),
            }),
        }
    }

    fn look_up(&self, field: &FieldReader<'_>, text: &str, dictionary: &mut Dictionary) -> Coded {
        let key = if field.source.ignore_case {
            text.to_lowercase()
        } else {
            text.to_owned()
        };
        if let Some(canonical) = field.source.words.get(&key) {
            return Coded::Known(dictionary.code(canonical));
        }
        let is_language = matches!(field.field, Field::CustomerLanguage | Field::ServedLanguage);
        if let Some(tag) = is_language.then(|| Language::parse(text)).flatten()
            && (field.source.words.is_empty() || dictionary.known(tag.as_str()).is_some())
        {
            return Coded::Known(dictionary.code(tag.as_str()));
        }
        match self.unknown {
            Unknown::Reject => dictionary.known(&key).map_or(Coded::Rejected, Coded::Known),
            Unknown::Missing => dictionary.known(&key).map_or(Coded::Noticed(None), Coded::Known),
            Unknown::Keep => Coded::Noticed(Some(dictionary.code(text))),
            Unknown::Free => Coded::Known(dictionary.code(text)),
            Unknown::Pseudonym => Coded::Known(dictionary.code(&self.pseudonym(text))),
        }
    }

    /// The same agent of the same provider has the same pseudonym in every month.
    fn pseudonym(&self, name: &str) -> String {
        let digest = Sha256::new()
            .chain_update(&self.salt)
            .chain_update([0])
            .chain_update(name)
            .finalize();
        digest[..5]
            .iter()
            .fold(String::from("agent-"), |text, byte| format!("{text}{byte:02x}"))
    }
}

/// What a word may stand for. The words themselves are not listed: they are all partners' words.
fn expected_words(field: &FieldReader<'_>) -> String {
    let meanings: BTreeSet<&str> = field.source.words.values().map(String::as_str).collect();
    let shown: Vec<&str> = meanings.iter().copied().take(MEANINGS).collect();
    match meanings.len() {
        0 => format!("a {} that the workspace defines", field.field.name()),
        all if all > MEANINGS => format!("a word for {} …", shown.join(", ")),
        _ => format!("a word for {}", shown.join(", ")),
    }
}

/// Most meanings that a message lists.
const MEANINGS: usize = 12;
