//! The course of figures, with what former publications in the same output folder say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::history::former::{FormerFigure, figures};
use crate::judge::{course, possible};
use crate::publish::open_data::manifest::SCHEMA_VERSION;
use crate::scorecard::{
    Figure, FormerFile, History, ProviderReview, Review, Role, SHOWN_PERIODS, Trend, TrendPoint, Unusable,
    UnusableReason,
};
use crate::vocabulary::{Period, Status};
use crate::workspace::agreement::{Agreement, Standard};

/// Provider, queue, standard and measure of a figure.
type Key = [String; 4];
/// A former publication's figures over all their clauses.
type Figures = BTreeMap<Key, FormerFigure>;

/// Fills in the history and every provider's trends.
pub fn fill_in(agreement: &Agreement, out: &Path, review: &mut Review) {
    let (history, former) = read(&review.period, out);
    for provider in &mut review.providers {
        provider.trends = trends(agreement, provider, &history.periods, &former);
    }
    review.history = history;
}

/// The history, and the figures of each of its periods but the last.
fn read(period: &Period, out: &Path) -> (History, Vec<Figures>) {
    let periods = period.course(SHOWN_PERIODS);
    let mut history = History {
        periods: periods.clone(),
        ..History::default()
    };
    let mut former = Vec::new();
    let before = periods.len().saturating_sub(1);
    for period in periods.into_iter().take(before) {
        let is_standards = |standard: &str, measure: &str| !standard.is_empty() && !measure.contains(':');
        let found = figures(&out.join(period.name()), &period, SCHEMA_VERSION, is_standards);
        let mut known = Figures::new();
        match found {
            Ok(None) => {}
            Ok(Some(found)) => {
                if found.unread > 0 {
                    let reason = UnusableReason::Rows(found.unread);
                    history.unusable.push(Unusable {
                        period: period.clone(),
                        reason,
                    });
                }
                history.read.push(FormerFile {
                    period: period.name().to_owned(),
                    sha256: found.sha256,
                });
                for figure in found.figures {
                    // Of several clauses the row of all together comes first.
                    known.entry(key_of(&figure)).or_insert(figure);
                }
            }
            Err(reason) => history.unusable.push(Unusable { period, reason }),
        }
        former.push(known);
    }
    (history, former)
}

fn key_of(figure: &FormerFigure) -> Key {
    [&figure.provider, &figure.queue, &figure.standard, &figure.measure].map(String::clone)
}

fn trends(
    agreement: &Agreement,
    provider: &ProviderReview,
    periods: &[Period],
    former: &[Figures],
) -> Vec<Trend> {
    if periods.is_empty() {
        return Vec::new();
    }
    let own = provider
        .figures
        .iter()
        .filter(|figure| figure.role == Role::Standard);
    let trends = own.filter_map(|figure| {
        let standard = agreement.standards.iter().find(|s| s.id == figure.standard)?;
        Some(trend(standard, provider, figure, former))
    });
    trends.filter(Trend::has_past).collect()
}

fn trend(standard: &Standard, provider: &ProviderReview, figure: &Figure, former: &[Figures]) -> Trend {
    let rule = &standard.clauses[0].rule;
    let key = [
        provider.id.as_str(),
        figure.queue.as_ref().map_or("*", |queue| queue.as_str()),
        figure.standard.as_str(),
        &figure.measure,
    ]
    .map(str::to_owned);
    let before = former.iter().map(|known| known.get(&key).and_then(former_point));
    let points: Vec<Option<TrendPoint>> = before.chain([point(figure)]).collect();
    let values: Vec<Option<f64>> = points.iter().map(|point| Some(point.as_ref()?.value)).collect();
    let clauses: BTreeSet<&str> = points
        .iter()
        .flatten()
        .map(|p| p.clause_valid_from.as_str())
        .collect();
    let is_bounded = figure.band.is_none();
    Trend {
        standard: figure.standard.clone(),
        queue: figure.queue.clone(),
        better: is_bounded.then(|| rule.direction()),
        target: figure.target.filter(|_| is_bounded),
        course: course(&values, possible(rule.unit(), &figure.measure)),
        clause_changes: clauses.len() > 1,
        points,
    }
}

/// Statuses of figures whose value says too little.
const UNTOLD: [Status; 2] = [Status::TooFew, Status::NotMeasurable];

fn former_point(figure: &FormerFigure) -> Option<TrendPoint> {
    let is_told = UNTOLD.iter().all(|status| status.name() != figure.status);
    Some(TrendPoint {
        value: figure.value.filter(|_| is_told)?,
        numerator: figure.numerator,
        denominator: figure.denominator,
        target: figure.target,
        status: figure.status.clone(),
        clause_valid_from: figure.clause_valid_from.clone(),
    })
}

fn point(figure: &Figure) -> Option<TrendPoint> {
    Some(TrendPoint {
        value: figure.value.filter(|_| !UNTOLD.contains(&figure.status))?,
        numerator: figure.told_numerator(),
        denominator: figure.denominator,
        target: figure.target,
        status: figure.status.name().to_owned(),
        clause_valid_from: figure
            .clause_valid_from
            .map_or_else(String::new, |day| day.to_string()),
    })
}
