//! The JSON Schema of a workspace file, for editors. One description per table; the words of closed
//! lists are the reader's own. `tests` holds every table's keys against those the reader asks for.

mod actions;
mod agreed;
mod credits;
mod duties;
mod exports;
mod fields;
mod live;
mod parties;
mod repeats;
mod replies;
mod shape;
mod staffing;

#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use shape::{Key, by_id, list, reference, table, text};

/// The schema, JSON Schema 2020-12.
///
/// It says less than the reader where JSON Schema cannot: whether names refer to something, whether
/// windows or clauses overlap, which zones exist. No table is required at the top, because an included
/// file is of the same shape and has some of them only.
pub fn schema() -> Value {
    let mut whole = table(
        "The workspace: who works for you, how exports are read, what is agreed",
        &root(),
    );
    whole["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    whole["title"] = json!("Leitstand workspace");
    let parts = [
        shape::definitions(),
        parties::definitions(),
        exports::definitions(),
        fields::definitions(),
        agreed::definitions(),
        credits::definitions(),
        replies::definitions(),
        actions::definitions(),
    ];
    let definitions = parts
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.to_owned(), value));
    whole["$defs"] = Value::Object(definitions.collect());
    whole
}

fn root() -> Vec<Key> {
    let section =
        |name: &'static str, about: &'static str, of: &str| Key::new(name, about, by_id(reference(of)));
    vec![
        Key::new(
            "include",
            "other files of the same shape, relative to this one",
            list(text(), 0),
        ),
        Key::new("client", "whom the reports are for", reference("client")),
        Key::new("output", "where and how is published", reference("output")),
        section("calendars", "opening hours and business time", "calendar"),
        section("holidays", "days that are closed, by list", "holiday_list"),
        section("providers", "who works for the client", "provider"),
        section("queues", "what they work on", "queue"),
        section("vocabularies", "what the words of exports stand for", "words"),
        section("sources", "one kind of export of one provider each", "source"),
        section("standards", "what has been agreed", "standard"),
        section("exemptions", "times whose contacts do not count", "exemption"),
        section("moments", "contact reasons with lines of their own", "moment"),
        section("credits", "bonus and malus", "credit"),
        Key::new("staffing", "how staffing is judged", reference("staffing")),
        Key::new("actions", "the plan of actions", reference("actions")),
        Key::new("backlog", "ages of open tickets", reference("backlog")),
        Key::new("privacy", "what of agents may be shown", reference("privacy")),
        Key::new("replies", "how written replies are read", reference("replies")),
    ]
}
