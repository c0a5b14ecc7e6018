//! Sheet "Vergleich" of the client's workbook: raw and adjusted values with the limits of chance, and a native
//! scatter chart per standard.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartLineDashType, ChartMarkerType, ChartType, XlsxError,
};

use super::book::Book;
use super::charts::{self, ACT, FAINT, LIMIT};
use super::context::Context;
use super::precision::{Unit, digits_beside};
use super::row::Row;
use super::sheet::{Closing, Column, Orientation, Sheet};
use super::styles::Look;
use crate::scorecard::{Comparison, Member, Standing};

const COLUMNS: [Column; 12] = [
    Column::number("column.numerator"),
    Column::number("column.cases"),
    Column::number("compare.raw"),
    Column::number("compare.adjusted"),
    Column::number("compare.expected"),
    Column::number("compare.lower_outer"),
    Column::number("compare.lower"),
    Column::number("compare.upper"),
    Column::number("compare.upper_outer"),
    Column::text("compare.place_raw", 22.0),
    Column::text("compare.place", 22.0),
    Column::number("compare.shared_cases"),
];
const CURVE: [Column; 6] = [
    Column::text("column.standard", 26.0),
    Column::number("column.cases"),
    Column::number("compare.lower_outer"),
    Column::number("compare.lower"),
    Column::number("compare.upper"),
    Column::number("compare.upper_outer"),
];
/// Column of the cases, of the adjusted values, and the first of the limits of the curve.
const CASES: u16 = 3;
const ADJUSTED: u16 = 5;
const CURVE_CASES: u16 = 1;

/// Adds the sheet; only where providers can be compared.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let comparisons = &context.review.comparisons;
    if comparisons.is_empty() {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("compare.sheet", Orientation::Landscape)?;
    sheet.message(locale.text("compare.sheet_title"), locale.text("compare.note"))?;
    let mut columns = vec![context.standard_column()];
    columns.extend(COLUMNS);
    sheet.begin_main(&context.columns(&columns), 2)?;
    let mut tops = Vec::new();
    for comparison in comparisons {
        tops.push(sheet.next_number() - 1);
        for member in &comparison.members {
            let row = member_row(sheet.row(), context, comparison, member);
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_comparison"))?;
    sheet.note(locale.text("compare.raw_is_settled"))?;
    sheet.heading(locale.text("compare.curve"))?;
    sheet.begin(&CURVE)?;
    let mut curves = Vec::new();
    for comparison in comparisons {
        curves.push(sheet.next_number() - 1);
        curve(&mut sheet, context, comparison)?;
    }
    sheet.end(Closing::Plain)?;
    let drawn: Vec<Chart> = comparisons
        .iter()
        .zip(tops.into_iter().zip(curves))
        .map(|(comparison, rows)| chart(context, comparison, rows))
        .collect();
    let below = sheet.next_number() + 1;
    charts::place(sheet.worksheet(), below, 7, &drawn)
}

fn provider_name<'r>(context: &Context<'r>, member: &Member) -> &'r str {
    let found = context
        .providers
        .iter()
        .find(|provider| provider.id == member.provider);
    found.map_or("", |provider| provider.name.as_str())
}

fn standing(context: &Context, standing: Standing) -> &'static str {
    context.locale.text(match standing {
        Standing::Inside => "compare.inside",
        Standing::Hint { better: true } => "compare.hint_better",
        Standing::Hint { better: false } => "compare.hint_worse",
        Standing::Outside { better: true } => "compare.outside_better",
        Standing::Outside { better: false } => "compare.outside_worse",
    })
}

