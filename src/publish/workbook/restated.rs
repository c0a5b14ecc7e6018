//! Sheet "Korrekturen": figures that re-runs of the period have changed; only where there are some.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::context::Context;
use super::precision::{Unit, digits_beside};
use super::row::Row;
use super::sheet::{Closing, Column, Orientation};
use crate::scorecard::{ProviderReview, Restated, Stated};

const COLUMNS: [Column; 11] = [
    Column::number("restated.number"),
    Column::number("restated.old_numerator"),
    Column::number("restated.old_denominator"),
    Column::number("restated.old"),
    Column::number("restated.new_numerator"),
    Column::number("restated.new_denominator"),
    Column::number("restated.new"),
    Column::number("restated.rows"),
    Column::text("restated.old_state", 22.0),
    Column::text("restated.new_state", 22.0),
    Column::text("restated.cause", 60.0),
];

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let lines: Vec<(&ProviderReview, &Restated)> = context
        .providers
        .iter()
        .flat_map(|provider| {
            let all = context.review.restatements.lines.iter();
            all.filter(|line| line.provider == provider.id && line.is_judged())
                .map(move |line| (*provider, line))
        })
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("restated.sheet", Orientation::Landscape)?;
    sheet.message(
        &locale.counted("restated.title", lines.len() as u64, &[]),
        locale.text("restated.sheet_note"),
    )?;
    let mut columns = vec![context.standard_column(), context.queue_column()];
    columns.extend(COLUMNS);
    sheet.begin_main(&context.columns(&columns), 1)?;
    for (provider, line) in lines {
        let row = super::columns::of_provider(sheet.row(), context, provider);
        let row = restated(row, context, line);
        sheet.append(&row)?;
    }
    sheet.end(Closing::Table("t_restated"))
}

fn restated<'a>(row: Row<'a>, context: &'a Context, line: &'a Restated) -> Row<'a> {
    let standard = context
        .review
        .standards
        .iter()
        .find(|standard| standard.id.as_str() == line.standard);
    let unit = standard.map_or(Unit::Share, |standard| Unit::from(standard.unit));
    let name = standard.map_or(line.standard.as_str(), |s| s.name.get(context.locale.language()));
    let row = row
        .text(name)
        .text(context.queue_name(line.queue.as_ref()))
        .count(u64::from(line.number));
    let stated = |row: Row<'a>, stated: Option<&Stated>| {
        let value = stated.and_then(|stated| stated.value);
        let digits = value.map_or(1, |value| {
            digits_beside(value, stated.and_then(|stated| stated.target), unit)
        });
        row.sum(stated.and_then(|stated| stated.numerator))
            .sum(stated.and_then(|stated| stated.denominator))
            .number(value, unit.look(digits))
    };
    let row = stated(stated(row, Some(&line.old)), line.new.as_ref()).sum(line.rows());
    row.text(context.locale.status_named(&line.old.status))
        .text(
            line.new
                .as_ref()
                .map_or(context.locale.text("restated.gone"), |new| {
                    context.locale.status_named(&new.status)
                }),
        )
        .wrapped(context.locale.causes(line))
}
