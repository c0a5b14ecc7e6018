//! The schema and the reader know the same keys: every table is given an unknown one, and the reader
//! names those that it asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use super::schema;
use crate::vocabulary::TableKind;
use crate::workspace::load;
use crate::workspace::mapping::Field;
use crate::workspace::rule::Family;

/// Too far from every key to be taken for a slip.
const UNKNOWN: &str = "zzqqxx_zzqqxx_zzqqxx_zzqqxx";

/// Definition and a workspace in which such a table has the unknown key (`?`).
const TABLES: [(&str, &str); 58] = [
    ("", "? = 1"),
    ("client", "[client]\n? = 1"),
    ("output", "[output]\n? = 1"),
    ("privacy", "[privacy]\n? = 1"),
    ("staffing", "[staffing]\n? = 1"),
    (
        "pause_audit",
        "[[standards.s.clauses]]\nresolution = { pause_audit = { ? = 1 } }",
    ),
    ("backlog", "[backlog]\n? = 1"),
    ("actions", "[actions]\n? = 1"),
    ("closing", "[actions.closed.A-0123456789ab]\n? = 1"),
    ("calendar", "[calendars.c]\n? = 1"),
    ("day_hours", "[calendars.c.dates]\n12-24 = { ? = 1 }"),
    ("provider", "[providers.p]\n? = 1"),
    ("queue", "[queues.q]\n? = 1"),
    ("source", "[sources.s]\n? = 1"),
    ("csv", "[sources.s.csv]\n? = 1"),
    ("excel", "[sources.s.excel]\n? = 1"),
    ("not_record", "[[sources.s.csv.not_records]]\n? = 1"),
    ("mapping", "[sources.s.mapping]\n? = 1"),
    (
        "part",
        "[sources.s.mapping.fields]\nid = { columns = [{ ? = 1 }] }",
    ),
    (
        "case",
        "[sources.s.mapping.fields]\noutcome = { column = \"a\", cases = [{ ? = 1 }] }",
    ),
    (
        "test",
        "[sources.s.mapping.fields]\nid = { column = \"a\", only_when = { b = { ? = 1 } } }",
    ),
    ("standard", "[standards.s]\n? = 1"),
    ("name", "[standards.s.name]\n? = 1"),
    ("score", "[standards.s.score]\n? = 1"),
    ("clause", "[[standards.s.clauses]]\n? = 1"),
    ("scope", "[[standards.s.clauses]]\nfor = { ? = 1 }"),
    ("exemption", "[exemptions.e]\n? = 1"),
    ("moment", "[moments.m]\n? = 1"),
    (
        "service_level",
        "[[standards.s.clauses]]\nservice_level = { ? = 1 }",
    ),
    ("abandonment", "[[standards.s.clauses]]\nabandonment = { ? = 1 }"),
    (
        "required_fields",
        "[[standards.s.clauses]]\nrequired_fields = { ? = 1 }",
    ),
    (
        "note_min_chars",
        "[[standards.s.clauses]]\nnote_min_chars = { ? = 1 }",
    ),
    (
        "documented_within",
        "[[standards.s.clauses]]\ndocumented_within = { ? = 1 }",
    ),
    (
        "critical_error_accuracy",
        "[[standards.s.clauses]]\ncritical_error_accuracy = { ? = 1 }",
    ),
    ("no_repeat", "[[standards.s.clauses]]\nno_repeat = { ? = 1 }"),
    ("repeat_rate", "[[standards.s.clauses]]\nrepeat_rate = { ? = 1 }"),
    ("replies", "[replies]\n? = 1"),
    (
        "form_of_address",
        "[[standards.s.clauses]]\nform_of_address = { ? = 1 }",
    ),
    (
        "named_contact",
        "[[standards.s.clauses]]\nnamed_contact = { ? = 1 }",
    ),
    (
        "company_data",
        "[[standards.s.clauses]]\ncompany_data = { ? = 1 }",
    ),
    (
        "forbidden_wording",
        "[[standards.s.clauses]]\nforbidden_wording = { ? = 1 }",
    ),
    (
        "sentence_length",
        "[[standards.s.clauses]]\nsentence_length = { ? = 1 }",
    ),
    (
        "conditional_fields",
        "[[standards.s.clauses]]\nrequired_fields = { when = [{ ? = 1 }] }",
    ),
    ("documented", "[[standards.s.clauses]]\ndocumented = { ? = 1 }"),
    ("csat", "[[standards.s.clauses]]\ncsat = { ? = 1 }"),
    ("handover", "[[standards.s.clauses]]\nhandover = { ? = 1 }"),
    (
        "relief",
        "[[standards.s.clauses]]\nservice_level = { relief = { ? = 1 } }",
    ),
    ("lock", "[sources.s]\nkind = \"forecast\"\nlock = { ? = 1 }"),
    (
        "service_level_consistency",
        "[[standards.s.clauses]]\nservice_level_consistency = { ? = 1 }",
    ),
    ("aht_band", "[[standards.s.clauses]]\naht_band = { ? = 1 }"),
    (
        "forecast_corridor",
        "[[standards.s.clauses]]\nforecast_corridor = { ? = 1 }",
    ),
    ("credit", "[credits.c]\n? = 1"),
    ("fee", "[credits.c]\nfees = [{ ? = 1 }]"),
    ("credit_clause", "[[credits.c.clauses]]\n? = 1"),
    (
        "credit_standard",
        "[[credits.c.clauses]]\nstandards = [{ ? = 1 }]",
    ),
    (
        "credit_step",
        "[[credits.c.clauses]]\nstandards = [{ steps = [{ ? = 1 }] }]",
    ),
    (
        "credit_zone",
        "[[credits.c.clauses]]\nstandards = [{ linear = { ? = 1 } }]",
    ),
    (
        "interim_notice",
        "[[standards.s.clauses]]\ninterim_notice = { ? = 1 }",
    ),
];

