//! TOML text becomes a tree; faults of the syntax become notes.

use chrono::{NaiveDate, NaiveDateTime};
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};
use toml::value::Datetime;

use super::{Entry, Node, Source, Spot, Table, Value, slip};
use crate::workspace::notes::{Note, Notes};

/// Parses one file. Where the syntax is broken, notes the first fault, as the parser takes what stands
/// behind it for something else; and before it every key that is defined twice. Gives nothing then.
pub fn parse(notes: &Notes, file: usize, source: &Source) -> Option<Table> {
    let (table, faults) = DeTable::parse_recoverable(&source.text);
    if faults.is_empty() {
        return Some(convert_table(file, table.get_ref()));
    }
    let mut faults: Vec<&Error> = faults.iter().collect();
    faults.sort_by_key(|fault| fault.span().map_or(0, |span| span.start));
    for fault in faults {
        notes.add(syntax_note(file, source, fault));
        if !is_repetition(fault) {
            break;
        }
    }
    None
}

/// Whether a key is defined twice, which misleads the parser about nothing else.
fn is_repetition(fault: &Error) -> bool {
    fault.message().contains("duplicate key")
}

fn syntax_note(file: usize, source: &Source, fault: &Error) -> Note {
    let span = fault.span().unwrap_or(0..0);
    let spot = Spot {
        file,
        start: span.start,
        end: span.end,
    };
    let found = source.text.get(span).unwrap_or_default();
    if !is_repetition(fault) {
        let note = Note::at(spot, format!("this is no TOML: {}", fault.message()));
        return match slip::help(&source.text, spot.start) {
            Some(help) => note.help(help),
            None => note,
        };
    }
    let note = Note::at(spot, format!("`{found}` is defined twice")).help("keep one of the two");
    match first_definition(&source.text, spot.start) {
        Some(start) => note.related(
            Spot {
                file,
                start,
                end: start + line_at(&source.text, start).len(),
            },
            FIRST,
        ),
        None => note,
    }
}

const FIRST: &str = "first defined here";

/// Where the line that repeats an earlier definition has its first writing: the same header, or
/// the same key since the last header.
fn first_definition(text: &str, offset: usize) -> Option<usize> {
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let line = line_at(text, start);
    let is_header = line.starts_with('[');
    let key = line.split('=').next().unwrap_or(line).trim();
    let from = match is_header {
        true => 0,
        false => text[..start].rfind("\n[").map_or(0, |newline| newline + 1),
    };
    let mut at = from;
    for earlier in text[from..start].split_inclusive('\n') {
        let same = match is_header {
            true => header(earlier) == header(line),
            false => earlier
                .split_once('=')
                .is_some_and(|(name, _)| name.trim() == key),
        };
        if same {
            return Some(at);
        }
        at += earlier.len();
    }
    None
}

/// A header line without its comment.
fn header(line: &str) -> &str {
    line.split('#').next().unwrap_or(line).trim()
}

fn line_at(text: &str, start: usize) -> &str {
    text[start..].lines().next().unwrap_or_default()
}

/// The tables of the parser are ordered by name; ours by the order of writing.
fn convert_table(file: usize, table: &DeTable<'_>) -> Table {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            spot: spot_of(file, key),
            node: convert(file, value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.spot);
    Table { entries }
}

fn spot_of<T>(file: usize, spanned: &Spanned<T>) -> Spot {
    let span = spanned.span();
    Spot {
        file,
        start: span.start,
        end: span.end,
    }
}

fn convert(file: usize, value: &Spanned<DeValue<'_>>) -> Node {
    Node {
        spot: spot_of(file, value),
        value: convert_value(file, value.get_ref()),
    }
}

fn convert_value(file: usize, value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Float(f64::INFINITY),
        },
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Datetime(time) => date_only(time)
            .map(Value::Date)
            .or_else(|| local(time).map(Value::Instant))
            .unwrap_or(Value::Time),
        DeValue::Array(items) => Value::List(items.iter().map(|item| convert(file, item)).collect()),
        DeValue::Table(table) => Value::Table(convert_table(file, table)),
    }
}

fn date_only(time: &Datetime) -> Option<NaiveDate> {
    day(time.date.filter(|_| time.time.is_none())?)
}

fn day(date: toml::value::Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}

/// A date with a time of day, without an offset.
fn local(time: &Datetime) -> Option<NaiveDateTime> {
    let (date, of_day) = (time.date?, time.time.filter(|_| time.offset.is_none())?);
    let second = of_day.second.unwrap_or_default();
    day(date)?.and_hms_opt(
        u32::from(of_day.hour),
        u32::from(of_day.minute),
        u32::from(second),
    )
}
