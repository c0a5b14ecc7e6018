//! All figures of a provider: standards per clause and queue, the seven service levels, volumes.

use super::overlay::{overlaid, scope_text};
use super::points::judge_points;
use super::status::{Against, judge};
use crate::scorecard::{Figure, Role, ScopeText};
use crate::vocabulary::{
    Beside, Direction, DistinctTally, ForecastCount, HandoverCount, Micro, QueueId, Reading, StandardId,
    Status, Tallies, Tally, Unit, VolumeTally, WorkTally,
};
use crate::workspace::agreement::{Agreement, Clause, Standard};

/// All figures of a provider, in reporting order.
pub fn figures(agreement: &Agreement, tallies: &Tallies) -> Vec<Figure> {
    let mut figures = Vec::new();
    for tallied in &tallies.standards {
        let standard = &agreement.standards[tallied.standard];
        let clauses = tallied.clauses.iter();
        let parts: Vec<(usize, Tally)> = clauses.copied().collect();
        let first = figures.len();
        figures.extend(clause_figures(standard, &tallied.queue, &parts));
        name_scopes(agreement, standard, &mut figures[first..]);
        figures.extend(overlaid(agreement, standard, tallied));
        let readings = tallied.readings.iter();
        figures.extend(readings.map(|reading| variant(standard, &tallied.queue, reading)));
        let counts = tallied.handover.iter();
        figures.extend(counts.map(|(of, count)| handover(standard, &tallied.queue, *of, *count)));
        let counts = tallied.forecast.iter();
        figures.extend(counts.map(|(of, count)| forecast(standard, &tallied.queue, *of, *count)));
        let more = tallied.beside.iter();
        figures.extend(more.map(|more| beside(standard, &tallied.queue, more)));
    }
    let volumes = tallies.volumes.iter();
    // Most queues have no contacts of a moment; nothing found among some is a figure.
    let told = |volume: &&VolumeTally| {
        let Tally { numerator, .. } = volume.tally;
        volume.moment.is_none()
            || volume.queue.is_none()
            || numerator > Micro::default()
            || volume.tally.cases() > Micro::default()
    };
    figures.extend(volumes.filter(told).map(|tallied| match tallied.moment {
        None => volume(tallied),
        Some(index) => Figure {
            measure: format!("{}:moment:{}", tallied.name, agreement.moments[index].id),
            role: Role::MomentVolume(index),
            ..volume(tallied)
        },
    }));
    figures.extend(tallies.work.iter().map(work));
    figures.extend(tallies.distinct.iter().map(distinct));
    figures
}

/// Says for whom the clauses of figures are.
fn name_scopes(agreement: &Agreement, standard: &Standard, figures: &mut [Figure]) {
    for figure in figures {
        if let Some(clause) = figure.clause.and_then(|index| standard.clauses.get(index)) {
            figure.scope = scope_text(agreement, &clause.scope);
        }
    }
}

/// One of the seven service levels.
fn variant(standard: &Standard, queue: &Option<QueueId>, reading: &Reading) -> Figure {
    let role = Role::Variant(reading.formula, reading.is_contract);
    let figure = figure(standard, queue, &reading.tally, None, None, role);
    Figure {
        measure: format!("service_level:{}", reading.formula.name()),
        status: match figure.value {
            Some(_) => Status::Informational,
            None => Status::NotMeasurable,
        },
        ..figure
    }
}

/// One count of the hand-over log.
fn handover(standard: &Standard, queue: &Option<QueueId>, of: HandoverCount, count: Option<Micro>) -> Figure {
    let role = Role::Handover(of);
    Figure {
        measure: format!("handover:{}", of.name()),
        numerator: count.unwrap_or_default(),
        denominator: None,
        value: count.map(Micro::as_f64),
        status: match count {
            Some(_) => Status::Informational,
            None => Status::NotMeasurable,
        },
        ..figure(standard, queue, &Tally::default(), None, None, role)
    }
}

