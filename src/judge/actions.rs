//! The plan of actions: one action per standard that was missed, carried on until it is done and has worked.

use chrono::{Days, Months, NaiveDate};
use sha2::{Digest, Sha256};

use super::proportions::{beyond_chance, shares_differ_by_chance, values_differ_by_chance};
use crate::scorecard::{
    Action, ActionPlan, ActionState, Answer, Dispute, Effect, Ended, Evidence, Figure, FindingGroup,
    PlanCounts, Reply, Role, Untellable,
};
use crate::vocabulary::{Direction, Micro, Period, ProviderId, QueueId, ReplyStatus, StandardId, Status};
use crate::workspace::agreement::Actions;

/// Ended actions stay in the plan for so long.
const KEPT: Months = Months::new(12);

/// What a plan is made from.
pub struct PlanParts<'a> {
    /// Whose plan.
    pub provider: &'a ProviderId,
    /// Period at hand.
    pub period: &'a Period,
    /// The day by which due dates are judged.
    pub as_of: NaiveDate,
    /// What the workspace says of actions.
    pub agreed: &'a Actions,
    /// Figures of the period.
    pub figures: &'a [Figure],
    /// Findings of the period.
    pub findings: &'a [FindingGroup],
    /// The plan as the last publication left it.
    pub former: ActionPlan,
    /// What the provider has answered since, in the order of its files.
    pub answers: &'a [Answer],
}

/// The plan of the period.
pub fn plan(parts: PlanParts<'_>) -> ActionPlan {
    let mut actions = kept(&parts, parts.former.actions.clone());
    for action in actions.iter_mut().filter(|action| action.ended.is_none()) {
        answered(action, parts.answers);
        action.now = figure_of(parts.figures, action).map(Evidence::of);
    }
    compare(&parts, &mut actions);
    for action in &mut actions {
        settle(&parts, action);
    }
    for missed in missed_groups(parts.figures) {
        take(&parts, &mut actions, missed);
    }
    let disputes = disputes(&parts);
    ActionPlan {
        counts: counts(&actions, &disputes),
        actions,
        disputes,
    }
}

/// Id of an action: it follows from provider, standard, queue, clause and period.
pub fn action_id(
    provider: &ProviderId,
    standard: &StandardId,
    queue: Option<&QueueId>,
    scope: &str,
    period: &str,
) -> String {
    let mut hash = Sha256::new();
    let queue = queue.map_or("*", |queue| queue.as_str());
    for part in [provider.as_str(), standard.as_str(), queue, scope, period] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let digits = hash.finalize();
    let digits: String = digits.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("A-{digits}")
}

impl Evidence {
    /// A figure as it is.
    pub fn of(figure: &Figure) -> Self {
        Self {
            numerator: figure.numerator,
            denominator: figure.denominator,
            value: figure.value,
            interval: figure.interval,
            target: figure.target,
            direction: figure.direction,
            status: figure.status,
        }
    }
}

/// Without those that ended long ago.
fn kept(parts: &PlanParts<'_>, actions: Vec<Action>) -> Vec<Action> {
    let is_old = |ended: &Ended| ended.day.checked_add_months(KEPT) < Some(parts.period.end());
    let mut actions = actions;
    actions.retain(|action| !action.ended.as_ref().is_some_and(is_old));
    actions
}

/// Takes the last answers to an action; what a later one leaves empty stays as it was.
fn answered(action: &mut Action, answers: &[Answer]) {
    for answer in answers.iter().filter(|answer| answer.id == action.id) {
        let known = action.reply.take().unwrap_or_default();
        let later = &answer.reply;
        let or = |new: &String, old: String| if new.is_empty() { old } else { new.clone() };
        action.reply = Some(Reply {
            status: later.status.or(known.status),
            date: later.date.or(known.date),
            text: or(&later.text, known.text),
            effect: or(&later.effect, known.effect),
            ..later.clone()
        });
    }
}

/// The figures of standards that missed: over all queues and clauses, or of the clauses and queues that did.
fn missed_groups(figures: &[Figure]) -> Vec<&Figure> {
    let mut groups: Vec<&Figure> = Vec::new();
    let is_judged = |figure: &&Figure| matches!(figure.role, Role::Standard | Role::Clause);
    for figure in figures.iter().filter(is_judged) {
        if figure.status != Status::Missed {
            continue;
        }
        let of_same = |known: &&Figure| known.standard == figure.standard && known.queue == figure.queue;
        let has_clauses = figure.role == Role::Standard
            && figures
                .iter()
                .any(|other| of_same(&other) && other.role == Role::Clause && other.status == Status::Missed);
        // A queue's miss is part of that over all queues.
        let in_all = figure.queue.is_some()
            && groups
                .iter()
                .any(|known| known.standard == figure.standard && known.queue.is_none());
        let is_known = groups
            .iter()
            .any(|known| of_same(known) && known.scope.name == figure.scope.name);
        if !has_clauses && !in_all && !is_known {
            groups.push(figure);
        }
    }
    groups
}

