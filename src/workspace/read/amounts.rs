//! Amounts that need their unit said: shares, lengths of time, dates.

use chrono::NaiveDate;

use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::notes::{Note, Notes};

/// Ten years: no agreement counts longer, and sums stay far from overflow.
const LONGEST_S: f64 = 3_650.0 * 86_400.0;

/// A length of time as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Length {
    /// Seconds.
    pub seconds: f64,
    /// Whether it was written in days, which are elapsed days.
    pub in_days: bool,
}

/// A share: `0.80`, or `"80 %"`. A bare `80` is refused with what it should be.
pub fn share(notes: &Notes, entry: &Entry) -> Option<f64> {
    let name = &entry.key;
    let (message, help) = match &entry.node.value {
        Value::Integer(0) => return Some(0.0),
        Value::Float(share) if (0.0..=1.0).contains(share) => return Some(*share),
        Value::Integer(1) => (
            format!("`{name}` = 1 can mean 1 % or 100 %"),
            "write \"1 %\" or 0.01, or else \"100 %\" or 1.0".to_owned(),
        ),
        Value::Integer(number @ 2..=100) => (
            format!("`{name}` = {number} does not say that it is a percentage"),
            format!("write {:.2} or \"{number} %\"", *number as f64 / 100.0),
        ),
        Value::Float(number) if (1.0..=100.0).contains(number) => (
            format!("`{name}` = {number} does not say that it is a percentage"),
            format!("write \"{number} %\"; a number alone is a share from 0 to 1"),
        ),
        Value::Text(text) => match percent(text) {
            Some(share) if (0.0..=1.0).contains(&share) => return Some(share),
            Some(_) => (
                format!("`{name}` = \"{text}\" is not between 0 % and 100 %"),
                SHARE.to_owned(),
            ),
            None => (format!("`{name}` = \"{text}\" is no share"), SHARE.to_owned()),
        },
        Value::Integer(number) => (
            format!("`{name}` = {number} is not between 0 and 1"),
            SHARE.to_owned(),
        ),
        Value::Float(number) => (
            format!("`{name}` = {number} is not between 0 and 1"),
            SHARE.to_owned(),
        ),
        other => (
            format!("`{name}` is a share, not {}", other.kind()),
            SHARE.to_owned(),
        ),
    };
    notes.refuse(Note::at(entry.node.spot, message).help(help))
}

/// Points from −100 to 100, a plain number.
pub fn points(notes: &Notes, entry: &Entry) -> Option<f64> {
    let number = match &entry.node.value {
        Value::Integer(number) => *number as f64,
        Value::Float(number) => *number,
        other => {
            let message = format!("`{}` is a number of points, not {}", entry.key, other.kind());
            return notes.refuse(Note::at(entry.node.spot, message).help("points are written 30 or -12.5"));
        }
    };
    match (-100.0..=100.0).contains(&number) {
        true => Some(number),
        false => {
            let message = format!("`{}` = {number} is not between -100 and 100 points", entry.key);
            notes.refuse(Note::at(entry.node.spot, message).help("points are written 30 or -12.5"))
        }
    }
}

const SHARE: &str = "a share is written 0.80 or \"80 %\"";

/// `80 %` as 0.8, read in decimal so that `79.9 %` is exactly what `0.799` is.
fn percent(text: &str) -> Option<f64> {
    let number = text.trim().strip_suffix('%')?.trim().replace(',', ".");
    let is_plain = number
        .bytes()
        .all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
    is_plain.then(|| format!("{number}e-2").parse().ok())?
}

/// A length of time in whole seconds, at least `least`: `"20 s"`, `"15 min"`, `"8 h"`, `"2 d"`.
pub fn seconds(notes: &Notes, entry: &Entry, least: i64) -> Option<i64> {
    length(notes, entry, least).map(|length| length.seconds as i64)
}

/// A mean in seconds, fractions allowed.
pub fn moment(notes: &Notes, entry: &Entry) -> Option<f64> {
    any_length(notes, entry).map(|length| length.seconds)
}

/// A length of time in whole seconds, with how it was written.
pub fn length(notes: &Notes, entry: &Entry, least: i64) -> Option<Length> {
    let length = any_length(notes, entry)?;
    let rounded = Length {
        seconds: length.seconds.round(),
        ..length
    };
    let message = if (length.seconds - rounded.seconds).abs() > 1e-6 {
        format!("`{}` is no whole number of seconds", entry.key)
    } else if (rounded.seconds as i64) < least {
        format!("`{}` must be at least {least} s", entry.key)
    } else {
        return Some(rounded);
    };
    notes.refuse(Note::at(entry.node.spot, message).help(LENGTH))
}

