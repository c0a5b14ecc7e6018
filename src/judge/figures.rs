//! All figures of a provider: standards per clause and queue, the seven service levels, volumes.

use std::collections::{BTreeMap, BTreeSet};

use super::status::{Against, judge};
use crate::measure::{ClauseUnit, Clauses, QueueSums, Scope, Tally};
use crate::scorecard::{Figure, Role};
use crate::tables::Codebook;
use crate::vocabulary::{Direction, Micro, ProviderId, QueueId, StandardId, Status};
use crate::workspace::agreement::{Agreement, Clause, Standard};

/// The sums of one provider per queue, for calls (interval reports included) and tickets.
#[derive(Clone, Debug, Default)]
pub struct ProviderSums {
    /// Sums over calls per queue, and how many counters each measure has among them.
    pub calls: (BTreeMap<u32, QueueSums>, Vec<usize>),
    /// The same over tickets.
    pub tickets: (BTreeMap<u32, QueueSums>, Vec<usize>),
}

impl ProviderSums {
    /// The counters of measure number `unit` over some queues, calls and tickets together.
    pub fn counters(&self, unit: usize, queues: &[u32]) -> Vec<Micro> {
        let (calls, tickets) = (
            slice(&self.calls, unit, queues),
            slice(&self.tickets, unit, queues),
        );
        match (calls.is_empty(), tickets.is_empty()) {
            (false, false) => calls.iter().zip(&tickets).map(|(a, b)| *a + *b).collect(),
            (false, true) => calls,
            (true, _) => tickets,
        }
    }

    /// Queues with at least one contact.
    pub fn active_queues(&self) -> BTreeSet<u32> {
        self.calls
            .0
            .keys()
            .chain(self.tickets.0.keys())
            .copied()
            .collect()
    }
}

fn slice((sums, widths): &(BTreeMap<u32, QueueSums>, Vec<usize>), unit: usize, queues: &[u32]) -> Vec<Micro> {
    let Some(width) = widths.get(unit).copied() else {
        return Vec::new();
    };
    let from: usize = widths[..unit].iter().sum();
    let mut total = vec![Micro::default(); width];
    for queue in queues {
        if let Some(counters) = sums.get(queue) {
            total
                .iter_mut()
                .zip(&counters[from..from + width])
                .for_each(|(sum, counter)| *sum += *counter);
        }
    }
    total
}

/// Everything needed to lay out a provider's figures.
struct Layout<'a> {
    agreement: &'a Agreement,
    codes: &'a Codebook,
    clauses: &'a Clauses,
    sums: &'a ProviderSums,
    active: BTreeSet<u32>,
}

/// All figures of a provider, in reporting order.
pub fn figures(
    agreement: &Agreement,
    codes: &Codebook,
    clauses: &Clauses,
    provider: &ProviderId,
    sums: &ProviderSums,
) -> Vec<Figure> {
    let layout = Layout {
        agreement,
        codes,
        clauses,
        sums,
        active: sums.active_queues(),
    };
    let mut figures = Vec::new();
    for (index, standard) in agreement.standards.iter().enumerate() {
        if standard.binds(provider) {
            figures.extend(layout.standard(index, standard));
        }
    }
    figures.extend(layout.volumes());
    figures
}

impl Layout<'_> {
    fn queue_ids(&self, codes: &[u32]) -> Vec<(Option<QueueId>, Vec<u32>)> {
        let mut scopes = vec![(None, codes.to_vec())];
        scopes.extend(
            codes
                .iter()
                .filter(|code| self.active.contains(code))
                .map(|code| (Some(QueueId::new(self.codes.queues.word(*code))), vec![*code])),
        );
        scopes
    }

    fn standard(&self, index: usize, standard: &Standard) -> Vec<Figure> {
        let queues: Vec<u32> = standard
            .queues
            .iter()
            .map(|queue| self.codes.queue(queue))
            .collect();
        let clauses: Vec<(usize, &ClauseUnit)> = self.clauses.of_standard(index).collect();
        let mut figures = Vec::new();
        for (queue, codes) in self.queue_ids(&queues) {
            let parts: Vec<(&Clause, Tally)> = clauses
                .iter()
                .filter_map(|(number, unit)| {
                    let tally = unit.measure.tally(&self.sums.counters(*number, &codes));
                    let counts =
                        self.clauses.overlaps(unit) || tally.denominator + tally.unmeasurable > Micro(0);
                    Some((clause_of(standard, unit).filter(|_| counts)?, tally))
                })
                .collect();
            figures.extend(clause_figures(standard, &queue, &parts));
            figures.extend(self.variants(standard, &queue, &clauses, &codes));
        }
        figures
    }

    /// The seven service levels over some queues of the standard.
    fn variants(
        &self,
        standard: &Standard,
        queue: &Option<QueueId>,
        in_force: &[(usize, &ClauseUnit)],
        codes: &[u32],
    ) -> Vec<Figure> {
        let mut tallies: BTreeMap<crate::vocabulary::Formula, Tally> = BTreeMap::new();
        let mut contract = BTreeSet::new();
        for (number, unit) in in_force {
            for (formula, tally) in unit.measure.variants(&self.sums.counters(*number, codes)) {
                let sum = tallies.entry(formula).or_default();
                *sum = added(*sum, tally);
            }
            contract.extend(unit.measure.formula());
        }
        tallies
            .into_iter()
            .map(|(formula, tally)| {
                let mut figure = figure(
                    standard,
                    queue,
                    &tally,
                    None,
                    None,
                    Role::Variant(formula, contract.contains(&formula)),
                );
                figure.measure = format!("service_level:{}", formula.name());
                figure.status = if figure.value.is_some() {
                    Status::Informational
                } else {
                    Status::NotMeasurable
                };
                figure
            })
            .collect()
    }

    fn volumes(&self) -> Vec<Figure> {
        let all: Vec<u32> = self
            .agreement
            .queues
            .iter()
            .map(|queue| self.codes.queue(&queue.id))
            .collect();
        let mut figures = Vec::new();
        for (number, unit) in self.clauses.units.iter().enumerate() {
            let Scope::Always(name) = unit.scope else { continue };
            for (queue, codes) in self.queue_ids(&all) {
                let tally = unit.measure.tally(&self.sums.counters(number, &codes));
                let tells = unit.measure.tells(&self.sums.counters(number, &codes));
                figures.push(volume(name, queue, &tally, tells));
            }
        }
        figures
    }
}

