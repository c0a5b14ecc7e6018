//! Weight and range of a standard's score.

use super::clauses::{Measured, value};
use crate::vocabulary::{Direction, Unit};
use crate::workspace::agreement::{Provider, ScoreRange, Standard};
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, share};

/// Reads `score` of a standard on the scale of what it measures.
pub fn score(notes: &Notes, entry: &Entry, measured: Measured) -> Option<ScoreRange> {
    let reader = Reader::of(notes, entry, "the score")?;
    let worst = reader.required("worst", "worst = \"60 %\"");
    let best_entry = reader.required("best", "best = \"85 %\"");
    let weight = reader.required("weight", "weight = 30");
    reader.finish();
    if measured.has_band {
        return band(notes, [worst?, best_entry?], weight?, measured);
    }
    let [worst, best] =
        [worst, best_entry].map(|entry| entry.and_then(|entry| value(notes, entry, measured)));
    let weight = weight.and_then(|entry| weight_of(notes, entry));
    let range = ScoreRange {
        worst: worst?,
        best: best?,
        weight: weight?,
        below: None,
    };
    let spot = best_entry?.node.spot;
    match range_fault(&range, measured) {
        Some((message, help)) => notes.refuse(Note::at(spot, message).help(help)),
        None => Some(range),
    }
}

/// Both sides of a band: of `worst` and `best` the value below it, then the one above.
fn band(notes: &Notes, entries: [&Entry; 2], weight: &Entry, measured: Measured) -> Option<ScoreRange> {
    let [worst, best] = entries.map(|entry| pair(notes, entry, measured));
    let weight = weight_of(notes, weight);
    let ((worst_low, worst_high), (best_low, best_high), weight) = (worst?, best?, weight?);
    if !(worst_low < best_low && best_low <= best_high && best_high < worst_high) {
        let note = Note::at(entries[1].node.spot, "`best` does not lie inside `worst`");
        return notes.refuse(note.help("worst = [\"200 s\", \"450 s\"], best = [\"280 s\", \"360 s\"]"));
    }
    Some(ScoreRange {
        worst: worst_high,
        best: best_high,
        weight,
        below: Some((worst_low, best_low)),
    })
}

fn pair(notes: &Notes, entry: &Entry, measured: Measured) -> Option<(f64, f64)> {
    let read = |node: &Node| {
        let one = Entry {
            node: node.clone(),
            ..entry.clone()
        };
        match measured.unit {
            Some(Unit::Share) => signed_share(notes, &one),
            _ => value(notes, &one, measured),
        }
    };
    match &entry.node.value {
        Value::List(items) if items.len() == 2 => Some((read(&items[0])?, read(&items[1])?)),
        _ => {
            let message = format!("`{}` has two values here: below and above the band", entry.key);
            notes.refuse(Note::at(entry.node.spot, message).help("worst = [\"200 s\", \"450 s\"]"))
        }
    }
}

/// A share that may be below nothing: a forecast can be too low.
fn signed_share(notes: &Notes, entry: &Entry) -> Option<f64> {
    let without_sign = match &entry.node.value {
        Value::Float(number) if *number < 0.0 => Some(Value::Float(-number)),
        Value::Text(text) => {
            let rest = text.trim().strip_prefix(['-', '−']);
            rest.map(|rest| Value::Text(rest.to_owned()))
        }
        _ => None,
    };
    let Some(value) = without_sign else {
        return share(notes, entry);
    };
    let mut entry = entry.clone();
    entry.node.value = value;
    share(notes, &entry).map(|share| -share)
}

/// What most readers take a score to be out of.
const USUAL_SUM: f64 = 100.0;

/// Providers whose weights do not add up to 100: their scores are out of another sum than readers
/// expect, and perhaps than the other providers'.
pub fn doubts(providers: &[Provider], standards: &[Standard]) -> Vec<String> {
    let sums = providers.iter().filter_map(|provider| {
        let binding = standards.iter().filter(|standard| standard.binds(&provider.id));
        let weights = binding.filter_map(|standard| standard.score.map(|range| range.weight));
        // Binary sums of decimal weights end in noise.
        let sum = (weights.sum::<f64>() * 1e6).round() / 1e6;
        (sum > 0.0 && sum != USUAL_SUM).then_some((sum, provider.id.as_str()))
    });
    let mut groups: Vec<(f64, Vec<&str>)> = Vec::new();
    for (sum, provider) in sums {
        match groups.iter_mut().find(|(known, _)| *known == sum) {
            Some((_, named)) => named.push(provider),
            None => groups.push((sum, vec![provider])),
        }
    }
    let told = groups.into_iter().map(|(sum, named)| {
        let named = named.join(", ");
        format!("the weights that bind {named} add up to {sum}, not 100; the score is out of {sum}")
    });
    told.collect()
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
