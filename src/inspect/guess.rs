//! What a column probably is, from its counts, and how many of its values say so.

use super::formats::{Miss, Trial, has_time, is_digits};
use super::tally::{Tally, median};
use super::words;
use crate::vocabulary::CivilSeconds;
use crate::workspace::language_meant;

/// Share of the values that must read as a type, in hundredths.
const ENOUGH: u64 = 90;

/// Most distinct values that count as words.
const WORDS: usize = 60;

/// Rows of a value that does not fit, with the value.
pub type Misses = Vec<(u32, String)>;

/// What a column probably is.
#[derive(Clone, Debug)]
pub struct Guess {
    /// The type.
    pub is: Is,
    /// Values that read as that, of all that are no "no value".
    pub read: u64,
    /// The first values that do not.
    pub misses: Misses,
    /// Texts that stand for "no value".
    pub missing: Vec<String>,
}

/// Types of columns.
#[derive(Clone, Debug)]
pub enum Is {
    /// No value in any row.
    Empty,
    /// Points in time, or dates.
    Instant(Instant),
    /// A time of day or a length of time.
    Clock(Clock),
    /// Numbers.
    Number(Number),
    /// Two values that mean yes and no.
    YesNo,
    /// Languages.
    Language,
    /// Few distinct texts.
    Words,
    /// Texts of any kind.
    Text,
}

/// Points in time.
#[derive(Clone, Debug)]
pub struct Instant {
    /// Formats of texts; none where cells are typed.
    pub formats: Vec<String>,
    /// Other formats that read the values as well and mean something else, with first and last day.
    pub rivals: Vec<(String, (CivilSeconds, CivilSeconds))>,
    /// Whether there is a time of day.
    pub has_time: bool,
    /// First and last.
    pub range: Option<(CivilSeconds, CivilSeconds)>,
    /// Whether the texts end with `Z`.
    pub is_utc: bool,
    /// Whether digits only make it, so that a name must agree.
    pub is_digits: bool,
}

/// A time of day or a length of time; the name of the column decides.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Whether cells are typed.
    pub is_typed: bool,
    /// Whether there are seconds (or hours) besides: two colons.
    pub has_three: bool,
    /// Format as a time of day, where all values can be one.
    pub as_time: Option<String>,
    /// Whether values are `08:00-08:30`, and how long that is in minutes.
    pub label_minutes: Option<u64>,
    /// The mark between the two readings of such a value.
    pub label_mark: Option<char>,
    /// The middle value above zero in seconds: with one colon read as `mm:ss`.
    pub median_s: f64,
}

/// Numbers.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// Whether cells are typed.
    pub is_typed: bool,
    /// Whether they have a percent sign.
    pub is_percent: bool,
    /// Whether all are whole.
    pub is_whole: bool,
    /// Whether a comma stands before the decimals; nothing where no value tells.
    pub has_comma: Option<bool>,
    /// The mark between groups of digits.
    pub group: Option<char>,
    /// Whether some have one mark and three digits after it, which may be either.
    pub is_open: bool,
    /// Largest value.
    pub largest: f64,
    /// The middle of the values that are not zero.
    pub median: f64,
}

impl Guess {
    /// The guess for a column.
    pub fn of(tally: &Tally) -> Self {
        let (is, read, misses) = decide(tally);
        Self {
            is,
            read,
            misses,
            missing: tally.missing.keys().cloned().collect(),
        }
    }
}

fn decide(tally: &Tally) -> (Is, u64, Misses) {
    let all = tally.filled;
    if all == 0 {
        return (Is::Empty, 0, Misses::new());
    }
    let enough = |count: u64| count * 100 >= all * ENOUGH;
    if let Some(found) = typed(tally).filter(|(_, count)| enough(*count)) {
        return (found.0, found.1, Misses::new());
    }
    if let Some(found) = yes_no(tally) {
        return (found, all, Misses::new());
    }
    if let Some(best) = tally.instants.best().filter(|best| enough(best.hits))
        && !(is_digits(&best.format) && tally.numbers.padded > 0 && !best.format.starts_with("%d"))
    {
        return (
            Is::Instant(instant(tally, best)),
            best.hits,
            first_three(&best.misses),
        );
    }
    let clocks = &tally.clocks;
    let clock_count =
        (clocks.two + clocks.three + clocks.labels).max(tally.times.best().map_or(0, |best| best.hits));
    if enough(clock_count) {
        return (Is::Clock(clock(tally)), clock_count, clocks.misses.clone());
    }
    if enough(tally.numbers.read()) && tally.numbers.padded == 0 {
        return (
            Is::Number(number(tally)),
            tally.numbers.read(),
            tally.numbers.misses.clone(),
        );
    }
    (words_or_text(tally), all, Misses::new())
}

fn first_three(misses: &[Miss]) -> Misses {
    let first = misses.iter().take(3);
    first.map(|(row, text)| (*row, text.to_string())).collect()
}

