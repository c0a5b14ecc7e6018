//! Units of lengths of time: those that names say, and lengths for people.

use crate::workspace::mapping::Unit;

/// The unit that a name says: `wait_s`, `Wartezeit (mm:ss)`, `Speed of answer in seconds`.
pub fn unit_in_name(name: &str) -> Option<Unit> {
    let lower = name.to_lowercase();
    let last = lower
        .split(|c: char| !c.is_alphanumeric() && c != ':')
        .rfind(|part| !part.is_empty())?;
    match last {
        "mm:ss" | "m:ss" => Some(Unit::MinutesSeconds),
        "hh:mm" | "h:mm" => Some(Unit::HoursMinutes),
        "hh:mm:ss" | "h:mm:ss" => Some(Unit::HoursMinutesSeconds),
        "s" | "sec" | "secs" | "sek" | "seconds" | "sekunden" => Some(Unit::Seconds),
        "ms" | "millis" | "milliseconds" | "millisekunden" => Some(Unit::Milliseconds),
        "min" | "mins" | "minutes" | "minuten" => Some(Unit::Minutes),
        "h" | "std" | "hours" | "stunden" => Some(Unit::Hours),
        _ => None,
    }
}

/// A length of time for people.
pub fn length(seconds: f64) -> String {
    match seconds {
        s if s < 1.0 => format!("{s:.3} s"),
        s if s < 120.0 => format!("{s:.0} s"),
        s if s < 7_200.0 => format!("{:.1} min", s / 60.0),
        s => format!("{:.1} h", s / 3_600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_units() {
        let named = [
            ("wait_s", Some(Unit::Seconds)),
            ("talk_ms", Some(Unit::Milliseconds)),
            ("Wartezeit (mm:ss)", Some(Unit::MinutesSeconds)),
            ("Speed of answer in seconds", Some(Unit::Seconds)),
            ("Nacharbeit (s)", Some(Unit::Seconds)),
            ("Wartezeit", None),
        ];
        for (name, unit) in named {
            assert_eq!(unit_in_name(name), unit, "{name}");
        }
    }
}
