//! Which questions a review puts to those who steer: few, the largest of each kind first.

use std::cmp::Reverse;

use crate::scorecard::{
    CreditLine, CreditReview, Decision, Figure, Matter, NoticeKind, ProviderReview, Review, Role, Stake,
    Sureness,
};
use crate::vocabulary::{Certainty, Direction, Micro, Money, StandardId, Status, Unit};

/// As many questions as a review gets through.
const MOST: usize = 5;

/// A shorter staffing gap than this many agent-hours is no matter for a review.
const LEAST_HOURS: f64 = 8.0;

/// The questions of a review: of each kind the one with most at stake, then the next of each, in the order
/// in which a review goes through them.
pub fn decisions(review: &Review) -> Vec<Decision> {
    let mut kinds: Vec<Vec<Decision>> = Vec::new();
    for ask in [files, malus, despite_chance, shifts, measures] {
        let mut of_kind: Vec<Decision> = review
            .providers
            .iter()
            .flat_map(|provider| ask(review, provider))
            .collect();
        of_kind.sort_by(|one, other| other.stake.size().total_cmp(&one.stake.size()));
        kinds.push(of_kind);
    }
    let longest = kinds.iter().map(Vec::len).max().unwrap_or_default();
    let places = (0..longest).flat_map(|rank| (0..kinds.len()).map(move |kind| (rank, kind)));
    let mut chosen: Vec<(usize, usize)> = places
        .filter(|(rank, kind)| *rank < kinds[*kind].len())
        .take(MOST)
        .collect();
    chosen.sort_by_key(|(rank, kind)| (*kind, *rank));
    chosen
        .into_iter()
        .map(|(rank, kind)| kinds[kind][rank].clone())
        .collect()
}

fn decision(provider: &ProviderReview, matter: Matter, stake: Stake) -> Decision {
    Decision {
        provider: provider.id.clone(),
        matter,
        stake,
    }
}

/// Files that miss, cannot be used, or were rejected beyond measure.
fn files(_: &Review, provider: &ProviderReview) -> Vec<Decision> {
    let asked = [
        NoticeKind::MissingSource,
        NoticeKind::UnusableFile,
        NoticeKind::ManyRejected,
    ];
    let notices = provider.notices.iter();
    let mut files: Vec<String> = notices
        .filter(|notice| asked.contains(&notice.kind))
        .map(|notice| notice.file.clone())
        .collect();
    files.dedup();
    let stake = Stake::Files(files.len() as u64);
    match files.is_empty() {
        true => Vec::new(),
        false => vec![decision(provider, Matter::CallForFiles { files }, stake)],
    }
}

fn malus(_: &Review, provider: &ProviderReview) -> Vec<Decision> {
    claims(
        provider,
        |line| matches!(line.sureness, Sureness::Certain(_) | Sureness::Unknown),
        |credit, standards| Matter::ClaimMalus {
            credit: credit.id.clone(),
            standards,
        },
    )
}

fn despite_chance(_: &Review, provider: &ProviderReview) -> Vec<Decision> {
    claims(
        provider,
        |line| matches!(line.sureness, Sureness::Between(..)),
        |credit, standards| Matter::ClaimDespiteChance {
            credit: credit.id.clone(),
            standards,
        },
    )
}

/// One question per agreement that takes something for some of its standards.
fn claims(
    provider: &ProviderReview,
    is_meant: impl Fn(&CreditLine) -> bool,
    matter: impl Fn(&CreditReview, Vec<StandardId>) -> Matter,
) -> Vec<Decision> {
    let due = provider.credits.iter().filter(|credit| !credit.is_report_only());
    due.filter_map(|credit| {
        let taken = |line: &&CreditLine| line.amount.is_some_and(|amount| amount < Money::default());
        let lines: Vec<&CreditLine> = credit
            .lines
            .iter()
            .filter(taken)
            .filter(|line| is_meant(line))
            .collect();
        let amounts = lines.iter().filter_map(|line| line.amount);
        let sum = amounts.fold(Money::default(), |sum, amount| sum + amount);
        let mut standards: Vec<StandardId> = lines.iter().map(|line| line.standard.clone()).collect();
        standards.dedup();
        (!standards.is_empty()).then(|| {
            decision(
                provider,
                matter(credit, standards),
                Stake::Money(sum, credit.currency),
            )
        })
    })
    .collect()
}

