//! The measures of an agreement, clause by clause, with the volumes that need no standard.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::abandonment::Abandonment;
use super::exclusions::{ExclusionSet, Exclusions, First, first};
use super::family::Measure;
use super::judgement::Judgement;
use super::mean::Mean;
use super::reach::{Reach, Rows};
use super::registry::measure_of;
use super::short_abandons::ShortAbandons;
use super::survey::Survey;
use super::volumes::{Count, Volume};
use super::work_in_hand::WorkInHand;
use crate::reply::Analyst;
use crate::tables::Codebook;
use crate::vocabulary::{ContactKind, EpochSeconds, Exclusion, ProviderId};
use crate::workspace::agreement::{AbandonmentVariant, Agreement, Clause};

/// Name of the waits of abandoned calls, which are summed up for the patience and are no figure.
pub const LOST_WAIT: &str = "lost_wait";

/// What a measure stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Clause `clause` of standard `standard` (indices in the agreement).
    Clause {
        /// Index of the standard.
        standard: usize,
        /// Index of its clause.
        clause: usize,
    },
    /// A figure published for every queue, by its name.
    Always(&'static str),
    /// A part of another measure's contacts, summed up apart.
    Slice {
        /// Number of the other measure.
        of: usize,
        /// Which part.
        slice: Slice,
    },
}

/// A part of a measure's contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slice {
    /// Those that a set of exclusions takes out, as the first one that does.
    Excluded(usize),
    /// Those that both an exemption and relief take out; they are among those of the exemption.
    Twice,
    /// Those of a moment of truth (index in the agreement) that nothing takes out.
    Moment(usize),
}

/// One measure with the time and queues for which it holds.
pub struct ClauseUnit {
    /// What it stands for.
    pub scope: Scope,
    /// How it is measured.
    pub measure: Arc<dyn Measure>,
    /// Whether a value is agreed, so that rows can breach it.
    pub has_target: bool,
    /// First instant of validity.
    pub from: EpochSeconds,
    /// First instant after it.
    pub to: EpochSeconds,
    /// When, where and for whom the clause is.
    reach: Reach,
    /// The more specific clauses, before which it steps back.
    finer: Vec<(Reach, Arc<dyn Measure>)>,
}

impl ClauseUnit {
    fn new(scope: Scope, measure: Box<dyn Measure>, reach: Reach) -> Self {
        Self {
            scope,
            measure: measure.into(),
            has_target: false,
            from: reach.from,
            to: reach.to,
            reach,
            finer: Vec::new(),
        }
    }

    /// The rows of a provider that it judges: those that it means and that no finer clause means. `by_queue`
    /// says whether the queues of the standard are told apart too.
    pub fn rows(
        &self,
        provider: &ProviderId,
        kind: ContactKind,
        judgement: &Judgement,
        by_queue: bool,
    ) -> Rows {
        let meant = |reach: &Reach, measure: &dyn Measure, by_queue| {
            reach.rows(provider, kind, &measure.attributed(kind), judgement, by_queue)
        };
        let own = meant(&self.reach, &*self.measure, by_queue);
        let finer = self.finer.iter();
        finer.fold(own, |rows, (reach, measure)| {
            rows.but(meant(reach, &**measure, true))
        })
    }

    /// Whether it holds for something of a queue as a whole.
    pub fn holds(&self, provider: &ProviderId, queue: Option<u32>, at: EpochSeconds) -> bool {
        self.reach.holds(provider, queue, at)
            && !self
                .finer
                .iter()
                .any(|(reach, _)| reach.holds(provider, queue, at))
    }

    /// Whether it can judge contacts of a provider.
    pub fn admits(&self, provider: &ProviderId) -> bool {
        self.reach.admits(provider)
    }

    /// Whether it can judge contacts of a queue.
    pub fn covers(&self, queue: u32) -> bool {
        self.reach.covers(queue)
    }

    /// Whether it can judge contacts of a provider and queue in the period: a finer clause may hold for all.
    pub fn can_hold(&self, provider: &ProviderId, queue: u32, judgement: &Judgement) -> bool {
        let (from, to) = (self.from.max(judgement.start), self.to.min(judgement.end));
        let takes_all = |reach: &Reach| {
            reach.holds(provider, Some(queue), from) && reach.holds(provider, Some(queue), to - 1)
        };
        self.reach.admits(provider)
            && self.reach.covers(queue)
            && !self.finer.iter().any(|(reach, _)| takes_all(reach))
    }

    /// Whether it is for some contacts only.
    pub fn is_scoped(&self) -> bool {
        self.reach.is_scoped
    }
}

