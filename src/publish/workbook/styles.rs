//! Colours and cell formats, built once per workbook. Colours are those of the pages in print.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::precision::Unit;
use crate::vocabulary::{Certainty, Status};

/// Text, lines, axes.
pub const INK: Color = Color::RGB(0x1B_1E_22);
/// Second text.
pub const INK2: Color = Color::RGB(0x45_4B_52);
/// Third text.
pub const INK3: Color = Color::RGB(0x60_67_6F);
/// Hair lines.
pub const RULE: Color = Color::RGB(0xDA_DC_DE);
/// Certain and met.
pub const GOOD: Color = Color::RGB(0x0A_6A_5B);
/// Certain and missed.
pub const BAD: Color = Color::RGB(0xB0_38_0B);
/// Highlighted rows and cells to fill in.
pub const WASH: Color = Color::RGB(0xF4_F4_F1);

/// Font of all cells.
pub const FONT: &str = "Calibri";

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Look {
    /// Text on one line.
    Text,
    /// Text that may take several lines.
    Wrapped,
    /// An id: text, never a number.
    Id,
    /// A whole number.
    Count,
    /// A number as exact as it is.
    Exact,
    /// A number with one decimal.
    Decimal,
    /// Points of a score: two decimals, as agreements write them.
    ScorePoints,
    /// An amount of money, without its currency.
    Money,
    /// A share with so many decimals.
    Share(u8),
    /// A share with so many decimals that misses its target for certain.
    MissedShare(u8),
    /// A number with so many decimals.
    Number(u8),
    /// A number with so many decimals that misses its target for certain.
    MissedNumber(u8),
    /// Seconds with so many decimals.
    Seconds(u8),
    /// Seconds with so many decimals that miss their target for certain.
    MissedSeconds(u8),
    /// A difference in percentage points with so many decimals.
    Points(u8),
    /// Agents missing or to spare, signed.
    Gap,
    /// Hours.
    Hours,
    /// Date and time.
    Instant,
    /// Date.
    Date,
    /// Time of day.
    Clock,
    /// State of a figure, in words with their glyph.
    State(Tone),
    /// A value with so many decimals, behind the glyph of its state.
    Marked {
        /// Glyph of the state.
        glyph: char,
        /// Voice of the state.
        tone: Tone,
        /// What it is counted in.
        unit: Unit,
        /// Decimals.
        digits: u8,
    },
    /// Words where a number is missing.
    Absent,
    /// Cell to be filled in with text.
    Reply,
    /// Cell to be filled in with a date.
    ReplyDate,
}

/// Voice in which a state is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Met.
    Good,
    /// Missed within chance.
    Doubtful,
    /// Missed for certain.
    Bad,
    /// Neither.
    Quiet,
}

impl Look {
    /// Whether the cell stands on the left, so that it may touch a number before it.
    pub fn is_left(self) -> bool {
        use Look::*;
        matches!(self, Text | Wrapped | Id | State(_) | Instant | Date | Clock)
    }
}

impl Tone {
    /// Tone of a status. A miss without certainty has no interval that could excuse it.
    pub fn of(status: Status, certainty: Option<Certainty>) -> Self {
        match (status, certainty) {
            (Status::Met, _) => Tone::Good,
            (Status::Missed, Some(Certainty::Chance)) => Tone::Doubtful,
            (Status::Missed, _) => Tone::Bad,
            _ => Tone::Quiet,
        }
    }
}

/// Glyph of a state; the word always stands beside it.
pub fn glyph(status: Status, certainty: Option<Certainty>) -> char {
    match (status, certainty) {
        (Status::Met, Some(Certainty::Chance)) => '◐',
        (Status::Met, _) => '●',
        (Status::Missed, Some(Certainty::Chance)) => '▽',
        (Status::Missed, _) => '▼',
        (Status::TooFew, _) => '◌',
        (Status::NotMeasurable, _) => '□',
        (Status::Informational, _) => '–',
    }
}

/// What the place of a cell adds to its look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finish {
    /// Set off: bold on wash.
    pub strong: bool,
    /// At the top of its row, because a neighbour may take several lines.
    pub top: bool,
    /// Apart from a number on its left.
    pub indent: bool,
}

impl Finish {
    fn apply(self, format: Format) -> Format {
        let format = format.set_align(if self.top {
            FormatAlign::Top
        } else {
            FormatAlign::VerticalCenter
        });
        let format = if self.indent {
            format.set_align(FormatAlign::Left).set_indent(1)
        } else {
            format
        };
        if self.strong {
            format.set_bold().set_background_color(WASH)
        } else {
            format
        }
    }
}

/// The formats of a workbook.
#[derive(Debug)]
pub struct Styles {
    cells: BTreeMap<(Look, Finish), Format>,
    /// Message in A1.
    pub title: Format,
    /// Grey line below it.
    pub grey: Format,
    /// Heading of a further block.
    pub heading: Format,
    /// Plain sentence.
    pub note: Format,
    head: Format,
}

