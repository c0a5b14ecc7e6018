//! The weighted score, with its parts. Only where the agreement defines weights.

use rust_xlsxwriter::XlsxError;

use super::columns::{agreed_in_words, of_provider};
use super::context::Context;
use super::precision::Unit;
use super::row::Row;
use super::sheet::{Closing, Column, Sheet};
use super::styles::Look;
use crate::scorecard::{ProviderReview, Score, ScorePart};

const COLUMNS: [Column; 6] = [
    Column::text("column.standard", 30.0),
    Column::number("column.weight"),
    Column::number("workbook.worst"),
    Column::number("workbook.best"),
    Column::number("column.value"),
    Column::number("column.points"),
];

/// Writes the block, if any provider has a score.
pub fn block(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    let scored: Vec<(&ProviderReview, &Score)> = context
        .providers
        .iter()
        .filter_map(|p| Some((*p, p.score.as_ref()?)))
        .collect();
    if scored.is_empty() {
        return Ok(());
    }
    let heading = context.locale.text("workbook.score");
    if context.names_providers() {
        sheet.heading_on_new_page(heading)?;
    } else {
        sheet.heading(heading)?;
    }
    let rebased = scored.iter().any(|(_, score)| score.rebased);
    let mut columns = COLUMNS.to_vec();
    if rebased {
        columns.insert(2, Column::number("workbook.counted_weight"));
    }
    sheet.begin(&context.columns(&columns))?;
    for (provider, score) in &scored {
        for part in &score.parts {
            append_part(sheet, context, provider, (part, rebased))?;
        }
        let total =
            of_provider(sheet.row(), context, provider).text(context.locale.text("workbook.score_total"));
        let total = total.number(Some(score.maximum), weight_look(score.maximum));
        let total = counted(total, rebased, Some(score.maximum))
            .blank()
            .blank()
            .blank()
            .number(Some(score.total), Look::ScorePoints);
        sheet.append(&total.strong(true))?;
    }
    sheet.end(Closing::Plain)?;
    if rebased {
        sheet.note(context.locale.text("workbook.score_rebased"))?;
    }
    Ok(())
}

fn weight_look(weight: f64) -> Look {
    if weight.fract() == 0.0 {
        Look::Count
    } else {
        Look::Decimal
    }
}

/// Appends the weight that counts, where one of the scores is re-based.
fn counted(row: Row<'_>, rebased: bool, weight: Option<f64>) -> Row<'_> {
    match rebased {
        true => row.number(weight, Look::ScorePoints),
        false => row,
    }
}

fn append_part(
    sheet: &mut Sheet,
    context: &Context,
    provider: &ProviderReview,
    (part, rebased): (&ScorePart, bool),
) -> Result<(), XlsxError> {
    let standard = context.review.standard(&part.standard);
    let unit = standard.map_or(Unit::Share, |standard| Unit::from(standard.unit));
    let row = of_provider(sheet.row(), context, provider)
        .text(context.standard_name(&part.standard))
        .number(Some(part.weight), weight_look(part.weight));
    let row = counted(row, rebased, part.counted);
    let row = match part.below {
        Some((worst, best)) => [(worst, part.range.0), (best, part.range.1)]
            .into_iter()
            .fold(row, |row, (below, above)| {
                row.text(both_sides(context, unit, below, above))
            }),
        None => row
            .number(Some(part.range.0), unit.look(1))
            .number(Some(part.range.1), unit.look(1)),
    };
    let row = row
        .number(part.value, unit.look(1))
        .number(part.points, Look::ScorePoints);
    sheet.append(&row)
}

/// The values on both sides of a band.
fn both_sides(context: &Context, unit: Unit, below: f64, above: f64) -> String {
    let shown = |value| agreed_in_words(context, unit, value);
    format!("{} / {}", shown(below), shown(above))
}
