//! Comparing providers honestly: exact tests of each two, adjusting for the mixture of contacts, and a funnel
//! around the value of all instead of a ranking (definitions § 11).

mod case_mix;
mod fisher;
mod funnel;

use std::collections::BTreeMap;

use crate::scorecard::{Comparison, CurvePoint, Figure, Member, Pair, PeerRange, Standing};
use crate::vocabulary::{Direction, Micro, ProviderId, StandardId, Status};

pub use case_mix::Strata;
use case_mix::{Standardised, standardise};
use fisher::{fisher, holm};
use funnel::{limits, overdispersion};

/// Fewer others give no range: it would show single values.
const FEWEST_PEERS: usize = 3;
/// A kind of contacts without a reason may hold this share of a provider's cases in a queue; where it holds
/// more, the queue is one kind for all.
const WITHOUT_REASON: f64 = 0.2;
/// Places at which limits are drawn.
const CURVE: u32 = 28;

/// One provider with its cases of a standard by kind of contacts, which add up to its figure.
pub struct Party<'f> {
    /// Provider.
    pub provider: &'f ProviderId,
    /// Its figure over all queues.
    pub figure: &'f Figure,
    /// Numerator and denominator by queue and reason.
    pub strata: Strata,
}

/// Whether a figure has enough cases to be compared.
fn is_told(figure: &Figure) -> bool {
    figure.value.is_some() && !matches!(figure.status, Status::TooFew | Status::NotMeasurable)
}

/// Compares the providers of a standard; nothing where fewer than two can be.
pub fn compare(standard: &StandardId, better: Direction, parties: Vec<Party<'_>>) -> Option<Comparison> {
    let (told, left_out): (Vec<Party<'_>>, Vec<Party<'_>>) =
        parties.into_iter().partition(|party| is_told(party.figure));
    if told.len() < 2 {
        return None;
    }
    let sum = |of: fn(&Figure) -> Micro| told.iter().map(|party| of(party.figure)).sum::<Micro>();
    let numerator = sum(|figure| figure.numerator);
    let denominator = sum(|figure| figure.denominator.unwrap_or_default());
    let value = numerator.per(denominator)?;
    let strata = comparable(&told);
    let by_reason = strata
        .iter()
        .any(|strata| strata.keys().any(|(_, reason)| !reason.is_empty()));
    let standardised = standardise(&strata.iter().collect::<Vec<_>>());
    let cases = |party: &Party<'_>| party.figure.denominator.unwrap_or_default().as_f64();
    let raw: Vec<(f64, f64)> = told
        .iter()
        .map(|p| (p.figure.numerator.as_f64(), cases(p)))
        .collect();
    let adjusted: Vec<(f64, f64)> = told
        .iter()
        .zip(&standardised)
        .filter_map(|(party, one)| Some((one.as_ref()?.adjusted * cases(party), cases(party))))
        .collect();
    let (phi, adjusted_phi) = (overdispersion(value, &raw), overdispersion(value, &adjusted));
    let funnel = Funnel {
        value,
        better,
        phi,
        adjusted_phi,
    };
    let shared = shared(&strata);
    let members: Vec<Member> = told
        .iter()
        .zip(standardised)
        .zip(shared)
        .map(|((party, standardised), shared)| funnel.member(party, standardised, shared))
        .collect();
    let targets = || told.iter().map(|party| party.figure.target);
    let first = told[0].figure.target;
    Some(Comparison {
        standard: standard.clone(),
        better,
        target: first.filter(|_| targets().all(|target| target == first)),
        numerator,
        denominator,
        value,
        by_reason,
        phi,
        adjusted_phi,
        left_out: left_out.into_iter().map(|party| party.provider.clone()).collect(),
        pairs: pairs(&told),
        curve: funnel.curve(
            members
                .iter()
                .map(|member| whole(member.denominator))
                .max()
                .unwrap_or_default(),
        ),
        members,
    })
}

/// Kinds of contacts that are told apart for all alike: a queue in which one provider's reasons are not known
/// is one kind.
fn comparable(parties: &[Party<'_>]) -> Vec<Strata> {
    let mut unknown: BTreeMap<&str, bool> = BTreeMap::new();
    for party in parties {
        let mut queues: BTreeMap<&str, (Micro, Micro)> = BTreeMap::new();
        for ((queue, reason), (_, cases)) in &party.strata {
            let (without, all) = queues.entry(queue).or_default();
            *all += *cases;
            if reason.is_empty() {
                *without += *cases;
            }
        }
        for (queue, (without, all)) in queues {
            *unknown.entry(queue).or_default() |= without.as_f64() > WITHOUT_REASON * all.as_f64();
        }
    }
    let joined = |party: &Party<'_>| {
        let mut strata = Strata::new();
        for ((queue, reason), (numerator, cases)) in &party.strata {
            let is_one = unknown.get(queue.as_str()).copied().unwrap_or(true);
            let reason = if is_one { "" } else { reason.as_str() };
            let sum = strata.entry((queue.clone(), reason.to_owned())).or_default();
            sum.0 += *numerator;
            sum.1 += *cases;
        }
        strata
    };
    parties.iter().map(joined).collect()
}

