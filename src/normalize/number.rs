//! Numbers and shares in text, by the declared decimal and thousands marks.

use super::Bad;
use super::field::{FieldReader, RawValue, cell_text};
use crate::ingest::{Cell, RawBatch, TextBytes, first_bytes};
use crate::vocabulary::Micro;
use crate::workspace::mapping::Unit;

/// A number of a row, in millionths.
///
/// # Errors
/// A text that is no number in the declared form, or one too large.
pub fn number(field: &FieldReader<'_>, batch: &RawBatch, row: usize) -> Result<Option<Micro>, Bad> {
    let text = match field.raw(batch, row)? {
        RawValue::Missing => return Ok(None),
        RawValue::Typed(Cell::Number(number)) => {
            return from_f64(*number).map(Some).ok_or_else(|| bad(number.to_string()));
        }
        RawValue::Typed(cell) => return Err(bad(cell_text(cell))),
        RawValue::Text(text) => text,
        RawValue::Decided(text) => text.into(),
        RawValue::TypedParts(_) => return Err(bad(String::from("several cells"))),
    };
    parse(&text, field.marks)
        .map(Some)
        .ok_or_else(|| bad(text.into_owned()))
}

/// A share of a row, in millionths of one.
///
/// # Errors
/// No number, or one outside 0 to 1 (0 to 100 %).
pub fn share(field: &FieldReader<'_>, batch: &RawBatch, row: usize) -> Result<Option<Micro>, Bad> {
    let percent = field.source.unit == Unit::Percent;
    let text = match field.raw(batch, row)? {
        RawValue::Missing => return Ok(None),
        RawValue::Text(text) => text.into_owned(),
        RawValue::Decided(text) => text.to_owned(),
        RawValue::Typed(cell) => cell_text(cell),
        RawValue::TypedParts(_) => String::new(),
    };
    let marks = if matches!(field.raw(batch, row)?, RawValue::Typed(_)) {
        ('.', None)
    } else {
        field.marks
    };
    let bare = text.trim_end_matches('%').trim_end();
    let value = parse(bare, marks).map(|Micro(value)| if percent { value / 100 } else { value });
    match value {
        Some(value) if (0..=Micro::ONE).contains(&value) => Ok(Some(Micro(value))),
        _ => {
            let expected = if percent {
                "a share from 0 to 100 %"
            } else {
                "a share from 0 to 1"
            };
            Err(Bad {
                value: text,
                expected: expected.to_owned(),
            })
        }
    }
}

fn bad(value: String) -> Bad {
    Bad {
        value,
        expected: String::from("a number"),
    }
}

/// A product of millionths, rounded half up.
pub fn times(a: Micro, b: Micro) -> Micro {
    let product = i128::from(a.0) * i128::from(b.0) + i128::from(Micro::ONE / 2);
    Micro(i64::try_from(product / i128::from(Micro::ONE)).unwrap_or(i64::MAX))
}

/// A float as millionths, where it fits.
pub fn from_f64(number: f64) -> Option<Micro> {
    let scaled = (number * Micro::ONE as f64).round();
    (scaled.is_finite() && scaled.abs() < 9.0e15).then_some(Micro(scaled as i64))
}

/// A text as millionths: digits with the declared marks, at most six decimals kept (rounded).
pub fn parse(text: &str, (decimal, thousands): (char, Option<char>)) -> Option<Micro> {
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = match digits.split_once(decimal) {
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, ""),
    };
    let whole = whole_part(whole, thousands)?;
    let value = whole
        .checked_mul(Micro::ONE)?
        .checked_add(fraction_part(fraction)?)?;
    Some(Micro(if negative { -value } else { value }))
}

/// A text of one to eight digits and nothing else, without a branch per digit.
#[inline]
pub fn short_whole(text: TextBytes<'_>) -> Option<i64> {
    const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
    let count = text.bytes.len();
    if !(1..=8).contains(&count) {
        return None;
    }
    // Right-aligned behind zeros: the last digit is the highest byte.
    let free = 8 * (8 - count) as u32;
    let aligned = (text.head() << free) | (ZEROS & first_bytes(8 - count));
    let digits = aligned ^ ZEROS;
    // A byte above nine carries into its upper half.
    if (digits | digits.wrapping_add(0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0 != 0 {
        return None;
    }
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    let whole = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff;
    Some(whole as i64)
}

/// Digits before the decimal mark; thousands marks only between groups of three.
fn whole_part(text: &str, thousands: Option<char>) -> Option<i64> {
    let Some(mark) = thousands.filter(|mark| text.contains(*mark)) else {
        return digits_only(text);
    };
    let groups: Vec<&str> = text.split(mark).collect();
    let well_grouped = (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    well_grouped.then(|| digits_only(&groups.concat())).flatten()
}

fn digits_only(text: &str) -> Option<i64> {
    let all_digits = !text.is_empty() && text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| {
        text.bytes()
            .fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'))
    })
}

fn fraction_part(text: &str) -> Option<i64> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let padded: i64 = text
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(6)
        .fold(0, |s, b| s * 10 + i64::from(b - b'0'));
    let round_up = text.as_bytes().get(6).is_some_and(|digit| *digit >= b'5');
    Some(padded + i64::from(round_up))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_and_english_marks() {
        assert_eq!(parse("15.604,65", (',', Some('.'))), Some(Micro(15_604_650_000)));
        assert_eq!(parse("1,234.5", ('.', Some(','))), Some(Micro(1_234_500_000)));
        assert_eq!(parse("-0,5", (',', None)), Some(Micro(-500_000)));
    }

    proptest::proptest! {
        #[test]
        fn short_numbers_are_read_as_their_digits_say(text in "[0-9]{0,10}|[ -~]{1,9}|[0-9]{1,7}[\\x00-\\x7f]") {
            let digits = (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            let expected = digits.then(|| text.parse::<i64>().expect("digits"));
            proptest::prop_assert_eq!(short_whole(TextBytes::alone(text.as_bytes())), expected);
        }
    }

    #[test]
    fn marks_in_the_wrong_place_are_refused() {
        for text in ["1.23,4", "12.34", "", "1 234", "1e5", "12,3,4", "Summe"] {
            assert_eq!(parse(text, (',', Some('.'))), None, "{text}");
        }
    }
}
