//! What the generator of the sample data says that it planted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::support::read;

/// The folder of the sample data.
pub fn sample_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data")
}

/// planted.toml.
pub struct Planted(toml::Table);

impl Planted {
    /// Reads it.
    pub fn read() -> Self {
        let text = read(&sample_folder().join("planted.toml"));
        Self(text.parse().expect("planted.toml is TOML"))
    }

    /// Rows of a table, all values as text.
    pub fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let rows = self.0[name].as_array().expect("an array");
        rows.iter()
            .map(|row| {
                let row = row.as_table().expect("a row");
                row.iter()
                    .map(|(key, value)| (key.clone(), as_text(value)))
                    .collect()
            })
            .collect()
    }

    /// Some columns of a table.
    pub fn rows(&self, name: &str, columns: &[&str]) -> Vec<Vec<String>> {
        let table = self.table(name);
        table.iter().map(|row| pick(row, columns)).collect()
    }

    /// Some columns of the rows whose `key` has a value.
    pub fn where_is(&self, name: &str, key: &str, value: &str, columns: &[&str]) -> Vec<Vec<String>> {
        let table = self.table(name);
        let rows = table.iter().filter(|row| row[key] == value);
        rows.map(|row| pick(row, columns)).collect()
    }
}

fn pick(row: &BTreeMap<String, String>, columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| row[*column].clone()).collect()
}

fn as_text(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
