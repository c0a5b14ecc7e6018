//! Standards down, providers across: each value as numerator over denominator, behind the glyph of
//! its state. The table below it has the words.

use rust_xlsxwriter::{Formula, XlsxError};

use super::columns::{agreed_value, clauses_of};
use super::context::Context;
use super::precision::{Unit, digits_beside};
use super::row::{Content, Row};
use super::sheet::{Closing, Column, Named, Sheet};
use super::styles::{Look, glyph};
use crate::publish::clause_values::joined;
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
        .text(agreed(context, standard));
    figures.into_iter().fold(row, |row, figure| match figure {
        Some(figure) => value(row, context, figure),
        None => row.cell(
            Content::Text(context.locale.text("status.not_agreed").into()),
            Look::Absent,
        ),
    })
}

/// The agreed value in words, with several clauses theirs; that it differs, where it
/// does between providers.
fn agreed(context: &Context, standard: &StandardText) -> String {
    let words = context.providers.iter().filter_map(|provider| {
        let main = context
            .main_figures(provider)
            .find(|f| f.standard == standard.id)?;
        if main.target.is_some() {
            return bound(context, main);
        }
        let bounds = clauses_of(provider, main).filter_map(|figure| Some((figure, bound(context, figure)?)));
        Some(joined(bounds)).filter(|bounds| !bounds.is_empty())
    });
    let mut words: Vec<String> = words.collect();
    words.dedup();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        _ => context.locale.text("workbook.differs").to_owned(),
    }
}

/// A figure's agreed value with its bound in words.
fn bound(context: &Context, figure: &Figure) -> Option<String> {
    let shown = agreed_value(context, figure)?;
    let direction = match figure.band {
        Some(_) => context.band_name(figure),
        None => context.direction_name(figure.direction),
    };
    Some(format!("{direction} {shown}"))
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
