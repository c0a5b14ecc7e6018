//! The form of ids. They become folder and file names on any system.

use crate::workspace::document::Entry;
use crate::workspace::notes::{Note, Notes};

/// Longest id.
const LONGEST: usize = 64;

/// Names that Windows keeps for devices.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Checks the form of all ids of a table, and that they differ by more than upper and lower case.
pub fn check_all(notes: &Notes, what: &str, entries: &[Entry]) {
    for (index, entry) in entries.iter().enumerate() {
        if let Some((message, help)) = fault(what, &entry.key) {
            notes.add(Note::at(entry.spot, message).help(help));
        }
        let twin = entries[..index]
            .iter()
            .find(|known| known.key.eq_ignore_ascii_case(&entry.key));
        if let Some(twin) = twin {
            let message = format!(
                "{what} `{}` and `{}` differ in upper and lower case only",
                twin.key, entry.key
            );
            let note = Note::at(entry.spot, message).related(twin.spot, "the other one");
            notes.add(note.help("some systems take them for the same folder; choose another id"));
        }
    }
}

fn fault(what: &str, id: &str) -> Option<(String, String)> {
    let is_plain = id
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if id.is_empty() || !is_plain {
        let help = "an id has letters a–z, digits, `_` and `-` only; put the full name into `name`";
        return Some((format!("`{id}` cannot be the id of a {what}"), help.to_owned()));
    }
    if id.len() > LONGEST {
        return Some((
            format!("the id of this {what} is too long"),
            format!("at most {LONGEST} characters"),
        ));
    }
    is_reserved(&id.to_ascii_lowercase()).then(|| {
        (
            format!("`{id}` is a reserved file name"),
            format!("choose another id for the {what}"),
        )
    })
}

fn is_reserved(id: &str) -> bool {
    let numbered = id.strip_prefix("com").or(id.strip_prefix("lpt"));
    RESERVED.contains(&id) || numbered.is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']))
}
