//! Named calendars: weekly windows, dated overrides and holidays, unrolled once each.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::names::Names;
use super::windows::{days, windows};
use crate::vocabulary::Zone;
use crate::workspace::calendar::{Calendar, FIRST_DAY, LAST_DAY, Window};
use crate::workspace::document::{Entry, Node, Spot, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, list, or_default, text};

type Week = [Vec<Window>; 7];
type Dates = BTreeMap<NaiveDate, Vec<Window>>;

/// Checks all calendars and holiday lists, and builds what can be built.
pub fn calendars<'a>(
    notes: &'a Notes,
    names: &Names<'a>,
    zone: Option<&Zone>,
) -> BTreeMap<&'a str, Calendar> {
    let holidays: BTreeMap<&str, Vec<NaiveDate>> = names
        .holidays
        .entries
        .iter()
        .map(|entry| (entry.key.as_str(), holiday_list(notes, entry)))
        .collect();
    let plans: Vec<_> = names
        .calendars
        .entries
        .iter()
        .map(|entry| (entry.key.as_str(), plan(notes, names, &holidays, entry)))
        .collect();
    let mut built = BTreeMap::new();
    for (name, plan) in plans {
        if let (Some((week, dates)), Some(zone)) = (plan, zone) {
            built.insert(name, Calendar::new(zone, &week, &dates));
        }
    }
    built
}

/// Holiday lists that no calendar names although some calendar names none: their days would be
/// worked through.
pub fn doubts(names: &Names<'_>) -> Vec<String> {
    let named = |calendar: &Entry| -> Option<Vec<String>> {
        let Value::Table(table) = &calendar.node.value else {
            return Some(Vec::new());
        };
        let Value::List(lists) = &table.get("holidays")?.node.value else {
            return Some(Vec::new());
        };
        let texts = lists.iter().filter_map(|list| match &list.value {
            Value::Text(name) => Some(name.clone()),
            _ => None,
        });
        Some(texts.collect())
    };
    let calendars = names.calendars.entries;
    let used: Vec<String> = calendars.iter().filter_map(named).flatten().collect();
    let unused = names
        .holidays
        .entries
        .iter()
        .filter(|list| !used.contains(&list.key));
    let Some(list) = unused.map(|list| &list.key).next() else {
        return Vec::new();
    };
    let without = calendars.iter().filter(|calendar| named(calendar).is_none());
    without
        .map(|calendar| {
            format!(
                "calendar `{}` has no holidays, and no calendar uses the list `{list}`; did you forget \
                 holidays = [\"{list}\"]?",
                calendar.key
            )
        })
        .collect()
}

/// The days of a holiday list; faulty ones are noted.
fn holiday_list(notes: &Notes, entry: &Entry) -> Vec<NaiveDate> {
    let Value::Table(table) = &entry.node.value else {
        let message = format!(
            "holiday list `{}` is a table, not {}",
            entry.key,
            entry.node.value.kind()
        );
        notes.add(
            Note::at(entry.node.spot, message).help("write each day as 2026-10-03 = \"name of the day\""),
        );
        return Vec::new();
    };
    for day in &table.entries {
        text(notes, "the name of a holiday", &day.node);
    }
    table
        .entries
        .iter()
        .filter_map(|day| calendar_date(notes, day))
        .collect()
}

/// A date as key, within the years that calendars cover.
fn calendar_date(notes: &Notes, entry: &Entry) -> Option<NaiveDate> {
    let date = entry
        .key
        .parse::<NaiveDate>()
        .ok()
        .filter(|_| entry.key.len() == 10);
    let Some(date) = date else {
        let note = Note::at(entry.spot, format!("`{}` is no date", entry.key));
        return notes.refuse(note.help("a date is written 2026-12-24"));
    };
    let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day);
    let covered =
        day(FIRST_DAY).is_none_or(|first| first <= date) && day(LAST_DAY).is_none_or(|last| date <= last);
    if !covered {
        let note = Note::at(
            entry.spot,
            format!("`{}` is outside the years of calendars", entry.key),
        );
        return notes.refuse(note.help(format!("calendars run from {} to {}", FIRST_DAY.0, LAST_DAY.0)));
    }
    Some(date)
}

