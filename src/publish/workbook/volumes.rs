//! Volumes and live measures, one row per provider and queue, one column per measure.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::of_provider;
use super::context::Context;
use super::precision::Unit;
use super::row::Row;
use super::sheet::{Closing, Column, Named, Orientation};
use crate::scorecard::{Figure, ProviderReview, Role};
use crate::vocabulary::QueueId;

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let mut sheet = book.sheet("workbook.volumes", Orientation::Landscape)?;
    let locale = &context.locale;
    sheet.message(
        locale.text("workbook.volumes_message"),
        locale.text("workbook.volumes_grey"),
    )?;
    let measures = measures(context);
    sheet.begin_named(heads(context, &measures))?;
    for provider in &context.providers {
        for queue in scopes(provider) {
            let row = scope_row(sheet.row(), context, provider, queue, &measures);
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_volumes"))
}

/// Measures in the order of their first appearance, of channels of which something was delivered.
fn measures<'a>(context: &Context<'a>) -> Vec<&'a str> {
    let mut measures: Vec<&str> = Vec::new();
    for figure in context.providers.iter().flat_map(|p| volumes(p)) {
        let is_delivered = context.providers.iter().any(|p| p.delivers(&figure.measure));
        if is_delivered && !measures.contains(&figure.measure.as_str()) {
            measures.push(&figure.measure);
        }
    }
    measures
}

fn heads(context: &Context, measures: &[&str]) -> Vec<Named> {
    let scope = context.columns(&[context.queue_column()]);
    let named = scope
        .into_iter()
        .map(|column| (context.locale.text(column.head).to_owned(), column));
    let measured = measures.iter().map(|measure| {
        (
            context.locale.measure(measure).to_owned(),
            Column {
                head: "column.measure",
                width: 13.0,
                is_number: true,
            },
        )
    });
    named.chain(measured).collect()
}

fn volumes(provider: &ProviderReview) -> impl Iterator<Item = &Figure> {
    provider.figures.iter().filter(|f| f.role == Role::Volume)
}

/// Queues of a provider in the order of their first appearance; none = all together.
fn scopes(provider: &ProviderReview) -> Vec<Option<&QueueId>> {
    let mut scopes: Vec<Option<&QueueId>> = Vec::new();
    for figure in volumes(provider) {
        if !scopes.contains(&figure.queue.as_ref()) {
            scopes.push(figure.queue.as_ref());
        }
    }
    scopes
}

fn scope_row<'a>(
    row: Row<'a>,
    context: &'a Context,
    provider: &'a ProviderReview,
    queue: Option<&'a QueueId>,
    measures: &[&str],
) -> Row<'a> {
    let row = of_provider(row, context, provider).text(context.queue_name(queue));
    measures.iter().fold(row.strong(queue.is_none()), |row, measure| {
        let figure = volumes(provider).find(|f| f.queue.as_ref() == queue && f.measure == *measure);
        match figure {
            Some(figure) => value(row, context, figure),
            None => row.blank(),
        }
    })
}

/// A count, or a quotient as a formula of its two exact parts.
fn value<'a>(row: Row<'a>, context: &Context, figure: &Figure) -> Row<'a> {
    let unit = Unit::of(context.review, figure);
    match (figure.value, figure.denominator) {
        (Some(value), Some(denominator)) => row.formula(
            format!("{}/{denominator}", figure.numerator),
            value.to_string(),
            unit.look(1),
        ),
        (None, _) => row.blank(),
        (Some(_), None) => row.sum(Some(figure.numerator)),
    }
}
