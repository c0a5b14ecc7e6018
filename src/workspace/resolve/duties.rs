//! The rule tables of documentation and experience: fields, notes, contact reasons, ratings.

use super::context::Context;
use crate::vocabulary::StandardId;
use crate::workspace::agreement::{
    Condition, ConditionalFields, CriticalError, Family, RatingScale, RequiredField, Rule,
};
use crate::workspace::document::{Entry, Node, Table, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, non_empty, one_or_more, or_default, texts, unique, whole};

/// Reads `required_fields`: fields for every contact, and fields under conditions.
pub fn required_fields(context: &Context<'_>, reader: &Reader<'_>) -> Option<Rule> {
    let notes = reader.notes;
    let (fields, when) = (reader.optional("fields"), reader.optional("when"));
    if fields.is_none() && when.is_none() {
        let note = Note::at(
            reader.spot,
            format!("{} has neither `fields` nor `when`", reader.what),
        );
        notes.add(note.help("write fields = [\"reason\", \"resolved\"]"));
        return None;
    }
    let always = or_default(fields, Vec::new(), |entry| field_list(notes, entry));
    let when = or_default(when, Vec::new(), |entry| conditional(context, entry));
    Some(Rule::RequiredFields {
        always: always?,
        when: when?,
    })
}

fn options() -> Vec<(&'static str, RequiredField)> {
    let fields = RequiredField::ALL.iter();
    fields.map(|field| (field.name(), *field)).collect()
}

fn field_list(notes: &Notes, entry: &Entry) -> Option<Vec<RequiredField>> {
    let options = options();
    let items = non_empty(notes, "`fields`", &entry.node)?;
    let read: Vec<_> = items
        .iter()
        .map(|item| Some((item, choice(notes, "required field", item, &options)?)))
        .collect();
    let fields: Vec<(&Node, RequiredField)> = read.into_iter().collect::<Option<_>>()?;
    unique(notes, "`fields`", &fields);
    Some(fields.into_iter().map(|(_, field)| field).collect())
}

fn conditional(context: &Context<'_>, entry: &Entry) -> Option<Vec<ConditionalFields>> {
    let items = non_empty(context.notes, "`when`", &entry.node)?;
    let read: Vec<_> = items
        .iter()
        .map(|item| conditional_fields(context, item))
        .collect();
    read.into_iter().collect()
}

fn conditional_fields(context: &Context<'_>, node: &Node) -> Option<ConditionalFields> {
    let notes = context.notes;
    let reader = Reader::item(notes, node, "a condition of `required_fields`")?;
    let decides = reader.one_of(
        &["filled", "reason_is"],
        "write filled = \"callback_promised_at\" or reason_is = [\"…\"]",
    );
    let condition = decides.and_then(|entry| condition(context, entry));
    let fields = reader.required("fields", "fields = [\"callback_due_at\"]");
    let fields = fields.and_then(|entry| field_list(notes, entry));
    reader.finish();
    let (condition, fields) = (condition?, fields?);
    if let Condition::Filled(field) = condition
        && fields.contains(&field)
    {
        let message = format!("`{}` is asked for where it is filled anyway", field.name());
        return notes
            .refuse(Note::at(node.spot, message).help("name the fields that have to be filled then"));
    }
    Some(ConditionalFields { condition, fields })
}

fn condition(context: &Context<'_>, entry: &Entry) -> Option<Condition> {
    match entry.key.as_str() {
        "filled" => choice(context.notes, "required field", &entry.node, &options()).map(Condition::Filled),
        _ => words(context, entry).map(Condition::ReasonIs),
    }
}

/// Contact reasons as they stand in the canonical rows.
fn words(context: &Context<'_>, entry: &Entry) -> Option<Vec<String>> {
    let notes = context.notes;
    let words = one_or_more(notes, &format!("`{}`", entry.key), &entry.node)?;
    unique(notes, &format!("`{}`", entry.key), &words);
    for (node, word) in &words {
        context.reasons.check(notes, node, word);
    }
    Some(words.into_iter().map(|(_, word)| word.to_owned()).collect())
}

/// Reads `reasons`, a list of contact reasons.
pub fn reasons(context: &Context<'_>, reader: &Reader<'_>, example: &str) -> Option<Vec<String>> {
    let entry = reader.required("reasons", example)?;
    words(context, entry)
}

/// Reads `note_min_chars`.
pub fn note_min_chars(reader: &Reader<'_>) -> Option<Rule> {
    let notes = reader.notes;
    let chars = reader.required("chars", "chars = 10");
    let chars = chars.and_then(|entry| whole(notes, entry, 1..=1_000_000));
    let empty_phrases = or_default(reader.optional("empty_phrases"), Vec::new(), |entry| {
        texts(notes, "`empty_phrases`", &entry.node)
    });
    Some(Rule::NoteMinChars {
        chars: u32::try_from(chars?).ok()?,
        empty_phrases: empty_phrases?,
    })
}

