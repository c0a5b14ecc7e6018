//! The seven customary service levels side by side, the contract's one marked, with what makes the
//! difference.

use serde::Serialize;

use super::chart::{coordinate, round_up};
use super::frame::Heading;
use super::reported;
use super::value::{Formatter, main_figure};
use crate::publish::locale::Locale;
use crate::scorecard::{Figure, ProviderReview, Review, Role, StandardText};
use crate::vocabulary::{Formula, Micro};

/// The section: one table per service-level standard.
#[derive(Debug, Serialize)]
pub(super) struct Readings {
    pub heading: Heading,
    pub tables: Vec<Table>,
    /// What providers report of themselves.
    pub reported: Vec<reported::Row>,
}

/// One service-level standard.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    pub standard: String,
    pub target: String,
    pub providers: Vec<String>,
    pub rows: Vec<Row>,
}

/// One formula.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub short_name: &'static str,
    pub rule: &'static str,
    /// Whether this is the contract's reading for everyone in the table.
    pub contract: bool,
    pub cells: Vec<Option<Reading>>,
}

/// One provider's value by one formula.
#[derive(Debug, Serialize)]
pub(super) struct Reading {
    pub contract: bool,
    pub value: String,
    pub numerator: String,
    pub denominator: String,
    /// Points above or below the contract's reading; empty for that one.
    pub difference: String,
    /// What differs from the contract's reading: `Zähler +60`, `Nenner −418`.
    pub because: String,
    pub dot: Option<Dot>,
}

/// Position on the common scale, in percent of the width.
#[derive(Debug, Serialize)]
pub(super) struct Dot {
    pub point: String,
    pub contract: String,
    pub target: String,
    pub from: String,
    pub width: String,
}

/// The readings of one provider and standard.
struct Set<'a> {
    variants: Vec<&'a Figure>,
    contract: Option<&'a Figure>,
    target: Option<f64>,
}

/// Builds the section for some providers; `voice` picks the words of the message.
pub(super) fn readings(
    review: &Review,
    providers: &[&ProviderReview],
    voice: &str,
    locale: &Locale,
) -> Readings {
    let tables: Vec<Table> = review
        .standards
        .iter()
        .filter_map(|standard| table(standard, providers, locale))
        .collect();
    let heading = heading(review, providers, voice, locale);
    Readings {
        heading,
        tables,
        reported: reported::rows(review, providers, locale),
    }
}

fn set<'a>(provider: &'a ProviderReview, standard: &StandardText) -> Option<Set<'a>> {
    let own = provider
        .figures
        .iter()
        .filter(|f| f.standard == standard.id && f.queue.is_none());
    let variants: Vec<&Figure> = own.filter(|f| matches!(f.role, Role::Variant(..))).collect();
    let contract = variants
        .iter()
        .copied()
        .find(|f| matches!(f.role, Role::Variant(_, true)));
    let target = main_figure(&provider.figures, standard).and_then(|figure| figure.target);
    (!variants.is_empty()).then_some(Set {
        variants,
        contract,
        target,
    })
}

fn table(standard: &StandardText, providers: &[&ProviderReview], locale: &Locale) -> Option<Table> {
    let sets: Vec<(&ProviderReview, Set)> = providers
        .iter()
        .filter_map(|provider| Some((*provider, set(provider, standard)?)))
        .collect();
    if sets.is_empty() {
        return None;
    }
    let formatter = Formatter::new(locale, standard);
    let scale = scale(sets.iter().map(|(_, set)| set));
    let row = |formula: Formula| {
        let cells: Vec<Option<Reading>> = sets
            .iter()
            .map(|(_, set)| reading(set, formula, scale, formatter))
            .collect();
        let contract = cells
            .iter()
            .all(|cell| cell.as_ref().is_some_and(|cell| cell.contract));
        Row {
            short_name: formula.short_name(),
            rule: locale.formula(formula),
            contract,
            cells,
        }
    };
    let main = sets
        .iter()
        .find_map(|(provider, _)| main_figure(&provider.figures, standard));
    Some(Table {
        standard: standard.name.get(locale.language()).to_owned(),
        target: main.map_or_else(String::new, |figure| formatter.bound(figure)),
        providers: sets.iter().map(|(provider, _)| provider.name.clone()).collect(),
        rows: Formula::ALL.into_iter().map(row).collect(),
    })
}

fn reading(set: &Set, formula: Formula, scale: Option<(f64, f64)>, formatter: Formatter) -> Option<Reading> {
    let of = |f: &&&Figure| matches!(f.role, Role::Variant(found, _) if found == formula);
    let figure = *set.variants.iter().find(of)?;
    let contract = matches!(figure.role, Role::Variant(_, true));
    let other = set.contract.filter(|_| !contract);
    let locale = formatter.locale;
    let difference = other.and_then(|other| Some(locale.points(figure.value? - other.value?)));
    Some(Reading {
        contract,
        value: figure
            .value
            .map_or_else(String::new, |value| formatter.value(value, set.target)),
        numerator: locale.micro(figure.numerator),
        denominator: figure.denominator.map_or_else(String::new, |d| locale.micro(d)),
        difference: difference.unwrap_or_default(),
        because: other.map_or_else(String::new, |other| because(figure, other, locale)),
        dot: dot(set, figure, scale),
    })
}

