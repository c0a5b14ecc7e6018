//! What a value does to a standard's share of the pool: steps or even zones, checked against the side
//! that is good.

use super::clauses::{Measured, value};
use crate::vocabulary::{Direction, Nano};
use crate::workspace::credit::{Scale, Step, Zone};
use crate::workspace::document::{Entry, Node, Spot, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, exact, maybe, non_empty, portion};

/// Reads `steps` or `linear`.
pub fn scale(reader: &Reader<'_>, measured: Measured) -> Option<Scale> {
    let notes = reader.notes;
    let help = "write steps = [{ to = \"75 %\", malus = \"100 %\" }], or linear = { from = \"80 %\", to = \"70 %\", malus = \"100 %\" }";
    let entry = reader.one_of(&["steps", "linear"], help)?;
    let items = match &entry.node.value {
        Value::Table(_) => std::slice::from_ref(&entry.node),
        _ => non_empty(notes, &format!("`{}`", entry.key), &entry.node)?,
    };
    if entry.key == "linear" {
        let read: Vec<_> = items.iter().map(|item| zone(notes, item, measured)).collect();
        let zones: Vec<(Zone, Spot)> = read.into_iter().collect::<Option<_>>()?;
        return zones_together(notes, zones, measured.direction?);
    }
    let read: Vec<_> = items.iter().map(|item| step(notes, item, measured)).collect();
    let steps: Vec<(Step, Spot)> = read.into_iter().collect::<Option<_>>()?;
    steps_together(notes, steps, measured.direction?)
}

/// A bound on the scale of what is measured.
fn bound(notes: &Notes, entry: &Entry, measured: Measured) -> Option<Nano> {
    exact(notes, entry, value(notes, entry, measured)?)
}

/// What is taken or paid: below zero for a malus.
fn effect(reader: &Reader<'_>) -> Option<Nano> {
    let entry = reader.one_of(&["malus", "bonus"], "write malus = \"50 %\" or bonus = \"50 %\"")?;
    let size = portion(reader.notes, entry)?;
    Some(if entry.key == "malus" { Nano(-size.0) } else { size })
}

fn step(notes: &Notes, node: &Node, measured: Measured) -> Option<(Step, Spot)> {
    let reader = Reader::item(notes, node, "a step")?;
    let bounds = ["from", "to"].map(|key| reader.optional(key));
    let effect = effect(&reader);
    reader.finish();
    if bounds.iter().all(Option::is_none) {
        let note = Note::at(node.spot, "a step has neither `from` nor `to`");
        return notes.refuse(note.help("one may be left out where the range has no end"));
    }
    let [from, to] = bounds.map(|entry| maybe(entry, |entry| bound(notes, entry, measured)));
    let (from, to) = (from?, to?);
    if let (Some(low), Some(high)) = (from, to)
        && low >= high
    {
        let note = Note::at(node.spot, "`from` is not below `to`");
        return notes
            .refuse(note.help("a step goes from the smaller value to the larger one, whichever is better"));
    }
    let effect = effect?;
    Some((Step { from, to, effect }, node.spot))
}

/// A stretch of values with what it does, and the step that says so.
type Stretch = (Nano, Option<Spot>);

fn steps_together(notes: &Notes, mut steps: Vec<(Step, Spot)>, direction: Direction) -> Option<Scale> {
    steps.sort_by_key(|(step, _)| step.from);
    let mut stretches: Vec<Stretch> = Vec::new();
    // Where the last step ended; nothing before the first one, and none where it has no end.
    let mut end: Option<Option<Nano>> = None;
    for (index, (step, spot)) in steps.iter().enumerate() {
        let overlaps =
            index > 0 && (step.from.is_none() || end.flatten().is_none() || step.from < end.flatten());
        if overlaps {
            let note = Note::at(*spot, "two steps are about the same values");
            let note = note.related(steps[index - 1].1, "the other one");
            return notes.refuse(
                note.help("a bound that two steps share belongs to the better one; they must not overlap"),
            );
        }
        if step.from.is_some() && end.is_none_or(|end| end != step.from) {
            stretches.push((Nano(0), None));
        }
        stretches.push((step.effect, Some(*spot)));
        end = Some(step.to);
    }
    if end.flatten().is_some() {
        stretches.push((Nano(0), None));
    }
    if direction == Direction::Max {
        stretches.reverse();
    }
    for pair in stretches.windows(2) {
        let ((worse, worse_spot), (better, better_spot)) = (pair[0], pair[1]);
        if better < worse {
            return notes.refuse(backwards(better_spot, worse_spot, direction));
        }
    }
    Some(Scale::Steps(steps.into_iter().map(|(step, _)| step).collect()))
}

