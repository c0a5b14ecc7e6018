//! Written replies: how they are read, the rules about them, and which languages have to be told apart.

use std::path::{Path, PathBuf};

use super::context::Context;
use super::languages;
use crate::reply::{Address, DETECTABLE, Detector, Phrase, ReplyRule, Settings, Speller, is_detectable};
use crate::vocabulary::Language;
use crate::workspace::agreement::{Family, Queue, Rule, Standard};
use crate::workspace::document::{Dossier, Entry, Spot, Table, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, non_empty, or_default, share, text, texts, unique, whole};

/// Letters that a text needs for its language to be told, where the workspace does not say.
const MIN_LETTERS: i64 = 20;

/// Confidence that it needs, where the workspace does not say.
const MIN_CONFIDENCE: f64 = 0.8;

/// Reads `[replies]`; without it the defaults hold. `languages` are those to tell apart.
pub fn settings(
    context: &Context<'_>,
    entry: Option<&Entry>,
    languages: Option<Vec<Language>>,
    dossier: &mut Dossier,
) -> Option<Settings> {
    let notes = context.notes;
    let nothing = Table::default();
    let start = Spot {
        file: 0,
        start: 0,
        end: 0,
    };
    let reader = match entry {
        Some(entry) => Reader::of(notes, entry, "the table of replies")?,
        None => Reader::new(notes, &nothing, start, ""),
    };
    let min_letters = or_default(reader.optional("min_letters"), MIN_LETTERS, |entry| {
        whole(notes, entry, 1..=1_000)
    });
    let min_confidence = or_default(reader.optional("min_confidence"), MIN_CONFIDENCE, |entry| {
        share(notes, entry)
    });
    let dictionaries = reader.optional("dictionaries");
    let word_list = reader.optional("word_list");
    reader.finish();
    let mut speller = Speller::default();
    let dictionaries = or_default(dictionaries, (), |entry| {
        add_dictionaries(notes, entry, &mut speller, dossier)
    });
    let word_list = or_default(word_list, (), |entry| {
        let path = path_beside(notes, entry, dossier)?;
        let bytes = read(notes, entry, &path, dossier)?;
        let Ok(words) = std::str::from_utf8(&bytes) else {
            let note = Note::at(entry.node.spot, format!("{} is not UTF-8", path.display()));
            return notes.refuse(note.help("save the list of words in UTF-8, one word a line"));
        };
        speller.take_words(words.trim_start_matches('\u{feff}'));
        Some(())
    });
    dictionaries?;
    word_list?;
    Some(Settings {
        languages: languages?,
        min_letters: usize::try_from(min_letters?).ok()?,
        min_confidence: min_confidence?,
        speller,
    })
}

fn add_dictionaries(
    notes: &Notes,
    entry: &Entry,
    speller: &mut Speller,
    dossier: &mut Dossier,
) -> Option<()> {
    let Value::Table(table) = &entry.node.value else {
        let message = format!("`dictionaries` is a table, not {}", entry.node.value.kind());
        let note = Note::at(entry.node.spot, message);
        return notes.refuse(note.help("write dictionaries = { de = \"dictionaries/de_DE\" }"));
    };
    let read: Vec<_> = table
        .entries
        .iter()
        .map(|line| add_dictionary(notes, line, speller, dossier))
        .collect();
    read.into_iter().collect()
}

fn add_dictionary(notes: &Notes, line: &Entry, speller: &mut Speller, dossier: &mut Dossier) -> Option<()> {
    let language = languages::tag(notes, line.spot, &line.key)?;
    if !is_detectable(&language) {
        let message = format!("replies in `{language}` cannot be recognised, so none would be checked");
        return notes.refuse(Note::at(line.spot, message).help(recognisable()));
    }
    let path = path_beside(notes, line, dossier)?;
    let ending = |ending: &str| {
        let written = path.to_string_lossy();
        let stem = written.trim_end_matches(".dic").trim_end_matches(".aff");
        PathBuf::from(format!("{stem}.{ending}"))
    };
    let aff = read(notes, line, &ending("aff"), dossier);
    let dic = read(notes, line, &ending("dic"), dossier);
    let (aff, dic) = (aff?, dic?);
    match speller.add(language, &aff, &dic) {
        Ok(()) => Some(()),
        Err(problem) => {
            let message = format!("{} cannot be used: {problem}", ending("aff").display());
            let note = Note::at(line.node.spot, message);
            notes.refuse(note.help("a hunspell dictionary has two files, such as de_DE.aff and de_DE.dic"))
        }
    }
}

/// A path relative to the file in which it stands.
fn path_beside(notes: &Notes, entry: &Entry, dossier: &Dossier) -> Option<PathBuf> {
    let written = text(notes, &format!("`{}`", entry.key), &entry.node)?;
    let file = dossier.files.get(entry.node.spot.file);
    let folder = file.and_then(|file| file.parent()).unwrap_or(Path::new(""));
    Some(folder.join(written))
}

