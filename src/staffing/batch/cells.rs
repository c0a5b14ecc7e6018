//! Cells of a question: text to number with the reason where it is none, and number to text.

use csv::ByteRecord;

/// Longest piece of a bad cell that is repeated in a reason.
const QUOTED_CHARS: usize = 40;

/// One row with the positions of its columns.
pub(super) struct Row<'a> {
    names: &'a [String],
    record: &'a ByteRecord,
}

impl<'a> Row<'a> {
    pub(super) fn new(names: &'a [String], record: &'a ByteRecord) -> Self {
        Self { names, record }
    }

    /// Trimmed text of a column; empty where the column is missing.
    ///
    /// # Errors
    /// Bytes that are no UTF-8.
    pub(super) fn text(&self, name: &str) -> Result<&'a str, String> {
        let Some(position) = self.names.iter().position(|n| n == name) else {
            return Ok("");
        };
        let bytes = self.record.get(position).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.trim()),
            Err(_) => Err(bad(name, &String::from_utf8_lossy(bytes), "text in UTF-8")),
        }
    }

    /// A number; none where the cell is empty.
    ///
    /// # Errors
    /// Anything that is no finite decimal number with `.`.
    pub(super) fn number(&self, name: &str) -> Result<Option<f64>, String> {
        let text = self.text(name)?;
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(bad(
                name,
                text,
                "a number with `.` as decimal point, such as 180 or 12.5",
            )),
        }
    }

    /// A number that must be there.
    ///
    /// # Errors
    /// As [`Row::number`], and an empty cell.
    pub(super) fn required(&self, name: &str) -> Result<f64, String> {
        self.number(name)?
            .ok_or_else(|| format!("{name}: empty, must be a number"))
    }

    /// A whole number of agents that must be there.
    ///
    /// # Errors
    /// As [`Row::required`], and fractions or negative numbers.
    pub(super) fn whole(&self, name: &str) -> Result<u32, String> {
        let number = self.required(name)?;
        if number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number) {
            return Ok(number as u32);
        }
        Err(bad(name, self.text(name)?, "a whole number, 0 or more"))
    }
}

/// Names column, value, and what would be right.
pub(super) fn bad(name: &str, value: &str, expected: &str) -> String {
    let shown: String = value
        .chars()
        .take(QUOTED_CHARS)
        .flat_map(char::escape_debug)
        .collect();
    let more = if value.chars().count() > QUOTED_CHARS {
        "…"
    } else {
        ""
    };
    format!("{name}: `{shown}{more}` must be {expected}")
}

/// Shortest text that reads back as the same number; `inf` for unbounded.
pub(super) fn print(number: f64) -> String {
    let plain = number == 0.0 || !number.is_finite() || (1e-5..1e16).contains(&number.abs());
    if plain {
        number.to_string()
    } else {
        format!("{number:e}")
    }
}

/// As [`print`], empty where undefined.
pub(super) fn print_defined(number: Option<f64>) -> String {
    number.map(print).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_as_they_were() {
        for number in [
            0.0,
            10.0,
            0.888_350_019_179_466_9,
            7.419_059_420_28e-13,
            1e-67,
            1e300,
            5_000.008_333_333_333,
        ] {
            assert_eq!(print(number).parse(), Ok(number));
            assert!(print(number).len() < 30);
        }
        assert_eq!(print(f64::INFINITY), "inf");
        assert_eq!(print_defined(None), "");
    }

    #[test]
    fn reasons_stay_short_and_on_one_line() {
        let reason = bad("aht_s", &"x\n".repeat(100), "a number");
        assert!(!reason.contains('\n') && reason.chars().count() < 100);
    }
}
