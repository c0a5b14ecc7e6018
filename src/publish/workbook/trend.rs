//! Sheet "Verlauf": values of thirteen periods with mean and limits, and a native line chart per standard.
//! Only where there are former publications.

use rust_xlsxwriter::{Chart, ChartEmptyCells, ChartLineDashType, ChartMarkerType, ChartType, XlsxError};

use super::book::Book;
use super::charts::{self, ACT, BAD, FAINT, GOOD, INK, LIMIT};
use super::columns::of_provider;
use super::context::Context;
use super::precision::{Unit, digits_of};
use super::sheet::{Closing, Column, Named, Orientation, Sheet};
use crate::scorecard::{ProviderReview, StandardText, Trend};
use crate::vocabulary::StandardId;

/// Charts of a workbook; those with a signal come first.
const MOST_CHARTS: usize = 24;
/// Lines of one standard, in the order of their rows.
const LINES: [&str; 6] = [
    "column.value",
    "trend.mean",
    "trend.lower",
    "trend.upper",
    "column.target",
    "trend.signal",
];

/// A trend that is shown.
#[derive(Clone, Copy)]
struct Shown<'r> {
    provider: &'r ProviderReview,
    standard: &'r StandardText,
    trend: &'r Trend,
}

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let shown = shown(context);
    if shown.is_empty() {
        return Ok(());
    }
    let locale = &context.locale;
    let history = &context.review.history;
    let mut sheet = book.sheet("trend.sheet", Orientation::Landscape)?;
    let n = locale.count(history.periods.len() as u64);
    sheet.message(
        locale.text("trend.sheet_title"),
        &locale.fill("trend.note", &[("n", &n)]),
    )?;
    let text = |column: Column| (locale.text(column.head).to_owned(), column);
    let mut columns: Vec<Named> = context
        .columns(&[context.standard_column()])
        .into_iter()
        .map(text)
        .collect();
    columns.push(text(Column::text("trend.line", 14.0)));
    let periods = history
        .periods
        .iter()
        .map(|period| (period.name().to_owned(), Column::number("column.value")));
    let first_period = columns.len() as u16;
    columns.extend(periods);
    columns.push(text(Column::text("trend.course", 44.0)));
    sheet.begin_named(columns)?;
    let mut tops = Vec::new();
    for one in &shown {
        tops.push(sheet.next_number() - 1);
        rows(&mut sheet, context, *one)?;
    }
    let heads = sheet_heads(&tops);
    sheet.end(Closing::Filter)?;
    if let Some(told) = locale.unusable(history) {
        sheet.note(&told)?;
    }
    let last_period = first_period + history.periods.len() as u16 - 1;
    let mut order: Vec<usize> = (0..shown.len()).collect();
    order.sort_by_key(|index| shown[*index].trend.course.signals.is_empty());
    order.truncate(MOST_CHARTS);
    order.sort_unstable();
    let drawn: Vec<Chart> = order
        .into_iter()
        .map(|index| {
            chart(
                context,
                shown[index],
                heads,
                tops[index],
                (first_period, last_period),
            )
        })
        .collect();
    let below = sheet.next_number() + 1;
    charts::place(sheet.worksheet(), below, first_period + 4, &drawn)
}

/// Row of the heads, counted from 0: just above the first rows.
fn sheet_heads(tops: &[u32]) -> u32 {
    tops.first().map_or(0, |top| top - 1)
}

fn shown<'r>(context: &Context<'r>) -> Vec<Shown<'r>> {
    let mut shown = Vec::new();
    let review = context.review;
    for provider in context.providers.iter().copied() {
        for standard in &review.standards {
            let is_main = |trend: &&Trend| trend.queue.is_none() && is_of(trend, &standard.id);
            let trend = provider.trends.iter().find(is_main);
            shown.extend(trend.map(|trend| Shown {
                provider,
                standard,
                trend,
            }));
        }
    }
    shown
}

fn is_of(trend: &Trend, standard: &StandardId) -> bool {
    trend.standard == *standard
}

fn rows(sheet: &mut Sheet, context: &Context, shown: Shown<'_>) -> Result<(), XlsxError> {
    let Shown {
        provider,
        standard,
        trend,
    } = shown;
    let unit = Unit::from(standard.unit);
    let limits = trend.course.limits;
    for (number, key) in LINES.into_iter().enumerate() {
        let mut row = of_provider(sheet.row(), context, provider)
            .text(standard.name.get(context.locale.language()))
            .text(context.locale.text(key));
        for (index, point) in trend.points.iter().enumerate() {
            let value = point.as_ref().map(|point| point.value);
            let cell = match number {
                0 => value,
                1 => limits.map(|limits| limits.mean),
                2 => limits.map(|limits| limits.lower),
                3 => limits.map(|limits| limits.upper),
                4 => trend.target,
                _ => value.filter(|_| trend.signals_at(index).next().is_some()),
            };
            row = row.number(
                cell,
                unit.look(cell.map_or(1, |value| digits_of(value, unit).min(2))),
            );
        }
        let course = if number == 0 {
            context.locale.course(trend, &context.review.history)
        } else {
            String::new()
        };
        sheet.append(&row.text(course))?;
    }
    Ok(())
}

fn chart(context: &Context, shown: Shown<'_>, heads: u32, top: u32, (first, last): (u16, u16)) -> Chart {
    let locale = &context.locale;
    let name = shown.standard.name.get(locale.language());
    let course = locale.course(shown.trend, &context.review.history);
    let title = match context.names_providers() {
        true => format!("{}: {name}", shown.provider.name),
        false => name.to_owned(),
    };
    // Titles have a limit in workbooks.
    let title: String = title.chars().take(120).collect();
    let mut chart = charts::chart(ChartType::Line, &title, &format!("{title}, {course}"));
    chart.show_empty_cells_as(ChartEmptyCells::Gaps);
    let sheet = locale.text("trend.sheet");
    let signal = match shown.trend.turn() {
        Some(true) => GOOD,
        Some(false) => BAD,
        None => ACT,
    };
    let mut looks = [
        (
            charts::line(ACT, 1.75, ChartLineDashType::Solid),
            charts::mark(ChartMarkerType::Circle, 4, ACT),
        ),
        (
            charts::line(FAINT, 1.0, ChartLineDashType::RoundDot),
            charts::no_mark(),
        ),
        (
            charts::line(LIMIT, 0.75, ChartLineDashType::Solid),
            charts::no_mark(),
        ),
        (
            charts::line(LIMIT, 0.75, ChartLineDashType::Solid),
            charts::no_mark(),
        ),
        (
            charts::line(INK, 1.25, ChartLineDashType::Solid),
            charts::no_mark(),
        ),
        (
            charts::no_line(),
            charts::mark(ChartMarkerType::Diamond, 8, signal),
        ),
    ];
    let has = [
        true,
        shown.trend.course.limits.is_some(),
        shown.trend.course.limits.is_some(),
        shown.trend.course.limits.is_some(),
        shown.trend.target.is_some(),
        !shown.trend.course.signals.is_empty(),
    ];
    for (number, (format, marker)) in looks.iter_mut().enumerate().filter(|(number, _)| has[*number]) {
        let row = top + number as u32;
        chart
            .add_series()
            .set_name(locale.text(LINES[number]))
            .set_categories((sheet, heads, first, heads, last))
            .set_values((sheet, row, first, row, last))
            .set_format(format)
            .set_marker(marker);
    }
    chart
}
