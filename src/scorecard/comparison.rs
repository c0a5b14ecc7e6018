//! Providers side by side: what chance explains, what the mixture of contacts explains, and what neither does.

use crate::vocabulary::{Direction, Micro, ProviderId, StandardId};

/// The comparison of one standard.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Standard.
    pub standard: StandardId,
    /// Which side is better.
    pub better: Direction,
    /// The agreed value, where it is the same for all.
    pub target: Option<f64>,
    /// Sums of all compared providers.
    pub numerator: Micro,
    /// Cases of all.
    pub denominator: Micro,
    /// The value of all.
    pub value: f64,
    /// Whether contact reasons are among the kinds of contacts; else only queues are.
    pub by_reason: bool,
    /// How many times more than by chance raw values vary; 1 where limits are not widened.
    pub phi: f64,
    /// The same of adjusted values.
    pub adjusted_phi: f64,
    /// The compared providers, in the order of the workspace.
    pub members: Vec<Member>,
    /// Providers with too few cases or none that can be judged.
    pub left_out: Vec<ProviderId>,
    /// Each two of them.
    pub pairs: Vec<Pair>,
    /// Limits over the range of cases, for drawing.
    pub curve: Vec<CurvePoint>,
}

/// One provider.
#[derive(Clone, Debug)]
pub struct Member {
    /// Provider.
    pub provider: ProviderId,
    /// Numerator.
    pub numerator: Micro,
    /// Cases.
    pub denominator: Micro,
    /// Raw value: the one that is settled.
    pub value: f64,
    /// Limits of the raw value for its cases.
    pub limits: FunnelLimits,
    /// Where the raw value stands.
    pub standing: Standing,
    /// Numerator that all together would reach with its mixture of contacts; none where nothing is expected.
    pub expected: Option<f64>,
    /// Observed ÷ expected × value of all.
    pub adjusted: Option<f64>,
    /// Limits of the adjusted value.
    pub adjusted_limits: FunnelLimits,
    /// Where the adjusted value stands.
    pub adjusted_standing: Option<Standing>,
    /// Share of its cases in kinds of contacts that another provider has as well: of the others the comparison
    /// says nothing.
    pub shared: f64,
}

/// Limits of a funnel for so many cases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FunnelLimits {
    /// 99.8 %.
    pub outer: (f64, f64),
    /// 95 %.
    pub inner: (f64, f64),
}

/// Limits at a number of cases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvePoint {
    /// Cases.
    pub cases: u64,
    /// Limits of raw values.
    pub raw: FunnelLimits,
    /// Limits of adjusted values.
    pub adjusted: FunnelLimits,
}

/// Where a value stands in the funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Inside the 95 % limits.
    Inside,
    /// Between the limits, on the better side or not.
    Hint {
        /// Whether on the better side.
        better: bool,
    },
    /// Outside the 99.8 % limits.
    Outside {
        /// Whether on the better side.
        better: bool,
    },
}

impl Standing {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Inside => "inside",
            Standing::Hint { better: true } => "hint_better",
            Standing::Hint { better: false } => "hint_worse",
            Standing::Outside { better: true } => "outside_better",
            Standing::Outside { better: false } => "outside_worse",
        }
    }
}

/// Two providers' raw values (Fisher's exact test).
#[derive(Clone, Debug)]
pub struct Pair {
    /// Index of one among the members.
    pub one: usize,
    /// Index of the other.
    pub other: usize,
    /// Two-sided p.
    pub p: f64,
    /// The same, corrected for all pairs of the standard (Holm).
    pub corrected: f64,
}

/// Corrected p below which two values differ.
pub const DIFFERS_BELOW: f64 = 0.05;

impl Comparison {
    /// The members from which one (its index) differs, and whether it is the better one.
    pub fn differing(&self, member: usize) -> impl Iterator<Item = (&Member, bool)> {
        let own = self.members[member].value;
        let pairs = self.pairs.iter().filter(|pair| pair.corrected < DIFFERS_BELOW);
        let others = pairs.filter_map(move |pair| match (pair.one == member, pair.other == member) {
            (true, _) => Some(pair.other),
            (_, true) => Some(pair.one),
            _ => None,
        });
        others.map(move |other| {
            let other = &self.members[other];
            (other, (own > other.value) == (self.better == Direction::Min))
        })
    }

    /// How many members stand outside the 99.8 % limits after adjusting.
    pub fn outside(&self) -> usize {
        let outside = |member: &&Member| matches!(member.adjusted_standing, Some(Standing::Outside { .. }));
        self.members.iter().filter(outside).count()
    }
}

/// Between what the values of the others lie, in whole points, so that no single one can be read from it.
#[derive(Clone, Debug, PartialEq)]
pub struct PeerRange {
    /// Standard.
    pub standard: StandardId,
    /// How many others there are: at least three.
    pub others: usize,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}
