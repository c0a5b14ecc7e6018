//! Layout of an export: encoding, delimiter, sheet, header, rows that are no records.

use encoding_rs::Encoding;

use crate::vocabulary::suggest;
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::mapping::{CsvLayout, ExcelLayout, Header, Layout, NotRecord, Sheet};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{
    Reader, list, maybe, non_empty, one_or_more, or_default, raw_text, text, unique, whole,
};

/// Labels in use, for suggestions.
const ENCODINGS: [&str; 12] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "iso-8859-1",
    "iso-8859-15",
    "windows-1250",
    "iso-8859-2",
    "macintosh",
    "ibm866",
    "windows-1251",
    "latin1",
];

/// Last row that a header can be in.
const LAST_HEADER_ROW: i64 = 1_048_576;

/// Reads `csv` or `excel` of a source.
pub fn layout(source: &Reader<'_>) -> Option<Layout> {
    let help = format!("write {} or excel", "csv = { delimiter = \";\" }");
    let entry = source.one_of(&["csv", "excel"], &help)?;
    let reader = Reader::of(source.notes, entry, format!("`{}` of {}", entry.key, source.what))?;
    let layout = match entry.key.as_str() {
        "csv" => csv(&reader).map(Layout::Csv),
        _ => excel(&reader).map(Layout::Excel),
    };
    reader.finish();
    layout
}

/// The names of columns, where the layout itself gives them.
pub fn column_names(layout: &Layout) -> Option<&[String]> {
    let (Layout::Csv(CsvLayout { header, .. }) | Layout::Excel(ExcelLayout { header, .. })) = layout;
    match header {
        Header::Names(names) => Some(names),
        Header::Row(_) | Header::Containing(_) => None,
    }
}

fn csv(reader: &Reader<'_>) -> Option<CsvLayout> {
    let notes = reader.notes;
    let encoding = maybe(reader.optional("encoding"), |entry| encoding(notes, entry));
    let delimiter = or_default(reader.optional("delimiter"), b',', |entry| {
        delimiter(notes, &entry.node)
    });
    let header = header(reader);
    let not_records = not_records(reader);
    Some(CsvLayout {
        encoding: encoding?,
        delimiter: delimiter?,
        header: header?,
        not_records: not_records?,
    })
}

fn excel(reader: &Reader<'_>) -> Option<ExcelLayout> {
    let notes = reader.notes;
    let sheet = or_default(reader.optional("sheet"), Sheet::Number(1), |entry| {
        match &entry.node.value {
            Value::Text(_) => text(notes, "`sheet`", &entry.node).map(|name| Sheet::Name(name.to_owned())),
            _ => Some(Sheet::Number(
                usize::try_from(whole(notes, entry, 1..=10_000)?).ok()?,
            )),
        }
    });
    let header = header(reader);
    let not_records = not_records(reader);
    Some(ExcelLayout {
        sheet: sheet?,
        header: header?,
        not_records: not_records?,
    })
}

fn encoding(notes: &Notes, entry: &Entry) -> Option<&'static Encoding> {
    let label = text(notes, "`encoding`", &entry.node)?;
    Encoding::for_label_no_replacement(label.as_bytes()).or_else(|| {
        let note = Note::at(entry.node.spot, format!("`{label}` is no encoding"));
        notes.refuse(note.help(match suggest::nearest(label, ENCODINGS) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "for instance utf-8, windows-1252, iso-8859-15, utf-16le".to_owned(),
        }))
    })
}

fn delimiter(notes: &Notes, node: &Node) -> Option<u8> {
    match raw_text(notes, "`delimiter`", node)? {
        ";" => Some(b';'),
        "," => Some(b','),
        "|" => Some(b'|'),
        "tab" | "\t" => Some(b'\t'),
        other => {
            let note = Note::at(node.spot, format!("`{other}` is no delimiter"));
            notes.refuse(note.help("a delimiter is \";\", \",\", \"|\" or \"tab\""))
        }
    }
}

fn header(reader: &Reader<'_>) -> Option<Header> {
    let notes = reader.notes;
    let Some(entry) = reader.at_most_one(&["header_row", "header_containing", "columns"])? else {
        return Some(Header::Row(1));
    };
    if entry.key == "header_row" {
        let row = whole(notes, entry, 1..=LAST_HEADER_ROW)?;
        return Some(Header::Row(u32::try_from(row).ok()?));
    }
    let items = non_empty(notes, &format!("`{}`", entry.key), &entry.node)?;
    let read: Vec<_> = items
        .iter()
        .map(|item| Some((item, text(notes, "a column name", item)?)))
        .collect();
    let names: Vec<(&Node, &str)> = read.into_iter().collect::<Option<_>>()?;
    unique(notes, &format!("`{}`", entry.key), &names);
    let names = names.into_iter().map(|(_, name)| name.to_owned()).collect();
    Some(if entry.key == "columns" {
        Header::Names(names)
    } else {
        Header::Containing(names)
    })
}

fn not_records(reader: &Reader<'_>) -> Option<Vec<NotRecord>> {
    let Some(entry) = reader.optional("not_records") else {
        return Some(Vec::new());
    };
    let items = list(reader.notes, "`not_records`", &entry.node)?;
    let rules: Vec<_> = items.iter().map(|item| not_record(reader.notes, item)).collect();
    rules
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .map(|rules| rules.into_iter().flatten().collect())
}

fn not_record(notes: &Notes, node: &Node) -> Option<Vec<NotRecord>> {
    let reader = Reader::item(notes, node, "a rule for rows that are no records")?;
    let rule = reader.one_of(
        &["starts_with", "empty"],
        "write starts_with = \"Summe\" or empty = \"Anruf-ID\"",
    );
    let column = reader.optional("column");
    reader.finish();
    let rule = rule?;
    let texts = one_or_more(notes, &format!("`{}`", rule.key), &rule.node)?;
    let column = maybe(column, |entry| {
        text(notes, "`column`", &entry.node).map(str::to_owned)
    })?;
    if rule.key == "starts_with" {
        let rule = |text: &str| NotRecord::StartsWith {
            column: column.clone(),
            text: text.to_owned(),
        };
        return Some(texts.into_iter().map(|(_, text)| rule(text)).collect());
    }
    if column.is_some() {
        let note = Note::at(node.spot, "`column` does not apply to `empty`");
        return notes.refuse(note.help("name the column in `empty` itself"));
    }
    Some(
        texts
            .into_iter()
            .map(|(_, column)| NotRecord::Empty {
                column: column.to_owned(),
            })
            .collect(),
    )
}
