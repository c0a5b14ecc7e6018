//! Spelling by hunspell dictionaries that the workspace names, with the client's own words.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::Encoding;
use foldhash::fast::FixedState;

use super::lexicon::{TITLES, fold, is_abbreviation};
use super::text::Reply;
use super::words::is_gender_mark;
use crate::vocabulary::Language;

/// Words kept with what the dictionary says; the checking of long compounds is slow.
const KEPT_WORDS: usize = 200_000;

/// Letters beyond which a word is not checked: a hostile one would take very long.
const LONGEST: usize = 60;

/// Letters of a word in capitals up to which it is an abbreviation.
const ABBREVIATION: usize = 5;

type Dictionary = spellbook::Dictionary<FixedState>;

/// Why a dictionary cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryProblem {
    /// Its encoding is not known.
    #[error("its encoding {0} is not known")]
    Encoding(String),
    /// It is no hunspell dictionary.
    #[error("it is no hunspell dictionary: {0}")]
    Format(String),
}

/// Words that were checked and those that are wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spelling {
    /// Words checked.
    pub words: usize,
    /// Wrong ones as they stand, in order, repetitions included.
    pub errors: Vec<String>,
}

/// The dictionaries of a workspace. Clones share them.
#[derive(Clone, Default)]
pub struct Speller {
    dictionaries: BTreeMap<Language, Arc<Checked>>,
    /// The client's own words, folded.
    own: Arc<HashSet<String, FixedState>>,
}

/// A dictionary and what it said so far.
struct Checked {
    dictionary: Dictionary,
    known: Mutex<HashMap<String, bool, FixedState>>,
}

impl fmt::Debug for Speller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Speller")
            .field("languages", &self.dictionaries.keys())
            .field("own_words", &self.own.len())
            .finish()
    }
}

impl Speller {
    /// Adds the dictionary of a language from the bytes of its two files.
    ///
    /// # Errors
    /// The files are no dictionary.
    pub fn add(&mut self, language: Language, aff: &[u8], dic: &[u8]) -> Result<(), DictionaryProblem> {
        let encoding = encoding(aff)?;
        let (aff, dic) = (decoded(encoding, aff), decoded(encoding, dic));
        let dictionary = Dictionary::new_with_hasher(&aff, &dic, FixedState::default())
            .map_err(|problem| DictionaryProblem::Format(problem.to_string()))?;
        let known = Mutex::new(HashMap::with_hasher(FixedState::default()));
        self.dictionaries
            .insert(language, Arc::new(Checked { dictionary, known }));
        Ok(())
    }

    /// Takes the client's own words, one a line; what follows a `#` is a remark.
    pub fn take_words(&mut self, list: &str) {
        let words = list
            .lines()
            .map(|line| line.split('#').next().unwrap_or_default().trim());
        self.own = Arc::new(words.filter(|word| !word.is_empty()).map(fold).collect());
    }

    /// Languages with a dictionary.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.dictionaries.keys()
    }

    /// Checks what a reply says between salutation and closing words, where names are; nothing where the
    /// language has no dictionary.
    pub fn check(&self, reply: &Reply, language: &Language) -> Option<Spelling> {
        let dictionary = self.dictionaries.get(language)?;
        let mut spelling = Spelling::default();
        // Where the last word of a name after Herr or Ms ended.
        let mut name_end = None;
        for word in reply.body_words() {
            let written = word.of(&reply.text);
            let follows = name_end
                .is_some_and(|end| reply.text[end..word.at.start].trim_matches(['.', ' ']).is_empty());
            let is_name = follows && written.starts_with(char::is_uppercase);
            name_end = (is_name || TITLES.contains(&word.folded.as_str())).then_some(word.at.end);
            let is_short = is_abbreviation(&word.folded) && reply.text[word.at.end..].starts_with('.');
            if is_name || is_short || is_part(&reply.text, &word.at) || !is_checked(written) {
                continue;
            }
            spelling.words += 1;
            if !self.is_right(dictionary, written) {
                spelling.errors.push(written.to_owned());
            }
        }
        Some(spelling)
    }

    fn is_right(&self, dictionary: &Checked, written: &str) -> bool {
        let own = |word: &str| self.own.contains(&fold(word));
        let right = |word: &str| own(word) || dictionary.has(word);
        if right(written) {
            return true;
        }
        // A compound with hyphens is as right as its parts; "geht's" is right where "geht" is.
        if written.contains('-') {
            return written
                .split('-')
                .all(|part| is_in_capitals(part) || right(part) || right(&capital(part)));
        }
        written
            .rsplit_once('\'')
            .is_some_and(|(word, ending)| ending.chars().count() <= 1 && right(word))
    }
}

