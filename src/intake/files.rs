//! The files of a source: its path pattern with the period put in.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::{Datelike, Days, Months, NaiveDate};

use super::IntakeError;
use crate::ingest::{Digest, Passed};
use crate::vocabulary::Period;

/// A file of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name relative to the data root, with `/`.
    pub name: String,
}

/// What a look at a file's bytes tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Size and checksum.
    pub digest: Digest,
    /// The first line that is not UTF-8 and the byte to blame, where that was asked.
    pub first_bad_line: Option<(u32, u8)>,
}

impl FoundFile {
    /// Reads the file: size, SHA-256 and, where asked, whether it is UTF-8.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn fingerprint(&self, must_be_utf8: bool) -> std::io::Result<Fingerprint> {
        let mut file = std::fs::File::open(&self.path)?;
        let (passed, mut text) = (Passed::default(), Utf8Check::default());
        let mut buffer = vec![0_u8; 1 << 18];
        let mut is_start = true;
        loop {
            let count = file.read(&mut buffer)?;
            if count == 0 {
                break;
            }
            passed.take(&buffer[..count]);
            if must_be_utf8 {
                text.take(&buffer[..count], is_start);
            }
            is_start = false;
        }
        Ok(Fingerprint {
            digest: passed.digest(),
            first_bad_line: text.finish(),
        })
    }
}

/// Checks bytes for UTF-8 as they come.
#[derive(Default)]
struct Utf8Check {
    /// Bytes of a character that goes on in the next part.
    open: Vec<u8>,
    lines: u32,
    bad: Option<(u32, u8)>,
    /// The file is UTF-16, or no text at all: others will say so.
    is_other: bool,
}

impl Utf8Check {
    fn take(&mut self, part: &[u8], is_start: bool) {
        if is_start {
            let marks: [&[u8]; 4] = [b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];
            self.is_other =
                marks.iter().any(|mark| part.starts_with(mark)) || part[..part.len().min(512)].contains(&0);
        }
        if self.is_other || self.bad.is_some() {
            return;
        }
        if let Some(at) = memchr::memchr(0, part) {
            self.bad = Some((self.lines + line_breaks(&part[..at]) + 1, 0));
            return;
        }
        let joined;
        let bytes = if self.open.is_empty() {
            part
        } else {
            joined = [std::mem::take(&mut self.open).as_slice(), part].concat();
            &joined
        };
        if let Err(error) = simdutf8::compat::from_utf8(bytes) {
            let valid = error.valid_up_to();
            if error.error_len().is_some() {
                self.bad = Some((self.lines + line_breaks(&bytes[..valid]) + 1, bytes[valid]));
                return;
            }
            self.open = bytes[valid..].to_vec();
        }
        self.lines += line_breaks(part);
    }

    fn finish(self) -> Option<(u32, u8)> {
        self.bad.or(self.open.first().map(|byte| (self.lines + 1, *byte)))
    }
}

fn line_breaks(bytes: &[u8]) -> u32 {
    memchr::memchr_iter(b'\n', bytes).count() as u32
}

/// The files that a pattern names for a period, in the order of their names. `{period}` stands for
/// the period's own name and for every month that it touches; `{year}` and `{month}` for those
/// months.
///
/// # Errors
/// The path is no pattern.
pub fn find_files(root: &Path, pattern: &str, period: &Period) -> Result<Vec<FoundFile>, IntakeError> {
    let mut found = BTreeSet::new();
    for text in expansions(pattern, period) {
        for path in matching(root, &text)? {
            found.insert(path);
        }
    }
    Ok(found
        .into_iter()
        .map(|path| FoundFile {
            name: relative(root, &path),
            path,
        })
        .collect())
}

/// The months of a period for which a pattern that names months has no file, although none has the
/// whole period's name either: `path` as it was looked for.
///
/// # Errors
/// The path is no pattern.
pub fn missing_months(root: &Path, pattern: &str, period: &Period) -> Result<Vec<String>, IntakeError> {
    let whole = put_in(pattern, period.name(), period.first());
    if !pattern.contains('{') || pattern.contains("{period}") && !matching(root, &whole)?.is_empty() {
        return Ok(Vec::new());
    }
    let mut missing = Vec::new();
    for (name, month) in months(period) {
        let path = put_in(pattern, &name, month);
        if matching(root, &path)?.is_empty() {
            missing.push(path);
        }
    }
    Ok(missing)
}

