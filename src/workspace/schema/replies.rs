//! How written replies are read, and the rules about them.

use serde_json::{Value, json};

use super::shape::{Definition, Key, list, reference, table, text, whole, word};
use crate::reply::{Address, DETECTABLE};

/// The definitions of these tables.
pub fn definitions() -> Vec<Definition> {
    vec![
        ("replies", replies()),
        (
            "form_of_address",
            table(
                "German replies in the agreed form of address",
                &[Key::required(
                    "agreed",
                    "Sie or du",
                    word(Address::ALL.map(|(name, _)| name)),
                )],
            ),
        ),
        (
            "named_contact",
            table(
                "Replies that name a person as contact",
                &[Key::new(
                    "no_person",
                    "names that look like a person's and are not",
                    list(text(), 0),
                )],
            ),
        ),
        (
            "company_data",
            phrases("Replies with all phrases in the signature"),
        ),
        ("forbidden_wording", phrases("Replies without any of the phrases")),
        (
            "sentence_length",
            table(
                "Replies whose sentences are not too long in the mean",
                &[Key::required("max_words", "words per sentence", whole(1, 200))],
            ),
        ),
    ]
}

fn replies() -> Value {
    let dictionaries = json!({
        "type": "object",
        "propertyNames": word(DETECTABLE),
        "additionalProperties": text(),
    });
    table(
        "How written replies are read",
        &[
            Key::new(
                "min_letters",
                "fewer letters: the language is undecided; default: 20",
                whole(1, 1_000),
            ),
            Key::new(
                "min_confidence",
                "less confidence: the language is undecided; default: 80 %",
                reference("share"),
            ),
            Key::new(
                "dictionaries",
                "hunspell dictionary of each language: path without .aff and .dic",
                dictionaries,
            ),
            Key::new(
                "word_list",
                "file with the client's own words, one a line",
                text(),
            ),
        ],
    )
}

fn phrases(about: &str) -> Value {
    let phrases = Key::required(
        "phrases",
        "case and blanks do not matter; a star at the end stands for any ending",
        list(text(), 1),
    );
    table(about, &[phrases])
}
