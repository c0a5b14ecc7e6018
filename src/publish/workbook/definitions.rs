//! Definitions in words: the standards as agreed, the states, the customary readings.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::context::Context;
use super::sheet::{Closing, Column, Orientation, Sheet};
use crate::publish::calendars;
use crate::vocabulary::{Certainty, Formula, Status};

/// States with the key of their explanation.
const STATES: [(Status, Option<Certainty>, &str); 6] = [
    (Status::Met, Some(Certainty::Clear), "workbook.means_met_clear"),
    (Status::Met, Some(Certainty::Chance), "workbook.means_met_chance"),
    (
        Status::Missed,
        Some(Certainty::Chance),
        "workbook.means_missed_chance",
    ),
    (
        Status::Missed,
        Some(Certainty::Clear),
        "workbook.means_missed_clear",
    ),
    (Status::TooFew, None, "workbook.means_too_few"),
    (Status::NotMeasurable, None, "workbook.means_not_measurable"),
];

/// Rules that hold for every figure.
const RULES: [&str; 5] = [
    "workbook.rule_sum",
    "workbook.rule_unrounded",
    "workbook.rule_interval",
    "workbook.rule_missing",
    "workbook.rule_gap",
];

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let mut sheet = book.sheet("workbook.definitions", Orientation::Portrait)?;
    let locale = &context.locale;
    sheet.message(
        locale.text("workbook.definitions_message"),
        locale.text("workbook.definitions_grey"),
    )?;
    standards(&mut sheet, context)?;
    calendars(&mut sheet, context)?;
    sheet.heading(locale.text("workbook.states_heading"))?;
    states(&mut sheet, context)?;
    sheet.heading(locale.text("workbook.readings"))?;
    readings(&mut sheet, context)?;
    sheet.heading(locale.text("workbook.rules_heading"))?;
    for key in RULES {
        sheet.note(locale.text(key))?;
    }
    Ok(())
}

fn standards(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    let columns = [
        Column::text("column.standard", 30.0),
        Column::text("column.definition", 80.0),
        Column::text("column.measure", 22.0),
        Column::text("workbook.standard_id", 18.0),
    ];
    let language = context.locale.language();
    sheet.begin(&columns)?;
    for standard in context.standards() {
        let row = sheet
            .row()
            .wrapped(standard.name.get(language))
            .wrapped(standard.definition_for(&context.providers).get(language))
            .text(context.locale.measure(standard.measure))
            .id(standard.id.as_str());
        sheet.append(&row)?;
    }
    sheet.end(Closing::Table("t_definitions"))
}

/// Hours and holidays, and a line for each day of the period that differs from its week. Names stand in
/// the column that the definitions above make wide.
fn calendars(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    let (review, locale) = (context.review, &context.locale);
    let shown = calendars::concerning(review, &context.providers, locale);
    if shown.is_empty() {
        return Ok(());
    }
    sheet.heading(locale.text("calendars.heading"))?;
    sheet.begin(&[
        Column::text("calendars.uses", 30.0),
        Column::text("calendars.name", 80.0),
        Column::text("calendars.day", 22.0),
        Column::text("calendars.opening", 34.0),
    ])?;
    for (calendar, uses) in shown {
        let uses = uses.join(", ");
        let holidays = calendar.holidays.get(locale.language());
        let row = sheet
            .row()
            .wrapped(&uses)
            .wrapped(format!("{}: {holidays}", locale.text("calendars.holidays")))
            .text(locale.text("calendars.hours"))
            .wrapped(calendar.hours.get(locale.language()));
        sheet.append(&row)?;
        for day in &calendar.days {
            let row = sheet
                .row()
                .wrapped(&uses)
                .wrapped(calendars::name(day, locale))
                .text(calendars::date(day, locale))
                .wrapped(calendars::opening(day, locale));
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Plain)?;
    sheet.note(locale.text("calendars.earlier"))
}

fn states(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    sheet.begin(&[
        Column::text("column.status", 30.0),
        Column::text("workbook.meaning", 80.0),
    ])?;
    for (status, certainty, key) in STATES {
        let row = sheet
            .row()
            .state(context.locale.status(status, certainty), status, certainty)
            .wrapped(context.locale.text(key));
        sheet.append(&row)?;
    }
    sheet.end(Closing::Plain)
}

fn readings(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    sheet.begin(&[
        Column::text("column.reading", 30.0),
        Column::text("column.formula", 80.0),
    ])?;
    for formula in Formula::ALL {
        let name = format!("{} {}", formula.short_name(), formula.name());
        let row = sheet.row().text(name).wrapped(context.locale.formula(formula));
        sheet.append(&row)?;
    }
    sheet.end(Closing::Plain)
}
