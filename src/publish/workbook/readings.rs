//! The seven customary readings of each service level side by side, the contract's one set off.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::{interval, of_provider};
use super::context::Context;
use super::precision::{Unit, digits_beside};
use super::sheet::{Closing, Column, Orientation, Sheet};
use super::styles::Look;
use crate::scorecard::{Figure, ProviderReview, Role};
use crate::vocabulary::Formula;

const COLUMNS: [Column; 9] = [
    Column::text("column.reading", 9.0),
    Column::text("column.formula", 62.0),
    Column::number("column.numerator"),
    Column::number("column.denominator"),
    Column::number("column.value"),
    Column::number("column.low"),
    Column::number("column.high"),
    Column::number("workbook.to_contract"),
    Column::text("workbook.contract", 12.0),
];

/// One reading: the figure, its formula, and whether it is the contract's.
type Reading<'a> = (&'a Figure, Formula, bool);

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let mut sheet = book.sheet("workbook.readings", Orientation::Landscape)?;
    let locale = &context.locale;
    sheet.message(
        locale.text("workbook.readings_message"),
        locale.text("workbook.readings_grey"),
    )?;
    let mut columns = vec![context.standard_column(), context.queue_column()];
    columns.extend(COLUMNS);
    sheet.begin_main(
        &context.columns(&columns),
        if context.names_providers() { 2 } else { 1 },
    )?;
    for provider in &context.providers {
        let readings: Vec<Reading> = provider.figures.iter().filter_map(reading).collect();
        for group in readings.chunk_by(|(a, ..), (b, ..)| a.standard == b.standard && a.queue == b.queue) {
            append_group(&mut sheet, context, provider, group)?;
        }
    }
    sheet.end(Closing::Table("t_readings"))
}

fn reading(figure: &Figure) -> Option<Reading<'_>> {
    match figure.role {
        Role::Variant(formula, is_contract) => Some((figure, formula, is_contract)),
        _ => None,
    }
}

/// Readings of one standard and scope. The difference to the contract's reading is a formula.
fn append_group(
    sheet: &mut Sheet,
    context: &Context,
    provider: &ProviderReview,
    group: &[Reading],
) -> Result<(), XlsxError> {
    let contract = group.iter().position(|(.., is_contract)| *is_contract);
    let contract_row = contract.map(|index| sheet.next_number() + index as u32);
    let contract_value = contract.and_then(|index| group[index].0.value);
    for (figure, formula, is_contract) in group {
        let unit = Unit::of(context.review, figure);
        let name = context.locale.formula(*formula);
        let mut row = of_provider(sheet.row(), context, provider)
            .text(context.standard_name(&figure.standard))
            .text(context.queue_name(figure.queue.as_ref()))
            .text(formula.short_name())
            .text(name)
            .quotient(figure, unit);
        let own = row.address(1);
        row = interval(row, figure, unit);
        row = match (contract_row, figure.value, contract_value) {
            (Some(number), Some(value), Some(agreed)) => {
                let column = own.trim_end_matches(|c: char| c.is_ascii_digit());
                let points = (value - agreed) * 100.0;
                let look = Look::Points(digits_beside(points, Some(0.0), Unit::Count));
                row.formula(format!("({own}-{column}{number})*100"), points.to_string(), look)
            }
            _ => row.blank(),
        };
        let mark = if *is_contract {
            context.locale.text("workbook.contract_mark")
        } else {
            ""
        };
        sheet.append(&row.text(mark).strong(*is_contract))?;
    }
    Ok(())
}
