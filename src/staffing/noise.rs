//! How far chance alone moves the requirement of one interval: a gap inside that band is no finding.

/// Standard deviations within which a gap is noise.
pub const BAND: f64 = 2.0;

/// Coefficient of variation of exponential handle times.
pub const EXPONENTIAL: f64 = 1.0;

/// Standard deviation of the load that `calls` calls bring, in erlang: a √((1 + c²) / N), c being
/// the coefficient of variation of handle times. The requirement moves about one for one with it.
pub fn load_sd(load: f64, calls: f64, handle_cv: f64) -> f64 {
    if calls > 0.0 {
        load * ((1.0 + handle_cv * handle_cv) / calls).sqrt()
    } else {
        0.0
    }
}

/// What a gap of one interval says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GapVerdict {
    /// As many as needed, or more.
    Enough,
    /// Fewer, but no more than chance explains.
    WithinNoise,
    /// Fewer than chance explains.
    Short,
}

/// Judges a gap (staffed minus required; negative: people were missing) against its noise.
pub fn judge_gap(gap: f64, sd: f64) -> GapVerdict {
    if gap >= 0.0 {
        GapVerdict::Enough
    } else if gap < -BAND * sd {
        GapVerdict::Short
    } else {
        GapVerdict::WithinNoise
    }
}

/// Standard deviation of a sum of independent gaps: a sum over days is sharp again.
pub fn sum_sd(sds: impl IntoIterator<Item = f64>) -> f64 {
    sds.into_iter().map(|sd| sd * sd).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_counts_beyond_two_standard_deviations() {
        // 300 calls, load 50: √2 · 50 / √300 = 4.08 erlang.
        let sd = load_sd(50.0, 300.0, EXPONENTIAL);
        assert!((sd - 4.082_482_904_638_63).abs() < 1e-12);
        let verdicts = [0.0, -8.1, -8.2].map(|gap| judge_gap(gap, sd));
        assert_eq!(
            verdicts,
            [GapVerdict::Enough, GapVerdict::WithinNoise, GapVerdict::Short]
        );
    }

    #[test]
    fn no_calls_no_noise_and_sums_are_sharper() {
        assert_eq!(load_sd(0.0, 0.0, EXPONENTIAL), 0.0);
        assert_eq!(sum_sd([3.0, 4.0]), 5.0);
    }
}
