//! The course of figures over the periods before, as former publications tell it.

use crate::vocabulary::{Direction, Micro, Period, QueueId, StandardId};

/// Periods that a trend shows, the present one among them.
pub const SHOWN_PERIODS: usize = 13;

/// What former publications in the output folder tell.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The periods shown, oldest first, the present one last; empty where the period has no kind.
    pub periods: Vec<Period>,
    /// Former publications that were read.
    pub read: Vec<FormerFile>,
    /// Former publications that could not be used, or not as a whole.
    pub unusable: Vec<Unusable>,
}

/// A former publication's figures as they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerFile {
    /// Its period.
    pub period: String,
    /// SHA-256 of its kpi.csv, lower-case hex.
    pub sha256: String,
}

/// A former publication that is missing to the history although its folder is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// Its period.
    pub period: Period,
    /// Why.
    pub reason: UnusableReason,
}

/// Why a former publication tells nothing, or not everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnusableReason {
    /// A file cannot be read: which one.
    Damaged(&'static str),
    /// Its names and columns are those of another version.
    OtherSchema(u64),
    /// A column is missing.
    NoColumn(&'static str),
    /// It is about another period than its folder says.
    OtherPeriod,
    /// So many rows cannot be read; the others are used.
    Rows(u64),
}

/// The course of one standard's figure in one scope.
#[derive(Clone, Debug)]
pub struct Trend {
    /// Standard.
    pub standard: StandardId,
    /// Queue; none = all queues together.
    pub queue: Option<QueueId>,
    /// A value for each period of the history; none where there is none, or too few cases.
    pub points: Vec<Option<TrendPoint>>,
    /// Which side is better; none where both sides can miss, or nothing is agreed.
    pub better: Option<Direction>,
    /// Agreed value of the present period.
    pub target: Option<f64>,
    /// What the periods before say about the present one.
    pub course: Course,
    /// Whether values of the course are of different clauses.
    pub clause_changes: bool,
}

/// One period's value.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendPoint {
    /// Value.
    pub value: f64,
    /// Its sums as published.
    pub numerator: Option<Micro>,
    /// Denominator.
    pub denominator: Option<Micro>,
    /// Agreed value then.
    pub target: Option<f64>,
    /// Name of the status then.
    pub status: String,
    /// Start of the clause then; empty for combined rows.
    pub clause_valid_from: String,
}

/// What the periods before say about the present one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// How many of the twelve periods before have a value.
    pub basis: usize,
    /// Limits; none where too few periods have a value.
    pub limits: Option<Limits>,
    /// Signals that reach the present period.
    pub signals: Vec<Signal>,
}

/// Limits of usual values (XmR chart).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Mean of the periods before.
    pub mean: f64,
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
}

/// Where, or which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above, or rising.
    Up,
    /// Below, or falling.
    Down,
}

/// Something that chance alone hardly does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The present value lies outside the limits.
    Outside(Side),
    /// Seven periods or more in a row on one side of the mean, since a period (its number).
    Run(Side, usize),
    /// Six steps or more in a row the same way, the first of them to a period (its number).
    Steps(Side, usize),
}

impl Signal {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Signal::Outside(Side::Up) => "above_limit",
            Signal::Outside(Side::Down) => "below_limit",
            Signal::Run(Side::Up, _) => "run_above",
            Signal::Run(Side::Down, _) => "run_below",
            Signal::Steps(Side::Up, _) => "rising",
            Signal::Steps(Side::Down, _) => "falling",
        }
    }

    /// Which side it is about.
    pub fn side(self) -> Side {
        match self {
            Signal::Outside(side) | Signal::Run(side, _) | Signal::Steps(side, _) => side,
        }
    }

    /// Whether a period (its number of all) belongs to it.
    pub fn reaches(self, period: usize, last: usize) -> bool {
        match self {
            Signal::Outside(_) => period == last,
            Signal::Run(_, since) | Signal::Steps(_, since) => period >= since,
        }
    }
}

impl Trend {
    /// Whether there is a value besides the present one.
    pub fn has_past(&self) -> bool {
        let before = self.points.len().saturating_sub(1);
        self.points[..before].iter().any(Option::is_some)
    }

    /// The signals that a period belongs to.
    pub fn signals_at(&self, period: usize) -> impl Iterator<Item = Signal> + '_ {
        let last = self.points.len().saturating_sub(1);
        let all = self.course.signals.iter().copied();
        all.filter(move |signal| signal.reaches(period, last))
    }

    /// Whether the signals say better (true) or worse; nothing without signals, where they say both, or where
    /// no side is better.
    pub fn turn(&self) -> Option<bool> {
        let better = self.better?;
        let good = |signal: &Signal| (signal.side() == Side::Up) == (better == Direction::Min);
        let mut turns = self.course.signals.iter().map(good);
        let first = turns.next()?;
        turns.all(|other| other == first).then_some(first)
    }
}
