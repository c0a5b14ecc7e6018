//! One judged figure as words and marks.

use serde::Serialize;

use super::chart::{self, Interval};
use crate::publish::locale::{Locale, NO_BREAK_SPACE, NOTHING};
use crate::scorecard::{Figure, Role, StandardText};
use crate::vocabulary::{Certainty, Direction, Status, Unit};

/// What a figure means for the contract, as the reader sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    MetClear,
    MetChance,
    MissedChance,
    MissedClear,
    /// Met or missed without an interval: means, and shares of reports.
    MetPlain,
    MissedPlain,
    TooFew,
    NotMeasurable,
    Informational,
    NotAgreed,
}

impl State {
    /// The states of the tally, best first.
    pub(super) const TALLY: [State; 8] = [
        State::MetClear,
        State::MetChance,
        State::MetPlain,
        State::MissedPlain,
        State::MissedChance,
        State::MissedClear,
        State::TooFew,
        State::NotMeasurable,
    ];

    /// States that are shown only where they occur.
    pub(super) fn is_rare(self) -> bool {
        matches!(self, State::MetPlain | State::MissedPlain)
    }

    /// Whether the contract settles it as met.
    pub(super) fn is_met(self) -> bool {
        matches!(self, State::MetClear | State::MetChance | State::MetPlain)
    }

    /// Whether the contract settles it as missed.
    pub(super) fn is_missed(self) -> bool {
        matches!(
            self,
            State::MissedClear | State::MissedChance | State::MissedPlain
        )
    }

    /// The state of a figure.
    pub(super) fn of(figure: &Figure) -> Self {
        match (figure.status, figure.certainty) {
            (Status::Met, Some(Certainty::Chance)) => State::MetChance,
            (Status::Met, Some(Certainty::Clear)) => State::MetClear,
            (Status::Met, None) => State::MetPlain,
            (Status::Missed, Some(Certainty::Chance)) => State::MissedChance,
            (Status::Missed, Some(Certainty::Clear)) => State::MissedClear,
            (Status::Missed, None) => State::MissedPlain,
            (Status::TooFew, _) => State::TooFew,
            (Status::NotMeasurable, _) => State::NotMeasurable,
            (Status::Informational, _) => State::Informational,
        }
    }

    /// The word in a language.
    pub(super) fn word(self, locale: &Locale) -> &'static str {
        locale.text(match self {
            State::MetClear => "status.met_clear",
            State::MetChance => "status.met_chance",
            State::MissedChance => "status.missed_chance",
            State::MissedClear => "status.missed_clear",
            State::MetPlain => "status.met_plain",
            State::MissedPlain => "status.missed_plain",
            State::TooFew => "status.too_few",
            State::NotMeasurable => "status.not_measurable",
            State::Informational => "status.informational",
            State::NotAgreed => "status.not_agreed",
        })
    }
}

/// State with its word.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Mark {
    pub state: State,
    pub word: &'static str,
}

impl Mark {
    pub(super) fn new(state: State, locale: &Locale) -> Self {
        Self {
            state,
            word: state.word(locale),
        }
    }

    /// The mark of a figure; without an interval the word does not claim certainty.
    pub(super) fn of(figure: &Figure, locale: &Locale) -> Self {
        Self {
            state: State::of(figure),
            word: locale.state(figure),
        }
    }
}

/// A figure in words. Empty texts are not shown.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FigureView {
    pub mark: Mark,
    /// `74,1 %`, `19 von 24`, or empty where nothing is measurable.
    pub value: String,
    pub target: String,
    pub difference: String,
    pub interval: String,
    pub cases: String,
    pub numerator: String,
    pub denominator: String,
    pub excluded: String,
    pub unmeasurable: String,
    pub chart: Option<Interval>,
}

/// Formats figures of one standard.
#[derive(Clone, Copy)]
pub(super) struct Formatter<'a> {
    pub locale: &'a Locale,
    pub unit: Unit,
}

impl<'a> Formatter<'a> {
    pub(super) fn new(locale: &'a Locale, standard: &StandardText) -> Self {
        Self {
            locale,
            unit: standard.unit,
        }
    }

    /// A figure, drawn against its target where a scale is given.
    pub(super) fn figure(&self, figure: &Figure, span: Option<f64>) -> FigureView {
        let locale = self.locale;
        let denominator = figure.denominator.map_or_else(String::new, |d| locale.micro(d));
        FigureView {
            mark: Mark::of(figure, locale),
            value: self.shown_value(figure),
            target: self.bound(figure),
            difference: self.difference(figure),
            interval: self.interval(figure),
            numerator: locale.micro(figure.numerator),
            cases: denominator.clone(),
            denominator,
            excluded: locale.count(figure.excluded),
            unmeasurable: locale.count(figure.unmeasurable),
            chart: span.and_then(|span| chart::interval(figure, span)),
        }
    }

    /// A value beside its target.
    pub(super) fn value(&self, value: f64, target: Option<f64>) -> String {
        match self.unit {
            Unit::Share => self.locale.share(value, target),
            Unit::Points => self.locale.score_points(value, target),
            Unit::Rating => self.locale.decimal(value, 2),
            Unit::Seconds => self.locale.seconds(value, target),
            Unit::Count => self.locale.short(value, 6),
        }
    }

