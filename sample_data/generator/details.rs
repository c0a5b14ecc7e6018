//! What agents write down about a contact, by the habits of their provider.

use super::chance::Chance;
use super::model::{Call, Language, Outcome, Provider, Queue, Reason, Record};
use super::words::{CATALOGUE, POOR_NOTES, reason_weights};

/// A provider's habits as probabilities.
struct Habits {
    /// A customer who speaks an agreed language other than German is served in it.
    own_language: f64,
    /// The customer's language is not recorded.
    unknown_language: f64,
    /// A required field is left empty.
    empty_field: f64,
    /// A note says nothing.
    poor_note: f64,
    /// A call is documented too late.
    late: f64,
    /// A call is not documented at all.
    undocumented: f64,
    /// A case is resolved at the first attempt.
    first_time: f64,
}

fn habits(provider: Provider) -> Habits {
    let [
        own_language,
        unknown_language,
        empty_field,
        poor_note,
        late,
        undocumented,
        first_time,
    ] = match provider {
        Provider::Nord => [0.93, 0.006, 0.008, 0.03, 0.02, 0.004, 0.81],
        Provider::Sued => [0.72, 0.015, 0.030, 0.09, 0.10, 0.020, 0.68],
        Provider::Alpen => [0.86, 0.020, 0.018, 0.05, 0.05, 0.010, 0.75],
    };
    Habits {
        own_language,
        unknown_language,
        empty_field,
        poor_note,
        late,
        undocumented,
        first_time,
    }
}

/// Agent, record and documentation of a simulated call; only answered calls have them.
pub fn fill(provider: Provider, call: &mut Call, chance: &mut Chance) {
    let (Outcome::Answered, Some(ended), Some(wrap)) = (call.outcome, call.ended, call.wrap) else {
        // The line knows the language that the caller has chosen in the menu.
        call.record.customer = chance.happens(0.6).then(|| spoken(chance));
        return;
    };
    let habits = habits(provider);
    call.agent = Some(agent(provider, call.queue, chance));
    call.record = record_by(&habits, call.queue, chance);
    call.documented = if chance.happens(habits.undocumented) {
        None
    } else if chance.happens(habits.late) {
        Some(ended + chance.between(901, 5_400))
    } else {
        Some(ended + (wrap + chance.between(0, 200)).min(900))
    };
}

/// What is written down about a ticket that has been answered.
pub fn record(provider: Provider, queue: Queue, chance: &mut Chance) -> Record {
    record_by(&habits(provider), queue, chance)
}

/// A pseudonym; each provider and queue has its own people.
pub fn agent(provider: Provider, queue: Queue, chance: &mut Chance) -> String {
    let number = queue as i64 * 20 + chance.between(1, 9);
    match provider {
        Provider::Nord => format!("N{number:03}"),
        Provider::Sued => format!("MA-{number:03}"),
        Provider::Alpen => format!("agent{number:03}"),
    }
}

fn record_by(habits: &Habits, queue: Queue, chance: &mut Chance) -> Record {
    let customer = spoken(chance);
    let reason = chance.weighted(&reason_weights(queue));
    let poor = chance.happens(habits.poor_note);
    let notes: &[&str] = if poor {
        &POOR_NOTES
    } else {
        CATALOGUE[reason].notes
    };
    Record {
        customer: (!chance.happens(habits.unknown_language)).then_some(customer),
        served: Some(served(habits, queue, customer, chance)),
        reason: (!chance.happens(habits.empty_field)).then_some(Reason::Listed(reason)),
        resolved: (!chance.happens(habits.empty_field / 2.0)).then(|| chance.happens(0.88)),
        first_time: (!chance.happens(0.015)).then(|| chance.happens(habits.first_time)),
        note: chance.pick(notes).copied().unwrap_or_default().to_owned(),
    }
}

fn spoken(chance: &mut Chance) -> Language {
    let languages = [
        Language::German,
        Language::English,
        Language::Turkish,
        Language::French,
    ];
    languages[chance.weighted(&[82, 9, 5, 4])]
}

fn served(habits: &Habits, queue: Queue, customer: Language, chance: &mut Chance) -> Language {
    let as_agreed = chance.happens(habits.own_language);
    if customer == Language::German || (as_agreed && queue.languages().contains(&customer)) {
        return customer;
    }
    match queue.fallback_languages().first() {
        Some(fallback) if as_agreed => *fallback,
        _ => Language::German,
    }
}
