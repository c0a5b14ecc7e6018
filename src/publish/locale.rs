//! How a report language writes numbers, dates and words. Two languages only, so a few rules here
//! stand in for a locale library; the words themselves are in `report_templates/<tag>.toml`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use crate::scorecard::{Figure, Notice, NoticeKind, StaffingState};
use crate::vocabulary::{
    Certainty, Channel, EpochSeconds, Formula, LocalReading, Micro, Period, Status, UnclearReason, Zone,
};
use crate::workspace::agreement::ReportLanguage;
use crate::workspace::mapping::Field;

mod actions;
mod credits;
mod fill;
mod moments;
mod number;
mod phrases;
mod restated;
mod trend;

pub use number::{digits_beside, digits_of};

/// No-break space, U+00A0.
pub const NO_BREAK_SPACE: char = '\u{a0}';
/// Minus sign, U+2212.
pub const MINUS: char = '\u{2212}';
/// What stands where there is nothing to show.
pub const NOTHING: &str = "–";

/// Texts of one language: section → key → text.
type Texts = BTreeMap<String, BTreeMap<String, String>>;

static GERMAN: LazyLock<Texts> = LazyLock::new(|| read(include_str!("../../report_templates/de.toml")));
static ENGLISH: LazyLock<Texts> = LazyLock::new(|| read(include_str!("../../report_templates/en.toml")));

/// The texts are part of the program and tested to be readable; without them keys are shown.
fn read(toml: &str) -> Texts {
    toml::from_str(toml).unwrap_or_default()
}

/// Number and date formats and texts of one report language.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    language: ReportLanguage,
    texts: &'static Texts,
}

