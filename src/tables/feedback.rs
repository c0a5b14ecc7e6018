//! What a feedback workbook and its reader agree on: the lists with columns to reply in, and the hidden
//! cells that say which row a reply belongs to and whether its protected cells are as they were.

use std::fmt;

use chrono::NaiveDateTime;

use crate::vocabulary::ReplyStatus;

/// Heads of the hidden columns, in their order. The first marks the row of the heads.
pub const KEY_HEADS: [&str; 4] = ["_id", "_run", "_provider", "_check"];

/// Longest comment, in characters.
pub const MOST_CHARS: usize = 1_000;

/// A list of a feedback workbook in one language.
#[derive(Clone, Debug)]
pub struct ListForm {
    /// Whether its rows are actions; else single findings.
    pub is_actions: bool,
    /// Name of the sheet.
    pub sheet: String,
    /// Heads of the protected columns in their order; the id comes first.
    pub protected: Vec<String>,
    /// Heads of comment, date and status.
    pub reply: [String; 3],
    /// Head of what came of it, where the list has it.
    pub effect: Option<String>,
    /// What can be chosen as status.
    pub words: Vec<(String, ReplyStatus)>,
    /// Formats in which dates are written as text.
    pub dates: DateHabit,
}

/// How people of a report language write dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateHabit {
    /// Day, month, year with points.
    German,
    /// Day, month, year with strokes; the other way round where it cannot be otherwise.
    English,
}

/// What the hidden cells of a row say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowKey {
    /// Id of the action or finding.
    pub id: String,
    /// Name of the period whose feedback it is.
    pub period: String,
    /// Run that published it.
    pub run: String,
    /// Provider.
    pub provider: String,
    /// Row as published; and the first and the last one of the list.
    pub place: [u32; 3],
    /// Standard.
    pub standard: String,
    /// Check of each protected cell.
    pub checks: Vec<u16>,
}

impl RowKey {
    /// The hidden cells.
    pub fn cells(&self) -> [String; 4] {
        let [row, first, last] = self.place;
        let mut check = format!("{row}/{first}/{last} {} ", self.standard);
        for sum in &self.checks {
            let digits = [12, 8, 4, 0].map(|shift| (sum >> shift & 0xf) as u32);
            check.extend(digits.map(|digit| char::from_digit(digit, 16).unwrap_or('0')));
        }
        [
            self.id.clone(),
            format!("{} {}", self.period, self.run),
            self.provider.clone(),
            check,
        ]
    }

    /// Reads the hidden cells; nothing where they are not as published.
    pub fn parse(cells: [&str; 4]) -> Option<Self> {
        let [id, run, provider, check] = cells;
        let (period, run) = run.split_once(' ')?;
        let mut parts = check.split(' ');
        let (place, standard, sums) = (parts.next()?, parts.next()?, parts.next()?);
        let mut place = place.split('/').map(str::parse);
        let place = [place.next()?.ok()?, place.next()?.ok()?, place.next()?.ok()?];
        let sums = sums.as_bytes().chunks(4);
        let checks = sums.map(|digits| u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        Some(Self {
            id: id.to_owned(),
            period: period.to_owned(),
            run: run.to_owned(),
            provider: provider.to_owned(),
            place,
            standard: standard.to_owned(),
            checks: checks.collect::<Option<_>>()?,
        })
    }
}

/// What a cell holds, however a program writes it down.
#[derive(Clone, Debug, PartialEq)]
pub enum Held<'a> {
    /// Nothing.
    Nothing,
    /// Text.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A date, or a date and time.
    Moment(NaiveDateTime),
}

impl fmt::Display for Held<'_> {
    /// In one spelling: white space as single blanks, times to the second.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Held::Nothing => Ok(()),
            Held::Text(text) => {
                for (index, word) in text.split_whitespace().enumerate() {
                    if index > 0 {
                        f.write_str(" ")?;
                    }
                    f.write_str(word)?;
                }
                Ok(())
            }
            Held::Number(number) => write!(f, "{number}"),
            Held::Moment(moment) => write!(f, "{}", moment.format("%Y-%m-%d %H:%M:%S")),
        }
    }
}

/// A running sum over bytes (FNV-1a).
struct Sum(u32);

impl Sum {
    fn take(&mut self, byte: u8) {
        self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
}

impl fmt::Write for Sum {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(|byte| self.take(byte));
        Ok(())
    }
}

impl Held<'_> {
    /// A check of what the cell holds. It guards against slips, not against intent.
    pub fn check(&self) -> u16 {
        let mut sum = Sum(0x811c_9dc5);
        match self {
            Held::Text(text) if text.is_ascii() => take_ascii(text, &mut sum),
            Held::Moment(moment) => {
                let seconds = moment.and_utc().timestamp();
                seconds.to_le_bytes().into_iter().for_each(|byte| sum.take(byte));
            }
            // Writing into a sum cannot fail.
            other => drop(fmt::write(&mut sum, format_args!("{other}"))),
        }
        (sum.0 >> 16) as u16 ^ sum.0 as u16
    }
}

/// The same as the text in its one spelling, without looking for the bounds of characters: lists are long.
fn take_ascii(text: &str, sum: &mut Sum) {
    let (mut began, mut apart) = (false, false);
    for byte in text.bytes() {
        if char::from(byte).is_whitespace() {
            apart = began;
            continue;
        }
        if apart {
            sum.take(b' ');
        }
        sum.take(byte);
        (began, apart) = (true, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_cells_read_back() {
        let key = RowKey {
            id: "F-0123456789ab".into(),
            period: "2026-10-01..2026-10-15".into(),
            run: "0a1b2c3d4e5f".into(),
            provider: "nord".into(),
            place: [17, 5, 312],
            standard: "sl_phone".into(),
            checks: vec![0, 0xffff, 0x12ab],
        };
        let cells = key.cells();
        assert_eq!(cells[3], "17/5/312 sl_phone 0000ffff12ab");
        assert_eq!(RowKey::parse(cells.each_ref().map(String::as_str)), Some(key));
        for check in ["", "17/5 sl_phone 0000", "17/5/312 sl_phone 00zz", "a/b/c d 0000"] {
            assert_eq!(
                RowKey::parse(["F-1", "2026-10 0a", "nord", check]),
                None,
                "{check}"
            );
        }
    }

    #[test]
    fn a_cell_has_one_spelling() {
        let same = ["a  b\r\nc ", " a b c"].map(|text| Held::Text(text).check());
        assert_eq!(same[0], same[1]);
        assert_ne!(Held::Text("a b d").check(), same[0]);
        for text in ["", " ", "a", " a\tb\u{b}c ", "answered after 45 s"] {
            let mut slow = Sum(0x811c_9dc5);
            fmt::write(&mut slow, format_args!("{}", Held::Text(text))).expect("a sum");
            let mut quick = Sum(0x811c_9dc5);
            take_ascii(text, &mut quick);
            assert_eq!(quick.0, slow.0, "{text:?}");
        }
        assert_eq!(Held::Number(17.0).to_string(), "17");
        assert_eq!(Held::Text("17").check(), Held::Number(17.0).check());
    }
}
