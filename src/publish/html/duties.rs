//! Documentation by contact reason and by group of agents: a section only where there is something to show.

use super::beside::{Column, Section, Table};
use super::frame::Heading;
use super::value::Formatter;
use crate::publish::duties::name;
use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{DutyFigure, ProviderReview, Review, StandardText};
use crate::vocabulary::PartOf;

/// Reasons per standard on a provider's own page; documentation.csv and the workbook have all.
const MOST_REASONS: usize = 8;

/// The same on the page of all providers.
const MOST_BESIDE_OTHERS: usize = 2;

/// The section of some providers; nothing where nothing is told.
pub(super) fn duties(
    review: &Review,
    providers: &[&ProviderReview],
    named: bool,
    locale: &Locale,
) -> Option<Section> {
    let tables = [PartOf::Reason, PartOf::AgentGroup].map(|of| table(of, review, providers, named, locale));
    let tables: Vec<Table> = tables
        .into_iter()
        .filter(|table| !table.rows.is_empty())
        .collect();
    let heading = Heading::new("duties", locale.text("duties.title"), locale.text("duties.note"));
    (!tables.is_empty()).then_some(Section { heading, tables })
}

fn table(of: PartOf, review: &Review, providers: &[&ProviderReview], named: bool, locale: &Locale) -> Table {
    let most = if named { MOST_BESIDE_OTHERS } else { MOST_REASONS };
    let mut rows = Vec::new();
    for provider in providers {
        for standard in &review.standards {
            rows.extend(shown(of, provider, standard, most).into_iter().map(|duty| {
                let name = named.then(|| provider.name.clone());
                name.into_iter().chain(cells(duty, standard, locale)).collect()
            }));
        }
    }
    let (caption, part) = match of {
        PartOf::Reason => ("duties.caption_reasons", "duties.reason"),
        PartOf::AgentGroup => ("duties.caption_groups", "duties.group"),
    };
    let text = |key: &'static str| Column {
        name: locale.text(key).to_owned(),
        is_number: false,
    };
    let number = |key: &'static str| Column {
        is_number: true,
        ..text(key)
    };
    let mut columns: Vec<Column> = named.then(|| text("column.provider")).into_iter().collect();
    columns.extend([text("column.standard"), text(part)]);
    columns.extend((of == PartOf::AgentGroup).then(|| number("duties.agents")));
    columns.extend([
        number("column.value"),
        number("exemptions.fraction"),
        number("column.unmeasurable"),
    ]);
    Table {
        caption: locale.text(caption).to_owned(),
        columns,
        rows,
    }
}

/// Over all queues: of the reasons those with the most breaches, of groups all.
fn shown<'p>(
    of: PartOf,
    provider: &'p ProviderReview,
    standard: &StandardText,
    most: usize,
) -> Vec<&'p DutyFigure> {
    let own = provider.duties.iter();
    let own = own.filter(|duty| duty.of == of && duty.figure.queue.is_none());
    let mut own: Vec<&DutyFigure> = own.filter(|duty| duty.figure.standard == standard.id).collect();
    if of == PartOf::Reason {
        // The order of the review, that by contacts, decides between equals.
        own.sort_by_key(|duty| std::cmp::Reverse(duty.faults()));
        own.truncate(most);
    }
    own
}

fn cells(duty: &DutyFigure, standard: &StandardText, locale: &Locale) -> Vec<String> {
    let figure = &duty.figure;
    let mut cells = vec![
        standard.name.get(locale.language()).to_owned(),
        name(duty, locale),
    ];
    if duty.of == PartOf::AgentGroup {
        cells.push(
            duty.agents
                .map_or_else(|| NOTHING.to_owned(), |agents| locale.count(agents as u64)),
        );
    }
    let Some(denominator) = figure.denominator else {
        cells.extend([locale.text("duties.withheld"), NOTHING, NOTHING].map(str::to_owned));
        return cells;
    };
    let value = Formatter::new(locale, standard).figure(figure, None).value;
    cells.extend([
        match value.is_empty() {
            true => locale.text("status.not_measurable").to_owned(),
            false => value,
        },
        format!(
            "{} / {}",
            locale.micro(figure.numerator),
            locale.micro(denominator)
        ),
        locale.count(figure.unmeasurable),
    ]);
    cells
}
