//! Which column fills which field: names that match the list of names, values of the right type.

use std::collections::BTreeSet;

use super::guess::{Guess, Is};
use super::names::{COLUMNS, DAY_OR_TIME, GENERAL, KINDS, entries};
use crate::vocabulary::TableKind;
use crate::workspace::fields_of;
use crate::workspace::mapping::{Field, ValueType};

/// A column as far as it is known.
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// Which column of that name, where the header repeats it.
    pub occurrence: Option<usize>,
    /// What it probably is.
    pub guess: Guess,
    /// Whether no value comes twice.
    pub is_unique: bool,
    /// Whether values look like keys: short, without blanks.
    pub is_compact: bool,
    /// Whether most values are known words for how a call ended.
    pub has_outcomes: bool,
    /// Whether most values are known words for the state of a ticket.
    pub has_statuses: bool,
}

/// Where the values of a field are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In one column.
    One(usize),
    /// A date in one column, a time of day in another; whether the date belongs to another time.
    Pair {
        /// Column of dates.
        date: usize,
        /// Column of times of day.
        time: usize,
        /// Whether the date stands there for another time.
        is_borrowed: bool,
    },
}

/// A field with its column.
#[derive(Clone, Debug)]
pub struct Assigned {
    /// The field.
    pub field: Field,
    /// Its place.
    pub place: Place,
    /// How well the name matches, above 0 and at most 1.
    pub score: f64,
}

/// Columns assigned to the fields of a kind.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// The kind of table.
    pub kind: TableKind,
    /// The fields, in the order of the workspace's documentation.
    pub fields: Vec<Assigned>,
    /// How well the table fits the kind.
    pub score: f64,
}

/// Whether a name stands in the list of names, as a whole.
pub fn is_known_name(name: &str) -> bool {
    let tokens = tokens(name);
    is_day_or_time(&tokens) || COLUMNS.iter().any(|(_, names)| likeness(names, &tokens) == 1.0)
}

/// Assigns the columns for each kind of table; the kind that fits best comes first.
pub fn assignments(columns: &[Column], file_words: &str) -> Vec<Assignment> {
    let words = tokens(file_words);
    let mut all: Vec<Assignment> = TableKind::ALL
        .iter()
        .filter(|kind| is_recognized(**kind))
        .map(|kind| assign(*kind, columns, &words))
        .collect();
    all.sort_by(|a, b| b.score.total_cmp(&a.score));
    all
}

/// Names of columns do not tell whose forecast it is, which standard a reported figure means, or which
/// events start and stop a clock.
fn is_recognized(kind: TableKind) -> bool {
    !matches!(
        kind,
        TableKind::Forecast | TableKind::Reported | TableKind::Events | TableKind::Feedback
    )
}

fn assign(kind: TableKind, columns: &[Column], file_words: &[String]) -> Assignment {
    let mut candidates: Vec<Assigned> = fields_of(kind)
        .flat_map(|field| candidates(field, columns))
        .collect();
    candidates.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.place.order().cmp(&b.place.order()))
    });
    let (mut taken, mut used) = (Vec::<Assigned>::new(), BTreeSet::new());
    for candidate in candidates {
        let is_free = candidate.place.own().iter().all(|column| !used.contains(column));
        if is_free && taken.iter().all(|known| known.field != candidate.field) {
            used.extend(candidate.place.all());
            taken.push(candidate);
        }
    }
    id_without_a_name(kind, columns, &used, &mut taken);
    let order = |field: Field| fields_of(kind).position(|known| known == field);
    taken.sort_by_key(|assigned| order(assigned.field));
    let score = fit(kind, &taken, file_words);
    Assignment {
        kind,
        fields: taken,
        score,
    }
}

/// An id is an id whatever it is called: the first column in which no value comes twice.
fn id_without_a_name(kind: TableKind, columns: &[Column], used: &BTreeSet<usize>, taken: &mut Vec<Assigned>) {
    if !kind.requires(Field::Id) || taken.iter().any(|assigned| assigned.field == Field::Id) {
        return;
    }
    let can_be = |column: &Column| {
        column.is_unique
            && column.is_compact
            && matches!(column.guess.is, Is::Text | Is::Words | Is::Number(_))
    };
    let found = (0..)
        .zip(columns)
        .find(|(at, column)| !used.contains(at) && can_be(column));
    taken.extend(found.map(|(at, _)| Assigned {
        field: Field::Id,
        place: Place::One(at),
        score: 0.2,
    }));
}