/// Definitions that several rules share.
const SHARED: [(&str, &[&str]); 4] = [
    (
        "deadline",
        &[
            "acknowledgement",
            "first_response",
            "next_response",
            "resolution",
            "callback",
        ],
    ),
    (
        "rule_without_parameters",
        &[
            "asa",
            "aht",
            "served_language",
            "resolved_first",
            "reopen_rate",
            "nps",
            "transfer_rate",
            "reply_language",
            "salutation",
            "thanks",
            "spelling",
        ],
    ),
    ("reasons", &["catalogue", "catch_all_max", "complaints"]),
    (
        "forecast_rule",
        &["forecast_bias", "forecast_mape", "forecast_wape"],
    ),
];

fn problems(text: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("w.toml");
    fs::write(&path, text).expect("written");
    let problems = load(&path).expect_err("an unknown key is refused");
    problems
        .into_iter()
        .map(|problem| (problem.message, problem.help.unwrap_or_default()))
        .collect()
}

/// The keys that the reader names for the table with the unknown key.
fn known_to_reader(text: &str) -> BTreeSet<String> {
    let text = text.replace('?', UNKNOWN);
    let problems = problems(&text);
    let refused = format!("has no key `{UNKNOWN}`");
    let found = problems.iter().find(|(message, _)| message.ends_with(&refused));
    let (_, help) = found.unwrap_or_else(|| panic!("{text}: {problems:#?}"));
    match help.strip_prefix("a key is one of: ") {
        Some(keys) => keys.split(", ").map(str::to_owned).collect(),
        None => {
            assert_eq!(help, "no a key is defined", "{text}");
            BTreeSet::new()
        }
    }
}

fn keys(table: &Value) -> BTreeSet<String> {
    assert_eq!(table["additionalProperties"], false, "{table:#}");
    table["properties"]
        .as_object()
        .expect("properties")
        .keys()
        .cloned()
        .collect()
}

#[test]
fn every_table_has_the_keys_that_the_reader_asks_for() {
    let schema = schema();
    for (name, text) in TABLES {
        let table = if name.is_empty() {
            &schema
        } else {
            &schema["$defs"][name]
        };
        let mut known = known_to_reader(text);
        if name.is_empty() {
            // Taken out before the tree is resolved.
            known.insert(String::from("include"));
        }
        assert_eq!(keys(table), known, "{name}");
    }
    for (name, rules) in SHARED {
        for rule in rules {
            let known = known_to_reader(&format!("[[standards.s.clauses]]\n{rule} = {{ ? = 1 }}"));
            assert_eq!(keys(&schema["$defs"][name]), known, "{rule}");
        }
    }
}

#[test]
fn no_table_of_the_schema_is_left_out_here() {
    let schema = schema();
    let definitions = schema["$defs"].as_object().expect("definitions");
    let is_covered = |name: &str| {
        TABLES.iter().any(|(known, _)| *known == name)
            || SHARED.iter().any(|(known, _)| *known == name)
            || name.starts_with("fields_of_")
    };
    let tables = definitions
        .iter()
        .filter(|(_, value)| value.get("properties").is_some());
    let left_out: Vec<&String> = tables
        .map(|(name, _)| name)
        .filter(|name| !is_covered(name))
        .collect();
    assert!(left_out.is_empty(), "{left_out:?}");
    let rules = SHARED.iter().flat_map(|(_, rules)| rules.iter().copied());
    let covered: BTreeSet<&str> = rules.chain(TABLES.map(|(name, _)| name)).collect();
    assert!(Family::TABLES.iter().all(|rule| covered.contains(rule)));
}

#[test]
fn every_kind_takes_the_fields_that_the_reader_takes() {
    let schema = schema();
    let exports = TableKind::ALL.into_iter();
    for kind in exports.filter(|kind| *kind != TableKind::Feedback) {
        let text = format!(
            "[sources.s]\nkind = \"{}\"\n[sources.s.mapping.fields]\n{UNKNOWN} = \"a\"",
            kind.name()
        );
        let problems = problems(&text);
        let prefix = format!("{} take: ", kind.name());
        let help = problems.iter().find_map(|(_, help)| help.strip_prefix(&prefix));
        let known: BTreeSet<String> = help.expect("the fields").split(", ").map(str::to_owned).collect();
        assert_eq!(
            keys(&schema["$defs"][format!("fields_of_{}", kind.name())]),
            known
        );
    }
}

#[test]
fn every_type_of_field_has_the_keys_that_apply_to_it() {
    let schema = schema();
    let known = known_to_reader("[sources.s.mapping.fields]\nid = { ? = 1 }");
    let fields: BTreeMap<&str, &str> = BTreeMap::from([
        ("text_field", "id"),
        ("words_field", "outcome"),
        ("instant_field", "offered_at"),
        ("duration_field", "wait"),
        ("number_field", "csat"),
        ("share_field", "in_time_share_of_offered"),
    ]);
    for (definition, field) in fields {
        assert!(Field::ALL.iter().any(|known| known.name() == field));
        let ours = keys(&schema["$defs"][definition]["anyOf"][1]);
        assert!(ours.is_subset(&known), "{definition}: {ours:?}");
        for key in &known {
            let text = format!("[sources.s.mapping.fields]\n{field} = {{ column = \"a\", {key} = \"x\" }}");
            let refused = format!("`{key}` does not apply to `{field}`");
            let applies = key == "column"
                || !problems(&text)
                    .iter()
                    .any(|(message, _)| message.starts_with(&refused));
            assert_eq!(ours.contains(key), applies, "{definition}: {key}");
        }
    }
}
