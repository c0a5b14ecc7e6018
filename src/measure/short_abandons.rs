//! The volume of short abandons. Only a contract says how short is short: the limit is that of the
//! clause that binds the provider, for the queue and the instant; without one nothing is counted.

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, no_text};
use super::judgement::Judgement;
use super::reach::{Reach, Rows};
use super::terms::{filled, offered, outcome};
use crate::tables::Codebook;
use crate::tables::contacts::{OCCURRED_AT, WAIT};
use crate::tables::intervals::ReportRow;
use crate::vocabulary::{ContactKind, Micro, Outcome, ProviderId, Tally};
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
    reach: Reach,
    /// More specific clauses of the same standard, before which it steps back.
    finer: Vec<Reach>,
    /// Seconds, inclusive; none where the clause agrees on none.
    seconds: Option<i64>,
}

impl Limit {
    fn of(standard: &Standard, clause: &Clause, agreement: &Agreement, codes: &Codebook) -> Option<Self> {
        let (Rule::ServiceLevel { short_abandon_s, .. } | Rule::Abandonment { short_abandon_s, .. }) =
            clause.rule
        else {
            return None;
        };
        let reach = |clause: &Clause| Reach::of(standard, clause, agreement, codes);
        let finer = standard.clauses.iter().filter(|other| clause.yields_to(other));
        Some(Self {
            reach: reach(clause),
            finer: finer.map(reach).collect(),
            seconds: short_abandon_s,
        })
    }

    /// Rows for which it holds.
    fn rows(&self, provider: &ProviderId, judgement: &Judgement) -> Rows {
        let meant =
            |reach: &Reach| reach.rows(provider, ContactKind::Call, &OCCURRED_AT.expr(), judgement, true);
        let finer = self.finer.iter();
        finer.fold(meant(&self.reach), |rows, reach| rows.but(meant(reach)))
    }

    fn holds(&self, provider: &ProviderId, row: &ReportRow) -> bool {
        let holds = |reach: &Reach| reach.holds(provider, Some(row.queue), row.start);
        holds(&self.reach) && !self.finer.iter().any(holds)
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
        let none = lit(NULL).cast(DataType::Int64);
        let agreed = self.limits.iter().rev();
        let agreed = agreed.filter_map(|limit| Some((limit, limit.seconds?)));
        agreed.fold(none, |others, (limit, seconds)| {
            match limit.rows(provider, &self.judgement) {
                Rows::All => lit(seconds),
                Rows::None => others,
                Rows::Where(condition) => when(condition).then(lit(seconds)).otherwise(others),
            }
        })
    }

    fn is_agreed(&self, row: &ReportRow, provider: &ProviderId) -> bool {
        let mut agreed = self.limits.iter().filter(|limit| limit.seconds.is_some());
        agreed.any(|limit| limit.holds(provider, row))
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