fn is_about(action: &Action, figure: &Figure) -> bool {
    action.standard == figure.standard && action.queue == figure.queue && action.scope == figure.scope.name
}

/// The figure of the period that an action is about.
fn figure_of<'f>(figures: &'f [Figure], action: &Action) -> Option<&'f Figure> {
    let own = || figures.iter().filter(|figure| is_about(action, figure));
    let missed = own().find(|figure| figure.role == Role::Clause && figure.status == Status::Missed);
    let standard = own().find(|figure| figure.role == Role::Standard);
    missed
        .or(standard)
        .or_else(|| own().find(|figure| figure.role == Role::Clause))
}

/// Says of each action that goes on whether its figure has moved.
fn compare(parts: &PlanParts<'_>, actions: &mut [Action]) {
    let mut told = Vec::new();
    for (index, action) in actions.iter_mut().enumerate() {
        if action.ended.is_some() {
            continue;
        }
        match chance(parts, action) {
            Ok(p) => told.push((index, p)),
            Err(why) => action.effect = Effect::NotTellable(why),
        }
    }
    let probabilities: Vec<f64> = told.iter().map(|(_, p)| *p).collect();
    for ((index, p), is_beyond) in told.into_iter().zip(beyond_chance(&probabilities)) {
        let action = &mut actions[index];
        action.effect = match (is_beyond, is_better(action)) {
            (false, _) => Effect::Chance(p),
            (true, true) => Effect::Better(p),
            (true, false) => Effect::Worse(p),
        };
    }
}

/// How probable so large a difference is by chance alone.
fn chance(parts: &PlanParts<'_>, action: &Action) -> Result<f64, Untellable> {
    let date = action.reply.as_ref().and_then(|reply| reply.date);
    if action.found_in == parts.period.name() || date.is_some_and(|date| date >= parts.period.end()) {
        return Err(Untellable::NotYet);
    }
    let now = action.now.as_ref().ok_or(Untellable::NoFigure)?;
    let (Some(then_value), Some(now_value)) = (action.found.value, now.value) else {
        return Err(Untellable::NoFigure);
    };
    let (Some(then_interval), Some(now_interval)) = (action.found.interval, now.interval) else {
        return Err(Untellable::NoInterval);
    };
    let by_counts = match (counted(&action.found), counted(now)) {
        (Some(then), Some(now)) => shares_differ_by_chance(then, now),
        _ => values_differ_by_chance((then_value, then_interval), (now_value, now_interval)),
    };
    by_counts.ok_or(Untellable::NoInterval)
}

/// Numerator and denominator of a share of whole cases.
fn counted(evidence: &Evidence) -> Option<(u64, u64)> {
    let whole = |sum: Micro| {
        let number = u64::try_from(sum.0).ok()? / Micro::ONE as u64;
        sum.is_whole().then_some(number)
    };
    let (hits, cases) = (whole(evidence.numerator)?, whole(evidence.denominator?)?);
    let is_share = evidence.value.is_some_and(|value| (0.0..=1.0).contains(&value));
    (is_share && hits <= cases).then_some((hits, cases))
}

fn is_better(action: &Action) -> bool {
    let (then, now) = (action.found.value, action.now.as_ref().and_then(|now| now.value));
    match action.found.direction {
        Some(Direction::Max) => now < then,
        _ => now > then,
    }
}

/// State, end and delay of an action.
fn settle(parts: &PlanParts<'_>, action: &mut Action) {
    action.is_overdue = false;
    if action.ended.is_some() {
        return;
    }
    let status = action.reply.as_ref().and_then(|reply| reply.status);
    let ended = |reason: &str| Ended {
        period: parts.period.name().to_owned(),
        day: parts.period.end(),
        reason: reason.to_owned(),
    };
    if let Some(closing) = parts.agreed.closing(&action.id, parts.as_of) {
        action.state = ActionState::Closed;
        action.ended = Some(ended(&closing.reason));
        return;
    }
    action.state = match (status, action.effect, &action.reply) {
        (Some(ReplyStatus::Done), Effect::Better(_), _) => {
            action.ended = Some(ended(""));
            ActionState::Effective
        }
        (Some(ReplyStatus::Done), ..) => ActionState::Done,
        (_, _, Some(_)) => ActionState::Answered,
        (_, _, None) => ActionState::Open,
    };
    let waits = matches!(action.state, ActionState::Open | ActionState::Answered);
    action.is_overdue = waits && action.due < parts.as_of;
}

