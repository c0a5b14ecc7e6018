//! For which contacts a clause is: `for`, and how the clauses of a standard stand to each other.

use chrono::{Datelike, NaiveDate};

use super::context::Context;
use super::parties::channels;
use super::standards::ids;
use crate::vocabulary::{Channel, ProviderId, QueueId, TableKind};
use crate::workspace::agreement::{ClauseScope, Family, Queue};
use crate::workspace::document::{Entry, Node, Spot, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, maybe, non_empty, one_or_more, unique};

/// What is known of the standard to which the clauses belong.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// Whom it binds; empty = all, nothing where it is wrong.
    pub providers: Option<&'a [ProviderId]>,
    /// What it covers; nothing where it is wrong.
    pub covered: Option<&'a [QueueId]>,
    /// All queues; nothing where one is wrong.
    pub queues: Option<&'a [Queue]>,
}

/// Reads `for` of a clause; left out, the clause is the framework's default.
pub fn scope(
    context: &Context<'_>,
    entry: Option<&Entry>,
    family: Option<Family>,
    ground: Ground<'_>,
) -> Option<ClauseScope> {
    let Some(entry) = entry else {
        return Some(ClauseScope::default());
    };
    let notes = context.notes;
    let reader = Reader::of(notes, entry, "`for`")?;
    let (providers, queues) = (reader.optional("providers"), reader.optional("queues"));
    let (channels, priorities) = (reader.optional("channels"), reader.optional("priorities"));
    let reasons = reader.optional("reasons");
    let named = [providers, queues, channels, priorities, reasons];
    reader.finish();
    if matches!(&entry.node.value, Value::Table(table) if table.entries.is_empty()) {
        let note = Note::at(entry.spot, "`for` names nothing");
        return notes.refuse(note.help(
            "leave it out for the default, or name providers, queues, channels, priorities or reasons",
        ));
    }
    // Only misspelt keys, which are told.
    if named.iter().all(Option::is_none) {
        return None;
    }
    let providers = maybe(providers, |entry| bound(context, entry, ground));
    let queues = maybe(queues, |entry| ids(notes, &context.names.queues, entry));
    let channels = maybe(channels, |entry| named_channels(notes, entry));
    let priorities = maybe(priorities, |entry| words(notes, entry, "`priorities`", |_| {}));
    let reasons_read = maybe(reasons, |entry| {
        words(notes, entry, "`reasons`", |(node, reason)| {
            context.reasons.check(notes, node, reason);
        })
    });
    known_of(notes, named[3], family, "priority", &[TableKind::Tickets])?;
    known_of(
        notes,
        reasons,
        family,
        "contact reason",
        &[TableKind::Calls, TableKind::Tickets],
    )?;
    let queues: Option<Vec<QueueId>> = queues?.map(|ids| ids.into_iter().map(QueueId::new).collect());
    let channels = channels?;
    let covered = match (&queues, &channels) {
        (None, None) => None,
        _ => Some(covered(
            notes,
            entry,
            ground,
            queues.as_deref(),
            channels.as_deref(),
        )?),
    };
    Some(ClauseScope {
        providers: providers?.unwrap_or_default(),
        queues: queues.unwrap_or_default(),
        channels: channels.unwrap_or_default(),
        covered,
        priorities: priorities?.unwrap_or_default(),
        reasons: reasons_read?.unwrap_or_default(),
    })
}

/// Providers, of those that the standard binds.
fn bound(context: &Context<'_>, entry: &Entry, ground: Ground<'_>) -> Option<Vec<ProviderId>> {
    let found = ids(context.notes, &context.names.providers, entry)?;
    let found: Vec<ProviderId> = found.into_iter().map(ProviderId::new).collect();
    let binds = ground.providers?;
    match found.iter().find(|id| !binds.is_empty() && !binds.contains(id)) {
        Some(other) => {
            let message = format!("the standard does not bind provider `{other}`");
            let names: Vec<&str> = binds.iter().map(ProviderId::as_str).collect();
            let note = Note::at(entry.node.spot, message);
            context
                .notes
                .refuse(note.help(format!("it binds: {}", names.join(", "))))
        }
        None => Some(found),
    }
}