/// Share of each one's cases in kinds of contacts that another one has, too.
fn shared(strata: &[Strata]) -> Vec<f64> {
    let mut having: BTreeMap<&(String, String), usize> = BTreeMap::new();
    for (stratum, (_, cases)) in strata.iter().flat_map(|strata| strata.iter()) {
        *having.entry(stratum).or_default() += usize::from(*cases > Micro::default());
    }
    let share = |strata: &Strata| {
        let all: Micro = strata.values().map(|(_, cases)| *cases).sum();
        let common = strata
            .iter()
            .filter(|(stratum, _)| having.get(stratum).is_some_and(|n| *n > 1));
        common
            .map(|(_, (_, cases))| *cases)
            .sum::<Micro>()
            .per(all)
            .unwrap_or_default()
    };
    strata.iter().map(share).collect()
}

fn whole(sum: Micro) -> u64 {
    sum.as_f64().round().max(0.0) as u64
}

fn pairs(parties: &[Party<'_>]) -> Vec<Pair> {
    let counts: Vec<(u64, u64)> = parties
        .iter()
        .map(|party| {
            (
                whole(party.figure.numerator),
                whole(party.figure.denominator.unwrap_or_default()),
            )
        })
        .collect();
    let all = (0..counts.len()).flat_map(|one| (one + 1..counts.len()).map(move |other| (one, other)));
    let tested: Vec<(usize, usize, f64)> = all
        .filter_map(|(one, other)| Some((one, other, fisher(counts[one], counts[other])?)))
        .collect();
    let corrected = holm(&tested.iter().map(|(_, _, p)| *p).collect::<Vec<_>>());
    let pairs = tested.into_iter().zip(corrected);
    pairs
        .map(|((one, other, p), corrected)| Pair {
            one,
            other,
            p,
            corrected,
        })
        .collect()
}

/// The limits around the value of all.
struct Funnel {
    value: f64,
    better: Direction,
    phi: f64,
    adjusted_phi: f64,
}

impl Funnel {
    fn member(&self, party: &Party<'_>, standardised: Option<Standardised>, shared: f64) -> Member {
        let figure = party.figure;
        let cases = whole(figure.denominator.unwrap_or_default());
        let value = figure.value.unwrap_or_default();
        let (raw, adjusted_limits) = (
            limits(self.value, cases, self.phi),
            limits(self.value, cases, self.adjusted_phi),
        );
        let adjusted = standardised.map(|one| one.adjusted);
        Member {
            provider: party.provider.clone(),
            numerator: figure.numerator,
            denominator: figure.denominator.unwrap_or_default(),
            value,
            limits: raw,
            standing: self.standing(value, raw.outer, raw.inner),
            expected: standardised.map(|one| one.expected),
            adjusted,
            adjusted_limits,
            adjusted_standing: adjusted
                .map(|value| self.standing(value, adjusted_limits.outer, adjusted_limits.inner)),
            shared,
        }
    }

    /// A limit itself is inside.
    fn standing(&self, value: f64, outer: (f64, f64), inner: (f64, f64)) -> Standing {
        let is_in = |(low, high): (f64, f64)| (low..=high).contains(&value);
        let better = (value > self.value) == (self.better == Direction::Min);
        match (is_in(inner), is_in(outer)) {
            (true, _) => Standing::Inside,
            (false, true) => Standing::Hint { better },
            (false, false) => Standing::Outside { better },
        }
    }

    /// Limits from few cases to some more than anybody has, closer together where they bend.
    fn curve(&self, most: u64) -> Vec<CurvePoint> {
        let end = (most as f64 * 1.08).ceil().max(2.0);
        let share = |step: u32| f64::from(step) / f64::from(CURVE);
        let mut cases: Vec<u64> = (1..=CURVE)
            .map(|step| (end * share(step).powi(3)).ceil() as u64)
            .collect();
        cases.dedup();
        let point = |cases: u64| CurvePoint {
            cases,
            raw: limits(self.value, cases, self.phi),
            adjusted: limits(self.value, cases, self.adjusted_phi),
        };
        cases.into_iter().map(point).collect()
    }
}

/// Between what the others' values lie, for each provider for which there are enough others.
pub fn peers(comparison: &Comparison, provider: &ProviderId) -> Option<PeerRange> {
    let others: Vec<f64> = comparison
        .members
        .iter()
        .filter(|member| member.provider != *provider)
        .map(|member| member.value)
        .collect();
    if others.len() < FEWEST_PEERS {
        return None;
    }
    let low = others.iter().copied().reduce(f64::min)?;
    let high = others.iter().copied().reduce(f64::max)?;
    Some(PeerRange {
        standard: comparison.standard.clone(),
        others: others.len(),
        low: (low * 100.0).floor() / 100.0,
        high: (high * 100.0).ceil() / 100.0,
    })
}

#[cfg(test)]
mod tests;
