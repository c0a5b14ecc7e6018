//! Instants as text, millions of them: the date is put together once for all of a day's.

use crate::vocabulary::{EpochSeconds, Zone};

/// Writes instants as RFC 3339 in a zone.
pub struct Stamps<'z> {
    zone: &'z Zone,
    day: Option<Day>,
}

/// A day of 24 hours without a change of the clock.
struct Day {
    start: EpochSeconds,
    /// Up to the `T`.
    date: String,
    offset: String,
}

const DAY_S: i64 = 86_400;

impl<'z> Stamps<'z> {
    /// Instants in a zone.
    pub fn new(zone: &'z Zone) -> Self {
        Self { zone, day: None }
    }

    /// Appends an instant, as [`Zone::write_rfc3339`] does.
    pub fn write(&mut self, at: EpochSeconds, text: &mut String) {
        if let Some(day) = &self.day
            && (0..DAY_S).contains(&(at - day.start))
        {
            let seconds = at - day.start;
            text.push_str(&day.date);
            pair(text, seconds / 3600);
            text.push(':');
            pair(text, seconds / 60 % 60);
            text.push(':');
            pair(text, seconds % 60);
            text.push_str(&day.offset);
            return;
        }
        self.zone.write_rfc3339(at, text);
        self.day = self.day_of(at);
    }

    fn day_of(&self, at: EpochSeconds) -> Option<Day> {
        let civil = self.zone.civil(at);
        let midnight = civil - civil.rem_euclid(DAY_S);
        let steady = self.zone.steady(civil)?;
        let whole = steady.holds(midnight) && steady.holds(midnight + DAY_S);
        let text = self.zone.rfc3339(at);
        let (date, offset) = (text.get(..11)?.to_owned(), text.get(19..)?.to_owned());
        whole.then_some(Day {
            start: midnight - steady.offset,
            date,
            offset,
        })
    }
}

fn pair(text: &mut String, number: i64) {
    text.push(char::from(b'0' + (number / 10) as u8));
    text.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_agree_with_the_zone_over_a_year() {
        let zone = Zone::parse("Europe/Berlin").expect("a zone");
        let mut stamps = Stamps::new(&zone);
        for at in (1_767_225_600_i64..1_798_761_600).step_by(4_999) {
            let mut text = String::new();
            stamps.write(at, &mut text);
            assert_eq!(text, zone.rfc3339(at));
        }
    }
}
