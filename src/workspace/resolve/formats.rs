//! Formats of points in time, tried out on a known instant.

use chrono::format::{Item, Parsed, StrftimeItems, parse};
use chrono::{DateTime, FixedOffset};

use super::fields::does_not_apply;
use crate::workspace::mapping::{Field, ValueType};
use crate::workspace::notes::Note;
use crate::workspace::read::{Reader, flag, one_or_more};

/// Reads `format` of a field. Typed cells need none.
pub fn formats(reader: &Reader<'_>, field: Field, is_typed: bool) -> Option<Vec<String>> {
    let notes = reader.notes;
    let is_instant = field.value_type() == ValueType::Instant;
    let Some(entry) = reader.optional("format") else {
        if is_instant && !is_typed {
            let note = Note::at(reader.spot, format!("{} has no `format`", reader.what));
            return notes.refuse(note.help("write format = \"%d.%m.%Y %H:%M:%S\" as the export has it"));
        }
        return Some(Vec::new());
    };
    if !is_instant {
        return does_not_apply(notes, entry, field);
    }
    let formats = one_or_more(notes, "`format`", &entry.node)?;
    let mut is_whole = true;
    for (node, format) in &formats {
        if let Some((message, help)) = fault(format) {
            notes.add(Note::at(node.spot, message).help(help));
            is_whole = false;
        }
    }
    is_whole.then(|| formats.into_iter().map(|(_, format)| format.to_owned()).collect())
}

/// Reads `end_of_day`, which dates alone can have.
pub fn end_of_day(reader: &Reader<'_>, field: Field, formats: Option<&[String]>) -> Option<bool> {
    let notes = reader.notes;
    let Some(entry) = reader.optional("end_of_day") else {
        return Some(false);
    };
    if field.value_type() != ValueType::Instant {
        return does_not_apply(notes, entry, field);
    }
    let timed = formats?
        .iter()
        .find(|format| read_back(format).is_some_and(|read| read.hour_mod_12().is_some()));
    match (flag(notes, entry)?, timed) {
        (true, Some(format)) => {
            let note = Note::at(
                entry.spot,
                format!("`end_of_day` does not apply to `{format}`, which has a time"),
            );
            notes.refuse(note.help("it is for dates without a time of day; remove it"))
        }
        (end_of_day, _) => Some(end_of_day),
    }
}

/// A known instant, written in a format and read back.
fn read_back(format: &str) -> Option<Parsed> {
    let sample: DateTime<FixedOffset> = DateTime::from_timestamp(1_792_935_956, 0)?.fixed_offset();
    let items: Vec<Item<'_>> = StrftimeItems::new(format).collect();
    let written = sample.format_with_items(items.iter()).to_string();
    let mut read = Parsed::new();
    parse(&mut read, &written, items.iter()).ok()?;
    Some(read)
}

/// What is wrong with a format, and what would be right.
fn fault(format: &str) -> Option<(String, &'static str)> {
    if StrftimeItems::new(format).any(|item| item == Item::Error) {
        let help = "%d day, %m month, %Y year, %H hour, %M minute, %S second; a percent sign itself is %%";
        return Some((
            format!("`{format}` is no format: one of its % letters is unknown"),
            help,
        ));
    }
    let read = read_back(format).unwrap_or_default();
    if read.offset().is_some() || read.timestamp().is_some() {
        let help = "times are read in the source's `time_zone`: write the end of the text as it stands, such as %TZ \
                    or %T+01:00, several formats in a list";
        return Some((
            format!("`{format}` has an offset or counts seconds, not the clock of a zone"),
            help,
        ));
    }
    if read.to_naive_date().is_err() {
        let help = "such as %d.%m.%Y %H:%M:%S, %Y-%m-%dT%H:%M:%S or %m/%d/%y %I:%M %p";
        return Some((format!("`{format}` does not give day, month and year"), help));
    }
    if read.hour_mod_12().is_some() && read.to_naive_time().is_err() {
        return Some((
            format!("`{format}` does not give a time of day"),
            "write %H for 0–23, or %I with %p for AM and PM",
        ));
    }
    None
}

/// Whether a text can be read with one of the formats.
pub fn fits(text: &str, formats: &[String]) -> bool {
    formats.iter().any(|format| {
        let mut read = Parsed::new();
        parse(&mut read, text, StrftimeItems::new(format)).is_ok() && read.to_naive_date().is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn formats_are_tried_out() {
        let good = [
            "%d.%m.%Y %H:%M:%S",
            "%y%m%d",
            "%m/%d/%y %I:%M %p",
            "%Y-%m-%dT%TZ",
            "%d.%m.%Y %R",
            "%d/%b/%y",
        ];
        assert_eq!(good.map(fault), [const { None }; 6]);
        for bad in [
            "DD.MM.YYYY",
            "%H:%M",
            "%d.%m.%Q",
            "%d.%m.%Y %I:%M",
            "%d.%m. %H:%M",
            "%s",
            "%FT%T%z",
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}