fn clause_of<'a>(standard: &'a Standard, unit: &ClauseUnit) -> Option<&'a Clause> {
    match unit.scope {
        Scope::Clause { clause, .. } => standard.clauses.get(clause),
        Scope::Always(_) => None,
    }
}

fn added(a: Tally, b: Tally) -> Tally {
    Tally {
        numerator: a.numerator + b.numerator,
        denominator: a.denominator + b.denominator,
        excluded: a.excluded + b.excluded,
        unmeasurable: a.unmeasurable + b.unmeasurable,
    }
}

/// One row for a single clause; for several, one each and the combined one.
fn clause_figures(standard: &Standard, queue: &Option<QueueId>, parts: &[(&Clause, Tally)]) -> Vec<Figure> {
    match parts {
        [] => vec![figure(
            standard,
            queue,
            &Tally::default(),
            None,
            None,
            Role::Standard,
        )],
        [(clause, tally)] => {
            vec![figure(
                standard,
                queue,
                tally,
                clause.target,
                Some(clause),
                Role::Standard,
            )]
        }
        several => {
            let total = several
                .iter()
                .fold(Tally::default(), |sum, (_, tally)| added(sum, *tally));
            let first = several[0].0.target;
            let common = first.filter(|_| several.iter().all(|(clause, _)| clause.target == first));
            let mut combined = figure(standard, queue, &total, common, None, Role::Standard);
            let clauses: Vec<Figure> = several
                .iter()
                .map(|(clause, tally)| {
                    figure(standard, queue, tally, clause.target, Some(clause), Role::Clause)
                })
                .collect();
            if common.is_none() {
                settle_by_clauses(&mut combined, &clauses);
            }
            let mut figures = vec![combined];
            figures.extend(clauses);
            figures
        }
    }
}

/// Where the clauses of a period have different targets, the contract settles each of them; the
/// combined row shows the worst: missed before too few, not measurable, met.
fn settle_by_clauses(combined: &mut Figure, clauses: &[Figure]) {
    let order = [Status::Missed, Status::TooFew, Status::NotMeasurable, Status::Met];
    let of = |status: Status| clauses.iter().filter(move |figure| figure.status == status);
    let worst = order
        .into_iter()
        .find_map(|status| of(status).next().map(|_| status));
    let Some(status) = worst.filter(|_| combined.value.is_some()) else {
        return;
    };
    combined.status = status;
    // One certain miss makes the miss certain; a state that holds for all is as sure as the least sure.
    let certainties = || of(status).filter_map(|figure| figure.certainty);
    combined.certainty = match status {
        Status::Missed => certainties().min(),
        _ => certainties().max(),
    };
}

fn figure(
    standard: &Standard,
    queue: &Option<QueueId>,
    tally: &Tally,
    target: Option<f64>,
    clause: Option<&Clause>,
    role: Role,
) -> Figure {
    let rule = &standard.clauses[0].rule;
    let against = Against {
        target,
        direction: rule.direction(),
        is_share: rule.is_share(),
        min_cases: standard.min_cases,
        unmeasurable_is_missed: standard.unmeasurable_is_missed,
    };
    let judged = judge(tally, against);
    Figure {
        queue: queue.clone(),
        standard: standard.id.clone(),
        measure: rule.measure().to_owned(),
        numerator: judged.numerator,
        denominator: Some(judged.denominator),
        value: judged.value,
        interval: judged.interval,
        target,
        direction: target.map(|_| rule.direction()),
        status: judged.status,
        certainty: judged.certainty,
        excluded: rows(tally.excluded),
        unmeasurable: rows(tally.unmeasurable),
        clause_valid_from: clause.map(|clause| clause.valid_from),
        role,
    }
}

/// A whole number of rows.
fn rows(count: Micro) -> u64 {
    (count.0.max(0) / Micro::ONE) as u64
}

fn volume(name: &str, queue: Option<QueueId>, tally: &Tally, tells: bool) -> Figure {
    let is_ratio = matches!(name, "asa" | "aht" | "abandonment");
    let against = Against {
        target: None,
        direction: Direction::Max,
        is_share: name == "abandonment",
        min_cases: 0,
        unmeasurable_is_missed: false,
    };
    let judged = judge(tally, against);
    Figure {
        queue,
        standard: StandardId::new(name),
        measure: name.to_owned(),
        numerator: tally.numerator,
        denominator: is_ratio.then_some(tally.denominator),
        value: if is_ratio {
            judged.value
        } else {
            tells.then(|| tally.numerator.as_f64())
        },
        interval: judged.interval.filter(|_| is_ratio),
        target: None,
        direction: None,
        status: if is_ratio || !tells {
            judged.status
        } else {
            Status::Informational
        },
        certainty: None,
        excluded: rows(tally.excluded),
        unmeasurable: rows(tally.unmeasurable),
        clause_valid_from: None,
        role: Role::Volume,
    }
}
