//! The rules about repeated contacts.

use super::shape::{Definition, Key, list, reference, table, word};

/// The definitions of these rules.
pub fn definitions() -> Vec<Definition> {
    let per = Key::new(
        "per",
        "whether contacts are counted or chains of them, each as its first; default: contact",
        word(["contact", "chain"]),
    );
    let mut keys = repeats();
    keys.push(per);
    vec![
        ("no_repeat", table("Contacts that no repeat follows", &keys)),
        ("repeat_rate", table("Contacts that are repeats", &repeats())),
    ]
}

fn repeats() -> Vec<Key> {
    vec![
        Key::required(
            "within",
            "longest time from one contact to its repeat",
            reference("length"),
        ),
        Key::required(
            "same",
            "what a repeat has in common with the contact before: the customer, and perhaps the reason",
            list(word(["customer", "reason"]), 1),
        ),
    ]
}
