//! Days of the week, and opening windows of a day.

use crate::vocabulary::suggest;
use crate::workspace::calendar::Window;
use crate::workspace::document::Node;
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{list, text};

/// Days as the workspace names them, Monday first.
pub const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// German abbreviations, which people write by habit.
const GERMAN_DAYS: [&str; 7] = ["mo", "di", "mi", "do", "fr", "sa", "so"];

const WINDOW: &str = "a window is written \"08:00-18:00\"; the day ends at 24:00";

/// The days that a key names: `sat`, or `mon-fri`. The error says what would be right.
pub fn days(key: &str) -> Result<std::ops::RangeInclusive<usize>, String> {
    let parts: Vec<&str> = key.splitn(2, '-').collect();
    let known: Option<Vec<usize>> = parts.iter().map(|part| day(part)).collect();
    match known.as_deref() {
        Some([only]) => Ok(*only..=*only),
        Some([first, last]) if first <= last => Ok(*first..=*last),
        Some([first, ..]) => Err(format!(
            "a range ends within its week: write {}-sun, and the rest apart",
            DAYS[*first]
        )),
        _ => Err(meant(&parts)),
    }
}

fn day(name: &str) -> Option<usize> {
    DAYS.iter().position(|day| *day == name)
}

/// What days that are none probably mean, the whole range at once.
fn meant(parts: &[&str]) -> String {
    let near: Option<Vec<&str>> = parts.iter().map(|part| near(part)).collect();
    match near {
        Some(days) => format!("did you mean `{}`?", days.join("-")),
        None => format!("days are {}, or a range such as mon-fri", DAYS.join(", ")),
    }
}

fn near(name: &str) -> Option<&'static str> {
    let german = GERMAN_DAYS.iter().position(|day| *day == name.to_lowercase());
    let known = day(name).or(german).map(|index| DAYS[index]);
    known.or_else(|| suggest::nearest(name, DAYS))
}

/// The windows of a day, ascending; windows that meet are one.
pub fn windows(notes: &Notes, node: &Node) -> Option<Vec<Window>> {
    let items = list(notes, "the opening of a day", node)?;
    let read: Vec<_> = items
        .iter()
        .map(|item| Some((item, window(notes, item)?)))
        .collect();
    let mut windows: Vec<(&Node, Window)> = read.into_iter().collect::<Option<_>>()?;
    windows.sort_by_key(|(_, window)| *window);
    let mut joined: Vec<(&Node, Window)> = Vec::new();
    for (node, (open, close)) in windows {
        match joined.last_mut() {
            Some((first, (_, end))) if open < *end => {
                let note = Note::at(node.spot, "these windows overlap").related(first.spot, "the other one");
                return notes.refuse(note.help("write one window for both"));
            }
            Some((_, (_, end))) if open == *end => *end = close,
            _ => joined.push((node, (open, close))),
        }
    }
    Some(joined.into_iter().map(|(_, window)| window).collect())
}

fn window(notes: &Notes, node: &Node) -> Option<Window> {
    let written = text(notes, "a window", node)?;
    let refuse = |message: String| notes.refuse(Note::at(node.spot, message).help(WINDOW));
    let Some((open, close)) = written.split_once(['-', '–']) else {
        return refuse(format!("`{written}` is no window"));
    };
    let (open, close) = match (time(open), time(close)) {
        (Some(open), Some(close)) => (open, close),
        (None, _) => return refuse(format!("`{}` is no time of day", open.trim())),
        (_, None) => return refuse(format!("`{}` is no time of day", close.trim())),
    };
    match open < close {
        true => Some((open, close)),
        false => notes.refuse(
            Note::at(node.spot, format!("`{written}` closes before it opens"))
                .help("a window stays within its day; write the rest of the night with the next day"),
        ),
    }
}

/// Seconds after midnight of `HH:MM`, up to 24:00.
fn time(text: &str) -> Option<u32> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let number = |digits: &str, longest| {
        let fits = (1..=longest).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| digits.parse::<u32>().ok())?
    };
    let (hours, minutes) = (
        number(hours, 2)?,
        (minutes.len() == 2).then(|| number(minutes, 2))??,
    );
    let seconds = hours * 3600 + minutes * 60;
    (minutes < 60 && seconds <= 86_400).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day() {
        assert_eq!(time("08:30"), Some(30_600));
        assert_eq!(time("24:00"), Some(86_400));
        assert_eq!(
            [
                time("25:00"),
                time("24:01"),
                time("8"),
                time("08:60"),
                time("8:5")
            ],
            [None; 5]
        );
    }

    #[test]
    fn day_keys() {
        assert_eq!(days("mon-fri"), Ok(0..=4));
        assert_eq!(days("sun"), Ok(6..=6));
        assert_eq!(days("so"), Err("did you mean `sun`?".into()));
        assert_eq!(days("mo-sa"), Err("did you mean `mon-sat`?".into()));
        assert_eq!(days("mon-Fr"), Err("did you mean `mon-fri`?".into()));
        assert_eq!(
            days("fri-mon"),
            Err("a range ends within its week: write fri-sun, and the rest apart".into())
        );
    }
}
