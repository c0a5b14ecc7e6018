//! The tree of keys and values, owned, each with its place and in the order of writing.

use chrono::{NaiveDate, NaiveDateTime};

use super::Spot;

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands; for a `[table]` its header.
    pub spot: Spot,
    /// What stands there.
    pub value: Value,
}

/// A TOML value.
#[derive(Clone, Debug)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number that fits.
    Integer(i64),
    /// A number with a decimal point or exponent, and any other number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A date without a time.
    Date(NaiveDate),
    /// A date with a time of day, on the client's clock.
    Instant(NaiveDateTime),
    /// A time alone, or with an offset: nothing in a workspace takes one.
    Time,
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

impl Value {
    /// What it is, in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "a text",
            Value::Integer(_) | Value::Float(_) => "a number",
            Value::Bool(_) => "true or false",
            Value::Date(_) => "a date",
            Value::Instant(_) | Value::Time => "a time",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

/// Keys and values in the order of writing.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub spot: Spot,
    /// The value.
    pub node: Node,
}

impl Table {
    /// The entry of a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}
