//! The Wilson score interval of a share (Wilson 1927), 95 %.

/// The 97.5 % quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Lower and upper limit for `successes` of `cases`; nothing without cases. Limits are clamped to
/// 0–1. Successes may be fractional where a report gives shares instead of counts.
pub fn wilson(successes: f64, cases: f64) -> Option<(f64, f64)> {
    if cases <= 0.0 {
        return None;
    }
    let share = successes / cases;
    let z2 = Z * Z / cases;
    let centre = (share + z2 / 2.0) / (1.0 + z2);
    let half = Z / (1.0 + z2)
        * (share * (1.0 - share) / cases + z2 / (4.0 * cases))
            .max(0.0)
            .sqrt();
    Some(((centre - half).max(0.0), (centre + half).min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quality_checks_of_the_definitions() {
        // 200 checked, 9 with a critical error: 95.5 %, interval 91.7–97.6 %
        let (low, high) = wilson(191.0, 200.0).expect("cases");
        assert_eq!(((low * 1000.0).round(), (high * 1000.0).round()), (917.0, 976.0));
    }

    #[test]
    fn extremes_stay_inside_and_contain_the_share() {
        for (successes, cases) in [(0.0, 5.0), (5.0, 5.0), (1.0, 1.0), (3.0, 1e9)] {
            let (low, high) = wilson(successes, cases).expect("cases");
            let share = successes / cases;
            assert!((0.0..=share + 1e-12).contains(&low) && (share - 1e-12..=1.0).contains(&high));
        }
        assert_eq!(wilson(0.0, 0.0), None);
    }
}
