//! Figures that stand beside a standard's own: without exemptions or relief, how many contacts each
//! exemption took out, and moments of truth.

use super::figures::figure;
use crate::scorecard::{Figure, Role, ScopeText};
use crate::vocabulary::{Channel, Micro, QueueId, StandardTallies, Status, Tally};
use crate::workspace::agreement::{Agreement, ClauseScope, Standard, Text};

/// The figures beside a standard over some queues.
pub fn overlaid(agreement: &Agreement, standard: &Standard, tallied: &StandardTallies) -> Vec<Figure> {
    let queue = &tallied.queue;
    let shown = |tally: &Tally, qualifier: &str, role| informational(standard, queue, tally, qualifier, role);
    let without = tallied.without.iter();
    let mut figures: Vec<Figure> = without
        .map(|(what, tally)| shown(tally, what.name(), Role::Without(*what)))
        .collect();
    figures.extend(tallied.exempted.iter().map(|(index, contacts)| {
        let exemption = &agreement.exemptions[*index];
        taken(standard, queue, &exemption.id, *contacts, Role::Exempted(*index))
    }));
    let moments = tallied.moments.iter();
    // Most queues have no contacts of a moment; over all queues its absence is told.
    let moments = moments.filter(|(_, tally)| queue.is_none() || tally.cases() > Micro::default());
    figures.extend(moments.map(|(index, tally)| {
        let moment = &agreement.moments[*index];
        shown(tally, &format!("moment:{}", moment.id), Role::Moment(*index))
    }));
    figures
}

/// A figure without a target: what is agreed speaks of all contacts.
fn informational(
    standard: &Standard,
    queue: &Option<QueueId>,
    tally: &Tally,
    qualifier: &str,
    role: Role,
) -> Figure {
    let figure = figure(standard, queue, tally, None, None, role);
    Figure {
        measure: format!("{}:{qualifier}", figure.measure),
        ..figure
    }
}

fn taken(standard: &Standard, queue: &Option<QueueId>, id: &str, contacts: Micro, role: Role) -> Figure {
    let figure = figure(standard, queue, &Tally::default(), None, None, role);
    Figure {
        measure: format!("{}:exempted:{id}", figure.measure),
        numerator: contacts,
        denominator: None,
        value: Some(contacts.as_f64()),
        status: Status::Informational,
        ..figure
    }
}

/// For which contacts a clause is, for files and for readers.
pub fn scope_text(agreement: &Agreement, scope: &ClauseScope) -> ScopeText {
    if scope.is_default() {
        return ScopeText::default();
    }
    let queue = |id: &QueueId| {
        let known = agreement.queues.iter().find(|queue| queue.id == *id);
        known.map_or_else(|| id.to_string(), |queue| queue.name.clone())
    };
    let queues: Vec<String> = scope.queues.iter().map(queue).collect();
    let channels = |names: fn(Channel) -> [&'static str; 2], language: usize| {
        let named = scope.channels.iter().map(|channel| names(*channel)[language]);
        named.collect::<Vec<_>>().join(", ")
    };
    let parts = [
        ["Warteschlange", "queue"].map(|word| (word, queues.join(", "))),
        [
            ("Kanal", channels(channel_words, 0)),
            ("channel", channels(channel_words, 1)),
        ],
        ["Priorität", "priority"].map(|word| (word, scope.priorities.join(", "))),
        ["Kontaktgrund", "contact reason"].map(|word| (word, scope.reasons.join(", "))),
    ];
    let [de, en] = [0, 1].map(|language| {
        let named = parts.iter().map(|part| &part[language]);
        let named = named.filter(|(_, words)| !words.is_empty());
        let named: Vec<String> = named.map(|(word, words)| format!("{word} {words}")).collect();
        named.join("; ")
    });
    let words = match de.is_empty() {
        true => Text {
            de: String::from("dieser Dienstleister"),
            en: String::from("this provider"),
        },
        false => Text { de, en },
    };
    ScopeText {
        name: scope.name(),
        words,
    }
}

fn channel_words(channel: Channel) -> [&'static str; 2] {
    match channel {
        Channel::Phone => ["Telefon", "phone"],
        Channel::Email => ["E-Mail", "e-mail"],
        Channel::Chat => ["Chat", "chat"],
        Channel::Letter => ["Brief", "letter"],
        Channel::Ticket => ["Ticket", "ticket"],
    }
}
