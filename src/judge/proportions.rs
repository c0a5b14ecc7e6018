//! Whether two figures differ by more than chance explains (definitions § 11): Fisher's exact test for
//! shares, and Holm's correction where several are compared at once.

/// Above so many cases the normal approximation differs from the exact test by less than anyone can see.
const EXACT_UP_TO: u64 = 50_000;

/// The 97.5 % quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Probability that two shares of the same true value differ by so much or more, both sides counted:
/// successes and cases of each. None without cases.
pub fn shares_differ_by_chance(first: (u64, u64), second: (u64, u64)) -> Option<f64> {
    let (cases, successes) = (first.1 + second.1, first.0 + second.0);
    if first.1 == 0 || second.1 == 0 || first.0 > first.1 || second.0 > second.1 {
        return None;
    }
    Some(match cases <= EXACT_UP_TO {
        true => fisher(first, successes, cases),
        false => pooled(first, second),
    })
}

/// Fisher's exact test: the sum over all tables with the same margins that are no more probable than this.
fn fisher((hits, drawn): (u64, u64), successes: u64, cases: u64) -> f64 {
    let lowest = (drawn + successes).saturating_sub(cases);
    let highest = drawn.min(successes);
    let factorials = log_factorials(cases);
    let choose =
        |n: u64, k: u64| factorials[n as usize] - factorials[k as usize] - factorials[(n - k) as usize];
    let log_p = |k: u64| choose(successes, k) + choose(cases - successes, drawn - k) - choose(cases, drawn);
    // Equal probabilities differ in their last digits when they are computed along different ways.
    let limit = log_p(hits) + 1e-9;
    let sum: f64 = (lowest..=highest)
        .map(log_p)
        .filter(|p| *p <= limit)
        .map(f64::exp)
        .sum();
    sum.min(1.0)
}

fn log_factorials(most: u64) -> Vec<f64> {
    let mut sum = 0.0;
    let logs = (1..=most).map(|n| {
        sum += (n as f64).ln();
        sum
    });
    std::iter::once(0.0).chain(logs).collect()
}

fn pooled(first: (u64, u64), second: (u64, u64)) -> f64 {
    let share = |(hits, cases): (u64, u64)| hits as f64 / cases as f64;
    let common = (first.0 + second.0) as f64 / (first.1 + second.1) as f64;
    let spread = (common * (1.0 - common) * (1.0 / first.1 as f64 + 1.0 / second.1 as f64)).sqrt();
    match spread > 0.0 {
        true => two_sided((share(first) - share(second)).abs() / spread),
        false => 1.0,
    }
}

/// The same for two values with their 95 % intervals.
pub fn values_differ_by_chance(first: (f64, (f64, f64)), second: (f64, (f64, f64))) -> Option<f64> {
    let half = |(low, high): (f64, f64)| (high - low) / 2.0;
    let spread = half(first.1).hypot(half(second.1)) / Z;
    (spread.is_finite() && spread > 0.0).then(|| two_sided((first.0 - second.0).abs() / spread))
}

/// Probability of a standard normal value at least so far from zero, on either side.
fn two_sided(z: f64) -> f64 {
    // Abramowitz and Stegun 7.1.26, absolute error below 1.5e-7.
    let x = z / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let series = [
        1.061_405_429,
        -1.453_152_027,
        1.421_413_741,
        -0.284_496_736,
        0.254_829_592,
    ];
    let sum = series.iter().fold(0.0, |sum, factor| (sum + factor) * t);
    (sum * (-x * x).exp()).clamp(0.0, 1.0)
}

/// Which of several probabilities are below 5 % after Holm's correction.
pub fn beyond_chance(probabilities: &[f64]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]).then(a.cmp(b)));
    let mut beyond = vec![false; probabilities.len()];
    for (rank, index) in order.into_iter().enumerate() {
        if probabilities[index] > 0.05 / (probabilities.len() - rank) as f64 {
            break;
        }
        beyond[index] = true;
    }
    beyond
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definitions_example() {
        let p = |first, second| shares_differ_by_chance(first, second).expect("cases");
        assert_eq!((p((46, 50), (42, 50)) * 100.0).round(), 36.0);
        assert_eq!((p((460, 500), (420, 500)) * 10_000.0).round(), 1.0);
        assert!((p((7, 10), (7, 10)) - 1.0).abs() < 1e-9);
        assert_eq!(shares_differ_by_chance((0, 0), (1, 2)), None);
    }

    #[test]
    fn the_tea_tasting() {
        // Fisher's own table: 3 of 4 against 1 of 4, two-sided 0.486.
        let p = shares_differ_by_chance((3, 4), (1, 4)).expect("cases");
        assert!((p - 34.0 / 70.0).abs() < 1e-9, "{p}");
    }

    #[test]
    fn large_numbers_meet_the_exact_test() {
        let (first, second) = ((24_000, 30_000), (24_300, 30_000));
        let approximate = shares_differ_by_chance(first, second).expect("cases");
        let exact = fisher(first, 48_300, 60_000);
        assert!((approximate - exact).abs() < 5e-4, "{approximate} {exact}");
    }

    #[test]
    fn holm_lets_the_smallest_go_first() {
        assert_eq!(beyond_chance(&[0.04, 0.01, 0.03]), [false, true, false]);
        assert_eq!(beyond_chance(&[0.02, 0.01]), [true, true]);
        assert_eq!(beyond_chance(&[0.06]), [false]);
        assert!(beyond_chance(&[]).is_empty());
    }

    #[test]
    fn values_with_intervals() {
        let p = values_differ_by_chance((30.0, (20.0, 40.0)), (50.0, (40.0, 60.0))).expect("a spread");
        assert!((p - 0.0056).abs() < 2e-4, "{p}");
        assert_eq!(
            values_differ_by_chance((1.0, (1.0, 1.0)), (2.0, (2.0, 2.0))),
            None
        );
    }
}
