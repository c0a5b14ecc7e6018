//! Agreements on bonus and malus: what of the fee is at risk, and what each standard's value does to it.

use chrono::{Datelike, Months, NaiveDate};

use super::agreement::Text;
use crate::vocabulary::{
    CreditId, Currency, Direction, Money, Nano, Period, ProviderId, QueueId, StandardId, Unit,
};

/// An agreement on bonus and malus.
#[derive(Clone, Debug)]
pub struct Credit {
    /// Id.
    pub id: CreditId,
    /// Name on reports.
    pub name: Text,
    /// Providers it binds; resolved, never empty.
    pub providers: Vec<ProviderId>,
    /// Currency of all its amounts.
    pub currency: Currency,
    /// Monthly fees.
    pub fees: Vec<Fee>,
    /// Over which periods amounts become due.
    pub settled: Settled,
    /// Versions, ascending by `valid_from`, without overlap.
    pub clauses: Vec<CreditClause>,
}

/// The fee of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// Whose; none = of each provider.
    pub provider: Option<ProviderId>,
    /// First day of the month; none = of every month.
    pub month: Option<NaiveDate>,
    /// How much.
    pub amount: Money,
}

/// Over which periods amounts become due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Calendar months.
    Month,
    /// Calendar quarters.
    Quarter,
}

impl Settled {
    /// Name in the workspace.
    pub fn name(self) -> &'static str {
        match self {
            Settled::Month => "month",
            Settled::Quarter => "quarter",
        }
    }

    /// Months in it.
    pub fn months(self) -> u32 {
        match self {
            Settled::Month => 1,
            Settled::Quarter => 3,
        }
    }

    /// Whether a period is one of them.
    pub fn is(self, period: &Period) -> bool {
        let first = period.first();
        first.day() == 1
            && first.month0().is_multiple_of(self.months())
            && first.checked_add_months(Months::new(self.months())) == Some(period.end())
    }

    /// Name of the one that begins on a day: the name of its publication.
    pub fn name_of(self, first: NaiveDate) -> String {
        match self {
            Settled::Month => first.format("%Y-%m").to_string(),
            Settled::Quarter => format!("{}-Q{}", first.year(), first.month0() / 3 + 1),
        }
    }
}

/// One version of an agreement on bonus and malus.
#[derive(Clone, Debug)]
pub struct CreditClause {
    /// First day of validity.
    pub valid_from: NaiveDate,
    /// Last day of validity, inclusive; open where none.
    pub valid_to: Option<NaiveDate>,
    /// Share of the fee that is at risk: the pool.
    pub at_risk: Nano,
    /// Most malus, as a share of the pool.
    pub malus_max: Nano,
    /// Most bonus, as a share of the pool.
    pub bonus_max: Nano,
    /// A malus is given back where the standard is met in so many settlement periods after it.
    pub earn_back: Option<u32>,
    /// Whether amounts are shown, but not due.
    pub report_only: bool,
    /// What becomes of a standard without a value.
    pub not_measurable: Unmeasured,
    /// What becomes of a standard with too few cases.
    pub too_few: TooFew,
    /// The standards that count, with their shares of the pool; these add up to one.
    pub parts: Vec<CreditPart>,
}

/// What becomes of a standard without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmeasured {
    /// No amount until it is known.
    Open,
    /// Neither bonus nor malus.
    Neutral,
    /// The largest malus of its steps or zones.
    FullMalus,
}

impl Unmeasured {
    /// All, by name in the workspace.
    pub const ALL: [(&'static str, Self); 3] = [
        ("open", Self::Open),
        ("neutral", Self::Neutral),
        ("full_malus", Self::FullMalus),
    ];
}

/// What becomes of a standard with too few cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooFew {
    /// No amount.
    Open,
    /// Neither bonus nor malus.
    Neutral,
    /// As if there were enough.
    AsMeasured,
}

impl TooFew {
    /// All, by name in the workspace.
    pub const ALL: [(&'static str, Self); 3] = [
        ("open", Self::Open),
        ("neutral", Self::Neutral),
        ("as_measured", Self::AsMeasured),
    ];
}

/// A standard of a clause.
#[derive(Clone, Debug)]
pub struct CreditPart {
    /// Standard.
    pub standard: StandardId,
    /// Queue; none = all of the standard.
    pub queue: Option<QueueId>,
    /// Fewer cases than these are too few.
    pub min_cases: u64,
    /// Share of the pool.
    pub share: Nano,
    /// Which side of a bound is good.
    pub direction: Direction,
    /// What bounds are counted in.
    pub unit: Unit,
    /// What values do.
    pub scale: Scale,
}

/// What a value does to a standard's share of the pool. A malus is below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Ranges of values, ascending.
    Steps(Vec<Step>),
    /// Growing evenly.
    Zones(Vec<Zone>),
}

/// A range of values. The bound itself belongs to the better side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Lower bound.
    pub from: Option<Nano>,
    /// Upper bound.
    pub to: Option<Nano>,
    /// Share of the standard's part.
    pub effect: Nano,
}

/// Nothing at one bound, all at the other, even between, no more beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Where it begins.
    pub from: Nano,
    /// Where all is reached.
    pub to: Nano,
    /// Share of the standard's part.
    pub effect: Nano,
}

impl Scale {
    /// The largest malus; zero where there is none.
    pub fn worst(&self) -> Nano {
        let effects: Vec<Nano> = match self {
            Scale::Steps(steps) => steps.iter().map(|step| step.effect).collect(),
            Scale::Zones(zones) => zones.iter().map(|zone| zone.effect).collect(),
        };
        effects.into_iter().min().unwrap_or_default().min(Nano(0))
    }
}

impl Credit {
    /// Whether it binds a provider.
    pub fn binds(&self, provider: &ProviderId) -> bool {
        self.providers.contains(provider)
    }

    /// A provider's fee for a period of whole months; nothing where one of them is not known.
    pub fn fee(&self, provider: &ProviderId, period: &Period) -> Option<Money> {
        let mut month = period.first();
        let mut sum = Money::default();
        while month < period.end() {
            sum += self.fee_of_month(provider, month)?;
            month = month.checked_add_months(Months::new(1))?;
        }
        Some(sum)
    }

    /// The fee that speaks most closely of provider and month.
    fn fee_of_month(&self, provider: &ProviderId, month: NaiveDate) -> Option<Money> {
        let speaks = |fee: &&Fee| {
            fee.provider.as_ref().is_none_or(|of| of == provider) && fee.month.is_none_or(|of| of == month)
        };
        let fees = self.fees.iter().filter(speaks);
        let closest = fees.max_by_key(|fee| (fee.month.is_some(), fee.provider.is_some()));
        closest.map(|fee| fee.amount)
    }
}

impl CreditClause {
    /// Whether it is in force on some day of a period.
    pub fn touches(&self, period: &Period) -> bool {
        self.valid_from <= period.last() && self.valid_to.is_none_or(|to| to >= period.first())
    }

    /// Whether it is in force on all days of a period.
    pub fn covers(&self, period: &Period) -> bool {
        self.valid_from <= period.first() && self.valid_to.is_none_or(|to| to >= period.last())
    }
}
