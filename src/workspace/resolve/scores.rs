//! Weight and range of a standard's score.

use super::clauses::{Measured, value};
use crate::vocabulary::Direction;
use crate::workspace::agreement::{Provider, ScoreRange, Standard};
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
