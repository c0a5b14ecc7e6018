//! Columns and cells that several sheets share.

use super::context::Context;
use super::precision::{Unit, digits_beside, digits_of};
use super::row::Row;
use super::sheet::Column;
use crate::scorecard::{Figure, ProviderReview};

/// Columns of a figure's judgement, in the order of [`judgement`].
pub const JUDGEMENT: [Column; 10] = [
    Column::number("column.numerator"),
    Column::number("column.denominator"),
    Column::number("column.value"),
    Column::number("column.low"),
    Column::number("column.high"),
    Column::text("workbook.direction", 11.0),
    Column::number("column.target"),
    Column::text("column.status", 26.0),
    Column::text("column.state_code", 13.0),
    Column::text("workbook.certainty_code", 9.0),
];

/// Appends numerator, denominator, value, interval, target, state in words and in codes.
pub fn judgement<'a>(row: Row<'a>, context: &Context, figure: &'a Figure) -> Row<'a> {
    let unit = Unit::of(context.review, figure);
    interval(row.quotient(figure, unit), figure, unit)
        .text(context.direction_name(figure.direction))
        .number(
            figure.target,
            unit.look(figure.target.map_or(1, |t| digits_of(t, unit))),
        )
        .state(&context.locale, figure.status, figure.certainty)
        .text(figure.status.name())
        .text(figure.certainty.map_or("", |c| c.name()))
}

/// Appends both ends of the 95 % interval.
pub fn interval<'a>(row: Row<'a>, figure: &Figure, unit: Unit) -> Row<'a> {
    let (low, high) = figure.interval.unzip();
    let look = |end: Option<f64>| unit.look(end.map_or(1, |e| digits_beside(e, figure.target, unit)));
    row.number(low, look(low)).number(high, look(high))
}

/// Begins a row with the provider's name where the workbook names several.
pub fn of_provider<'a>(row: Row<'a>, context: &Context, provider: &'a ProviderReview) -> Row<'a> {
    if context.names_providers() {
        row.text(provider.name.as_str())
    } else {
        row
    }
}