impl Locale {
    /// The formats and texts of a language: German as in Germany, or British English.
    pub fn new(language: ReportLanguage) -> Self {
        let texts: &'static Texts = match language {
            ReportLanguage::German => &GERMAN,
            ReportLanguage::English => &ENGLISH,
        };
        Self { language, texts }
    }

    /// The language.
    pub fn language(&self) -> ReportLanguage {
        self.language
    }

    /// All texts: section → key → text.
    pub fn texts(&self) -> &'static BTreeMap<String, BTreeMap<String, String>> {
        self.texts
    }

    /// The text of a key such as `workbook.overview`; the key itself where there is none.
    pub fn text<'a>(&self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The text of a key with `{name}` placeholders filled in. Values are not searched for
    /// placeholders.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill::fill(self.text(key), values)
    }

    /// Like [`Locale::fill`], but `<key>_one` is used where `number` is one and such a key exists.
    /// `{n}` stands for the number.
    pub fn counted(&self, key: &str, number: u64, values: &[(&str, &str)]) -> String {
        let one = format!("{key}_one");
        let key = if number == 1 && self.find(&one).is_some() {
            &one
        } else {
            key
        };
        let shown = self.count(number);
        let mut all = vec![("n", shown.as_str())];
        all.extend_from_slice(values);
        self.fill(key, &all)
    }

    /// A number as a word up to twelve, as messages want it; digits above.
    pub fn number_word(&self, number: u64) -> String {
        let key = format!("number.n{number}");
        self.find(&key).map_or_else(|| self.count(number), str::to_owned)
    }

    /// A count with thousands apart: `15.091`, `15,091`.
    pub fn count(&self, number: u64) -> String {
        number::grouped(&number.to_string(), self.marks())
    }

    /// A number with fixed decimals, rounded half away from zero; `–` where it is not finite.
    pub fn decimal(&self, value: f64, digits: usize) -> String {
        number::decimal(value, digits, self.marks())
    }

    /// An exact sum, as short as exact: `15.091`, `165,5276`.
    pub fn micro(&self, value: Micro) -> String {
        number::exact(&value.to_string(), self.marks())
    }

    /// A share (0–1) in percent with its sign: one decimal, up to four where fewer would hide on
    /// which side of the target it lies.
    pub fn share(&self, value: f64, target: Option<f64>) -> String {
        self.percent(&self.share_number(value, target))
    }

    /// Like [`Locale::share`], without the percent sign.
    pub fn share_number(&self, value: f64, target: Option<f64>) -> String {
        number::beside(value * 100.0, target.map(|t| t * 100.0), 1, self.marks())
    }

    /// An agreed share (0–1) in percent, as short as exact to four decimals: `80 %`, `99,25 %`.
    pub fn exact_share(&self, value: f64) -> String {
        self.percent(&number::shortest(value * 100.0, 4, self.marks()))
    }

    /// A difference of two shares (0–1) in percentage points, signed, without unit: `−3,5`. More
    /// decimals, up to four, where fewer would show nothing.
    pub fn points(&self, difference: f64) -> String {
        number::signed(difference * 100.0, 1, self.marks())
    }

    /// A signed number with the given decimals, more where fewer would show nothing: `−2,1`.
    pub fn signed(&self, value: f64, digits: usize) -> String {
        number::signed(value, digits, self.marks())
    }

    /// A signed number with one decimal that may round to zero: a mean gap, `−2,1`, `±0,0`.
    pub fn tenth_signed(&self, value: f64) -> String {
        number::plainly_signed(value, 1, self.marks())
    }

    /// A signed whole number, rounded: `−2`, `±0`.
    pub fn whole_signed(&self, value: f64) -> String {
        number::plainly_signed(value, 0, self.marks())
    }

    /// A mean duration in seconds: `42,3 s`, above two minutes `6:12 min`, above an hour `1:02:03 h`.
    /// More decimals where fewer would hide on which side of the target it lies.
    pub fn seconds(&self, value: f64, target: Option<f64>) -> String {
        number::seconds(value, target, self.marks())
    }

    /// An agreed duration in seconds, as short as exact: `30 s`, `5:00 min`.
    pub fn exact_seconds(&self, value: f64) -> String {
        number::exact_seconds(value, self.marks())
    }

    /// A number as short as exact, with at most so many decimals: `100`, `57,5`.
    pub fn short(&self, value: f64, most: usize) -> String {
        number::shortest(value, most, self.marks())
    }

    /// A number of agents: whole where it is, else one decimal.
    pub fn agents(&self, value: f64) -> String {
        number::shortest(value, 1, self.marks())
    }

    /// Points from −100 to 100 with one decimal, more where fewer would hide on which side of the target
    /// they lie: `42,5`.
    pub fn score_points(&self, value: f64, target: Option<f64>) -> String {
        number::beside(value, target, 1, self.marks())
    }

    /// A date: `16.11.2026`, `16 Nov 2026`.
    pub fn date(&self, date: NaiveDate) -> String {
        match self.language {
            ReportLanguage::German => date.format("%d.%m.%Y").to_string(),
            ReportLanguage::English => {
                format!(
                    "{} {} {}",
                    date.day(),
                    self.month("month_short", date),
                    date.year()
                )
            }
        }
    }

    /// An instant on the wall clock of a zone to the minute: `03.11.2026, 14:05`. In the hour that
    /// the clock shows twice, the offset follows.
    pub fn instant(&self, zone: &Zone, at: EpochSeconds) -> String {
        let minute = at - zone.civil(at).rem_euclid(60);
        format!("{}, {}", self.date(zone.date(at)), self.clock(zone, minute))
    }

    /// The wall clock of an instant, with seconds where there are any.
    fn clock(&self, zone: &Zone, at: EpochSeconds) -> String {
        let civil = zone.civil(at);
        let of_day = civil.rem_euclid(86_400);
        let (minute, second) = (of_day / 60, of_day % 60);
        let seconds = match second {
            0 => String::new(),
            _ => format!(":{second:02}"),
        };
        let offset = match zone.read(civil) {
            LocalReading::Ambiguous { .. } => format!(" ({})", utc_offset(zone.offset_at(at))),
            _ => String::new(),
        };
        format!("{:02}:{:02}{seconds}{offset}", minute / 60, minute % 60)
    }

    /// A period: `Oktober 2026`, `3. Quartal 2026`, `KW 43/2026`, `01.10.2026–15.10.2026`.
    pub fn month_or_period(&self, period: &Period) -> String {
        let name = period.name();
        if let Some((year, quarter)) = name.split_once("-Q") {
            return self.fill("period.quarter", &[("year", year), ("n", quarter)]);
        }
        if let Some((year, week)) = name.split_once("-W") {
            return self.fill("period.week", &[("year", year), ("n", week)]);
        }
        if name.contains("..") {
            return format!("{}–{}", self.date(period.first()), self.date(period.last()));
        }
        format!(
            "{} {}",
            self.month("month", period.first()),
            period.first().year()
        )
    }

    /// A status in words. Without certainty, for what has no interval, met or missed alone.
    pub fn status(&self, status: Status, certainty: Option<Certainty>) -> &'static str {
        self.text(match (status, certainty) {
            (Status::Met, Some(Certainty::Clear)) => "status.met_clear",
            (Status::Met, Some(Certainty::Chance)) => "status.met_chance",
            (Status::Met, None) => "status.met",
            (Status::Missed, Some(Certainty::Clear)) => "status.missed_clear",
            (Status::Missed, Some(Certainty::Chance)) => "status.missed_chance",
            (Status::Missed, None) => "status.missed",
            (Status::TooFew, _) => "status.too_few",
            (Status::NotMeasurable, _) => "status.not_measurable",
            (Status::Informational, _) => "status.informational",
        })
    }

    /// The state of a figure in words: one that has a target and is settled by none is the client's own duty.
    pub fn state(&self, figure: &Figure) -> &'static str {
        match (figure.status, figure.target) {
            (Status::Informational, Some(_)) => self.text("status.clients_duty"),
            (status, _) => self.status(status, figure.certainty),
        }
    }

    /// How sure a status is, in a word; nothing for what has no interval.
    pub fn certainty(&self, certainty: Option<Certainty>) -> &'static str {
        self.text(match certainty {
            Some(Certainty::Clear) => "status.clear",
            Some(Certainty::Chance) => "status.chance",
            None => return "",
        })
    }

    /// A notice as a sentence that names file, column, value, count and first row.
    pub fn notice(&self, notice: &Notice) -> String {
        let key = match notice.kind {
            NoticeKind::Unclear if notice.value == UnclearReason::Reported.name() => {
                "notice.reported_unclear"
            }
            kind => notice_key(kind),
        };
        let row = self.count(u64::from(notice.first_row));
        let place = [("row", row.as_str()), ("sheet", notice.sheet.as_str())];
        let from = match (notice.first_row, notice.sheet.is_empty()) {
            (0, _) => String::new(),
            (_, true) => self.fill("notice.from_row", &place),
            (_, false) => self.fill("notice.from_row_of_sheet", &place),
        };
        // A sheet without a row is named with its file.
        let file = if notice.first_row == 0 && !notice.sheet.is_empty() {
            format!("{} [{}]", notice.file, notice.sheet)
        } else {
            notice.file.clone()
        };
        let (column, value) = self.noticed(notice);
        let column = if column.is_empty() { NOTHING } else { column };
        self.counted(
            key,
            notice.count,
            &[
                ("file", &file),
                ("column", column),
                ("value", &value),
                ("from", &from),
            ],
        )
    }

    /// Column and value of a notice. Where it speaks of a field rather than of the partner's column,
    /// in words.
    fn noticed<'n>(&self, notice: &'n Notice) -> (&'n str, Cow<'n, str>) {
        let (column, value) = (notice.column.as_str(), notice.value.as_str());
        match notice.kind {
            NoticeKind::UnusableFile | NoticeKind::UnusableFeedback => {
                (column, self.file_problem(value).into())
            }
            NoticeKind::Unclear => (self.field(column), self.phrase(value, &[])),
            NoticeKind::ContradictoryEvents => (column, self.phrase(value, &[])),
            NoticeKind::ConflictingDuplicate | NoticeKind::ReplacedRow if column == Field::Start.name() => {
                (self.field(column), self.phrase(value, &[]))
            }
            _ => (column, value.into()),
        }
    }

    /// A measure by its name in files; the name itself where it has no words.
    pub fn measure<'a>(&self, name: &'a str) -> &'a str {
        self.find(&format!("measure.{name}")).unwrap_or(name)
    }

    /// A count of tickets in hand by its name in files: `bridge:opening`, `backlog:1-3d`.
    pub fn work(&self, name: &str) -> String {
        match name.split_once(':') {
            Some(("backlog", age)) => {
                let days = age.replace('d', self.text("work.days"));
                let whole = days.replace('+', "").replace('-', "–");
                match age.ends_with('+') {
                    true => self.fill("work.older", &[("age", &whole)]),
                    false => self.fill("work.age", &[("age", &whole)]),
                }
            }
            Some((_, part)) => self.found("work", part).to_owned(),
            None => name.to_owned(),
        }
    }

    /// A channel.
    pub fn channel(&self, channel: Channel) -> &'static str {
        self.found("channel", channel.name())
    }

    /// The rule of a service-level formula.
    pub fn formula(&self, formula: Formula) -> &'static str {
        self.found("formula", formula.name())
    }

    /// A state of staffing.
    pub fn staffing(&self, state: StaffingState) -> &'static str {
        self.found("staffing", state.name())
    }

    /// A kind of table or contact by its name in files.
    pub fn kind<'a>(&self, name: &'a str) -> &'a str {
        self.find(&format!("kind.{name}")).unwrap_or(name)
    }

    /// Monday = 0; `Mo`, `Mon`.
    pub fn weekday(&self, weekday: u8) -> &'static str {
        self.found("weekday", &format!("d{weekday}"))
    }

    fn found(&self, section: &str, key: &str) -> &'static str {
        self.find(&format!("{section}.{key}")).unwrap_or(NOTHING)
    }

    fn find(&self, key: &str) -> Option<&'static str> {
        let (section, name) = key.split_once('.')?;
        Some(self.texts.get(section)?.get(name)?.as_str())
    }

    fn month(&self, section: &str, date: NaiveDate) -> &'static str {
        self.find(&format!("{section}.m{}", date.month()))
            .unwrap_or(NOTHING)
    }

    fn percent(&self, number: &str) -> String {
        match self.language {
            ReportLanguage::German => format!("{number}{NO_BREAK_SPACE}%"),
            ReportLanguage::English => format!("{number}%"),
        }
    }

    fn marks(&self) -> number::Marks {
        match self.language {
            ReportLanguage::German => number::Marks {
                decimal: ',',
                group: '.',
            },
            ReportLanguage::English => number::Marks {
                decimal: '.',
                group: ',',
            },
        }
    }
}

