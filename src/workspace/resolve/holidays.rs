//! Which holidays a calendar names: those of a region, lists of the workspace, or none.

use std::collections::BTreeMap;

use super::closed::Closed;
use super::days::{Day, day_key};
use super::names::Names;
use crate::workspace::agreement::{ReportLanguage, Text};
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::holidays::{self, Region};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, list, maybe, text, unique};

/// Holiday lists by their id.
pub type Lists<'a> = BTreeMap<&'a str, Vec<(Day, &'a str)>>;

/// What the calendars of a workspace share.
pub struct Ground<'g, 'a> {
    /// Where problems go.
    pub notes: &'g Notes,
    /// The ids of the workspace.
    pub names: &'g Names<'a>,
    /// Its lists of holidays.
    pub lists: Lists<'a>,
    /// The client's language, in which days are listed.
    pub language: ReportLanguage,
}

/// Where closed days come from.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    /// Public holidays of the region.
    Regional,
    /// Those of the whole country only.
    Nationwide,
    /// A list of the workspace.
    List(&'a Entry),
}

impl Source<'_> {
    /// As `holidays` writes it.
    fn word(&self) -> &str {
        match self {
            Source::Regional => "regional",
            Source::Nationwide => "nationwide",
            Source::List(list) => &list.key,
        }
    }
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
pub fn named_days<'a>(notes: &Notes, what: &str, node: &'a Node) -> Option<Vec<(Day, &'a str)>> {
    let Value::Table(table) = &node.value else {
        let message = format!("{what} is a table, not {}", node.value.kind());
        return notes
            .refuse(Note::at(node.spot, message).help("write each day as 2026-10-03 = \"name of the day\""));
    };
    let days = table.entries.iter().filter_map(|day| {
        let date = day_key(notes, day)?;
        Some((date, text(notes, "the name of a holiday", &day.node)?))
    });
    Some(days.collect())
}

/// Reads `region`, `holidays`, `add` and `remove` of a calendar.
pub fn closed(ground: &Ground<'_, '_>, reader: &Reader<'_>) -> Option<Closed> {
    let (notes, names) = (ground.notes, ground.names);
    let (region_entry, add, remove) = (
        reader.optional("region"),
        reader.optional("add"),
        reader.optional("remove"),
    );
    let region = maybe(region_entry, |entry| read_region(notes, entry));
    let sources = maybe(reader.optional("holidays"), |entry| {
        let sources = read_sources(notes, names, entry)?;
        needs_region(notes, entry, &sources, region_entry, add.is_some_and(names_days))?;
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
        closed.close(*source, region, &ground.lists);
    }
    maybe(add, |entry| closed.add(ground, region, entry))?;
    maybe(remove, |entry| closed.remove(ground, entry))?;
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
    let sources: Vec<Source<'_>> = read.into_iter().collect::<Option<_>>()?;
    let words: Vec<_> = items.iter().zip(sources.iter().map(Source::word)).collect();
    unique(notes, "`holidays`", &words);
    Some(sources)
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

/// Whether `add` holds names of days, which are those of a country.
fn names_days(add: &Entry) -> bool {
    matches!(add.node.value, Value::List(_))
}

/// Public holidays need a region; a region without public holidays would look as if it had an effect.
fn needs_region(
    notes: &Notes,
    entry: &Entry,
    sources: &[Source<'_>],
    region: Option<&Entry>,
    names_days: bool,
) -> Option<()> {
    let is_public = |source: &Source<'_>| !matches!(source, Source::List(_));
    match region {
        None if sources.iter().any(is_public) => {
            let note = Note::at(entry.node.spot, "public holidays need a region");
            notes.refuse(note.help("write region = \"DE-NW\", a code of ISO 3166-2"))
        }
        Some(region) if !sources.is_empty() && !sources.iter().any(is_public) && !names_days => {
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
    if !asks || !region.has_regional_laws() {
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
        Some(region) if region.has_regional_laws() => vec![Source::Nationwide],
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
            format!("{}, nur bundesweite Feiertage", region.country().de),
            format!("{}, nationwide holidays only", region.country().en),
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
        (false, true) => Some(Text {
            de: format!("{}, nur bundesweite", region.country().de),
            en: format!("{}, nationwide ones only", region.country().en),
        }),
        (false, false) => None,
    }
}
