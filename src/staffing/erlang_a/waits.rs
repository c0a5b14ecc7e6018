//! Mean waits of those who are answered and of those who hang up.

use super::{Impatient, Outcome};
use crate::staffing::erlang_b;

/// Terms smaller than this beside the sum no longer change it.
const NEGLIGIBLE: f64 = 1e-18;

/// Where all weights are divided by it, 2^500.
const SCALE: f64 = f64::from_bits((1023 + 500) << 52);

/// Mean waits, in patiences.
pub(super) struct Waits {
    /// Of answered calls, zero waits included; undefined where none is answered.
    pub(super) answered: Option<f64>,
    /// Of those who hang up.
    pub(super) abandoned: Option<f64>,
}

/// A caller at waiting place j waits for j + 1 departures, each by an agent or by somebody in front
/// who hangs up, unless patience ends before.
pub(super) fn of(queue: &Impatient, outcome: &Outcome) -> Waits {
    if outcome.agents == 0 {
        return Waits {
            answered: None,
            abandoned: Some(1.0),
        };
    }
    let x = f64::from(outcome.agents) * queue.per_agent;
    let y = queue.calls;
    let mut weight = 1.0;
    let (mut steps, mut losses) = (0.0, 0.0);
    let (mut all, mut answered, mut abandoned) = (0.0, 0.0, 0.0);
    let mut one = 1.0;
    let mut place = 1.0;
    loop {
        let step = (x + place).recip();
        steps += step;
        losses += place * step;
        all += weight;
        answered += weight * x * step * steps;
        abandoned += weight * step * losses;
        if weight * losses <= abandoned * NEGLIGIBLE && y < x + place {
            break;
        }
        weight *= y * step;
        place += 1.0;
        if all > SCALE {
            for value in [&mut weight, &mut all, &mut answered, &mut abandoned, &mut one] {
                *value /= SCALE;
            }
        }
    }
    // π of the first waiting place, in the scale of the sums.
    let busy = ((erlang_b::reciprocal(queue.load, outcome.agents) - 1.0) * one + all).recip();
    let mean = |sum: f64, share: f64| (share > 0.0).then(|| busy * sum / share);
    Waits {
        answered: mean(answered, outcome.shares.answered),
        abandoned: mean(abandoned, outcome.p_abandon),
    }
}