/// How well a table fits a kind: what it requires weighs most, what else it knows a little.
fn fit(kind: TableKind, fields: &[Assigned], file_words: &[String]) -> f64 {
    let weight = |assigned: &Assigned| if kind.requires(assigned.field) { 3.0 } else { 1.0 };
    let found: f64 = fields
        .iter()
        .map(|assigned| weight(assigned) * assigned.score)
        .sum();
    let is_there = |field: &Field| fields.iter().any(|assigned| assigned.field == *field);
    let missing = kind
        .required_fields()
        .iter()
        .filter(|field| !is_there(field))
        .count();
    let hints = KINDS.iter().filter(|(known, _)| *known == kind);
    let is_hinted = hints
        .flat_map(|(_, words)| entries(words))
        .any(|word| file_words.iter().any(|known| known == word));
    found - 2.5 * missing as f64 + if is_hinted { 2.0 } else { 0.0 }
}

fn candidates(field: Field, columns: &[Column]) -> Vec<Assigned> {
    let known = COLUMNS.iter().find(|(known, _)| *known == field);
    let Some((_, names)) = known else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let words = tokens(&column.name);
        let score = likeness(names, &words);
        let is_number = matches!(&column.guess.is, Is::Instant(instant) if instant.is_digits)
            && !words
                .iter()
                .any(|token| entries(DAY_OR_TIME).any(|word| word == token));
        if score > 0.0 && !is_number && fits(field, &column.guess) {
            let bonus = if field == Field::Id && column.is_unique {
                0.05
            } else {
                0.0
            };
            // A date with a time says more than a date alone.
            let malus = if is_date_only(&column.guess) { 0.3 } else { 0.0 };
            let strange = match field {
                Field::Outcome if !column.has_outcomes => 0.5,
                Field::Status if !column.has_statuses => 0.5,
                _ => 0.0,
            };
            found.push((Place::One(at), score + bonus - malus - strange));
        }
    }
    if field.value_type() == ValueType::Instant {
        found.extend(pairs(field, names, columns));
    }
    found
        .into_iter()
        .filter(|(_, score)| *score > 0.0)
        .map(|(place, score)| Assigned { field, place, score })
        .collect()
}

/// Dates and times of day that belong together, named by what is left of their names.
fn pairs(field: Field, names: &'static str, columns: &[Column]) -> Vec<(Place, f64)> {
    let is_date = |(_, column): &(usize, &Column)| is_date_only(&column.guess);
    let dates: Vec<(usize, &Column)> = columns.iter().enumerate().filter(is_date).collect();
    let mut found = Vec::new();
    for (time, column) in columns.iter().enumerate() {
        let Is::Clock(clock) = &column.guess.is else {
            continue;
        };
        if clock.as_time.is_none() {
            continue;
        }
        let stem = stem(&column.name);
        let own = dates.iter().find(|(_, date)| self::stem(&date.name) == stem);
        let before = dates.iter().rev().find(|(at, _)| *at < time);
        let Some((date, _)) = own.or(before).or(dates.first()) else {
            continue;
        };
        let score = pair_score(field, names, column, &stem);
        if score > 0.0 {
            let place = Place::Pair {
                date: *date,
                time,
                is_borrowed: own.is_none(),
            };
            found.push((place, score));
        }
    }
    found
}

/// A pair without a name of its own is the moment of the row.
fn pair_score(field: Field, names: &'static str, time: &Column, stem: &[String]) -> f64 {
    let is_moment = matches!(field, Field::OfferedAt | Field::CreatedAt | Field::Start);
    match stem {
        [] if is_moment => 0.95,
        [] => 0.0,
        _ => likeness(names, stem).max(likeness(names, &tokens(&time.name))),
    }
}

/// What is left of a name without the words for day and time.
fn stem(name: &str) -> Vec<String> {
    let mut tokens = tokens(name);
    tokens.retain(|token| !entries(DAY_OR_TIME).any(|word| word == token));
    tokens
}

fn is_day_or_time(tokens: &[String]) -> bool {
    !tokens.is_empty()
        && tokens
            .iter()
            .all(|token| entries(DAY_OR_TIME).any(|word| word == token))
}

fn is_date_only(guess: &Guess) -> bool {
    matches!(&guess.is, Is::Instant(instant) if !instant.has_time)
}

