//! The closed days of a calendar: its holidays, and what the contract adds and removes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::days::{DAY, Day};
use super::holidays::{Ground, Lists, Source, named_days};
use crate::vocabulary::suggest;
use crate::workspace::agreement::{ReportLanguage, Text};
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::holidays::{self, Holiday, Region};
use crate::workspace::notes::Note;
use crate::workspace::read::{list, text};
use crate::workspace::special_days::{Known, Origin};

/// The closed days of a calendar.
#[derive(Default)]
pub struct Closed {
    /// Closed days with name and reason.
    pub days: BTreeMap<NaiveDate, (Text, Origin)>,
    /// Days that would be closed but for the contract.
    pub removed: BTreeMap<NaiveDate, Text>,
    /// Which holidays hold, in words.
    pub words: Text,
    /// The region whose holidays hold, in words.
    pub region: Option<Text>,
    /// For which years all of these days are known.
    pub known: Known,
}

impl Closed {
    /// Closes the days of a source.
    pub fn close(&mut self, source: Source<'_>, region: Option<Region>, lists: &Lists<'_>) {
        match (source, region) {
            (Source::Regional, Some(region)) => self.insert_shipped(region.regional(), Origin::Holiday),
            (Source::Nationwide, Some(region)) => self.insert_shipped(region.nationwide(), Origin::Holiday),
            (Source::List(list), _) => {
                for (day, name) in lists.get(list.key.as_str()).into_iter().flatten() {
                    self.insert_own(*day, name, Origin::Listed);
                }
            }
            (_, None) => {}
        }
    }

    /// Days that come from the program's rules, which end. Days that are closed already keep their reason.
    fn insert_shipped(&mut self, holidays: Vec<Holiday>, origin: Origin) {
        self.known = Known::ShippedYears;
        for (date, name) in holidays {
            self.days.entry(date).or_insert_with(|| (name.clone(), origin));
        }
    }

    fn insert_own(&mut self, day: Day, name: &str, origin: Origin) {
        for date in day.dates() {
            self.days
                .entry(date)
                .or_insert_with(|| (Text::same(name), origin));
        }
    }

    /// Days that the contract adds: names that the country knows, or a table of days with names.
    pub fn add(&mut self, ground: &Ground<'_, '_>, region: Option<Region>, entry: &Entry) -> Option<()> {
        if matches!(entry.node.value, Value::Table(_)) {
            for (day, name) in named_days(ground.notes, "`add`", &entry.node)? {
                self.insert_own(day, name, Origin::Added);
            }
            return Some(());
        }
        let items = list(ground.notes, "`add`", &entry.node)?;
        let read: Vec<_> = items
            .iter()
            .map(|item| known_days(ground, region, item))
            .collect();
        for days in read.into_iter().collect::<Option<Vec<_>>>()? {
            self.insert_shipped(days, Origin::Added);
        }
        Some(())
    }

    /// Days that the contract takes out: by name, date or day of the year.
    pub fn remove(&mut self, ground: &Ground<'_, '_>, entry: &Entry) -> Option<()> {
        let items = list(ground.notes, "`remove`", &entry.node)?;
        let found: Vec<_> = items.iter().map(|item| self.meant(ground, item)).collect();
        for date in found
            .into_iter()
            .collect::<Option<Vec<_>>>()?
            .into_iter()
            .flatten()
        {
            if let Some((name, _)) = self.days.remove(&date) {
                self.removed.insert(date, name);
            }
        }
        Some(())
    }

    /// The closed days that an item of `remove` means.
    fn meant(&self, ground: &Ground<'_, '_>, item: &Node) -> Option<Vec<NaiveDate>> {
        let written = match &item.value {
            Value::Date(date) => date.to_string(),
            _ => text(ground.notes, "a day of `remove`", item)?.to_owned(),
        };
        let is_meant = |(date, (name, _)): (&NaiveDate, &(Text, Origin))| {
            let is = match Day::parse(&written) {
                Some(day) => day.dates().contains(date),
                None => holidays::is_name(name, &written),
            };
            is.then_some(*date)
        };
        let dates: Vec<NaiveDate> = self.days.iter().filter_map(is_meant).collect();
        if !dates.is_empty() {
            return Some(dates);
        }
        let names: Vec<&Text> = self.days.values().map(|(name, _)| name).collect();
        let help = match nearest_of(&written, &names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!(
                "days are removed by name, or as \"2026-10-31\" or \"10-31\"; {}",
                all_of(&names, ground.language)
            ),
        };
        let message = format!("`{written}` is no holiday of this calendar");
        ground.notes.refuse(Note::at(item.spot, message).help(help))
    }
}

/// The name, in either language, that a misspelt one probably means.
fn nearest_of<'t>(written: &str, names: &[&'t Text]) -> Option<&'t str> {
    let both = names.iter().flat_map(|name| [name.de.as_str(), name.en.as_str()]);
    suggest::nearest(written, both)
}

/// Names in one language, each once.
fn listed(names: &[&Text], language: ReportLanguage) -> String {
    let names: BTreeSet<&str> = names.iter().map(|name| name.get(language)).collect();
    let names: Vec<&str> = names.into_iter().collect();
    names.join(", ")
}

fn all_of(names: &[&Text], language: ReportLanguage) -> String {
    match names {
        [] => String::from("this calendar has none"),
        names => format!("it has: {}", listed(names, language)),
    }
}

/// The days of a name that the country knows.
fn known_days(ground: &Ground<'_, '_>, region: Option<Region>, item: &Node) -> Option<Vec<Holiday>> {
    let notes = ground.notes;
    let name = text(notes, "a day of `add`", item)?;
    if Day::parse(name).is_some() {
        let note = Note::at(item.spot, format!("`{name}` has no name"));
        return notes.refuse(note.help(format!("write add = {{ {name} = \"name of the day\" }}; {DAY}")));
    }
    let Some(region) = region else {
        let note = Note::at(item.spot, format!("`{name}` needs a region"));
        return notes.refuse(
            note.help(
                "write region = \"DE-NW\", or give the day yourself: add = { 12-24 = \"Heiligabend\" }",
            ),
        );
    };
    let days = region.named(name);
    if days.is_empty() {
        let note = Note::at(
            item.spot,
            format!("no day is named `{name}` in {}", region.country().en),
        );
        let names: Vec<&Text> = region.names().collect();
        let help = match nearest_of(name, &names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "a day of your own is written add = {{ 2026-10-19 = \"Betriebsversammlung\" }}; known by name: {}",
                listed(&names, ground.language)
            ),
        };
        return notes.refuse(note.help(help));
    }
    Some(days)
}
