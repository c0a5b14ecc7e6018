//! The clauses of an agreement on bonus and malus: validity, pool, caps, and the standards that count.

use super::clauses::{Measured, Validity, validity};
use super::context::Context;
use super::credit_scales::scale;
use crate::vocabulary::{Nano, ProviderId, QueueId, StandardId};
use crate::workspace::agreement::{Rule, Standard};
use crate::workspace::credit::{CreditClause, CreditPart, Settled, TooFew, Unmeasured};
use crate::workspace::document::{Entry, Node};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, flag, maybe, non_empty, or_default, portion, text, whole};

/// What all clauses of an agreement share.
struct Ground<'c, 'a> {
    context: &'c Context<'a>,
    bound: &'c [ProviderId],
    settled: Settled,
    /// Nothing where one of them is wrong.
    standards: Option<&'c [Standard]>,
}

/// Reads `clauses` of an agreement; nothing where one of them is wrong.
pub fn clauses(
    context: &Context<'_>,
    credit: &Reader<'_>,
    bound: &[ProviderId],
    settled: Settled,
    standards: Option<&[Standard]>,
) -> Option<Vec<CreditClause>> {
    let notes = context.notes;
    let entry = credit.required(
        "clauses",
        "[[credits.….clauses]] with valid_from, at_risk and [[credits.….clauses.standards]]",
    )?;
    let items = non_empty(notes, "`clauses`", &entry.node)?;
    let ground = Ground {
        context,
        bound,
        settled,
        standards,
    };
    let read: Vec<_> = items.iter().map(|item| clause(&ground, credit, item)).collect();
    let mut validities: Vec<Validity> = read.iter().filter_map(|(validity, _)| *validity).collect();
    validities.sort_by_key(|validity| (validity.from, validity.spot));
    overlaps(notes, &validities);
    let clauses: Option<Vec<CreditClause>> = read.into_iter().map(|(_, clause)| clause).collect();
    clauses.map(|mut clauses| {
        clauses.sort_by_key(|clause| clause.valid_from);
        clauses
    })
}

fn clause(
    ground: &Ground<'_, '_>,
    credit: &Reader<'_>,
    node: &Node,
) -> (Option<Validity>, Option<CreditClause>) {
    let notes = credit.notes;
    let Some(reader) = Reader::item(notes, node, format!("a clause of {}", credit.what)) else {
        return (None, None);
    };
    let from = reader.required("valid_from", "valid_from = 2026-01-01");
    let validity = validity(&reader, from);
    let at_risk = reader.required("at_risk", "at_risk = \"10 %\" (of the fee)");
    let at_risk = at_risk.and_then(|entry| above_zero(notes, entry));
    let cap = |key| {
        or_default(reader.optional(key), Nano(Nano::ONE), |entry| {
            portion(notes, entry)
        })
    };
    let (malus_max, bonus_max) = (cap("malus_max"), cap("bonus_max"));
    let earn_back_entry = reader.optional("earn_back_months");
    let earn_back = maybe(earn_back_entry, |entry| periods(notes, entry, ground.settled));
    let report_only = or_default(reader.optional("report_only"), false, |entry| flag(notes, entry));
    let not_measurable = or_default(reader.optional("not_measurable"), Unmeasured::Open, |entry| {
        choice(notes, "answer to `not_measurable`", &entry.node, &Unmeasured::ALL)
    });
    let too_few = or_default(reader.optional("too_few"), TooFew::Open, |entry| {
        choice(notes, "answer to `too_few`", &entry.node, &TooFew::ALL)
    });
    let parts = parts(ground, &reader);
    reader.finish();
    if let (Some(Some(_)), Some(entry)) = (earn_back, earn_back_entry) {
        needs_targets(ground, parts.as_deref().unwrap_or_default(), entry);
    }
    let whole = || {
        let validity = validity?;
        Some(CreditClause {
            valid_from: validity.from,
            valid_to: validity.to,
            at_risk: at_risk?,
            malus_max: malus_max?,
            bonus_max: bonus_max?,
            earn_back: earn_back?,
            report_only: report_only?,
            not_measurable: not_measurable?,
            too_few: too_few?,
            parts: parts?,
        })
    };
    (validity, whole())
}

fn above_zero(notes: &Notes, entry: &Entry) -> Option<Nano> {
    let portion = portion(notes, entry)?;
    match portion > Nano(0) {
        true => Some(portion),
        false => notes.refuse(
            Note::at(entry.node.spot, format!("`{}` must be above 0 %", entry.key)).help("such as \"10 %\""),
        ),
    }
}

/// Months of an earn-back as settlement periods.
fn periods(notes: &Notes, entry: &Entry, settled: Settled) -> Option<u32> {
    let months = whole(notes, entry, 1..=36)? as u32;
    if !months.is_multiple_of(settled.months()) {
        let message = format!("`earn_back_months` = {months} is no whole number of quarters");
        return notes
            .refuse(Note::at(entry.node.spot, message).help("3, 6, 9 …; amounts are settled by quarter"));
    }
    Some(months / settled.months())
}

/// A malus is given back where a standard is met: without a target none ever is.
fn needs_targets(ground: &Ground<'_, '_>, parts: &[CreditPart], entry: &Entry) {
    let standards = ground.standards.unwrap_or_default().iter();
    let without = |standard: &&Standard| {
        let counts = parts.iter().any(|part| part.standard == standard.id);
        counts && standard.clauses.iter().any(|clause| clause.target.is_none())
    };
    if let Some(standard) = standards.clone().find(without) {
        let message = format!(
            "`earn_back_months` asks whether standard `{}` is met, and it has no target",
            standard.id
        );
        let note = Note::at(entry.spot, message);
        ground
            .context
            .notes
            .add(note.help("give its clauses a target, or leave the earn-back out"));
    }
}

