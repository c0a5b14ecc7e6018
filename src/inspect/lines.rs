//! The line of the mapping that reads a field, in the workspace's own syntax; where more than one
//! could be meant, all of them.

use std::collections::BTreeMap;

use super::fields::{Assigned, Column, Place};
use super::guess::{Clock, Guess, Instant, Is, Number};
use super::tally::Tally;
use super::units::{length, unit_in_name};
use super::words;
use crate::workspace::language_meant;
use crate::workspace::mapping::{Field, Unit, ValueType};

/// A field's line.
#[derive(Clone, Debug)]
pub struct Line {
    /// The field.
    pub field: Field,
    /// Names of its columns, joined.
    pub label: String,
    /// Positions of its columns in the table.
    pub columns: Vec<usize>,
    /// What stands behind the equals sign; several where somebody must decide.
    pub values: Vec<Choice>,
    /// Values that read this way, of all.
    pub read: (u64, u64),
    /// Words that no list knows, with their numbers.
    pub unknown: Vec<(String, u64)>,
    /// What should be looked at.
    pub remark: Option<String>,
}

impl Line {
    /// Whether the line must stay a comment until somebody has chosen: it can be read in several
    /// ways, or holds a word for how a call ended that could mean anything.
    pub fn is_open(&self) -> bool {
        self.values.len() != 1 || (self.field == Field::Outcome && !self.unknown.is_empty())
    }
}

/// One way to read a field.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The TOML value.
    pub toml: String,
    /// What speaks for it, or what it would mean.
    pub meaning: String,
}

impl Choice {
    fn plain(toml: String) -> Vec<Self> {
        vec![Self {
            toml,
            meaning: String::new(),
        }]
    }
}

/// A text as TOML reads it, in one line: JSON's texts are TOML's as well, but for one character.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('\u{7f}', "\\u007f")
}

/// A list of texts.
pub fn quoted_list<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(quoted).collect();
    format!("[{}]", texts.join(", "))
}

/// What the lines of a table have in common.
pub struct Table<'t> {
    /// The columns.
    pub columns: &'t [Column],
    /// Their counts.
    pub tallies: &'t [Tally],
    /// Whether clock readings with one colon are minutes and seconds; nothing where no column tells.
    pub is_mm_ss: Option<bool>,
}

impl<'t> Table<'t> {
    /// A table in which long lengths of time tell how clock readings are meant: hours of talk would
    /// be too many.
    pub fn new(columns: &'t [Column], tallies: &'t [Tally], fields: &[Assigned]) -> Self {
        let lengths = fields
            .iter()
            .filter(|assigned| assigned.field.value_type() == ValueType::Duration);
        let places = lengths.flat_map(|assigned| assigned.place.all());
        let medians = places.filter_map(|at| match &columns[at].guess.is {
            Is::Clock(clock) if !clock.is_typed && !clock.has_three => Some(clock.median_s),
            _ => None,
        });
        let longest = medians.fold(0.0, f64::max);
        Self {
            columns,
            tallies,
            // Half of all contacts over two hours long: then it was minutes.
            is_mm_ss: (longest * 60.0 >= 7_200.0).then_some(true),
        }
    }

    /// The line of an assigned field.
    pub fn line(&self, assigned: &Assigned) -> Line {
        let columns = assigned.place.all();
        let last = columns.last().copied().unwrap_or_default();
        let guess = &self.columns[last].guess;
        let (values, unknown) = self.values(assigned, last, guess);
        let names = columns.iter().map(|at| self.columns[*at].name.as_str());
        Line {
            field: assigned.field,
            label: names.collect::<Vec<_>>().join(" + "),
            columns: columns.clone(),
            values,
            read: self.read(assigned),
            unknown,
            remark: self.remark(assigned),
        }
    }

    fn values(&self, assigned: &Assigned, at: usize, guess: &Guess) -> (Vec<Choice>, Vec<(String, u64)>) {
        let field = assigned.field;
        let none = Vec::new();
        match (&assigned.place, field.value_type(), &guess.is) {
            (Place::Pair { date, time, .. }, ..) => (self.pair(*date, *time), none),
            (_, ValueType::Instant, Is::Instant(instant)) => (self.instant(field, at, instant), none),
            (_, ValueType::Duration, Is::Clock(clock)) => (self.clock(field, at, clock), none),
            (_, ValueType::Duration, Is::Number(number)) => (self.length(field, at, number), none),
            (_, ValueType::Share, Is::Number(number)) => {
                let unit = if number.is_percent || number.largest > 1.0 {
                    Unit::Percent
                } else {
                    Unit::Fraction
                };
                let unit = format!("unit = {}", quoted(unit.name()));
                (Choice::plain(self.with(field, at, &[unit])), none)
            }
            (_, ValueType::Words, _) => self.words(field, at),
            _ => (Choice::plain(self.with(field, at, &[])), none),
        }
    }

