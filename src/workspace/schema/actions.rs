//! The plan of actions.

use serde_json::json;

use super::shape::{Definition, Key, reference, table, text};

/// The definitions of these tables.
pub fn definitions() -> Vec<Definition> {
    let closed = json!({
        "type": "object", "description": "Actions and disputes that the client has closed, by their ids",
        "propertyNames": { "pattern": "^[AF]-[0-9a-f]{12}$" },
        "additionalProperties": reference("closing"),
    });
    vec![
        (
            "actions",
            table(
                "The plan of actions",
                &[
                    Key::new(
                        "due",
                        "time from the end of the period until its actions are due, in whole days; default: 14 d",
                        reference("length"),
                    ),
                    Key::new("closed", "what the client has closed", closed),
                ],
            ),
        ),
        (
            "closing",
            table(
                "The client has closed an action or a dispute",
                &[
                    Key::required("on", "day from which it counts as closed", reference("date")),
                    Key::required("reason", "why, as both sides read it", text()),
                ],
            ),
        ),
    ]
}
