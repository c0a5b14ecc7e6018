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
    if let Some(early) = context.locale.early(context.review) {
        sheet.note(&early)?;
    }
    if context.names_providers() {
        matrix::block(&mut sheet, context)?;
        sheet.heading(context.locale.text("workbook.figures_heading"))?;
    }
    figures(&mut sheet, context)?;
    score::block(&mut sheet, context)
}

/// Who, what, how much: states counted over all providers and standards.
fn verdict(context: &Context) -> String {
    let count = |is_counted: fn(&Figure) -> bool| {
        let figures = context.providers.iter().flat_map(|p| context.main_figures(p));
        figures.filter(|figure| is_counted(figure)).count() as u64
    };
    let met = count(|figure| figure.status == Status::Met);
    let missed = count(|figure| figure.status == Status::Missed);
    let by_chance =
        |figure: &Figure| figure.status == Status::Missed && figure.certainty == Some(Certainty::Chance);
    let all = count(|figure| figure.status != Status::Informational);
    let unjudged = all - met - missed;
    let [all, met, missed, chance] =
        [all, met, missed, count(by_chance)].map(|count| context.locale.count(count));
    let key = if context.names_providers() {
        "workbook.verdict"
    } else {
        "workbook.verdict_partner"
    };
    let values = [
        ("all", &all),
        ("met", &met),
        ("chance", &chance),
        ("missed", &missed),
    ];
    let verdict = context
        .locale
        .fill(key, &values.map(|(name, value)| (name, value.as_str())));
    if unjudged == 0 {
        return verdict;
    }
    context
        .locale
        .counted("workbook.verdict_unjudged", unjudged, &[("verdict", &verdict)])
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
    judgement(row, context, provider, figure)
        .count(figure.excluded)
        .count(figure.unmeasurable)
        .count(findings.map_or(0, |group| group.count))
}
