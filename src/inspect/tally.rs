//! What a column holds, counted value by value; its memory does not grow with the rows.

use std::collections::{BTreeMap, HashSet};
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::formats::Trials;
use super::names::{MISSING, entries};
use crate::ingest::Cell;
use crate::normalize::cell_text;

/// Distinct values that are remembered; a column with more holds no words.
const WORDS: usize = 200;

/// Longest value that may be a word, in characters.
const WORD_CHARS: usize = 60;

/// Examples kept.
const EXAMPLES: usize = 3;

/// Readings as a clock that are kept, for the middle one.
const READINGS: usize = 5_000;

/// A column's values, counted.
pub struct Tally {
    /// Cells with a value, those that stand for "no value" not among them.
    pub filled: u64,
    /// Cells with nothing in them.
    pub empty: u64,
    /// Texts that probably stand for "no value".
    pub missing: BTreeMap<String, u64>,
    /// Error values of a workbook, and formulas without a result.
    pub errors: u64,
    /// The first distinct values.
    pub examples: Vec<String>,
    /// Distinct values with their numbers, while there are few.
    pub words: Option<BTreeMap<String, u64>>,
    /// Values that came before.
    pub repeated: u64,
    /// Values with a blank inside.
    pub spaced: u64,
    /// Characters of all values.
    pub chars: u64,
    /// Ids that a spreadsheet made a number of: `4.41E+11`.
    pub damaged: u64,
    /// Typed cells of a workbook.
    pub typed: Typed,
    /// Times of day and lengths of time with colons.
    pub clocks: Clocks,
    /// Numbers in text.
    pub numbers: Numbers,
    /// Dates, with and without times.
    pub instants: Trials,
    /// Times of day.
    pub times: Trials,
    is_missing_word: HashSet<&'static str>,
    seen: HashSet<u64, FixedState>,
    hasher: FixedState,
}

/// Typed cells by kind.
#[derive(Default)]
pub struct Typed {
    /// Numbers, and those of them that are whole.
    pub numbers: (u64, u64),
    /// Dates at midnight.
    pub dates: u64,
    /// Dates with a time of day.
    pub instants: u64,
    /// Times of day.
    pub times: u64,
    /// Lengths of time.
    pub durations: u64,
    /// True or false.
    pub bools: u64,
    /// First and last date, as civil seconds.
    pub range: Option<(i64, i64)>,
    /// Times of day and lengths, in seconds.
    pub seconds: Vec<f64>,
}

/// Values such as `7:02`, `07:02:47` or `08:00-08:30`.
#[derive(Default)]
pub struct Clocks {
    /// With one colon.
    pub two: u64,
    /// With two colons.
    pub three: u64,
    /// Two readings with a hyphen between them.
    pub labels: u64,
    /// Largest first part.
    pub first_max: u64,
    /// Values read so far as first part, second part, third part.
    pub readings: Vec<(u64, u64, u64)>,
    /// The first rows and values that are none.
    pub misses: Vec<(u32, String)>,
    /// Minutes between the two readings of the first label.
    pub label_minutes: Option<u64>,
    /// The mark between the two readings of the first label; a mapping names one.
    pub label_mark: Option<char>,
}

/// Numbers in text, by the marks that they can be read with.
#[derive(Default)]
pub struct Numbers {
    /// Digits only, with or without sign.
    pub whole: u64,
    /// A point before the decimals, and nothing else possible.
    pub point: u64,
    /// A comma before the decimals, and nothing else possible.
    pub comma: u64,
    /// One mark and three digits after it: decimals or thousands.
    pub either: u64,
    /// Whole, with several marks between groups of three digits.
    pub grouped: u64,
    /// The mark between groups of three digits, where one is certain.
    pub group: Option<char>,
    /// With a percent sign.
    pub percent: u64,
    /// Leading zeros: an id, not an amount.
    pub padded: u64,
    /// The first rows and values that are none.
    pub misses: Vec<(u32, String)>,
    /// Values, as far as they could be read.
    pub values: Vec<f64>,
}

