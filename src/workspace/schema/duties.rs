//! The rules of documentation and experience.

use serde_json::Value;

use super::shape::{
    Definition, Key, any_text, list, one_of, one_or_more, reference, ruled, some_of, table, text, whole, word,
};
use crate::workspace::rule::{CriticalError, RequiredField};

/// The definitions of these rules.
pub fn definitions() -> Vec<Definition> {
    vec![
        ("required_fields", required_fields()),
        ("conditional_fields", conditional_fields()),
        (
            "note_min_chars",
            table(
                "A note of some length",
                &[
                    Key::required("chars", "least number of characters", whole(1, 1_000_000)),
                    Key::new(
                        "empty_phrases",
                        "phrases that count as no note",
                        list(any_text(), 0),
                    ),
                ],
            ),
        ),
        (
            "reasons",
            table(
                "Contact reasons that are told from others",
                &[Key::required("reasons", "these", one_or_more())],
            ),
        ),
        (
            "documented",
            table(
                "Several duties at closing together",
                &[Key::required(
                    "all_of",
                    "the standards that are these duties",
                    list(text(), 1),
                )],
            ),
        ),
        ("csat", csat()),
        (
            "critical_error_accuracy",
            table(
                "Checked contacts without a critical error",
                &[Key::required(
                    "of",
                    "kinds of errors",
                    list(word(CriticalError::ALL.map(CriticalError::name)), 1),
                )],
            ),
        ),
    ]
}

fn fields() -> Value {
    list(word(RequiredField::ALL.iter().map(|field| field.name())), 1)
}

fn required_fields() -> Value {
    let keys = [
        Key::new("fields", "all of these", fields()),
        Key::new(
            "when",
            "fields that only some contacts need",
            list(reference("conditional_fields"), 1),
        ),
    ];
    ruled(
        table("Fields that are filled", &keys),
        vec![some_of(&["fields", "when"])],
    )
}

fn conditional_fields() -> Value {
    let keys = [
        Key::new(
            "filled",
            "where this field is filled",
            word(RequiredField::ALL.iter().map(|field| field.name())),
        ),
        Key::new(
            "reason_is",
            "where the contact reason is one of these",
            one_or_more(),
        ),
        Key::required("fields", "all of these are filled", fields()),
    ];
    ruled(
        table("Fields that are filled where a condition holds", &keys),
        vec![one_of(&["filled", "reason_is"])],
    )
}

fn csat() -> Value {
    table(
        "Ratings in the top boxes of their scale",
        &[
            Key::required("worst", "worst rating", whole(0, 1_000)),
            Key::required("best", "best rating; below `worst` for grades", whole(0, 1_000)),
            Key::required("top", "worst rating that counts as good", whole(0, 1_000)),
        ],
    )
}
