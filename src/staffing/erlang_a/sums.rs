//! The sums S(x, y) and their first moment, in one walk.

/// Terms smaller than this beside the sum no longer change it.
const NEGLIGIBLE: f64 = 1e-18;

/// Sums beyond this are scaled down: 2^500. In overload S grows like e^y.
const SCALE: f64 = f64::from_bits((1023 + 500) << 52);

/// Natural logarithm of the scale.
pub(super) const LN_SCALE: f64 = 500.0 * std::f64::consts::LN_2;

/// S(x, y) and Σ j yʲ⁻¹ / ((x+1)…(x+j)), both divided by `SCALE^scale`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sums {
    pub(super) sum: f64,
    pub(super) moment: f64,
    pub(super) scale: i32,
}

impl Sums {
    const START: Sums = Sums {
        sum: 1.0,
        moment: 0.0,
        scale: 0,
    };

    /// The number 1 in the scale of the sums.
    pub(super) fn one(&self) -> f64 {
        match self.scale {
            0 => 1.0,
            scale => SCALE.powi(-scale),
        }
    }

    fn scale_down(&mut self, term: &mut f64) {
        self.sum /= SCALE;
        self.moment /= SCALE;
        *term /= SCALE;
        self.scale += 1;
    }
}

/// The sums at (x, y), and at (x + 1, z) for every z; the reciprocals are shared.
pub(super) fn at<const N: usize>(x: f64, y: f64, later: [f64; N]) -> (Sums, [Sums; N]) {
    let mut all = Sums::START;
    let mut after = [Sums::START; N];
    // Term j without its last factor y, so that a vanishing y divides nothing.
    let mut term = (x + 1.0).recip();
    let mut terms = [1.0; N];
    let mut place = 1.0;
    loop {
        all.sum += y * term;
        all.moment += place * term;
        let step = (x + 1.0 + place).recip();
        let mut is_done = y * term <= all.sum * NEGLIGIBLE;
        for ((sums, term), z) in after.iter_mut().zip(&mut terms).zip(later) {
            *term *= z * step;
            sums.sum += *term;
            if sums.sum > SCALE {
                sums.scale_down(term);
            }
            is_done &= *term <= sums.sum * NEGLIGIBLE;
        }
        if all.sum > SCALE {
            all.scale_down(&mut term);
        }
        if is_done {
            return (all, after);
        }
        term *= y * step;
        place += 1.0;
    }
}
