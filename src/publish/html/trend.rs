//! A scorecard's course over thirteen periods: one control chart per standard, the signal in words.

use serde::Serialize;

use super::beside::{Column, Table};
use super::frame::{Heading, capitalized};
use super::value::Formatter;
use super::xmr::{Xmr, xmr};
use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{ProviderReview, Review, StandardText, Trend};

/// The section; only where there are former publications.
#[derive(Debug, Serialize)]
pub(super) struct Trends {
    pub heading: Heading,
    pub charts: Vec<Chart>,
    /// All values as text.
    pub table: Table,
    pub unusable: String,
}

/// One standard.
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    pub id: String,
    pub name: String,
    /// What the course says.
    pub course: String,
    /// Whether it says something.
    pub is_news: bool,
    pub description: String,
    pub drawn: Xmr,
}

/// Trends of a provider's standards over all queues, with the standards.
pub(super) fn mains<'r>(
    review: &'r Review,
    provider: &'r ProviderReview,
) -> impl Iterator<Item = (&'r StandardText, &'r Trend)> {
    review
        .standards
        .iter()
        .filter_map(|standard| Some((standard, main(provider, standard)?)))
}

/// The trend of a standard over all queues.
pub(super) fn main<'r>(provider: &'r ProviderReview, standard: &StandardText) -> Option<&'r Trend> {
    let mut trends = provider.trends.iter();
    trends.find(|trend| trend.queue.is_none() && trend.standard == standard.id)
}

/// A scorecard's section; nothing without former publications.
pub(super) fn of_one(review: &Review, provider: &ProviderReview, locale: &Locale) -> Option<Trends> {
    let charts: Vec<Chart> = mains(review, provider)
        .enumerate()
        .filter_map(|(number, (standard, trend))| chart(review, number, standard, trend, locale))
        .collect();
    (!charts.is_empty()).then(|| Trends {
        heading: heading(review, provider, &charts, locale),
        table: table(review, provider, locale),
        unusable: locale.unusable(&review.history).unwrap_or_default(),
        charts,
    })
}

fn heading(review: &Review, provider: &ProviderReview, charts: &[Chart], locale: &Locale) -> Heading {
    let news: Vec<&Chart> = charts.iter().filter(|chart| chart.is_news).collect();
    let title = match news.as_slice() {
        [] if mains(review, provider).all(|(_, trend)| trend.course.limits.is_none()) => {
            locale.text("trend.title_early").to_owned()
        }
        [] => locale.text("trend.title_none").to_owned(),
        [only] => locale.fill(
            "trend.title_one",
            &[("name", &only.name), ("course", &only.course)],
        ),
        several => {
            let (n, all) = (
                locale.number_word(several.len() as u64),
                locale.number_word(charts.len() as u64),
            );
            let values = [
                ("n", n.as_str()),
                ("all", &all),
                ("name", &several[0].name),
                ("course", &several[0].course),
            ];
            capitalized(&locale.fill("trend.title", &values))
        }
    };
    let n = locale.count(review.history.periods.len() as u64);
    Heading::new("trend", title, locale.fill("trend.note", &[("n", &n)]))
}

fn chart(
    review: &Review,
    number: usize,
    standard: &StandardText,
    trend: &Trend,
    locale: &Locale,
) -> Option<Chart> {
    let formatter = Formatter::new(locale, standard);
    let last = trend.points.last().and_then(Option::as_ref);
    let value = last.map_or_else(
        || locale.text("trend.no_value").to_owned(),
        |point| formatter.value(point.value, trend.target),
    );
    let drawn = xmr(trend, standard.unit, &review.history, locale, &value)?;
    let course = locale.course(trend, &review.history);
    let changes = match trend.clause_changes {
        true => format!("; {}", locale.text("trend.clause_changes")),
        false => String::new(),
    };
    Some(Chart {
        id: format!("xmr-{number}"),
        name: standard.name.get(locale.language()).to_owned(),
        description: description(&formatter, trend, &value, &course),
        is_news: !trend.course.signals.is_empty(),
        course: course + &changes,
        drawn,
    })
}

/// Last value, target, mean, limits and course, for those who cannot see the drawing.
fn description(formatter: &Formatter, trend: &Trend, value: &str, course: &str) -> String {
    let locale = formatter.locale;
    let mut parts = vec![locale.fill("trend.last", &[("value", value)])];
    if let Some(target) = trend.target {
        parts.push(locale.fill("trend.target", &[("target", &formatter.agreed(target))]));
    }
    if let Some(limits) = trend.course.limits {
        let values = [
            ("mean", formatter.value(limits.mean, None)),
            ("limits", formatter.range(limits.lower, limits.upper, None)),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        parts.push(locale.fill("trend.limits", &values));
    }
    parts.push(course.to_owned());
    parts.join(", ")
}

/// Values of all periods, mean and limits: a row per standard.
fn table(review: &Review, provider: &ProviderReview, locale: &Locale) -> Table {
    let number = |name: String| Column {
        name,
        is_number: true,
    };
    let mut columns = vec![Column {
        name: locale.text("column.standard").to_owned(),
        is_number: false,
    }];
    columns.extend(
        review
            .history
            .periods
            .iter()
            .map(|period| number(period.name().to_owned())),
    );
    columns
        .extend(["trend.mean", "trend.lower", "trend.upper"].map(|key| number(locale.text(key).to_owned())));
    let rows = mains(review, provider).map(|(standard, trend)| {
        let formatter = Formatter::new(locale, standard);
        let shown =
            |value: Option<f64>| value.map_or_else(|| NOTHING.to_owned(), |v| formatter.value(v, None));
        let limits = trend.course.limits;
        let points = trend
            .points
            .iter()
            .map(|point| shown(point.as_ref().map(|point| point.value)));
        let ends = [
            limits.map(|limits| limits.mean),
            limits.map(|limits| limits.lower),
            limits.map(|limits| limits.upper),
        ];
        let name = standard.name.get(locale.language()).to_owned();
        [name].into_iter().chain(points).chain(ends.map(shown)).collect()
    });
    Table {
        caption: locale.text("trend.table").to_owned(),
        columns,
        rows: rows.collect(),
    }
}
