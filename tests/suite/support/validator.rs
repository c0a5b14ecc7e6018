//! A small validator of JSON Schema: the words that the program's own schema uses, and no others. A
//! whole one would bring thirty crates and change features that polars is built with.

use serde_json::Value;

/// A schema with its definitions.
pub struct Validator {
    root: Value,
}

impl Validator {
    /// A validator for the schema in a text.
    pub fn new(schema: &str) -> Self {
        Self {
            root: serde_json::from_str(schema).expect("JSON"),
        }
    }

    /// The schema.
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// What is wrong with a value: places and the words of the schema that refuse it.
    pub fn faults(&self, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(&self.root, value, "", &mut faults);
        faults
    }

    fn is_valid(&self, schema: &Value, value: &Value) -> bool {
        let mut faults = Vec::new();
        self.check(schema, value, "", &mut faults);
        faults.is_empty()
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let words = match schema {
            Value::Bool(true) => return,
            Value::Bool(false) => return faults.push(format!("{at}: not allowed")),
            words => words.as_object().expect("a schema"),
        };
        for (word, says) in words {
            let is_met = match word.as_str() {
                "$schema" | "$defs" | "title" | "description" | "format" | "then" | "else" => true,
                "properties" | "additionalProperties" | "propertyNames" | "items" => {
                    self.inside(schema, word, value, at, faults);
                    true
                }
                "$ref" => {
                    let pointer = says
                        .as_str()
                        .and_then(|text| text.strip_prefix('#'))
                        .expect("a reference");
                    let target = self.root.pointer(pointer);
                    self.check(target.unwrap_or_else(|| panic!("{pointer}")), value, at, faults);
                    true
                }
                "allOf" => {
                    list(says)
                        .iter()
                        .for_each(|one| self.check(one, value, at, faults));
                    true
                }
                "anyOf" => list(says).iter().any(|one| self.is_valid(one, value)),
                "oneOf" => list(says).iter().filter(|one| self.is_valid(one, value)).count() == 1,
                "not" => !self.is_valid(says, value),
                "if" => {
                    let branch = match self.is_valid(says, value) {
                        true => "then",
                        false => "else",
                    };
                    schema
                        .get(branch)
                        .iter()
                        .for_each(|says| self.check(says, value, at, faults));
                    true
                }
                _ => is_met(word, says, value),
            };
            if !is_met {
                faults.push(format!("{at}: {word} {says}"));
            }
        }
    }

    /// Words about what a value holds.
    fn inside(&self, schema: &Value, word: &str, value: &Value, at: &str, faults: &mut Vec<String>) {
        let says = &schema[word];
        match (word, value) {
            ("items", Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.check(says, item, &format!("{at}/{index}"), faults);
                }
            }
            ("items", _) => {}
            (_, Value::Object(table)) => {
                for (key, inner) in table {
                    let named = schema.get("properties").and_then(|all| all.get(key));
                    let place = format!("{at}/{key}");
                    match (word, named) {
                        ("properties", Some(named)) => self.check(named, inner, &place, faults),
                        ("additionalProperties", None) => self.check(says, inner, &place, faults),
                        ("propertyNames", _) => self.check(says, &Value::from(key.as_str()), &place, faults),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

fn list(says: &Value) -> &[Value] {
    says.as_array().expect("a list of schemas")
}

/// Words about a value itself; those of another type hold.
fn is_met(word: &str, says: &Value, value: &Value) -> bool {
    let limit = |holds: fn(f64, f64) -> bool| match (value.as_f64(), says.as_f64()) {
        (Some(value), Some(says)) => holds(value, says),
        _ => true,
    };
    let least = says.as_u64().unwrap_or_default() as usize;
    match word {
        "type" => match says {
            Value::Array(types) => types.iter().any(|says| has_type(says, value)),
            says => has_type(says, value),
        },
        "enum" => list(says).contains(value),
        "const" => says == value,
        "minimum" => limit(|value, says| value >= says),
        "maximum" => limit(|value, says| value <= says),
        "exclusiveMinimum" => limit(|value, says| value > says),
        "minLength" => value.as_str().is_none_or(|text| text.chars().count() >= least),
        "minItems" => value.as_array().is_none_or(|items| items.len() >= least),
        "minProperties" => value.as_object().is_none_or(|table| table.len() >= least),
        "required" => value.as_object().is_none_or(|table| {
            list(says)
                .iter()
                .all(|key| table.contains_key(key.as_str().expect("a key")))
        }),
        "pattern" => {
            let pattern = regex::Regex::new(says.as_str().expect("a pattern")).expect("a pattern");
            value.as_str().is_none_or(|text| pattern.is_match(text))
        }
        other => panic!("the schema has the word `{other}`, which is not looked at here"),
    }
}

fn has_type(says: &Value, value: &Value) -> bool {
    match says.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("number") => value.is_number(),
        Some("integer") => value.is_i64() || value.is_u64(),
        other => panic!("type {other:?}"),
    }
}
