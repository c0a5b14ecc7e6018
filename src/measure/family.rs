//! What a family of standards has to say about contacts: whether one passes, what to add up, and
//! the definition in words.

use std::collections::BTreeSet;

use polars::prelude::*;

use super::beside_deadline::DoubtfulPause;
use super::by_interval::CountsIntervals;
use super::case_rows::RowsOf;
use super::handover::Handover;
use super::survey::SurveyedRows;
use super::work_in_hand::WorkInHand;
use crate::normalize::Dictionaries;
use crate::tables::contacts::OCCURRED_AT;
use crate::tables::intervals::ReportRow;
use crate::vocabulary::{Beside, ContactKind, ForecastCount, Formula, Micro, ProviderId, Tally, Verdict};
use crate::workspace::agreement::{ReportLanguage, Text};
use crate::workspace::mapping::Field;

/// How a row is judged. The four expressions are boolean and never null.
pub struct Judge {
    /// The standard speaks about this row.
    pub applies: Expr,
    /// An agreed exclusion takes it out.
    pub excluded: Expr,
    /// The fields needed to judge it are there and do not contradict each other.
    pub measurable: Expr,
    /// It is in the numerator.
    pub passed: Expr,
}

/// Whose exports of one kind of contact are measured, and the fields that each of them maps. What one
/// of them lacks cannot be judged, since the rows of that source would all look like breaches.
#[derive(Clone, Debug)]
pub struct Exports {
    provider: ProviderId,
    mapped: Vec<BTreeSet<Field>>,
}

impl Exports {
    /// A provider's exports, each with the fields that it maps.
    pub fn of(provider: &ProviderId, mapped: impl Iterator<Item = BTreeSet<Field>>) -> Self {
        Self {
            provider: provider.clone(),
            mapped: mapped.collect(),
        }
    }

    /// Whose exports they are.
    pub fn provider(&self) -> &ProviderId {
        &self.provider
    }

    /// Whether every source maps a field.
    pub fn has(&self, field: Field) -> bool {
        self.has_one_of(&[field])
    }

    /// Whether every source maps at least one of some fields.
    pub fn has_one_of(&self, fields: &[Field]) -> bool {
        self.mapped
            .iter()
            .all(|mapped| fields.iter().any(|field| mapped.contains(field)))
    }
}

impl Judge {
    /// The [`Verdict`] as its code; null where the standard does not speak about the row.
    pub fn verdict(&self) -> Expr {
        // Of the right type from the start: a number without one would be judged in a wider type.
        let code = |verdict: Verdict| lit(Scalar::new(DataType::Int8, AnyValue::Int8(verdict as i8)));
        let judged = when(self.excluded.clone())
            .then(code(Verdict::Excluded))
            .when(self.measurable.clone().not())
            .then(code(Verdict::Unmeasurable))
            .when(self.passed.clone())
            .then(code(Verdict::Passed))
            .otherwise(code(Verdict::Missed));
        when(self.applies.clone())
            .then(judged)
            .otherwise(lit(NULL))
            .cast(DataType::Int8)
    }
}

/// Something to add up over rows.
#[derive(Default)]
pub enum Counter {
    /// Rows for which the boolean expression holds.
    Rows(Expr),
    /// Whole numbers; null counts as nothing.
    Amount(Expr),
    /// Rows of each verdict, four sums: passed, missed, excluded, unmeasurable.
    Verdicts(Expr),
    /// Nothing in any row: costs nothing, and keeps its place among the sums.
    #[default]
    Nothing,
}

impl Counter {
    /// Number of sums.
    pub fn width(&self) -> usize {
        match self {
            Counter::Rows(_) | Counter::Amount(_) | Counter::Nothing => 1,
            Counter::Verdicts(_) => 4,
        }
    }
}

/// Words of findings in the language of the partner who reads them.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// Words behind the codes.
    pub words: &'a Dictionaries,
    /// Language of the partner.
    pub language: ReportLanguage,
}

impl Wording<'_> {
    /// One of two texts.
    pub fn say(&self, de: &'static str, en: &'static str) -> &'static str {
        match self.language {
            ReportLanguage::German => de,
            ReportLanguage::English => en,
        }
    }
}

/// Writes what was observed in a row of a frame.
pub type Observer<'a> = Box<dyn Fn(usize, &mut String) + 'a>;

/// A family's rule with the parameters of one clause.
pub trait Measure: Send + Sync {
    /// What to add up over contacts of a kind; empty where the kind does not count.
    fn counters(&self, kind: ContactKind, exports: &Exports) -> Vec<Counter>;

    /// The same sums from a row of a provider's interval report; none where it has no say.
    fn report_counters(&self, _row: &ReportRow, _provider: &ProviderId) -> Option<Vec<Micro>> {
        None
    }

    /// The figure from the sums.
    fn tally(&self, sums: &[Micro]) -> Tally;

    /// What single rows add up to, also where the figure is withheld because too little is known.
    fn tally_of_rows(&self, sums: &[Micro]) -> Tally {
        self.tally(sums)
    }

