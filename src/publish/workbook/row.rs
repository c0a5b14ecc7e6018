//! A row of a sheet before it is written: typed cells in order, and how each becomes a cell.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use rust_xlsxwriter::Formula;

use super::precision::{Unit, digits_beside};
use super::styles::{Look, Tone, glyph};
use crate::scorecard::Figure;
use crate::vocabulary::{Certainty, EpochSeconds, Micro, Status, Zone};

/// Longest text of a cell, in UTF-16 units.
const CELL_UNITS: usize = 32_767;

/// What a cell holds.
#[derive(Clone)]
pub enum Content<'a> {
    /// Nothing.
    Blank,
    /// Text; never read as formula or link.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// A wall-clock reading.
    DateTime(NaiveDateTime),
    /// A time of day.
    Time(NaiveTime),
    /// A formula with its stored result.
    Formula(Formula),
}

impl<'a> Content<'a> {
    /// A text as a cell can hold it; an empty one is nothing.
    fn of(text: Cow<'a, str>) -> Self {
        if text.is_empty() {
            Content::Blank
        } else {
            Content::Text(fitting(text))
        }
    }
}

/// A cell: what it holds and what it looks like.
pub type Cell<'a> = (Content<'a>, Look);

/// Cells in the order of the columns.
#[derive(Clone)]
pub struct Row<'a> {
    /// Row number as a person sees it, for formulas.
    number: u32,
    cells: Vec<Cell<'a>>,
    strong: bool,
}

impl<'a> Row<'a> {
    /// An empty row; `number` as a person sees it.
    pub fn new(number: u32) -> Self {
        Self {
            number,
            cells: Vec::with_capacity(20),
            strong: false,
        }
    }

    /// Row number as a person sees it.
    pub fn row_on_sheet(&self) -> u32 {
        self.number
    }

    /// The cells.
    pub fn cells(&self) -> &[Cell<'a>] {
        &self.cells
    }

    /// Whether the row is set off.
    pub fn is_strong(&self) -> bool {
        self.strong
    }

    /// Sets the row off: bold on wash.
    pub fn strong(mut self, strong: bool) -> Self {
        self.strong = strong;
        self
    }

    /// Appends a cell.
    pub fn cell(mut self, content: Content<'a>, look: Look) -> Self {
        self.cells.push((content, look));
        self
    }

    /// Appends an empty cell.
    pub fn blank(self) -> Self {
        self.cell(Content::Blank, Look::Text)
    }

    /// Appends text on one line.
    pub fn text(self, text: impl Into<Cow<'a, str>>) -> Self {
        self.cell(Content::of(text.into()), Look::Text)
    }

    /// Appends text that may take several lines.
    pub fn wrapped(self, text: impl Into<Cow<'a, str>>) -> Self {
        self.cell(Content::of(text.into()), Look::Wrapped)
    }

    /// Appends an id, as text.
    pub fn id(self, text: impl Into<Cow<'a, str>>) -> Self {
        self.cell(Content::of(text.into()), Look::Id)
    }

    /// Appends a whole number.
    pub fn count(self, number: u64) -> Self {
        self.cell(Content::Number(number as f64), Look::Count)
    }

    /// Appends a row number, or nothing where the whole file is meant.
    pub fn row_number(self, row: u32) -> Self {
        if row == 0 {
            self.blank()
        } else {
            self.cell(Content::Number(f64::from(row)), Look::Count)
        }
    }

    /// Appends an exact sum.
    pub fn sum(self, sum: Option<Micro>) -> Self {
        match sum {
            Some(sum) if sum.is_whole() => self.cell(Content::Number(sum.as_f64()), Look::Count),
            Some(sum) => self.cell(Content::Number(sum.as_f64()), Look::Exact),
            None => self.blank(),
        }
    }

    /// Appends a number where there is one.
    pub fn number(self, number: Option<f64>, look: Look) -> Self {
        match number.filter(|n| n.is_finite()) {
            Some(number) => self.cell(Content::Number(number), look),
            None => self.blank(),
        }
    }

