//! Providers side by side, once all of them are judged.

use super::read::{Delivery, ProviderDelivery};
use crate::intake::Context;
use crate::judge::{Party, Strata, compare, peers};
use crate::measure::MixCell;
use crate::scorecard::{Comparison, Figure, ProviderReview, Review, Role};
use crate::vocabulary::{Direction, Micro, QueueId};
use crate::workspace::agreement::Standard;

/// Fills in the comparisons, and between what the others' values lie for each provider.
pub fn fill_in(context: &Context<'_>, delivery: &Delivery, review: &mut Review) {
    let indices = context.clauses.compared.iter();
    let comparisons: Vec<Comparison> = indices
        .filter_map(|index| comparison(context, *index, delivery, review))
        .collect();
    for provider in &mut review.providers {
        let own = comparisons.iter().filter(|comparison| {
            let mut members = comparison.members.iter().map(|member| &member.provider);
            members.any(|id| *id == provider.id) || comparison.left_out.contains(&provider.id)
        });
        provider.peers = own
            .filter_map(|comparison| peers(comparison, &provider.id))
            .collect();
    }
    review.comparisons = comparisons;
}

fn comparison(
    context: &Context<'_>,
    index: usize,
    delivery: &Delivery,
    review: &Review,
) -> Option<Comparison> {
    let standard = &context.agreement.standards[index];
    let better = standard.clauses[0].rule.direction();
    let bound = review.providers.iter().zip(&delivery.providers);
    let parties = bound.filter_map(|(provider, delivered)| {
        Some(Party {
            provider: &provider.id,
            figure: own(provider, standard).find(|figure| figure.queue.is_none())?,
            strata: strata(context, index, provider, delivered),
        })
    });
    compare(&standard.id, better, parties.collect())
}

/// Figures of a standard over all its clauses: of all queues, then of each.
fn own<'r>(provider: &'r ProviderReview, standard: &'r Standard) -> impl Iterator<Item = &'r Figure> {
    let figures = provider.figures.iter();
    figures.filter(|figure| figure.role == Role::Standard && figure.standard == standard.id)
}

/// Numerator and denominator.
type Sums = (Micro, Micro);

fn less((numerator, denominator): Sums, other: Sums) -> Sums {
    (numerator - other.0, denominator - other.1)
}

/// Whether sums can be those of cases.
fn are_cases((numerator, denominator): Sums) -> bool {
    Micro(0) <= numerator && numerator <= denominator
}

/// A provider's cases by queue and reason. What has no single rows, such as interval reports, is what is left
/// of the queue's figure, so that all together is the figure.
fn strata(
    context: &Context<'_>,
    index: usize,
    provider: &ProviderReview,
    delivered: &ProviderDelivery,
) -> Strata {
    let standard = &context.agreement.standards[index];
    let mut strata = Strata::new();
    let mut rest = (Micro(0), Micro(0));
    for figure in own(provider, standard) {
        let sums = (figure.numerator, figure.denominator.unwrap_or_default());
        let Some(queue) = &figure.queue else {
            rest = sums;
            continue;
        };
        rest = less(rest, sums);
        of_queue(context, (index, standard), (queue, sums), delivered, &mut strata);
    }
    if rest.1 != Micro(0) && are_cases(rest) {
        strata.insert((String::from("*"), String::new()), rest);
    }
    strata
}

fn of_queue(
    context: &Context<'_>,
    (index, standard): (usize, &Standard),
    (queue, sums): (&QueueId, Sums),
    delivered: &ProviderDelivery,
    strata: &mut Strata,
) {
    let code = context.codes.queue(queue);
    let cells = delivered.mix.range((index, code, String::new())..);
    let cells = cells.take_while(|((standard, queue, _), _)| (*standard, *queue) == (index, code));
    let parts: Vec<(&String, Sums)> = cells
        .map(|((_, _, reason), cell)| (reason, counted(standard, *cell)))
        .filter(|(_, (_, cases))| *cases > Micro(0))
        .collect();
    let without_rows = parts.iter().fold(sums, |rest, (_, part)| less(rest, *part));
    let key = |reason: &str| (queue.to_string(), reason.to_owned());
    if !are_cases(without_rows) {
        strata.insert(key(""), sums);
        return;
    }
    for (reason, part) in parts.into_iter().chain([(&String::new(), without_rows)]) {
        let sum = strata.entry(key(reason)).or_default();
        *sum = (sum.0 + part.0, sum.1 + part.1);
    }
}

/// Rows as the standard's figure counts them.
fn counted(standard: &Standard, cell: MixCell) -> Sums {
    let unmeasurable = if standard.unmeasurable_is_missed {
        cell.unmeasurable
    } else {
        0
    };
    let missed = cell.missed + unmeasurable;
    let numerator = match standard.clauses[0].rule.direction() {
        Direction::Min => cell.passed,
        Direction::Max => missed,
    };
    (Micro::whole(numerator), Micro::whole(cell.passed + missed))
}
