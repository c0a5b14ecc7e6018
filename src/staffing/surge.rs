//! Counts against their forecast: how unlikely a number of calls was, and how much more than Poisson
//! counts vary.

use super::gamma::{below, ln_gamma};

/// Tail probability below which a count is a spike.
pub const SPIKE: f64 = 1e-4;

/// Share cut off at each end before the variation is estimated, so that old spikes do not hide new
/// ones.
const TRIMMED: f64 = 0.02;

/// Variance of a normal variable of which 2 % are cut off at each end: the trimmed sum is divided by
/// it, or plain Poisson counts would seem to vary less than they do.
const TRIMMED_VARIANCE: f64 = 0.792_759;

/// Chance of `count` calls or more where `mean` were forecast and the busyness of the interval varies
/// by the coefficient `alpha` (Var = m + α² m²): negative binomial, Poisson where α is 0.
pub fn tail(count: u64, mean: f64, alpha: f64) -> f64 {
    if count == 0 {
        return 1.0;
    }
    if mean <= 0.0 {
        return 0.0;
    }
    let count = count as f64;
    if alpha <= 0.0 {
        // N >= k exactly if the k-th arrival of rate 1 comes before m.
        return below(count, mean);
    }
    let shape = (alpha * alpha).recip();
    if count <= mean {
        return (1.0 - upwards(0.0, count, mean, shape)).clamp(0.0, 1.0);
    }
    upwards(count, f64::INFINITY, mean, shape).clamp(0.0, 1.0)
}

/// Chances of the counts from one number up to before another.
fn upwards(from: f64, before: f64, mean: f64, shape: f64) -> f64 {
    let log = ln_gamma(from + shape)
        - ln_gamma(shape)
        - ln_gamma(from + 1.0)
        - shape * (mean / shape).ln_1p()
        - from * (shape / mean).ln_1p();
    let share = mean / (mean + shape);
    let (mut term, mut sum, mut count) = (log.exp(), 0.0, from);
    while count < before {
        sum += term;
        term *= (count + shape) / (count + 1.0) * share;
        count += 1.0;
        if count > mean && term <= sum * 1e-17 {
            break;
        }
    }
    sum
}

/// The smallest count that is a spike: its tail probability is below `limit` (above 0).
pub fn spike_from(mean: f64, alpha: f64, limit: f64) -> u64 {
    let (mut low, mut high) = (0_u64, mean.max(1.0).ceil() as u64);
    while tail(high, mean, alpha) >= limit {
        low = high;
        high *= 2;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if tail(middle, mean, alpha) >= limit {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// Standard deviation of a count: √(m + α² m²).
pub fn count_sd(mean: f64, alpha: f64) -> f64 {
    (mean + alpha * alpha * mean * mean).max(0.0).sqrt()
}

/// The coefficient α of busyness from forecasts with what came: √(Σ[(N − m)² − N] / Σ m²), at least
/// 0, without the 2 % of intervals that lie farthest above and below their forecast. None without
/// forecasts.
pub fn busyness(history: &[(f64, f64)]) -> Option<f64> {
    let mut known: Vec<(f64, f64)> = history.iter().copied().filter(|(mean, _)| *mean > 0.0).collect();
    let distance = |(mean, count): &(f64, f64)| (count - mean) / mean.sqrt();
    known.sort_by(|one, other| distance(one).total_cmp(&distance(other)));
    let cut = (known.len() as f64 * TRIMMED).floor() as usize;
    let kept = &known[cut..known.len() - cut];
    let whole = if cut > 0 { TRIMMED_VARIANCE } else { 1.0 };
    let squares: f64 = kept.iter().map(|(mean, _)| mean * mean).sum();
    let beyond: f64 = kept
        .iter()
        .map(|(mean, count)| (count - mean).powi(2) / whole - count)
        .sum();
    (squares > 0.0).then(|| (beyond / squares).max(0.0).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_spikes() {
        let cases = [
            (20.0, 0.0, 40, 4.5),
            (20.0, 0.1, 42, 4.9),
            (100.0, 0.0, 140, 10.0),
            (100.0, 0.1, 160, 14.1),
            (100.0, 0.2, 204, 22.4),
            (500.0, 0.0, 586, 22.4),
            (500.0, 0.1, 729, 54.8),
        ];
        for (mean, alpha, from, sd) in cases {
            assert_eq!(spike_from(mean, alpha, SPIKE), from, "{mean} {alpha}");
            assert!((count_sd(mean, alpha) - sd).abs() < 0.06, "{mean} {alpha}");
        }
    }

    #[test]
    fn tails_are_sums_of_chances() {
        // Poisson 2: 1 − e⁻² (1 + 2).
        assert!((tail(2, 2.0, 0.0) - (1.0 - 3.0 * (-2.0_f64).exp())).abs() < 1e-14);
        // Geometric with mean 1 (α = 1): halves.
        for count in 1..30_i32 {
            let exact = 0.5_f64.powi(count);
            assert!(
                (tail(count as u64, 1.0, 1.0) / exact - 1.0).abs() < 1e-9,
                "{count}"
            );
        }
        assert_eq!((tail(0, 5.0, 0.1), tail(3, 0.0, 0.1)), (1.0, 0.0));
        // Little busyness tends to Poisson.
        assert!((tail(130, 100.0, 1e-5) / tail(130, 100.0, 0.0) - 1.0).abs() < 1e-4);
    }

    /// Intervals of 10 000 calls whose busyness follows a gamma distribution.
    fn busy_intervals(alpha: f64) -> Vec<(f64, f64)> {
        let shape = (alpha * alpha).recip();
        (0..1000)
            .map(|place| {
                let p = (f64::from(place) + 0.5) / 1000.0;
                (
                    10_000.0,
                    10_000.0 * super::super::gamma::quantile(shape, p) / shape,
                )
            })
            .collect()
    }

    #[test]
    fn busyness_is_found_again_and_old_spikes_do_not_hide_new_ones() {
        let quiet = busy_intervals(0.1);
        let found = busyness(&quiet).expect("forecasts");
        assert!((found / 0.1 - 1.0).abs() < 0.03, "{found}");
        let mut spiked = quiet;
        for interval in spiked.iter_mut().step_by(60) {
            interval.1 *= 5.0;
        }
        let found = busyness(&spiked).expect("forecasts");
        assert!((found / 0.1 - 1.0).abs() < 0.1, "{found}");
    }

    #[test]
    fn counts_that_vary_less_than_chance_have_no_busyness() {
        assert_eq!(busyness(&[(100.0, 100.0), (50.0, 51.0)]), Some(0.0));
        // Σ[(N − m)² − N] / Σ m² = (900 − 130 + 900 − 70) / 20 000.
        let found = busyness(&[(100.0, 130.0), (100.0, 70.0)]).expect("forecasts");
        assert!((found - 0.08_f64.sqrt()).abs() < 1e-12);
        assert_eq!(busyness(&[(0.0, 3.0)]), None);
    }

    #[test]
    fn more_calls_are_never_likelier() {
        for alpha in [0.0, 0.1, 0.5] {
            for mean in [0.5, 20.0, 300.0] {
                let tails: Vec<f64> = (0..600).map(|count| tail(count, mean, alpha)).collect();
                assert!(
                    tails.windows(2).all(|pair| pair[1] <= pair[0] + 1e-12),
                    "{alpha} {mean}"
                );
            }
        }
    }
}
