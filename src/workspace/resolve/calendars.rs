//! Named calendars: weekly windows, dated overrides and closed days, unrolled once each.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::closed::Closed;
use super::days::{Day, day_key};
use super::holidays::{self, Ground};
use super::names::Names;
use super::windows::{days, windows};
use crate::vocabulary::Zone;
use crate::workspace::agreement::{ReportLanguage, Text};
use crate::workspace::calendar::{Calendar, Window};
use crate::workspace::document::{Entry, Spot, Value};
use crate::workspace::hours::{self, Exceptions};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, maybe, or_default, text};
use crate::workspace::special_days::{About, Origin, SpecialDay};

type Week = [Vec<Window>; 7];
type OwnHours = BTreeMap<NaiveDate, DayHours>;

/// Checks all calendars and holiday lists, and builds what can be built.
pub fn calendars<'a>(
    notes: &'a Notes,
    names: &Names<'a>,
    zone: Option<&Zone>,
    language: ReportLanguage,
) -> BTreeMap<&'a str, Calendar> {
    let ground = Ground {
        notes,
        names,
        lists: holidays::lists(notes, names.holidays.entries),
        language,
    };
    let plans: Vec<_> = names
        .calendars
        .entries
        .iter()
        .map(|entry| (entry.key.as_str(), plan(&ground, entry)))
        .collect();
    let mut built = BTreeMap::new();
    for (name, plan) in plans {
        if let (Some(plan), Some(zone)) = (plan, zone) {
            built.insert(name, plan.build(name, zone));
        }
    }
    built
}

/// A calendar as written.
struct Plan {
    week: Week,
    closed: Closed,
    /// Hours of single dates, and of days of every year.
    own_hours: Vec<(Day, DayHours)>,
}

/// Hours of a day's own.
#[derive(Clone)]
struct DayHours {
    /// Name of the day, where the agreement gives one.
    name: Option<Text>,
    windows: Vec<Window>,
}

fn plan(ground: &Ground<'_, '_>, entry: &Entry) -> Option<Plan> {
    let notes = ground.notes;
    let reader = Reader::of(notes, entry, format!("calendar `{}`", entry.key))?;
    let week = reader.required(
        "week",
        &format!("[calendars.{}.week] with mon-fri = [\"08:00-18:00\"]", entry.key),
    );
    let week = week.and_then(|entry| read_week(notes, entry));
    let closed = holidays::closed(ground, &reader);
    let own_hours = or_default(reader.optional("dates"), Vec::new(), |entry| {
        read_dates(notes, entry)
    });
    reader.finish();
    Some(Plan {
        week: week?,
        closed: closed?,
        own_hours: own_hours?,
    })
}

impl Plan {
    fn build(self, name: &str, zone: &Zone) -> Calendar {
        let own_hours = self.own_hours();
        let mut dates: BTreeMap<NaiveDate, Vec<Window>> =
            self.closed.days.keys().map(|date| (*date, Vec::new())).collect();
        let own = own_hours.iter();
        dates.extend(own.map(|(date, hours)| (*date, hours.windows.clone())));
        let about = About {
            name: name.to_owned(),
            hours: hours::words(&self.week, self.exceptions(&own_hours)),
            week: hours::words(&self.week, Exceptions::None),
            known: self.closed.known,
            days: self.special_days(&own_hours),
            holidays: self.closed.words,
        };
        Calendar::new(zone, &self.week, &dates).described(about)
    }

    fn usual(&self, date: NaiveDate) -> &Vec<Window> {
        &self.week[date.weekday().num_days_from_monday() as usize]
    }

    /// Hours by date. A day of every year changes the hours of days that the week has open, and opens no
    /// other: a half day before Christmas is none on a Sunday. A date wins over it.
    fn own_hours(&self) -> OwnHours {
        let mut hours = OwnHours::new();
        for (day, own) in &self.own_hours {
            let open = day
                .dates()
                .into_iter()
                .filter(|date| !self.usual(*date).is_empty());
            if matches!(day, Day::Yearly(_)) {
                hours.extend(open.map(|date| (date, own.clone())));
            }
        }
        for (day, own) in &self.own_hours {
            if let Day::Date(date) = day {
                hours.insert(*date, own.clone());
            }
        }
        hours
    }

    fn exceptions(&self, own_hours: &OwnHours) -> Exceptions<'_> {
        let is_own = |(_, origin): &(Text, Origin)| *origin != Origin::Holiday;
        let has_own =
            !own_hours.is_empty() || self.closed.days.values().any(is_own) || !self.closed.removed.is_empty();
        match (&self.closed.region, has_own) {
            (None, false) => Exceptions::None,
            (None, true) => Exceptions::Days,
            (Some(region), false) => Exceptions::Holidays(region),
            (Some(region), true) => Exceptions::HolidaysAndDays(region),
        }
    }

    /// The days that differ from the week. Hours of a day's own are neither closed nor usual, whatever
    /// its name. A holiday on a day that the week has closed makes no difference.
    fn special_days(&self, own_hours: &OwnHours) -> Vec<SpecialDay> {
        let mut days: BTreeMap<NaiveDate, SpecialDay> = BTreeMap::new();
        let special = |date: NaiveDate, name: &Text, origin, windows| {
            let name = Some(name.clone());
            (
                date,
                SpecialDay {
                    date,
                    name,
                    origin,
                    windows,
                },
            )
        };
        let closed = self.closed.days.iter();
        days.extend(closed.map(|(date, (name, origin))| special(*date, name, *origin, Vec::new())));
        let removed = self.closed.removed.iter();
        days.extend(
            removed.map(|(date, name)| special(*date, name, Origin::Removed, self.usual(*date).clone())),
        );
        for (date, own) in own_hours {
            let day = days.entry(*date).or_insert_with(|| SpecialDay {
                date: *date,
                name: None,
                origin: Origin::Dated,
                windows: Vec::new(),
            });
            day.origin = Origin::Dated;
            day.windows.clone_from(&own.windows);
            day.name = own.name.clone().or(day.name.take());
        }
        let differs = |day: &SpecialDay| !(day.windows.is_empty() && self.usual(day.date).is_empty());
        days.into_values().filter(differs).collect()
    }
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

fn read_dates(notes: &Notes, entry: &Entry) -> Option<Vec<(Day, DayHours)>> {
    let Value::Table(table) = &entry.node.value else {
        let message = format!("`dates` is a table, not {}", entry.node.value.kind());
        return notes
            .refuse(Note::at(entry.node.spot, message).help("dates = { 2026-12-24 = [\"08:00-12:00\"] }"));
    };
    let read: Vec<_> = table
        .entries
        .iter()
        .map(|day| Some((day_key(notes, day)?, day_hours(notes, day)?)))
        .collect();
    read.into_iter().collect()
}

/// Hours of a day: windows, or windows with a name.
fn day_hours(notes: &Notes, day: &Entry) -> Option<DayHours> {
    if !matches!(day.node.value, Value::Table(_)) {
        let windows = windows(notes, &day.node)?;
        return Some(DayHours { name: None, windows });
    }
    let reader = Reader::of(notes, day, format!("day `{}`", day.key))?;
    let name = maybe(reader.optional("name"), |entry| {
        text(notes, "the name of a day", &entry.node)
    });
    let open = reader.required("open", "open = [\"08:00-12:00\"]");
    let windows = open.and_then(|entry| windows(notes, &entry.node));
    reader.finish();
    Some(DayHours {
        name: name?.map(Text::same),
        windows: windows?,
    })
}
