//! Wall-clock times of one fixed width: every part stands at a known place.

use crate::vocabulary::CivilSeconds;

use super::instant::Quick;

/// Where the parts of a time stand in a text of a format without optional digits.
pub struct Fixed {
    length: usize,
    literals: Vec<(usize, u8)>,
    /// First digits of century, year of century, month, day, hour, minute, second.
    places: [Option<usize>; 7],
}

impl Fixed {
    /// The places of a format's parts.
    pub fn new(parts: &[Quick]) -> Self {
        let (mut length, mut literals, mut places) = (0, Vec::new(), [None; 7]);
        for part in parts {
            let place = match part {
                Quick::Literal(byte) => {
                    literals.push((length, *byte));
                    length += 1;
                    continue;
                }
                Quick::Year => {
                    places[0] = Some(length);
                    length += 2;
                    1
                }
                Quick::ShortYear => 1,
                Quick::Month => 2,
                Quick::Day => 3,
                Quick::Hour => 4,
                Quick::Minute => 5,
                Quick::Second => 6,
            };
            places[place] = Some(length);
            length += 2;
        }
        Self {
            length,
            literals,
            places,
        }
    }

    /// The time, where the text has all digits of the format and names one in years of four digits.
    #[inline]
    pub fn read(&self, text: &[u8]) -> Option<CivilSeconds> {
        let fits = text.len() == self.length && self.literals.iter().all(|(at, byte)| text[*at] == *byte);
        let (century, month, day) = (
            self.pair(text, 0, 0)?,
            self.pair(text, 2, 1)?,
            self.pair(text, 3, 1)?,
        );
        let (hour, minute, second) = (
            self.pair(text, 4, 0)?,
            self.pair(text, 5, 0)?,
            self.pair(text, 6, 0)?,
        );
        if !fits || century == 0 || hour >= 24 || minute >= 60 || second >= 60 {
            return None;
        }
        let days = days_from_civil(century * 100 + self.pair(text, 1, 0)?, month, day)?;
        Some(days * 86_400 + hour * 3600 + minute * 60 + second)
    }

    /// A part of two digits, or what stands for it where the format has none.
    #[inline]
    fn pair(&self, text: &[u8], part: usize, otherwise: i64) -> Option<i64> {
        let Some(at) = self.places[part] else {
            return Some(otherwise);
        };
        let digit = |at: usize| {
            text.get(at)
                .map(|byte| byte.wrapping_sub(b'0'))
                .filter(|d| *d < 10)
        };
        Some(i64::from(digit(at)?) * 10 + i64::from(digit(at + 1)?))
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

    #[test]
    fn texts_of_another_shape_are_left_to_the_general_reading() {
        let format = InstantFormat::new("%d.%m.%Y %H:%M:%S");
        let read = |text: &str| format.quick(text.as_bytes());
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