/// A better value gets less than a worse one.
fn backwards(better: Option<Spot>, worse: Option<Spot>, direction: Direction) -> Note {
    let side = match direction {
        Direction::Min => "here more is better",
        Direction::Max => "here less is better",
    };
    match (better, worse) {
        (Some(better), Some(worse)) => Note::at(
            better,
            "this step is for better values and gives less than the one for worse values",
        )
        .related(worse, "the one for worse values")
        .help(format!("{side}: exchange the two")),
        (Some(better), None) => {
            let open = if direction == Direction::Min { "from" } else { "to" };
            Note::at(better, "values that are worse than this step get no malus at all")
                .help(format!("{side}: leave `{open}` out, or add a step for them"))
        }
        (None, worse) => {
            let open = if direction == Direction::Min { "to" } else { "from" };
            let nowhere = Spot {
                file: 0,
                start: 0,
                end: 0,
            };
            Note::at(
                worse.unwrap_or(nowhere),
                "values that are better than this step get no bonus at all",
            )
            .help(format!("{side}: leave `{open}` out, or add a step for them"))
        }
    }
}

fn zone(notes: &Notes, node: &Node, measured: Measured) -> Option<(Zone, Spot)> {
    let reader = Reader::item(notes, node, "a linear zone")?;
    let from = reader.required("from", "from = \"80 %\": nothing here");
    let to_entry = reader.required("to", "to = \"70 %\": all of it here");
    let effect = effect(&reader);
    reader.finish();
    let [from, to] = [from, to_entry].map(|entry| entry.and_then(|entry| bound(notes, entry, measured)));
    let (from, to, effect, spot) = (from?, to?, effect?, to_entry?.node.spot);
    if from == to {
        let note = Note::at(spot, "`from` and `to` of a linear zone are the same");
        return notes.refuse(note.help("a jump is a step: steps = [{ … }]"));
    }
    let gets_better = (to > from) == (measured.direction? == Direction::Min);
    let is_malus = effect < Nano(0);
    if gets_better == is_malus {
        let (what, side) = if is_malus {
            ("a malus", "worse")
        } else {
            ("a bonus", "better")
        };
        let message = format!("{what} grows towards {side} values, and `to` is on the other side of `from`");
        return notes
            .refuse(Note::at(spot, message).help("nothing at `from`, all of it at `to`: exchange the two"));
    }
    Some((Zone { from, to, effect }, node.spot))
}

/// At most one zone of each kind, and none over the other.
fn zones_together(notes: &Notes, zones: Vec<(Zone, Spot)>, direction: Direction) -> Option<Scale> {
    for (index, (zone, spot)) in zones.iter().enumerate() {
        let is_malus = |zone: &Zone| zone.effect < Nano(0);
        let Some((other, first)) = zones[..index].first() else {
            continue;
        };
        let message = if index > 1 || is_malus(zone) == is_malus(other) {
            "a standard has one linear zone of malus and one of bonus at most"
        } else {
            let (malus, bonus) = if is_malus(zone) {
                (zone, other)
            } else {
                (other, zone)
            };
            let apart = match direction {
                Direction::Min => malus.from <= bonus.from,
                Direction::Max => malus.from >= bonus.from,
            };
            if apart {
                continue;
            }
            "the zones of malus and bonus are about the same values"
        };
        let note = Note::at(*spot, message).related(*first, "the other one");
        return notes.refuse(note.help("what does not grow evenly is written as steps"));
    }
    Some(Scale::Zones(zones.into_iter().map(|(zone, _)| zone).collect()))
}
