//! Figures that re-runs of the period have changed; a section only where there are some.

use super::beside::{Column, Section, Table};
use super::frame::Heading;
use super::value::Formatter;
use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{Restated, Review, Stated};
use crate::vocabulary::ProviderId;

/// Lines on a page; all are in restatements.csv.
const MOST_LINES: usize = 50;

/// The changes of all providers, or of one; only standards' own figures over all queues.
pub(super) fn section(review: &Review, only: Option<&ProviderId>, locale: &Locale) -> Option<Section> {
    let all = &review.restatements.lines;
    let own = all
        .iter()
        .filter(|line| only.is_none_or(|provider| line.provider == *provider));
    let lines: Vec<&Restated> = own.filter(|line| line.is_main()).collect();
    let incomparable = review.restatements.incomparable.is_some();
    if lines.is_empty() && !incomparable {
        return None;
    }
    let shown = lines.iter().rev().take(MOST_LINES);
    let rows: Vec<Vec<String>> = shown
        .map(|line| row(review, line, only.is_none(), locale))
        .collect();
    let title = match (lines.len() as u64, incomparable) {
        (0, _) => locale.text("restated.title_incomparable").to_owned(),
        (n, _) => locale.counted("restated.title", n, &[]),
    };
    let text = |key: &str, is_number| Column {
        name: locale.text(key).to_owned(),
        is_number,
    };
    let mut columns = vec![text("column.standard", false), text("restated.number", true)];
    if only.is_none() {
        columns.insert(0, text("column.provider", false));
    }
    columns.extend([
        text("restated.old", true),
        text("restated.new", true),
        text("restated.rows", true),
        text("restated.cause", false),
    ]);
    let table = Table {
        caption: locale.text("restated.caption").to_owned(),
        columns,
        rows,
    };
    Some(Section {
        heading: Heading::new("restated", title, locale.text("restated.note")),
        tables: if lines.is_empty() { Vec::new() } else { vec![table] },
    })
}

fn row(review: &Review, line: &Restated, named: bool, locale: &Locale) -> Vec<String> {
    let standard = review
        .standards
        .iter()
        .find(|standard| standard.id.as_str() == line.standard);
    let stated = |stated: &Stated| {
        let value = stated.value.zip(standard).map_or_else(
            || NOTHING.to_owned(),
            |(value, standard)| Formatter::new(locale, standard).value(value, stated.target),
        );
        let sums = stated.numerator.zip(stated.denominator);
        sums.map_or(value.clone(), |(numerator, denominator)| {
            format!(
                "{value} ({} / {})",
                locale.micro(numerator),
                locale.micro(denominator)
            )
        })
    };
    let name = standard.map_or(line.standard.as_str(), |standard| {
        standard.name.get(locale.language())
    });
    let mut cells = vec![
        name.to_owned(),
        line.number.to_string(),
        stated(&line.old),
        line.new
            .as_ref()
            .map_or_else(|| locale.text("restated.gone").to_owned(), stated),
        locale.more_rows(line.rows()),
        locale.causes(line),
    ];
    if named {
        let provider = review
            .providers
            .iter()
            .find(|provider| provider.id == line.provider);
        cells.insert(
            0,
            provider
                .map_or(line.provider.as_str(), |provider| &provider.name)
                .to_owned(),
        );
    }
    cells
}
