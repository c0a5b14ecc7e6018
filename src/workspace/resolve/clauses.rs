//! The clauses of a standard: validity, target, rule.

use chrono::NaiveDate;

use super::context::Context;
use super::rules::rule;
use super::scopes::{Ground, Place, check, scope};
use crate::vocabulary::{Direction, Unit};
use crate::workspace::agreement::{Clause, Family};
use crate::workspace::document::{Entry, Node, Spot};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, date, maybe, moment, non_empty, points, share};

/// What the clauses of a standard measure, as far as their rules can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// What values are counted in; nothing where it cannot be told.
    pub unit: Option<Unit>,
    /// Which side of the target is good.
    pub direction: Option<Direction>,
    /// Whether both sides can miss.
    pub has_band: bool,
}

impl Measured {
    /// Nothing can be told.
    pub const UNKNOWN: Measured = Measured {
        unit: None,
        direction: None,
        has_band: false,
    };

    fn of(rule: &str) -> Self {
        let family = Family::named(rule);
        Self {
            unit: family.map(Family::unit),
            direction: family.map(Family::direction),
            has_band: family.is_some_and(Family::has_band),
        }
    }
}

/// The clauses of a standard, as far as they could be read.
pub struct Clauses {
    /// What they measure.
    pub measured: Measured,
    /// All clauses, ascending; nothing where one of them is wrong.
    pub all: Option<Vec<Clause>>,
}

/// When a clause is valid, and where it says so.
#[derive(Clone, Copy)]
pub struct Validity {
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive; open where none.
    pub to: Option<NaiveDate>,
    /// Where its first day stands.
    pub spot: Spot,
}

/// What could be read of a clause; when and for whom it is can be known even where the rest is wrong.
#[derive(Default)]
struct Draft {
    place: Option<Place>,
    clause: Option<Clause>,
}

/// Reads `clauses` of a standard.
pub fn clauses(context: &Context<'_>, standard: &Reader<'_>, ground: Ground<'_>) -> Option<Clauses> {
    let notes = context.notes;
    let entry = standard.required(
        "clauses",
        "[[standards.….clauses]] with valid_from, target and a rule",
    )?;
    let items = non_empty(notes, "`clauses`", &entry.node)?;
    let mut rules: Vec<&Entry> = Vec::new();
    let read: Vec<_> = items
        .iter()
        .map(|item| clause(context, standard, item, ground, &mut rules))
        .collect();
    same_rule(notes, &rules);
    let measured = rules
        .first()
        .map_or(Measured::UNKNOWN, |rule| Measured::of(&rule.key));
    let places: Vec<Place> = read.iter().filter_map(|draft| draft.place.clone()).collect();
    check(notes, &places);
    let clauses: Option<Vec<Clause>> = read.into_iter().map(|draft| draft.clause).collect();
    if let Some(clauses) = &clauses {
        relieved_as_a_whole(notes, clauses, &places);
    }
    let all = clauses.map(|mut clauses| {
        clauses.sort_by_key(|clause| clause.valid_from);
        clauses
    });
    Some(Clauses { measured, all })
}

