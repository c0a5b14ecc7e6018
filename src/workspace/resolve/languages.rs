//! Language tags. A language must have one spelling only, or customers would seem badly served.

use crate::vocabulary::Language;
use crate::workspace::document::{Node, Spot};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{list, text, unique};

/// Three-letter codes and words in use, and the BCP 47 tag that they mean.
const SHORTER: [(&str, &[&str]); 12] = [
    ("de", &["deu", "ger", "deutsch", "german"]),
    ("en", &["eng", "englisch", "english"]),
    ("fr", &["fra", "fre", "französisch", "french"]),
    ("it", &["ita", "italienisch", "italian"]),
    ("tr", &["tur", "türkisch", "turkish"]),
    ("pl", &["pol", "polnisch", "polish"]),
    ("es", &["spa", "spanisch", "spanish"]),
    ("nl", &["nld", "dut", "niederländisch", "dutch"]),
    ("ru", &["rus", "russisch", "russian"]),
    ("uk", &["ukr", "ukrainisch", "ukrainian"]),
    ("ar", &["ara", "arabisch", "arabic"]),
    ("pt", &["por", "portugiesisch", "portuguese"]),
];

/// The tag that a word of an export probably means: `deu` and `Deutsch` mean `de`; a tag of two letters
/// means itself where it is in use here.
pub fn meant(word: &str) -> Option<&'static str> {
    let word = word.trim().to_lowercase();
    let is_it = |(tag, longer): &&(&str, &[&str])| *tag == word || longer.contains(&word.as_str());
    SHORTER.iter().find(is_it).map(|(tag, _)| *tag)
}

/// A tag as BCP 47 has it, or a note.
pub fn tag(notes: &Notes, spot: Spot, written: &str) -> Option<Language> {
    let wanted = written.trim().to_lowercase();
    let shorter = SHORTER
        .iter()
        .find(|(_, longer)| longer.contains(&wanted.as_str()));
    if let Some((tag, _)) = shorter {
        let note = Note::at(spot, format!("`{written}` is no language tag"));
        return notes.refuse(note.help(format!("did you mean `{tag}`?")));
    }
    let note = Note::at(spot, format!("`{written}` is no language tag"));
    match Language::parse(written) {
        Some(tag) if tag.as_str() == wanted => Some(tag),
        Some(tag) => notes.refuse(note.help(format!("did you mean `{tag}`?"))),
        None => {
            notes.refuse(note.help("a language is a BCP 47 tag of two or three letters, such as de or en"))
        }
    }
}

/// A list of languages.
pub fn tags(notes: &Notes, what: &str, node: &Node) -> Option<Vec<Language>> {
    let read = |item| text(notes, "a language", item).and_then(|written| tag(notes, item.spot, written));
    let tags: Vec<_> = list(notes, what, node)?
        .iter()
        .map(|item| Some((item, read(item)?)))
        .collect();
    let tags: Vec<(&Node, Language)> = tags.into_iter().collect::<Option<_>>()?;
    unique(notes, what, &tags);
    Some(tags.into_iter().map(|(_, tag)| tag).collect())
}
