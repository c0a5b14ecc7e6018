//! Which formats of points in time a column can be read with, counted over its values.

use std::rc::Rc;

use crate::normalize::InstantFormat;
use crate::vocabulary::CivilSeconds;

/// Dates as exports write them; where several read a value alike, the first is meant.
const DATES: &[&str] = &[
    "%d.%m.%Y",
    "%Y-%m-%d",
    "%d.%m.%y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d-%m-%y",
    "%m-%d-%y",
    "%Y/%m/%d",
    "%d/%b/%y",
    "%d/%b/%Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d %b %Y",
    "%b %d, %Y",
    "%a, %d %b %Y",
    "%Y%m%d",
    "%y%m%d",
    "%d%m%y",
];

/// Times of day.
const TIMES: &[&str] = &["%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%H:%M:%S%.f"];

/// What stands between a date and a time.
const JOINS: &[&str] = &[" ", "T", ", "];

/// A day for times without one.
const SOME_DAY: &str = "2000-01-01 ";

/// Values after which formats that have read none are given up.
const LEARNING: u64 = 200;

/// Most values remembered that a format did not read.
const MISSES: usize = 100;

/// Longest text that may be a point in time, in bytes; longer ones are not tried.
const LONGEST: usize = 64;

/// A row and its value, which all formats that did not read it share.
pub type Miss = (u32, Rc<str>);

/// A format on trial.
pub struct Trial {
    /// The format, without what the zone adds.
    pub format: String,
    compiled: InstantFormat,
    /// Values read.
    pub hits: u64,
    /// The sum of what was read: two formats with the same one mean the same.
    sum: i64,
    /// First and last reading.
    pub range: Option<(CivilSeconds, CivilSeconds)>,
    /// Readings of the first values.
    starts: Vec<CivilSeconds>,
    /// Rows and values that it did not read.
    pub misses: Vec<Miss>,
}

/// Formats on trial over a column.
pub struct Trials {
    trials: Vec<Trial>,
    prefix: &'static str,
    seen: u64,
    /// Endings such as `Z` or `+01:00`, in the order met; empty for "none".
    pub suffixes: Vec<String>,
}

impl Trials {
    /// Dates, with and without times of day.
    pub fn of_instants() -> Self {
        let timed = |date: &str| {
            let joined = JOINS
                .iter()
                .flat_map(|join| TIMES.iter().map(move |time| (join, time)));
            joined
                .map(|(join, time)| format!("{date}{join}{time}"))
                .collect::<Vec<_>>()
        };
        let formats = DATES.iter().map(|date| (*date).to_owned());
        Self::new("", formats.chain(DATES.iter().flat_map(|date| timed(date))))
    }

    /// Times of day.
    pub fn of_times() -> Self {
        Self::new(SOME_DAY, TIMES.iter().map(|time| (*time).to_owned()))
    }

    fn new(prefix: &'static str, formats: impl Iterator<Item = String>) -> Self {
        let day = if prefix.is_empty() { "" } else { "%Y-%m-%d " };
        let trial = |format: String| Trial {
            compiled: InstantFormat::new(&format!("{day}{format}")),
            format,
            hits: 0,
            sum: 0,
            range: None,
            starts: Vec::new(),
            misses: Vec::new(),
        };
        Self {
            trials: formats.map(trial).collect(),
            prefix,
            seen: 0,
            suffixes: Vec::new(),
        }
    }

    /// Tries a value.
    pub fn add(&mut self, row: u32, text: &str) {
        if self.trials.is_empty() {
            return;
        }
        self.seen += 1;
        if text.len() > LONGEST {
            let start: Rc<str> = format!("{}…", &text[..text.floor_char_boundary(LONGEST)]).into();
            for trial in &mut self.trials {
                trial.miss(row, || Rc::clone(&start));
            }
        } else {
            self.attempt(row, text);
        }
        if self.seen == LEARNING {
            self.trials.retain(|trial| trial.hits > 0);
        }
    }

    fn attempt(&mut self, row: u32, text: &str) {
        let (bare, suffix) = split_zone(text);
        let dated = format!("{}{bare}", self.prefix);
        let (mut is_read, mut shared) = (false, None);
        for trial in &mut self.trials {
            match trial.compiled.plausible(&dated) {
                Some(civil) => {
                    is_read = true;
                    trial.take(civil);
                }
                None => trial.miss(row, || Rc::clone(shared.get_or_insert_with(|| Rc::from(text)))),
            }
        }
        if is_read && !self.suffixes.iter().any(|known| known == suffix) && self.suffixes.len() < 4 {
            self.suffixes.push(suffix.to_owned());
        }
    }

    /// The format that reads most values, of equals the simplest.
    pub fn best(&self) -> Option<&Trial> {
        let most = self
            .trials
            .iter()
            .map(|trial| trial.hits)
            .max()
            .filter(|hits| *hits > 0)?;
        self.trials.iter().find(|trial| trial.hits == most)
    }

    /// Formats that read (nearly) as many values as the best and mean something else.
    pub fn rivals(&self, best: &Trial) -> Vec<&Trial> {
        let enough = best.hits - best.hits / 200;
        let others = self
            .trials
            .iter()
            .filter(|trial| trial.hits >= enough && (trial.hits, trial.sum) != (best.hits, best.sum));
        let mut found: Vec<&Trial> = Vec::new();
        for trial in others {
            // Nearly as many by leniency is no other meaning: the first readings tell.
            let differs = trial.starts != best.starts;
            if differs && !found.iter().any(|known| known.sum == trial.sum) {
                found.push(trial);
            }
        }
        found
    }

