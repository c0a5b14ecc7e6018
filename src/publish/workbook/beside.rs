//! Exemptions with what they took out, and moments of truth: a sheet of each where there is something.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::{JUDGEMENT, judgement, of_provider};
use super::context::Context;
use super::precision::{Unit, digits_of};
use super::sheet::{Closing, Column, Orientation};
use crate::scorecard::{Exempted, Figure, ProviderReview, Role};
use crate::vocabulary::{StandardId, Without};

const EXEMPTED: [Column; 8] = [
    Column::number("exemptions.contacts"),
    Column::number("column.value"),
    Column::number("exemptions.without_exemptions"),
    Column::text("exemptions.reason", 34.0),
    Column::text("exemptions.from", 22.0),
    Column::text("exemptions.to", 22.0),
    Column::text("column.queue", 26.0),
    Column::text("exemptions.evidence", 50.0),
];

/// Adds both sheets.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    exemptions(book, context)?;
    moments(book, context)
}

/// A figure of a standard over all queues.
fn find<'a>(provider: &'a ProviderReview, standard: &StandardId, role: Role) -> Option<&'a Figure> {
    let mut figures = provider.figures.iter();
    figures.find(|figure| figure.role == role && figure.queue.is_none() && figure.standard == *standard)
}

fn exemptions(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    if context
        .providers
        .iter()
        .all(|provider| provider.exempted.is_empty())
    {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("workbook.exemptions", Orientation::Landscape)?;
    sheet.message(locale.text("exemptions.title"), locale.text("exemptions.note"))?;
    let mut columns = vec![context.standard_column()];
    columns.extend(EXEMPTED);
    sheet.begin(&context.columns(&columns))?;
    for provider in &context.providers {
        for exempted in &provider.exempted {
            let Exempted {
                exemption,
                standard,
                contacts,
            } = exempted;
            let Some(exemption) = context.review.exemptions.get(*exemption) else {
                continue;
            };
            let mut row = of_provider(sheet.row(), context, provider)
                .text(context.standard_name(standard))
                .count(*contacts);
            for role in [Role::Standard, Role::Without(Without::Exemptions)] {
                let figure = find(provider, standard, role);
                let value = figure.and_then(|figure| Some((figure.value?, Unit::of(context.review, figure))));
                row = match value {
                    Some((value, unit)) => row.number(Some(value), unit.look(digits_of(value, unit))),
                    None => row.text(""),
                };
            }
            let queues = match exemption.queues.is_empty() {
                true => locale.text("column.all_queues").to_owned(),
                false => exemption.queues.join(", "),
            };
            let row = row
                .text(exemption.reason.get(locale.language()))
                .text(locale.instant(&context.review.zone, exemption.from))
                .text(locale.instant(&context.review.zone, exemption.to))
                .text(queues)
                .wrapped(exemption.evidence.clone());
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_exemptions"))
}

fn moments(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let is_told = |figure: &&Figure| matches!(figure.role, Role::Moment(_) | Role::MomentVolume(_));
    let mut providers = context.providers.iter();
    if !providers.any(|provider| provider.figures.iter().any(|figure| is_told(&figure))) {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("workbook.moments", Orientation::Landscape)?;
    sheet.message(locale.text("moments.title"), locale.text("moments.note"))?;
    let mut columns = vec![
        Column::text("moments.moment", 30.0),
        context.standard_column(),
        context.queue_column(),
    ];
    columns.extend(JUDGEMENT);
    sheet.begin(&context.columns(&columns))?;
    for provider in &context.providers {
        for figure in provider.figures.iter().filter(is_told) {
            let (Role::Moment(index) | Role::MomentVolume(index)) = figure.role else {
                continue;
            };
            let Some(moment) = context.review.moments.get(index) else {
                continue;
            };
            let name = match figure.is_volume() {
                true => locale.measure(figure.standard.as_str()).to_owned(),
                false => context.standard_name(&figure.standard).to_owned(),
            };
            let row = of_provider(sheet.row(), context, provider)
                .text(moment.name.get(locale.language()))
                .text(name)
                .text(context.queue_name(figure.queue.as_ref()));
            sheet.append(&judgement(row, context, provider, figure))?;
        }
    }
    sheet.end(Closing::Table("t_moments"))
}