    /// Appends an instant on the wall clock of a zone; as text where workbooks know no such date.
    pub fn instant(self, zone: &Zone, at: EpochSeconds) -> Self {
        let clock = wall_clock(zone, at);
        if (1900..=9999).contains(&clock.year()) {
            self.cell(Content::DateTime(clock), Look::Instant)
        } else {
            self.text(zone.rfc3339(at))
        }
    }

    /// Appends a date where there is one.
    pub fn date(self, date: Option<NaiveDate>) -> Self {
        match date.and_then(|d| d.and_hms_opt(0, 0, 0)) {
            Some(midnight) => self.cell(Content::DateTime(midnight), Look::Date),
            None => self.blank(),
        }
    }

    /// Appends numerator, denominator, and the value as their quotient with its stored result.
    pub fn quotient(self, figure: &Figure, unit: Unit) -> Self {
        let row = self.sum(Some(figure.numerator)).sum(figure.denominator);
        match (figure.value, figure.denominator) {
            (Some(value), Some(_)) => {
                let (over, under) = (row.address(2), row.address(1));
                let look = unit.value_look(figure, digits_beside(value, figure.target, unit));
                row.formula(format!("{over}/{under}"), value.to_string(), look)
            }
            (value, _) => row.number(value, unit.look(1)),
        }
    }

    /// Appends a formula with its stored result.
    pub fn formula(self, formula: impl Into<String>, result: impl Into<String>, look: Look) -> Self {
        let formula = Formula::new(formula.into()).set_result(result.into());
        self.cell(Content::Formula(formula), look)
    }

    /// Appends the state in words, with its glyph.
    pub fn state(self, words: &str, status: Status, certainty: Option<Certainty>) -> Self {
        let words = format!("{} {words}", glyph(status, certainty));
        self.cell(
            Content::Text(words.into()),
            Look::State(Tone::of(status, certainty)),
        )
    }

    /// Address of the cell so many places to the left of the next one, as in `F5`.
    pub fn address(&self, places_left: usize) -> String {
        let column = self.cells.len().saturating_sub(places_left);
        rust_xlsxwriter::utility::row_col_to_cell(self.number.saturating_sub(1), column as u16)
    }
}

/// The wall clock of a zone at an instant.
pub fn wall_clock(zone: &Zone, at: EpochSeconds) -> NaiveDateTime {
    DateTime::from_timestamp(zone.civil(at), 0)
        .unwrap_or_default()
        .naive_utc()
}

/// A text as a cell can hold it: without control characters, cut with `…` where it is too long.
fn fitting(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_foreign = |c: char| c.is_control() && c != '\n' && c != '\t';
    // All control characters begin with one of these bytes; most texts have none of them.
    let may_be_foreign = text
        .bytes()
        .any(|byte| byte < 0x20 || matches!(byte, 0x7f | 0xc2));
    let text = if may_be_foreign && text.contains(is_foreign) {
        Cow::Owned(text.replace("\r\n", "\n").replace(is_foreign, "\u{fffd}"))
    } else {
        text
    };
    // A byte is at most one UTF-16 unit, so most texts need no counting.
    if text.len() <= CELL_UNITS || text.encode_utf16().count() <= CELL_UNITS {
        return text;
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < CELL_UNITS
    });
    Cow::Owned(kept.chain(['…']).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_to_what_a_cell_holds() {
        for text in [
            "ä".repeat(40_000),
            "😀".repeat(20_000),
            format!("x{}", "😀".repeat(20_000)),
        ] {
            let cut = fitting(text.into());
            assert!(cut.ends_with('…'));
            assert!((CELL_UNITS - 1..=CELL_UNITS).contains(&cut.encode_utf16().count()));
        }
        let whole = "ä".repeat(32_767);
        assert_eq!(fitting(whole.as_str().into()), whole);
    }

    #[test]
    fn control_characters_are_replaced() {
        assert_eq!(
            fitting("a\u{0}b\u{1b}c\r\nd\te\u{7f}f\u{85}g".into()),
            "a\u{fffd}b\u{fffd}c\nd\te\u{fffd}f\u{fffd}g"
        );
    }
}
