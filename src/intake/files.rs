//! The files of a source: its path pattern with the period put in.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::{Datelike, Months, NaiveDate};
use sha2::{Digest, Sha256};

use super::IntakeError;
use crate::vocabulary::Period;

/// A file of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name relative to the data root, with `/`.
    pub name: String,
}

impl FoundFile {
    /// Size in bytes and SHA-256 in lower-case hex.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn fingerprint(&self) -> std::io::Result<(u64, String)> {
        let mut file = std::fs::File::open(&self.path)?;
        let mut hasher = Sha256::new();
        let mut buffer = vec![0_u8; 1 << 18];
        let mut size = 0;
        loop {
            let count = file.read(&mut buffer)?;
            if count == 0 {
                break;
            }
            hasher.update(&buffer[..count]);
            size += count as u64;
        }
        let hex = hasher
            .finalize()
            .iter()
            .fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        Ok((size, hex))
    }
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
    let mut month = period.first().with_day(1).unwrap_or(period.first());
    while month < period.end() {
        texts.insert(put_in(pattern, &month.format("%Y-%m").to_string(), month));
        let Some(next) = month.checked_add_months(Months::new(1)) else {
            break;
        };
        month = next;
    }
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
    Ok(paths.flatten().filter(|path| path.is_file()).collect())
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root)
        .unwrap_or(path)
        .to_string_lossy()
        .replace('\\', "/")
}
