//! One field of a mapping: where its value comes from and how it is read.

use super::canon::Canon;
use super::cases::{cases, conditions};
use super::columns::{from, shorthand};
use super::constants::check_constant;
use super::context::Context;
use super::formats::{end_of_day, formats};
use super::words::words;
use crate::workspace::document::{Entry, Value};
use crate::workspace::mapping::{Field, From, Unit, ValueSource, ValueType};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, flag, or_default, texts};

/// What is known of the export that a field is read from.
pub struct Export<'a> {
    /// Whether cells are typed.
    pub is_excel: bool,
    /// Names of all columns, where the layout gives them.
    pub columns: Option<&'a [String]>,
    /// Decimal mark.
    pub decimal: char,
    /// Whose, e.g. "source `nord_calls`".
    pub of: &'a str,
}

/// Reads one line of `fields`.
pub fn value_source(
    context: &Context<'_>,
    export: &Export<'_>,
    field: Field,
    line: &Entry,
) -> Option<ValueSource> {
    let notes = context.notes;
    let short = shorthand(line);
    let table = match &line.node.value {
        Value::Table(table) => table,
        Value::Text(_) => &short,
        other => {
            let message = format!(
                "field `{}` is the name of a column or a table, not {}",
                line.key,
                other.kind()
            );
            return notes
                .refuse(Note::at(line.node.spot, message).help("write the name of the column in quotes"));
        }
    };
    let reader = Reader::new(
        notes,
        table,
        line.spot,
        format!("field `{}` of {}", line.key, export.of),
    );
    let from = from(&reader, export);
    let missing = or_default(reader.optional("missing"), Vec::new(), |entry| {
        texts(notes, "`missing`", &entry.node)
    });
    let is_typed = export.is_excel && !matches!(from, Some(From::Constant(_)));
    let formats = formats(&reader, field, is_typed);
    let end_of_day = end_of_day(&reader, field, formats.as_deref());
    let only_when = or_default(reader.optional("only_when"), Vec::new(), |entry| {
        conditions(notes, export, entry)
    });
    let unit = unit(&reader, field, is_typed);
    let canon = Canon::of(field, &context.names);
    let ignore_case = of_words(&reader, field, "ignore_case");
    let ignore_case = or_default(ignore_case, false, |entry| flag(notes, entry));
    let words_entry = of_words(&reader, field, "words");
    let words = words(context, &canon, line, words_entry, ignore_case == Some(true));
    let cases = or_default(of_words(&reader, field, "cases"), Vec::new(), |entry| {
        cases(notes, &canon, export, entry)
    });
    if let (Some(entry), Some(From::Constant(text)), Some(formats)) = (table.get("constant"), &from, &formats)
    {
        check_constant(notes, entry, field, text, formats, words.as_ref(), export.decimal);
    }
    reader.finish();
    Some(ValueSource {
        from: from?,
        missing: missing?,
        formats: formats?,
        unit: unit?,
        words: words?,
        cases: cases?,
        ignore_case: ignore_case?,
        only_when: only_when?,
        end_of_day: end_of_day?,
    })
}

/// An entry that only fields of words take.
fn of_words<'a>(reader: &Reader<'a>, field: Field, key: &'static str) -> Option<&'a Entry> {
    let entry = reader.optional(key)?;
    match field.value_type() {
        ValueType::Words => Some(entry),
        _ => does_not_apply(reader.notes, entry, field),
    }
}

/// Notes that an entry does not fit the type of its field.
pub fn does_not_apply<T>(notes: &Notes, entry: &Entry, field: Field) -> Option<T> {
    let (is, takes) = match field.value_type() {
        ValueType::Text => ("a text", "a text is taken as it is"),
        ValueType::Words => ("a word of a list", "it takes `words`, `cases` and `ignore_case`"),
        ValueType::Instant => ("a point in time", "it takes `format` and `end_of_day`"),
        ValueType::Duration => ("a length of time", "it takes `unit`"),
        ValueType::Number => (
            "a number",
            "`decimal` and `thousands` of the mapping say how it is written",
        ),
        ValueType::Share => ("a share", "it takes `unit`"),
    };
    let message = format!(
        "`{}` does not apply to `{}`, which is {is}",
        entry.key,
        field.name()
    );
    notes.refuse(Note::at(entry.spot, message).help(takes))
}

/// The unit of durations and shares. Typed cells of durations carry their own.
fn unit(reader: &Reader<'_>, field: Field, is_typed: bool) -> Option<Unit> {
    let notes = reader.notes;
    let shares = [Unit::Fraction, Unit::Percent];
    let units: &[Unit] = match field.value_type() {
        ValueType::Duration => &Unit::DURATIONS,
        ValueType::Share => &shares,
        _ => {
            return match reader.optional("unit") {
                Some(entry) => does_not_apply(notes, entry, field),
                None => Some(Unit::Seconds),
            };
        }
    };
    let options: Vec<(&str, Unit)> = units.iter().map(|unit| (unit.name(), *unit)).collect();
    match reader.optional("unit") {
        Some(entry) => choice(notes, "unit", &entry.node, &options),
        None if is_typed && field.value_type() == ValueType::Duration => Some(Unit::Days),
        None => {
            let names: Vec<&str> = options.iter().map(|(name, _)| *name).collect();
            let note = Note::at(reader.spot, format!("{} has no `unit`", reader.what));
            notes.refuse(note.help(format!("write unit = \"…\" with one of: {}", names.join(", "))))
        }
    }
}
