//! The mapping of a source: number marks, texts for "no value", and the fields.

use std::collections::BTreeMap;

use super::context::Context;
use super::fields::{Export, value_source};
use super::{kinds, layout};
use crate::vocabulary::TableKind;
use crate::vocabulary::suggest;
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::mapping::{Field, Layout, Mapping, ValueSource};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, maybe, or_default, raw_text, texts};

/// Marks between groups of three digits.
pub const THOUSANDS: [char; 7] = ['.', ',', '\'', '’', ' ', '\u{a0}', '\u{202f}'];

/// Reads `mapping` of a source, as far as its kind and layout are known.
pub fn mapping(
    context: &Context<'_>,
    source: &Reader<'_>,
    kind: Option<TableKind>,
    layout: Option<&Layout>,
) -> Option<Mapping> {
    let notes = context.notes;
    let entry = source.required("mapping", "[….mapping.fields] with one line per field")?;
    let reader = Reader::of(notes, entry, format!("the mapping of {}", source.what))?;
    let marks = marks(&reader);
    let missing = or_default(reader.optional("missing"), Vec::new(), |entry| {
        texts(notes, "`missing`", &entry.node)
    });
    let fields = reader.required(
        "fields",
        "[….mapping.fields] with one line per field, such as id = \"Anruf-ID\"",
    );
    reader.finish();
    let export = Export {
        // Told by the key, so that a faulty layout does not hide problems of the fields.
        is_excel: source.optional("csv").is_none(),
        columns: layout.and_then(layout::column_names),
        decimal: marks.map_or('.', |(decimal, _)| decimal),
        of: &source.what,
    };
    let fields = read_fields(context, &export, kind, fields?);
    let (decimal, thousands) = marks?;
    Some(Mapping {
        fields: fields?,
        decimal,
        thousands,
        missing: missing?,
    })
}

fn marks(reader: &Reader<'_>) -> Option<(char, Option<char>)> {
    let notes = reader.notes;
    let decimal = or_default(reader.optional("decimal"), '.', |entry| {
        mark(
            notes,
            &entry.node,
            &['.', ','],
            "a decimal mark is \".\" or \",\"",
        )
    });
    let thousands_entry = reader.optional("thousands");
    let thousands = maybe(thousands_entry, |entry| {
        mark(
            notes,
            &entry.node,
            &THOUSANDS,
            "a thousands mark is \".\", \",\", \"'\" or a blank",
        )
    });
    let (decimal, thousands) = (decimal?, thousands?);
    match thousands_entry {
        Some(entry) if thousands == Some(decimal) => {
            let note = Note::at(
                entry.node.spot,
                format!("`{decimal}` cannot be both decimal and thousands mark"),
            );
            notes.refuse(note.help("in German exports: decimal = \",\" and thousands = \".\""))
        }
        _ => Some((decimal, thousands)),
    }
}

fn mark(notes: &Notes, node: &Node, options: &[char], help: &str) -> Option<char> {
    let text = raw_text(notes, "a mark", node)?;
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(mark), None) if options.contains(&mark) => Some(mark),
        _ => notes.refuse(Note::at(node.spot, format!("`{text}` is no such mark")).help(help)),
    }
}

fn read_fields(
    context: &Context<'_>,
    export: &Export<'_>,
    kind: Option<TableKind>,
    entry: &Entry,
) -> Option<BTreeMap<Field, ValueSource>> {
    let notes = context.notes;
    let Value::Table(table) = &entry.node.value else {
        let message = format!("`fields` is a table, not {}", entry.node.value.kind());
        return notes.refuse(Note::at(entry.node.spot, message).help("fields = { id = \"Anruf-ID\" }"));
    };
    let mut fields = BTreeMap::new();
    let mut is_whole = true;
    for line in &table.entries {
        let field = field(notes, kind, line);
        match field.and_then(|field| Some((field, value_source(context, export, field, line)?))) {
            Some((field, source)) => drop(fields.insert(field, source)),
            None => is_whole = false,
        }
    }
    if let Some(kind) = kind {
        let given: Vec<&str> = table.entries.iter().map(|line| line.key.as_str()).collect();
        missing_fields(notes, kind, entry, &given);
    }
    is_whole.then_some(fields)
}

/// The field that a line is for, where the kind of table takes it.
fn field(notes: &Notes, kind: Option<TableKind>, line: &Entry) -> Option<Field> {
    let field = Field::ALL.iter().find(|field| field.name() == line.key).copied();
    let Some(kind) = kind else { return field };
    if field.is_some_and(|field| kinds::allowed(kind).any(|known| known == field)) {
        return field;
    }
    let names: Vec<&str> = kinds::allowed(kind).map(Field::name).collect();
    let (message, near) = match field {
        Some(_) => (
            format!("a source of {} has no field `{}`", kind.name(), line.key),
            None,
        ),
        None => (
            format!("there is no field `{}`", line.key),
            suggest::nearest(&line.key, names.iter().copied()),
        ),
    };
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{} take: {}", kind.name(), names.join(", ")),
    };
    notes.refuse(Note::at(line.spot, message).help(help))
}

fn missing_fields(notes: &Notes, kind: TableKind, entry: &Entry, given: &[&str]) {
    let is_missing = |field: &&Field| !given.contains(&field.name());
    let missing: Vec<&str> = kind
        .required_fields()
        .iter()
        .filter(is_missing)
        .map(|field| field.name())
        .collect();
    if !missing.is_empty() {
        let message = format!("a source of {} needs {}", kind.name(), quoted(&missing, " and "));
        notes.add(
            Note::at(entry.spot, message).help(format!("write {} = \"name of the column\"", missing[0])),
        );
    }
    let choices = kinds::one_required(kind);
    if !choices.is_empty() && choices.iter().all(|field| is_missing(&field)) {
        let names: Vec<&str> = choices.iter().map(|field| field.name()).collect();
        let message = format!(
            "a source of {} needs at least one of {}",
            kind.name(),
            quoted(&names, " and ")
        );
        notes.add(Note::at(entry.spot, message).help(format!("write {} = \"name of the column\"", names[0])));
    }
}

fn quoted(names: &[&str], last: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{}{last}{end}", rest.join(", ")),
        _ => names.concat(),
    }
}
