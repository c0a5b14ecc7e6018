//! The cells that a provider fills in in its feedback workbook: comment, date, status, what came of it.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime};

use crate::ingest::Cell;
use crate::tables::feedback::{DateHabit, Held, ListForm, MOST_CHARS};
use crate::vocabulary::ReplyStatus;

/// Spreadsheets count days from here.
const DAY_ZERO: (i32, u32, u32) = (1899, 12, 30);

/// Day numbers that can be meant as dates: from 2009 to 2119.
const DAY_NUMBERS: std::ops::Range<f64> = 40_000.0..80_000.0;

/// A cell that a provider fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyColumn {
    /// Comment.
    Text,
    /// Own date.
    Date,
    /// Status.
    Status,
    /// What came of it.
    Effect,
}

/// What a reply says, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadReply {
    /// Status.
    pub status: Option<ReplyStatus>,
    /// Own date.
    pub date: Option<NaiveDate>,
    /// Comment.
    pub text: String,
    /// What came of it.
    pub effect: String,
    /// Cells that cannot be taken.
    pub faults: Vec<Fault>,
    /// A date that stood there as text or as a bare number, and how it was read.
    pub date_told: Option<String>,
}

/// A cell that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which.
    pub column: ReplyColumn,
    /// What stands there.
    pub value: String,
    /// What would be right.
    pub expected: String,
}

impl ReadReply {
    /// Whether nothing was filled in.
    pub fn is_blank(&self) -> bool {
        self.faults.is_empty() && !self.says_something()
    }

    /// Whether something was filled in that can be taken.
    pub fn says_something(&self) -> bool {
        self.status.is_some() || self.date.is_some() || !self.text.is_empty() || !self.effect.is_empty()
    }
}

/// Reads comment, date, status and what came of it. Each cell is taken or not for itself.
pub fn read_reply(
    form: &ListForm,
    words: &[(String, ReplyStatus)],
    cells: [&Cell; 4],
    earliest: NaiveDate,
) -> ReadReply {
    let [text, date, status, effect] = cells;
    let mut reply = ReadReply::default();
    match comment(text) {
        Ok(text) => reply.text = text,
        Err(bad) => reply.faults.push(bad.of(ReplyColumn::Text)),
    }
    match day(date, form.dates) {
        Ok(None) => {}
        Ok(Some((day, told))) if day >= earliest => {
            reply.date = Some(day);
            reply.date_told = told.map(|text| format!("{text} → {day}"));
        }
        Ok(Some(_)) => {
            let expected = format!("a date from {earliest} on");
            reply
                .faults
                .push(Bad(shown(date), expected).of(ReplyColumn::Date));
        }
        Err(bad) => reply.faults.push(bad.of(ReplyColumn::Date)),
    }
    match word(status, form, words) {
        Ok(status) => reply.status = status,
        Err(bad) => reply.faults.push(bad.of(ReplyColumn::Status)),
    }
    match comment(effect) {
        Ok(effect) => reply.effect = effect,
        Err(bad) => reply.faults.push(bad.of(ReplyColumn::Effect)),
    }
    reply
}

/// Value and what would be right.
struct Bad(String, String);

impl Bad {
    fn of(self, column: ReplyColumn) -> Fault {
        Fault {
            column,
            value: self.0,
            expected: self.1,
        }
    }
}

fn comment(cell: &Cell) -> Result<String, Bad> {
    let text = match cell {
        Cell::Text(text) => text.replace("\r\n", "\n").replace('\r', "\n"),
        Cell::Error(_) => {
            return Err(Bad(
                shown(cell),
                String::from("text, not a formula without a result"),
            ));
        }
        _ => shown(cell),
    };
    match text.chars().count() > MOST_CHARS {
        true => Err(Bad(text, format!("at most {MOST_CHARS} characters"))),
        false => Ok(text),
    }
}

