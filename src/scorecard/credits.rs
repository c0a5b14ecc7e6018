//! Bonus and malus of a provider: every amount with the figure, the clause and the rule behind it.

use chrono::NaiveDate;

use super::{Figure, ProviderReview};
use crate::vocabulary::{CreditId, Currency, Direction, Money, Nano, QueueId, Ratio, StandardId, Unit};
use crate::workspace::agreement::Text;
use crate::workspace::credit::{CreditClause, Scale, Settled, Step, Zone};

/// One agreement on bonus and malus in a period. Amounts are seen from the provider: a malus is below zero.
#[derive(Clone, Debug)]
pub struct CreditReview {
    /// Id.
    pub id: CreditId,
    /// Name.
    pub name: Text,
    /// Currency of all amounts.
    pub currency: Currency,
    /// Over which periods amounts become due.
    pub settled: Settled,
    /// The clause in force; none where none is in force for the whole period.
    pub clause: Option<CreditClause>,
    /// Fee of the period, or why there are no amounts at all.
    pub fee: Result<Money, Open>,
    /// The pool, rounded for showing.
    pub pool: Option<Money>,
    /// One line per standard of the clause.
    pub lines: Vec<CreditLine>,
    /// What is given back of former periods, and what is not.
    pub earn_backs: Vec<EarnBack>,
    /// What is due of all.
    pub totals: CreditTotals,
}

impl CreditReview {
    /// Whether amounts are shown, but not due.
    pub fn is_report_only(&self) -> bool {
        self.clause.as_ref().is_some_and(|clause| clause.report_only)
    }
}

/// Why there is no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// The fee is not known.
    NoFee,
    /// The period is not one over which amounts become due.
    OtherPeriod,
    /// No clause is in force for the whole period.
    ClauseChanges,
    /// The period has not ended: figures are those of an interim state.
    Interim,
    /// The figure is not measurable.
    NotMeasurable,
    /// The figure has too few cases.
    TooFew,
    /// A former publication that is needed is not there, or says nothing of the agreement.
    FormerMissing(String),
    /// The malus of the former period was itself open.
    FormerOpen(String),
}

impl Open {
    /// Name in files.
    pub fn name(&self) -> &'static str {
        match self {
            Open::NoFee => "no_fee",
            Open::OtherPeriod => "other_period",
            Open::ClauseChanges => "clause_changes",
            Open::Interim => "interim",
            Open::NotMeasurable => "not_measurable",
            Open::TooFew => "too_few",
            Open::FormerMissing(_) => "former_missing",
            Open::FormerOpen(_) => "former_open",
        }
    }
}

/// What one standard does.
#[derive(Clone, Debug)]
pub struct CreditLine {
    /// Standard.
    pub standard: StandardId,
    /// Queue; none = all of the standard.
    pub queue: Option<QueueId>,
    /// The figure; none where the provider has none of the queue.
    pub figure: Option<Figure>,
    /// Share of the pool.
    pub share: Nano,
    /// What values do.
    pub scale: Scale,
    /// Which side of a bound is good.
    pub direction: Direction,
    /// What bounds are counted in.
    pub unit: Unit,
    /// What the value does, or why that cannot be said.
    pub hit: Result<Hit, Open>,
    /// Amount before the cap, or why there is none.
    pub before_cap: Result<Money, Open>,
    /// Amount after the cap.
    pub amount: Option<Money>,
    /// Whether the amount hangs on chance.
    pub sureness: Sureness,
}

/// What a value does to its standard's share of the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it lies.
    pub place: Place,
    /// Share of the standard's part; a malus is below zero.
    pub effect: Ratio,
}

/// Where a value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In this step.
    Step(Step),
    /// In this zone or beyond its end.
    Zone(Zone),
    /// In none of them.
    Neutral,
    /// Nowhere: the agreement says what becomes of a standard that is not measurable.
    ByAgreement(Unjudged),
}

/// Why the agreement's own rule holds instead of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unjudged {
    /// The figure is not measurable.
    NotMeasurable,
    /// The figure has too few cases.
    TooFew,
}

/// Whether an amount would be another one inside the 95 % interval of its figure, before the cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sureness {
    /// The same at both ends.
    Certain(Money),
    /// Amounts at the low and at the high end.
    Between(Money, Money),
    /// The figure has no interval, or there is no amount.
    Unknown,
}

impl Sureness {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Sureness::Certain(_) => "certain",
            Sureness::Between(..) => "could_change",
            Sureness::Unknown => "",
        }
    }

    /// Amounts at both ends.
    pub fn ends(self) -> Option<(Money, Money)> {
        match self {
            Sureness::Certain(amount) => Some((amount, amount)),
            Sureness::Between(low, high) => Some((low, high)),
            Sureness::Unknown => None,
        }
    }
}

/// A malus of a former period that may be given back now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarnBack {
    /// The former period.
    pub from: String,
    /// Standard; none where the former period says nothing.
    pub standard: Option<StandardId>,
    /// Queue; none = all.
    pub queue: Option<QueueId>,
    /// What was taken then; below zero.
    pub malus: Option<Money>,
    /// What is given back.
    pub outcome: GivenBack,
}

/// What becomes of a former malus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenBack {
    /// All of it.
    All(Money),
    /// Nothing, because the standard was not met in this period.
    NotMetIn(String),
    /// That cannot be said.
    Open(Open),
}

impl EarnBack {
    /// Amount, where it is known.
    pub fn amount(&self) -> Option<Money> {
        match &self.outcome {
            GivenBack::All(amount) => Some(*amount),
            GivenBack::NotMetIn(_) => Some(Money::default()),
            GivenBack::Open(_) => None,
        }
    }
}

/// Sums of the amounts, which are rounded ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CreditTotals {
    /// Malus before the cap; at most zero.
    pub malus_before_cap: Money,
    /// Malus; at most zero.
    pub malus: Money,
    /// Bonus before the cap.
    pub bonus_before_cap: Money,
    /// Bonus.
    pub bonus: Money,
    /// Given back of former periods.
    pub earned_back: Money,
    /// All together.
    pub net: Money,
    /// Amounts that are not known.
    pub open: u64,
}

impl CreditTotals {
    /// Whether a cap takes something off the malus, and off the bonus.
    pub fn capped(&self) -> [bool; 2] {
        [
            self.malus != self.malus_before_cap,
            self.bonus != self.bonus_before_cap,
        ]
    }
}

/// A line of a former publication's credits.csv.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerLine {
    /// Standard.
    pub standard: StandardId,
    /// Queue; none = all.
    pub queue: Option<QueueId>,
    /// Whether the standard was met.
    pub met: bool,
    /// What was due; none where it was open.
    pub amount: Option<Money>,
    /// Whether amounts were shown only.
    pub report_only: bool,
    /// Code of the currency.
    pub currency: String,
}

/// What a former publication says of an agreement and a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerPeriod {
    /// Name of the period.
    pub period: String,
    /// First day.
    pub first: NaiveDate,
    /// Its lines; none where there is no such publication, or it says nothing of the agreement.
    pub lines: Option<Vec<FormerLine>>,
}

/// The agreements of some providers, with whose they are.
pub fn credits_of<'r>(providers: &[&'r ProviderReview]) -> Vec<(&'r ProviderReview, &'r CreditReview)> {
    let mut all = Vec::new();
    for provider in providers {
        all.extend(provider.credits.iter().map(|credit| (*provider, credit)));
    }
    all
}