fn read(notes: &Notes, entry: &Entry, path: &Path, dossier: &mut Dossier) -> Option<Vec<u8>> {
    dossier.read(path).map_or_else(
        |why| {
            let message = format!("{} cannot be read: {why}", path.display());
            let note = Note::at(entry.node.spot, message);
            notes.refuse(note.help("paths are relative to the file in which they stand"))
        },
        Some,
    )
}

fn recognisable() -> String {
    format!(
        "languages of replies that can be recognised: {}",
        DETECTABLE.join(", ")
    )
}

/// The languages to tell apart: those agreed for the queues of all standards whose rule needs to know.
pub fn languages(context: &Context<'_>, standards: &[Standard], queues: &[Queue]) -> Option<Vec<Language>> {
    let mut agreed = Vec::new();
    let mut all_known = true;
    for standard in standards.iter().filter(|standard| needs_language(standard)) {
        for queue in queues.iter().filter(|queue| standard.covers(&queue.id)) {
            for language in queue.languages.iter().chain(&queue.fallback_languages) {
                if !is_detectable(language) {
                    all_known = false;
                    refuse(context, standard, queue, language);
                }
                agreed.push(language.clone());
            }
        }
    }
    let none = agreed.is_empty();
    all_known.then(|| {
        if none {
            agreed
        } else {
            Detector::with_counterpart(&agreed)
        }
    })
}

fn needs_language(standard: &Standard) -> bool {
    let mut rules = standard.clauses.iter().map(|clause| clause.rule.family());
    rules.any(Family::needs_reply_language)
}

fn refuse(context: &Context<'_>, standard: &Standard, queue: &Queue, language: &Language) {
    let entries = context.names.standards.entries.iter();
    let mut entries = entries.filter(|entry| entry.key == standard.id.as_str());
    let Some(entry) = entries.next() else { return };
    let message = format!(
        "standard `{}` needs the language of replies, and `{language}`, agreed for queue `{}`, cannot be recognised",
        standard.id, queue.id
    );
    let help = format!(
        "{}; cover other queues only with queues = [\"…\"]",
        recognisable()
    );
    context.notes.add(Note::at(entry.spot, message).help(help));
}

/// Standards of spelling without any dictionary.
pub fn doubts(standards: &[Standard], replies: &Settings) -> Vec<String> {
    if replies.speller.languages().next().is_some() {
        return Vec::new();
    }
    let spelling = standards.iter().filter(|standard| {
        let mut rules = standard.clauses.iter().map(|clause| clause.rule.family());
        rules.any(|family| family == Family::Spelling)
    });
    let doubt = |standard: &Standard| {
        format!(
            "standard `{}` checks spelling, but [replies] names no dictionary: it has no figure",
            standard.id
        )
    };
    spelling.map(doubt).collect()
}

/// Reads `form_of_address`.
pub fn form_of_address(reader: &Reader<'_>) -> Option<Rule> {
    let entry = reader.required("agreed", "agreed = \"Sie\" or \"du\"")?;
    let agreed = choice(reader.notes, "form of address", &entry.node, &Address::ALL)?;
    Some(Rule::Reply(ReplyRule::FormOfAddress(agreed)))
}

/// Reads `named_contact`.
pub fn named_contact(reader: &Reader<'_>) -> Option<Rule> {
    let others = or_default(reader.optional("no_person"), Vec::new(), |entry| {
        texts(reader.notes, "`no_person`", &entry.node)
    })?;
    let others = others.into_iter().filter(|name| !name.is_empty()).collect();
    Some(Rule::Reply(ReplyRule::NamedContact(others)))
}

/// Reads the phrases of a rule, each once.
pub fn phrases(reader: &Reader<'_>, rule: impl Fn(Vec<Phrase>) -> ReplyRule) -> Option<Rule> {
    let notes = reader.notes;
    let entry = reader.required("phrases", "phrases = [\"Muster Versand AG\"]")?;
    let items = non_empty(notes, "`phrases`", &entry.node)?;
    let phrase = |item| {
        let written = text(notes, "a phrase", item)?;
        if !written.chars().any(char::is_alphanumeric) {
            let note = Note::at(item.spot, format!("`{written}` has no letter"));
            return notes.refuse(note.help("a phrase is made of words"));
        }
        Some((item, Phrase::new(written)))
    };
    let read: Vec<_> = items.iter().map(phrase).collect();
    let phrases: Vec<_> = read.into_iter().collect::<Option<_>>()?;
    unique(notes, "`phrases`", &phrases);
    let phrases = phrases.into_iter().map(|(_, phrase)| phrase).collect();
    Some(Rule::Reply(rule(phrases)))
}

/// Reads `sentence_length`.
pub fn sentence_length(reader: &Reader<'_>) -> Option<Rule> {
    let entry = reader.required("max_words", "max_words = 18")?;
    let words = whole(reader.notes, entry, 1..=200)?;
    Some(Rule::Reply(ReplyRule::SentenceLength(u32::try_from(words).ok()?)))
}