fn member_row<'a>(
    row: Row<'a>,
    context: &'a Context,
    comparison: &'a Comparison,
    member: &'a Member,
) -> Row<'a> {
    let unit = Unit::Share;
    let row = row
        .text(provider_name(context, member))
        .text(context.standard_name(&comparison.standard))
        .sum(Some(member.numerator))
        .sum(Some(member.denominator));
    let (over, under) = (row.address(2), row.address(1));
    let look = unit.look(digits_beside(member.value, comparison.target, unit));
    let row = row
        .formula(format!("{over}/{under}"), member.value.to_string(), look)
        .number(member.adjusted, unit.look(1))
        .number(member.expected, Look::Decimal);
    let limits = [
        member.limits.outer.0,
        member.limits.inner.0,
        member.limits.inner.1,
        member.limits.outer.1,
    ];
    let row = limits
        .into_iter()
        .fold(row, |row, end| row.number(Some(end), unit.look(1)));
    row.text(standing(context, member.standing))
        .text(member.adjusted_standing.map_or("", |one| standing(context, one)))
        .number(Some(member.shared), unit.look(1))
}

fn curve(sheet: &mut Sheet, context: &Context, comparison: &Comparison) -> Result<(), XlsxError> {
    for point in &comparison.curve {
        let limits = point.adjusted;
        let row = sheet
            .row()
            .text(context.standard_name(&comparison.standard))
            .count(point.cases);
        let ends = [limits.outer.0, limits.inner.0, limits.inner.1, limits.outer.1];
        let row = ends
            .into_iter()
            .fold(row, |row, end| row.number(Some(end), Look::Share(1)));
        sheet.append(&row)?;
    }
    Ok(())
}

fn chart(context: &Context, comparison: &Comparison, (top, curve): (u32, u32)) -> Chart {
    let locale = &context.locale;
    let sheet = locale.text("compare.sheet");
    let name: String = context
        .standard_name(&comparison.standard)
        .chars()
        .take(100)
        .collect();
    let title = format!("{name}, {}", locale.text("compare.adjusted"));
    let alt: Vec<String> = comparison
        .members
        .iter()
        .filter_map(|member| {
            let place = standing(context, member.adjusted_standing?);
            let value = locale.share(member.adjusted?, None);
            Some(format!("{} {value} ({place})", provider_name(context, member)))
        })
        .collect();
    let mut chart = charts::chart(ChartType::ScatterStraightWithMarkers, &title, &alt.join(", "));
    let end = curve + comparison.curve.len() as u32 - 1;
    for (offset, column) in CURVE[2..].iter().enumerate() {
        let at = CURVE_CASES + 1 + offset as u16;
        let dash = if offset == 0 || offset == 3 {
            ChartLineDashType::Solid
        } else {
            ChartLineDashType::Dash
        };
        chart
            .add_series()
            .set_name(locale.text(column.head))
            .set_categories((sheet, curve, CURVE_CASES, end, CURVE_CASES))
            .set_values((sheet, curve, at, end, at))
            .set_format(&mut charts::line(LIMIT, 0.75, dash))
            .set_marker(&charts::no_mark());
    }
    // Names as references to their cells, so that none is taken for something else.
    let labels: Vec<ChartDataLabel> = (top..)
        .take(comparison.members.len())
        .map(|row| {
            let mut label = ChartDataLabel::new();
            label
                .set_value((sheet, row, 0))
                .set_position(ChartDataLabelPosition::Right);
            label
        })
        .collect();
    let last = top + comparison.members.len() as u32 - 1;
    let mut shown = ChartDataLabel::new();
    shown.show_value().set_position(ChartDataLabelPosition::Right);
    chart
        .add_series()
        .set_name(locale.text("compare.adjusted"))
        .set_categories((sheet, top, CASES, last, CASES))
        .set_values((sheet, top, ADJUSTED, last, ADJUSTED))
        .set_format(&mut charts::no_line())
        .set_marker(&charts::mark(ChartMarkerType::Circle, 7, ACT))
        .set_data_label(&shown)
        .set_custom_data_labels(&labels);
    let raw = ADJUSTED - 1;
    chart
        .add_series()
        .set_name(locale.text("compare.raw"))
        .set_categories((sheet, top, CASES, last, CASES))
        .set_values((sheet, top, raw, last, raw))
        .set_format(&mut charts::no_line())
        .set_marker(&charts::mark(ChartMarkerType::Circle, 4, FAINT));
    chart.x_axis().set_name(locale.text("column.cases"));
    chart
}