fn typed(tally: &Tally) -> Option<(Is, u64)> {
    let typed = &tally.typed;
    let (dates, clocks) = (typed.dates + typed.instants, typed.times + typed.durations);
    let most = dates.max(clocks).max(typed.numbers.0).max(typed.bools);
    let is = if most == 0 {
        return None;
    } else if most == dates {
        Is::Instant(Instant {
            formats: Vec::new(),
            rivals: Vec::new(),
            has_time: typed.instants > 0,
            range: typed.range,
            is_utc: false,
            is_digits: false,
        })
    } else if most == clocks {
        Is::Clock(Clock {
            is_typed: true,
            has_three: true,
            as_time: (typed.durations == 0).then(|| String::from("%H:%M:%S")),
            label_minutes: None,
            label_mark: None,
            median_s: median(typed.seconds.clone()).unwrap_or_default(),
        })
    } else if most == typed.bools {
        Is::YesNo
    } else {
        Is::Number(Number {
            is_typed: true,
            is_percent: false,
            is_whole: typed.numbers.0 == typed.numbers.1,
            has_comma: None,
            group: None,
            is_open: false,
            largest: tally.numbers.values.iter().copied().fold(0.0, f64::max),
            median: above_nothing(tally),
        })
    };
    Some((is, most))
}

fn yes_no(tally: &Tally) -> Option<Is> {
    let words = tally.words.as_ref()?;
    let is_both = words.len() == 2 && words.keys().all(|word| words::yes_no(word).is_some());
    // 0 and 1 are numbers as well; the name of the column decides later.
    let is_words = words.keys().any(|word| !matches!(word.as_str(), "0" | "1"));
    (is_both && is_words).then_some(Is::YesNo)
}

fn instant(tally: &Tally, best: &Trial) -> Instant {
    let trials = &tally.instants;
    let mut bare = vec![best.format.clone()];
    bare.extend(trials.supplement(best));
    let suffixes = &trials.suffixes;
    let formats = bare
        .iter()
        .flat_map(|format| suffixes.iter().map(move |end| format!("{format}{end}")));
    let rivals = trials.rivals(best).into_iter();
    Instant {
        formats: formats.collect(),
        rivals: rivals
            .filter_map(|rival| Some((rival.format.clone(), rival.range?)))
            .collect(),
        has_time: has_time(&best.format),
        range: best.range,
        is_utc: suffixes.iter().any(|end| end == "Z"),
        is_digits: is_digits(&best.format),
    }
}

fn clock(tally: &Tally) -> Clock {
    let clocks = &tally.clocks;
    let has_three = clocks.three > clocks.two;
    let as_time = tally
        .times
        .best()
        .filter(|best| best.hits * 100 >= tally.filled * ENOUGH);
    let is_label = clocks.labels > 0;
    let readings = clocks.readings.iter().filter(|reading| **reading != (0, 0, 0));
    let seconds = |(first, second, third): &(u64, u64, u64)| match has_three {
        true => (first * 3_600 + second * 60 + third) as f64,
        false => (first * 60 + second) as f64,
    };
    Clock {
        is_typed: false,
        has_three,
        as_time: match is_label {
            true => Some(String::from("%H:%M")),
            false => as_time.map(|best| best.format.clone()),
        },
        label_minutes: clocks.label_minutes.filter(|_| is_label),
        label_mark: clocks.label_mark,
        median_s: median(readings.map(seconds).collect()).unwrap_or_default(),
    }
}

fn number(tally: &Tally) -> Number {
    let numbers = &tally.numbers;
    Number {
        is_typed: false,
        is_percent: numbers.percent > 0,
        is_whole: numbers.point + numbers.comma + numbers.either == 0,
        has_comma: match (numbers.comma > 0, numbers.point > 0) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        },
        group: numbers.group,
        is_open: numbers.either > 0 && numbers.comma + numbers.point == 0 && numbers.group.is_none(),
        largest: numbers.values.iter().copied().fold(0.0, f64::max),
        median: above_nothing(tally),
    }
}

/// The middle of the values that are not zero.
fn above_nothing(tally: &Tally) -> f64 {
    let values = tally.numbers.values.iter().copied().filter(|value| *value != 0.0);
    median(values.collect()).unwrap_or_default()
}

fn words_or_text(tally: &Tally) -> Is {
    let Some(words) = &tally.words else {
        return Is::Text;
    };
    let is_language = |word: &String| language_meant(word).is_some();
    let languages = words.keys().filter(|word| is_language(word)).count();
    if languages > 1 && languages * 10 >= words.len() * 8 {
        return Is::Language;
    }
    let often = tally.filled >= 2 * words.len() as u64 || words.len() <= 3;
    // Sentences that come again are sentences.
    let is_short = words.len() <= 12 || tally.chars <= 25 * tally.filled;
    if words.len() <= WORDS && often && is_short {
        Is::Words
    } else {
        Is::Text
    }
}
