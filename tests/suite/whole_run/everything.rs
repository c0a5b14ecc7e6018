//! The sample workspace uses everything that a workspace can agree on: it is what newcomers see first.

use std::collections::BTreeSet;

use serde_json::Value;

use super::planted::sample_folder;
use crate::support::{ask, read};

/// The JSON Schema of workspaces: it knows every key that the reader knows.
fn schema() -> Value {
    serde_json::from_str(&ask(&["schema"])).expect("a schema")
}

fn sample() -> toml::Table {
    read(&sample_folder().join("leitstand.toml"))
        .parse()
        .expect("a workspace")
}

/// Keys of a kind of table.
fn known(schema: &Value, of: &str) -> BTreeSet<String> {
    let keys = schema["$defs"][of]["properties"].as_object().expect("keys");
    keys.keys().cloned().collect()
}

/// Keys of all tables below `list` in each table of a kind.
fn used(workspace: &toml::Table, kind: &str, list: &str) -> BTreeSet<String> {
    let of_kind = workspace[kind].as_table().expect("a table").values();
    let entries = of_kind.filter_map(|entry| entry.get(list)?.as_array());
    let tables = entries.flatten().filter_map(toml::Value::as_table);
    tables.flat_map(toml::Table::keys).cloned().collect()
}

#[test]
fn every_family_of_standards_is_used() {
    let known = known(&schema(), "clause");
    assert!(known.len() >= 45);
    let used = used(&sample(), "standards", "clauses");
    let missing: Vec<_> = known.difference(&used).collect();
    assert!(
        missing.is_empty(),
        "in no clause of the sample workspace: {missing:?}"
    );
}

/// Keys of a kind of table of the workspace, whatever its id.
fn keys(workspace: &toml::Table, kind: &str) -> BTreeSet<String> {
    let entries = workspace[kind].as_table().expect("a table").values();
    let tables = entries.filter_map(toml::Value::as_table);
    tables.flat_map(toml::Table::keys).cloned().collect()
}

#[test]
fn every_kind_of_agreement_is_used() {
    let (schema, workspace) = (schema(), sample());
    let tables = schema["properties"].as_object().expect("tables");
    // Holidays stand in the included file.
    let missing: Vec<_> = tables
        .keys()
        .filter(|name| *name != "holidays" && !workspace.contains_key(*name))
        .collect();
    assert!(missing.is_empty(), "not in the sample workspace: {missing:?}");
    for (kind, of) in [("exemptions", "exemption"), ("moments", "moment")] {
        assert_eq!(keys(&workspace, kind), known(&schema, of), "{kind}");
    }
    let left_out = BTreeSet::from(["not_measurable", "too_few", "valid_to"].map(String::from));
    let clauses = used(&workspace, "credits", "clauses");
    assert_eq!(&clauses | &left_out, known(&schema, "credit_clause"));
}

#[test]
fn every_kind_of_export_is_read() {
    let workspace = sample();
    let sources = workspace["sources"].as_table().expect("sources").values();
    let used: BTreeSet<&str> = sources.filter_map(|source| source["kind"].as_str()).collect();
    let schema = schema();
    let kinds = schema["$defs"]["source"]["properties"]["kind"]["enum"]
        .as_array()
        .expect("kinds");
    for kind in kinds.iter().filter_map(Value::as_str) {
        assert!(used.contains(kind), "no source of kind {kind}");
    }
}
