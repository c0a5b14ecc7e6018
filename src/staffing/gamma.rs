//! The gamma distribution with scale 1, for limits of counts.

/// Enough for a relative change below the last bits.
const STEPS: u32 = 200;

/// Coefficients of Lanczos' approximation with g = 7.
const LANCZOS: [f64; 9] = [
    0.999_999_999_999_809_9,
    676.520_368_121_885_1,
    -1_259.139_216_722_402_8,
    771.323_428_777_653_1,
    -176.615_029_162_140_6,
    12.507_343_278_686_905,
    -0.138_571_095_265_720_12,
    9.984_369_578_019_572e-6,
    1.505_632_735_149_311_6e-7,
];

/// ln Γ(x) for x > 0.
pub(super) fn ln_gamma(x: f64) -> f64 {
    if x < 0.5 {
        // Reflection: Γ(x) Γ(1 − x) = π / sin πx.
        return (std::f64::consts::PI / (std::f64::consts::PI * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let mut sum = LANCZOS[0];
    for (place, coefficient) in (1_u8..).zip(&LANCZOS[1..]) {
        sum += coefficient / (x + f64::from(place));
    }
    let base = x + 7.5;
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * base.ln() - base + sum.ln()
}

/// P(X <= x) for a shape above 0.
pub(super) fn below(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = (shape * x.ln() - x - ln_gamma(shape)).exp();
    let share = if x < shape + 1.0 {
        front * series(shape, x)
    } else {
        1.0 - front * fraction(shape, x)
    };
    share.clamp(0.0, 1.0)
}

/// Σ xʲ / (s (s+1) … (s+j)): positive terms, falling where x < s + 1.
fn series(shape: f64, x: f64) -> f64 {
    let mut term = shape.recip();
    let mut sum = term;
    let mut place = shape;
    while term > sum * f64::EPSILON * 0.1 {
        place += 1.0;
        term *= x / place;
        sum += term;
    }
    sum
}

/// The upper tail's continued fraction (Lentz), quick where x >= s + 1.
fn fraction(shape: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - shape;
    let mut c = TINY.recip();
    let mut d = b.recip();
    let mut value = d;
    let mut place = 1.0;
    loop {
        let a = -place * (place - shape);
        b += 2.0;
        d = (a * d + b).recip();
        c = b + a / c;
        let step = c * d;
        value *= step;
        if (step - 1.0).abs() < 4.0 * f64::EPSILON || place > 1e6 {
            return value;
        }
        place += 1.0;
    }
}

/// The x with P(X <= x) = p, for a shape above 0 and 0 < p < 1.
pub(super) fn quantile(shape: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0, shape.max(1.0));
    while below(shape, high) < p {
        low = high;
        high *= 2.0;
    }
    for _ in 0..STEPS {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if below(shape, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_near(value: f64, exact: f64, relative: f64) {
        assert!((value / exact - 1.0).abs() < relative, "{value}, not {exact}");
    }

    #[test]
    fn ln_gamma_of_factorials_and_halves() {
        let mut factorial = 1.0_f64;
        for n in 1_u8..20 {
            assert!((ln_gamma(f64::from(n)) - factorial.ln()).abs() < 1e-12);
            factorial *= f64::from(n);
        }
        assert_near(ln_gamma(0.5).exp(), std::f64::consts::PI.sqrt(), 1e-14);
        assert_near(ln_gamma(0.25).exp(), 3.625_609_908_221_908, 1e-13);
        // Stirling's series at a large number.
        let x = 20_000.0_f64;
        let stirling = (x - 0.5) * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI).ln() + 1.0 / (12.0 * x);
        assert_near(ln_gamma(x), stirling, 1e-14);
    }

    #[test]
    fn one_is_the_exponential_and_both_sides_meet() {
        for x in [1e-3, 0.5, 1.9, 2.1, 30.0] {
            assert!((below(1.0, x) + (-x).exp() - 1.0).abs() < 1e-14, "{x}");
        }
        for shape in [0.3, 1.0, 7.5, 400.0, 20_000.0] {
            let edge = shape + 1.0;
            let step = edge * 1e-13;
            assert!((below(shape, edge - step) - below(shape, edge + step)).abs() < 1e-10);
        }
    }

    #[test]
    fn quantiles_are_those_of_tables() {
        // Half of the quantiles of chi square with 2s degrees of freedom.
        let cases = [
            (1.0, 0.975, 3.688_879_454_113_936),
            (1.0, 0.025, 0.025_317_807_984_289_9),
            (10.0, 0.025, 4.795_388_696_132_4),
            (11.0, 0.975, 18.390_356_045_253_9),
            (0.5, 0.95, 1.920_729_410_347_06),
        ];
        for (shape, p, exact) in cases {
            assert_near(quantile(shape, p), exact, 1e-9);
        }
        for shape in [0.5, 3.0, 101.0, 20_000.0] {
            for p in [0.025, 0.5, 0.975] {
                assert!((below(shape, quantile(shape, p)) - p).abs() < 1e-9, "{shape} {p}");
            }
        }
    }
}