/// What numerator and denominator have more or less than in the contract's reading.
fn because(figure: &Figure, contract: &Figure, locale: &Locale) -> String {
    let signed = |difference: Micro| {
        let sign = if difference.0 > 0 { "+" } else { "" };
        format!("{sign}{}", locale.micro(difference))
    };
    if figure.value.is_none() {
        return locale.text("status.not_measurable").to_owned();
    }
    let mut parts = Vec::new();
    let numerator = figure.numerator - contract.numerator;
    if numerator.0 != 0 {
        parts.push(locale.fill("readings.numerator_by", &[("n", &signed(numerator))]));
    }
    let denominator = figure.denominator.unwrap_or_default() - contract.denominator.unwrap_or_default();
    if denominator.0 != 0 {
        parts.push(locale.fill("readings.denominator_by", &[("n", &signed(denominator))]));
    }
    if parts.is_empty() {
        locale.text("readings.same").to_owned()
    } else {
        parts.join(", ")
    }
}

/// The common scale: all readings and targets, cut to round percentages.
fn scale<'a>(sets: impl Iterator<Item = &'a Set<'a>>) -> Option<(f64, f64)> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for set in sets {
        for value in set
            .variants
            .iter()
            .filter_map(|figure| figure.value)
            .chain(set.target)
        {
            (low, high) = (low.min(value), high.max(value));
        }
    }
    let step = (high > low).then(|| round_up((high - low) / 10.0))?;
    Some((
        ((low / step).floor() - 1.0) * step,
        ((high / step).ceil() + 1.0) * step,
    ))
}

fn dot(set: &Set, figure: &Figure, scale: Option<(f64, f64)>) -> Option<Dot> {
    let ((low, high), value, contract) = (scale?, figure.value?, set.contract?.value?);
    let place = |v: f64| (v - low) / (high - low) * 100.0;
    Some(Dot {
        point: coordinate(place(value)),
        contract: coordinate(place(contract)),
        target: set
            .target
            .map_or_else(String::new, |target| coordinate(place(target))),
        from: coordinate(place(value.min(contract))),
        width: coordinate((place(value) - place(contract)).abs()),
    })
}

/// The message: how far readings lie apart, for the provider and standard where they do most.
fn heading(review: &Review, providers: &[&ProviderReview], voice: &str, locale: &Locale) -> Heading {
    let mut widest: Option<(f64, String)> = None;
    for standard in &review.standards {
        for provider in providers {
            let Some(set) = set(provider, standard) else {
                continue;
            };
            let Some((spread, sentence)) = spread(&set, standard, provider, voice, locale) else {
                continue;
            };
            if widest.as_ref().is_none_or(|(known, _)| spread > *known) {
                widest = Some((spread, sentence));
            }
        }
    }
    match widest {
        Some((_, sentence)) => Heading::new("readings", sentence, locale.text("readings.note")),
        None if is_agreed(review, providers) => {
            Heading::new("readings", locale.text("readings.none_measurable"), "")
        }
        None => Heading::new("readings", locale.text("readings.none"), ""),
    }
}

/// Whether a service level is agreed with one of them, measurable or not.
fn is_agreed(review: &Review, providers: &[&ProviderReview]) -> bool {
    let mut levels = review.standards.iter().filter(|s| s.measure == "service_level");
    levels.any(|standard| {
        let mut figures = providers
            .iter()
            .map(|provider| main_figure(&provider.figures, standard));
        figures.any(|figure| figure.is_some())
    })
}

fn spread(
    set: &Set,
    standard: &StandardText,
    provider: &ProviderReview,
    voice: &str,
    locale: &Locale,
) -> Option<(f64, String)> {
    let values = || set.variants.iter().filter_map(|figure| figure.value);
    let (low, high) = (
        values().fold(f64::INFINITY, f64::min),
        values().fold(f64::NEG_INFINITY, f64::max),
    );
    let Role::Variant(formula, _) = set.contract?.role else {
        return None;
    };
    let contract = locale.share(set.contract?.value?, set.target);
    let sentence = locale.fill(
        &format!("readings.title_{voice}"),
        &[
            ("name", &provider.name),
            ("standard", standard.name.get(locale.language())),
            ("low", &locale.share_number(low, set.target)),
            ("high", &locale.share(high, set.target)),
            ("formula", formula.short_name()),
            ("contract", &contract),
        ],
    );
    (high >= low).then_some((high - low, sentence))
}