fn utc_offset(seconds: i64) -> String {
    let sign = if seconds < 0 { MINUS } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() % 3600 / 60);
    if minutes == 0 {
        format!("UTC{sign}{hours}")
    } else {
        format!("UTC{sign}{hours}:{minutes:02}")
    }
}

fn notice_key(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::MissingSource => "notice.missing_source",
        NoticeKind::UnusableFile => "notice.unusable_file",
        NoticeKind::ManyRejected => "notice.many_rejected",
        NoticeKind::UnknownWord => "notice.unknown_word",
        NoticeKind::AmbiguousTime => "notice.ambiguous_time",
        NoticeKind::SkippedTime => "notice.skipped_time",
        NoticeKind::AllRepeated => "notice.all_repeated",
        NoticeKind::ConflictingDuplicate => "notice.conflicting_duplicate",
        NoticeKind::ReplacedRow => "notice.replaced_row",
        NoticeKind::Unclear => "notice.unclear",
        NoticeKind::ContradictoryEvents => "notice.contradictory_events",
        NoticeKind::HoleInHistory => "notice.hole_in_history",
        NoticeKind::ShiftedClock => "notice.shifted_clock",
        NoticeKind::DamagedId => "notice.damaged_id",
        NoticeKind::IntervalReportUnused => "notice.interval_report_unused",
        NoticeKind::OutOfOrder => "notice.out_of_order",
        NoticeKind::MixedLengths => "notice.mixed_lengths",
        NoticeKind::GapInDay => "notice.gap_in_day",
        NoticeKind::CallsWithoutPlan => "notice.calls_without_plan",
        NoticeKind::PlanWithoutCalls => "notice.plan_without_calls",
        NoticeKind::NoHandleTime => "notice.no_handle_time",
        NoticeKind::TotalsLeftOut => "notice.totals_left_out",
        NoticeKind::UnusableFeedback => "notice.unusable_feedback",
        NoticeKind::FeedbackOfOtherPeriod => "notice.feedback_of_other_period",
        NoticeKind::FeedbackRowsMissing => "notice.feedback_rows_missing",
        NoticeKind::UnmatchedReply => "notice.unmatched_reply",
        NoticeKind::DateAsText => "notice.date_as_text",
    }
}

#[cfg(test)]
mod tests;
