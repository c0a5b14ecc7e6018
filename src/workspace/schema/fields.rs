//! The fields of a mapping, by what their values are, and which of them a kind of table takes.

use serde_json::{Map, Value, json};

use super::shape::{
    Definition, Key, any_of, any_text, flag, list, one_of, one_or_more, reference, ruled, some_of, table,
    text, whole, word,
};
use crate::vocabulary::TableKind;
use crate::workspace::mapping::{Field, Unit, ValueType};
use crate::workspace::resolve::{fields_of, one_required};

const TYPES: [(ValueType, &str, &str); 6] = [
    (ValueType::Text, "text_field", "A text, taken as it is"),
    (
        ValueType::Words,
        "words_field",
        "A word that stands for one of a list",
    ),
    (
        ValueType::Instant,
        "instant_field",
        "A point in time; text needs a format",
    ),
    (
        ValueType::Duration,
        "duration_field",
        "A length of time; text and plain numbers need a unit",
    ),
    (ValueType::Number, "number_field", "A number"),
    (ValueType::Share, "share_field", "A share, with its unit"),
];

/// The definitions of fields.
pub fn definitions() -> Vec<Definition> {
    let mut found: Vec<Definition> = TYPES
        .iter()
        .map(|(value_type, name, about)| (*name, field(*value_type, about)))
        .collect();
    found.extend([
        ("fields_of_calls", fields(TableKind::Calls)),
        ("fields_of_tickets", fields(TableKind::Tickets)),
        ("fields_of_events", fields(TableKind::Events)),
        ("fields_of_intervals", fields(TableKind::Intervals)),
        ("fields_of_staffing", fields(TableKind::Staffing)),
        ("fields_of_handover", fields(TableKind::Handover)),
        ("fields_of_forecast", fields(TableKind::Forecast)),
        ("fields_of_reported", fields(TableKind::Reported)),
        ("part", table("A column, or a piece of it", &part())),
        (
            "case",
            table(
                "A value that conditions on columns decide",
                &[
                    Key::required("when", "all of these must hold", reference("conditions")),
                    Key::required("is", "the canonical value then", text()),
                ],
            ),
        ),
        (
            "test",
            ruled(
                table(
                    "A test of a cell",
                    &[
                        Key::new("not", "none of these texts", one_or_more()),
                        Key::new("empty", "whether the cell is empty", flag()),
                    ],
                ),
                vec![one_of(&["not", "empty"])],
            ),
        ),
        (
            "conditions",
            json!({
                "type": "object",
                "description": "Column = text, list of texts, or a test",
                "minProperties": 1,
                "additionalProperties": any_of([one_or_more(), reference("test")]),
            }),
        ),
    ]);
    found
}

/// The keys of a single column.
fn part() -> Vec<Key> {
    let mut keys = vec![Key::required("column", "name of the column", text())];
    keys.extend(piece());
    keys
}

fn piece() -> Vec<Key> {
    vec![
        Key::new(
            "occurrence",
            "which column of that name, where a header repeats it",
            whole(1, 1_000),
        ),
        Key::new("before", "only the piece before the first of these marks", text()),
        Key::new("after", "only the piece after the first of these marks", text()),
    ]
}

/// A field whose values are of a type: the name of a column, or a table.
fn field(value_type: ValueType, about: &str) -> Value {
    let constant = json!({ "type": ["string", "number"] });
    let columns = list(any_of([text(), reference("part")]), 1);
    let mut keys = vec![
        Key::new("column", "name of the column", text()),
        Key::new("columns", "several columns, joined", columns),
        Key::new("constant", "the same value in every row", constant),
        Key::new(
            "join",
            "what stands between the parts of `columns`; default: a blank",
            any_text(),
        ),
        Key::new(
            "missing",
            "more texts that mean \"no value\"",
            list(any_text(), 0),
        ),
        Key::new(
            "only_when",
            "in other rows the value is missing",
            reference("conditions"),
        ),
    ];
    keys.extend(piece());
    keys.extend(of_type(value_type));
    let table = ruled(
        table(about, &keys),
        vec![one_of(&["column", "columns", "constant"])],
    );
    any_of([text(), table])
}

fn of_type(value_type: ValueType) -> Vec<Key> {
    let unit = |units: &[Unit]| {
        Key::new(
            "unit",
            "unit of the values",
            word(units.iter().map(|unit| unit.name())),
        )
    };
    match value_type {
        ValueType::Text | ValueType::Number => Vec::new(),
        ValueType::Instant => vec![
            Key::new(
                "format",
                "strftime notation, such as %d.%m.%Y %H:%M:%S; or a list",
                one_or_more(),
            ),
            Key::new(
                "end_of_day",
                "a date without time means the end of that day",
                flag(),
            ),
        ],
        ValueType::Duration => vec![unit(&Unit::DURATIONS)],
        ValueType::Share => vec![unit(&[Unit::Fraction, Unit::Percent])],
        ValueType::Words => vec![
            Key::new(
                "words",
                "name of a vocabulary, or canonical value = words",
                any_of([text(), reference("words")]),
            ),
            Key::new(
                "cases",
                "conditions tried before `words`; the first that holds decides",
                list(reference("case"), 0),
            ),
            Key::new("ignore_case", "upper and lower case do not matter", flag()),
        ],
    }
}

/// The fields that a kind of table takes.
fn fields(kind: TableKind) -> Value {
    let of = |field: Field| {
        let name = TYPES
            .iter()
            .find(|(value_type, ..)| *value_type == field.value_type());
        (
            field.name().to_owned(),
            reference(name.map_or("text_field", |(_, name, _)| name)),
        )
    };
    let required: Vec<&str> = kind.required_fields().iter().map(|field| field.name()).collect();
    let fields = json!({
        "type": "object",
        "description": format!("Fields of {}", kind.name()),
        "properties": fields_of(kind).map(of).collect::<Map<_, _>>(),
        "required": required,
        "additionalProperties": false,
    });
    let choices: Vec<&str> = one_required(kind).iter().map(|field| field.name()).collect();
    match choices.is_empty() {
        true => fields,
        false => ruled(fields, vec![some_of(&choices)]),
    }
}