fn clause<'a>(
    context: &Context<'_>,
    standard: &Reader<'a>,
    node: &'a Node,
    ground: Ground<'_>,
    rules: &mut Vec<&'a Entry>,
) -> Draft {
    let notes = standard.notes;
    let Some(reader) = Reader::item(notes, node, format!("a clause of {}", standard.what)) else {
        return Draft::default();
    };
    let from = reader.required("valid_from", "valid_from = 2026-01-01");
    let validity = validity(&reader, from);
    let wanted = reader.optional("for");
    let target = reader.optional("target");
    let entry = reader.one_of(
        Family::TABLES,
        "write a rule, such as service_level = { formula = \"offered\", within = \"20 s\" }",
    );
    let target = maybe(target, |entry_of_target| {
        let measured = entry.map_or(Measured::UNKNOWN, |entry| Measured::of(&entry.key));
        value(notes, entry_of_target, measured)
    });
    if let (Some(Some(_)), Some(entry), Some(agreed)) = (target, entry, reader.optional("target")) {
        no_target_beside(notes, entry, agreed);
    }
    let family = entry.and_then(|entry| Family::named(&entry.key));
    let scope = scope(context, wanted, family, ground);
    let rule = entry.and_then(|entry| rule(context, entry));
    rules.extend(entry);
    reader.finish();
    let place = validity.zip(scope).map(|(validity, scope)| Place {
        from: validity.from,
        to: validity.to,
        spot: validity.spot,
        scope,
    });
    let complete = |place: Place| {
        Some(Clause {
            valid_from: place.from,
            valid_to: place.to,
            scope: place.scope,
            target: target?,
            rule: rule?,
        })
    };
    Draft {
        clause: place.clone().and_then(complete),
        place,
    }
}

/// An interval is relieved with all of its calls: no clause can take some of them out of that.
fn relieved_as_a_whole(notes: &Notes, clauses: &[Clause], places: &[Place]) {
    let at = clauses.iter().zip(places);
    let relieved = at.clone().find(|(clause, _)| clause.rule.relief().is_some());
    let mut parts =
        at.filter(|(clause, _)| !clause.scope.reasons.is_empty() || !clause.scope.priorities.is_empty());
    if let (Some((_, relieved)), Some((_, part))) = (relieved, parts.next()) {
        let note = Note::at(
            part.spot,
            "corridor relief takes out whole intervals, and this clause is for some of their calls",
        );
        let note = note.related(relieved.spot, "relief is agreed here");
        notes.add(note.help("make it a standard of its own"));
    }
}

/// A band is what is agreed; a target beside it would be a second one.
fn no_target_beside(notes: &Notes, rule: &Entry, target: &Entry) {
    if Family::named(&rule.key) == Some(Family::AhtBand) {
        let note = Note::at(target.spot, "the band is the target").related(rule.spot, "the band");
        notes.add(note.help("remove `target`"));
    }
}

/// Reads `valid_to` beside a `valid_from`.
pub fn validity(reader: &Reader<'_>, from_entry: Option<&Entry>) -> Option<Validity> {
    let notes = reader.notes;
    let to_entry = reader.optional("valid_to");
    let from = from_entry.and_then(|entry| date(notes, "`valid_from`", &entry.node));
    let to = maybe(to_entry, |entry| date(notes, "`valid_to`", &entry.node));
    let (from, to, spot) = (from?, to?, from_entry?.node.spot);
    match (to, to_entry) {
        (Some(to), Some(entry)) if to < from => {
            let message = format!("`valid_to` {to} is before `valid_from` {from}");
            let note = Note::at(entry.node.spot, message).related(spot, "valid from here");
            notes.refuse(note.help("`valid_to` is the last day, inclusive"))
        }
        _ => Some(Validity { from, to, spot }),
    }
}

/// A value on the scale of what is measured: a share, points, or seconds.
pub fn value(notes: &Notes, entry: &Entry, measured: Measured) -> Option<f64> {
    match measured.unit? {
        Unit::Share => share(notes, entry),
        Unit::Points | Unit::Rating | Unit::Count => points(notes, entry),
        Unit::Seconds => moment(notes, entry),
    }
}

/// One standard is one duty: its measure cannot change from clause to clause.
fn same_rule(notes: &Notes, rules: &[&Entry]) {
    let Some((first, others)) = rules.split_first() else {
        return;
    };
    if let Some(other) = others.iter().find(|other| other.key != first.key) {
        let message = format!(
            "the clauses of one standard measure both `{}` and `{}`",
            first.key, other.key
        );
        let note = Note::at(other.spot, message).related(first.spot, "measured here");
        notes.add(note.help("make it a standard of its own"));
    }
}
