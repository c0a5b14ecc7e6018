//! The canonical values that words of an export can stand for.

use super::languages;
use super::names::Names;
use crate::vocabulary::suggest;
use crate::vocabulary::{Actor, Event, Outcome};
use crate::workspace::document::Spot;
use crate::workspace::mapping::Field;
use crate::workspace::notes::{Note, Notes};

/// States of a ticket.
const STATUSES: [&str; 6] = ["open", "pending", "resolved", "closed", "merged", "cancelled"];

/// The canonical values of a field.
pub enum Canon<'a> {
    /// One of a list.
    Closed {
        /// What they are, e.g. "outcome".
        what: &'static str,
        /// The values.
        values: Vec<&'a str>,
    },
    /// BCP 47 tags.
    Languages,
    /// Anything: words that are not listed stand for themselves.
    Free,
}

impl<'a> Canon<'a> {
    /// The canonical values of a field.
    pub fn of(field: Field, names: &Names<'a>) -> Self {
        let closed = |what, values: &[&'static str]| Canon::Closed {
            what,
            values: values.to_vec(),
        };
        match field {
            Field::Queue => Canon::Closed {
                what: "queue",
                values: names.queues.ids(),
            },
            Field::Standard => Canon::Closed {
                what: "standard",
                values: names.standards.ids(),
            },
            Field::Outcome => closed("outcome", &Outcome::ALL.map(Outcome::name)),
            field if field.is_yes_no() => closed("answer", &["yes", "no"]),
            Field::Event => Canon::Closed {
                what: "event",
                values: Event::ALL.iter().map(|event| event.name()).collect(),
            },
            Field::Actor => closed("actor", &Actor::ALL.map(Actor::name)),
            Field::Status => closed("status", &STATUSES),
            Field::CustomerLanguage | Field::ServedLanguage => Canon::Languages,
            _ => Canon::Free,
        }
    }

    /// The value in its one spelling, or a note.
    pub fn check(&self, notes: &Notes, spot: Spot, value: &str) -> Option<String> {
        match self {
            Canon::Free => Some(value.to_owned()),
            Canon::Languages => Some(languages::tag(notes, spot, value)?.as_str().to_owned()),
            Canon::Closed { values, .. } if values.contains(&value) => Some(value.to_owned()),
            Canon::Closed { what, values } => {
                let note = Note::at(spot, format!("`{value}` is no {what}"));
                notes.refuse(note.help(suggest::help(value, what, values)))
            }
        }
    }

    /// Whether a canonical value stands for itself in an export.
    pub fn stands_for_itself(&self) -> bool {
        !matches!(self, Canon::Free)
    }

    /// All values of a closed list.
    pub fn closed_values(&self) -> &[&'a str] {
        match self {
            Canon::Closed { values, .. } => values,
            Canon::Languages | Canon::Free => &[],
        }
    }
}