impl Tally {
    /// Nothing counted yet.
    pub fn new() -> Self {
        Self {
            filled: 0,
            empty: 0,
            missing: BTreeMap::new(),
            errors: 0,
            examples: Vec::new(),
            words: Some(BTreeMap::new()),
            repeated: 0,
            spaced: 0,
            chars: 0,
            damaged: 0,
            typed: Typed::default(),
            clocks: Clocks::default(),
            numbers: Numbers::default(),
            instants: Trials::of_instants(),
            times: Trials::of_times(),
            is_missing_word: entries(MISSING).collect(),
            seen: HashSet::default(),
            hasher: FixedState::default(),
        }
    }

    /// Counts a text.
    pub fn text(&mut self, row: u32, text: &str) {
        if text.is_empty() {
            self.empty += 1;
        } else if self.is_missing_word.contains(text) {
            *self.missing.entry(text.to_owned()).or_default() += 1;
        } else {
            self.value(text);
            self.instants.add(row, text);
            self.times.add(row, text);
            self.clocks.add(row, text);
            self.numbers.add(row, text);
            self.damaged += u64::from(is_damaged(text));
        }
    }

    /// Counts a cell of a workbook.
    pub fn cell(&mut self, row: u32, cell: &Cell) {
        match cell {
            Cell::Empty => self.empty += 1,
            Cell::Text(text) => self.text(row, text),
            Cell::Error(_) => self.errors += 1,
            typed => {
                self.value(&cell_text(typed));
                self.typed.add(typed);
                if let Cell::Number(number) = typed {
                    self.numbers.keep(*number);
                }
            }
        }
    }

    fn value(&mut self, text: &str) {
        self.filled += 1;
        self.spaced += u64::from(text.contains(' '));
        self.chars += text.chars().count() as u64;
        if !self.seen.insert(self.hasher.hash_one(text)) {
            self.repeated += 1;
        } else if self.examples.len() < EXAMPLES {
            self.examples.push(text.to_owned());
        }
        let Some(words) = &mut self.words else { return };
        if let Some(count) = words.get_mut(text) {
            *count += 1;
        } else if words.len() < WORDS && text.chars().count() <= WORD_CHARS {
            words.insert(text.to_owned(), 1);
        } else {
            self.words = None;
        }
    }

    /// Distinct values.
    pub fn distinct(&self) -> u64 {
        self.filled - self.repeated
    }
}

impl Typed {
    fn add(&mut self, cell: &Cell) {
        match cell {
            Cell::Number(number) => {
                self.numbers.0 += 1;
                self.numbers.1 += u64::from(number.fract() == 0.0);
            }
            Cell::DateTime(civil) => {
                if civil.rem_euclid(86_400) == 0 {
                    self.dates += 1;
                } else {
                    self.instants += 1;
                }
                let (first, last) = self.range.unwrap_or((*civil, *civil));
                self.range = Some((first.min(*civil), last.max(*civil)));
            }
            Cell::TimeOfDay(seconds) => {
                self.times += 1;
                self.keep(*seconds as f64);
            }
            Cell::Duration(seconds) => {
                self.durations += 1;
                self.keep(*seconds);
            }
            Cell::Bool(_) => self.bools += 1,
            Cell::Empty | Cell::Text(_) | Cell::Error(_) => {}
        }
    }

    fn keep(&mut self, seconds: f64) {
        if self.seconds.len() < READINGS {
            self.seconds.push(seconds);
        }
    }
}

impl Clocks {
    fn add(&mut self, row: u32, text: &str) {
        if let Some((from, mark, to)) = halves(text)
            && let (Some(from), Some(to)) = (clock(from.trim()), clock(to.trim()))
            && *self.label_mark.get_or_insert(mark) == mark
        {
            self.labels += 1;
            let minutes = |((hours, minutes, _), _): ((u64, u64, u64), usize)| hours % 24 * 60 + minutes;
            self.label_minutes
                .get_or_insert((1_440 + minutes(to) - minutes(from)) % 1_440);
            return;
        }
        let Some((reading, parts)) = clock(text) else {
            if self.misses.len() < EXAMPLES {
                self.misses.push((row, text.to_owned()));
            }
            return;
        };
        match parts {
            2 => self.two += 1,
            _ => self.three += 1,
        }
        self.first_max = self.first_max.max(reading.0);
        if self.readings.len() < READINGS {
            self.readings.push(reading);
        }
    }
}