/// One count of intervals with and without a forecast.
fn forecast(standard: &Standard, queue: &Option<QueueId>, of: ForecastCount, count: Micro) -> Figure {
    let measure = standard.clauses[0].rule.measure();
    Figure {
        measure: format!("{measure}:{}", of.name()),
        numerator: count,
        denominator: None,
        value: Some(count.as_f64()),
        status: Status::Informational,
        ..figure(standard, queue, &Tally::default(), None, None, Role::Forecast(of))
    }
}

/// A figure beside the standard's own: for information.
fn beside(standard: &Standard, queue: &Option<QueueId>, beside: &Beside) -> Figure {
    let Beside { name, unit, tally } = *beside;
    let against = Against {
        target: None,
        direction: Direction::Min,
        is_share: unit == Unit::Share,
        min_cases: 0,
        unmeasurable_is_missed: false,
    };
    let judged = judge(&tally, against);
    let (denominator, value) = match unit {
        Unit::Count => (None, Some(tally.numerator.as_f64())),
        _ => (Some(tally.denominator), judged.value),
    };
    Figure {
        measure: format!("{}:{name}", standard.clauses[0].rule.measure()),
        denominator,
        value,
        interval: judged.interval,
        status: match value {
            Some(_) => Status::Informational,
            None => Status::NotMeasurable,
        },
        ..figure(standard, queue, &tally, None, None, Role::Beside(name, unit))
    }
}