/// All measures of an agreement for one period.
pub struct Clauses {
    /// Clauses of the standards in order, then the figures published always, then slices of both.
    pub units: Vec<ClauseUnit>,
    /// Period and as-of instant.
    pub judgement: Judgement,
    /// What they know of other rows.
    pub survey: Arc<Survey>,
    /// What is taken out.
    pub exclusions: Exclusions,
    /// Codes of the contact reasons of each moment of truth.
    pub moments: Vec<Vec<u32>>,
    /// Standards (index in the agreement) by whose shares several providers are compared.
    pub compared: Vec<usize>,
    /// The slices of each measure that has some.
    slices: BTreeMap<usize, Vec<(usize, Slice)>>,
}

impl Clauses {
    /// Lays out an agreement for a period, with what the survey tells and what is taken out.
    pub fn new(
        agreement: &Agreement,
        codes: &Codebook,
        judgement: &Judgement,
        survey: &Arc<Survey>,
        exclusions: Exclusions,
    ) -> Self {
        let replies = Arc::new(Analyst::new(&agreement.replies));
        let mut units = Vec::new();
        let mut due = Vec::new();
        for index in 0..agreement.standards.len() {
            let clauses = clause_units(agreement, index, codes, judgement, (&replies, survey));
            due.extend(
                clauses
                    .iter()
                    .filter_map(|unit| unit.measure.tickets_due().map(str::to_owned)),
            );
            units.extend(clauses);
        }
        units.extend(always(agreement, codes, judgement, &due));
        let mut clauses = Self {
            units,
            judgement: judgement.clone(),
            survey: survey.clone(),
            exclusions,
            moments: agreement
                .moments
                .iter()
                .map(|moment| codes.reasons(&moment.reasons))
                .collect(),
            compared: compared(agreement),
            slices: BTreeMap::new(),
        };
        clauses.slice(agreement.moments.len());
        clauses
    }

    /// Adds the slices that exclusions and moments of truth need.
    fn slice(&mut self, moments: usize) {
        for of in 0..self.units.len() {
            let measure = &self.units[of].measure;
            // Neither messages of a log nor intervals have contact reasons; the bridge is over all tickets.
            let of_contacts = measure.handover().is_none() && measure.by_interval().is_none();
            let has_reasons = of_contacts && measure.work().is_none();
            let moments = (0..moments).filter(|_| has_reasons).map(Slice::Moment);
            let wanted: Vec<Slice> = self.excluding(of).into_iter().chain(moments).collect();
            for slice in wanted {
                self.slices.entry(of).or_default().push((self.units.len(), slice));
                let whole = &self.units[of];
                self.units.push(ClauseUnit {
                    scope: Scope::Slice { of, slice },
                    measure: Arc::clone(&whole.measure),
                    reach: whole.reach.clone(),
                    finer: whole.finer.clone(),
                    ..*whole
                });
            }
        }
    }

    fn excluding(&self, of: usize) -> Vec<Slice> {
        let Scope::Clause { standard, .. } = self.units[of].scope else {
            return Vec::new();
        };
        if !self.units[of].measure.can_exempt() {
            return Vec::new();
        }
        let sets = self.exclusions.of_standard(standard);
        let is_relief = |set: &&usize| self.exclusions.set(**set).what == Exclusion::Relief;
        let reliefs = sets.iter().filter(is_relief).count();
        let both = reliefs > 0 && reliefs < sets.len();
        let mut slices: Vec<Slice> = sets.into_iter().map(Slice::Excluded).collect();
        slices.extend(both.then_some(Slice::Twice));
        slices
    }

    /// The slices of a measure: number among all, and which part.
    pub fn slices(&self, of: usize) -> &[(usize, Slice)] {
        self.slices.get(&of).map_or(&[], Vec::as_slice)
    }

    /// The first set that takes something out of a measure: its number, and that of the slice that counts it.
    pub fn first_taking(
        &self,
        of: usize,
        takes_out: impl Fn(&ExclusionSet) -> bool,
    ) -> Option<First<(usize, usize)>> {
        let sets = self.slices(of).iter().filter_map(|(slice, what)| match what {
            Slice::Excluded(set) => Some((*set, *slice)),
            Slice::Twice | Slice::Moment(_) => None,
        });
        let taking = sets.filter(|(set, _)| takes_out(self.exclusions.set(*set)));
        first(taking, |(set, _)| {
            self.exclusions.set(*set).what == Exclusion::Relief
        })
    }

    /// The measure that a slice is a part of; any other is its own.
    pub fn whole<'a>(&'a self, unit: &'a ClauseUnit) -> &'a ClauseUnit {
        match unit.scope {
            Scope::Slice { of, .. } => &self.units[of],
            _ => unit,
        }
    }

    /// Nothing but the offered calls of every queue and interval: the figure that rules ask for before
    /// they can judge a row.
    pub fn offered_calls(judgement: &Judgement) -> Self {
        Self {
            units: vec![count(Volume::Offered, judgement, &[])],
            ..Self::nothing(judgement)
        }
    }

