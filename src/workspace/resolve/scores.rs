//! Weight and range of a standard's score.

use super::clauses::{Measured, value};
use crate::vocabulary::Direction;
use crate::workspace::agreement::ScoreRange;
use crate::workspace::document::{Entry, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::Reader;

/// Reads `score` of a standard on the scale of what it measures.
pub fn score(notes: &Notes, entry: &Entry, measured: Measured) -> Option<ScoreRange> {
    let reader = Reader::of(notes, entry, "the score")?;
    let worst = reader.required("worst", "worst = \"60 %\"");
    let best_entry = reader.required("best", "best = \"85 %\"");
    let weight = reader.required("weight", "weight = 30");
    reader.finish();
    let [worst, best] =
        [worst, best_entry].map(|entry| entry.and_then(|entry| value(notes, entry, measured)));
    let weight = weight.and_then(|entry| weight_of(notes, entry));
    let range = ScoreRange {
        worst: worst?,
        best: best?,
        weight: weight?,
    };
    let spot = best_entry?.node.spot;
    match range_fault(&range, measured) {
        Some((message, help)) => notes.refuse(Note::at(spot, message).help(help)),
        None => Some(range),
    }
}

fn range_fault(range: &ScoreRange, measured: Measured) -> Option<(&'static str, &'static str)> {
    if range.worst == range.best {
        return Some((
            "`worst` and `best` are the same",
            "give the values that score nothing and everything",
        ));
    }
    match measured.direction? {
        Direction::Min if range.best < range.worst => Some((
            "`best` is worse than `worst`: here more is better",
            "exchange the two",
        )),
        Direction::Max if range.best > range.worst => Some((
            "`best` is worse than `worst`: here less is better",
            "exchange the two",
        )),
        _ => None,
    }
}

fn weight_of(notes: &Notes, entry: &Entry) -> Option<f64> {
    let weight = match &entry.node.value {
        Value::Integer(weight) => *weight as f64,
        Value::Float(weight) => *weight,
        other => {
            let message = format!("`weight` is a number, not {}", other.kind());
            return notes.refuse(Note::at(entry.node.spot, message).help("weight = 30"));
        }
    };
    match weight > 0.0 && weight.is_finite() {
        true => Some(weight),
        false => notes.refuse(
            Note::at(entry.node.spot, format!("`weight` cannot be {weight}"))
                .help("a weight is above 0; leave `score` out where a standard does not count"),
        ),
    }
}
