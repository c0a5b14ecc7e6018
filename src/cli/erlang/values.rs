//! Values of options: a unit is part of the value, so that nothing is guessed.

/// Units of durations with their seconds.
const UNITS: [(&str, f64); 5] = [
    ("s", 1.0),
    ("sec", 1.0),
    ("min", 60.0),
    ("h", 3600.0),
    ("d", 86_400.0),
];

/// A plain number.
pub(super) fn number(text: &str) -> Result<f64, String> {
    let trimmed = text.trim();
    match trimmed.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ if trimmed.contains(',') => Err(format!(
            "write {} with a decimal point",
            trimmed.replace(',', ".")
        )),
        _ => Err("must be a number such as 100 or 12.5".to_owned()),
    }
}

/// A duration with its unit, as seconds.
pub(in crate::cli) fn seconds(text: &str) -> Result<f64, String> {
    let trimmed = text.trim();
    let (digits, unit) = trimmed.split_at(
        trimmed
            .find(|c: char| c.is_ascii_alphabetic())
            .unwrap_or(trimmed.len()),
    );
    let amount = number(digits)?;
    match UNITS.iter().find(|(name, _)| *name == unit) {
        Some((_, seconds)) => Ok(amount * seconds),
        None if unit.is_empty() => Err(format!("needs a unit: {amount}s or {amount}min")),
        None => Err(format!("`{unit}` is no unit; use s, min, h or d")),
    }
}

/// A share as a fraction: `80%` or `0.8`.
pub(super) fn share(text: &str) -> Result<f64, String> {
    let trimmed = text.trim();
    if let Some(percent) = trimmed.strip_suffix('%') {
        return percent_to_fraction(number(percent)?);
    }
    match number(trimmed)? {
        fraction if (0.0..=1.0).contains(&fraction) => Ok(fraction),
        other => Err(format!(
            "must be a share such as 80% or 0.8; did you mean {other}%?"
        )),
    }
}

fn percent_to_fraction(percent: f64) -> Result<f64, String> {
    if (0.0..=100.0).contains(&percent) {
        Ok(percent / 100.0)
    } else {
        Err("must be from 0% to 100%".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_need_a_unit() {
        assert_eq!(
            (seconds("30min"), seconds("180 s"), seconds("0.5h")),
            (Ok(1800.0), Ok(180.0), Ok(1800.0))
        );
        assert_eq!(seconds("180"), Err("needs a unit: 180s or 180min".to_owned()));
        assert_eq!(
            seconds("3m"),
            Err("`m` is no unit; use s, min, h or d".to_owned())
        );
        assert!(seconds("min").is_err() && seconds("").is_err());
    }

    #[test]
    fn shares_are_never_guessed() {
        assert_eq!(
            (share("80%"), share("80 %"), share("0.8")),
            (Ok(0.8), Ok(0.8), Ok(0.8))
        );
        assert!(share("80").is_err_and(|e| e.contains("80%")));
        assert!(share("101%").is_err() && share("-1%").is_err());
    }

    #[test]
    fn decimal_commas_are_explained() {
        assert!(number("12,5").is_err_and(|e| e.contains("12.5")));
        assert!(number("nan").is_err() && number("inf").is_err());
    }
}
