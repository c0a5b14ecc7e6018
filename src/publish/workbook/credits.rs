//! Bonus and malus: one row per amount, as a formula over its own cells; a sheet only where one is agreed.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::of_provider;
use super::context::Context;
use super::precision::{Unit, digits_beside};
use super::row::Row;
use super::sheet::{Closing, Column, Orientation, Sheet};
use super::styles::Look;
use crate::scorecard::{CreditLine, CreditReview, EarnBack, Place, ProviderReview, Sureness, credits_of};
use crate::vocabulary::{Money, Nano};

const AMOUNTS: [Column; 17] = [
    Column::text("column.clause_valid_from", 12.0),
    Column::number("column.numerator"),
    Column::number("column.denominator"),
    Column::number("column.value"),
    Column::text("credits.hit", 26.0),
    Column::number("credits.fee"),
    Column::number("credits.at_risk"),
    Column::number("credits.share"),
    Column::number("credits.zone_from"),
    Column::number("credits.zone_to"),
    Column::number("credits.effect"),
    Column::number("credits.before_cap"),
    Column::number("credits.amount"),
    Column::text("credits.currency", 9.0),
    Column::number("credits.low"),
    Column::number("credits.high"),
    Column::text("credits.rule", 60.0),
];

const TOTALS: [Column; 8] = [
    Column::text("credits.agreement", 24.0),
    Column::number("credits.fee"),
    Column::number("credits.pool"),
    Column::number("credits.malus"),
    Column::number("credits.bonus"),
    Column::number("credits.earned_back"),
    Column::number("credits.net"),
    Column::text("credits.remarks", 40.0),
];

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let all = credits_of(&context.providers);
    if all.is_empty() {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("credits.sheet", Orientation::Landscape)?;
    sheet.message(locale.text("credits.sheet_message"), locale.text("credits.note"))?;
    let mut columns = vec![
        Column::text("credits.agreement", 24.0),
        context.standard_column(),
        context.queue_column(),
    ];
    columns.extend(AMOUNTS);
    sheet.begin_main(
        &context.columns(&columns),
        if context.names_providers() { 3 } else { 2 },
    )?;
    for (provider, credit) in &all {
        for line in &credit.lines {
            let row = line_row(sheet.row(), context, provider, credit, line);
            sheet.append(&row)?;
        }
        for back in &credit.earn_backs {
            let row = back_row(sheet.row(), context, provider, credit, back);
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Filter)?;
    totals(&mut sheet, context, &all)
}

fn totals(
    sheet: &mut Sheet,
    context: &Context,
    all: &[(&ProviderReview, &CreditReview)],
) -> Result<(), XlsxError> {
    sheet.heading(context.locale.text("credits.totals"))?;
    sheet.begin(&context.columns(&TOTALS))?;
    for (provider, credit) in all {
        let totals = &credit.totals;
        let known = |amount: Money| credit.fee.is_ok().then_some(amount);
        let row =
            of_provider(sheet.row(), context, provider).text(credit.name.get(context.locale.language()));
        let row = money(row, credit.fee.as_ref().ok().copied());
        let row = money(row, credit.pool);
        let row = money(row, known(totals.malus));
        let row = money(row, known(totals.bonus));
        let row = money(row, known(totals.earned_back));
        let row = if credit.fee.is_ok() {
            let sum = format!("{}+{}+{}", row.address(3), row.address(2), row.address(1));
            row.formula(sum, totals.net.to_string(), Look::Money)
        } else {
            row.blank()
        };
        sheet.append(&row.wrapped(context.locale.credit_remarks(credit)))?;
    }
    sheet.end(Closing::Plain)?;
    for (provider, credit) in all {
        let terms = context.locale.credit_terms(credit);
        let name = credit.name.get(context.locale.language());
        let whom = if context.names_providers() {
            format!("{}, ", provider.name)
        } else {
            String::new()
        };
        sheet.note(&format!("{whom}{name}: {terms}"))?;
    }
    Ok(())
}

fn money(row: Row<'_>, amount: Option<Money>) -> Row<'_> {
    row.number(amount.map(Money::as_f64), Look::Money)
}

fn portion(row: Row<'_>, portion: Option<Nano>) -> Row<'_> {
    row.number(portion.map(Nano::as_f64), Look::Share(1))
}

fn head<'a>(
    row: Row<'a>,
    context: &Context,
    provider: &'a ProviderReview,
    credit: &'a CreditReview,
) -> Row<'a> {
    of_provider(row, context, provider).text(credit.name.get(context.locale.language()))
}

fn line_row<'a>(
    row: Row<'a>,
    context: &'a Context,
    provider: &'a ProviderReview,
    credit: &'a CreditReview,
    line: &'a CreditLine,
) -> Row<'a> {
    let unit = Unit::from(line.unit);
    let row = head(row, context, provider, credit)
        .text(context.standard_name(&line.standard))
        .text(context.queue_name(line.queue.as_ref()))
        .date(credit.clause.as_ref().map(|clause| clause.valid_from));
    let row = match &line.figure {
        Some(figure) => row.quotient(figure, unit),
        None => row.blank().blank().blank(),
    };
    let row = row.text(context.locale.credit_place(line));
    let row = money(row, credit.fee.as_ref().ok().copied());
    let row = portion(row, credit.clause.as_ref().map(|clause| clause.at_risk));
    let row = portion(row, Some(line.share));
    let row = effect(row, line, unit);
    let row = match &line.before_cap {
        Ok(before) => {
            // Fee, share at risk, share of the pool and effect are the cells before, the bounds aside.
            let factors = [6, 5, 4, 1].map(|places| row.address(places)).join("*");
            row.formula(format!("ROUND({factors},2)"), before.to_string(), Look::Money)
        }
        Err(_) => row.blank(),
    };
    let row = money(row, line.amount).text(credit.currency.code());
    let (low, high) = match line.sureness {
        Sureness::Unknown => (None, None),
        Sureness::Certain(amount) => (Some(amount), Some(amount)),
        Sureness::Between(low, high) => (Some(low), Some(high)),
    };
    let row = money(money(row, low), high);
    row.wrapped(context.locale.credit_scale(line))
}