/// Takes a miss of the period into the plan: another one of an action that goes on, or a new action.
fn take(parts: &PlanParts<'_>, actions: &mut Vec<Action>, missed: &Figure) {
    let period = parts.period.name();
    let live = actions
        .iter_mut()
        .find(|action| action.ended.is_none() && is_about(action, missed));
    if let Some(live) = live {
        live.repeated_in.push(period.to_owned());
        return;
    }
    let before = actions.iter().rev().find(|action| is_about(action, missed));
    let id = action_id(
        parts.provider,
        &missed.standard,
        missed.queue.as_ref(),
        &missed.scope.name,
        period,
    );
    let findings = parts
        .findings
        .iter()
        .find(|group| group.standard == missed.standard);
    let mut action = Action {
        id,
        standard: missed.standard.clone(),
        queue: missed.queue.clone(),
        scope: missed.scope.name.clone(),
        found_in: period.to_owned(),
        found: Evidence::of(missed),
        findings: findings.map_or(0, |group| group.count),
        due: due(parts),
        reply: None,
        repeated_in: Vec::new(),
        repeats: before.map(|action| action.id.clone()),
        now: None,
        effect: Effect::NotTellable(Untellable::NotYet),
        state: ActionState::Open,
        is_overdue: false,
        ended: None,
    };
    answered(&mut action, parts.answers);
    settle(parts, &mut action);
    actions.push(action);
}

fn due(parts: &PlanParts<'_>) -> NaiveDate {
    let report = parts.period.end();
    report
        .checked_add_days(Days::new(parts.agreed.due_days))
        .unwrap_or(report)
}

/// Disputed findings of former periods, and what answers say of them and of others.
fn disputes(parts: &PlanParts<'_>) -> Vec<Dispute> {
    let is_old = |ended: &Ended| ended.day.checked_add_months(KEPT) < Some(parts.period.end());
    let mut disputes = parts.former.disputes.clone();
    disputes.retain(|dispute| !dispute.ended.as_ref().is_some_and(is_old));
    for answer in parts.answers {
        let Some(finding) = &answer.finding else { continue };
        let needs_a_word = answer.reply.status.is_some_and(ReplyStatus::needs_a_word);
        let known = disputes
            .iter_mut()
            .find(|dispute| dispute.id == answer.id && dispute.is_live());
        match known {
            Some(known) if needs_a_word || answer.reply.status.is_none() => {
                let status = answer.reply.status.or(known.reply.status);
                known.reply = Reply {
                    status,
                    ..answer.reply.clone()
                };
            }
            Some(known) => {
                known.reply = answer.reply.clone();
                known.ended = Some(ended_in(parts, ""));
            }
            None if needs_a_word => disputes.push(Dispute {
                id: answer.id.clone(),
                standard: finding.standard.clone(),
                found_in: answer.reply.period.clone(),
                contact_id: finding.contact_id.clone(),
                observed: finding.observed.clone(),
                reply: answer.reply.clone(),
                ended: None,
            }),
            None => {}
        }
    }
    for dispute in disputes.iter_mut().filter(|dispute| dispute.is_live()) {
        if let Some(closing) = parts.agreed.closing(&dispute.id, parts.as_of) {
            dispute.ended = Some(ended_in(parts, &closing.reason));
        }
    }
    disputes
}

fn ended_in(parts: &PlanParts<'_>, reason: &str) -> Ended {
    Ended {
        period: parts.period.name().to_owned(),
        day: parts.period.end(),
        reason: reason.to_owned(),
    }
}

fn counts(actions: &[Action], disputes: &[Dispute]) -> PlanCounts {
    let count =
        |is_meant: &dyn Fn(&Action) -> bool| actions.iter().filter(|action| is_meant(action)).count() as u64;
    let state = |state: ActionState| count(&|action: &Action| action.state == state);
    let disputed = disputes
        .iter()
        .filter(|dispute| dispute.is_live() && dispute.reply.status == Some(ReplyStatus::Disputed));
    PlanCounts {
        open: state(ActionState::Open),
        answered: state(ActionState::Answered),
        done: state(ActionState::Done),
        effective: state(ActionState::Effective),
        closed: state(ActionState::Closed),
        overdue: count(&|action: &Action| action.is_overdue),
        repeated: count(&Action::is_repeated),
        disputed: count(&Action::is_disputed) + disputed.count() as u64,
    }
}

#[cfg(test)]
mod tests;