    /// `"Column"`, or a table with what else must be said.
    fn with(&self, field: Field, at: usize, more: &[String]) -> String {
        let column = &self.columns[at];
        let mut parts = vec![format!("column = {}", quoted(&column.name))];
        parts.extend(
            column
                .occurrence
                .map(|occurrence| format!("occurrence = {occurrence}")),
        );
        parts.extend(more.iter().cloned());
        let missing = &column.guess.missing;
        let is_closed = matches!(field, Field::Queue | Field::Outcome | Field::Status | Field::Note);
        if !missing.is_empty() && !is_closed {
            parts.push(format!(
                "missing = {}",
                quoted_list(missing.iter().map(String::as_str))
            ));
        }
        match parts.as_slice() {
            [_] => quoted(&column.name),
            _ => format!("{{ {} }}", parts.join(", ")),
        }
    }

    fn instant(&self, field: Field, at: usize, instant: &Instant) -> Vec<Choice> {
        let end = (field == Field::DueAt && !instant.has_time).then(|| String::from("end_of_day = true"));
        let choice = |formats: &[String], range: Option<(i64, i64)>| {
            let format = (!formats.is_empty()).then(|| format!("format = {}", one_or_list(formats)));
            let more: Vec<String> = format.into_iter().chain(end.clone()).collect();
            Choice {
                toml: self.with(field, at, &more),
                meaning: range.map_or_else(String::new, from_to),
            }
        };
        let mut choices = vec![choice(&instant.formats, instant.range)];
        choices.extend(
            instant
                .rivals
                .iter()
                .map(|(format, range)| choice(std::slice::from_ref(format), Some(*range))),
        );
        choices
    }

    fn pair(&self, date: usize, time: usize) -> Vec<Choice> {
        let (Is::Instant(day), Is::Clock(clock)) =
            (&self.columns[date].guess.is, &self.columns[time].guess.is)
        else {
            return Vec::new();
        };
        let part = |at: usize, before: &str| {
            let column = &self.columns[at];
            let occurrence = column
                .occurrence
                .map_or(String::new(), |n| format!(", occurrence = {n}"));
            match before.is_empty() && occurrence.is_empty() {
                true => quoted(&column.name),
                false => format!("{{ column = {}{occurrence}{before} }}", quoted(&column.name)),
            }
        };
        let before = clock.label_mark.map_or_else(String::new, |mark| {
            format!(", before = {}", quoted(&mark.to_string()))
        });
        let columns = format!("columns = [{}, {}]", part(date, ""), part(time, &before));
        let time = clock.as_time.clone().unwrap_or_else(|| String::from("%H:%M:%S"));
        let choice = |formats: Vec<String>, range: Option<(i64, i64)>| {
            let formats: Vec<String> = formats.iter().map(|date| format!("{date} {time}")).collect();
            let toml = match formats.as_slice() {
                [] => format!("{{ {columns} }}"),
                formats => format!("{{ {columns}, format = {} }}", one_or_list(formats)),
            };
            Choice {
                toml,
                meaning: range.map_or_else(String::new, from_to),
            }
        };
        let is_typed = day.formats.is_empty();
        let formats = match (is_typed, clock.is_typed) {
            (true, true) => Vec::new(),
            // A typed date beside a text is written as ISO.
            (true, false) => vec![String::from("%Y-%m-%d")],
            (false, _) => day.formats.clone(),
        };
        let mut choices = vec![choice(formats, day.range)];
        choices.extend(
            day.rivals
                .iter()
                .map(|(format, range)| choice(vec![format.clone()], Some(*range))),
        );
        choices
    }

    fn clock(&self, field: Field, at: usize, clock: &Clock) -> Vec<Choice> {
        if clock.is_typed {
            return Choice::plain(self.with(field, at, &[]));
        }
        let with = |unit: Unit, median_s: f64| Choice {
            toml: self.with(field, at, &[format!("unit = {}", quoted(unit.name()))]),
            meaning: format!("half of the values would be above {}", length(median_s)),
        };
        let minutes = with(Unit::MinutesSeconds, clock.median_s);
        let hours = with(Unit::HoursMinutes, clock.median_s * 60.0);
        match (
            clock.has_three,
            unit_in_name(&self.columns[at].name),
            self.is_mm_ss,
        ) {
            (true, ..) => Choice::plain(with(Unit::HoursMinutesSeconds, 0.0).toml),
            (_, Some(Unit::HoursMinutes), _) => Choice::plain(hours.toml),
            (_, Some(_), _) | (_, _, Some(true)) => Choice::plain(minutes.toml),
            _ => vec![minutes, hours],
        }
    }

