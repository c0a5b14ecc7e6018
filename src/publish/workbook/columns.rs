//! Columns and cells that several sheets share.

use super::context::Context;
use super::precision::{Unit, digits_beside, digits_of};
use super::row::Row;
use super::sheet::Column;
use crate::publish::clause_values::joined;
use crate::scorecard::{Figure, ProviderReview, Role};

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
    Column::text("column.state_code", 15.0),
    Column::text("workbook.certainty_code", 17.0),
];

/// Appends numerator, denominator, value, interval, target, state with its mark, and in single words to filter by.
pub fn judgement<'a>(
    row: Row<'a>,
    context: &Context,
    provider: &'a ProviderReview,
    figure: &'a Figure,
) -> Row<'a> {
    let unit = Unit::of(context.review, figure);
    target(
        interval(row.quotient(figure, unit), figure, unit),
        context,
        provider,
        figure,
    )
    .state(context.locale.state(figure), figure.status, figure.certainty)
    .text(context.locale.status(figure.status, None))
    .text(context.locale.certainty(figure.certainty))
}

/// Appends direction and agreed value; where clauses have different ones theirs.
fn target<'a>(row: Row<'a>, context: &Context, provider: &'a ProviderReview, figure: &'a Figure) -> Row<'a> {
    if figure.band.is_some() {
        let agreed = agreed_value(context, figure).unwrap_or_default();
        return row.text(context.band_name(figure)).text(agreed);
    }
    if let Some(target) = figure.target {
        let unit = Unit::of(context.review, figure);
        let row = row.text(context.direction_name(figure.direction));
        return row.number(Some(target), unit.look(digits_of(target, unit)));
    }
    let mut clauses = match figure.role {
        Role::Standard => clauses_of(provider, figure).collect(),
        _ => Vec::new(),
    };
    clauses.retain(|clause| clause.target.is_some());
    let direction = clauses.first().and_then(|clause| clause.direction);
    let values = clauses
        .iter()
        .filter_map(|clause| Some((*clause, agreed_value(context, clause)?)));
    let values = joined(values);
    row.text(context.direction_name(direction)).text(values)
}

/// The clauses behind a figure that combines them, in order of time.
pub fn clauses_of<'a>(
    provider: &'a ProviderReview,
    combined: &'a Figure,
) -> impl Iterator<Item = &'a Figure> {
    provider.figures.iter().filter(|figure| {
        figure.role == Role::Clause && figure.queue == combined.queue && figure.standard == combined.standard
    })
}

/// A figure's agreed value in words: `80 %`, `15 s`.
pub fn agreed_value(context: &Context, figure: &Figure) -> Option<String> {
    let unit = Unit::of(context.review, figure);
    let shown = |value| agreed_in_words(context, unit, value);
    Some(match figure.band {
        Some((low, high)) if low == -high => format!("±{}", shown(high)),
        Some((low, high)) => format!("{} – {}", shown(low), shown(high)),
        None => shown(figure.target?),
    })
}

/// An agreed value in words.
pub fn agreed_in_words(context: &Context, unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share => context.locale.exact_share(value),
        Unit::Number => context.locale.short(value, 4),
        Unit::Seconds | Unit::Count if value.fract() == 0.0 => {
            format!("{} s", context.locale.decimal(value, 0))
        }
        Unit::Seconds | Unit::Count => {
            let digits = usize::from(digits_of(value, unit));
            format!("{} s", context.locale.decimal(value, digits))
        }
    }
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
