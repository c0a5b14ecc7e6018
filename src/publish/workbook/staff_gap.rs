//! Who caused the gap and what it cost: the model against what was measured, the gap in parts, by day, and
//! emergencies. A sheet only where a gap is known.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::of_provider;
use super::context::Context;
use super::row::Row;
use super::sheet::{Closing, Column, Orientation, Sheet};
use super::styles::Look;
use crate::publish::staff_words;
use crate::scorecard::{BackTest, Emergency, GapPart, GapSum, PatienceSource, QueuePatience};

const PARTS: [Column; 4] = [
    Column::text("gap.cause", 46.0),
    Column::text("gap.owner", 18.0),
    Column::number("gap.hours"),
    Column::number("gap.customers"),
];

const TESTS: [Column; 8] = [
    Column::text("column.queue", 22.0),
    Column::number("gap.test_intervals"),
    Column::number("gap.predicted"),
    Column::number("gap.measured"),
    Column::number("gap.bias"),
    Column::number("gap.distance"),
    Column::number("gap.present"),
    Column::number("gap.implied"),
];

const PATIENCE: [Column; 6] = [
    Column::text("column.queue", 22.0),
    Column::number("gap.patience"),
    Column::number("gap.patience_low"),
    Column::number("gap.patience_high"),
    Column::number("gap.patience_calls"),
    Column::text("gap.patience_source", 40.0),
];

const DAYS: [Column; 6] = [
    Column::text("column.queue", 22.0),
    Column::text("gap.day", 12.0),
    Column::number("gap.test_intervals"),
    Column::number("gap.hours"),
    Column::number("gap.late"),
    Column::number("gap.lost"),
];

const EMERGENCIES: [Column; 8] = [
    Column::text("gap.from", 17.0),
    Column::text("gap.until", 17.0),
    Column::text("column.queue", 22.0),
    Column::number("column.offered"),
    Column::number("gap.forecast_calls"),
    Column::number("gap.more_agents"),
    Column::number("gap.chance"),
    Column::text("gap.lag", 22.0),
];

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let known = |verdicts: &[u64; 4]| verdicts.iter().sum::<u64>() > 0;
    if !context.providers.iter().any(|p| known(&p.staff_gap.verdicts)) {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("workbook.staff_gap", Orientation::Landscape)?;
    sheet.message(locale.text("gap.title"), locale.text("gap.note"))?;
    let named = context.names_providers();
    for provider in &context.providers {
        if let Some(sentence) = staff_words::sentence(provider, named, locale) {
            sheet.note(&sentence)?;
        }
    }
    tests(&mut sheet, context)?;
    patience(&mut sheet, context)?;
    parts(&mut sheet, context)?;
    days(&mut sheet, context)?;
    emergencies(&mut sheet, context)
}

/// A table with a row for each item; nothing where there is none.
fn table<'a, T>(
    sheet: &mut Sheet,
    context: &'a Context,
    (heading, columns, closing): (&str, &[Column], Closing),
    rows: &'a [(usize, T)],
    fill: impl Fn(Row<'a>, &'a T) -> Row<'a>,
) -> Result<(), XlsxError> {
    if rows.is_empty() {
        return Ok(());
    }
    sheet.heading(context.locale.text(heading))?;
    sheet.begin(&context.columns(columns))?;
    for (index, item) in rows {
        let row = of_provider(sheet.row(), context, context.providers[*index]);
        sheet.append(&fill(row, item))?;
    }
    sheet.end(closing)
}

/// Items of all providers, each with the number of its provider.
fn of_all<T>(context: &Context, items: impl Fn(usize) -> Vec<T>) -> Vec<(usize, T)> {
    let numbers = 0..context.providers.len();
    numbers
        .flat_map(|index| items(index).into_iter().map(move |item| (index, item)))
        .collect()
}

fn tests(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    let rows = of_all(context, |index| {
        context.providers[index]
            .staff_gap
            .back_tests
            .iter()
            .collect::<Vec<_>>()
    });
    let head = ("gap.test_caption", &TESTS[..], Closing::Plain);
    table(sheet, context, head, &rows, |row, test: &&BackTest| {
        row.text(context.queue_name(test.queue.as_ref()))
            .count(test.intervals)
            .number(Some(test.predicted), Look::Share(1))
            .number(Some(test.measured), Look::Share(1))
            .number(Some(test.bias() * 100.0), Look::Points(1))
            .number(Some(test.distance * 100.0), Look::Points(1))
            .number(test.implied.map(|_| test.staffed), Look::Decimal)
            .number(test.implied, Look::Decimal)
    })
}

