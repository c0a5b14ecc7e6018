//! Holiday lists that no calendar names, although some calendar may have meant to: a doubt, no mistake.

use super::names::Names;
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::holidays::Region;

/// What a calendar says about its holidays.
enum Choice<'a> {
    /// Which hold.
    Made(&'a Node),
    /// Those of a region, by default.
    Region(&'a str),
    /// Nothing.
    Nothing,
    /// What it says cannot be read, and is noted as a mistake.
    Unreadable,
}

impl<'a> Choice<'a> {
    fn of(calendar: &'a Entry) -> Self {
        let Value::Table(table) = &calendar.node.value else {
            return Self::Unreadable;
        };
        match (table.get("holidays"), table.get("region")) {
            (Some(holidays), _) => Self::Made(&holidays.node),
            (None, None) => Self::Nothing,
            (None, Some(region)) => match &region.node.value {
                Value::Text(code) => Self::Region(code),
                _ => Self::Unreadable,
            },
        }
    }

    fn names(&self, list: &str) -> bool {
        let Self::Made(Node {
            value: Value::List(items),
            ..
        }) = self
        else {
            return false;
        };
        let is_named = |item: &Node| matches!(&item.value, Value::Text(name) if name.trim() == list);
        items.iter().any(is_named)
    }
}

/// Calendars that name no holidays, or a region only, while no calendar uses a list: its days would be
/// worked through.
pub fn lists(names: &Names<'_>) -> Vec<String> {
    let calendars = names.calendars.entries.iter();
    let choices: Vec<(&str, Choice<'_>)> = calendars
        .map(|calendar| (calendar.key.as_str(), Choice::of(calendar)))
        .collect();
    let mut lists = names.holidays.entries.iter().map(|list| list.key.as_str());
    let Some(list) = lists.find(|list| !choices.iter().any(|(_, choice)| choice.names(list))) else {
        return Vec::new();
    };
    let doubts = choices.iter().filter_map(|(calendar, choice)| {
        let (has, meant) = told(choice, list)?;
        Some(format!(
            "calendar `{calendar}` has {has}, and no calendar uses the list `{list}`; did you forget \
             holidays = [{meant}]?"
        ))
    });
    doubts.collect()
}

/// What a calendar has, and what it would say to have the list as well.
fn told(choice: &Choice<'_>, list: &str) -> Option<(String, String)> {
    match choice {
        Choice::Nothing => Some((String::from("no holidays"), format!("\"{list}\""))),
        Choice::Region(code) => {
            let source = match Region::of(code)?.has_regional_laws() {
                true => "nationwide",
                false => "regional",
            };
            Some((
                format!("the holidays of {code} only"),
                format!("\"{source}\", \"{list}\""),
            ))
        }
        Choice::Made(_) | Choice::Unreadable => None,
    }
}