/// Whether a source has all its files for some days: those of each month, or of each week, that its path
/// names. A path that names neither has one file for all times.
///
/// # Errors
/// The path is no pattern.
pub fn reaches_over(root: &Path, pattern: &str, days: &Period) -> Result<bool, IntakeError> {
    if !pattern.contains('{') || missing_months(root, pattern, days)?.is_empty() {
        return Ok(true);
    }
    for week in weeks(days) {
        if matching(root, &put_in(pattern, week.name(), week.first()))?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The ISO weeks that a period touches.
pub fn weeks(period: &Period) -> Vec<Period> {
    let days = std::iter::successors(Some(period.first()), |day| day.checked_add_days(Days::new(7)));
    let days = days.take_while(|day| *day < period.end()).chain([period.last()]);
    let mut weeks: Vec<Period> = days.filter_map(Period::week_of).collect();
    weeks.dedup();
    weeks
}

/// The months that a period touches, with their names.
fn months(period: &Period) -> Vec<(String, NaiveDate)> {
    let mut months = Vec::new();
    let mut month = period.first().with_day(1).unwrap_or(period.first());
    while month < period.end() {
        months.push((month.format("%Y-%m").to_string(), month));
        let Some(next) = month.checked_add_months(Months::new(1)) else {
            break;
        };
        month = next;
    }
    months
}

/// The months for which a pattern with `{period}` (or `{year}` and `{month}`) has files.
///
/// # Errors
/// The path is no pattern.
pub fn months_found(root: &Path, pattern: &str) -> Result<BTreeSet<NaiveDate>, IntakeError> {
    let mut months = BTreeSet::new();
    let wild = pattern
        .replace("{period}", "????-??")
        .replace("{year}", "????")
        .replace("{month}", "??");
    let names: BTreeSet<String> = matching(root, &wild)?
        .iter()
        .map(|path| relative(root, path))
        .collect();
    for name in &names {
        for (at, _) in name.match_indices('-') {
            let text = at.checked_sub(4).and_then(|from| name.get(from..at + 3));
            let Some(month) =
                text.and_then(|t| NaiveDate::parse_from_str(&format!("{t}-01"), "%Y-%m-%d").ok())
            else {
                continue;
            };
            if Period::month_of(month).is_some_and(|p| expansions(pattern, &p).iter().any(|e| fits(e, name)))
            {
                months.insert(month);
            }
        }
    }
    Ok(months)
}

fn fits(pattern: &str, name: &str) -> bool {
    glob::Pattern::new(pattern).is_ok_and(|pattern| pattern.matches(name))
}

fn expansions(pattern: &str, period: &Period) -> Vec<String> {
    let mut texts = BTreeSet::from([put_in(pattern, period.name(), period.first())]);
    texts.extend(
        months(period)
            .into_iter()
            .map(|(name, month)| put_in(pattern, &name, month)),
    );
    texts.into_iter().collect()
}

fn put_in(pattern: &str, period: &str, month: NaiveDate) -> String {
    pattern
        .replace("{period}", period)
        .replace("{year}", &month.format("%Y").to_string())
        .replace("{month}", &month.format("%m").to_string())
}

fn matching(root: &Path, pattern: &str) -> Result<Vec<PathBuf>, IntakeError> {
    let full = format!("{}/{pattern}", glob::Pattern::escape(&root.to_string_lossy()));
    let options = glob::MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    let paths = glob::glob_with(&full, options).map_err(|_| IntakeError::Pattern(pattern.to_owned()))?;
    // Folders and dangling links stay in: that they cannot be read must be said.
    Ok(paths
        .map(|path| path.unwrap_or_else(|error| error.path().to_owned()))
        .collect())
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root)
        .unwrap_or(path)
        .to_string_lossy()
        .replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_bad_line(parts: &[&[u8]]) -> Option<(u32, u8)> {
        let mut check = Utf8Check::default();
        for (index, part) in parts.iter().enumerate() {
            check.take(part, index == 0);
        }
        check.finish()
    }

    #[test]
    fn the_line_of_a_wrong_byte_is_told_wherever_parts_are_cut() {
        assert_eq!(first_bad_line(&["a;ä\nb".as_bytes()]), None);
        assert_eq!(first_bad_line(&[b"a;\xc3", b"\xa4\nb\n"]), None);
        assert_eq!(first_bad_line(&[b"a\nb\n", b"c;\xe4\n"]), Some((3, 0xe4)));
        assert_eq!(first_bad_line(&[b"a\nb;\xc3"]), Some((2, 0xc3)));
        assert_eq!(first_bad_line(&[b"\xff\xfea\0"]), None);
    }
}
