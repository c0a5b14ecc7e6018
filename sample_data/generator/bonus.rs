//! Bonus and malus of the month, in whole cents: what each standard's figure does to the fee.

use super::count::{Figure, Sum};
use super::model::Provider;

/// An amount, in cents; below zero for a malus.
pub struct Amount {
    /// Whose.
    pub provider: Provider,
    /// Agreement.
    pub credit: &'static str,
    /// `standard`, or a sum.
    pub kind: &'static str,
    /// Standard; empty for sums.
    pub standard: &'static str,
    /// Before the cap.
    pub before: i64,
    /// After it.
    pub after: i64,
}

const FEES: [(Provider, i64); 3] = [
    (Provider::Nord, 11_840_000),
    (Provider::Sued, 9_650_000),
    (Provider::Alpen, 8_400_000),
];

/// What a figure is worth, as a fraction of the standard's share; below zero for a malus.
type Effect = (i128, i128);

/// All amounts, from the figures over all queues.
pub fn amounts(figures: &[Figure]) -> Vec<Amount> {
    let mut found = Vec::new();
    for (provider, fee) in FEES {
        let of = |standard: &str, measure: &str| {
            let figure = figures.iter().find(|figure| {
                figure.provider == provider
                    && figure.standard == standard
                    && figure.measure == measure
                    && (figure.queue, figure.clause) == ("*", "")
            });
            figure.map_or_else(Sum::default, |figure| figure.sum)
        };
        let level = of("service_level", "service_level");
        let answer = of("first_response", "deadline");
        let abandoned = of("abandonment", "abandonment");
        // A tenth of the fee: 50, 30 and 20 % of it.
        let parts = [
            ("service_level", 50, steps(level)),
            ("first_response", 30, linear(answer, 90, 80)),
            ("abandonment", 20, linear(abandoned, 6, 12)),
        ];
        let before: Vec<i64> = parts
            .iter()
            .map(|(_, share, (part, whole))| rounded(i128::from(fee) * share * part, 1_000 * whole))
            .collect();
        let after = capped(&before, rounded(i128::from(fee) * 5, 100));
        for (((standard, ..), before), after) in parts.iter().zip(&before).zip(&after) {
            found.push(Amount {
                provider,
                credit: "verguetung",
                kind: "standard",
                standard,
                before: *before,
                after: *after,
            });
        }
        let sums = [
            (
                "malus",
                before.iter().filter(|cents| **cents < 0).sum(),
                after.iter().filter(|cents| **cents < 0).sum(),
            ),
            (
                "bonus",
                before.iter().filter(|cents| **cents > 0).sum(),
                after.iter().filter(|cents| **cents > 0).sum(),
            ),
            ("net", before.iter().sum(), after.iter().sum()),
        ];
        found.extend(sums.map(|(kind, before, after)| Amount {
            provider,
            credit: "verguetung",
            kind,
            standard: "",
            before,
            after,
        }));
    }
    found.extend(trial(figures));
    found
}

/// What nord's chats would cost: two hundredths of the fee where fewer than 85 % of the customers are satisfied.
fn trial(figures: &[Figure]) -> Option<Amount> {
    let csat = figures
        .iter()
        .find(|figure| (figure.measure.as_str(), figure.queue) == ("csat", "*"))?;
    let is_missed = 100 * csat.sum.numerator < 85 * csat.sum.denominator;
    let amount = if is_missed { -FEES[0].1 / 50 } else { 0 };
    Some(Amount {
        provider: Provider::Nord,
        credit: "erprobung",
        kind: "standard",
        standard: "csat",
        before: amount,
        after: amount,
    })
}

/// All of it below 75 %, half of it below 80 %, a bonus of half from 90 % on.
fn steps(sum: Sum) -> Effect {
    let reaches = |percent: i64| 100 * sum.numerator >= percent * sum.denominator;
    match sum {
        _ if !reaches(75) => (-1, 1),
        _ if !reaches(80) => (-1, 2),
        _ if reaches(90) => (1, 2),
        _ => (0, 1),
    }
}

/// Nothing at one value, all of it at the other, evenly between.
fn linear(sum: Sum, from: i128, to: i128) -> Effect {
    let (numerator, denominator) = (i128::from(sum.numerator), i128::from(sum.denominator));
    // (value - from) / (to - from), in hundredths.
    let (mut part, mut whole) = (100 * numerator - from * denominator, (to - from) * denominator);
    if whole < 0 {
        (part, whole) = (-part, -whole);
    }
    (-part.clamp(0, whole), whole)
}

/// Half away from zero.
fn rounded(part: i128, whole: i128) -> i64 {
    let half = (2 * part.abs() + whole) / (2 * whole);
    (half * part.signum()) as i64
}

/// Malus beyond the cap is cut in proportion; cents that are left go to the largest remainders.
fn capped(before: &[i64], cap: i64) -> Vec<i64> {
    let malus: i64 = before.iter().filter(|cents| **cents < 0).sum();
    if -malus <= cap {
        return before.to_vec();
    }
    let mut after = before.to_vec();
    let mut rests = Vec::new();
    let mut left = cap;
    for (place, cents) in before.iter().enumerate().filter(|(_, cents)| **cents < 0) {
        let (part, whole) = (i128::from(-cents) * i128::from(cap), i128::from(-malus));
        after[place] = -((part / whole) as i64);
        left += after[place];
        rests.push((-(part % whole), place));
    }
    rests.sort_unstable();
    for (_, place) in rests.into_iter().take(left as usize) {
        after[place] -= 1;
    }
    after
}
