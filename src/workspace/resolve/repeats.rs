//! The rule tables about repeated contacts.

use crate::workspace::agreement::{Per, Repeats, Rule, Sameness};
use crate::workspace::document::{Entry, Node};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, non_empty, or_default, seconds, unique};

/// What contacts can have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Common {
    Customer,
    Reason,
}

/// Reads `no_repeat`.
pub fn no_repeat(reader: &Reader<'_>) -> Option<Rule> {
    let repeats = repeats(reader);
    let options = [("contact", Per::Contact), ("chain", Per::Chain)];
    let per = or_default(reader.optional("per"), Per::Contact, |entry| {
        choice(reader.notes, "per", &entry.node, &options)
    });
    Some(Rule::NoRepeat {
        repeats: repeats?,
        per: per?,
    })
}

/// Reads `repeat_rate`.
pub fn repeat_rate(reader: &Reader<'_>) -> Option<Rule> {
    repeats(reader).map(Rule::RepeatRate)
}

fn repeats(reader: &Reader<'_>) -> Option<Repeats> {
    let within = reader.required("within", "within = \"7 d\"");
    let same = reader.required("same", "same = [\"customer\", \"reason\"], or the customer alone");
    let within = within.and_then(|entry| seconds(reader.notes, entry, 1));
    let same = same.and_then(|entry| sameness(reader.notes, entry));
    Some(Repeats {
        within_s: within?,
        same: same?,
    })
}

fn sameness(notes: &Notes, entry: &Entry) -> Option<Sameness> {
    let options = [("customer", Common::Customer), ("reason", Common::Reason)];
    let items = non_empty(notes, "`same`", &entry.node)?;
    let read: Vec<_> = items
        .iter()
        .map(|item| Some((item, choice(notes, "word of `same`", item, &options)?)))
        .collect();
    let common: Vec<(&Node, Common)> = read.into_iter().collect::<Option<_>>()?;
    unique(notes, "`same`", &common);
    let has = |wanted| common.iter().any(|(_, known)| *known == wanted);
    match (has(Common::Customer), has(Common::Reason)) {
        (true, true) => Some(Sameness::CustomerAndReason),
        (true, false) => Some(Sameness::Customer),
        (false, _) => {
            let note = Note::at(entry.node.spot, "`same` leaves out the customer");
            notes.refuse(
                note.help(
                    "contacts of different customers are no repeats: same = [\"customer\", \"reason\"]",
                ),
            )
        }
    }
}
