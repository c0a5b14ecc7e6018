//! Points in time: the declared formats read into wall-clock seconds, then into instants.

use std::cell::Cell;

use chrono::NaiveDateTime;
use chrono::format::{Item, Parsed, StrftimeItems, parse};

use super::Bad;
use super::field::{FieldReader, RawValue, cell_text};
use super::fixed_instant::{Fixed, days_from_civil};
use crate::ingest::{Cell as RawCell, RawBatch, TextBytes};
use crate::vocabulary::{CivilSeconds, EpochSeconds, LocalReading, Steady, Zone};
use crate::workspace::agreement::{AmbiguousTime, SkippedTime};

/// Years that a date may plausibly lie in; others are rejected as misread.
const YEARS: std::ops::RangeInclusive<i64> = 1990..=2100;

/// A declared format, compiled.
pub struct InstantFormat {
    text: String,
    parts: Option<Vec<Quick>>,
    fixed: Option<Fixed>,
    items: Vec<Item<'static>>,
    has_time: bool,
}

/// The parts of the formats that nearly all exports use; others go to chrono.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quick {
    /// Four digits.
    Year,
    /// Two digits.
    ShortYear,
    /// Month.
    Month,
    /// Day.
    Day,
    /// Hour.
    Hour,
    /// Minute.
    Minute,
    /// Second.
    Second,
    /// This byte.
    Literal(u8),
}

impl InstantFormat {
    /// Compiles a `strftime` format; the workspace has checked that it is one.
    pub fn new(format: &str) -> Self {
        let items = StrftimeItems::new(format).map(Item::to_owned).collect();
        let has_time = ["%H", "%I", "%k", "%l", "%T", "%R", "%s", "%X"]
            .iter()
            .any(|hour| format.contains(hour));
        let parts = quick_parts(format);
        Self {
            text: format.to_owned(),
            fixed: parts.as_deref().and_then(Fixed::new),
            parts,
            items,
            has_time,
        }
    }

    /// The wall clock of a text as wide as the format, as nearly all are.
    #[inline]
    pub fn quick(&self, text: TextBytes<'_>) -> Option<CivilSeconds> {
        self.fixed.as_ref()?.read(text)
    }

    /// The wall clock of a text, in the years that a date may plausibly lie in.
    pub fn plausible(&self, text: &str) -> Option<CivilSeconds> {
        self.read(text).filter(|civil| plausible(*civil))
    }

    fn read(&self, text: &str) -> Option<CivilSeconds> {
        match &self.parts {
            Some(parts) => read_quick(parts, text.as_bytes()),
            None => self.read_with_chrono(text),
        }
    }

    fn read_with_chrono(&self, text: &str) -> Option<CivilSeconds> {
        let mut parsed = Parsed::new();
        parse(&mut parsed, text, self.items.iter()).ok()?;
        let date = parsed.to_naive_date().ok()?;
        let civil = if self.has_time {
            NaiveDateTime::new(date, parsed.to_naive_time().ok()?)
        } else {
            date.and_hms_opt(0, 0, 0)?
        };
        Some(civil.and_utc().timestamp())
    }
}

fn quick_parts(format: &str) -> Option<Vec<Quick>> {
    let mut parts = Vec::new();
    let mut bytes = format.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'%' => match bytes.next()? {
                b'Y' => parts.push(Quick::Year),
                b'y' => parts.push(Quick::ShortYear),
                b'm' => parts.push(Quick::Month),
                b'd' => parts.push(Quick::Day),
                b'H' => parts.push(Quick::Hour),
                b'M' => parts.push(Quick::Minute),
                b'S' => parts.push(Quick::Second),
                b'T' => parts.extend([
                    Quick::Hour,
                    Quick::Literal(b':'),
                    Quick::Minute,
                    Quick::Literal(b':'),
                    Quick::Second,
                ]),
                _ => return None,
            },
            byte if byte.is_ascii() => parts.push(Quick::Literal(byte)),
            _ => return None,
        }
    }
    Some(parts)
}

