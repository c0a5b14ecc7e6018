//! Sources, their layout and their mapping; fields are in `fields`.

use serde_json::{Value, json};

use super::shape::{
    Definition, Key, any_text, at_most_one, flag, list, one_of, one_or_more, reference, ruled, table, text,
    when, whole, word,
};
use crate::vocabulary::{Maker, TableKind};
use crate::workspace::agreement::LockedPeriod;
use crate::workspace::resolve::THOUSANDS;

/// Keys that say where the header is.
const HEADER: [&str; 3] = ["header_row", "header_containing", "columns"];

/// The definitions of these tables.
pub fn definitions() -> Vec<Definition> {
    let not_record = table(
        "Rows that are no records",
        &[
            Key::new("starts_with", "beginning of the cell", one_or_more()),
            Key::new("column", "column of `starts_with`; default: the first", text()),
            Key::new("empty", "columns of which one is empty", one_or_more()),
        ],
    );
    vec![
        ("source", source()),
        (
            "lock",
            table(
                "When a forecast is locked",
                &[
                    Key::required("before", "how long before", reference("length")),
                    Key::required(
                        "start_of",
                        "the beginning of what, on the client's clock",
                        word(LockedPeriod::ALL.map(|(name, _)| name)),
                    ),
                ],
            ),
        ),
        (
            "csv",
            ruled(table("Form of a text file", &csv()), vec![at_most_one(&HEADER)]),
        ),
        (
            "excel",
            ruled(table("Form of a sheet", &excel()), vec![at_most_one(&HEADER)]),
        ),
        (
            "not_record",
            ruled(not_record, vec![one_of(&["starts_with", "empty"])]),
        ),
        (
            "mapping",
            table(
                "Which column means what",
                &[
                    Key::new(
                        "decimal",
                        "decimal mark of numbers in text; default: a point",
                        word([".", ","]),
                    ),
                    Key::new(
                        "thousands",
                        "mark between groups of three digits",
                        json!({ "enum": THOUSANDS.map(String::from) }),
                    ),
                    Key::new(
                        "missing",
                        "texts that mean \"no value\" in every column",
                        list(any_text(), 0),
                    ),
                    Key::required("fields", "one line per field", json!({ "type": "object" })),
                ],
            ),
        ),
    ]
}

fn source() -> Value {
    let keys = [
        Key::required("provider", "provider id", text()),
        Key::required(
            "kind",
            "what one row stands for",
            word(TableKind::ALL.map(TableKind::name)),
        ),
        Key::required(
            "path",
            "below the data root; {period}, {year}, {month}, * and ? are filled in",
            text(),
        ),
        Key::new(
            "required",
            "whether a missing file makes the inputs incomplete; default: true, of feedback: false",
            flag(),
        ),
        Key::new(
            "time_zone",
            "zone of the times in the file; default: the client's",
            text(),
        ),
        Key::new(
            "ambiguous_time",
            "a time that the clock shows twice; default: earlier",
            word(["earlier", "later", "reject"]),
        ),
        Key::new(
            "skipped_time",
            "a time that the clock skips; default: shift",
            word(["shift", "reject"]),
        ),
        Key::new(
            "duplicates",
            "an id that comes again with other values; default: first",
            word(["first", "last", "history", "reject"]),
        ),
        Key::new(
            "staff_unit",
            "net: available for contacts; gross: scheduled, shrinkage still to be taken off; fte: paid, absence \
             and shrinkage still to be taken off",
            word(["net", "gross", "fte"]),
        ),
        Key::new(
            "made_by",
            "who makes a forecast",
            word(Maker::ALL.map(|(name, _)| name)),
        ),
        Key::new(
            "locked",
            "the file holds the agreed version of a forecast and no other",
            json!({ "const": true }),
        ),
        Key::new(
            "lock",
            "the last version of a forecast delivered by then counts",
            reference("lock"),
        ),
        Key::new("csv", "form of a text file", reference("csv")),
        Key::new("excel", "form of a sheet", reference("excel")),
        Key::new("mapping", "which column means what", reference("mapping")),
    ];
    let fields = |kind: TableKind| {
        let fields = reference(&format!("fields_of_{}", kind.name()));
        let then = json!({ "properties": { "mapping": { "properties": { "fields": fields } } } });
        when("kind", kind.name(), then)
    };
    let feedback = TableKind::Feedback.name();
    let of_exports = [
        "time_zone",
        "ambiguous_time",
        "skipped_time",
        "csv",
        "excel",
        "mapping",
    ];
    let none = of_exports.map(|key| json!({ "required": [key] }));
    let mut exported = one_of(&["csv", "excel"]);
    exported["required"] = json!(["mapping"]);
    let mut rules = vec![json!({
        "if": { "properties": { "kind": { "const": feedback } }, "required": ["kind"] },
        "then": { "not": { "anyOf": none } },
        "else": exported,
    })];
    let exports = TableKind::ALL
        .into_iter()
        .filter(|kind| *kind != TableKind::Feedback);
    rules.extend(exports.map(fields));
    rules.push(when(
        "kind",
        TableKind::Staffing.name(),
        json!({ "required": ["staff_unit"] }),
    ));
    let forecast =
        json!({ "required": ["made_by"], "oneOf": [{ "required": ["locked"] }, { "required": ["lock"] }] });
    rules.push(when("kind", TableKind::Forecast.name(), forecast));
    ruled(table("One kind of export of one provider", &keys), rules)
}

fn csv() -> Vec<Key> {
    let mut keys = vec![
        Key::new("encoding", "such as windows-1252; default: UTF-8", text()),
        Key::new(
            "delimiter",
            "mark between cells; default: a comma",
            word([",", ";", "|", "tab", "\t"]),
        ),
    ];
    keys.extend(header());
    keys
}

fn excel() -> Vec<Key> {
    let sheet = json!({ "anyOf": [text(), whole(1, 10_000)] });
    let mut keys = vec![Key::new("sheet", "name, or number from 1; default: 1", sheet)];
    keys.extend(header());
    keys
}

fn header() -> Vec<Key> {
    vec![
        Key::new(
            "header_row",
            "row of the header as an editor counts; default: 1",
            whole(1, 1_048_576),
        ),
        Key::new(
            "header_containing",
            "the header is the first row with all these cells",
            list(text(), 1),
        ),
        Key::new(
            "columns",
            "there is no header: names of the columns in order",
            list(text(), 1),
        ),
        Key::new(
            "not_records",
            "rows that are no records",
            list(reference("not_record"), 0),
        ),
    ]
}
