//! Mean patience of callers from totals: every answered call is an observation that ended before
//! patience did.

use super::gamma::quantile;

/// Abandonments from which on an estimate is called sharp: a relative error of a tenth.
pub const SHARP_FROM: f64 = 100.0;

/// What is known of patience.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Patience {
    /// Calls abandoned.
    pub abandoned: f64,
    /// Wait of all calls together, seconds.
    pub total_wait_s: f64,
    /// Hanging up of one waiting caller, per second.
    pub theta_per_s: f64,
    /// Mean patience, seconds; infinite where nobody hung up.
    pub patience_s: f64,
    /// Lower limit of the 95 % interval, seconds.
    pub low95_s: f64,
    /// Upper limit, seconds; infinite where nobody hung up.
    pub high95_s: f64,
}

impl Patience {
    /// From the number of abandoned calls and the wait of all calls, answered and abandoned, zero
    /// waits included. None without any wait.
    ///
    /// The mean wait of the abandoned alone is no patience: the patient are answered first.
    pub fn of_totals(abandoned: f64, total_wait_s: f64) -> Option<Self> {
        let is_known = total_wait_s > 0.0 && total_wait_s.is_finite() && abandoned >= 0.0;
        is_known.then(|| Self {
            abandoned,
            total_wait_s,
            theta_per_s: abandoned / total_wait_s,
            patience_s: total_wait_s / abandoned,
            // Exact limits of a Poisson count.
            low95_s: total_wait_s / quantile(abandoned + 1.0, 0.975),
            high95_s: if abandoned > 0.0 {
                total_wait_s / quantile(abandoned, 0.025)
            } else {
                f64::INFINITY
            },
        })
    }

    /// From the figures of interval reports: mean wait of the answered (zero waits included) and of
    /// the abandoned.
    pub fn of_means(answered: f64, asa_s: f64, abandoned: f64, abandoned_wait_s: f64) -> Option<Self> {
        Self::of_totals(abandoned, answered * asa_s + abandoned * abandoned_wait_s)
    }

    /// Whether there are enough abandonments to rely on the estimate.
    pub fn is_sharp(&self) -> bool {
        self.abandoned >= SHARP_FROM
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_near(value: f64, exact: f64) {
        assert!((value / exact - 1.0).abs() < 1e-6, "{value}, not {exact}");
    }

    #[test]
    fn few_abandonments_say_little() {
        let hundred = Patience::of_means(900.0, 25.0, 100.0, 60.0).expect("known");
        assert_near(hundred.patience_s, 285.0);
        assert_near(hundred.low95_s, 234.323_368_325);
        assert_near(hundred.high95_s, 350.277_801_787);
        let ten = Patience::of_means(90.0, 25.0, 10.0, 60.0).expect("known");
        assert_near(ten.patience_s, 285.0);
        assert_near(ten.low95_s, 154.972_529_813);
        assert_near(ten.high95_s, 594.320_957_193);
        assert_eq!((hundred.is_sharp(), ten.is_sharp()), (true, false));
    }

    #[test]
    fn nobody_hung_up_leaves_a_lower_limit() {
        let found = Patience::of_means(500.0, 12.0, 0.0, 0.0).expect("known");
        assert_eq!((found.theta_per_s, found.patience_s), (0.0, f64::INFINITY));
        assert_eq!(found.high95_s, f64::INFINITY);
        assert_near(found.low95_s, 1_626.510_184_09);
    }

    #[test]
    fn no_wait_is_no_patience() {
        assert_eq!(Patience::of_totals(0.0, 0.0), None);
        assert_eq!(Patience::of_totals(3.0, 0.0), None);
        assert_eq!(Patience::of_totals(1.0, f64::NAN), None);
    }
}