fn parts(ground: &Ground<'_, '_>, clause: &Reader<'_>) -> Option<Vec<CreditPart>> {
    let notes = clause.notes;
    let entry = clause.required(
        "standards",
        "[[credits.….clauses.standards]] with standard, share and steps or linear",
    )?;
    let items = non_empty(notes, "`standards`", &entry.node)?;
    let read: Vec<_> = items.iter().map(|item| part(ground, clause, item)).collect();
    let parts: Vec<(CreditPart, &Node)> = read.into_iter().collect::<Option<_>>()?;
    for (index, (part, node)) in parts.iter().enumerate() {
        let same =
            |(other, _): &&(CreditPart, &Node)| other.standard == part.standard && other.queue == part.queue;
        if let Some((_, first)) = parts[..index].iter().find(same) {
            let message = format!("standard `{}` counts twice", part.standard);
            let note = Note::at(node.spot, message).related(first.spot, "first here");
            return notes.refuse(note.help("one entry per standard and queue"));
        }
    }
    let sum: i64 = parts.iter().map(|(part, _)| part.share.0).sum();
    if sum != Nano::ONE {
        let sum = Nano(sum * 100);
        let message = format!("the shares of the pool add up to {sum} %, not 100 %");
        return notes.refuse(
            Note::at(entry.spot, message).help("they say how the pool is divided among the standards"),
        );
    }
    Some(parts.into_iter().map(|(part, _)| part).collect())
}

fn part<'a>(ground: &Ground<'_, '_>, clause: &Reader<'_>, node: &'a Node) -> Option<(CreditPart, &'a Node)> {
    let notes = clause.notes;
    let reader = Reader::item(notes, node, format!("a standard of {}", clause.what))?;
    let standard_entry = reader.required("standard", "standard = \"sl_phone\"");
    let found = standard_entry.and_then(|entry| ground.context.names.standards.find(notes, &entry.node));
    let standard = found.and_then(|found| {
        let mut known = ground.standards.unwrap_or_default().iter();
        known.find(|standard| standard.id.as_str() == found.key)
    });
    let measured = standard.map_or(Measured::UNKNOWN, |standard| Measured {
        unit: Some(standard.clauses[0].rule.unit()),
        direction: Some(standard.clauses[0].rule.direction()),
        has_band: false,
    });
    let queue_entry = reader.optional("queue");
    let share = reader.required("share", "share = \"40 %\" (of the pool)");
    let share = share.and_then(|entry| above_zero(notes, entry));
    let scale = scale(&reader, measured);
    reader.finish();
    let standard = standard?;
    binds_all(ground, standard, standard_entry?)?;
    has_one_good_side(notes, standard, standard_entry?)?;
    let queue = match queue_entry {
        None => None,
        Some(entry) => Some(covered(ground, standard, entry)?),
    };
    let part = CreditPart {
        standard: StandardId::new(&found?.key),
        queue,
        min_cases: standard.min_cases,
        share: share?,
        direction: measured.direction?,
        unit: measured.unit?,
        scale: scale?,
    };
    Some((part, node))
}

/// A standard that does not bind a provider has no figure of it.
fn binds_all(ground: &Ground<'_, '_>, standard: &Standard, entry: &Entry) -> Option<()> {
    let Some(stranger) = ground.bound.iter().find(|provider| !standard.binds(provider)) else {
        return Some(());
    };
    let message = format!(
        "standard `{}` does not bind provider `{stranger}`, whom this agreement binds",
        standard.id
    );
    let note = Note::at(entry.node.spot, message);
    ground
        .context
        .notes
        .refuse(note.help("name the providers: providers = [\"…\"], with an agreement of its own for others"))
}

/// Steps and zones go from worse to better; a band gets worse on both sides, and what the client itself has
/// to do is not the provider's to pay for.
fn has_one_good_side(notes: &Notes, standard: &Standard, entry: &Entry) -> Option<()> {
    let mut rules = standard.clauses.iter().map(|clause| &clause.rule);
    let message = if rules.clone().any(Rule::is_clients_duty) {
        "a forecast of the client's own brings the provider neither bonus nor malus"
    } else if rules.any(|rule| rule.family().has_band()) {
        "a standard with a band has no side that is good: steps and zones cannot be put in order"
    } else {
        return Some(());
    };
    notes.refuse(Note::at(entry.node.spot, message).help("let another standard count"))
}

fn covered(ground: &Ground<'_, '_>, standard: &Standard, entry: &Entry) -> Option<QueueId> {
    let notes = ground.context.notes;
    text(notes, "`queue`", &entry.node)?;
    let queue = QueueId::new(&ground.context.names.queues.find(notes, &entry.node)?.key);
    if standard.covers(&queue) {
        return Some(queue);
    }
    let message = format!("standard `{}` does not cover queue `{queue}`", standard.id);
    let names: Vec<&str> = standard.queues.iter().map(QueueId::as_str).collect();
    notes.refuse(Note::at(entry.node.spot, message).help(format!("it covers: {}", names.join(", "))))
}

fn overlaps(notes: &Notes, ascending: &[Validity]) {
    for pair in ascending.windows(2) {
        let (earlier, later) = (&pair[0], &pair[1]);
        if earlier.to.is_none_or(|end| end >= later.from) {
            let until = later.from.pred_opt().unwrap_or(later.from);
            let note = Note::at(later.spot, "two clauses are valid on the same day");
            let note = note.related(earlier.spot, format!("valid from {} on", earlier.from));
            notes.add(note.help(format!("end the earlier clause before: valid_to = {until}")));
        }
    }
}