    /// No measure, for a reading that only looks through rows.
    pub fn nothing(judgement: &Judgement) -> Self {
        Self {
            units: Vec::new(),
            judgement: judgement.clone(),
            survey: Arc::default(),
            exclusions: Exclusions::default(),
            moments: Vec::new(),
            compared: Vec::new(),
            slices: BTreeMap::new(),
        }
    }

    /// Whether standards are judged; else rows are only looked through.
    pub fn are_judged(&self) -> bool {
        self.units.len() > 1
    }

    /// Clauses of a standard that began before the end of the period: tickets of an older clause can
    /// fall due in it.
    pub fn of_standard(&self, standard: usize) -> impl Iterator<Item = (usize, &ClauseUnit)> {
        let end = self.judgement.end;
        self.units.iter().enumerate().filter(move |(_, unit)| {
            matches!(unit.scope, Scope::Clause { standard: s, .. } if s == standard) && unit.from < end
        })
    }

    /// Whether a clause is in force at some time of the period.
    pub fn overlaps(&self, unit: &ClauseUnit) -> bool {
        unit.from < self.judgement.end && unit.to > self.judgement.start
    }

    /// Whether some clause of a standard is for some contacts only.
    pub fn is_refined(&self, standard: usize) -> bool {
        let mut units = self.units.iter();
        units.any(|unit| {
            matches!(unit.scope, Scope::Clause { standard: s, .. } if s == standard) && unit.is_scoped()
        })
    }
}

/// Standards by whose shares of contacts several providers are compared.
fn compared(agreement: &Agreement) -> Vec<usize> {
    let standards = agreement.standards.iter().enumerate();
    let several = standards.filter(|(_, standard)| {
        let bound = agreement
            .providers
            .iter()
            .filter(|provider| standard.binds(&provider.id));
        let counts = standard
            .clauses
            .iter()
            .all(|clause| clause.rule.counts_contacts());
        counts && bound.count() > 1
    });
    several.map(|(index, _)| index).collect()
}

/// The clauses of a standard; `known` is what texts and other rows tell.
pub fn clause_units(
    agreement: &Agreement,
    index: usize,
    codes: &Codebook,
    judgement: &Judgement,
    known: (&Arc<Analyst>, &Arc<Survey>),
) -> Vec<ClauseUnit> {
    let standard = &agreement.standards[index];
    let unit = |(number, clause): (usize, &Clause)| {
        let key = format!("{}:{number}", standard.id);
        let scope = Scope::Clause {
            standard: index,
            clause: number,
        };
        let measure = measure_of(&clause.rule, agreement, codes, judgement, known, &key);
        ClauseUnit {
            has_target: clause.target.is_some(),
            ..ClauseUnit::new(scope, measure, Reach::of(standard, clause, agreement, codes))
        }
    };
    let mut units: Vec<ClauseUnit> = standard.clauses.iter().enumerate().map(unit).collect();
    for (number, clause) in standard.clauses.iter().enumerate() {
        let others = standard.clauses.iter().zip(&units);
        let finer = others.filter(|(other, _)| clause.yields_to(other));
        let finer = finer.map(|(_, unit)| (unit.reach.clone(), Arc::clone(&unit.measure)));
        units[number].finer = finer.collect();
    }
    units
}

/// A figure published for every queue.
fn published(name: &'static str, measure: Box<dyn Measure>) -> ClauseUnit {
    ClauseUnit::new(Scope::Always(name), measure, Reach::everywhere())
}

fn count(volume: Volume, judgement: &Judgement, due: &[String]) -> ClauseUnit {
    let count = Count {
        volume,
        judgement: judgement.clone(),
        due: due.to_vec(),
    };
    published(volume.name(), Box::new(count))
}

fn always(agreement: &Agreement, codes: &Codebook, judgement: &Judgement, due: &[String]) -> Vec<ClauseUnit> {
    let count = |volume| count(volume, judgement, due);
    let abandonment = Abandonment {
        variant: AbandonmentVariant::All,
        short_s: None,
    };
    let mut units = vec![
        count(Volume::Offered),
        count(Volume::Answered),
        count(Volume::Abandoned),
        published(
            "short_abandoned",
            Box::new(ShortAbandons::new(agreement, codes, judgement)),
        ),
        count(Volume::FlowedOut),
        count(Volume::Blocked),
        count(Volume::Unclear),
        count(Volume::TicketsCreated),
        count(Volume::TicketsDue),
        count(Volume::TicketsOpen),
        published("abandonment", Box::new(abandonment)),
        published("asa", Box::new(Mean::Wait)),
        published("aht", Box::new(Mean::Handle)),
        published(
            "work_in_hand",
            Box::new(WorkInHand {
                judgement: judgement.clone(),
                backlog: agreement.backlog.clone(),
            }),
        ),
    ];
    if agreement.staffing.estimates_patience() {
        units.push(published(LOST_WAIT, Box::new(Mean::LostWait)));
    }
    units
}
