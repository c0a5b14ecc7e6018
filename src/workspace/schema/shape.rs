//! The pieces that the schema is made of.

use serde_json::{Map, Value, json};

/// A key of a table.
pub struct Key {
    name: &'static str,
    about: &'static str,
    value: Value,
    is_required: bool,
}

impl Key {
    /// A key that may be left out.
    pub fn new(name: &'static str, about: &'static str, value: Value) -> Self {
        Self {
            name,
            about,
            value,
            is_required: false,
        }
    }

    /// A key that must be there.
    pub fn required(name: &'static str, about: &'static str, value: Value) -> Self {
        Self {
            is_required: true,
            ..Self::new(name, about, value)
        }
    }
}

/// A definition by its name.
pub type Definition = (&'static str, Value);

/// A table that has these keys and no others.
pub fn table(about: &str, keys: &[Key]) -> Value {
    let described = |key: &Key| {
        let mut value = key.value.clone();
        // Beside a reference, 2020-12 allows a description of its own.
        value["description"] = json!(key.about);
        (key.name.to_owned(), value)
    };
    let mut table = json!({
        "type": "object",
        "description": about,
        "properties": keys.iter().map(described).collect::<Map<_, _>>(),
        "additionalProperties": false,
    });
    let required: Vec<&str> = keys
        .iter()
        .filter(|key| key.is_required)
        .map(|key| key.name)
        .collect();
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

/// The same with rules on which keys go together.
pub fn ruled(mut table: Value, rules: Vec<Value>) -> Value {
    table["allOf"] = Value::Array(rules);
    table
}

/// Exactly one of these keys.
pub fn one_of(keys: &[&str]) -> Value {
    json!({ "oneOf": keys.iter().map(|key| json!({ "required": [key] })).collect::<Vec<_>>() })
}

/// At most one of these keys.
pub fn at_most_one(keys: &[&str]) -> Value {
    let mut pairs = Vec::new();
    for (index, first) in keys.iter().enumerate() {
        pairs.extend(
            keys[index + 1..]
                .iter()
                .map(|second| json!({ "required": [first, second] })),
        );
    }
    json!({ "not": { "anyOf": pairs } })
}

/// At least one of these keys.
pub fn some_of(keys: &[&str]) -> Value {
    json!({ "anyOf": keys.iter().map(|key| json!({ "required": [key] })).collect::<Vec<_>>() })
}

/// Where a key has this value, these rules hold as well.
pub fn when(key: &str, value: &str, then: Value) -> Value {
    json!({ "if": { "properties": { key: { "const": value } }, "required": [key] }, "then": then })
}

/// What a key's value is where another key is there, and where it is not.
pub fn depending(key: &str, on: &str, there: Value, otherwise: Value) -> Vec<Value> {
    let is_there = json!({ "required": [on] });
    let value = |value: Value| json!({ "properties": { key: value } });
    vec![
        json!({ "if": is_there, "then": value(there) }),
        json!({ "if": { "not": is_there }, "then": value(otherwise) }),
    ]
}

/// A definition that is used.
pub fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// A table of ids.
pub fn by_id(value: Value) -> Value {
    json!({ "type": "object", "propertyNames": reference("id"), "additionalProperties": value })
}

/// A text with something in it.
pub fn text() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

/// Any text.
pub fn any_text() -> Value {
    json!({ "type": "string" })
}

/// True or false.
pub fn flag() -> Value {
    json!({ "type": "boolean" })
}

/// A whole number in a range.
pub fn whole(least: i64, most: i64) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most })
}

/// One of some words.
pub fn word<'w>(words: impl IntoIterator<Item = &'w str>) -> Value {
    json!({ "enum": words.into_iter().collect::<Vec<_>>() })
}

/// A list of at least so many.
pub fn list(item: Value, least: usize) -> Value {
    json!({ "type": "array", "items": item, "minItems": least })
}

/// One text, or a list of at least one.
pub fn one_or_more() -> Value {
    any_of([text(), list(text(), 1)])
}

/// Any of these.
pub fn any_of<const N: usize>(options: [Value; N]) -> Value {
    json!({ "anyOf": options.to_vec() })
}

/// Values that are written in a form of their own.
pub fn definitions() -> Vec<Definition> {
    let share = json!({ "type": "string", "pattern": r"^\s*[0-9]+([.,][0-9]+)?\s*%\s*$" });
    let length = r"^\s*[0-9]+([.,][0-9]+)?\s*(s|min|h|d)\s*$";
    vec![
        (
            "id",
            json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$" }),
        ),
        (
            "share",
            any_of([share, json!({ "type": "number", "minimum": 0, "maximum": 1 })]),
        ),
        ("length", json!({ "type": "string", "pattern": length })),
        (
            "length_or_days",
            any_of([
                reference("length"),
                json!({ "type": "string", "pattern": r"^\s*[0-9]{1,3} \s*business days?\s*$" }),
            ]),
        ),
        (
            "date",
            json!({ "type": "string", "format": "date", "pattern": r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$" }),
        ),
        (
            "language",
            json!({ "type": "string", "pattern": r"^\s*[A-Za-z]{2,3}\s*$" }),
        ),
        (
            "points",
            json!({ "type": "number", "minimum": -100, "maximum": 100 }),
        ),
        (
            "agreed_value",
            any_of([reference("share_or_length"), reference("points")]),
        ),
        (
            "share_or_length",
            any_of([reference("share"), reference("length")]),
        ),
    ]
}
