//! Standards of one provider with definition, queues and clauses; and the definitions of all.

use serde::Serialize;

use super::calendars::{self, Calendar};
use super::chart;
use super::counts::Counts;
use super::frame::{Heading, capitalized};
use super::value::{FigureView, Formatter, clauses, main_figure};
use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{Figure, ProviderReview, Review, Role, StandardText};

/// A scorecard's standards.
#[derive(Debug, Serialize)]
pub(super) struct Standards {
    pub heading: Heading,
    pub groups: Vec<Group>,
}

/// One standard.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    pub name: String,
    pub definition: String,
    /// Between what the values of others lie; empty where too few can be compared.
    pub peers: String,
    pub main: FigureView,
    pub parts: Vec<Part>,
}

/// A queue or a clause of a standard.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    pub name: String,
    pub figure: FigureView,
}

/// The definitions section, with the counts behind every figure.
#[derive(Debug, Serialize)]
pub(super) struct Definitions {
    pub heading: Heading,
    pub standards: Vec<Definition>,
    pub calendars: Vec<Calendar>,
}

/// One standard in words.
#[derive(Debug, Serialize)]
pub(super) struct Definition {
    pub name: String,
    pub measure: &'static str,
    pub text: String,
    pub rows: Vec<DefinitionRow>,
}

/// The counts of one provider.
#[derive(Debug, Serialize)]
pub(super) struct DefinitionRow {
    pub provider: String,
    pub clause: String,
    pub figure: FigureView,
}

/// The scorecard's section; standards that do not bind the provider are not shown.
pub(super) fn of_one(review: &Review, provider: &ProviderReview, locale: &Locale) -> Standards {
    let groups = review
        .standards
        .iter()
        .filter_map(|standard| group(review, provider, standard, locale));
    Standards {
        heading: heading(review, provider, locale),
        groups: groups.collect(),
    }
}

fn heading(review: &Review, provider: &ProviderReview, locale: &Locale) -> Heading {
    let counts = Counts::of(provider, &review.standards);
    let key = match (counts.missed(), counts.all()) {
        (_, 0) => String::from("standards.none"),
        (0, _) if counts.met() == 0 => String::from("standards.title_unjudged"),
        (0, 1) => String::from("standards.title_only_none"),
        (1, 1) => format!("standards.title_only{}", counts.sureness()),
        (0, _) => String::from("standards.title_none"),
        (1, _) => format!("standards.title_one{}", counts.sureness()),
        _ => String::from("standards.title"),
    };
    let met = match counts.met() {
        0 => "standards.met_none",
        1 => "standards.met_one",
        _ => "standards.met",
    };
    let met = locale.fill(met, &[("n", &locale.number_word(counts.met()))]);
    let (missed, all) = (
        locale.number_word(counts.missed()),
        locale.number_word(counts.all()),
    );
    let certain = counts.certain_misses("standards", locale);
    let values = [
        ("missed", missed.as_str()),
        ("all", &all),
        ("certain", &certain),
        ("met", &met),
    ];
    let title = locale.fill(&key, &values);
    let period = locale.month_or_period(&review.period);
    Heading::new(
        "standards",
        capitalized(&title),
        locale.fill("standards.note", &[("period", &period)]),
    )
}

