//! Scores: the agreed weighted totals with their parts.

use serde::Serialize;

use super::chart::coordinate;
use super::frame::Heading;
use super::value::Formatter;
use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{ProviderReview, Review, Score, ScorePart, StandardText};
use crate::vocabulary::StandardId;

/// The section; no totals where no score is agreed.
#[derive(Debug, Serialize)]
pub(super) struct Scores {
    pub heading: Heading,
    pub providers: Vec<Total>,
    pub rows: Vec<Row>,
    pub rebased: bool,
}

/// A provider's total.
#[derive(Debug, Serialize)]
pub(super) struct Total {
    pub name: String,
    pub total: String,
    /// Of how many points: agreements differ.
    pub maximum: String,
    pub rebased: bool,
}

/// A standard that counts towards a score.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub name: String,
    pub weight: String,
    pub range: String,
    pub cells: Vec<Option<Cell>>,
}

/// A provider's part.
#[derive(Debug, Serialize)]
pub(super) struct Cell {
    pub value: String,
    pub points: String,
    /// Weight that counts where it is not the agreed one; else empty.
    pub counted: String,
    /// Share of the weight reached, in percent of the bar.
    pub reached: Option<String>,
}

/// The overview's section, about all providers that have a score.
pub(super) fn of_all(review: &Review, locale: &Locale) -> Scores {
    let scored: Vec<(&ProviderReview, &Score)> = review
        .providers
        .iter()
        .filter_map(|provider| Some((provider, provider.score.as_ref()?)))
        .collect();
    let list: Vec<String> = scored
        .iter()
        .map(|(provider, score)| {
            let (total, maximum) = (points(score.total, locale), weight(score.maximum, locale));
            let values = [
                ("name", provider.name.as_str()),
                ("total", &total),
                ("maximum", &maximum),
            ];
            locale.fill("score.title_part", &values)
        })
        .collect();
    let title = if scored.is_empty() {
        locale.text("score.none").to_owned()
    } else {
        locale.fill("score.title", &[("list", &list.join(", "))])
    };
    scores(review, &scored, title, locale)
}

/// A scorecard's section.
pub(super) fn of_one(review: &Review, provider: &ProviderReview, locale: &Locale) -> Scores {
    let scored: Vec<(&ProviderReview, &Score)> =
        provider.score.iter().map(|score| (provider, score)).collect();
    let title = provider.score.as_ref().map_or_else(
        || locale.text("score.none").to_owned(),
        |score| {
            let (total, maximum) = (points(score.total, locale), weight(score.maximum, locale));
            locale.fill("score.title_you", &[("total", &total), ("maximum", &maximum)])
        },
    );
    scores(review, &scored, title, locale)
}

fn scores(review: &Review, scored: &[(&ProviderReview, &Score)], title: String, locale: &Locale) -> Scores {
    let note = if scored.is_empty() {
        ""
    } else {
        locale.text("score.note")
    };
    let total = |(provider, score): &(&ProviderReview, &Score)| Total {
        name: provider.name.clone(),
        total: points(score.total, locale),
        maximum: weight(score.maximum, locale),
        rebased: score.rebased,
    };
    Scores {
        heading: Heading::new("score", title, note),
        providers: scored.iter().map(total).collect(),
        rows: review
            .standards
            .iter()
            .filter_map(|standard| row(standard, scored, locale))
            .collect(),
        rebased: scored.iter().any(|(_, score)| score.rebased),
    }
}

fn row(standard: &StandardText, scored: &[(&ProviderReview, &Score)], locale: &Locale) -> Option<Row> {
    let parts: Vec<Option<&ScorePart>> = scored
        .iter()
        .map(|(_, score)| part(score, &standard.id))
        .collect();
    let first = parts.iter().flatten().next()?;
    let formatter = Formatter::new(locale, standard);
    let both_sides = |below: Option<f64>, above: f64| match below {
        Some(below) => format!("{} / {}", formatter.agreed(below), formatter.agreed(above)),
        None => formatter.agreed(above),
    };
    let (worst_below, best_below) = first.below.unzip();
    let (worst, best) = (
        both_sides(worst_below, first.range.0),
        both_sides(best_below, first.range.1),
    );
    Some(Row {
        name: standard.name.get(locale.language()).to_owned(),
        weight: weight(first.weight, locale),
        range: locale.fill("score.range", &[("worst", &worst), ("best", &best)]),
        cells: parts
            .into_iter()
            .map(|part| part.map(|part| cell(part, formatter)))
            .collect(),
    })
}

fn part<'a>(score: &'a Score, standard: &StandardId) -> Option<&'a ScorePart> {
    score.parts.iter().find(|part| part.standard == *standard)
}

fn cell(part: &ScorePart, formatter: Formatter) -> Cell {
    let reached = part.points.zip(part.counted);
    let rebased = part.counted.filter(|counted| *counted != part.weight);
    Cell {
        value: part
            .value
            .map_or_else(String::new, |value| formatter.value(value, None)),
        points: part
            .points
            .map_or_else(|| NOTHING.to_owned(), |p| points(p, formatter.locale)),
        counted: rebased.map_or_else(String::new, |counted| weight(counted, formatter.locale)),
        reached: reached.map(|(points, counted)| coordinate((points / counted).clamp(0.0, 1.0) * 100.0)),
    }
}

/// Weights and their sum are as short as exact to two decimals; binary sums have more.
fn weight(value: f64, locale: &Locale) -> String {
    locale.short(value, 2)
}

/// Points have two decimals, as agreements write them.
fn points(value: f64, locale: &Locale) -> String {
    locale.decimal(value, 2)
}
