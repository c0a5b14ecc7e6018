//! The volume of short abandons. Only a contract says how short is short: the limit is that of the
//! clause that binds the provider, for the queue and the instant; without one nothing is counted.

use polars::prelude::*;

use super::clauses::validity;
use super::family::{Counter, Exports, Judge, Measure, no_text};
use super::judgement::Judgement;
use super::terms::{filled, offered, one_of, outcome};
use crate::tables::Codebook;
use crate::tables::contacts::{OCCURRED_AT, QUEUE, WAIT};
use crate::tables::intervals::ReportRow;
use crate::vocabulary::{ContactKind, EpochSeconds, Micro, Outcome, ProviderId, Tally};
use crate::workspace::agreement::{Agreement, Clause, Rule, Standard, Text};

/// Counts short abandons under the limits of an agreement.
pub struct ShortAbandons {
    /// In the order of the workspace; the first that holds for a call counts.
    limits: Vec<Limit>,
    /// The period.
    judgement: Judgement,
}

/// The limit of one clause.
struct Limit {
    /// Whom it binds; empty = all.
    providers: Vec<ProviderId>,
    /// Codes of the queues covered; none = all.
    queues: Option<Vec<u32>>,
    from: EpochSeconds,
    to: EpochSeconds,
    /// Seconds, inclusive.
    seconds: i64,
}

impl Limit {
    fn of(standard: &Standard, clause: &Clause, agreement: &Agreement, codes: &Codebook) -> Option<Self> {
        let (Rule::ServiceLevel { short_abandon_s, .. } | Rule::Abandonment { short_abandon_s, .. }) =
            clause.rule
        else {
            return None;
        };
        let (from, to) = validity(clause, &agreement.client.zone);
        let queues = || standard.queues.iter().map(|queue| codes.queue(queue)).collect();
        Some(Self {
            providers: standard.providers.clone(),
            queues: (standard.queues.len() < agreement.queues.len()).then(queues),
            from,
            to,
            seconds: short_abandon_s?,
        })
    }

    fn overlaps(&self, judgement: &Judgement) -> bool {
        self.from < judgement.end && judgement.start < self.to
    }

    fn binds(&self, provider: &ProviderId) -> bool {
        self.providers.is_empty() || self.providers.contains(provider)
    }

    /// Rows for which it holds; none where it holds for all of a period's.
    fn scope(&self, judgement: &Judgement) -> Option<Expr> {
        let here = self.queues.as_ref().map(|codes| one_of(QUEUE, codes));
        let begun = (self.from > judgement.start).then(|| OCCURRED_AT.expr().gt_eq(lit(self.from)));
        let not_ended = (self.to < judgement.end).then(|| OCCURRED_AT.expr().lt(lit(self.to)));
        [here, begun, not_ended].into_iter().flatten().reduce(Expr::and)
    }
}

impl ShortAbandons {
    /// The limits of all clauses.
    pub fn new(agreement: &Agreement, codes: &Codebook, judgement: &Judgement) -> Self {
        let clauses = agreement
            .standards
            .iter()
            .flat_map(|standard| standard.clauses.iter().map(move |clause| (standard, clause)));
        Self {
            limits: clauses
                .filter_map(|(standard, clause)| Limit::of(standard, clause, agreement, codes))
                .collect(),
            judgement: judgement.clone(),
        }
    }

    /// The limit of a row in seconds; null where none is agreed.
    fn limit(&self, provider: &ProviderId) -> Expr {
        let holds = |limit: &&Limit| limit.binds(provider) && limit.overlaps(&self.judgement);
        let binding = self.limits.iter().filter(holds);
        let none = lit(NULL).cast(DataType::Int64);
        binding.rev().fold(none, |others, limit| {
            let seconds = lit(limit.seconds);
            match limit.scope(&self.judgement) {
                Some(scope) => when(scope).then(seconds).otherwise(others),
                None => seconds,
            }
        })
    }

    fn is_agreed(&self, row: &ReportRow, provider: &ProviderId) -> bool {
        self.limits.iter().any(|limit| {
            limit.binds(provider)
                && limit
                    .queues
                    .as_ref()
                    .is_none_or(|codes| codes.contains(&row.queue))
                && (limit.from..limit.to).contains(&row.start)
        })
    }
}

impl Measure for ShortAbandons {
    fn counters(&self, kind: ContactKind, exports: &Exports) -> Vec<Counter> {
        if kind != ContactKind::Call {
            return Vec::new();
        }
        let abandoned = outcome(Outcome::Abandoned);
        let limit = self.limit(exports.provider());
        let agreed = limit.clone().is_not_null();
        let placed = agreed.clone().and(filled(WAIT));
        let short = WAIT.expr().lt_eq(limit).fill_null(lit(false));
        [
            abandoned.clone().and(short),
            abandoned.clone().and(placed.clone()),
            offered().and(agreed),
            abandoned.and(placed.not()),
        ]
        .map(Counter::Rows)
        .into()
    }

    fn report_counters(&self, row: &ReportRow, provider: &ProviderId) -> Option<Vec<Micro>> {
        let none = Micro::default();
        let offered = row.answered + row.abandoned;
        Some(match row.short_abandoned {
            _ if !self.is_agreed(row, provider) => vec![none, none, none, row.abandoned],
            Some(short) => vec![short, row.abandoned, offered, none],
            None => vec![none, none, offered, row.abandoned],
        })
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        match sums {
            [short, _, _, unplaced] => Tally {
                numerator: *short,
                unmeasurable: *unplaced,
                ..Tally::default()
            },
            _ => Tally::default(),
        }
    }

    /// Where a limit is agreed and not every abandon lacks its wait.
    fn tells(&self, sums: &[Micro]) -> bool {
        let none = Micro::default();
        matches!(sums, [_, placed, agreed, unplaced]
            if *placed > none || (*agreed > none && *unplaced == none))
    }

    fn judge(&self, _: ContactKind, _: &Exports) -> Option<Judge> {
        None
    }

    fn definition(&self) -> Text {
        no_text()
    }
}
