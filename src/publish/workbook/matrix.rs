//! Standards down, providers across: each value as numerator over denominator, behind the glyph of
//! its state. The table below it has the words.

use rust_xlsxwriter::{Formula, XlsxError};

use super::context::Context;
use super::precision::{Unit, digits_beside, digits_of};
use super::row::{Content, Row};
use super::sheet::{Closing, Column, Named, Sheet};
use super::styles::{Look, glyph};
use crate::scorecard::{Figure, StandardText};
use crate::vocabulary::Status;

const PROVIDER: Column = Column {
    head: "column.provider",
    width: 16.0,
    is_number: true,
};

/// Writes the matrix.
pub fn block(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    sheet.begin_named(heads(context))?;
    for standard in context.standards() {
        let row = standard_row(sheet.row(), context, standard);
        sheet.append(&row)?;
    }
    sheet.end(Closing::Plain)?;
    sheet.note(context.locale.text("workbook.matrix_key"))
}

fn heads(context: &Context) -> Vec<Named> {
    let text = |column: Column| (context.locale.text(column.head).to_owned(), column);
    let mut heads = vec![
        text(context.standard_column()),
        text(Column::text("column.target", 24.0)),
    ];
    heads.extend(context.providers.iter().map(|p| (p.name.clone(), PROVIDER)));
    heads
}

fn standard_row<'a>(row: Row<'a>, context: &'a Context, standard: &'a StandardText) -> Row<'a> {
    let figures: Vec<Option<&Figure>> = context
        .providers
        .iter()
        .map(|provider| context.main_figures(provider).find(|f| f.standard == standard.id))
        .collect();
    let row = row
        .text(standard.name.get(context.locale.language()))
        .text(agreed(context, &figures));
    figures.into_iter().fold(row, |row, figure| match figure {
        Some(figure) => value(row, context, figure),
        None => row.cell(
            Content::Text(context.locale.text("status.not_agreed").into()),
            Look::Absent,
        ),
    })
}

/// The agreed value in words; nothing where clauses differ between providers.
fn agreed(context: &Context, figures: &[Option<&Figure>]) -> String {
    let mut words = figures.iter().flatten().filter_map(|figure| {
        let unit = Unit::of(context.review, figure);
        let target = figure.target?;
        let digits = usize::from(digits_of(target, unit));
        let shown = match unit {
            Unit::Share => context.locale.exact_share(target),
            Unit::Seconds | Unit::Count if target.fract() == 0.0 => {
                format!("{} s", context.locale.decimal(target, 0))
            }
            Unit::Seconds | Unit::Count => format!("{} s", context.locale.decimal(target, digits)),
        };
        Some(format!("{} {shown}", context.direction_name(figure.direction)))
    });
    let first = words.next().unwrap_or_default();
    if words.all(|other| other == first) {
        first
    } else {
        context.locale.text("workbook.differs").to_owned()
    }
}

fn value<'a>(row: Row<'a>, context: &Context, figure: &Figure) -> Row<'a> {
    let unit = Unit::of(context.review, figure);
    match (figure.value, figure.denominator) {
        (Some(_), Some(denominator)) if figure.status == Status::TooFew => {
            let (some, all) = (
                context.locale.micro(figure.numerator),
                context.locale.micro(denominator),
            );
            let words = context
                .locale
                .fill("workbook.some_of", &[("some", &some), ("all", &all)]);
            row.cell(
                Content::Text(format!("{} {words}", glyph(figure.status, None)).into()),
                Look::Absent,
            )
        }
        (Some(value), Some(denominator)) => {
            let digits = digits_beside(value, figure.target, unit);
            let formula =
                Formula::new(format!("{}/{denominator}", figure.numerator)).set_result(value.to_string());
            row.cell(Content::Formula(formula), unit.marked_look(figure, digits))
        }
        _ => {
            let words = context.locale.status(figure.status, figure.certainty);
            row.cell(
                Content::Text(format!("{} {words}", glyph(figure.status, None)).into()),
                Look::Absent,
            )
        }
    }
}
