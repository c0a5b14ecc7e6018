//! `leitstand schema`: what the program reads is valid by it, and what it refuses is not.

use std::path::Path;

use serde_json::Value;

use super::small::WORKSPACE;
use crate::support::{Sandbox, Validator, ask, files_below, read};

fn validator() -> Validator {
    Validator::new(&ask(&["schema"]))
}

/// A workspace as JSON: dates are texts, as editors see them.
fn json(text: &str) -> Value {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => Value::from(text),
            toml::Value::Integer(number) => Value::from(number),
            toml::Value::Float(number) => Value::from(number),
            toml::Value::Boolean(flag) => Value::from(flag),
            toml::Value::Datetime(date) => Value::from(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(convert).collect(),
            toml::Value::Table(table) => table
                .into_iter()
                .map(|(key, value)| (key, convert(value)))
                .collect(),
        }
    }
    convert(toml::Value::Table(
        toml::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}")),
    ))
}

#[test]
fn every_workspace_of_the_project_is_valid() {
    let validator = validator();
    let sandbox = Sandbox::new();
    sandbox.ask(&["init", "new"]).with(0);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = files_below(&root.join("tests/real_exports"));
    files.extend(["leitstand.toml", "holidays.toml"].map(|name| root.join("sample_data").join(name)));
    files.extend(files_below(&sandbox.path("new")));
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    assert!(files.len() >= 14, "{files:?}");
    for file in files {
        let faults = validator.faults(&json(&read(&file)));
        assert!(faults.is_empty(), "{}: {faults:#?}", file.display());
    }
    let small = validator.faults(&json(WORKSPACE));
    assert!(small.is_empty(), "{small:#?}");
}

#[test]
fn what_the_reader_refuses_is_not_valid() {
    let validator = validator();
    let mistakes = [
        ("[client]", "colour = \"red\"\n[client]"),
        ("language = \"en\"", "language = \"fr\""),
        ("channel = \"email\"", "channel = \"mail\""),
        ("languages = [\"de\"]", "languages = []"),
        ("languages = [\"de\"]", "languages = [\"de\"]\ncolour = \"red\""),
        ("[queues.mail]", "[queues.\"mail box\"]"),
        (
            "[queues.mail]",
            "[calendars.c]\nregion = \"DE-NRW\"\nweek = { mon = [] }\n[queues.mail]",
        ),
        (
            "[queues.mail]",
            "[calendars.c]\ndates = { 24-12 = 5 }\nweek = { mon = [] }\n[queues.mail]",
        ),
        ("kind = \"tickets\"", "kind = \"tikets\""),
        ("kind = \"tickets\"", "kind = \"calls\""),
        ("kind = \"tickets\"", "kind = \"staffing\""),
        (
            "[sources.tickets.csv]",
            "[sources.tickets.excel]\n[sources.tickets.csv]",
        ),
        (
            "[sources.tickets.csv]",
            "[sources.tickets.csv]\ndelimiter = \":\"",
        ),
        (
            "[sources.tickets.csv]",
            "[sources.tickets.csv]\nheader_row = 2\ncolumns = [\"a\"]",
        ),
        ("id = \"id\"", "id = { column = \"id\", format = \"%Y\" }"),
        ("id = \"id\"", "id = { column = \"id\", columns = [\"id\"] }"),
        ("id = \"id\"", "idd = \"id\""),
        ("target = \"80 %\"", "target = 80"),
        ("target = \"80 %\"", "target = \"80 percent\""),
        (
            "target = \"80 %\"\nresolution = { within = \"24 h\", clock = \"elapsed\" }",
            "target = \"80 %\"\nnps = {}",
        ),
        ("valid_from = 2026-01-01", "valid_from = \"1.1.2026\""),
        ("within = \"24 h\", ", ""),
        ("within = \"24 h\"", "within = \"24\""),
        ("clock = \"elapsed\"", "clock = \"elapsed\", calendar = \"x\""),
        ("min_cases = 1", "min_cases = \"1\""),
        (
            "min_cases = 1",
            "min_cases = 1\nqueues = [\"mail\"]\nchannels = [\"email\"]",
        ),
        ("name = \"Resolution\"", "name = { de = \"Lösung\" }"),
    ];
    for (from, to) in mistakes {
        assert!(WORKSPACE.contains(from), "{from}");
        let text = WORKSPACE.replacen(from, to, 1);
        assert!(!validator.faults(&json(&text)).is_empty(), "valid: {to}");
        let sandbox = Sandbox::new();
        sandbox.write("leitstand.toml", &text);
        sandbox
            .ask(&["check", "leitstand.toml", "--period", "2026-10"])
            .with(2);
    }
}

#[test]
fn it_says_which_json_schema_it_is_and_describes_every_key() {
    let validator = validator();
    let root = validator.root();
    assert_eq!(root["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let tables = root["$defs"]
        .as_object()
        .expect("definitions")
        .values()
        .chain([root]);
    for properties in tables.filter_map(|table| table["properties"].as_object()) {
        for (key, value) in properties {
            let is_reference = value["$ref"].as_str().is_some_and(|to| to.ends_with("_field"));
            let about = value["description"].as_str();
            assert!(
                is_reference || about.is_some_and(|about| !about.is_empty()),
                "{key}"
            );
        }
    }
}