/// One row for a single clause; for several, one each and the combined one.
fn clause_figures(standard: &Standard, queue: &Option<QueueId>, parts: &[(usize, Tally)]) -> Vec<Figure> {
    let goal = |clause: usize| Goal::of(&standard.clauses[clause]);
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
                Some(goal(*clause)),
                Some(*clause),
                Role::Standard,
            )]
        }
        several => {
            let total = several
                .iter()
                .fold(Tally::default(), |sum, (_, tally)| sum + *tally);
            let first = goal(several[0].0);
            let common = several
                .iter()
                .all(|(clause, _)| goal(*clause) == first)
                .then_some(first);
            let mut combined = figure(standard, queue, &total, common, None, Role::Standard);
            let clauses: Vec<Figure> = several
                .iter()
                .map(|(clause, tally)| {
                    let goal = Some(goal(*clause));
                    figure(standard, queue, tally, goal, Some(*clause), Role::Clause)
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
/// combined row shows the worst of those with cases: missed before not measurable, met. A clause with
/// too few cases settles nothing while another one is settled by enough.
fn settle_by_clauses(combined: &mut Figure, clauses: &[Figure]) {
    let of = |status: Status| {
        let clauses = clauses.iter().filter(|figure| has_cases(figure));
        clauses.filter(move |figure| figure.status == status)
    };
    let is_settled = of(Status::Missed).chain(of(Status::Met)).next().is_some();
    let order = match is_settled {
        true => [Status::Missed, Status::NotMeasurable, Status::Met],
        false => [Status::TooFew, Status::NotMeasurable, Status::Met],
    };
    let worst = order.into_iter().find(|status| of(*status).next().is_some());
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

/// Whether a clause has anything to be judged by: a provider that begins in the middle of a period has
/// nothing under the clause before.
fn has_cases(figure: &Figure) -> bool {
    let denominator = figure.denominator.unwrap_or_default();
    denominator > Micro::default() || figure.excluded + figure.unmeasurable > 0
}

/// What a clause agrees: one value, or two between which the figure lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    target: Option<f64>,
    band: Option<(f64, f64)>,
}

impl Goal {
    fn of(clause: &Clause) -> Self {
        Self {
            target: clause.target,
            band: clause.rule.band(clause.target),
        }
    }

    /// The agreed value for a figure and its good side: of a band the end that the figure is beyond, or
    /// else nearer to.
    fn beside(self, value: Option<f64>, direction: Direction) -> (Option<f64>, Direction) {
        let Some((low, high)) = self.band else {
            return (self.target, direction);
        };
        match value.is_some_and(|value| value - low < high - value) {
            true => (Some(low), Direction::Min),
            false => (Some(high), Direction::Max),
        }
    }
}

/// A tally of a standard as a figure; `clause` is the number of the clause that gives it.
pub fn figure(
    standard: &Standard,
    queue: &Option<QueueId>,
    tally: &Tally,
    goal: Option<Goal>,
    clause: Option<usize>,
    role: Role,
) -> Figure {
    let rule = &standard.clauses[0].rule;
    let value = tally.numerator.per(tally.denominator);
    let (target, direction) = goal.map_or((None, rule.direction()), |goal| {
        goal.beside(value, rule.direction())
    });
    let against = Against {
        target,
        direction,
        is_share: rule.counts_contacts(),
        min_cases: standard.min_cases,
        unmeasurable_is_missed: standard.unmeasurable_is_missed,
    };
    let judged = match rule.unit() {
        Unit::Points => judge_points(tally, against),
        _ => judge(tally, against),
    };
    Figure {
        queue: queue.clone(),
        standard: standard.id.clone(),
        measure: rule.measure().to_owned(),
        numerator: judged.numerator,
        denominator: Some(judged.denominator),
        value: judged.value,
        interval: judged.interval,
        target,
        direction: target.map(|_| direction),
        band: goal.and_then(|goal| goal.band),
        // What the client itself has to do, no provider can miss.
        status: match judged.status {
            Status::Met | Status::Missed | Status::TooFew if rule.is_clients_duty() => Status::Informational,
            status => status,
        },
        certainty: judged.certainty.filter(|_| !rule.is_clients_duty()),
        excluded: rows(tally.excluded),
        unmeasurable: rows(tally.unmeasurable),
        clause_valid_from: clause.map(|clause| standard.clauses[clause].valid_from),
        clause,
        scope: ScopeText::default(),
        role,
    }
}

/// A whole number of rows.
fn rows(count: Micro) -> u64 {
    (count.0.max(0) / Micro::ONE) as u64
}

/// A count of tickets in hand.
fn work(tally: &WorkTally) -> Figure {
    Figure {
        queue: tally.queue.clone(),
        standard: StandardId::new(&tally.name),
        measure: tally.name.clone(),
        numerator: tally.count,
        denominator: None,
        value: Some(tally.count.as_f64()),
        role: Role::Work(tally.part),
        ..volume(&VolumeTally {
            name: "",
            queue: None,
            tally: Tally::default(),
            tells: true,
            moment: None,
        })
    }
}

/// Tickets or customers that moved, each once.
fn distinct(tally: &DistinctTally) -> Figure {
    let name = tally.part.distinct_name(tally.of);
    Figure {
        queue: tally.queue.clone(),
        standard: StandardId::new(&name),
        measure: name,
        value: tally.count.map(Micro::as_f64),
        unmeasurable: rows(tally.unknown),
        status: match tally.count {
            Some(_) => Status::Informational,
            None => Status::NotMeasurable,
        },
        role: Role::Distinct(tally.part, tally.of),
        ..work(&WorkTally {
            name: String::new(),
            queue: None,
            part: None,
            count: tally.count.unwrap_or_default(),
        })
    }
}

fn volume(volume: &VolumeTally) -> Figure {
    let VolumeTally {
        name, tally, tells, ..
    } = volume;
    let is_ratio = matches!(*name, "asa" | "aht" | "abandonment");
    let against = Against {
        target: None,
        direction: Direction::Max,
        is_share: *name == "abandonment",
        min_cases: 0,
        unmeasurable_is_missed: false,
    };
    let judged = judge(tally, against);
    Figure {
        queue: volume.queue.clone(),
        standard: StandardId::new(*name),
        measure: (*name).to_owned(),
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
        band: None,
        status: if is_ratio || !tells {
            judged.status
        } else {
            Status::Informational
        },
        certainty: None,
        excluded: rows(tally.excluded),
        unmeasurable: rows(tally.unmeasurable),
        clause_valid_from: None,
        clause: None,
        scope: ScopeText::default(),
        role: Role::Volume,
    }
}

#[cfg(test)]
mod tests;