/// Reads `documented`: the standards that are its duties.
pub fn documented(context: &Context<'_>, reader: &Reader<'_>) -> Option<Rule> {
    let notes = reader.notes;
    let entry = reader.required("all_of", "all_of = [\"fields\", \"note\"], the ids of standards")?;
    let items = non_empty(notes, "`all_of`", &entry.node)?;
    let read: Vec<_> = items
        .iter()
        .map(|item| Some((item, duty(context, item)?)))
        .collect();
    let duties: Vec<(&Node, StandardId)> = read.into_iter().collect::<Option<_>>()?;
    unique(notes, "`all_of`", &duties);
    Some(Rule::Documented {
        all_of: duties.into_iter().map(|(_, duty)| duty).collect(),
    })
}

/// A standard that is a duty at closing, so that it counts a contact in the same period as others do.
fn duty(context: &Context<'_>, node: &Node) -> Option<StandardId> {
    let entry = context.names.standards.find(context.notes, node)?;
    let other = families(&entry.node).find(|family| !family.is_duty_at_closing());
    let Some(other) = other else {
        return Some(StandardId::new(&entry.key));
    };
    let duties = Family::ALL.iter().filter(|family| family.is_duty_at_closing());
    let duties: Vec<&str> = duties.map(|family| family.table()).collect();
    let message = format!(
        "standard `{}` measures `{}`, which is no duty at closing",
        entry.key,
        other.table()
    );
    let note = Note::at(node.spot, message).related(entry.spot, "defined here");
    context
        .notes
        .refuse(note.help(format!("`all_of` joins standards with {}", duties.join(", "))))
}

/// What the clauses of a standard measure, as they are written.
pub fn families(standard: &Node) -> impl Iterator<Item = Family> {
    let clauses = match &standard.value {
        Value::Table(table) => table.get("clauses").map(|entry| &entry.node.value),
        _ => None,
    };
    let clauses = match clauses {
        Some(Value::List(clauses)) => clauses.as_slice(),
        _ => &[],
    };
    clauses.iter().filter_map(|clause| match &clause.value {
        Value::Table(table) => family_of(table),
        _ => None,
    })
}

fn family_of(clause: &Table) -> Option<Family> {
    clause.entries.iter().find_map(|entry| Family::named(&entry.key))
}

/// Reads `critical_error_accuracy`: the kinds of errors.
pub fn critical_error_accuracy(reader: &Reader<'_>) -> Option<Rule> {
    let notes = reader.notes;
    let example = "of = [\"customer\", \"business\", \"compliance\"], the kinds that are checked";
    let entry = reader.required("of", example)?;
    let options = CriticalError::ALL.map(|error| (error.name(), error));
    let items = non_empty(notes, "`of`", &entry.node)?;
    let read: Vec<_> = items
        .iter()
        .map(|item| Some((item, choice(notes, "kind of critical error", item, &options)?)))
        .collect();
    let errors: Vec<(&Node, CriticalError)> = read.into_iter().collect::<Option<_>>()?;
    unique(notes, "`of`", &errors);
    let of = errors.into_iter().map(|(_, error)| error).collect();
    Some(Rule::CriticalErrorAccuracy { of })
}

/// Reads `csat`: the scale and where its top boxes begin.
pub fn csat(reader: &Reader<'_>) -> Option<Rule> {
    let notes = reader.notes;
    let number = |entry: Option<&Entry>| entry.and_then(|entry| whole(notes, entry, 0..=1_000));
    let worst = number(reader.required("worst", "worst = 1"));
    let best = number(reader.required("best", "best = 5"));
    let entry = reader.required("top", "top = 4, the worst rating that counts as good");
    let scale = RatingScale {
        worst: worst?,
        best: best?,
        top: number(entry)?,
    };
    let (low, high) = (scale.worst.min(scale.best), scale.worst.max(scale.best));
    let inside = (low..=high).contains(&scale.top) && scale.top != scale.worst;
    match entry.filter(|_| !inside) {
        Some(entry) => {
            let message = format!(
                "`top` = {} leaves no other ratings from {} to {}",
                scale.top, scale.worst, scale.best
            );
            let help = "it is the worst rating that counts as good, from after `worst` to `best`";
            notes.refuse(Note::at(entry.node.spot, message).help(help))
        }
        None => Some(Rule::Csat(scale)),
    }
}