impl Checked {
    fn has(&self, word: &str) -> bool {
        let lock = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(word) {
            return *known;
        }
        let is_right = self.dictionary.check(word);
        let mut known = lock();
        if known.len() < KEPT_WORDS {
            known.insert(word.to_owned(), is_right);
        }
        is_right
    }
}

/// Abbreviations in capitals, single letters, forms with a gender mark and monsters are not checked.
fn is_checked(written: &str) -> bool {
    let letters = written.chars().count();
    let has_mark = || {
        written
            .char_indices()
            .any(|(at, mark)| is_gender_mark(written, at, mark))
    };
    (2..=LONGEST).contains(&letters) && !is_in_capitals(written) && !has_mark()
}

fn is_in_capitals(written: &str) -> bool {
    !written.chars().any(char::is_lowercase) && written.chars().count() <= ABBREVIATION
}

/// A part of something longer: `Abrechnungs- und …`, or a placeholder such as `<name>`.
fn is_part(text: &str, at: &Range<usize>) -> bool {
    let joins = |mark: char| matches!(mark, '-' | '_' | '<' | '>' | '{' | '}');
    text[..at.start].ends_with(joins) || text[at.end..].starts_with(joins)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The encoding that a dictionary says it has; UTF-8 where it says nothing.
fn encoding(aff: &[u8]) -> Result<&'static Encoding, DictionaryProblem> {
    let lines = aff
        .split(|byte| *byte == b'\n')
        .map(|line| line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line));
    let said = lines.filter_map(|line| line.strip_prefix(b"SET ")).next();
    let Some(said) = said.map(|said| String::from_utf8_lossy(said).trim().to_owned()) else {
        return Ok(encoding_rs::UTF_8);
    };
    let label = said
        .to_ascii_lowercase()
        .replace("microsoft-cp", "windows-")
        .replace("iso8859", "iso-8859");
    Encoding::for_label(label.as_bytes()).ok_or(DictionaryProblem::Encoding(said))
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> String {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    text.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFF: &[u8] = b"SET ISO8859-1\nSFX N Y 1\nSFX N 0 en .\n";
    const DIC: &[u8] = b"9\ngr\xfcn\nRechnung/N\nWir\npr\xfcfen\nIhre\ngeht\nauf\nMandat\nHerr\n";

    fn speller() -> (Speller, Language) {
        let german = Language::parse("de").expect("a language");
        let mut speller = Speller::default();
        speller.add(german.clone(), AFF, DIC).expect("a dictionary");
        (speller, german)
    }

    fn errors(text: &str, speller: &Speller, language: &Language) -> (usize, Vec<String>) {
        let found = speller
            .check(&Reply::of(text).expect("words"), language)
            .expect("a dictionary");
        (found.words, found.errors)
    }

    #[test]
    fn wrong_words_are_told_from_right_ones() {
        let (speller, german) = speller();
        let text = "Wir prüfen Ihre Rechnug, Ihre Rechnungen: grün. geht's, SEPA, A4 Rechnug Abrechn- <name>";
        assert_eq!(
            errors(text, &speller, &german),
            (9, vec!["Rechnug".into(), "Rechnug".into()])
        );
        assert_eq!(
            speller.check(
                &Reply::of(text).expect("words"),
                &Language::parse("en").expect("a language")
            ),
            None
        );
    }

    #[test]
    fn names_and_the_clients_words_are_right() {
        let (mut speller, german) = speller();
        let text = "Hallo Frau Przybilski, Wir prüfen auf Herr Dr. Jan Przybilski, Fritzbox, Fritzbox-Mandat, SEPA-Mandat.\nMfG\nXaver Quux";
        assert_eq!(errors(text, &speller, &german).1, ["Fritzbox", "Fritzbox-Mandat"]);
        speller.take_words("# our words\nFRITZBOX  # a router\n\n");
        assert!(errors(text, &speller, &german).1.is_empty());
    }

    #[test]
    fn what_is_no_dictionary_is_refused() {
        let german = Language::parse("de").expect("a language");
        let mut speller = Speller::default();
        let problem = speller.add(german.clone(), b"SET KLINGON-7\n", b"1\na\n");
        assert!(matches!(problem, Err(DictionaryProblem::Encoding(name)) if name == "KLINGON-7"));
        assert!(speller.add(german, b"SET UTF-8\nSFX broken\n", b"x").is_err());
    }
}