fn group(
    review: &Review,
    provider: &ProviderReview,
    standard: &StandardText,
    locale: &Locale,
) -> Option<Group> {
    let main = main_figure(&provider.figures, standard)?;
    let formatter = Formatter::new(locale, standard);
    let own = || {
        provider
            .figures
            .iter()
            .filter(|figure| figure.standard == standard.id)
    };
    let parts: Vec<&Figure> = own().filter(|figure| is_part(figure)).collect();
    let span = chart::span(parts.iter().copied().chain([main]));
    let part = |figure: &&Figure| Part {
        name: part_name(review, figure, locale),
        figure: formatter.figure(figure, span),
    };
    let beside = own().filter(|figure| figure.queue.is_none());
    let beside = beside.filter_map(|figure| beside_part(figure, locale));
    let peers = provider.peers.iter().find(|peers| peers.standard == standard.id);
    let mut shown = formatter.figure(main, span);
    if let (Some(chart), Some(peers), Some(span)) = (&mut shown.chart, peers, span) {
        chart.peers = chart::range(main, span, (peers.low, peers.high));
    }
    Some(Group {
        peers: peers.map_or_else(String::new, |peers| {
            let range = formatter.range(peers.low, peers.high, None);
            locale.counted("compare.peers", peers.others as u64, &[("range", &range)])
        }),
        name: standard.name.get(locale.language()).to_owned(),
        definition: provider.definition(standard).get(locale.language()).to_owned(),
        main: shown,
        parts: parts.iter().map(part).chain(beside).collect(),
    })
}

/// A figure that stands beside the standard's own, in its own unit.
fn beside_part(figure: &Figure, locale: &Locale) -> Option<Part> {
    let Role::Beside(_, unit) = figure.role else {
        return None;
    };
    let formatter = Formatter { locale, unit };
    Some(Part {
        name: locale.measure(&figure.measure).to_owned(),
        figure: formatter.figure(figure, None),
    })
}

fn is_part(figure: &Figure) -> bool {
    match figure.role {
        Role::Standard => figure.queue.is_some(),
        Role::Clause => true,
        _ => false,
    }
}

fn part_name(review: &Review, figure: &Figure, locale: &Locale) -> String {
    let queue = figure
        .queue
        .as_ref()
        .map(|queue| review.queue_name(queue).to_owned());
    let clause = match (figure.role, figure.clause_valid_from) {
        (Role::Clause, Some(date)) => Some(locale.fill("role.clause", &[("date", &locale.date(date))])),
        _ => None,
    };
    let scope = figure.scope.words.get(locale.language());
    let scope = (!scope.is_empty()).then(|| locale.fill("role.scope", &[("scope", scope)]));
    let parts: Vec<String> = [queue, clause, scope].into_iter().flatten().collect();
    parts.join(", ")
}

/// The definitions for some providers; standards that bind none of them are left out.
pub(super) fn definitions(review: &Review, providers: &[&ProviderReview], locale: &Locale) -> Definitions {
    let standards: Vec<Definition> = review
        .standards
        .iter()
        .filter_map(|standard| definition(providers, standard, locale))
        .collect();
    let title = match standards.len() {
        0 => locale.text("definitions.none").to_owned(),
        1 => locale.text("definitions.title_one").to_owned(),
        n => capitalized(&locale.fill("definitions.title", &[("n", &locale.number_word(n as u64))])),
    };
    Definitions {
        heading: Heading::new("definitions", title, locale.text("definitions.note")),
        standards,
        calendars: calendars::calendars(review, providers, locale),
    }
}

fn definition(providers: &[&ProviderReview], standard: &StandardText, locale: &Locale) -> Option<Definition> {
    let formatter = Formatter::new(locale, standard);
    let row = |provider: &&ProviderReview| {
        let figure = main_figure(&provider.figures, standard)?;
        let has_clauses = clauses(&provider.figures, standard).next().is_some();
        let clause = match figure.clause_valid_from {
            Some(date) => locale.date(date),
            None if has_clauses => locale.text("definitions.several_clauses").to_owned(),
            None => NOTHING.to_owned(),
        };
        Some(DefinitionRow {
            provider: provider.name.clone(),
            clause,
            figure: formatter.figure(figure, None),
        })
    };
    let rows: Vec<DefinitionRow> = providers.iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| Definition {
        name: standard.name.get(locale.language()).to_owned(),
        measure: locale.measure(standard.measure),
        text: standard
            .definition_for(providers)
            .get(locale.language())
            .to_owned(),
        rows,
    })
}
