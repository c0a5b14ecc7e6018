//! What measuring hands to judging: counted and summed up, not yet compared with any agreement.

use super::{
    Beside, BridgePart, Direction, Distinct, ForecastCount, Formula, HandoverCount, Micro, QueueId, Without,
};

/// Numerator, denominator and what is beside them; counts or seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Numerator.
    pub numerator: Micro,
    /// Denominator, without the unmeasurable rows.
    pub denominator: Micro,
    /// Rows left out by agreed exclusions.
    pub excluded: Micro,
    /// Rows of the denominator that lack the data to judge.
    pub unmeasurable: Micro,
    /// Rows that count for or against: what an interval of points needs beside the sums; else nothing.
    pub spread: Micro,
}

impl Tally {
    /// All rows that it speaks about.
    pub fn cases(&self) -> Micro {
        self.denominator + self.excluded + self.unmeasurable
    }

    /// The same rows, of which those that lack the data count as missed: they join the denominator, and the
    /// numerator too where that counts the bad ones.
    pub fn unmeasurable_missed(self, direction: Direction) -> Self {
        let bad = match direction {
            Direction::Max => self.unmeasurable,
            Direction::Min => Micro(0),
        };
        Self {
            numerator: self.numerator + bad,
            denominator: self.denominator + self.unmeasurable,
            unmeasurable: Micro(0),
            ..self
        }
    }

    /// The same rows, none of which is judged: all are unmeasurable.
    pub fn withheld(self) -> Self {
        Self {
            unmeasurable: self.cases(),
            ..Self::default()
        }
    }
}

impl std::ops::Add for Tally {
    type Output = Tally;

    fn add(self, other: Tally) -> Tally {
        Tally {
            numerator: self.numerator + other.numerator,
            denominator: self.denominator + other.denominator,
            excluded: self.excluded + other.excluded,
            unmeasurable: self.unmeasurable + other.unmeasurable,
            spread: self.spread + other.spread,
        }
    }
}

/// All tallies of one provider.
#[derive(Clone, Debug, Default)]
pub struct Tallies {
    /// Of the standards that bind it, in the order of the agreement; each over all its queues, then
    /// over each queue with contacts.
    pub standards: Vec<StandardTallies>,
    /// Of the figures published for every queue.
    pub volumes: Vec<VolumeTally>,
    /// Work in hand, of queues with tickets.
    pub work: Vec<WorkTally>,
    /// Tickets and customers that moved, each counted once.
    pub distinct: Vec<DistinctTally>,
}

/// The tallies of one standard over some queues.
#[derive(Clone, Debug)]
pub struct StandardTallies {
    /// Index of the standard in the agreement.
    pub standard: usize,
    /// Queue; none = all queues of the standard.
    pub queue: Option<QueueId>,
    /// Index of each clause that counts in the period, with its tally.
    pub clauses: Vec<(usize, Tally)>,
    /// The seven service levels (service level only).
    pub readings: Vec<Reading>,
    /// The figure over all clauses without exemptions, or without relief, where these took something out.
    pub without: Vec<(Without, Tally)>,
    /// The figure and its readings with what some of them took out taken back.
    pub taken_back: Vec<TakenBack>,
    /// Index of each exemption that took contacts out, with their number.
    pub exempted: Vec<(usize, Micro)>,
    /// The figure over all clauses of each moment of truth (index in the agreement).
    pub moments: Vec<(usize, Tally)>,
    /// What the hand-over log tells (handover only); a count is nothing where it cannot be told.
    pub handover: Vec<(HandoverCount, Option<Micro>)>,
    /// Intervals with and without a forecast (where it rests on one).
    pub forecast: Vec<(ForecastCount, Micro)>,
    /// Figures beside the standard's own, all its clauses together.
    pub beside: Vec<Beside>,
}

/// A standard as it would be if some of what takes contacts out had not.
#[derive(Clone, Debug)]
pub struct TakenBack {
    /// What had not.
    pub what: Vec<Without>,
    /// The figure over all clauses.
    pub tally: Tally,
    /// The seven service levels (service level only).
    pub readings: Vec<Reading>,
}

/// One of the seven service levels over all clauses.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Which.
    pub formula: Formula,
    /// Its tally.
    pub tally: Tally,
    /// Whether it is the contract's own.
    pub is_contract: bool,
}

/// A figure published for every queue.
#[derive(Clone, Debug)]
pub struct VolumeTally {
    /// Name in files.
    pub name: &'static str,
    /// Queue; none = all.
    pub queue: Option<QueueId>,
    /// Its tally.
    pub tally: Tally,
    /// Whether it says anything: nothing counted is not the same as nothing to be told.
    pub tells: bool,
    /// The moment of truth (index in the agreement) whose contacts alone are counted.
    pub moment: Option<usize>,
}

/// A count of tickets in hand.
#[derive(Clone, Debug)]
pub struct WorkTally {
    /// Name in files.
    pub name: String,
    /// Queue; none = all.
    pub queue: Option<QueueId>,
    /// Which part of the bridge, or else the open tickets of an age.
    pub part: Option<BridgePart>,
    /// Tickets.
    pub count: Micro,
}

/// Tickets or customers that moved, each counted once.
#[derive(Clone, Debug)]
pub struct DistinctTally {
    /// Movement.
    pub part: BridgePart,
    /// What is counted once.
    pub of: Distinct,
    /// Queue; none = all.
    pub queue: Option<QueueId>,
    /// How many; none where the exports do not tell.
    pub count: Option<Micro>,
    /// Tickets that tell no customer.
    pub unknown: Micro,
}
