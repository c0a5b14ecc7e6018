//! Numbers as text: rounding half away from zero, thousands apart, and never so short that the
//! side of a target is hidden.

use super::{MINUS, NO_BREAK_SPACE, NOTHING};

/// Decimal mark and thousands mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks {
    pub decimal: char,
    pub group: char,
}

/// Values are first taken to this many decimals, so that 81.05 held as 81.0499999… rounds up.
const KEPT: u32 = 9;
/// Most decimals shown to tell a value from its target.
const MOST_DIGITS: usize = 4;

/// A value in billionths; nothing where it is not finite or beyond any sensible size.
fn billionths(value: f64) -> Option<i128> {
    (value.is_finite() && value.abs() < 1e18).then(|| (value * 1e9).round() as i128)
}

/// Rounds billionths to a number of decimals, half away from zero; the unit is the last decimal.
fn rounded(billionths: i128, digits: usize) -> i128 {
    let unit = unit(digits);
    (billionths.abs() + unit / 2) / unit * billionths.signum()
}

fn unit(digits: usize) -> i128 {
    10_i128.pow(KEPT - (digits as u32).min(KEPT))
}

/// Decimals that show on which side of its target a value lies: one, up to four.
pub fn digits_beside(value: f64, target: Option<f64>) -> u8 {
    let digits = billionths(value).map(|exact| telling(exact, target.and_then(billionths), 1).1);
    digits.unwrap_or(1) as u8
}

/// Decimals that show a value in full: one, up to four.
pub fn digits_of(value: f64) -> u8 {
    let digits = billionths(value).and_then(|exact| (1..MOST_DIGITS).find(|d| exact % unit(*d) == 0));
    digits.unwrap_or(MOST_DIGITS) as u8
}

/// Puts thousands marks into a string of digits.
pub(super) fn grouped(digits: &str, marks: Marks) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(marks.group);
        }
        text.push(digit);
    }
    text
}

/// Writes `scaled` × 10^-digits.
fn write(scaled: i128, digits: usize, marks: Marks) -> String {
    let plain = format!("{:0>width$}", scaled.unsigned_abs(), width = digits + 1);
    let (whole, rest) = plain.split_at(plain.len() - digits);
    let sign = if scaled < 0 {
        MINUS.to_string()
    } else {
        String::new()
    };
    let tail = if digits > 0 {
        format!("{}{rest}", marks.decimal)
    } else {
        String::new()
    };
    format!("{sign}{}{tail}", grouped(whole, marks))
}

/// A number with fixed decimals.
pub(super) fn decimal(value: f64, digits: usize, marks: Marks) -> String {
    billionths(value).map_or_else(
        || NOTHING.to_owned(),
        |exact| write(rounded(exact, digits), digits, marks),
    )
}

/// A plain decimal text such as `-1234.5` in the language's marks.
pub(super) fn exact(plain: &str, marks: Marks) -> String {
    let (sign, plain) = plain
        .strip_prefix('-')
        .map_or((String::new(), plain), |rest| (MINUS.to_string(), rest));
    match plain.split_once('.') {
        Some((whole, rest)) => format!("{sign}{}{}{rest}", grouped(whole, marks), marks.decimal),
        None => format!("{sign}{}", grouped(plain, marks)),
    }
}

/// As few decimals as show the number exactly, at most `most`.
pub(super) fn shortest(value: f64, most: usize, marks: Marks) -> String {
    let Some(exact) = billionths(value) else {
        return NOTHING.to_owned();
    };
    let digits = (0..most).find(|d| exact % unit(*d) == 0).unwrap_or(most);
    write(rounded(exact, digits), digits, marks)
}

/// A number with enough decimals to stand on its own side of the target; beyond four decimals it
/// is cut rather than rounded.
pub(super) fn beside(value: f64, target: Option<f64>, digits: usize, marks: Marks) -> String {
    let Some(exact) = billionths(value) else {
        return NOTHING.to_owned();
    };
    let (scaled, digits) = telling(exact, target.and_then(billionths), digits);
    write(scaled, digits, marks)
}

/// Rounded number and its decimals.
fn telling(exact: i128, target: Option<i128>, fewest: usize) -> (i128, usize) {
    let Some(target) = target else {
        return (rounded(exact, fewest), fewest);
    };
    let side = exact.cmp(&target);
    let tells = |digits: &usize| (rounded(exact, *digits) * unit(*digits)).cmp(&target) == side;
    match (fewest..=MOST_DIGITS).find(tells) {
        Some(digits) => (rounded(exact, digits), digits),
        None if side.is_lt() => (exact.div_euclid(unit(MOST_DIGITS)), MOST_DIGITS),
        None => (-(-exact).div_euclid(unit(MOST_DIGITS)), MOST_DIGITS),
    }
}

/// A signed number; more decimals where fewer would show zero for what is not zero.
pub(super) fn signed(value: f64, digits: usize, marks: Marks) -> String {
    let Some(exact) = billionths(value) else {
        return NOTHING.to_owned();
    };
    let (scaled, digits) = telling(exact, Some(0), digits);
    match exact.signum() {
        0 => format!("±{}", write(0, digits, marks)),
        1 => format!("+{}", write(scaled, digits, marks)),
        _ => write(scaled, digits, marks),
    }
}

/// A signed number with fixed decimals.
pub(super) fn plainly_signed(value: f64, digits: usize, marks: Marks) -> String {
    let Some(exact) = billionths(value) else {
        return NOTHING.to_owned();
    };
    let scaled = rounded(exact, digits);
    let sign = ["", "±", "+"][(scaled.signum() + 1) as usize];
    format!("{sign}{}", write(scaled, digits, marks))
}

/// A duration: `42,3 s`, `6:12 min`, `1:02:03 h`.
pub(super) fn seconds(value: f64, target: Option<f64>, marks: Marks) -> String {
    let Some(exact) = billionths(value) else {
        return NOTHING.to_owned();
    };
    let target = target.and_then(billionths);
    if value.abs() <= 120.0 {
        let (scaled, digits) = telling(exact, target, 1);
        return format!("{}{NO_BREAK_SPACE}s", write(scaled, digits, marks));
    }
    let (scaled, digits) = telling(exact, target, 0);
    clock(scaled, digits, marks)
}

/// An agreed duration, as short as exact.
pub(super) fn exact_seconds(value: f64, marks: Marks) -> String {
    if value.abs() > 120.0 {
        return seconds(value, None, marks);
    }
    format!("{}{NO_BREAK_SPACE}s", shortest(value, MOST_DIGITS, marks))
}

fn clock(scaled: i128, digits: usize, marks: Marks) -> String {
    let one = 10_i128.pow(digits as u32);
    let (whole, rest) = (scaled.abs() / one, scaled.abs() % one);
    let sign = if scaled < 0 {
        MINUS.to_string()
    } else {
        String::new()
    };
    let tail = if digits > 0 {
        format!("{}{rest:0digits$}", marks.decimal)
    } else {
        String::new()
    };
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 {
        return format!("{sign}{hours}:{minutes:02}:{seconds:02}{tail}{NO_BREAK_SPACE}h");
    }
    format!("{sign}{minutes}:{seconds:02}{tail}{NO_BREAK_SPACE}min")
}
