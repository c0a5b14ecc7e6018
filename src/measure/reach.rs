//! Which rows a clause can judge: those of its days, its queues, and the contacts that it is for.

use polars::prelude::*;

use super::judgement::Judgement;
use super::terms::one_of;
use crate::tables::Codebook;
use crate::tables::contacts::{PRIORITY_AT_START, QUEUE, REASON};
use crate::vocabulary::{ContactKind, EpochSeconds, ProviderId};
use crate::workspace::agreement::{Agreement, Clause, Standard};

/// Rows of a frame.
#[derive(Clone, Debug)]
pub enum Rows {
    /// All of them.
    All,
    /// None of them.
    None,
    /// Those for which a condition holds, which is never null.
    Where(Expr),
}

impl Rows {
    /// Those that are among others as well.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Rows::None, _) | (_, Rows::None) => Rows::None,
            (Rows::All, rows) | (rows, Rows::All) => rows,
            (Rows::Where(one), Rows::Where(other)) => Rows::Where(one.and(other)),
        }
    }

    /// Those that are not among others.
    pub fn but(self, others: Self) -> Self {
        self.and(match others {
            Rows::All => Rows::None,
            Rows::None => Rows::All,
            Rows::Where(condition) => Rows::Where(condition.not()),
        })
    }

    /// The condition; nothing where all rows fulfil it.
    pub fn condition(self) -> Option<Expr> {
        match self {
            Rows::All => None,
            Rows::None => Some(lit(false)),
            Rows::Where(condition) => Some(condition),
        }
    }
}

/// When, where and for whom a clause holds.
#[derive(Clone, Debug)]
pub struct Reach {
    /// First instant of validity.
    pub from: EpochSeconds,
    /// First instant after it.
    pub to: EpochSeconds,
    /// Codes of the queues covered; none = all.
    pub queues: Option<Vec<u32>>,
    /// Whether the clause is for some contacts only, rather than the framework's default.
    pub is_scoped: bool,
    /// Whether the clause itself names queues, rather than its standard.
    names_queues: bool,
    /// Providers meant; empty = all.
    providers: Vec<ProviderId>,
    /// Codes of the priorities meant; none = all.
    priorities: Option<Vec<u32>>,
    /// Codes of the reasons meant; none = all.
    reasons: Option<Vec<u32>>,
}

impl Reach {
    /// The reach of a clause of a standard.
    pub fn of(standard: &Standard, clause: &Clause, agreement: &Agreement, codes: &Codebook) -> Self {
        let zone = &agreement.client.zone;
        let end = clause.valid_to.and_then(|last| last.succ_opt());
        let scope = &clause.scope;
        let covered = scope.covered.as_ref().unwrap_or(&standard.queues);
        let queues = || covered.iter().map(|queue| codes.queue(queue)).collect();
        let some = |words: &[String], codes: Vec<u32>| (!words.is_empty()).then_some(codes);
        Self {
            from: zone.day_start(clause.valid_from),
            to: end.map_or(i64::MAX, |day| zone.day_start(day)),
            queues: (covered.len() < agreement.queues.len()).then(queues),
            is_scoped: !scope.is_default(),
            names_queues: scope.covered.is_some(),
            providers: match scope.providers.is_empty() {
                true => standard.providers.clone(),
                false => scope.providers.clone(),
            },
            priorities: some(&scope.priorities, codes.priorities(&scope.priorities)),
            reasons: some(&scope.reasons, codes.reasons(&scope.reasons)),
        }
    }

    /// What holds always and everywhere.
    pub fn everywhere() -> Self {
        Self {
            from: i64::MIN,
            to: i64::MAX,
            queues: None,
            is_scoped: false,
            names_queues: false,
            providers: Vec::new(),
            priorities: None,
            reasons: None,
        }
    }

    /// Whether contacts of a provider can be meant.
    pub fn admits(&self, provider: &ProviderId) -> bool {
        self.providers.is_empty() || self.providers.contains(provider)
    }

    /// Whether contacts of a queue can be meant.
    pub fn covers(&self, queue: u32) -> bool {
        self.queues.as_ref().is_none_or(|queues| queues.contains(&queue))
    }

    /// Whether provider and queue alone tell who is meant.
    pub fn is_by_queue(&self) -> bool {
        self.priorities.is_none() && self.reasons.is_none()
    }

    /// Whether it is in force at some instant of a stretch.
    pub fn meets(&self, from: EpochSeconds, to: EpochSeconds) -> bool {
        self.from < to && from < self.to
    }

    /// Whether it holds for something of a queue as a whole, such as the row of an interval report. What
    /// is of no known queue belongs to clauses that name none.
    pub fn holds(&self, provider: &ProviderId, queue: Option<u32>, at: EpochSeconds) -> bool {
        let here = queue.map_or(!self.names_queues, |queue| self.covers(queue));
        here && self.is_by_queue() && self.admits(provider) && self.from <= at && at < self.to
    }

    /// The rows of a provider that it means, by the instants to which contacts are attributed. `by_queue`
    /// says whether the queues of the standard are told apart too.
    pub fn rows(
        &self,
        provider: &ProviderId,
        kind: ContactKind,
        at: &Expr,
        judgement: &Judgement,
        by_queue: bool,
    ) -> Rows {
        let (start, end) = match kind {
            ContactKind::Call => (judgement.start, judgement.end),
            // Tickets of an older clause can fall due in the period, and are closed after they came in.
            ContactKind::Ticket => (i64::MIN, i64::MAX),
        };
        if !self.admits(provider) || !self.meets(start, end) {
            return Rows::None;
        }
        // Calls always have their instant, and every contact its queue.
        let known = |condition: Expr| match kind {
            ContactKind::Call => condition,
            ContactKind::Ticket => condition.fill_null(lit(false)),
        };
        let begun = (self.from > start).then(|| known(at.clone().gt_eq(lit(self.from))));
        let not_ended = (self.to < end).then(|| known(at.clone().lt(lit(self.to))));
        let queues = self.queues.as_ref().filter(|_| by_queue || self.names_queues);
        let in_queue = |any: Expr, code: &u32| any.or(QUEUE.expr().eq(lit(*code)));
        let here = queues.map(|codes| codes.iter().fold(lit(false), in_queue));
        let reasons = self.reasons.as_ref().map(|codes| one_of(REASON, codes));
        let priorities = match (&self.priorities, kind) {
            (None, _) => None,
            (Some(_), ContactKind::Call) => return Rows::None,
            (Some(codes), ContactKind::Ticket) => Some(one_of(PRIORITY_AT_START, codes)),
        };
        let conditions = [begun, not_ended, here, priorities, reasons];
        match conditions.into_iter().flatten().reduce(Expr::and) {
            Some(condition) => Rows::Where(condition),
            None => Rows::All,
        }
    }
}
