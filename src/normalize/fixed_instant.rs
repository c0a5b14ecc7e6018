//! Wall-clock times of one fixed width: every part stands at a known place.

use std::cell::Cell;

use crate::ingest::{TextBytes, WINDOW};
use crate::vocabulary::CivilSeconds;

use super::instant::Quick;

/// Widest text that is read here, and room for a part that the format does not have.
const WIDTH: usize = WINDOW;

/// First digits of century, year of century, month, day, hour, minute, second.
type Places = [usize; 7];

/// Where the parts of a time stand in a text of a format without optional digits.
pub struct Fixed {
    length: usize,
    /// Which bytes count; those behind the text do not.
    within: [u8; WIDTH],
    /// What is taken from each byte: `0` from a digit, a literal from itself.
    base: [u8; WIDTH],
    /// What may then be left of it.
    most: [u8; WIDTH],
    places: Places,
    /// The date read last, as a number of eight digits, and its day: in exports, dates repeat.
    last_day: Cell<(i64, i64)>,
}

impl Fixed {
    /// The places of a format's parts; nothing for a format that is wider than times are.
    pub fn new(parts: &[Quick]) -> Option<Self> {
        let (mut length, mut base, mut most) = (0, [0; WIDTH], [0; WIDTH]);
        // Parts that the format does not have are read behind the text, where zeros stand.
        let mut places: Places = [WIDTH - 2; 7];
        for part in parts {
            let digits = match part {
                Quick::Literal(byte) => {
                    *base.get_mut(length)? = *byte;
                    length += 1;
                    continue;
                }
                Quick::Year => 4,
                _ => 2,
            };
            base.get_mut(length..length + digits)?.fill(b'0');
            most.get_mut(length..length + digits)?.fill(9);
            match part {
                Quick::Year => places[..2].copy_from_slice(&[length, length + 2]),
                Quick::ShortYear | Quick::Literal(_) => places[1] = length,
                Quick::Month => places[2] = length,
                Quick::Day => places[3] = length,
                Quick::Hour => places[4] = length,
                Quick::Minute => places[5] = length,
                Quick::Second => places[6] = length,
            }
            length += digits;
        }
        let mut within = [0; WIDTH];
        within.get_mut(..length)?.fill(u8::MAX);
        (length <= WIDTH - 2).then_some(Self {
            length,
            within,
            base,
            most,
            places,
            last_day: Cell::new((0, 0)),
        })
    }

    /// The time, where the text has all digits of the format, which names a date in years of four digits.
    #[inline]
    pub fn read(&self, text: TextBytes<'_>) -> Option<CivilSeconds> {
        if text.bytes.len() != self.length {
            return None;
        }
        let mut bytes = text.window();
        let mut over = 0;
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = (*byte & self.within[at]).wrapping_sub(self.base[at]);
            over |= u8::from(*byte > self.most[at]);
        }
        let part = |place: usize| {
            let at = self.places[place] % (WIDTH - 1);
            i64::from(bytes[at]) * 10 + i64::from(bytes[at + 1])
        };
        let (hour, minute, second) = (part(4), part(5), part(6));
        if over != 0 || hour >= 24 || minute >= 60 || second >= 60 {
            return None;
        }
        let days = self.days(part(0), part(1), part(2), part(3))?;
        Some(days * 86_400 + hour * 3600 + minute * 60 + second)
    }

    /// Days since 1970-01-01 of a date; nothing where there is none, or no century.
    #[inline]
    fn days(&self, century: i64, year: i64, month: i64, day: i64) -> Option<i64> {
        let date = century * 1_000_000 + year * 10_000 + month * 100 + day;
        let (last_date, last_days) = self.last_day.get();
        if date == last_date {
            return Some(last_days).filter(|_| date > 0);
        }
        let days = days_from_civil(century * 100 + year, month, day).filter(|_| century > 0)?;
        self.last_day.set((date, days));
        Some(days)
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar; nothing for a date that is none.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=last).contains(&day) {
        return None;
    }
    // Counted from 1 March of the year 0, so that the leap day is the last day of a year.
    let shifted_year = if month <= 2 { year - 1 } else { year };
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

#[cfg(test)]
mod tests {
    use super::super::instant::InstantFormat;
    use crate::ingest::TextBytes;

    #[test]
    fn texts_of_another_shape_are_left_to_the_general_reading() {
        let format = InstantFormat::new("%d.%m.%Y %H:%M:%S");
        let read = |text: &str| format.quick(TextBytes::alone(text.as_bytes()));
        assert_eq!(read("03.10.2026 08:05:09"), Some(1_791_014_709));
        for text in [
            "3.10.2026 08:05:09",
            "03.10.2026 08:05",
            "03.10.2026 08:05:60",
            "31.09.2026 08:05:09",
            "03.10.0026 08:05:09",
            "03/10/2026 08:05:09",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
