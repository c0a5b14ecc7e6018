//! The measures of an agreement, clause by clause, with the volumes that need no standard.

use std::sync::Arc;

use super::abandonment::Abandonment;
use super::family::Measure;
use super::judgement::Judgement;
use super::mean::Mean;
use super::registry::measure_of;
use super::short_abandons::ShortAbandons;
use super::survey::Survey;
use super::volumes::{Count, Volume};
use crate::reply::Analyst;
use crate::tables::Codebook;
use crate::vocabulary::{EpochSeconds, Zone};
use crate::workspace::agreement::{AbandonmentVariant, Agreement, Clause};

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
}

/// One measure with the time and queues for which it holds.
pub struct ClauseUnit {
    /// What it stands for.
    pub scope: Scope,
    /// How it is measured.
    pub measure: Box<dyn Measure>,
    /// Whether a value is agreed, so that rows can breach it.
    pub has_target: bool,
    /// First instant of validity.
    pub from: EpochSeconds,
    /// First instant after it.
    pub to: EpochSeconds,
    /// Codes of the queues covered; none = all.
    pub queues: Option<Vec<u32>>,
}

/// All measures of an agreement for one period.
pub struct Clauses {
    /// Clauses of the standards in order, then the figures published always.
    pub units: Vec<ClauseUnit>,
    /// Period and as-of instant.
    pub judgement: Judgement,
    /// What they know of other rows.
    pub survey: Arc<Survey>,
}

impl Clauses {
    /// Lays out an agreement for a period.
    pub fn new(agreement: &Agreement, codes: &Codebook, judgement: &Judgement, survey: &Arc<Survey>) -> Self {
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
        Self {
            units,
            judgement: judgement.clone(),
            survey: survey.clone(),
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
    let queues: Vec<u32> = standard.queues.iter().map(|queue| codes.queue(queue)).collect();
    let unit = |(number, clause): (usize, &Clause)| {
        let key = format!("{}:{number}", standard.id);
        let (from, to) = validity(clause, &agreement.client.zone);
        ClauseUnit {
            scope: Scope::Clause {
                standard: index,
                clause: number,
            },
            measure: measure_of(&clause.rule, agreement, codes, judgement, known, &key),
            has_target: clause.target.is_some(),
            from,
            to,
            queues: (queues.len() < agreement.queues.len()).then(|| queues.clone()),
        }
    };
    standard.clauses.iter().enumerate().map(unit).collect()
}

/// A figure published for every queue.
fn published(name: &'static str, measure: Box<dyn Measure>) -> ClauseUnit {
    ClauseUnit {
        scope: Scope::Always(name),
        measure,
        has_target: false,
        from: i64::MIN,
        to: i64::MAX,
        queues: None,
    }
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
    vec![
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
    ]
}

/// First instant of a clause, and the first after it.
pub fn validity(clause: &Clause, zone: &Zone) -> (EpochSeconds, EpochSeconds) {
    let end = clause.valid_to.and_then(|last| last.succ_opt());
    (
        zone.day_start(clause.valid_from),
        end.map_or(i64::MAX, |day| zone.day_start(day)),
    )
}