fn read_quick(parts: &[Quick], text: &[u8]) -> Option<CivilSeconds> {
    let (mut year, mut month, mut day, mut hour, mut minute, mut second) = (1970, 1, 1, 0, 0, 0);
    let mut rest = text;
    for part in parts {
        if let Quick::Literal(byte) = part {
            rest = rest.strip_prefix(&[*byte])?;
            continue;
        }
        let digits = if *part == Quick::Year { 4 } else { 2 };
        let (number, after) = leading_number(rest, digits)?;
        rest = after;
        match part {
            Quick::Year => year = number,
            // The POSIX pivot: 69–99 are 1969–1999, 00–68 are 2000–2068.
            Quick::ShortYear => year = if number < 69 { 2000 + number } else { 1900 + number },
            Quick::Month => month = number,
            Quick::Day => day = number,
            Quick::Hour => hour = number,
            Quick::Minute => minute = number,
            Quick::Second => second = number,
            Quick::Literal(_) => {}
        }
    }
    let valid_time = hour < 24 && minute < 60 && second < 60;
    (rest.is_empty() && valid_time)
        .then(|| days_from_civil(year, month, day))
        .flatten()
        .map(|days| days * 86_400 + hour * 3600 + minute * 60 + second)
}

fn leading_number(text: &[u8], digits: usize) -> Option<(i64, &[u8])> {
    let count = text
        .iter()
        .take(digits)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if count == 0 || (digits == 4 && count != 4) {
        return None;
    }
    let number = text[..count]
        .iter()
        .fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'));
    Some((number, &text[count..]))
}

/// Reads the instants of one field.
pub struct InstantReader<'a> {
    formats: Vec<InstantFormat>,
    zone: &'a Zone,
    ambiguous: AmbiguousTime,
    skipped: SkippedTime,
    end_of_day: bool,
    /// A stretch of wall clock that was read last, in which one offset holds.
    steady: Cell<Option<Steady>>,
}

/// An instant, and whether the clock had to be interpreted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadInstant {
    /// The instant.
    pub at: EpochSeconds,
    /// Whether the clock showed this time twice or not at all.
    pub reading: Clock,
}

/// How the clock stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// One meaning.
    Plain,
    /// Shown twice.
    Ambiguous,
    /// Skipped.
    Skipped,
}

impl<'a> InstantReader<'a> {
    /// A reader for the formats of a field, in a zone and under its rules.
    pub fn new(
        field: &FieldReader<'_>,
        zone: &'a Zone,
        ambiguous: AmbiguousTime,
        skipped: SkippedTime,
    ) -> Self {
        let formats = field
            .source
            .formats
            .iter()
            .map(|format| InstantFormat::new(format))
            .collect();
        Self {
            formats,
            zone,
            ambiguous,
            skipped,
            end_of_day: field.source.end_of_day,
            steady: Cell::new(None),
        }
    }

    /// The instant of a row.
    ///
    /// # Errors
    /// A text of no declared format, an impossible date or time, a year outside 1990–2100, or a
    /// clock reading that the source's rules reject.
    pub fn read(
        &self,
        field: &FieldReader<'_>,
        batch: &RawBatch,
        row: usize,
    ) -> Result<Option<ReadInstant>, Bad> {
        let raw = field.raw(batch, row)?;
        let civil = match &raw {
            RawValue::Missing => return Ok(None),
            RawValue::Text(text) => self.civil(text),
            RawValue::Decided(text) => self.civil(text),
            RawValue::Typed(RawCell::DateTime(civil)) => Some(*civil),
            RawValue::Typed(cell) => self.civil(&cell_text(cell)),
            RawValue::TypedParts(cells) => from_cells(cells),
        };
        let civil = civil
            .filter(|civil| plausible(*civil))
            .ok_or_else(|| self.bad(field, batch, row))?;
        self.instant(if self.end_of_day { civil + 86_399 } else { civil })
            .map(Some)
            .map_err(|expected| Bad {
                value: shown(field, batch, row),
                expected,
            })
    }

    /// The instant of a plain text in the first format, in a stretch of clock with one offset.
    #[inline]
    pub fn quick(&self, text: TextBytes<'_>) -> Option<EpochSeconds> {
        let civil = self
            .formats
            .first()?
            .quick(text)
            .filter(|civil| plausible(*civil))?;
        let civil = if self.end_of_day { civil + 86_399 } else { civil };
        let steady = match self.steady.get() {
            Some(steady) if steady.holds(civil) => steady,
            _ => {
                let steady = self.zone.steady(civil)?;
                self.steady.set(Some(steady));
                steady
            }
        };
        Some(civil - steady.offset)
    }

    fn civil(&self, text: &str) -> Option<CivilSeconds> {
        self.formats.iter().find_map(|format| format.read(text))
    }

