//! What went wrong while reading a file, and what should be known about what was read: rejected
//! rows with place and reason, and notices counted per value.

use std::collections::BTreeMap;

use crate::ingest::RowProblem;
use crate::scorecard::{Notice, NoticeKind, Rejected};

/// A value that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// The value found.
    pub value: String,
    /// What was expected.
    pub expected: String,
}

/// Longest value that a message quotes, in characters: enough to know it by, as it may be personal.
const QUOTED_CHARS: usize = 60;

/// Most distinct values for which notices are kept apart per file; later ones share one entry.
const DISTINCT_NOTICES: usize = 500;

/// Rejected rows and notices of one file and sheet.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    file: String,
    sheet: String,
    rejected: Vec<Rejected>,
    /// Rows handed over already.
    taken: u64,
    notices: BTreeMap<(NoticeKind, String, String), (u64, u32)>,
}

impl Ledger {
    /// An empty ledger of a file and sheet.
    pub fn new(file: &str, sheet: &str) -> Self {
        Self {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            ..Self::default()
        }
    }

    /// Sets a row aside.
    pub fn reject(&mut self, row: u32, column: &str, bad: Bad) {
        self.rejected.push(Rejected {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row,
            column: column.to_owned(),
            value: shortened(&bad.value),
            expected: bad.expected,
        });
    }

    /// Sets a row aside that could not even be split into cells.
    pub fn reject_raw(&mut self, problem: RowProblem) {
        let bad = Bad {
            value: problem.value,
            expected: problem.expected,
        };
        self.reject(problem.row, &problem.column, bad);
    }

    /// Notes something about a row that is used all the same.
    pub fn notice(&mut self, kind: NoticeKind, column: &str, value: &str, row: u32) {
        let mut key = (kind, column.to_owned(), shortened(value));
        if self.notices.len() >= DISTINCT_NOTICES && !self.notices.contains_key(&key) {
            key.2 = String::from("…");
        }
        let entry = self.notices.entry(key).or_insert((0, row));
        entry.0 += 1;
        entry.1 = entry.1.min(row);
    }

    /// Number of rows set aside so far.
    pub fn rejected_rows(&self) -> u64 {
        self.taken + self.rejected.len() as u64
    }

    /// The rows set aside since the last call, by row number.
    pub fn take_rejected(&mut self) -> Vec<Rejected> {
        let mut rejected = std::mem::take(&mut self.rejected);
        rejected.sort_by_key(|row| row.row);
        self.taken += rejected.len() as u64;
        rejected
    }

    /// All notices in a fixed order.
    pub fn into_notices(self) -> Vec<Notice> {
        let (file, sheet) = (self.file, self.sheet);
        self.notices
            .into_iter()
            .map(|((kind, column, value), (count, first_row))| Notice {
                kind,
                file: file.clone(),
                sheet: sheet.clone(),
                column,
                value,
                count,
                first_row,
            })
            .collect()
    }
}

fn shortened(value: &str) -> String {
    match value.char_indices().nth(QUOTED_CHARS) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}
