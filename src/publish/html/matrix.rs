//! Overview, standards matrix: one row per standard, one cell per provider.

use serde::Serialize;

use super::chart;
use super::counts::{Counts, TallyEntry};
use super::frame::{Heading, capitalized, channels};
use super::spark::{self, Spark};
use super::trend;
use super::value::{FigureView, Formatter, Mark, State, clauses, main_figure};
use crate::publish::clause_values::joined;
use crate::publish::locale::Locale;
use crate::scorecard::{ProviderReview, Review, StandardText};

/// The matrix.
#[derive(Debug, Serialize)]
pub(super) struct Matrix {
    pub heading: Heading,
    pub providers: Vec<Column>,
    pub rows: Vec<Row>,
    /// Former publications that are missing to the course; empty where none is.
    pub unusable: String,
    pub has_course: bool,
}

/// A provider's column.
#[derive(Debug, Serialize)]
pub(super) struct Column {
    pub name: String,
    pub channels: String,
    pub scorecard: String,
    pub sums: Vec<TallyEntry>,
}

/// A standard's row.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub name: String,
    pub target: String,
    /// Empty where the name says the same.
    pub measure: &'static str,
    pub cells: Vec<Cell>,
}

/// One provider and standard.
#[derive(Debug, Serialize)]
pub(super) struct Cell {
    pub provider: String,
    pub mark: Mark,
    pub figure: Option<FigureView>,
    pub spark: Option<Spark>,
    /// What the course says, where it says something.
    pub course: String,
}

/// Builds the matrix with its message.
pub(super) fn matrix(review: &Review, locale: &Locale) -> Matrix {
    Matrix {
        heading: heading(review, locale),
        providers: review
            .providers
            .iter()
            .map(|provider| column(review, provider, locale))
            .collect(),
        rows: review
            .standards
            .iter()
            .map(|standard| row(review, standard, locale))
            .collect(),
        unusable: locale.unusable(&review.history).unwrap_or_default(),
        has_course: review
            .providers
            .iter()
            .any(|provider| !provider.trends.is_empty()),
    }
}

fn column(review: &Review, provider: &ProviderReview, locale: &Locale) -> Column {
    Column {
        name: provider.name.clone(),
        channels: channels(review, provider, locale),
        scorecard: format!("partners/{}/scorecard.html", provider.id),
        sums: Counts::of(provider, &review.standards).occurring(locale),
    }
}

fn row(review: &Review, standard: &StandardText, locale: &Locale) -> Row {
    let formatter = Formatter::new(locale, standard);
    let figures = || {
        review
            .providers
            .iter()
            .filter_map(|provider| main_figure(&provider.figures, standard))
    };
    let span = chart::span(figures());
    let trends = review
        .providers
        .iter()
        .filter_map(|provider| trend::main(provider, standard));
    let scale = spark::scale(trends);
    let cell = |provider: &ProviderReview| {
        let figure = main_figure(&provider.figures, standard);
        let trend = trend::main(provider, standard);
        let is_bad = figure.is_some_and(|figure| State::of(figure) == State::MissedClear);
        let news = trend.filter(|trend| !trend.course.signals.is_empty());
        Cell {
            provider: provider.name.clone(),
            mark: figure.map_or_else(|| Mark::new(State::NotAgreed, locale), |f| Mark::of(f, locale)),
            figure: figure.map(|figure| formatter.figure(figure, span)),
            spark: trend
                .zip(scale)
                .map(|(trend, scale)| spark::spark(trend, scale, is_bad)),
            course: news.map_or_else(String::new, |trend| locale.course(trend, &review.history)),
        }
    };
    let (name, measure) = (
        standard.name.get(locale.language()),
        locale.measure(standard.measure),
    );
    let same = name.to_lowercase().contains(&measure.to_lowercase());
    Row {
        name: name.to_owned(),
        target: target(review, standard, &formatter),
        measure: if same { "" } else { measure },
        cells: review.providers.iter().map(cell).collect(),
    }
}

/// The agreed value; with several clauses theirs.
fn target(review: &Review, standard: &StandardText, formatter: &Formatter) -> String {
    let mains = review
        .providers
        .iter()
        .filter_map(|p| main_figure(&p.figures, standard));
    let common = mains
        .map(|figure| formatter.bound(figure))
        .find(|bound| !bound.is_empty());
    common.unwrap_or_else(|| {
        let bounds = review.providers.iter().map(|provider| {
            clauses(&provider.figures, standard)
                .map(|figure| (figure, formatter.bound(figure)))
                .collect::<Vec<_>>()
        });
        joined(bounds.max_by_key(Vec::len).unwrap_or_default().into_iter())
    })
}

fn heading(review: &Review, locale: &Locale) -> Heading {
    let all = Counts::over(&review.providers, &review.standards);
    let key = match (all.missed(), all.all()) {
        (_, 0) => String::from("matrix.none_agreed"),
        (0, _) if all.met() == 0 => String::from("matrix.title_unjudged"),
        (0, 1) => String::from("matrix.title_only_none"),
        (1, 1) => format!("matrix.title_only{}", all.sureness()),
        (0, _) => String::from("matrix.title_none"),
        (1, _) => format!("matrix.title_one{}", all.sureness()),
        _ => String::from("matrix.title"),
    };
    let by_chance = all.in_state(State::MetChance) + all.in_state(State::MissedChance);
    let chance = match by_chance {
        0 => "matrix.chance_none",
        1 => "matrix.chance_one",
        _ => "matrix.chance",
    };
    let chance = locale.fill(chance, &[("n", &locale.number_word(by_chance))]);
    let values = [
        ("missed", locale.number_word(all.missed())),
        ("all", locale.number_word(all.all())),
        ("certain", all.certain_misses("matrix", locale)),
        ("chance", chance),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let period = locale.month_or_period(&review.period);
    Heading::new(
        "standards",
        capitalized(&locale.fill(&key, &values)),
        locale.fill("matrix.note", &[("period", &period)]),
    )
}