fn named_channels(notes: &Notes, entry: &Entry) -> Option<Vec<Channel>> {
    let items = non_empty(notes, "`channels`", &entry.node)?;
    let read: Vec<_> = items
        .iter()
        .map(|item| Some((item, choice(notes, "channel", item, &channels())?)))
        .collect();
    let found: Vec<(&Node, Channel)> = read.into_iter().collect::<Option<_>>()?;
    unique(notes, "`channels`", &found);
    Some(found.into_iter().map(|(_, channel)| channel).collect())
}

fn words(notes: &Notes, entry: &Entry, what: &str, check: impl Fn((&Node, &str))) -> Option<Vec<String>> {
    let found = one_or_more(notes, what, &entry.node)?;
    unique(notes, what, &found);
    found.iter().for_each(|(node, word)| check((node, word)));
    Some(found.into_iter().map(|(_, word)| word.to_owned()).collect())
}

/// Refuses a key that nothing can be told by: calls have no priority, a hand-over log no reason.
fn known_of(
    notes: &Notes,
    entry: Option<&Entry>,
    family: Option<Family>,
    what: &str,
    told_by: &[TableKind],
) -> Option<()> {
    let (Some(entry), Some(family)) = (entry, family) else {
        return Some(());
    };
    if family.measured_from().iter().any(|kind| told_by.contains(kind)) {
        return Some(());
    }
    let kinds: Vec<&str> = family.measured_from().iter().map(|kind| kind.name()).collect();
    let message = format!(
        "`{}` is measured from {}, which have no {what}",
        family.table(),
        kinds.join(" and ")
    );
    notes.refuse(Note::at(entry.spot, message).help("name queues, channels or providers instead"))
}

/// The queues of the standard that a scope leaves.
fn covered(
    notes: &Notes,
    entry: &Entry,
    ground: Ground<'_>,
    named: Option<&[QueueId]>,
    channels: Option<&[Channel]>,
) -> Option<Vec<QueueId>> {
    let standard = ground.covered?;
    let meant = ground.queues?.iter().filter(|queue| {
        named.is_none_or(|named| named.contains(&queue.id))
            && channels.is_none_or(|channels| channels.contains(&queue.channel))
            && standard.contains(&queue.id)
    });
    let meant: Vec<QueueId> = meant.map(|queue| queue.id.clone()).collect();
    match meant.is_empty() {
        true => {
            let names: Vec<&str> = standard.iter().map(QueueId::as_str).collect();
            let note = Note::at(entry.spot, "`for` leaves none of the standard's queues");
            notes.refuse(note.help(format!("the standard covers: {}", names.join(", "))))
        }
        false => Some(meant),
    }
}

/// When and for whom a clause is, and where it says so.
#[derive(Clone)]
pub struct Place {
    /// First day.
    pub from: NaiveDate,
    /// Last day; open where none.
    pub to: Option<NaiveDate>,
    /// Where `valid_from` stands.
    pub spot: Spot,
    /// For which contacts.
    pub scope: ClauseScope,
}

/// Days as numbers, from one to another, the last one excluded.
type Days = (i32, i32);

impl Place {
    fn days(&self) -> Days {
        let end = self.to.map_or(i32::MAX, |last| last.num_days_from_ce() + 1);
        (self.from.num_days_from_ce(), end)
    }
}

fn shared((from, to): Days, (other_from, other_to): Days) -> Option<Days> {
    let both = (from.max(other_from), to.min(other_to));
    (both.0 < both.1).then_some(both)
}

/// The first days of a stretch that none of some others covers.
fn uncovered((from, to): Days, mut others: Vec<Days>) -> Option<Days> {
    others.sort_unstable();
    let mut at = from;
    for (begin, end) in others {
        if begin > at {
            return (at < to).then(|| (at, begin.min(to)));
        }
        at = at.max(end);
    }
    (at < to).then_some((at, to))
}