    /// An agreed value without its bound: `80 %`.
    pub(super) fn agreed(&self, target: f64) -> String {
        match self.unit {
            Unit::Share => self.locale.exact_share(target),
            Unit::Seconds => self.locale.exact_seconds(target),
            Unit::Points | Unit::Rating | Unit::Count => self.locale.short(target, 4),
        }
    }

    /// An agreed value with its bound as a sign: `≥ 80 %`.
    pub(super) fn bound(&self, figure: &Figure) -> String {
        let (Some(target), Some(direction)) = (figure.target, figure.direction) else {
            return String::new();
        };
        if let Some(band) = figure.band {
            return self.band(band);
        }
        let sign = match direction {
            Direction::Min => '≥',
            Direction::Max => '≤',
        };
        format!("{sign}{NO_BREAK_SPACE}{}", self.agreed(target))
    }

    /// An agreed value with its bound in words: `mindestens 80 %`.
    pub(super) fn bound_in_words(&self, figure: &Figure) -> String {
        let (Some(target), Some(direction)) = (figure.target, figure.direction) else {
            return NOTHING.into();
        };
        if let Some((low, high)) = figure.band {
            return match low == -high {
                true => self
                    .locale
                    .fill("verdict.at_most", &[("target", &self.band((low, high)))]),
                false => self.locale.fill(
                    "verdict.between",
                    &[("low", &self.agreed(low)), ("high", &self.agreed(high))],
                ),
            };
        }
        let key = match direction {
            Direction::Min => "verdict.at_least",
            Direction::Max => "verdict.at_most",
        };
        self.locale.fill(key, &[("target", &self.agreed(target))])
    }

    /// What is agreed of both sides: `4:40–6:00 min`, `±5 %`.
    fn band(&self, (low, high): (f64, f64)) -> String {
        match low == -high {
            true => format!("±{}", self.agreed(high)),
            false => self.range(low, high, None),
        }
    }

    fn shown_value(&self, figure: &Figure) -> String {
        match (figure.status, figure.value) {
            (_, None) | (Status::NotMeasurable, _) => String::new(),
            // Too few cases make no share.
            (Status::TooFew, Some(_)) if self.unit.is_share() => self.out_of(figure),
            (_, Some(value)) => self.value(value, figure.target),
        }
    }

    fn out_of(&self, figure: &Figure) -> String {
        let all = figure
            .denominator
            .map_or_else(|| NOTHING.to_owned(), |d| self.locale.micro(d));
        self.locale.fill(
            "figure.out_of",
            &[("some", &self.locale.micro(figure.numerator)), ("all", &all)],
        )
    }

    fn difference(&self, figure: &Figure) -> String {
        // Inside a band no end is the one that counts.
        if figure.band.is_some() && figure.status == Status::Met {
            return String::new();
        }
        match (figure.status, figure.value, figure.target) {
            (Status::Met | Status::Missed, Some(value), Some(target)) => match self.unit {
                Unit::Share => self.locale.points(value - target),
                Unit::Seconds => format!("{}{NO_BREAK_SPACE}s", self.locale.signed(value - target, 1)),
                Unit::Points | Unit::Rating | Unit::Count => self.locale.signed(value - target, 1),
            },
            _ => String::new(),
        }
    }

    fn interval(&self, figure: &Figure) -> String {
        if matches!(figure.status, Status::TooFew | Status::NotMeasurable) {
            return String::new();
        }
        figure
            .interval
            .map_or_else(String::new, |(low, high)| self.range(low, high, figure.target))
    }

    /// `75,9–77,2 %`.
    pub(super) fn range(&self, low: f64, high: f64, target: Option<f64>) -> String {
        if self.unit.is_share() {
            return format!(
                "{}–{}",
                self.locale.share_number(low, target),
                self.locale.share(high, target)
            );
        }
        let (low, high) = (self.value(low, target), self.value(high, target));
        // A unit that both ends have stands once.
        match (low.split_once(NO_BREAK_SPACE), high.split_once(NO_BREAK_SPACE)) {
            (Some((number, unit)), Some((_, same))) if unit == same => format!("{number}–{high}"),
            _ => format!("{low}–{high}"),
        }
    }
}

/// A standard's own figure over all queues: one per standard and provider.
pub(super) fn is_main(figure: &Figure, standard: &StandardText) -> bool {
    figure.role == Role::Standard && figure.queue.is_none() && figure.standard == standard.id
}

/// The main figure of a standard; none where it does not bind the provider.
pub(super) fn main_figure<'a>(figures: &'a [Figure], standard: &StandardText) -> Option<&'a Figure> {
    figures.iter().find(|figure| is_main(figure, standard))
}

/// The clauses of a standard over all queues, where several were in force.
pub(super) fn clauses<'a>(
    figures: &'a [Figure],
    standard: &StandardText,
) -> impl Iterator<Item = &'a Figure> {
    figures.iter().filter(|figure| {
        figure.role == Role::Clause && figure.queue.is_none() && figure.standard == standard.id
    })
}

/// The figure that a sentence about a miss can quote with its target: the main one, or, where its
/// clauses have different targets, the last clause in the same state.
pub(super) fn quotable<'a>(figures: &'a [Figure], standard: &StandardText) -> Option<&'a Figure> {
    let main = main_figure(figures, standard)?;
    if main.target.is_some() {
        return Some(main);
    }
    let same = clauses(figures, standard).filter(|clause| State::of(clause) == State::of(main));
    Some(same.last().unwrap_or(main))
}
