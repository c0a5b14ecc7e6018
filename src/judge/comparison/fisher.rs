//! Fisher's exact test for two shares, and the correction for several tests at once (Holm 1979).

/// What rounding may have moved a probability that is equal to the observed one (as in R).
const NOISE: f64 = 1e-7;

/// Two-sided p for `one.0` of `one.1` cases against `other.0` of `other.1`: the probability of all tables with
/// the same margins that are no more likely than the observed one. Nothing where one side has no cases.
pub fn fisher(one: (u64, u64), other: (u64, u64)) -> Option<f64> {
    if one.1 == 0 || other.1 == 0 || one.0 > one.1 || other.0 > other.1 {
        return None;
    }
    let (successes, all) = (one.0 + other.0, one.1 + other.1);
    let (lowest, highest) = (successes.saturating_sub(other.1), successes.min(one.1));
    let mode = ((successes + 1) as f64 * (one.1 + 1) as f64 / (all + 2) as f64).floor() as u64;
    let mode = mode.clamp(lowest, highest);
    // How much more likely k + 1 is than k.
    let ratio = |k: u64| {
        let up = (successes - k) as f64 * (one.1 - k) as f64;
        up / ((k + 1) as f64 * (all + k + 1 - successes - one.1) as f64)
    };
    let above = tail(mode, highest, ratio, |k| k + 1);
    let below = tail(mode, lowest, |k| 1.0 / ratio(k - 1), |k| k - 1);
    let weight = |k: u64| match k.cmp(&mode) {
        std::cmp::Ordering::Equal => 1.0,
        std::cmp::Ordering::Greater => above.get((k - mode - 1) as usize).copied().unwrap_or(0.0),
        std::cmp::Ordering::Less => below.get((mode - k - 1) as usize).copied().unwrap_or(0.0),
    };
    let bound = weight(one.0) * (1.0 + NOISE);
    let all_weights = || above.iter().chain(&below).copied().chain([1.0]);
    let total: f64 = all_weights().sum();
    let as_unlikely: f64 = all_weights().filter(|weight| *weight <= bound).sum();
    Some((as_unlikely / total).min(1.0))
}

/// Weights from next to the mode outwards, as long as they are not lost in rounding to nothing.
fn tail(mode: u64, end: u64, ratio: impl Fn(u64) -> f64, next: impl Fn(u64) -> u64) -> Vec<f64> {
    let (mut at, mut weight, mut weights) = (mode, 1.0, Vec::new());
    while at != end && weight > 1e-300 {
        weight *= ratio(at);
        weights.push(weight);
        at = next(at);
    }
    weights
}

/// Several p values as if each were the only one (Holm): in the order given.
pub fn holm(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut corrected = vec![0.0; values.len()];
    let mut highest: f64 = 0.0;
    for (rank, index) in order.into_iter().enumerate() {
        let one = ((values.len() - rank) as f64 * values[index]).min(1.0);
        highest = highest.max(one);
        corrected[index] = highest;
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() <= 1e-9 * other.abs().max(1e-3)
    }

    #[test]
    fn the_worked_figures_of_the_definitions() {
        let few = fisher((46, 50), (42, 50)).expect("cases");
        let many = fisher((460, 500), (420, 500)).expect("cases");
        assert_eq!(format!("{few:.2}"), "0.36");
        assert_eq!(format!("{many:.4}"), "0.0001");
    }

    /// Tea tasting: 3 of 4 against 1 of 4 is 34/70; all of 4 against none 2/70.
    #[test]
    fn small_tables_are_exact() {
        assert!(close(fisher((3, 4), (1, 4)).expect("cases"), 34.0 / 70.0));
        assert!(close(fisher((4, 4), (0, 4)).expect("cases"), 2.0 / 70.0));
        assert!(close(fisher((2, 4), (2, 4)).expect("cases"), 1.0));
        assert!(close(fisher((0, 9), (0, 3)).expect("cases"), 1.0));
        assert!(close(fisher((9, 9), (3, 3)).expect("cases"), 1.0));
        assert_eq!([fisher((0, 0), (1, 2)), fisher((3, 2), (1, 2))], [None, None]);
    }

    /// Every table with small margins against counting by binomial coefficients.
    #[test]
    fn all_small_tables_agree_with_counting() {
        let choose =
            |n: u64, k: u64| (0..k).fold(1.0, |product, i| product * (n - i) as f64 / (i + 1) as f64);
        for (n, m) in [(1_u64, 1_u64), (3, 5), (7, 4), (6, 6)] {
            for (a, b) in (0..=n).flat_map(|a| (0..=m).map(move |b| (a, b))) {
                let likely = |k: u64| {
                    let rest = (a + b).checked_sub(k).filter(|rest| *rest <= m);
                    rest.map_or(0.0, |rest| choose(n, k) * choose(m, rest) / choose(n + m, a + b))
                };
                let bound = likely(a) * (1.0 + NOISE);
                let expected: f64 = (0..=n).map(likely).filter(|one| *one <= bound).sum();
                let told = fisher((a, n), (b, m)).expect("cases");
                assert!(close(told, expected), "{a}/{n} {b}/{m}: {told} {expected}");
                assert!(
                    close(told, fisher((b, m), (a, n)).expect("cases")),
                    "either way round"
                );
                assert!(
                    close(told, fisher((n - a, n), (m - b, m)).expect("cases")),
                    "good or bad side"
                );
            }
        }
    }

    #[test]
    fn large_and_far_apart_counts_stay_numbers() {
        let far = fisher((4_900_000, 5_000_000), (2_000_000, 5_000_000)).expect("cases");
        let same = fisher((2_000_000, 5_000_000), (2_000_000, 5_000_000)).expect("cases");
        assert!((0.0..1e-12).contains(&far) && close(same, 1.0), "{far} {same}");
    }

    #[test]
    fn corrected_values_keep_their_order_and_never_shrink() {
        let corrected = holm(&[0.01, 0.04, 0.03, 0.005]);
        for (one, expected) in corrected.iter().zip([0.03, 0.06, 0.06, 0.02]) {
            assert!(close(*one, expected), "{corrected:?}");
        }
        assert_eq!(holm(&[0.9, 0.8]), [1.0, 1.0]);
        assert_eq!(holm(&[0.02]), [0.02]);
        assert!(holm(&[]).is_empty());
    }
}
