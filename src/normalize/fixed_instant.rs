//! Wall-clock times of one fixed width: every part stands at a known place.

use crate::vocabulary::CivilSeconds;

use super::instant::{Quick, days_from_civil};

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