    /// Figures that stand beside the standard's own, always the same ones in the same order.
    fn beside(&self, _sums: &[Micro]) -> Vec<Beside> {
        Vec::new()
    }

    /// The same rows under the other customary formulas (service level only).
    fn variants(&self, _sums: &[Micro]) -> Vec<(Formula, Tally)> {
        Vec::new()
    }

    /// The contract's formula among the variants (service level only).
    fn formula(&self) -> Option<Formula> {
        None
    }

    /// Whether the sums say anything, for counts: nothing found is not the same as nothing to be told.
    fn tells(&self, _sums: &[Micro]) -> bool {
        true
    }

    /// How rows of a kind are judged one by one; none for means.
    fn judge(&self, kind: ContactKind, exports: &Exports) -> Option<Judge>;

    /// The instant whose clause judges a contact: where nothing else is said, that at which it came in.
    /// A ticket's duty at closing follows the clause of its closing, a deadline that of its clock's start.
    fn attributed(&self, _kind: ContactKind) -> Expr {
        OCCURRED_AT.expr()
    }

    /// The measure of the work in hand (no standard asks for it).
    fn work(&self) -> Option<&WorkInHand> {
        None
    }

    /// Pauses of judged rows that are hard to explain, where they are audited.
    ///
    /// # Errors
    /// Only when polars fails.
    fn doubtful_pauses(&self, _kind: ContactKind, _frame: &DataFrame) -> PolarsResult<Vec<DoubtfulPause>> {
        Ok(Vec::new())
    }

    /// What the rows are that it judges.
    fn rows(&self) -> RowsOf {
        RowsOf::Contacts
    }

    /// The instant at which an exemption finds a contact: that whose clause judges it. A deadline belongs to
    /// where it fell due, so that an exempted day takes out what fell due in it and nothing else.
    fn exempt_at(&self, kind: ContactKind) -> Expr {
        self.attributed(kind)
    }

    /// From when to when the clock of a deadline ran, until it stopped or was due.
    fn ran(&self, _kind: ContactKind) -> Option<(Expr, Expr)> {
        None
    }

    /// Whether exemptions take something out: not of what is no duty of the provider.
    fn can_exempt(&self) -> bool {
        true
    }

    /// How many contacts some sums speak about, whether or not they could be judged.
    fn cases(&self, sums: &[Micro]) -> Micro {
        self.tally(sums).cases()
    }

    /// Columns that the expressions need and that are computed by vector, not by expression.
    ///
    /// # Errors
    /// Only when polars fails.
    fn prepare(&self, _kind: ContactKind, _frame: &DataFrame) -> PolarsResult<Vec<Column>> {
        Ok(Vec::new())
    }

    /// More such columns, with what the survey knows of other rows.
    ///
    /// # Errors
    /// Only when polars fails.
    fn surveyed(&self, _rows: &SurveyedRows<'_>) -> PolarsResult<Vec<Column>> {
        Ok(Vec::new())
    }

    /// The prepared column with the instants at which tickets fall due, for the volume of due tickets.
    fn tickets_due(&self) -> Option<&str> {
        None
    }

    /// The rule by which the client's hand-over log is compared (handover only).
    fn handover(&self) -> Option<&Handover> {
        None
    }

    /// How it counts intervals, where these are its cases and not contacts.
    fn by_interval(&self) -> Option<&dyn CountsIntervals> {
        None
    }

    /// What the sums tell of the forecasts that it rests on.
    fn forecast_counts(&self, _sums: &[Micro]) -> Vec<(ForecastCount, Micro)> {
        Vec::new()
    }

    /// Writes what was observed in a breach; `frame` has the columns of the contact table. Measures
    /// without single breaches observe nothing.
    ///
    /// # Errors
    /// Only when polars fails.
    fn observer<'a>(&'a self, _frame: &'a DataFrame, _wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        Ok(Box::new(|_, _| {}))
    }

    /// What was required, for findings.
    fn required(&self) -> Text {
        no_text()
    }

    /// The definition in words.
    fn definition(&self) -> Text;
}

/// What needs no words.
pub fn no_text() -> Text {
    Text {
        de: String::new(),
        en: String::new(),
    }
}

/// The four sums of a share: passed, missed, excluded, unmeasurable.
pub fn share_counters(judge: &Judge) -> Vec<Counter> {
    vec![Counter::Verdicts(judge.verdict())]
}

/// The figure of a share from its four sums.
pub fn share_tally(sums: &[Micro]) -> Tally {
    match sums {
        [passed, missed, excluded, unmeasurable] => Tally {
            numerator: *passed,
            denominator: *passed + *missed,
            excluded: *excluded,
            unmeasurable: *unmeasurable,
            ..Tally::default()
        },
        _ => Tally::default(),
    }
}

/// The figure of a share that counts the bad rows, from the same sums.
pub fn fault_tally(sums: &[Micro]) -> Tally {
    let tally = share_tally(sums);
    Tally {
        numerator: tally.denominator - tally.numerator,
        ..tally
    }
}
