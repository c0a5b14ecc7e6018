//! Which days of a calendar are closed: public holidays of a region, lists of the workspace, and what
//! the contract adds and removes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::days::{DAY, Day, day_key};
use super::names::Names;
use crate::workspace::agreement::Text;
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::holidays::{self, Holiday, Region};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, list, maybe, text};
use crate::workspace::special_days::Origin;
use crate::workspace::suggest;

/// Holiday lists by their id.
pub type Lists<'a> = BTreeMap<&'a str, Vec<(Day, &'a str)>>;

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
}

/// Where closed days come from.
#[derive(Clone, Copy)]
enum Source<'a> {
    Regional,
    Nationwide,
    List(&'a Entry),
}

/// Words of `holidays` that are no lists.
pub const WORDS: [&str; 3] = ["regional", "nationwide", "none"];

/// The days of all holiday lists; faulty ones are noted.
pub fn lists<'a>(notes: &Notes, entries: &'a [Entry]) -> Lists<'a> {
    entries
        .iter()
        .map(|entry| (entry.key.as_str(), listed(notes, entry)))
        .collect()
}

fn listed<'a>(notes: &Notes, entry: &'a Entry) -> Vec<(Day, &'a str)> {
    if WORDS.contains(&entry.key.as_str()) {
        let message = format!("`{}` cannot be the id of a holiday list", entry.key);
        notes.add(Note::at(entry.spot, message).help("it is a word of `holidays`; choose another id"));
    }
    let what = format!("holiday list `{}`", entry.key);
    named_days(notes, &what, &entry.node).unwrap_or_default()
}

/// A table of days with their names; nothing where it is none, faulty days are noted.
fn named_days<'a>(notes: &Notes, what: &str, node: &'a Node) -> Option<Vec<(Day, &'a str)>> {
    let Value::Table(table) = &node.value else {
        let message = format!("{what} is a table, not {}", node.value.kind());
        return notes
            .refuse(Note::at(node.spot, message).help("write each day as 2026-10-03 = \"name of the day\""));
    };
    let days = table.entries.iter().filter_map(|day| {
        let name = text(notes, "the name of a holiday", &day.node);
        Some((day_key(notes, day)?, name?))
    });
    Some(days.collect())
}

/// Reads `region`, `holidays`, `add` and `remove` of a calendar.
pub fn closed(notes: &Notes, names: &Names<'_>, lists: &Lists<'_>, reader: &Reader<'_>) -> Option<Closed> {
    let (region_entry, add, remove) = (
        reader.optional("region"),
        reader.optional("add"),
        reader.optional("remove"),
    );
    let region = maybe(region_entry, |entry| read_region(notes, entry));
    let sources = maybe(reader.optional("holidays"), |entry| {
        let sources = read_sources(notes, names, entry)?;
        needs_region(notes, entry, &sources, region_entry, add.is_some())?;
        Some(sources)
    });
    let (region, sources) = (region?, sources?);
    let sources = sources.unwrap_or_else(|| by_default(region));
    if let (Some(region), Some(entry)) = (region, region_entry) {
        fits(notes, region, entry, &sources)?;
    }
    let mut closed = Closed {
        words: words(region, &sources),
        region: region.and_then(|region| region_words(region, &sources)),
        ..Closed::default()
    };
    for source in &sources {
        closed.close(*source, region, lists);
    }
    maybe(add, |entry| closed.add(notes, region, entry))?;
    maybe(remove, |entry| closed.remove(notes, entry))?;
    Some(closed)
}

fn read_region(notes: &Notes, entry: &Entry) -> Option<Region> {
    let code = text(notes, "`region`", &entry.node)?;
    Region::of(code).or_else(|| {
        let note = Note::at(entry.node.spot, format!("there is no region `{code}`"));
        notes.refuse(note.help(holidays::help(code)))
    })
}

fn read_sources<'a>(notes: &Notes, names: &Names<'a>, entry: &Entry) -> Option<Vec<Source<'a>>> {
    if let Value::Text(word) = &entry.node.value {
        if names.holidays.ids().contains(&word.trim()) {
            let message = format!("`{}` is a list", word.trim());
            let help = format!("write it in brackets: holidays = [\"{}\"]", word.trim());
            return notes.refuse(Note::at(entry.node.spot, message).help(help));
        }
        let options = [
            ("regional", Some(Source::Regional)),
            ("nationwide", Some(Source::Nationwide)),
            ("none", None),
        ];
        let source = choice(notes, "choice of holidays", &entry.node, &options)?;
        return Some(source.into_iter().collect());
    }
    let items = list(notes, "`holidays`", &entry.node)?;
    let read: Vec<_> = items.iter().map(|item| source(notes, names, item)).collect();
    read.into_iter().collect()
}

fn source<'a>(notes: &Notes, names: &Names<'a>, item: &Node) -> Option<Source<'a>> {
    match &item.value {
        Value::Text(word) if word.trim() == "regional" => Some(Source::Regional),
        Value::Text(word) if word.trim() == "nationwide" => Some(Source::Nationwide),
        Value::Text(word) if word.trim() == "none" => {
            let note = Note::at(item.spot, "`none` stands alone");
            notes.refuse(note.help("write holidays = \"none\", or leave it out of the list"))
        }
        _ => names.holidays.find(notes, item).map(Source::List),
    }
}

