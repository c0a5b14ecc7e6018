//! Indirect standardisation: what a provider would reach with its own mixture of contacts if it were in each
//! kind of contact as good as all providers together.

use std::collections::BTreeMap;

use crate::vocabulary::Micro;

/// Numerator and denominator of each kind of contact (queue and reason).
pub type Strata = BTreeMap<(String, String), (Micro, Micro)>;

/// A standardised value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standardised {
    /// Observed numerator.
    pub observed: f64,
    /// Numerator expected from the mixture.
    pub expected: f64,
    /// Observed ÷ expected × the value of all.
    pub adjusted: f64,
}

/// Standardises each provider's counts against all together; nothing for one that nothing is expected of.
pub fn standardise(providers: &[&Strata]) -> Vec<Option<Standardised>> {
    let mut all: BTreeMap<&(String, String), (Micro, Micro)> = BTreeMap::new();
    for (stratum, (numerator, denominator)) in providers.iter().flat_map(|strata| strata.iter()) {
        let sum = all.entry(stratum).or_default();
        sum.0 += *numerator;
        sum.1 += *denominator;
    }
    let total = all
        .values()
        .fold((Micro(0), Micro(0)), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let share = total.0.per(total.1);
    let of_one = |strata: &&Strata| {
        let observed: Micro = strata.values().map(|(numerator, _)| *numerator).sum();
        let expected: f64 = strata
            .iter()
            .filter_map(|(stratum, (_, cases))| {
                let (numerator, denominator) = all.get(stratum)?;
                Some(cases.as_f64() * numerator.per(*denominator)?)
            })
            .sum();
        let ratio = (expected > 0.0).then(|| observed.as_f64() / expected)?;
        Some(Standardised {
            observed: observed.as_f64(),
            expected,
            adjusted: (ratio * share?).min(1.0),
        })
    };
    providers.iter().map(of_one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strata(parts: &[(&str, i64, i64)]) -> Strata {
        let part = |(reason, numerator, cases): &(&str, i64, i64)| {
            let counts = (Micro::whole(*numerator), Micro::whole(*cases));
            ((String::from("queue"), (*reason).to_owned()), counts)
        };
        parts.iter().map(part).collect()
    }

    /// Definitions § 11: A is worse in both kinds of contacts, and better over all.
    #[test]
    fn the_worked_example_of_the_definitions() {
        let a = strata(&[("simple", 828, 900), ("complex", 70, 100)]);
        let b = strata(&[("simple", 282, 300), ("complex", 525, 700)]);
        let told = standardise(&[&a, &b]);
        let ratios: Vec<String> = told
            .iter()
            .flatten()
            .map(|one| format!("{:.3} {:.1}", one.observed / one.expected, one.adjusted * 100.0))
            .collect();
        assert_eq!(ratios, ["0.990 84.4", "1.011 86.2"]);
    }

    #[test]
    fn expected_and_observed_add_up_over_all() {
        let parts = [
            strata(&[("simple", 90, 100), ("rare", 1, 7)]),
            strata(&[("simple", 40, 60)]),
            strata(&[("rare", 5, 9), ("other", 3, 3)]),
        ];
        let told = standardise(&parts.iter().collect::<Vec<_>>());
        let sum = |of: fn(&Standardised) -> f64| told.iter().flatten().map(of).sum::<f64>();
        assert!((sum(|one| one.observed) - sum(|one| one.expected)).abs() < 1e-9);
    }

    #[test]
    fn without_kinds_the_adjusted_value_is_the_raw_one() {
        let parts = [strata(&[("", 80, 100)]), strata(&[("", 150, 300)])];
        let told = standardise(&parts.iter().collect::<Vec<_>>());
        let adjusted: Vec<f64> = told.iter().flatten().map(|one| one.adjusted).collect();
        assert!((adjusted[0] - 0.8).abs() < 1e-12 && (adjusted[1] - 0.5).abs() < 1e-12);
        assert_eq!(standardise(&[&Strata::new()]), [None]);
        assert_eq!(
            standardise(&[&strata(&[("", 0, 10)])]),
            [None],
            "nothing is expected"
        );
    }
}