/// What stands before and after the first hyphen or dash, and which of them it is.
fn halves(text: &str) -> Option<(&str, char, &str)> {
    let (at, mark) = text.char_indices().find(|(_, c)| matches!(c, '-' | '–'))?;
    Some((&text[..at], mark, &text[at + mark.len_utf8()..]))
}

/// The parts of `7:02`, `07:02:47` or `07:02:47.5`, and how many there are.
fn clock(text: &str) -> Option<((u64, u64, u64), usize)> {
    let text = text.strip_prefix('-').unwrap_or(text);
    if text.len() > 16 || !text.contains(':') {
        return None;
    }
    let whole = text.split_once(['.', ',']).map_or(text, |(whole, _)| whole);
    let mut parts = [0; 3];
    let mut count = 0;
    for part in whole.split(':') {
        let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let number = part.parse().ok().filter(|_| is_number && count < 3)?;
        parts[count] = number;
        count += 1;
    }
    let fits = count >= 2 && parts[1] < 60 && parts[2] < 60;
    fits.then_some(((parts[0], parts[1], parts[2]), count))
}

impl Numbers {
    fn add(&mut self, row: u32, text: &str) {
        let bare = text.strip_suffix('%').map_or(text, str::trim_end);
        let Some(value) = self.count(bare) else {
            if self.misses.len() < EXAMPLES {
                self.misses.push((row, text.to_owned()));
            }
            return;
        };
        self.percent += u64::from(bare.len() < text.len());
        self.keep(value);
    }

    fn keep(&mut self, value: f64) {
        if self.values.len() < READINGS {
            self.values.push(value);
        }
    }

    fn count(&mut self, text: &str) -> Option<f64> {
        let digits = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
        if digits.len() > 30 {
            return None;
        }
        let marks: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
        let begins_and_ends = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.ends_with(|c: char| c.is_ascii_digit());
        if !begins_and_ends {
            return None;
        }
        let last_group = digits.len() - digits.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        let read = |decimal: Option<char>| {
            let kept = text
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '-' || Some(*c) == decimal);
            let kept: String = kept.map(|c| if Some(c) == decimal { '.' } else { c }).collect();
            kept.parse::<f64>().ok()
        };
        let (group, decimal) = match marks.as_slice() {
            [] => {
                self.whole += 1;
                self.padded += u64::from(digits.len() > 1 && digits.starts_with('0'));
                return read(None);
            }
            ['.' | ','] if last_group == 3 && !digits.starts_with('0') => {
                self.either += 1;
                return read(None);
            }
            [decimal] => (None, *decimal),
            [group, rest @ ..] => match rest.split_last() {
                Some((last, _)) if rest.iter().all(|mark| mark == group) && last_group == 3 => {
                    self.group = Some(*group);
                    self.grouped += 1;
                    return read(None).filter(|_| last == group);
                }
                Some((last, inner)) if inner.iter().all(|mark| mark == group) => (Some(*group), *last),
                _ => return None,
            },
        };
        match decimal {
            '.' if group != Some('.') => self.point += 1,
            ',' if group != Some(',') => self.comma += 1,
            _ => return None,
        }
        self.group = self.group.or(group);
        read(Some(decimal))
    }

    /// Values that are numbers.
    pub fn read(&self) -> u64 {
        self.whole + self.point + self.comma + self.either + self.grouped
    }
}

/// `4.41E+11`: what a spreadsheet makes of a long id.
fn is_damaged(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once("E+") else {
        return false;
    };
    let is_number = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
    is_number && !number.is_empty() && exponent.parse::<u32>().is_ok_and(|exponent| exponent >= 10)
}

/// The middle one of some values; nothing where there are none.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
