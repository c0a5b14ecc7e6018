//! Tickets in hand: the bridge and the open ones by age; a sheet only where there are tickets.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::of_provider;
use super::context::Context;
use super::sheet::{Closing, Column, Named, Orientation};
use crate::scorecard::{Figure, ProviderReview, Role};
use crate::vocabulary::QueueId;

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let all = || context.providers.iter().flat_map(|provider| &provider.figures);
    let mut measures: Vec<&str> = Vec::new();
    for figure in all().filter(|figure| is_work(figure)) {
        if !measures.contains(&figure.measure.as_str()) {
            measures.push(&figure.measure);
        }
    }
    if measures.is_empty() {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("workbook.work", Orientation::Landscape)?;
    sheet.message(locale.text("workbook.work"), locale.text("work.caption"))?;
    let scope = context.columns(&[context.queue_column()]);
    let scope = scope
        .into_iter()
        .map(|column| (locale.text(column.head).to_owned(), column));
    let measured = measures
        .iter()
        .map(|measure| (locale.work(measure), Column::number("column.measure")));
    sheet.begin_named(scope.chain(measured).collect::<Vec<Named>>())?;
    for provider in &context.providers {
        for queue in scopes(provider) {
            let row = of_provider(sheet.row(), context, provider).text(context.queue_name(queue));
            let row = measures.iter().fold(row.strong(queue.is_none()), |row, measure| {
                let found = own(provider).find(|f| f.queue.as_ref() == queue && f.measure == *measure);
                row.sum(found.and_then(|figure| figure.told_numerator()))
            });
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_work"))
}

/// Whether it is a count of the bridge, of the backlog, or of what is behind them.
fn is_work(figure: &Figure) -> bool {
    matches!(figure.role, Role::Work(_) | Role::Distinct(..))
}

fn own(provider: &ProviderReview) -> impl Iterator<Item = &Figure> {
    let figures = provider.figures.iter();
    figures.filter(|figure| is_work(figure))
}

/// Queues with tickets; none = all together.
fn scopes(provider: &ProviderReview) -> Vec<Option<&QueueId>> {
    let mut scopes: Vec<Option<&QueueId>> = Vec::new();
    for figure in own(provider) {
        if !scopes.contains(&figure.queue.as_ref()) {
            scopes.push(figure.queue.as_ref());
        }
    }
    scopes
}