/// Public holidays need a region; a region without public holidays would look as if it had an effect.
fn needs_region(
    notes: &Notes,
    entry: &Entry,
    sources: &[Source<'_>],
    region: Option<&Entry>,
    has_added: bool,
) -> Option<()> {
    let is_public = |source: &Source<'_>| !matches!(source, Source::List(_));
    match region {
        None if sources.iter().any(is_public) => {
            let note = Note::at(entry.node.spot, "public holidays need a region");
            notes.refuse(note.help("write region = \"DE-NW\", a code of ISO 3166-2"))
        }
        Some(region) if !sources.is_empty() && !sources.iter().any(is_public) && !has_added => {
            let note = Note::at(region.spot, "`region` has no effect: `holidays` names lists only");
            let note = note.related(entry.spot, "the lists");
            notes.refuse(note.help("write holidays = [\"regional\", …] for both, or remove `region`"))
        }
        _ => Some(()),
    }
}

/// A country of many laws has no regional holidays.
fn fits(notes: &Notes, region: Region, entry: &Entry, sources: &[Source<'_>]) -> Option<()> {
    let asks = sources.iter().any(|source| matches!(source, Source::Regional));
    if !asks || !region.is_too_large() {
        return Some(());
    }
    let message = format!("`{}` does not say which region", region.code);
    let note = Note::at(entry.node.spot, message);
    notes.refuse(note.help(
        "regional holidays differ: name a region such as DE-NW or CH-ZH, or write holidays = \"nationwide\"",
    ))
}

fn by_default<'a>(region: Option<Region>) -> Vec<Source<'a>> {
    match region {
        None => Vec::new(),
        Some(region) if region.is_too_large() => vec![Source::Nationwide],
        Some(_) => vec![Source::Regional],
    }
}

fn words(region: Option<Region>, sources: &[Source<'_>]) -> Text {
    let parts = sources.iter().map(|source| match (source, region) {
        (Source::List(list), _) => (format!("Liste „{}“", list.key), format!("list “{}”", list.key)),
        (Source::Regional, Some(region)) => (
            format!("{} ({})", region.name.de, region.code),
            format!("{} ({})", region.name.en, region.code),
        ),
        (Source::Nationwide, Some(region)) => (
            format!("{}, nur bundesweite", region.country().de),
            format!("{}, nationwide ones only", region.country().en),
        ),
        (_, None) => Default::default(),
    });
    let (de, en): (Vec<String>, Vec<String>) = parts.unzip();
    if de.is_empty() {
        return Text {
            de: "keine".into(),
            en: "none".into(),
        };
    }
    Text {
        de: de.join(", "),
        en: en.join(", "),
    }
}

fn region_words(region: Region, sources: &[Source<'_>]) -> Option<Text> {
    let is_regional = sources.iter().any(|source| matches!(source, Source::Regional));
    let is_nationwide = sources.iter().any(|source| matches!(source, Source::Nationwide));
    match (is_regional, is_nationwide) {
        (true, _) => Some(region.name.clone()),
        (false, true) => Some(words(Some(region), &[Source::Nationwide])),
        (false, false) => None,
    }
}

impl Closed {
    fn close(&mut self, source: Source<'_>, region: Option<Region>, lists: &Lists<'_>) {
        match (source, region) {
            (Source::Regional, Some(region)) => self.insert(region.regional(), Origin::Holiday),
            (Source::Nationwide, Some(region)) => self.insert(region.nationwide(), Origin::Holiday),
            (Source::List(list), _) => {
                for (day, name) in lists.get(list.key.as_str()).into_iter().flatten() {
                    self.insert_own(*day, name, Origin::Listed);
                }
            }
            (_, None) => {}
        }
    }

    /// Days that are closed already keep their reason.
    fn insert(&mut self, holidays: Vec<Holiday>, origin: Origin) {
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
    fn add(&mut self, notes: &Notes, region: Option<Region>, entry: &Entry) -> Option<()> {
        if matches!(entry.node.value, Value::Table(_)) {
            for (day, name) in named_days(notes, "`add`", &entry.node)? {
                self.insert_own(day, name, Origin::Added);
            }
            return Some(());
        }
        let items = list(notes, "`add`", &entry.node)?;
        let read: Vec<_> = items.iter().map(|item| known_days(notes, region, item)).collect();
        for days in read.into_iter().collect::<Option<Vec<_>>>()? {
            self.insert(days, Origin::Added);
        }
        Some(())
    }

    /// Days that the contract takes out: by name, date or day of the year.
    fn remove(&mut self, notes: &Notes, entry: &Entry) -> Option<()> {
        let items = list(notes, "`remove`", &entry.node)?;
        let found: Vec<_> = items.iter().map(|item| self.meant(notes, item)).collect();
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
    fn meant(&self, notes: &Notes, item: &Node) -> Option<Vec<NaiveDate>> {
        let written = match &item.value {
            Value::Date(date) => date.to_string(),
            _ => text(notes, "a day of `remove`", item)?.to_owned(),
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
        let mut names: Vec<&str> = self
            .days
            .values()
            .flat_map(|(name, _)| [name.de.as_str(), name.en.as_str()])
            .collect();
        names.sort_unstable();
        names.dedup();
        let help = match suggest::nearest(&written, names.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!(
                "days are removed by name, or as \"2026-10-31\" or \"10-31\"; {}",
                all_of(&names)
            ),
        };
        notes.refuse(Note::at(item.spot, format!("`{written}` is no holiday of this calendar")).help(help))
    }
}

fn all_of(names: &[&str]) -> String {
    match names {
        [] => String::from("this calendar has none"),
        names => format!("it has: {}", names.join(", ")),
    }
}

/// The days of a name that the country knows.
fn known_days(notes: &Notes, region: Option<Region>, item: &Node) -> Option<Vec<Holiday>> {
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
        let help = suggest::help(name, "a day", &region.names());
        return notes.refuse(note.help(help));
    }
    Some(days)
}
