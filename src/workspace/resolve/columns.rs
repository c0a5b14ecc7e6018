//! The columns that a value is made of, or its constant.

use super::fields::Export;
use crate::vocabulary::suggest;
use crate::workspace::document::{Entry, Node, Table, Value};
use crate::workspace::mapping::{From, Part};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, maybe, non_empty, or_default, raw_text, text, whole};

/// A line `field = "column"` as the table that it stands for.
pub fn shorthand(line: &Entry) -> Table {
    Table {
        entries: vec![Entry {
            key: "column".into(),
            spot: line.spot,
            node: line.node.clone(),
        }],
    }
}

/// Reads `column`, `columns` or `constant` of a field.
pub fn from(reader: &Reader<'_>, export: &Export<'_>) -> Option<From> {
    let notes = reader.notes;
    let entry = reader.one_of(
        &["column", "columns", "constant"],
        "write column = \"name of the column\"",
    );
    let join = join(reader, entry.is_none_or(|entry| entry.key == "columns"));
    let of_one = entry.is_none_or(|entry| entry.key == "column");
    let piece = piece(reader, of_one);
    let entry = entry?;
    match entry.key.as_str() {
        "column" => {
            let column = column(notes, export, &entry.node)?;
            Some(From::Columns {
                parts: vec![Part { column, ..piece? }],
                join: join?,
            })
        }
        "columns" => Some(From::Columns {
            parts: parts(notes, export, entry)?,
            join: join?,
        }),
        _ => constant(notes, entry, export.decimal).map(From::Constant),
    }
}

/// The name of a column, checked where the layout names all of them.
pub fn column(notes: &Notes, export: &Export<'_>, node: &Node) -> Option<String> {
    let name = text(notes, "the name of a column", node)?;
    known_column(notes, export, node, name)
}

/// Checks a name against the columns of the layout.
pub fn known_column(notes: &Notes, export: &Export<'_>, node: &Node, name: &str) -> Option<String> {
    if let Some(known) = export
        .columns
        .filter(|known| !known.iter().any(|column| column == name))
    {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let note = Note::at(
            node.spot,
            format!("`columns` of {} do not name `{name}`", export.of),
        );
        return notes.refuse(note.help(suggest::help(name, "a column", &known)));
    }
    Some(name.to_owned())
}

fn join(reader: &Reader<'_>, applies: bool) -> Option<String> {
    let Some(entry) = reader.optional("join") else {
        return Some(" ".to_owned());
    };
    if !applies {
        return reader
            .notes
            .refuse(Note::at(entry.spot, "`join` applies to `columns` only").help("remove it"));
    }
    raw_text(reader.notes, "`join`", &entry.node).map(str::to_owned)
}

/// Which piece of a column is meant; the column's name is filled in later.
fn piece(reader: &Reader<'_>, applies: bool) -> Option<Part> {
    let notes = reader.notes;
    let [occurrence, before, after] = ["occurrence", "before", "after"].map(|key| reader.optional(key));
    if let Some(entry) = occurrence.or(before).or(after).filter(|_| !applies) {
        let note = Note::at(entry.spot, format!("`{}` applies to a single column", entry.key));
        return notes.refuse(
            note.help("in `columns`, write it with its part: { column = \"Zeit\", before = \"-\" }"),
        );
    }
    let mark = |entry: &Entry| match raw_text(notes, &format!("`{}`", entry.key), &entry.node)? {
        "" => notes.refuse(Note::at(entry.node.spot, format!("`{}` is empty", entry.key))),
        mark => Some(mark.to_owned()),
    };
    let occurrence = or_default(occurrence, 0, |entry| whole(notes, entry, 1..=1_000));
    let (before, after) = (maybe(before, mark), maybe(after, mark));
    let occurrence = usize::try_from(occurrence?).ok()?;
    Some(Part {
        column: String::new(),
        occurrence,
        before: before?,
        after: after?,
    })
}

fn parts(notes: &Notes, export: &Export<'_>, entry: &Entry) -> Option<Vec<Part>> {
    let items = non_empty(notes, "`columns`", &entry.node)?;
    let parts: Vec<_> = items.iter().map(|item| part(notes, export, item)).collect();
    parts.into_iter().collect()
}

fn part(notes: &Notes, export: &Export<'_>, node: &Node) -> Option<Part> {
    if let Value::Text(_) = node.value {
        let column = column(notes, export, node)?;
        return Some(Part {
            column,
            occurrence: 0,
            before: None,
            after: None,
        });
    }
    let reader = Reader::item(notes, node, "a part of `columns`")?;
    let name = reader.required("column", "column = \"name of the column\"");
    let piece = piece(&reader, true);
    reader.finish();
    let column = column(notes, export, &name?.node)?;
    Some(Part { column, ..piece? })
}

/// A constant as the text that an export would have in every row.
fn constant(notes: &Notes, entry: &Entry, decimal: char) -> Option<String> {
    match &entry.node.value {
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string().replace('.', &decimal.to_string())),
        Value::Date(date) => Some(date.to_string()),
        _ => text(notes, "`constant`", &entry.node).map(str::to_owned),
    }
}