fn word(cell: &Cell, form: &ListForm, words: &[(String, ReplyStatus)]) -> Result<Option<ReplyStatus>, Bad> {
    let text = shown(cell);
    if text.is_empty() {
        return Ok(None);
    }
    let meant = text.to_lowercase();
    let found = words.iter().find(|(word, _)| word.to_lowercase() == meant);
    found.map(|(_, status)| Some(*status)).ok_or_else(|| {
        let offered: Vec<&str> = form.words.iter().map(|(word, _)| word.as_str()).collect();
        Bad(text, format!("one of: {}", offered.join(", ")))
    })
}

/// A date, and what stood there where it was no date.
type ReadDay = Option<(NaiveDate, Option<String>)>;

fn day(cell: &Cell, habit: DateHabit) -> Result<ReadDay, Bad> {
    let bad = |text: String| {
        let expected = match habit {
            DateHabit::German => "a date such as 03.12.2026",
            DateHabit::English => "a date that reads one way only, such as 3 Dec 2026 or 2026-12-03",
        };
        Bad(text, expected.to_owned())
    };
    match cell {
        Cell::Empty => Ok(None),
        Cell::DateTime(seconds) => moment(*seconds)
            .map(|moment| Some((moment.date(), None)))
            .ok_or_else(|| bad(shown(cell))),
        Cell::Number(number) if number.fract() == 0.0 && DAY_NUMBERS.contains(number) => {
            let (year, month, first) = DAY_ZERO;
            let zero = NaiveDate::from_ymd_opt(year, month, first);
            let day = zero.and_then(|zero| zero.checked_add_days(Days::new(*number as u64)));
            day.map(|day| Some((day, Some(number.to_string()))))
                .ok_or_else(|| bad(shown(cell)))
        }
        Cell::Text(text) if text.is_empty() => Ok(None),
        Cell::Text(text) => match written_day(text, habit) {
            Some(day) => Ok(Some((day, Some(text.clone())))),
            None => Err(bad(text.clone())),
        },
        _ => Err(bad(shown(cell))),
    }
}

/// A date written as text, where it can be read in one way only.
fn written_day(text: &str, habit: DateHabit) -> Option<NaiveDate> {
    let text = text.trim();
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(day).filter(|_| text.len() == 10);
    }
    if habit == DateHabit::English
        && let Some(day) = ["%d %b %Y", "%d %B %Y"]
            .iter()
            .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
    {
        return Some(day);
    }
    let mark = ['.', '/', '-'].into_iter().find(|mark| text.contains(*mark))?;
    let parts: Vec<u32> = text
        .split(mark)
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    let [first, second, year] = *parts.as_slice() else {
        return None;
    };
    let year = match year {
        0..=99 => 2000 + year as i32,
        1900..=2200 => year as i32,
        _ => return None,
    };
    // Day and month are told apart by points, or by one of them being no month.
    let (day, month) = match (mark, first, second) {
        ('.', ..) => (first, second),
        (_, first, second) if first == second => (first, second),
        (_, 13.., 1..=12) => (first, second),
        (_, 1..=12, 13..) => (second, first),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

fn moment(seconds: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(seconds, 0).map(|time| time.naive_utc())
}

/// What a cell holds.
pub fn held(cell: &Cell) -> Held<'_> {
    match cell {
        Cell::Empty => Held::Nothing,
        Cell::Text(text) | Cell::Error(text) => Held::Text(text),
        Cell::Number(number) => Held::Number(*number),
        Cell::DateTime(seconds) => moment(*seconds).map_or(Held::Nothing, Held::Moment),
        Cell::TimeOfDay(seconds) => Held::Number(*seconds as f64),
        Cell::Duration(seconds) => Held::Number(*seconds),
        Cell::Bool(truth) => Held::Text(if *truth { "TRUE" } else { "FALSE" }),
    }
}