/// Whether values of a column can be those of a field.
fn fits(field: Field, guess: &Guess) -> bool {
    let is_text = matches!(guess.is, Is::Words | Is::Text | Is::Language | Is::YesNo);
    match (field.value_type(), &guess.is) {
        (_, Is::Empty) => false,
        (ValueType::Text, Is::Number(_)) => field != Field::Note,
        (ValueType::Text, _) => is_text,
        (ValueType::Words, is) => fits_words(field, is),
        (ValueType::Instant, Is::Instant(_)) => true,
        (ValueType::Duration, Is::Clock(clock)) => clock.label_minutes.is_none(),
        (ValueType::Duration, Is::Number(number)) => !number.is_percent,
        (ValueType::Number, Is::Number(number)) => !number.is_percent,
        (ValueType::Share, Is::Number(number)) => number.is_percent || number.largest <= 100.0,
        _ => false,
    }
}

fn fits_words(field: Field, is: &Is) -> bool {
    match field {
        Field::CustomerLanguage | Field::ServedLanguage => matches!(is, Is::Language | Is::Words),
        field if field.is_yes_no() => matches!(is, Is::YesNo),
        Field::Outcome => matches!(is, Is::Words | Is::YesNo),
        Field::Reason => matches!(is, Is::Words | Is::Text),
        _ => matches!(is, Is::Words | Is::Language),
    }
}

/// How well a name matches one of a list: 1 where it is the same, less where it contains one.
fn likeness(names: &'static str, name: &[String]) -> f64 {
    if name.is_empty() {
        return 0.0;
    }
    let joined = name.concat();
    let of_one = |known: &'static str| {
        let parts: Vec<&str> = known.split(' ').collect();
        if parts.concat() == joined {
            1.0
        } else if !entries(GENERAL).any(|general| general == known)
            && parts.iter().all(|part| name.iter().any(|token| token == part))
        {
            0.5 + 0.4 * parts.len() as f64 / name.len() as f64
        } else {
            0.0
        }
    };
    entries(names).map(of_one).fold(0.0, f64::max)
}

/// The words of a name: lower case, umlauts written out, units and what stands in brackets left out.
pub fn tokens(name: &str) -> Vec<String> {
    let mut tokens = vec![String::new()];
    let (mut depth, mut was_lower) = (0, false);
    for mark in name.chars() {
        match mark {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ if depth > 0 => continue,
            _ if !mark.is_alphanumeric() => {}
            _ => {
                if mark.is_uppercase() && was_lower {
                    tokens.push(String::new());
                }
                was_lower = mark.is_lowercase();
                if let Some(last) = tokens.last_mut() {
                    spell_out(last, mark);
                }
                continue;
            }
        }
        was_lower = false;
        tokens.push(String::new());
    }
    tokens.retain(|token| !token.is_empty());
    while tokens.len() > 1 && tokens.last().is_some_and(|last| UNITS.contains(&last.as_str())) {
        tokens.pop();
    }
    tokens
}

/// Units at the end of names.
const UNITS: [&str; 11] = [
    "s", "sec", "secs", "sek", "seconds", "sekunden", "ms", "min", "minutes", "minuten", "in",
];

fn spell_out(token: &mut String, mark: char) {
    for lower in mark.to_lowercase() {
        match lower {
            'ä' => token.push_str("ae"),
            'ö' => token.push_str("oe"),
            'ü' => token.push_str("ue"),
            'ß' => token.push_str("ss"),
            other => token.push(other),
        }
    }
}

impl Place {
    /// Columns that no other field may use.
    fn own(&self) -> Vec<usize> {
        match self {
            Place::One(column) => vec![*column],
            Place::Pair { time, .. } => vec![*time],
        }
    }

    /// All columns.
    pub fn all(&self) -> Vec<usize> {
        match self {
            Place::One(column) => vec![*column],
            Place::Pair { date, time, .. } => vec![*date, *time],
        }
    }

    fn order(&self) -> usize {
        match self {
            Place::One(column) => *column,
            Place::Pair { time, .. } => *time,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_marks_and_units() {
        assert_eq!(tokens("Gesprächszeit (mm:ss)"), ["gespraechszeit"]);
        assert_eq!(tokens("wait_s"), ["wait"]);
        assert_eq!(tokens("AvgTalkDuration"), ["avg", "talk", "duration"]);
        assert_eq!(tokens("Speed of answer in seconds"), ["speed", "of", "answer"]);
        assert_eq!(tokens("ANRUF-ID"), ["anruf", "id"]);
    }

    #[test]
    fn the_whole_name_beats_a_part() {
        let names = "erste antwort, antwort";
        assert_eq!(likeness(names, &tokens("Erste Antwort")), 1.0);
        let part = likeness(names, &tokens("Antwort des Agenten"));
        assert!(part > 0.0 && part < 1.0);
        assert_eq!(likeness(names, &tokens("Frage")), 0.0);
    }
}