/// Notes clauses for the same contacts that overlap or leave days out, and clauses of which neither is
/// the more specific one although both can hold.
pub fn check(notes: &Notes, places: &[Place]) {
    let mut ascending: Vec<&Place> = places.iter().collect();
    ascending.sort_by_key(|place| (place.from, place.spot));
    for (index, later) in ascending.iter().enumerate() {
        let mut before = ascending[..index].iter().rev();
        if let Some(earlier) = before.find(|earlier| earlier.scope.is_same(&later.scope)) {
            follows(notes, earlier, later, &ascending);
        }
        for other in &ascending[..index] {
            crosses(notes, other, later, &ascending);
        }
    }
}

/// Notes two clauses for the same contacts that do not follow each other day by day.
fn follows(notes: &Notes, earlier: &Place, later: &Place, all: &[&Place]) {
    let until = later.from.pred_opt().unwrap_or(later.from);
    let Some(last) = earlier.to.filter(|last| *last < later.from) else {
        let note = Note::at(later.spot, "two clauses are valid on the same day");
        let note = note.related(earlier.spot, format!("valid from {} on", earlier.from));
        notes.add(note.help(format!("end the earlier clause before: valid_to = {until}")));
        return;
    };
    let gap = (last.num_days_from_ce() + 1, later.from.num_days_from_ce());
    let wider = all.iter().filter(|place| later.scope.refines(&place.scope));
    let Some((from, to)) = uncovered(gap, wider.map(|place| place.days()).collect()) else {
        return;
    };
    let day = |number: i32| NaiveDate::from_num_days_from_ce_opt(number).unwrap_or(later.from);
    let message = format!("no clause is valid from {} to {}", day(from), day(to - 1));
    let note = Note::at(later.spot, message).related(earlier.spot, format!("valid to {last}"));
    notes.add(note.help(format!(
        "end the earlier clause with valid_to = {until}, or write a clause for the days between; where a duty is suspended, write an exemption"
    )));
}

/// Notes two clauses that can both hold for a contact, where neither is the more specific one and no
/// third one decides.
fn crosses(notes: &Notes, one: &Place, other: &Place, all: &[&Place]) {
    let decided = one.scope.is_within(&other.scope) || other.scope.is_within(&one.scope);
    let (Some(both), Some(days), false) = (
        one.scope.and(&other.scope),
        shared(one.days(), other.days()),
        decided,
    ) else {
        return;
    };
    let deciding = all.iter().filter(|place| {
        let scope = &place.scope;
        both.is_within(scope) && scope.refines(&one.scope) && scope.refines(&other.scope)
    });
    if uncovered(days, deciding.map(|place| place.days()).collect()).is_none() {
        return;
    }
    let parts = both
        .parts()
        .into_iter()
        .map(|(kind, words)| (kind, words.join("\", \"")));
    let queues = both.covered.iter().map(|queues| {
        let names: Vec<&str> = queues.iter().map(QueueId::as_str).collect();
        ("queues", names.join("\", \""))
    });
    let scope: Vec<String> = parts
        .chain(queues)
        .map(|(kind, words)| format!("{kind} = [\"{words}\"]"))
        .collect();
    let note = Note::at(
        other.spot,
        "two clauses can hold for the same contact, and neither is the more specific one",
    );
    let note = note.related(one.spot, format!("the other one, for {}", one.scope.name()));
    notes.add(note.help(format!(
        "write a clause that decides: for = {{ {} }}",
        scope.join(", ")
    )));
}

#[cfg(test)]
mod tests {
    use super::uncovered;

    #[test]
    fn days_that_nothing_covers() {
        assert_eq!(uncovered((1, 5), vec![]), Some((1, 5)));
        assert_eq!(uncovered((1, 5), vec![(3, 4), (0, 2)]), Some((2, 3)));
        assert_eq!(uncovered((1, 5), vec![(0, 3), (3, 9)]), None);
        assert_eq!(uncovered((1, 5), vec![(2, 9)]), Some((1, 2)));
    }
}