/// A cell as messages show it.
pub fn shown(cell: &Cell) -> String {
    match held(cell) {
        Held::Text(text) => text.to_owned(),
        Held::Moment(moment) if moment.time() == chrono::NaiveTime::MIN => moment.date().to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(dates: DateHabit) -> ListForm {
        ListForm {
            is_actions: true,
            sheet: String::new(),
            protected: Vec::new(),
            reply: Default::default(),
            effect: None,
            words: words(),
            dates,
        }
    }

    fn words() -> Vec<(String, ReplyStatus)> {
        vec![
            ("in Arbeit".into(), ReplyStatus::InProgress),
            ("abgelehnt".into(), ReplyStatus::Disputed),
        ]
    }

    fn read(cells: [Cell; 4]) -> ReadReply {
        let earliest = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
        read_reply(&form(DateHabit::German), &words(), cells.each_ref(), earliest)
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    #[test]
    fn dates_as_text_are_read_where_they_read_one_way() {
        let day = |text, habit| written_day(text, habit).map(|day| day.to_string());
        let third = Some(String::from("2026-12-03"));
        for text in ["03.12.2026", "3.12.26", "2026-12-03", " 3.12.2026 "] {
            assert_eq!(day(text, DateHabit::German), third, "{text}");
            assert_eq!(day(text, DateHabit::English), third, "{text}");
        }
        for text in ["3 Dec 2026", "03 December 2026"] {
            assert_eq!(day(text, DateHabit::English), third, "{text}");
        }
        assert_eq!(day("13/12/2026", DateHabit::English), Some("2026-12-13".into()));
        assert_eq!(day("12/13/2026", DateHabit::English), Some("2026-12-13".into()));
        for text in [
            "03/12/2026",
            "soon",
            "3.12.",
            "31.02.2026",
            "03.12.126",
            "2026-13-01",
            "1/2",
            "",
            "KW 49",
        ] {
            assert_eq!(day(text, DateHabit::English), None, "{text}");
            assert_eq!(day(text, DateHabit::German), None, "{text}");
        }
    }

    #[test]
    fn each_cell_is_taken_for_itself() {
        let reply = read([text("gut"), text("bald"), text("In arbeit"), Cell::Empty]);
        assert_eq!(
            (reply.text.as_str(), reply.status),
            ("gut", Some(ReplyStatus::InProgress))
        );
        assert_eq!(reply.faults.len(), 1);
        assert_eq!(reply.faults[0].column, ReplyColumn::Date);
        let long = "ä".repeat(1_001);
        let reply = read([
            text(&long),
            Cell::DateTime(1_793_000_000),
            text("vielleicht"),
            text(&long[2..]),
        ]);
        assert_eq!(reply.effect.chars().count(), 1_000);
        let expected: Vec<&str> = reply.faults.iter().map(|fault| fault.expected.as_str()).collect();
        assert_eq!(
            expected,
            [
                "at most 1000 characters",
                "a date from 2026-11-01 on",
                "one of: in Arbeit, abgelehnt"
            ]
        );
    }

    #[test]
    fn what_programs_make_of_cells() {
        let reply = read([
            Cell::Number(42.0),
            Cell::Number(46_359.0),
            Cell::Empty,
            Cell::Bool(true),
        ]);
        assert_eq!((reply.text.as_str(), reply.effect.as_str()), ("42", "TRUE"));
        assert_eq!(reply.date.map(|day| day.to_string()), Some("2026-12-03".into()));
        assert_eq!(reply.date_told.as_deref(), Some("46359 → 2026-12-03"));
        let reply = read([
            Cell::Error("#N/A".into()),
            Cell::Number(3.0),
            Cell::Empty,
            text("a\r\nb"),
        ]);
        assert_eq!((reply.faults.len(), reply.effect.as_str()), (2, "a\nb"));
        assert!(read([Cell::Empty, Cell::Empty, text(""), Cell::Empty]).is_blank());
    }
}
