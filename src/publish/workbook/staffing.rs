//! Staffing: states of all intervals, and the worst gaps.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::of_provider;
use super::context::Context;
use super::row::Row;
use super::sheet::{Closing, Column, Orientation, Sheet};
use super::styles::Look;
use crate::scorecard::{Peak, ProviderReview};

const SUMMARY: [Column; 8] = [
    Column::number("workbook.intervals"),
    Column::number("staffing.ok"),
    Column::number("staffing.understaffed"),
    Column::number("staffing.overloaded"),
    Column::number("staffing.no_plan"),
    Column::number("staffing.no_traffic"),
    Column::number("workbook.missing_hours"),
    Column::number("workbook.outside_hours"),
];

/// What is known without staffing data.
const OUTSIDE: [Column; 1] = [Column::number("workbook.outside_hours")];

const PEAKS: [Column; 12] = [
    Column::text("column.queue", 22.0),
    Column::text("workbook.start", 17.0),
    Column::number("workbook.minutes"),
    Column::number("column.offered"),
    Column::number("column.aht"),
    Column::number("column.load"),
    Column::number("column.required_agents"),
    Column::number("column.planned"),
    Column::number("column.present"),
    Column::number("column.gap"),
    Column::number("column.service_level"),
    Column::text("column.state", 22.0),
];

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let mut sheet = book.sheet("workbook.staffing", Orientation::Landscape)?;
    let locale = &context.locale;
    let is_known = context.providers.iter().any(|p| p.staffing.known() > 0);
    let message = if is_known {
        "workbook.staffing_message"
    } else {
        "staffing_section.none"
    };
    let grey = if is_known {
        "workbook.staffing_grey"
    } else {
        "workbook.staffing_none_grey"
    };
    sheet.message(locale.text(message), locale.text(grey))?;
    if !is_known {
        return outside(&mut sheet, context);
    }
    summary(&mut sheet, context)?;
    sheet.heading(locale.text("workbook.peaks_heading"))?;
    peaks(&mut sheet, context)
}

/// Calls outside opening hours, where nobody's staffing is known.
fn outside(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    begin(sheet, context, &OUTSIDE)?;
    for provider in &context.providers {
        let row = sheet.row().text(name(context, provider));
        sheet.append(&row.count(provider.staffing.calls_outside_hours))?;
    }
    sheet.end(Closing::Plain)
}

/// Heads of a table with a row per provider.
fn begin(sheet: &mut Sheet, context: &Context, columns: &[Column]) -> Result<(), XlsxError> {
    let scope = if context.names_providers() {
        "column.provider"
    } else {
        "workbook.scope"
    };
    let mut all = vec![Column::text(scope, 24.0)];
    all.extend(columns);
    sheet.begin(&all)
}

/// What a provider's row is called: on the provider's own sheet all its queues.
fn name<'a>(context: &Context, provider: &'a ProviderReview) -> &'a str {
    if context.names_providers() {
        provider.name.as_str()
    } else {
        context.locale.text("column.all_queues")
    }
}

fn summary(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    begin(sheet, context, &SUMMARY)?;
    for provider in &context.providers {
        let sums = &provider.staffing;
        let name = name(context, provider);
        let row = [
            sums.intervals,
            sums.ok,
            sums.understaffed,
            sums.overloaded,
            sums.no_plan,
            sums.no_traffic,
        ]
        .into_iter()
        .fold(sheet.row().text(name), Row::count)
        .number(sums.missing_hours, Look::Hours)
        .count(sums.calls_outside_hours);
        sheet.append(&row)?;
    }
    sheet.end(Closing::Plain)
}

fn peaks(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    sheet.begin(&context.columns(&PEAKS))?;
    for provider in &context.providers {
        for peak in &provider.peaks {
            let row = peak_row(sheet.row(), context, provider, peak);
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_peaks"))
}

fn peak_row<'a>(row: Row<'a>, context: &'a Context, provider: &'a ProviderReview, peak: &'a Peak) -> Row<'a> {
    let state = context
        .locale
        .text(&format!("staffing.{}", peak.state.name()))
        .to_owned();
    of_provider(row, context, provider)
        .text(context.queue_name(Some(&peak.queue)))
        .instant(&context.review.zone, peak.start)
        .number(Some(peak.length_s as f64 / 60.0), Look::Count)
        .number(Some(peak.offered), Look::Decimal)
        .number(Some(peak.aht_s), Look::Seconds(1))
        .number(Some(peak.load), Look::Decimal)
        .number(Some(peak.required), Look::Decimal)
        .number(peak.planned, Look::Decimal)
        .number(peak.present, Look::Decimal)
        .number(Some(peak.gap), Look::Gap)
        .number(peak.service_level, Look::Share(1))
        .text(state)
}
