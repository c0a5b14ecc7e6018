//! The verdict: one computed sentence of who misses what by how much, and a smaller one beside it.

use serde::Serialize;

use super::counts::Counts;
use super::frame::capitalized;
use super::value::{Formatter, State, quotable};
use crate::publish::locale::Locale;
use crate::scorecard::{Figure, ProviderReview, Review, StandardText};

/// Both sentences; the second may be empty.
#[derive(Debug, Serialize)]
pub(super) struct Verdict {
    pub sentence: String,
    pub context: String,
}

/// The overview's verdict, about the provider with the most misses that are not in the range of chance.
pub(super) fn of_all(review: &Review, locale: &Locale) -> Verdict {
    let misses = |provider: &&ProviderReview| {
        let counts = Counts::of(provider, &review.standards);
        let by_chance = counts.in_state(State::MissedChance);
        (counts.missed() - by_chance, by_chance)
    };
    // The first of those with the most, in the order of the workspace.
    let worst = review.providers.iter().rev().max_by_key(misses);
    let all = Counts::over(&review.providers, &review.standards);
    let worst = worst.filter(|worst| misses(worst) > (0, 0));
    let sentence = match worst {
        Some(worst) => missing(review, worst, "all", locale),
        None => clean(&all, "all", locale),
    };
    let others = review
        .providers
        .iter()
        .filter(|p| all.missed() > 0 && worst.is_none_or(|w| w.id != p.id));
    let context: Vec<String> = others.map(|provider| line(review, provider, locale)).collect();
    Verdict {
        sentence: capitalized(&sentence),
        context: context.join(" "),
    }
}

/// A scorecard's verdict.
pub(super) fn of_one(review: &Review, provider: &ProviderReview, locale: &Locale) -> Verdict {
    let counts = Counts::of(provider, &review.standards);
    if counts.missed() == 0 {
        return Verdict {
            sentence: clean(&counts, "you", locale),
            context: String::new(),
        };
    }
    let kinds = [
        (State::MissedClear, "verdict.further"),
        (State::MissedPlain, "verdict.without_interval"),
        (State::MissedChance, "verdict.by_chance"),
    ];
    let context: Vec<String> = kinds
        .into_iter()
        .filter_map(|(state, key)| further(review, provider, (state, key), locale))
        .collect();
    Verdict {
        sentence: missing(review, provider, "you", locale),
        context: context.join(" "),
    }
}

/// The sentence where something is missed: how many, how surely, and the one furthest off.
fn missing(review: &Review, provider: &ProviderReview, voice: &str, locale: &Locale) -> String {
    let counts = Counts::of(provider, &review.standards);
    let Some((standard, figure)) = furthest(review, provider) else {
        return String::new();
    };
    let key = match (counts.missed(), counts.all()) {
        (1, 1) => format!("verdict.{voice}_only{}", counts.sureness()),
        (1, _) => format!("verdict.{voice}_one{}", counts.sureness()),
        _ => format!("verdict.{voice}_many"),
    };
    let formatter = Formatter::new(locale, standard);
    let value = figure.value.map(|value| formatter.value(value, figure.target));
    locale.fill(
        &key,
        &[
            ("name", &provider.name),
            ("missed", &locale.number_word(counts.missed())),
            ("all", &locale.number_word(counts.all())),
            ("certain", &counts.certain_misses("verdict", locale)),
            ("standard", &named(standard, figure, locale)),
            ("value", &value.unwrap_or_default()),
            ("target", &formatter.bound_in_words(figure)),
        ],
    )
}

/// A standard's name, with whom the figure is about where that is not every contact.
fn named(standard: &StandardText, figure: &Figure, locale: &Locale) -> String {
    let name = standard.name.get(locale.language());
    match figure.scope.words.get(locale.language()) {
        "" => name.to_owned(),
        whom => format!("{name} ({whom})"),
    }
}

/// The sentence where nothing is.
fn clean(counts: &Counts, voice: &str, locale: &Locale) -> String {
    let form = match () {
        () if counts.met() + counts.missed() == 0 => "unjudged",
        () if counts.in_state(State::MetClear) == counts.all() => "met",
        () if counts.met() == counts.all() => "met_plainly",
        () if counts.met() == 1 => "clean_one",
        () => "clean",
    };
    let (met, all) = (locale.number_word(counts.met()), locale.number_word(counts.all()));
    locale.fill(
        &format!("verdict.{voice}_{form}"),
        &[("met", &met), ("all", &all)],
    )
}

/// The miss furthest from its target; the first where equal.
fn furthest<'a>(review: &'a Review, provider: &'a ProviderReview) -> Option<(&'a StandardText, &'a Figure)> {
    let mut found: Option<(&StandardText, &Figure, f64)> = None;
    for (standard, figure) in misses(review, provider) {
        let distance = distance(standard, figure);
        if found.is_none_or(|(_, _, furthest)| distance > furthest) {
            found = Some((standard, figure, distance));
        }
    }
    found.map(|(standard, figure, _)| (standard, figure))
}

/// Shares are compared in points; values in another unit come after every share.
fn distance(standard: &StandardText, figure: &Figure) -> f64 {
    let off = (figure.value.unwrap_or_default() - figure.target.unwrap_or_default()).abs();
    if standard.unit.is_share() { off } else { -1.0 }
}

fn misses<'a>(
    review: &'a Review,
    provider: &'a ProviderReview,
) -> impl Iterator<Item = (&'a StandardText, &'a Figure)> {
    review
        .standards
        .iter()
        .filter_map(|standard| Some((standard, quotable(&provider.figures, standard)?)))
        .filter(|(_, figure)| State::of(figure).is_missed())
}

/// Another provider in one short sentence.
fn line(review: &Review, provider: &ProviderReview, locale: &Locale) -> String {
    let counts = Counts::of(provider, &review.standards);
    let key = match counts.missed() {
        missed if missed + counts.met() == 0 => String::from("verdict.other_nothing"),
        0 => String::from("verdict.other_none"),
        1 => format!("verdict.other_one{}", counts.sureness()),
        _ => String::from("verdict.other_many"),
    };
    locale.fill(
        &key,
        &[
            ("name", &provider.name),
            ("missed", &locale.number_word(counts.missed())),
            ("all", &locale.number_word(counts.all())),
            ("certain", &counts.certain_misses("verdict", locale)),
        ],
    )
}

/// The misses of a state with their values, besides the one that the first sentence names.
fn further(
    review: &Review,
    provider: &ProviderReview,
    (state, key): (State, &str),
    locale: &Locale,
) -> Option<String> {
    let first = furthest(review, provider).map(|(standard, _)| &standard.id);
    let others: Vec<String> = misses(review, provider)
        .filter(|(standard, figure)| Some(&standard.id) != first && State::of(figure) == state)
        .map(|(standard, figure)| with_value(standard, figure, locale))
        .collect();
    (!others.is_empty()).then(|| locale.fill(key, &[("list", &others.join("; "))]))
}

fn with_value(standard: &StandardText, figure: &Figure, locale: &Locale) -> String {
    let formatter = Formatter::new(locale, standard);
    let value = figure
        .value
        .map_or_else(String::new, |value| formatter.value(value, figure.target));
    let (name, bound) = (named(standard, figure, locale), formatter.bound_in_words(figure));
    let values = [("standard", name.as_str()), ("value", &value), ("target", &bound)];
    locale.fill("verdict.instead", &values)
}