/// Appends the bounds of a zone, and what the value does: in a zone a formula of value and bounds.
fn effect<'a>(row: Row<'a>, line: &CreditLine, unit: Unit) -> Row<'a> {
    let Ok(hit) = &line.hit else {
        return row.blank().blank().blank();
    };
    let Place::Zone(zone) = hit.place else {
        return row
            .blank()
            .blank()
            .number(Some(hit.effect.as_f64()), Look::Share(1));
    };
    let bound = |bound: Nano| {
        (
            Some(bound.as_f64()),
            unit.look(digits_beside(bound.as_f64(), None, unit)),
        )
    };
    let value = row.address(5);
    let ((from, look), (to, to_look)) = (bound(zone.from), bound(zone.to));
    let row = row.number(from, look).number(to, to_look);
    let (from, to) = (row.address(2), row.address(1));
    let formula = format!("MAX(0,MIN(1,({value}-{from})/({to}-{from})))*{}", zone.effect);
    row.formula(formula, hit.effect.as_f64().to_string(), Look::Share(2))
}

fn back_row<'a>(
    row: Row<'a>,
    context: &'a Context,
    provider: &'a ProviderReview,
    credit: &'a CreditReview,
    back: &'a EarnBack,
) -> Row<'a> {
    let row = head(row, context, provider, credit);
    let row = match &back.standard {
        Some(standard) => row
            .text(context.standard_name(standard))
            .text(context.queue_name(back.queue.as_ref())),
        None => row.blank().blank(),
    };
    let row = row.date(credit.clause.as_ref().map(|clause| clause.valid_from));
    let row = row
        .blank()
        .blank()
        .blank()
        .text(context.locale.text("credits.earn_back"));
    let row = row.blank().blank().blank().blank().blank().blank();
    let row = money(row.blank(), back.amount()).text(credit.currency.code());
    row.blank()
        .blank()
        .wrapped(context.locale.credit_given_back(back, credit.currency))
}