fn plan(
    notes: &Notes,
    names: &Names<'_>,
    holidays: &BTreeMap<&str, Vec<NaiveDate>>,
    entry: &Entry,
) -> Option<(Week, Dates)> {
    let reader = Reader::of(notes, entry, format!("calendar `{}`", entry.key))?;
    let week = reader.required(
        "week",
        &format!("[calendars.{}.week] with mon-fri = [\"08:00-18:00\"]", entry.key),
    );
    let week = week.and_then(|entry| read_week(notes, entry));
    let closed = or_default(reader.optional("holidays"), Vec::new(), |entry| {
        closed_days(notes, names, holidays, &entry.node)
    });
    let dates = or_default(reader.optional("dates"), Dates::new(), |entry| {
        read_dates(notes, entry)
    });
    reader.finish();
    let mut all: Dates = closed?.into_iter().map(|date| (date, Vec::new())).collect();
    all.extend(dates?);
    Some((week?, all))
}

fn closed_days(
    notes: &Notes,
    names: &Names<'_>,
    holidays: &BTreeMap<&str, Vec<NaiveDate>>,
    node: &Node,
) -> Option<Vec<NaiveDate>> {
    let lists = list(notes, "`holidays`", node)?
        .iter()
        .map(|item| names.holidays.find(notes, item));
    let lists: Vec<Option<&Entry>> = lists.collect();
    let lists: Vec<&Entry> = lists.into_iter().collect::<Option<_>>()?;
    Some(
        lists
            .into_iter()
            .filter_map(|entry| holidays.get(entry.key.as_str()))
            .flatten()
            .copied()
            .collect(),
    )
}

fn read_week(notes: &Notes, entry: &Entry) -> Option<Week> {
    let Value::Table(table) = &entry.node.value else {
        let message = format!("`week` is a table, not {}", entry.node.value.kind());
        return notes
            .refuse(Note::at(entry.node.spot, message).help("week = { mon-fri = [\"08:00-18:00\"] }"));
    };
    let mut week = Week::default();
    let mut given: [Option<Spot>; 7] = [None; 7];
    let mut is_whole = true;
    for day in &table.entries {
        let windows = windows(notes, &day.node);
        match (days(&day.key), windows) {
            (Ok(days), Some(windows)) => {
                for index in days {
                    if let Some(first) = given[index].replace(day.spot) {
                        twice(notes, day, first);
                    }
                    week[index] = windows.clone();
                }
            }
            (Err(help), _) => {
                notes.add(Note::at(day.spot, format!("`{}` is no day of the week", day.key)).help(help));
                is_whole = false;
            }
            (_, None) => is_whole = false,
        }
    }
    if is_whole && week.iter().all(Vec::is_empty) {
        return notes
            .refuse(Note::at(entry.spot, "this calendar is never open").help("mon-fri = [\"08:00-18:00\"]"));
    }
    is_whole.then_some(week)
}

fn twice(notes: &Notes, day: &Entry, first: Spot) {
    let note = Note::at(
        day.spot,
        format!("`{}` covers a day that is given already", day.key),
    );
    notes.add(note.related(first, "given here").help("name each day once"));
}

fn read_dates(notes: &Notes, entry: &Entry) -> Option<Dates> {
    let Value::Table(table) = &entry.node.value else {
        let message = format!("`dates` is a table, not {}", entry.node.value.kind());
        return notes
            .refuse(Note::at(entry.node.spot, message).help("dates = { 2026-12-24 = [\"08:00-12:00\"] }"));
    };
    let read: Vec<_> = table
        .entries
        .iter()
        .map(|day| (calendar_date(notes, day), windows(notes, &day.node)))
        .collect();
    read.into_iter()
        .map(|(date, windows)| Some((date?, windows?)))
        .collect()
}