    /// Another format that reads most of what the best does not, and how many of the remembered.
    pub fn supplement(&self, best: &Trial) -> Option<String> {
        if best.misses.len() < 3 {
            return None;
        }
        let reads = |trial: &&Trial| {
            let misses = best.misses.iter();
            let bare = |text: &str| format!("{}{}", self.prefix, split_zone(text).0);
            let read = misses.filter(|(_, text)| trial.compiled.plausible(&bare(text)).is_some());
            read.count() * 2 > best.misses.len()
        };
        let swaps = |trial: &&Trial| is_day_first(&trial.format) == is_day_first(&best.format);
        self.trials
            .iter()
            .filter(swaps)
            .find(reads)
            .map(|trial| trial.format.clone())
    }
}

impl Trial {
    fn take(&mut self, civil: CivilSeconds) {
        self.hits += 1;
        self.sum = self.sum.wrapping_add(civil);
        let (first, last) = self.range.unwrap_or((civil, civil));
        self.range = Some((first.min(civil), last.max(civil)));
        if self.starts.len() < MISSES {
            self.starts.push(civil);
        }
    }

    fn miss(&mut self, row: u32, text: impl FnOnce() -> Rc<str>) {
        if self.misses.len() < MISSES {
            self.misses.push((row, text()));
        }
    }
}

/// Whether a format has a time of day.
pub fn has_time(format: &str) -> bool {
    format.contains("%H") || format.contains("%I")
}

/// Whether a format is digits only, which plain numbers are as well.
pub fn is_digits(format: &str) -> bool {
    matches!(format, "%Y%m%d" | "%y%m%d" | "%d%m%y")
}

fn is_day_first(format: &str) -> bool {
    let at = |letter| format.find(letter).unwrap_or(usize::MAX);
    at("%d") < at("%m").min(at("%b"))
}

/// A text without `Z` or an offset at its end, and that end.
fn split_zone(text: &str) -> (&str, &str) {
    if !text.contains(':') {
        return (text, "");
    }
    if let Some(bare) = text.strip_suffix('Z') {
        return (bare, "Z");
    }
    let Some(at) = text.rfind(['+', '-']) else {
        return (text, "");
    };
    let digits = text[at + 1..].bytes().filter(u8::is_ascii_digit).count();
    let is_offset = digits == 4
        && text[at + 1..]
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b':');
    if is_offset && text[..at].contains(':') {
        text.split_at(at)
    } else {
        (text, "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(values: &[&str]) -> Trials {
        let mut trials = Trials::of_instants();
        for (row, value) in (1..).zip(values) {
            trials.add(row, value);
        }
        trials
    }

    fn rivals(values: &[&str]) -> (String, Vec<String>) {
        let trials = tried(values);
        let best = trials.best().expect("a format");
        let rivals = trials.rivals(best);
        (
            best.format.clone(),
            rivals.iter().map(|trial| trial.format.clone()).collect(),
        )
    }

    #[test]
    fn a_day_above_twelve_decides() {
        assert_eq!(
            rivals(&["03/04/2026 08:00", "14/04/2026 08:00"]),
            ("%d/%m/%Y %H:%M".into(), vec![])
        );
        assert_eq!(rivals(&["03/04/2026", "04/14/2026"]), ("%m/%d/%Y".into(), vec![]));
    }

    #[test]
    fn without_one_both_readings_stay() {
        let (best, others) = rivals(&["03/04/2026", "05/06/2026"]);
        assert_eq!((best.as_str(), others), ("%d/%m/%Y", vec!["%m/%d/%Y".into()]));
        // The same day and month: both read the same, so nothing is open.
        assert_eq!(rivals(&["04/04/2026"]).1, Vec::<String>::new());
    }

    #[test]
    fn what_is_remembered_does_not_grow_with_the_texts() {
        let long = "ä".repeat(10_000);
        let mut trials = Trials::of_instants();
        trials.add(1, "2026-10-01 06:00:00");
        for row in 2..=150 {
            trials.add(row, &long);
        }
        let mut texts: Vec<&Rc<str>> = trials
            .trials
            .iter()
            .flat_map(|trial| trial.misses.iter().map(|(_, text)| text))
            .collect();
        texts.sort_by_key(|text| text.as_ptr());
        texts.dedup_by_key(|text| text.as_ptr());
        let bytes: usize = texts.iter().map(|text| text.len()).sum();
        assert!(bytes < 10_000, "{bytes} bytes kept of 150 texts");
        let best = trials.best().expect("a format");
        assert_eq!(
            (best.hits, best.misses.len()),
            (1, MISSES),
            "they count as misses"
        );
    }

    #[test]
    fn what_zones_add_is_kept_apart() {
        let trials = tried(&["2026-10-01T06:00:00Z", "2026-10-01T07:00:00+02:00"]);
        assert_eq!(
            trials.best().map(|best| best.format.as_str()),
            Some("%Y-%m-%dT%H:%M:%S")
        );
        assert_eq!(trials.suffixes, ["Z", "+02:00"]);
    }

    #[test]
    fn a_second_format_is_found() {
        let mut values = vec!["2026-10-01 06:00:00"; 10];
        values.extend(["2026-10-01 06:00:00.717"; 5]);
        let trials = tried(&values);
        let best = trials.best().expect("a format");
        assert_eq!(best.format, "%Y-%m-%d %H:%M:%S%.f", "it reads both");
        let mut values = vec!["2026-10-01 06:00:00"; 10];
        values.extend(["2026-10-01 06:00"; 5]);
        let trials = tried(&values);
        let best = trials.best().expect("a format");
        assert_eq!(trials.supplement(best).as_deref(), Some("%Y-%m-%d %H:%M"));
    }
}
