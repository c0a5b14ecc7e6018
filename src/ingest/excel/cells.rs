//! Our cells from the reading library's.

use std::borrow::Cow;

use calamine::{DataType, ExcelDateTime};
use chrono::{DateTime, NaiveDate, NaiveDateTime};

use crate::ingest::Cell;
use crate::ingest::clean::trim_text;

/// What stands in for the value of a formula that was never calculated.
pub(super) const NOT_CALCULATED: &str = "formula without a stored result";

const DAY: f64 = 86_400.0;
/// Days from Excel's day 0 to 1970-01-01, for days after the 29 February 1900 that never was.
const EPOCH_1900: f64 = 25_569.0;
const EPOCH_1904: f64 = 24_107.0;
/// First day after 9999-12-31.
const DAYS_END: f64 = 2_958_466.0;

/// Whether there is nothing to see in a cell.
pub(super) fn is_blank(value: &impl DataType) -> bool {
    value.is_empty() || value.get_string().is_some_and(|text| trim_text(text).is_empty())
}

/// Our cell from the library's; `is_1904` tells the workbook's day 0.
pub(super) fn convert(value: &impl DataType, is_1904: bool) -> Cell {
    if let Some(text) = value.get_string() {
        text_cell(text)
    } else if let Some(number) = value.get_float() {
        Cell::Number(number)
    } else if let Some(number) = value.get_int() {
        Cell::Number(number as f64)
    } else if let Some(serial) = value.get_datetime() {
        serial_cell(serial, is_1904)
    } else if let Some(truth) = value.get_bool() {
        Cell::Bool(truth)
    } else if let Some(error) = value.get_error() {
        Cell::Error(error.to_string())
    } else if let Some(text) = value.get_datetime_iso() {
        iso_date(text).map_or_else(|| text_cell(text), Cell::DateTime)
    } else if let Some(text) = value.get_duration_iso() {
        iso_duration(text).map_or_else(|| text_cell(text), Cell::Duration)
    } else {
        Cell::Empty
    }
}

fn text_cell(text: &str) -> Cell {
    match trim_text(text) {
        "" => Cell::Empty,
        text => Cell::Text(text.to_owned()),
    }
}

fn serial_cell(serial: ExcelDateTime, is_1904: bool) -> Cell {
    let days = serial.as_f64();
    if serial.is_duration() {
        return Cell::Duration(days * DAY);
    }
    if !(0.0..DAYS_END).contains(&days) {
        return Cell::Error(format!("{days} is no date"));
    }
    if days < 1.0 {
        // 23:59:59.6 stays within its day.
        return Cell::TimeOfDay(((days * DAY).round() as i64).min(86_399));
    }
    let epoch = match is_1904 {
        true => EPOCH_1904,
        // Excel counts a 29 February 1900; days before it are one off.
        false if days < 60.0 => EPOCH_1900 - 1.0,
        false => EPOCH_1900,
    };
    Cell::DateTime(((days - epoch) * DAY).round() as i64)
}

/// `2026-10-01`, `2026-10-01T12:30:00`, with or without fractions; a zone mark is not looked at,
/// since a workbook's times are wall-clock times.
fn iso_date(text: &str) -> Option<i64> {
    let text = trim_text(text).trim_end_matches('Z');
    let formats = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    let time = formats
        .iter()
        .find_map(|f| NaiveDateTime::parse_from_str(text, f).ok());
    let time = time.or_else(|| {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()?
            .and_hms_opt(0, 0, 0)
    })?;
    Some((time.and_utc().timestamp_millis() + 500).div_euclid(1_000))
}

/// Seconds of `PT08H30M05.5S`, `P1DT2H`, `-PT5M`.
fn iso_duration(text: &str) -> Option<f64> {
    let text = trim_text(text);
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let text = text.strip_prefix('P')?;
    let (mut seconds, mut number, mut in_time) = (0.0, String::new(), false);
    for mark in text.chars() {
        let unit = match mark {
            '0'..='9' | '.' => {
                number.push(mark);
                continue;
            }
            'T' if number.is_empty() => {
                in_time = true;
                continue;
            }
            'D' => DAY,
            'H' => 3_600.0,
            'M' if in_time => 60.0,
            'S' => 1.0,
            _ => return None,
        };
        seconds += unit * number.parse::<f64>().ok()?;
        number.clear();
    }
    number.is_empty().then_some(sign * seconds)
}