/// A number of business days: `"2 business days"`; nothing where something else is written.
pub fn business_days(entry: &Entry) -> Option<u32> {
    let Value::Text(text) = &entry.node.value else {
        return None;
    };
    let (number, unit) = text.trim().split_once(' ')?;
    let days = number
        .parse()
        .ok()
        .filter(|days| (1..=MOST_DAYS).contains(days))?;
    matches!(unit.trim(), "business days" | "business day").then_some(days)
}

/// A year of five-day weeks and more.
const MOST_DAYS: u32 = 366;

const LENGTH: &str = "a length of time is written \"20 s\", \"15 min\", \"8 h\" or \"2 d\" (elapsed days)";

/// How a length is written that is not understood: days need to be told apart.
fn length_help(text: &str) -> String {
    let lower = text.to_lowercase();
    let number = lower
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .filter(|digits| !digits.is_empty());
    match number {
        Some(number) if ["tag", "day"].iter().any(|day| lower.contains(day)) => format!(
            "days on which the calendar is open are written \"{number} business days\" (in a deadline), elapsed days \"{number} d\""
        ),
        _ => LENGTH.to_owned(),
    }
}

fn any_length(notes: &Notes, entry: &Entry) -> Option<Length> {
    let name = &entry.key;
    let (message, help) = match &entry.node.value {
        Value::Text(text) => match parse_length(text) {
            Some(length) => return Some(length),
            None => (
                format!("`{name}` = \"{text}\" is no length of time"),
                length_help(text),
            ),
        },
        Value::Integer(number) => without_unit(name, number),
        Value::Float(number) => without_unit(name, number),
        other => (
            format!("`{name}` is a length of time, not {}", other.kind()),
            LENGTH.to_owned(),
        ),
    };
    notes.refuse(Note::at(entry.node.spot, message).help(help))
}

fn without_unit(name: &str, number: &impl std::fmt::Display) -> (String, String) {
    let help = format!("write \"{number} s\", or the same with min, h or d");
    (format!("`{name}` = {number} has no unit"), help)
}

fn parse_length(text: &str) -> Option<Length> {
    let text = text.trim();
    let unit_at = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(unit_at);
    let number = number.trim().replace(',', ".");
    let is_plain = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number: f64 = is_plain.then(|| number.parse().ok())??;
    let factor = match unit.trim() {
        "s" => 1.0,
        "min" => 60.0,
        "h" => 3_600.0,
        "d" => 86_400.0,
        _ => return None,
    };
    let seconds = number * factor;
    (seconds <= LONGEST_S).then_some(Length {
        seconds,
        in_days: unit.trim() == "d",
    })
}

/// A date: `2026-01-01`, in quotes or without.
pub fn date(notes: &Notes, what: &str, node: &Node) -> Option<NaiveDate> {
    let found = match &node.value {
        Value::Date(date) => return Some(*date),
        Value::Text(text) => match text.trim().parse() {
            Ok(date) => return Some(date),
            Err(_) => format!("{what} = \"{text}\" is no date"),
        },
        other => format!("{what} is a date, not {}", other.kind()),
    };
    notes.refuse(Note::at(node.spot, found).help("a date is written 2026-01-31"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_is_read_in_decimal() {
        assert_eq!(percent("80 %"), Some(0.8));
        assert_eq!(percent("79.9%"), Some(0.799));
        assert_eq!(percent("79,9 %"), Some(0.799));
        assert_eq!(
            [percent("80"), percent("% 80"), percent("8e1 %"), percent("%")],
            [None; 4]
        );
    }

    #[test]
    fn lengths_need_a_unit() {
        let seconds = |text| parse_length(text).map(|length| length.seconds);
        assert_eq!(seconds("20 s"), Some(20.0));
        assert_eq!(seconds("1.5h"), Some(5_400.0));
        assert_eq!(seconds("2 d"), Some(172_800.0));
        assert_eq!(
            [seconds("20"), seconds("20 m"), seconds("-3 s"), seconds("s")],
            [None; 4]
        );
    }
}