fn shifts(_: &Review, provider: &ProviderReview) -> Vec<Decision> {
    let staffing = &provider.staffing;
    let hours = staffing.missing_hours.filter(|hours| *hours >= LEAST_HOURS);
    let asked = hours.map(|hours| {
        let matter = Matter::FillShifts {
            intervals: staffing.short(),
            known: staffing.known(),
        };
        decision(provider, matter, Stake::Hours(hours))
    });
    asked.into_iter().collect()
}

/// The two standards that are missed by most contacts beyond what is tolerated, and by more than chance.
fn measures(review: &Review, provider: &ProviderReview) -> Vec<Decision> {
    let standards = review
        .standards
        .iter()
        .filter(|standard| standard.unit == Unit::Share);
    let mut missed: Vec<(u64, &StandardId)> = standards
        .filter_map(|standard| {
            let beyond = beyond_tolerance(provider, &standard.id);
            (beyond > 0).then_some((beyond, &standard.id))
        })
        .collect();
    missed.sort_by_key(|(beyond, _)| Reverse(*beyond));
    let largest = missed.into_iter().take(2);
    largest
        .map(|(beyond, standard)| {
            let matter = Matter::AgreeMeasures {
                standard: standard.clone(),
            };
            decision(provider, matter, Stake::Contacts(beyond))
        })
        .collect()
}

/// Contacts that would have had to pass for a certain miss to be none: by the figure over all contacts, or
/// by those of its clauses where these agree different targets.
fn beyond_tolerance(provider: &ProviderReview, standard: &StandardId) -> u64 {
    let figures = || {
        let of_all = provider.figures.iter().filter(|figure| figure.queue.is_none());
        of_all.filter(|figure| figure.standard == *standard)
    };
    let role = |role: Role| figures().filter(move |figure| figure.role == role);
    let has_target = role(Role::Standard).any(|figure| figure.target.is_some());
    let judged = match has_target {
        true => Role::Standard,
        false => Role::Clause,
    };
    role(judged).map(beyond).sum()
}

fn beyond(figure: &Figure) -> u64 {
    let is_certain = figure.status == Status::Missed && figure.certainty == Some(Certainty::Clear);
    let (Some(target), Some(direction), Some(denominator)) =
        (figure.target, figure.direction, figure.denominator)
    else {
        return 0;
    };
    if !is_certain || figure.band.is_some() {
        return 0;
    }
    // In millionths, so that 0.8 × 1060 stays 848.
    let agreed = Micro((denominator.0 as f64 * target).round() as i64);
    let short = match direction {
        Direction::Min => agreed - figure.numerator,
        Direction::Max => figure.numerator - agreed,
    };
    (short.0.max(0) as u64).div_ceil(Micro::ONE as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::example;

    #[test]
    fn contacts_beyond_the_tolerated_are_whole_ones() {
        let review = example::review();
        let figure = review.providers[0].figures[0].clone();
        let figure = |numerator: i64, denominator: i64, target: f64, direction: Direction| Figure {
            numerator: Micro::whole(numerator),
            denominator: Some(Micro::whole(denominator)),
            target: Some(target),
            direction: Some(direction),
            status: Status::Missed,
            certainty: Some(Certainty::Clear),
            band: None,
            ..figure.clone()
        };
        assert_eq!(beyond(&figure(700, 1060, 0.8, Direction::Min)), 148);
        assert_eq!(beyond(&figure(700, 1061, 0.8, Direction::Min)), 149);
        assert_eq!(beyond(&figure(60, 1000, 0.05, Direction::Max)), 10);
        let by_chance = Figure {
            certainty: Some(Certainty::Chance),
            ..figure(700, 1060, 0.8, Direction::Min)
        };
        assert_eq!(beyond(&by_chance), 0);
    }

    #[test]
    fn a_review_puts_few_questions_the_largest_of_each_kind_first() {
        let review = example::review();
        let asked = decisions(&review);
        assert!(!asked.is_empty() && asked.len() <= MOST, "{asked:#?}");
        let order: Vec<&str> = asked.iter().map(|decision| decision.matter.name()).collect();
        let kinds = [
            "call_for_files",
            "claim_malus",
            "claim_despite_chance",
            "fill_shifts",
            "agree_measures",
        ];
        let place = |name: &&str| kinds.iter().position(|kind| kind == name);
        assert!(order.is_sorted_by_key(place), "{order:?}");
        for pair in asked.windows(2) {
            if pair[0].matter.name() == pair[1].matter.name() {
                assert!(pair[0].stake.size() >= pair[1].stake.size());
            }
        }
    }
}