impl Styles {
    /// The formats.
    pub fn new() -> Self {
        let cells = common_looks().map(|(look, finish)| ((look, finish), finish.apply(body(look))));
        let head = ink(9.0)
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Left)
            .set_align(FormatAlign::Bottom)
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(INK);
        Self {
            cells: cells.collect(),
            title: ink(14.0).set_bold(),
            grey: ink(9.0).set_font_color(INK3),
            heading: ink(11.0).set_bold(),
            note: ink(10.0).set_font_color(INK2),
            head,
        }
    }

    /// Format of a cell. Those of long tables are at hand, others are built.
    pub fn cell(&self, look: Look, finish: Finish) -> Cow<'_, Format> {
        let ready = self.cells.get(&(look, finish)).map(Cow::Borrowed);
        ready.unwrap_or_else(|| Cow::Owned(finish.apply(body(look))))
    }

    /// Format of a column's head, apart from a number on its left where `indent`.
    pub fn head(&self, is_number: bool, indent: bool) -> Format {
        match (is_number, indent) {
            (true, _) => self.head.clone().set_align(FormatAlign::Right),
            (false, true) => self.head.clone().set_indent(1),
            (false, false) => self.head.clone(),
        }
    }
}

/// Text in ink at a size; also the workbook's default format at 10 points.
pub fn ink(size: f64) -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(size)
        .set_font_color(INK)
}

/// Looks and finishes that long tables use.
fn common_looks() -> impl Iterator<Item = (Look, Finish)> {
    use Look::*;
    let looks = [Text, Wrapped, Id, Count, Instant, Date, Reply, ReplyDate];
    let finishes = [(false, false), (false, true), (true, false), (true, true)];
    looks.into_iter().flat_map(move |look| {
        finishes.map(|(top, indent)| {
            (
                look,
                Finish {
                    strong: false,
                    top,
                    indent,
                },
            )
        })
    })
}

fn body(look: Look) -> Format {
    let cell = ink(10.0)
        .set_border_bottom(FormatBorder::Hair)
        .set_border_bottom_color(RULE);
    let number = |pattern: &str| cell.clone().set_num_format(pattern);
    let missed = |format: Format| format.set_bold().set_font_color(BAD);
    match look {
        Look::Text => cell,
        Look::Wrapped => cell.set_text_wrap(),
        Look::Id => number("@"),
        Look::Count => number("#,##0"),
        Look::Exact => number("#,##0.0#####"),
        Look::Decimal => number("#,##0.0"),
        Look::ScorePoints => number("#,##0.00"),
        Look::Money => number("#,##0.00;\"−\"#,##0.00;0.00"),
        Look::Share(digits) => number(&share_pattern(digits)),
        Look::MissedShare(digits) => missed(number(&share_pattern(digits))),
        Look::Number(digits) => number(&number_pattern(digits)),
        Look::MissedNumber(digits) => missed(number(&number_pattern(digits))),
        Look::Seconds(digits) => number(&seconds_pattern(digits)),
        Look::MissedSeconds(digits) => missed(number(&seconds_pattern(digits))),
        Look::Points(digits) => number(&signed_pattern(&pattern(digits), "\"±\"")),
        Look::Gap => number(&signed_pattern("0.0", "")),
        Look::Hours => number("#,##0.0\" h\""),
        Look::Instant => number("dd.mm.yyyy hh:mm").set_align(FormatAlign::Left),
        Look::Date => number("dd.mm.yyyy").set_align(FormatAlign::Left),
        Look::Clock => number("hh:mm").set_align(FormatAlign::Left),
        Look::State(tone) => voiced(cell, tone),
        Look::Marked {
            glyph,
            tone,
            unit,
            digits,
        } => {
            let pattern = match unit {
                Unit::Share => share_pattern(digits),
                Unit::Number => number_pattern(digits),
                Unit::Seconds | Unit::Count => seconds_pattern(digits),
            };
            voiced(number(&format!("\"{glyph} \"{pattern}")), tone)
        }
        Look::Absent => voiced(cell, Tone::Quiet).set_align(FormatAlign::Right),
        Look::Reply => cell.set_text_wrap().set_background_color(WASH).set_unlocked(),
        Look::ReplyDate => number("dd.mm.yyyy").set_background_color(WASH).set_unlocked(),
    }
}

fn voiced(cell: Format, tone: Tone) -> Format {
    match tone {
        Tone::Good => cell.set_font_color(GOOD),
        Tone::Doubtful => cell.set_font_color(BAD),
        Tone::Bad => cell.set_font_color(BAD).set_bold(),
        Tone::Quiet => cell.set_font_color(INK3).set_italic(),
    }
}

/// The percent sign is unquoted: a quoted one does not scale.
fn share_pattern(digits: u8) -> String {
    format!("{} %", pattern(digits))
}

fn number_pattern(digits: u8) -> String {
    format!("#,##{}", pattern(digits))
}

fn seconds_pattern(digits: u8) -> String {
    format!("#,##{}\" s\"", pattern(digits))
}

/// Sign always shown; `zero` stands before a nought.
fn signed_pattern(pattern: &str, zero: &str) -> String {
    format!("+{pattern};\"−\"{pattern};{zero}{pattern}")
}

fn pattern(digits: u8) -> String {
    if digits == 0 {
        "0".to_owned()
    } else {
        format!("0.{}", "0".repeat(usize::from(digits)))
    }
}
