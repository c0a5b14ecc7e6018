//! What native charts have in common: thin lines, no gridlines, small type.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType,
    ChartSolidFill, ChartType, Worksheet, XlsxError,
};

/// A measured mark, a reference, a limit, and a signal that is worse or better.
pub const ACT: &str = "3B4148";
pub const FAINT: &str = "60676F";
pub const LIMIT: &str = "8D949B";
pub const INK: &str = "1B1E22";
pub const BAD: &str = "B0380B";
pub const GOOD: &str = "0A6A5B";

/// Size of a chart in pixels, and rows of a sheet that it covers.
const SIZE: (u32, u32) = (560, 280);
pub const ROWS: u32 = 15;

/// Longest text in place of a chart, in characters; signs beyond the basic plane count twice in workbooks.
const MOST_ALT: usize = 127;

/// A chart with its title.
pub fn chart(kind: ChartType, title: &str, alt: &str) -> Chart {
    let mut small = ChartFont::new();
    small.set_size(9);
    let mut bold = small.clone();
    bold.set_bold();
    let mut chart = Chart::new(kind);
    // Text that begins like a reference would be taken for one.
    let title = title.replace('!', "");
    let title = title.trim_start_matches('=');
    let alt: String = alt.chars().take(MOST_ALT).collect();
    chart.title().set_name(title).set_font(&bold);
    chart.set_width(SIZE.0).set_height(SIZE.1).set_alt_text(alt);
    chart.x_axis().set_font(&small).set_major_gridlines(false);
    chart.y_axis().set_font(&small).set_major_gridlines(false);
    chart.legend().set_font(&small);
    chart
}

/// A line of this colour and width.
pub fn line(colour: &str, width: f64, dash: ChartLineDashType) -> ChartFormat {
    let mut line = ChartLine::new();
    line.set_color(colour).set_width(width).set_dash_type(dash);
    let mut format = ChartFormat::new();
    format.set_line(&line);
    format
}

/// No line at all.
pub fn no_line() -> ChartFormat {
    let mut line = ChartLine::new();
    line.set_hidden(true);
    let mut format = ChartFormat::new();
    format.set_line(&line);
    format
}

/// A filled mark.
pub fn mark(kind: ChartMarkerType, size: u8, colour: &str) -> ChartMarker {
    let mut fill = ChartSolidFill::new();
    fill.set_color(colour);
    let mut format = ChartFormat::new();
    format.set_solid_fill(&fill);
    let mut marker = ChartMarker::new();
    marker.set_type(kind).set_size(size).set_format(&mut format);
    marker
}

/// No mark.
pub fn no_mark() -> ChartMarker {
    let mut marker = ChartMarker::new();
    marker.set_none();
    marker
}

/// Places charts below row `first`, two beside each other.
pub fn place(worksheet: &mut Worksheet, first: u32, column: u16, charts: &[Chart]) -> Result<(), XlsxError> {
    for (index, chart) in charts.iter().enumerate() {
        let row = first + (index / 2) as u32 * (ROWS + 1);
        let column = if index % 2 == 0 { 0 } else { column };
        worksheet.insert_chart(row, column, chart)?;
    }
    Ok(())
}
