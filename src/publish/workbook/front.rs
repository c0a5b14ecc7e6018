//! First sheet: the verdict, the matrix of standards and providers, each figure with its state,
//! and the score.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::{JUDGEMENT, judgement, of_provider};
use super::context::Context;
use super::row::Row;
use super::sheet::{Closing, Column, Orientation, Sheet};
use super::{matrix, score};
use crate::scorecard::{Figure, ProviderReview};
use crate::vocabulary::{Certainty, Status};

/// Adds the first sheet.
pub fn add(book: &mut Book, context: &Context, name_key: &str) -> Result<(), XlsxError> {
    let mut sheet = book.sheet(name_key, Orientation::Landscape)?;
    sheet.message(&verdict(context), &grey_line(context))?;
    if context.names_providers() {
        matrix::block(&mut sheet, context)?;
        sheet.heading(context.locale.text("workbook.figures_heading"))?;
    }
    figures(&mut sheet, context)?;
    score::block(&mut sheet, context)
}

/// Who, what, how much: states counted over all providers and standards.
fn verdict(context: &Context) -> String {
    let mut counts = [0_u64; 3];
    for figure in context.providers.iter().flat_map(|p| context.main_figures(p)) {
        let slot = match (figure.status, figure.certainty) {
            (Status::Met, _) => 0,
            (Status::Missed, Some(Certainty::Chance)) => 1,
            (Status::Missed, _) => 2,
            _ => continue,
        };
        counts[slot] += 1;
    }
    let [met, chance, missed] = counts.map(|count| context.locale.count(count));
    let judged = context.locale.count(counts.iter().sum());
    let key = if context.names_providers() {
        "workbook.verdict"
    } else {
        "workbook.verdict_partner"
    };
    let values = [
        ("judged", &judged),
        ("met", &met),
        ("chance", &chance),
        ("missed", &missed),
    ];
    context
        .locale
        .fill(key, &values.map(|(name, value)| (name, value.as_str())))
}

fn grey_line(context: &Context) -> String {
    let (review, locale) = (context.review, &context.locale);
    let period = locale.month_or_period(&review.period);
    let as_of = locale.instant(&review.zone, review.as_of);
    let who = if context.names_providers() {
        review.client.clone()
    } else {
        context.providers.iter().map(|p| p.name.clone()).collect()
    };
    locale.fill(
        "workbook.front_grey",
        &[("who", &who), ("period", &period), ("as_of", &as_of)],
    )
}

fn figures(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    let mut columns = vec![context.standard_column()];
    columns.extend(JUDGEMENT);
    columns.extend([
        Column::number("column.excluded"),
        Column::number("column.unmeasurable"),
        Column::number("workbook.findings"),
    ]);
    let columns = context.columns(&columns);
    // The client's first sheet holds several tables, so none of them stays in view.
    if context.names_providers() {
        sheet.begin(&columns)?
    } else {
        sheet.begin_main(&columns, 1)?
    }
    for provider in &context.providers {
        for figure in context.main_figures(provider) {
            let row = figure_row(sheet.row(), context, provider, figure);
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_overview"))
}

fn figure_row<'a>(
    row: Row<'a>,
    context: &'a Context,
    provider: &'a ProviderReview,
    figure: &'a Figure,
) -> Row<'a> {
    let findings = provider
        .findings
        .iter()
        .find(|group| group.standard == figure.standard);
    let row = of_provider(row, context, provider).text(context.standard_name(&figure.standard));
    judgement(row, context, figure)
        .count(figure.excluded)
        .count(figure.unmeasurable)
        .count(findings.map_or(0, |group| group.count))
}
