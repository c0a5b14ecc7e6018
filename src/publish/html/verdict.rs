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

/// The overview's verdict, about the provider with the most certain misses.
pub(super) fn of_all(review: &Review, locale: &Locale) -> Verdict {
    let misses =
        |provider: &&ProviderReview| Counts::of(provider, &review.standards).in_state(State::MissedClear);
    // The first of those with the most, in the order of the workspace.
    let worst = review.providers.iter().rev().max_by_key(misses);
    let all = Counts::over(&review.providers, &review.standards);
    let sentence = match worst {
        Some(worst) if misses(&worst) > 0 => missing(review, worst, "all", locale),
        _ => clean(&all, "all", locale),
    };
    let others = review
        .providers
        .iter()
        .filter(|p| worst.is_none_or(|w| w.id != p.id));
    let context: Vec<String> = others.map(|provider| line(review, provider, locale)).collect();
    Verdict {
        sentence: capitalized(&sentence),
        context: context.join(" "),
    }
}

/// A scorecard's verdict.
pub(super) fn of_one(review: &Review, provider: &ProviderReview, locale: &Locale) -> Verdict {
    let counts = Counts::of(provider, &review.standards);
    if counts.in_state(State::MissedClear) == 0 {
        return Verdict {
            sentence: clean(&counts, "you", locale),
            context: chances(review, provider, locale),
        };
    }
    let sentence = missing(review, provider, "you", locale);
    let mut context = further(review, provider, locale);
    context.push_str(&chances(review, provider, locale));
    Verdict {
        sentence,
        context: context.trim().to_owned(),
    }
}

/// The sentence where something is missed for certain.
fn missing(review: &Review, provider: &ProviderReview, voice: &str, locale: &Locale) -> String {
    let counts = Counts::of(provider, &review.standards);
    let missed = counts.in_state(State::MissedClear);
    let Some((standard, figure)) = furthest(review, provider) else {
        return String::new();
    };
    let form = match (missed, counts.all()) {
        (1, 1) => "only",
        (1, _) => "one",
        _ => "many",
    };
    let formatter = Formatter::new(locale, standard);
    locale.fill(
        &format!("verdict.{voice}_{form}"),
        &[
            ("name", &provider.name),
            ("missed", &locale.number_word(missed)),
            ("all", &locale.number_word(counts.all())),
            ("standard", standard.name.get(locale.language())),
            (
                "value",
                &figure
                    .value
                    .map_or_else(String::new, |value| formatter.value(value, figure.target)),
            ),
            ("target", &formatter.bound_in_words(figure)),
        ],
    )
}

/// The sentence where nothing is.
fn clean(counts: &Counts, voice: &str, locale: &Locale) -> String {
    let met = counts.in_state(State::MetClear);
    let judged: u64 = State::TALLY[..6]
        .iter()
        .map(|state| counts.in_state(*state))
        .sum();
    let form = match () {
        () if judged == 0 => "unjudged",
        () if met == counts.all() => "met",
        () => "clean",
    };
    let (met, all) = (locale.number_word(met), locale.number_word(counts.all()));
    locale.fill(
        &format!("verdict.{voice}_{form}"),
        &[("met", &met), ("all", &all)],
    )
}

/// The certain miss furthest from its target; the first where equal.
fn furthest<'a>(review: &'a Review, provider: &'a ProviderReview) -> Option<(&'a StandardText, &'a Figure)> {
    let mut found: Option<(&StandardText, &Figure, f64)> = None;
    for (standard, figure) in certain_misses(review, provider) {
        let distance = distance(standard, figure);
        if found.is_none_or(|(_, _, furthest)| distance > furthest) {
            found = Some((standard, figure, distance));
        }
    }
    found.map(|(standard, figure, _)| (standard, figure))
}

/// Shares are compared in points; means, which have another unit, come after every share.
fn distance(standard: &StandardText, figure: &Figure) -> f64 {
    let off = (figure.value.unwrap_or_default() - figure.target.unwrap_or_default()).abs();
    if standard.is_share { off } else { -1.0 }
}

fn certain_misses<'a>(
    review: &'a Review,
    provider: &'a ProviderReview,
) -> impl Iterator<Item = (&'a StandardText, &'a Figure)> {
    review
        .standards
        .iter()
        .filter_map(|standard| Some((standard, quotable(&provider.figures, standard)?)))
        .filter(|(_, figure)| State::of(figure) == State::MissedClear)
}

/// Another provider in one short sentence.
fn line(review: &Review, provider: &ProviderReview, locale: &Locale) -> String {
    let counts = Counts::of(provider, &review.standards);
    let missed = counts.in_state(State::MissedClear);
    let key = match missed {
        _ if counts.all() == 0 => "verdict.other_nothing",
        0 => "verdict.other_none",
        1 => "verdict.other_one",
        _ => "verdict.other_many",
    };
    let (missed, all) = (locale.number_word(missed), locale.number_word(counts.all()));
    locale.fill(
        key,
        &[("name", &provider.name), ("missed", &missed), ("all", &all)],
    )
}

/// The further certain misses with their values.
fn further(review: &Review, provider: &ProviderReview, locale: &Locale) -> String {
    let first = furthest(review, provider).map(|(standard, _)| &standard.id);
    let others: Vec<String> = certain_misses(review, provider)
        .filter(|(standard, _)| Some(&standard.id) != first)
        .map(|(standard, figure)| with_value(standard, figure, locale))
        .collect();
    if others.is_empty() {
        String::new()
    } else {
        locale.fill("verdict.further", &[("list", &others.join("; "))]) + " "
    }
}

/// The misses that chance could explain.
fn chances(review: &Review, provider: &ProviderReview, locale: &Locale) -> String {
    let list: Vec<String> = review
        .standards
        .iter()
        .filter_map(|standard| Some((standard, quotable(&provider.figures, standard)?)))
        .filter(|(_, figure)| State::of(figure) == State::MissedChance)
        .map(|(standard, figure)| with_value(standard, figure, locale))
        .collect();
    if list.is_empty() {
        String::new()
    } else {
        locale.fill("verdict.by_chance", &[("list", &list.join("; "))])
    }
}

fn with_value(standard: &StandardText, figure: &Figure, locale: &Locale) -> String {
    let formatter = Formatter::new(locale, standard);
    let value = figure
        .value
        .map_or_else(String::new, |value| formatter.value(value, figure.target));
    let values = [
        ("standard", standard.name.get(locale.language())),
        ("value", &value),
        ("target", &formatter.bound_in_words(figure)),
    ];
    locale.fill("verdict.instead", &values)
}