fn patience(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    let rows = of_all(context, |index| {
        context.providers[index]
            .staff_gap
            .patience
            .iter()
            .collect::<Vec<_>>()
    });
    let head = ("gap.patience_caption", &PATIENCE[..], Closing::Plain);
    table(sheet, context, head, &rows, |row, found: &&QueuePatience| {
        let finite = |value: Option<f64>| value.filter(|value| value.is_finite());
        let (low, high) = (
            found.interval.map(|(low, _)| low),
            found.interval.map(|(_, high)| high),
        );
        let row = row
            .text(context.queue_name(Some(&found.queue)))
            .number(finite(found.seconds), Look::Seconds(0))
            .number(finite(low), Look::Seconds(0))
            .number(finite(high), Look::Seconds(0));
        let row = match found.source {
            PatienceSource::Given => row.blank(),
            _ => row.count(found.abandoned),
        };
        row.text(context.locale.text(staff_words::source(found.source)))
    })
}

fn parts(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    let named = context.names_providers();
    let rows = of_all(context, |index| {
        staff_words::parts(&context.providers[index].staff_gap, named)
    });
    let head = ("gap.caption", &PARTS[..], Closing::Plain);
    table(sheet, context, head, &rows, |row, part| {
        row.text(context.locale.text(part.key()))
            .text(staff_words::owner(part.owner, &context.locale))
            .number(Some(part.hours), Look::Gap)
            .number(Some(part.customers.round()), Look::Count)
    })
}

/// The parts by day stand in staffing_gap.csv; here what was missing and what it cost.
fn days(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    let rows = of_all(context, |index| {
        context.providers[index].staff_gap.days.iter().collect::<Vec<_>>()
    });
    let mut columns = DAYS.to_vec();
    columns.extend(GapPart::ALL.iter().filter_map(|part| part_column(context, *part)));
    let head = ("gap.day_caption", columns.as_slice(), Closing::Table("t_gap"));
    table(sheet, context, head, &rows, |row, day| {
        let row = row
            .text(context.queue_name(Some(&day.queue)))
            .date(Some(day.day))
            .count(day.gap.intervals)
            .number(Some(0.0 - day.gap.missing_hours()), Look::Gap)
            .number(Some(day.gap.late.as_f64().round()), Look::Count)
            .number(Some(day.gap.lost.as_f64().round()), Look::Count);
        let shown = GapPart::ALL
            .iter()
            .filter(|part| part_column(context, **part).is_some());
        shown.fold(row, |row, part| {
            row.number(Some(hours(context, &day.gap, *part)), Look::Gap)
        })
    })
}

/// Hours of a part; a partner's workbook tells the volume with the routing.
fn hours(context: &Context, gap: &GapSum, part: GapPart) -> f64 {
    let own = gap.part(part).agent_s.as_f64() / 3600.0;
    match part == GapPart::Volume && !context.names_providers() {
        true => own + gap.part(GapPart::Routing).agent_s.as_f64() / 3600.0,
        false => own,
    }
}

/// The column of a part that is not nothing everywhere.
fn part_column(context: &Context, part: GapPart) -> Option<Column> {
    let named = context.names_providers();
    let mut providers = context.providers.iter();
    let is_told = providers.any(|provider| hours(context, &provider.staff_gap.total, part) != 0.0);
    if !is_told || (part == GapPart::Routing && !named) {
        return None;
    }
    Some(Column::number(match part {
        GapPart::Attendance => "gap.short_attendance",
        GapPart::Plan => "gap.short_plan",
        GapPart::Tolerated => "gap.short_tolerated",
        GapPart::Volume => "gap.short_volume",
        GapPart::Routing => "gap.short_routing",
        GapPart::HandleTime => "gap.short_handle_time",
        GapPart::Unexplained => "gap.short_unexplained",
    }))
}

fn emergencies(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    let rows = of_all(context, |index| {
        let found = context.providers[index].staff_gap.emergencies.iter();
        found.flatten().collect::<Vec<_>>()
    });
    let head = (
        "gap.emergency_caption",
        &EMERGENCIES[..],
        Closing::Table("t_emergencies"),
    );
    let zone = &context.review.zone;
    table(sheet, context, head, &rows, |row, found: &&Emergency| {
        row.instant(zone, found.start)
            .instant(zone, found.end)
            .text(context.queue_name(Some(&found.queue)))
            .number(Some(found.calls), Look::Decimal)
            .number(Some(found.forecast), Look::Decimal)
            .number(Some(found.agents as f64), Look::Count)
            .number(Some(found.chance), Look::Exact)
            .text(staff_words::lag(found.lag_s, &context.locale))
    })
}