/// A cell as text: for headers, and for rules about rows.
pub(super) fn shown(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(text),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::DateTime(seconds) => Cow::Owned(shown_date(*seconds)),
        Cell::TimeOfDay(seconds) => Cow::Owned(shown_time(*seconds)),
        Cell::Duration(seconds) => Cow::Owned(shown_time(seconds.round() as i64)),
        Cell::Bool(truth) => Cow::Borrowed(if *truth { "TRUE" } else { "FALSE" }),
    }
}

fn shown_date(seconds: i64) -> String {
    let format = if seconds % 86_400 == 0 {
        "%Y-%m-%d"
    } else {
        "%Y-%m-%d %H:%M:%S"
    };
    DateTime::from_timestamp(seconds, 0).map_or_else(String::new, |time| time.format(format).to_string())
}

/// `08:00`, `08:00:30`, `-01:30`, `26:00`.
fn shown_time(seconds: i64) -> String {
    let (sign, whole) = (if seconds < 0 { "-" } else { "" }, seconds.unsigned_abs());
    let (hours, minutes, rest) = (whole / 3_600, whole / 60 % 60, whole % 60);
    let tail = if rest == 0 {
        String::new()
    } else {
        format!(":{rest:02}")
    };
    format!("{sign}{hours:02}:{minutes:02}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, ExcelDateTimeType};

    fn serial(days: f64, is_1904: bool) -> Cell {
        let value = ExcelDateTime::new(days, ExcelDateTimeType::DateTime, is_1904);
        convert(&Data::DateTime(value), is_1904)
    }

    #[test]
    fn serial_days_become_wall_clock_seconds() {
        // 2026-10-25 02:30:00 is 1792895400 seconds after 1970.
        assert_eq!(
            serial(46_320.104_166_666_67, false),
            Cell::DateTime(1_792_895_400)
        );
        assert_eq!(
            serial(46_320.104_166_666_67 - 1_462.0, true),
            Cell::DateTime(1_792_895_400)
        );
        assert_eq!(serial(61.0, false), Cell::DateTime(-2_203_891_200)); // 1900-03-01
        assert_eq!(serial(1.0, false), Cell::DateTime(-2_208_988_800)); // 1900-01-01
    }

    #[test]
    fn fractions_of_a_day_are_times_and_rounded_to_the_second() {
        assert_eq!(serial(0.354_166_666_666_666_7, false), Cell::TimeOfDay(30_600));
        assert_eq!(serial(0.999_999_9, false), Cell::TimeOfDay(86_399));
        assert_eq!(serial(46_296.999_999_99, false), Cell::DateTime(1_790_899_200)); // next midnight
    }

    #[test]
    fn what_is_no_date_says_so() {
        assert!(matches!(serial(-1.0, false), Cell::Error(_)));
        assert!(matches!(serial(9_999_999.0, false), Cell::Error(_)));
    }

    #[test]
    fn iso_cells_of_ods() {
        let date = |text: &str| convert(&Data::DateTimeIso(text.to_owned()), false);
        assert_eq!(date("2026-10-01"), Cell::DateTime(1_790_812_800));
        assert_eq!(
            date("2026-10-01T08:30:00.700"),
            Cell::DateTime(1_790_812_800 + 30_601)
        );
        assert_eq!(date("soon"), Cell::Text("soon".to_owned()));
        let duration = |text: &str| convert(&Data::DurationIso(text.to_owned()), false);
        assert_eq!(duration("PT26H03M04S"), Cell::Duration(93_784.0));
        assert_eq!(duration("P1DT2H"), Cell::Duration(93_600.0));
        assert_eq!(duration("-PT1M0.5S"), Cell::Duration(-60.5));
        assert_eq!(duration("P3M"), Cell::Text("P3M".to_owned()));
    }

    #[test]
    fn headers_may_be_dates_times_and_numbers() {
        assert_eq!(shown(&Cell::Number(2026.0)), "2026");
        assert_eq!(shown(&Cell::DateTime(1_790_812_800)), "2026-10-01");
        assert_eq!(shown(&Cell::TimeOfDay(30_600)), "08:30");
        assert_eq!(shown(&Cell::Duration(93_784.0)), "26:03:04");
    }
}
