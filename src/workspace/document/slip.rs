//! What people write in TOML by habit and TOML reads as something else, by the line of a fault.

use chrono::NaiveDate;

/// How the line of a fault should be written, where the slip is a known one.
pub fn help(text: &str, offset: usize) -> Option<String> {
    let line = line_around(text, offset);
    if begins_with_date(line) {
        return Some(String::from(
            "a day of every year is written 12-24, a date 2026-12-24",
        ));
    }
    let value = line.split_once('=').map_or(line, |(_, value)| value).trim();
    let slips: [fn(&str) -> Option<String>; 4] = [typeset_quotes, backslash, date, bare_number];
    slips.iter().find_map(|slip| slip(value))
}

/// The line that holds a byte.
fn line_around(text: &str, offset: usize) -> &str {
    let before = text.get(..offset).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    text[start..].lines().next().unwrap_or_default()
}

/// Whether a line begins with `24.12.`, whose last dot no key may have.
fn begins_with_date(line: &str) -> bool {
    let key = line.split('=').next().unwrap_or_default().trim();
    let is_date = |key: &str| key.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    key.strip_suffix('.')
        .is_some_and(|key| !key.is_empty() && is_date(key))
}

/// Quotes as word processors set them.
fn typeset_quotes(value: &str) -> Option<String> {
    value
        .contains(['„', '“', '”', '‚', '‘', '’', '»', '«'])
        .then(|| String::from("a text stands between straight quotes: \"…\""))
}

/// A backslash in double quotes, where it begins an escape; mostly of a path.
fn backslash(value: &str) -> Option<String> {
    let quoted = value.split('"').nth(1).filter(|quoted| quoted.contains('\\'))?;
    Some(format!(
        "in double quotes `\\` begins an escape; write the path with `/`: \"{}\"",
        quoted.replace('\\', "/")
    ))
}

/// A date as Germans write it.
fn date(value: &str) -> Option<String> {
    let word = value.split([' ', ',', '}', '#']).next().unwrap_or_default();
    let date = NaiveDate::parse_from_str(word, "%d.%m.%Y").ok()?;
    Some(format!("a date is written {date}"))
}

/// A number with a unit or a comma, without quotes.
fn bare_number(value: &str) -> Option<String> {
    let value = value.split(['#', '}']).next().unwrap_or_default().trim();
    let begins_with_digit = value.starts_with(|first: char| first.is_ascii_digit());
    let percent = value.strip_suffix('%').map(str::trim);
    match (begins_with_digit, percent) {
        (false, _) => None,
        (true, Some(number)) => Some(format!("with a unit it is a text: \"{number} %\"")),
        (true, None) => {
            let is_unit = |text: &str| !text.is_empty() && text.chars().all(char::is_alphabetic);
            let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || "., ".contains(c));
            if is_unit(unit) {
                return Some(format!("with a unit it is a text: \"{value}\""));
            }
            let comma = value.split_once(',');
            comma
                .filter(|(_, decimals)| decimals.bytes().all(|byte| byte.is_ascii_digit()))
                .map(|(whole, decimals)| format!("decimals stand behind a point: {whole}.{decimals}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_slips_have_a_way_out() {
        for (line, told) in [
            ("\"24.12.\" = 1\n24.12. = \"x\"", "12-24"),
            ("path = \"C:\\Daten\\*.csv\"", "\"C:/Daten/*.csv\""),
            ("valid_from = 01.02.2026", "a date is written 2026-02-01"),
            ("name = „Nord“", "straight quotes"),
            ("target = 80 %", "\"80 %\""),
            ("target = 0,80", "0.80"),
            ("within = 20 s # agreed", "\"20 s\""),
        ] {
            let help = help(line, line.len() - 1).unwrap_or_default();
            assert!(help.contains(told), "{line}: {help}");
        }
        assert_eq!(help("target = = 5", 9), None);
    }
}
