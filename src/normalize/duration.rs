//! Lengths of time in the declared unit, as whole seconds.

use super::Bad;
use super::field::{FieldReader, RawValue, cell_text};
use super::number;
use super::rows::{Closer, Quick};
use crate::ingest::{Cell, RawBatch, TextBytes};
use crate::vocabulary::Micro;
use crate::workspace::mapping::Unit;

/// Longest duration that a row can hold: a guard against columns mapped by mistake.
const LONGEST: Micro = Micro(366 * 86_400 * Micro::ONE);

/// A plain text as whole seconds, where that takes no more than a look.
#[inline]
pub fn quick_seconds(unit: Unit, text: TextBytes<'_>) -> Quick<i64> {
    match text.bytes {
        [] => Ok(None),
        _ if unit != Unit::Seconds => Err(Closer),
        _ => number::short_whole(text)
            .filter(|seconds| *seconds <= LONGEST.0 / Micro::ONE)
            .map(Some)
            .ok_or(Closer),
    }
}

/// A duration of a row in whole seconds, rounded half up.
///
/// # Errors
/// As [`duration`].
pub fn seconds(field: &FieldReader<'_>, batch: &RawBatch, row: usize) -> Result<Option<i64>, Bad> {
    Ok(duration(field, batch, row)?.map(whole_seconds))
}

/// A duration of a row in millionths of a second.
///
/// # Errors
/// A text that is no duration in the declared unit, or a negative one.
pub fn duration(field: &FieldReader<'_>, batch: &RawBatch, row: usize) -> Result<Option<Micro>, Bad> {
    let (found, value) = match field.raw(batch, row)? {
        RawValue::Missing => return Ok(None),
        RawValue::Text(text) => (parse(&text, field.source.unit, field.marks), text),
        RawValue::Decided(text) => (parse(text, field.source.unit, field.marks), text.into()),
        RawValue::Typed(cell) => (from_cell(cell, field.source.unit), cell_text(cell).into()),
        RawValue::TypedParts(_) => (None, "several cells".into()),
    };
    match found {
        Some(micro) if (0..=LONGEST.0).contains(&micro.0) => Ok(Some(micro)),
        Some(micro) if micro.0 > 0 => Err(Bad {
            value: value.into_owned(),
            expected: String::from("a duration of at most 366 days"),
        }),
        Some(_) => Err(Bad {
            value: value.into_owned(),
            expected: String::from("a duration that is not negative"),
        }),
        None => Err(Bad {
            value: value.into_owned(),
            expected: format!("a duration as {}", field.source.unit.name()),
        }),
    }
}

/// A duration rounded to whole seconds, half up.
pub fn whole_seconds(micro: Micro) -> i64 {
    (micro.0 + Micro::ONE / 2).div_euclid(Micro::ONE)
}

/// A text in a unit.
pub fn parse(text: &str, unit: Unit, marks: (char, Option<char>)) -> Option<Micro> {
    match unit {
        Unit::HoursMinutesSeconds => clock(text, &[3600, 60, 1]),
        Unit::MinutesSeconds => clock(text, &[60, 1]),
        Unit::HoursMinutes => clock(text, &[3600, 60]),
        Unit::Fraction | Unit::Percent => None,
        // Multiplied in wide integers: day fractions have more decimals than millionths hold.
        Unit::Days => day_fraction(text, marks.0),
        unit => number::parse(text, marks).and_then(|micro| scaled(micro, unit)),
    }
}

fn scaled(micro: Micro, unit: Unit) -> Option<Micro> {
    let value = match unit {
        Unit::Milliseconds => micro.0 / 1000,
        Unit::Minutes => micro.0.checked_mul(60)?,
        Unit::Hours => micro.0.checked_mul(3600)?,
        Unit::Days => micro.0.checked_mul(86_400)?,
        _ => micro.0,
    };
    Some(Micro(value))
}

fn day_fraction(text: &str, decimal: char) -> Option<Micro> {
    let days: f64 = text.replace(decimal, ".").parse().ok()?;
    number::from_f64(days * 86_400.0)
}

fn from_cell(cell: &Cell, unit: Unit) -> Option<Micro> {
    match cell {
        Cell::TimeOfDay(seconds) => Some(Micro::whole(*seconds)),
        Cell::Duration(seconds) => number::from_f64(*seconds),
        // A duration of a day and more in a date-formatted cell counts from Excel's day zero.
        Cell::DateTime(civil) => Some(Micro::whole(civil + 2_209_161_600)),
        Cell::Number(number) if unit == Unit::Days => number::from_f64(number * 86_400.0),
        // A bare number says nothing where clock readings are agreed.
        Cell::Number(_) if is_clock(unit) => None,
        Cell::Number(number) => number::from_f64(*number).and_then(|micro| scaled(micro, unit)),
        _ => None,
    }
}

fn is_clock(unit: Unit) -> bool {
    matches!(
        unit,
        Unit::HoursMinutesSeconds | Unit::MinutesSeconds | Unit::HoursMinutes
    )
}

/// `h:mm:ss` and its kin: the first part may be of any size, the others are below 60.
fn clock(text: &str, factors: &[i64]) -> Option<Micro> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let mut total = 0_i64;
    let mut parts = text.split(':');
    for (index, factor) in factors.iter().enumerate() {
        let part = parts.next()?;
        let last_is_seconds = *factor == 1;
        let micro = if last_is_seconds {
            number::parse(part, ('.', None))
        } else {
            number::parse(part, ('\0', None))
        }?;
        if micro.0 < 0 || (index > 0 && micro.0 >= 60 * Micro::ONE) {
            return None;
        }
        total = total.checked_add(micro.0.checked_mul(*factor)?)?;
    }
    parts
        .next()
        .is_none()
        .then_some(Micro(if negative { -total } else { total }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str, unit: Unit) -> Option<f64> {
        parse(text, unit, (',', None)).map(Micro::as_f64)
    }

    #[test]
    fn units_that_providers_send() {
        let cases = [
            ("20794:22", Unit::MinutesSeconds, 1_247_662.0),
            ("255:10:10", Unit::HoursMinutesSeconds, 918_610.0),
            ("1500:00", Unit::HoursMinutes, 5_400_000.0),
            ("01:08:39.283", Unit::HoursMinutesSeconds, 4_119.283),
            ("1500", Unit::Milliseconds, 1.5),
            ("2,5", Unit::Minutes, 150.0),
            ("0,5", Unit::Days, 43_200.0),
            ("-0:05", Unit::MinutesSeconds, -5.0),
        ];
        for (text, unit, expected) in cases {
            assert_eq!(seconds(text, unit), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for (text, unit) in [
            ("1:75", Unit::MinutesSeconds),
            ("12", Unit::HoursMinutesSeconds),
            ("1:2:3:4", Unit::HoursMinutesSeconds),
            ("abc", Unit::Seconds),
            ("1:00", Unit::Seconds),
        ] {
            assert_eq!(seconds(text, unit), None, "{text}");
        }
    }
}