    fn length(&self, field: Field, at: usize, number: &Number) -> Vec<Choice> {
        let with = |unit: Unit| self.with(field, at, &[format!("unit = {}", quoted(unit.name()))]);
        if let Some(unit) = unit_in_name(&self.columns[at].name) {
            return Choice::plain(with(unit));
        }
        let units = [
            (Unit::Seconds, 1.0),
            (Unit::Milliseconds, 0.001),
            (Unit::Minutes, 60.0),
        ];
        let choice = |(unit, factor): (Unit, f64)| Choice {
            toml: with(unit),
            meaning: format!(
                "half of the values would be above {}",
                length(number.median * factor)
            ),
        };
        units.map(choice).to_vec()
    }

    fn words(&self, field: Field, at: usize) -> (Vec<Choice>, Vec<(String, u64)>) {
        let words = self.tallies[at].words.clone().unwrap_or_default();
        let meant: fn(&str) -> Option<&'static str> = match field {
            Field::Outcome => words::outcome,
            Field::Status => words::status,
            field if field.is_yes_no() => words::yes_no,
            Field::CustomerLanguage | Field::ServedLanguage => language_meant,
            Field::Queue => {
                let more = [String::from("words = \"queues\"")];
                return (
                    Choice::plain(self.with(field, at, &more)),
                    words.into_iter().collect(),
                );
            }
            _ => return (Choice::plain(self.with(field, at, &[])), Vec::new()),
        };
        let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut unknown = Vec::new();
        for (word, count) in &words {
            match meant(word) {
                Some(canonical) => lists.entry(canonical).or_default().push(word),
                // The line stays a comment until somebody says what it means.
                None if field == Field::Outcome => {
                    let proposed = words::outcome_to_decide(word).unwrap_or("unclear");
                    lists.entry(proposed).or_default().push(word);
                    unknown.push((word.clone(), *count));
                }
                None => unknown.push((word.clone(), *count)),
            }
        }
        let lines = lists
            .iter()
            .filter(|(canonical, words)| words.as_slice() != [**canonical]);
        let lines: Vec<String> = lines
            .map(|(canonical, words)| format!("{canonical} = {}", quoted_list(words.iter().copied())))
            .collect();
        let more = (!lines.is_empty()).then(|| format!("words = {{ {} }}", lines.join(", ")));
        let more: Vec<String> = more.into_iter().collect();
        (Choice::plain(self.with(field, at, &more)), unknown)
    }

    fn remark(&self, assigned: &Assigned) -> Option<String> {
        let is_moment = matches!(assigned.field, Field::OfferedAt | Field::CreatedAt | Field::Start);
        if let Place::Pair {
            date,
            is_borrowed: true,
            ..
        } = &assigned.place
            && !is_moment
        {
            let name = &self.columns[*date].name;
            return Some(format!(
                "takes its day from `{name}`: past midnight it would be a day early"
            ));
        }
        if assigned.field == Field::Id && assigned.score < 0.3 {
            return Some(String::from(
                "no column is called an id; this is the first without repetitions",
            ));
        }
        let (read, all) = self.read(assigned);
        let misses = assigned
            .place
            .all()
            .into_iter()
            .map(|at| &self.columns[at].guess.misses);
        let first = misses
            .flatten()
            .min_by_key(|(row, _)| *row)
            .filter(|_| read < all);
        first.map(|(row, value)| format!("row {row}: `{value}` does not read"))
    }

    /// Values that read, of all; of two columns that with fewer.
    fn read(&self, assigned: &Assigned) -> (u64, u64) {
        let of = |at: usize| {
            let (guess, tally) = (&self.columns[at].guess, &self.tallies[at]);
            match is_any(assigned.field) {
                true => (tally.filled, tally.filled),
                false => (guess.read, tally.filled + tally.errors),
            }
        };
        let columns = assigned.place.all().into_iter().map(of);
        columns
            .max_by_key(|(read, all)| all.saturating_sub(*read))
            .unwrap_or_default()
    }
}

/// Whether any value will do: texts and words are read as they are.
fn is_any(field: Field) -> bool {
    matches!(field.value_type(), ValueType::Text | ValueType::Words)
}

fn one_or_list(formats: &[String]) -> String {
    match formats {
        [one] => quoted(one),
        all => quoted_list(all.iter().map(String::as_str)),
    }
}

fn from_to((first, last): (i64, i64)) -> String {
    format!("from {} to {}", day(first), day(last))
}

/// The day of civil seconds.
pub fn day(civil: i64) -> String {
    chrono::DateTime::from_timestamp(civil, 0)
        .map_or_else(String::new, |at| at.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_written_as_toml_reads_them() {
        for text in ["a\"b", "c\\d", "tab\there", "ü€", "line\nbreak", "\u{1b}[2J"] {
            let written = format!("x = {}", quoted(text));
            let read: toml::Table = toml::from_str(&written).expect("TOML");
            assert_eq!(read["x"].as_str(), Some(text));
            assert!(!written.contains(['\n', '\u{1b}']), "{written}");
        }
    }
}
