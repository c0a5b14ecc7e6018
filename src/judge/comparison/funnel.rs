//! Limits of a funnel plot (Spiegelhalter 2005): exact binomial limits around the value of all, interpolated
//! between whole counts, and widened by what all providers vary more than chance.

use crate::scorecard::FunnelLimits;

/// Probability below the lower limit: the outer pair encloses 99.8 %, the inner one 95 %.
const OUTER: f64 = 0.001;
const INNER: f64 = 0.025;
/// Share of providers at each end whose distance counts as that of the next one.
const WINSORISED: f64 = 0.1;
/// Fewer providers tell nothing about how much all of them vary: at either end none could be cut.
const FEWEST: usize = 10;

/// Limits around a share for so many cases; `phi` widens them, 1 by nothing.
pub fn limits(share: f64, cases: u64, phi: f64) -> FunnelLimits {
    let widened = |end: f64| (share + (end - share) * phi.sqrt()).clamp(0.0, 1.0);
    let pair = |tail: f64| {
        let (low, high) = (quantile(share, cases, tail), quantile(share, cases, 1.0 - tail));
        (widened(low.min(share)), widened(high.max(share)))
    };
    FunnelLimits {
        outer: pair(OUTER),
        inner: pair(INNER),
    }
}

/// The share below which a binomial share lies with a probability, interpolated between whole counts.
fn quantile(share: f64, cases: u64, probability: f64) -> f64 {
    if cases == 0 || share <= 0.0 || share >= 1.0 {
        return share.clamp(0.0, 1.0);
    }
    let odds = share / (1.0 - share);
    let mode = (((cases + 1) as f64) * share).floor().min(cases as f64) as u64;
    // Weights of counts relative to the most likely one, downwards and upwards.
    let mut below = Vec::new();
    let (mut at, mut weight) = (mode, 1.0);
    while at > 0 && weight > 1e-18 {
        weight *= at as f64 / ((cases - at + 1) as f64 * odds);
        below.push(weight);
        at -= 1;
    }
    let (first, mut upwards) = (at, Vec::new());
    (at, weight) = (mode, 1.0);
    while at < cases && weight > 1e-18 {
        weight *= (cases - at) as f64 * odds / (at + 1) as f64;
        upwards.push(weight);
        at += 1;
    }
    let weights = || {
        below
            .iter()
            .rev()
            .copied()
            .chain([1.0])
            .chain(upwards.iter().copied())
    };
    let wanted = probability * weights().sum::<f64>();
    let mut sum = 0.0;
    for (count, weight) in (first..).zip(weights()) {
        sum += weight;
        if sum >= wanted {
            let beyond = (sum - wanted) / weight;
            return ((count as f64 - beyond) / cases as f64).max(0.0);
        }
    }
    1.0
}

/// How many times more than by chance shares vary (multiplicative overdispersion), from winsorised z values;
/// at least 1, and 1 for fewer than ten providers.
pub fn overdispersion(share: f64, counts: &[(f64, f64)]) -> f64 {
    let spread = share * (1.0 - share);
    if counts.len() < FEWEST || spread <= 0.0 {
        return 1.0;
    }
    let mut z: Vec<f64> = counts
        .iter()
        .map(|(numerator, cases)| (numerator / cases - share) / (spread / cases).sqrt())
        .collect();
    z.sort_by(f64::total_cmp);
    let cut = (z.len() as f64 * WINSORISED) as usize;
    let (low, high) = (z[cut], z[z.len() - 1 - cut]);
    let squares = z.iter().map(|z| z.clamp(low, high).powi(2));
    (squares.sum::<f64>() / z.len() as f64).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(one: f64, other: f64, by: f64) -> bool {
        (one - other).abs() < by
    }

    /// 20 cases at a half: P(R ≤ 5) = 0.020695, P(R ≤ 6) = 0.057659; 2.5 % lies between.
    #[test]
    fn limits_are_exact_and_interpolated() {
        let below = 6.0 - (0.057_659_149 - 0.025) / 0.036_964_417;
        let told = limits(0.5, 20, 1.0).inner;
        assert!(close(told.0, below / 20.0, 1e-6), "{told:?}");
        assert!(told.1 > 0.68 && told.1 < 0.75, "{told:?}");
    }

    /// Far from the edges they are the normal ones: 0.909 ± 3.09 standard errors.
    #[test]
    fn with_many_cases_they_are_the_normal_ones() {
        let told = limits(0.909, 10_000, 1.0);
        let error = (0.909_f64 * 0.091 / 10_000.0).sqrt();
        assert!(close(told.outer.0, 0.909 - 3.090 * error, 3e-4), "{told:?}");
        assert!(close(told.outer.1, 0.909 + 3.090 * error, 3e-4), "{told:?}");
        assert!(close(told.inner.0, 0.909 - 1.960 * error, 2e-4), "{told:?}");
    }

    #[test]
    fn limits_enclose_the_value_of_all_and_narrow_with_cases() {
        for share in [0.02, 0.5, 0.98, 0.999] {
            let mut width = f64::INFINITY;
            for cases in [1, 5, 30, 500, 20_000, 3_000_000] {
                let told = limits(share, cases, 1.0);
                let ((low, high), (inner_low, inner_high)) = (told.outer, told.inner);
                assert!(
                    0.0 <= low && low <= inner_low && inner_low <= share,
                    "{share} {cases} {told:?}"
                );
                assert!(
                    share <= inner_high && inner_high <= high && high <= 1.0,
                    "{share} {cases} {told:?}"
                );
                assert!(high - low <= width, "{share} {cases}");
                width = high - low;
            }
        }
        assert_eq!(limits(1.0, 100, 1.0).outer, (1.0, 1.0));
    }

    #[test]
    fn overdispersion_widens_by_its_root() {
        let (plain, wide) = (limits(0.8, 5_000, 1.0), limits(0.8, 5_000, 4.0));
        assert!(close(0.8 - wide.outer.0, 2.0 * (0.8 - plain.outer.0), 1e-12));
        assert!(close(wide.inner.1 - 0.8, 2.0 * (plain.inner.1 - 0.8), 1e-12));
    }

    /// Ten providers of 100 cases around a half: one standard error is 5 points. One far away counts as the next.
    #[test]
    fn overdispersion_comes_from_winsorised_distances() {
        let counts = |points: &[f64]| points.iter().map(|p| (50.0 + p, 100.0)).collect::<Vec<_>>();
        let ten = [-10.0, -10.0, -10.0, -10.0, -10.0, 10.0, 10.0, 10.0, 10.0, 10.0];
        assert!(close(overdispersion(0.5, &counts(&ten)), 4.0, 1e-12));
        let mut far = ten;
        far[9] = 45.0;
        assert!(close(overdispersion(0.5, &counts(&far)), 4.0, 1e-12));
        assert_eq!(overdispersion(0.5, &counts(&ten[..9])), 1.0, "nine are too few");
        assert_eq!(
            overdispersion(0.5, &counts(&[1.0; 12])),
            1.0,
            "never narrower than chance"
        );
    }
}