    fn instant(&self, civil: CivilSeconds) -> Result<ReadInstant, String> {
        match (self.zone.read(civil), self.ambiguous, self.skipped) {
            (LocalReading::Single(at), ..) => Ok(ReadInstant {
                at,
                reading: Clock::Plain,
            }),
            (LocalReading::Ambiguous { earlier, .. }, AmbiguousTime::Earlier, _) => Ok(ReadInstant {
                at: earlier,
                reading: Clock::Ambiguous,
            }),
            (LocalReading::Ambiguous { later, .. }, AmbiguousTime::Later, _) => Ok(ReadInstant {
                at: later,
                reading: Clock::Ambiguous,
            }),
            (LocalReading::Skipped(at), _, SkippedTime::Shift) => Ok(ReadInstant {
                at,
                reading: Clock::Skipped,
            }),
            (LocalReading::Ambiguous { .. }, ..) => Err(format!(
                "a time that {} shows once; this one it shows twice",
                self.zone.name()
            )),
            (LocalReading::Skipped(_), ..) => Err(format!("a time that exists in {}", self.zone.name())),
        }
    }

    fn bad(&self, field: &FieldReader<'_>, batch: &RawBatch, row: usize) -> Bad {
        let formats: Vec<&str> = self.formats.iter().map(|format| format.text.as_str()).collect();
        let expected = match formats.as_slice() {
            [] => String::from("a date and time cell between 1990 and 2100"),
            formats => format!(
                "an existing date and time as {}, 1990 to 2100",
                formats.join(" or ")
            ),
        };
        Bad {
            value: shown(field, batch, row),
            expected,
        }
    }
}

fn shown(field: &FieldReader<'_>, batch: &RawBatch, row: usize) -> String {
    field
        .text(batch, row)
        .ok()
        .flatten()
        .map_or_else(String::new, |text| text.into_owned())
}

fn plausible(civil: CivilSeconds) -> bool {
    YEARS.contains(&(1970 + civil.div_euclid(31_556_952)))
}

/// A date cell and a time cell, in any order.
fn from_cells(cells: &[&RawCell]) -> Option<CivilSeconds> {
    let mut date = None;
    let mut time = 0;
    for cell in cells {
        match cell {
            RawCell::DateTime(civil) => date = Some(*civil),
            RawCell::TimeOfDay(seconds) => time = *seconds,
            RawCell::Duration(seconds) => time = seconds.round() as i64,
            _ => return None,
        }
    }
    date.map(|date| date + time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: &str, text: &str) -> Option<String> {
        let civil = InstantFormat::new(format).read(text)?;
        chrono::DateTime::from_timestamp(civil, 0).map(|at| at.format("%Y-%m-%d %H:%M:%S").to_string())
    }

    #[test]
    fn formats_that_providers_send() {
        let cases = [
            ("%d.%m.%Y %H:%M:%S", "03.10.2026 08:05:09", "2026-10-03 08:05:09"),
            ("%y%m%d %H:%M:%S", "990201 7:02:47", "1999-02-01 07:02:47"),
            ("%d-%m-%Y %H:%M", "29-02-2016 01:16", "2016-02-29 01:16:00"),
            (
                "%Y-%m-%d %H:%M:%S%.f",
                "2010-01-20 10:04:46.0",
                "2010-01-20 10:04:46",
            ),
            (
                "%Y-%m-%d %I:%M:%S %p",
                "2021-01-01 8:02:42 PM",
                "2021-01-01 20:02:42",
            ),
            ("%m/%d/%y %H:%M", "1/6/25 08:15", "2025-01-06 08:15:00"),
            ("%d/%b/%y %I:%M %p", "25/Jan/24 3:45 PM", "2024-01-25 15:45:00"),
            ("%Y-%m-%d", "2026-10-03", "2026-10-03 00:00:00"),
        ];
        for (format, text, expected) in cases {
            assert_eq!(read(format, text).as_deref(), Some(expected), "{format}");
        }
    }

    #[test]
    fn impossible_times_are_refused() {
        for text in [
            "31.02.2026 08:00:00",
            "01.10.2026 25:61:00",
            "1.10.26 08:00:00",
            "01.10.2026",
            "01.10.2026 08:00:00 x",
        ] {
            assert_eq!(read("%d.%m.%Y %H:%M:%S", text), None, "{text}");
        }
    }

    #[test]
    fn quick_reading_agrees_with_chrono_on_every_day() {
        let mut date = chrono::NaiveDate::from_ymd_opt(1996, 1, 1).expect("a date");
        for _ in 0..12_000 {
            let expected = date.and_hms_opt(0, 0, 0).map(|d| d.and_utc().timestamp());
            let text = date.format("%d.%m.%Y").to_string();
            assert_eq!(InstantFormat::new("%d.%m.%Y").read(&text), expected, "{text}");
            date = date.succ_opt().expect("a date");
        }
    }
}
