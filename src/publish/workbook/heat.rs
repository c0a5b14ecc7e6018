//! Mean gap as a timetable: weekdays across, times of day down, in eight fixed colour steps.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveTime;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, Format, Worksheet,
    XlsxError,
};

use super::book::Book;
use super::context::Context;
use super::row::Content;
use super::sheet::{Closing, Column, Orientation, Sheet};
use super::styles::Look;
use crate::publish::locale::NOTHING;
use crate::scorecard::ProviderReview;

/// Upper edge of each step but the last, its fill, its text colour, and whether it is bold. A mean gap
/// belongs to the step of the nearest whole number of agents.
const STEPS: [(f64, u32, u32, bool); 8] = [
    (-3.5, 0xB0_38_0B, 0xFF_FF_FF, true),
    (-2.5, 0xE0_74_3F, 0x00_00_00, true),
    (-1.5, 0xF2_B0_8C, 0x1B_1E_22, true),
    (-0.5, 0xFA_DF_D0, 0x1B_1E_22, false),
    (0.5, 0xF1_F1_EE, 0x1B_1E_22, false),
    (1.5, 0xDD_E8_F3, 0x1B_1E_22, false),
    (2.5, 0xB3_CD_E7, 0x1B_1E_22, false),
    (f64::INFINITY, 0x6F_9F_D0, 0x10_13_1A, false),
];

/// Adds the sheet: one timetable per provider whose staffing is known, each on a page of its own. No
/// sheet where it is of nobody.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let known: Vec<_> = context
        .providers
        .iter()
        .filter(|p| p.staffing.known() > 0 && !p.heat.is_empty())
        .collect();
    if known.is_empty() {
        return Ok(());
    }
    let mut sheet = book.sheet("workbook.week", Orientation::Portrait)?;
    let locale = &context.locale;
    sheet.message(
        locale.text("workbook.week_message"),
        locale.text("workbook.heat_key"),
    )?;
    // A whole day in half-hours fits a printed page; the message needs its height all the same.
    sheet
        .worksheet()
        .set_default_row_height(13.5)
        .set_row_height(0, 20.0)?;
    for (index, provider) in known.iter().enumerate() {
        if index == 0 {
            sheet.heading(&provider.name)?
        } else {
            sheet.heading_on_new_page(&provider.name)?
        }
        timetable(&mut sheet, context, provider)?;
    }
    Ok(())
}

fn timetable(sheet: &mut Sheet, context: &Context, provider: &ProviderReview) -> Result<(), XlsxError> {
    let locale = &context.locale;
    let days: BTreeSet<u8> = provider.heat.iter().map(|cell| cell.weekday).collect();
    let mut heads = vec![(
        locale.text("column.time").to_owned(),
        Column::text("column.time", 12.0),
    )];
    let day_name = |day: &u8| locale.text(&format!("weekday.d{day}")).to_owned();
    heads.extend(
        days.iter()
            .map(|day| (day_name(day), Column::number("column.gap"))),
    );
    sheet.begin_named(heads)?;
    let first = sheet.next_number() - 1;
    rows(sheet, provider, &days)?;
    let last = sheet.next_number().saturating_sub(2);
    sheet.end(Closing::Plain)?;
    colour(sheet.worksheet(), first, last, days.len() as u16)
}

fn rows(sheet: &mut Sheet, provider: &ProviderReview, days: &BTreeSet<u8>) -> Result<(), XlsxError> {
    let mut times: BTreeMap<u32, BTreeMap<u8, Option<f64>>> = BTreeMap::new();
    for cell in &provider.heat {
        times.entry(cell.time).or_default().insert(cell.weekday, cell.gap);
    }
    for (time, gaps) in &times {
        let clock = NaiveTime::from_num_seconds_from_midnight_opt(time % 86_400, 0).unwrap_or_default();
        let row = sheet.row().cell(Content::Time(clock), Look::Clock);
        let row = days.iter().fold(row, |row, day| match gaps.get(day) {
            Some(Some(gap)) => row.cell(Content::Number(without_noise(*gap)), Look::Gap),
            Some(None) => row.cell(Content::Text(NOTHING.into()), Look::Absent),
            None => row.blank(),
        });
        sheet.append(&row)?;
    }
    Ok(())
}

/// What would show as 0.0 becomes 0, so that no sign stands before it.
fn without_noise(gap: f64) -> f64 {
    if gap.abs() < 0.05 { 0.0 } else { gap }
}

/// Cells without a number keep their look: spreadsheets take an empty one for 0 and a text for more
/// than any number.
fn colour(worksheet: &mut Worksheet, first: u32, last: u32, days: u16) -> Result<(), XlsxError> {
    let corner = rust_xlsxwriter::utility::row_col_to_cell(first, 1);
    let no_number = ConditionalFormatFormula::new()
        .set_rule(format!("=NOT(ISNUMBER({corner}))").as_str())
        .set_stop_if_true(true);
    worksheet.add_conditional_format(first, 1, last, days, &no_number)?;
    for (edge, fill, ink, bold) in STEPS {
        let format = Format::new()
            .set_background_color(Color::RGB(fill))
            .set_font_color(Color::RGB(ink));
        let format = if bold { format.set_bold() } else { format };
        // Halves round away from zero.
        let rule = match edge {
            edge if edge < 0.0 => ConditionalFormatCellRule::LessThanOrEqualTo(edge),
            edge if edge.is_finite() => ConditionalFormatCellRule::LessThan(edge),
            _ => ConditionalFormatCellRule::GreaterThanOrEqualTo(STEPS[6].0),
        };
        let step = ConditionalFormatCell::new()
            .set_rule(rule)
            .set_format(format)
            .set_stop_if_true(true);
        worksheet.add_conditional_format(first, 1, last, days, &step)?;
    }
    Ok(())
}
