//! `ln` and `exp` from the four basic operations only, so that no platform's math library can change a byte.

use std::f64::consts::LN_2;

/// Natural logarithm of a positive number.
pub fn ln(x: f64) -> f64 {
    let (mut mantissa, mut twos) = (x, 0.0);
    while mantissa > 1.5 {
        mantissa /= 2.0;
        twos += 1.0;
    }
    while mantissa < 0.75 {
        mantissa *= 2.0;
        twos -= 1.0;
    }
    // ln(m) = 2 artanh((m − 1) / (m + 1)), which converges fast near 1.
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let mut power = ratio;
    let mut sum = 0.0;
    for odd in (1..30).step_by(2) {
        sum += power / f64::from(odd);
        power *= ratio * ratio;
    }
    2.0 * sum + twos * LN_2
}

/// Exponential function of a number not far from zero.
pub fn exp(x: f64) -> f64 {
    let small = x / 1024.0;
    let mut term = 1.0;
    let mut sum = 1.0;
    for n in 1..12 {
        term *= small / f64::from(n);
        sum += term;
    }
    (0..10).fold(sum, |value, _| value * value)
}
