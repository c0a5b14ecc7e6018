//! The count of every row of a file, and what else a file told.

use super::IntakeError;
use crate::scorecard::{FileCount, InputFile, Notice, NoticeKind};
use crate::vocabulary::ProviderId;
use crate::workspace::agreement::Source;

/// What the files of a provider and kind told besides their rows.
#[derive(Clone, Debug, Default)]
pub struct Tallied {
    /// Reconciliation per file and sheet.
    pub files: Vec<FileCount>,
    /// Notices.
    pub notices: Vec<Notice>,
    /// Files read.
    pub inputs: Vec<InputFile>,
    /// Earliest and latest instant of a readable row, for choosing a period.
    pub span: Option<(i64, i64)>,
}

impl Tallied {
    /// Adds another's.
    pub fn merge(&mut self, other: Tallied) {
        self.files.extend(other.files);
        self.notices.extend(other.notices);
        self.inputs.extend(other.inputs);
        if let Some((earliest, latest)) = other.span {
            self.reach(earliest);
            self.reach(latest);
        }
    }

    /// Takes in the instant of a row.
    pub fn reach(&mut self, at: i64) {
        let (earliest, latest) = self.span.unwrap_or((at, at));
        self.span = Some((earliest.min(at), latest.max(at)));
    }

    /// Notes that a source has no file.
    pub fn missing_source(&mut self, source: &Source) {
        if source.required {
            self.notices.push(notice(
                NoticeKind::MissingSource,
                &source.path,
                source.id.as_str(),
                "",
            ));
        }
        self.files.push(FileCount {
            source: source.id.to_string(),
            kind: source.kind.name(),
            file: source.path.clone(),
            problem: String::from("no file"),
            ..FileCount::default()
        });
    }

    /// Notes an input file.
    pub fn input(&mut self, provider: &ProviderId, file: &str, (size, sha256): (u64, String)) {
        self.inputs.push(InputFile {
            provider: provider.clone(),
            file: file.to_owned(),
            size,
            sha256,
        });
    }
}

/// A notice about a whole file.
pub fn notice(kind: NoticeKind, file: &str, column: &str, value: &str) -> Notice {
    Notice {
        kind,
        file: file.to_owned(),
        column: column.to_owned(),
        value: value.to_owned(),
        count: 1,
        first_row: 0,
    }
}

/// Checks that no row of a file got lost.
///
/// # Errors
/// The sum does not balance.
pub fn balanced(count: &FileCount) -> Result<(), IntakeError> {
    let sum = count.accepted + count.duplicates + count.rejected + count.outside_period;
    if count.rows_read == sum {
        return Ok(());
    }
    Err(IntakeError::Unbalanced {
        file: count.file.clone(),
        read: count.rows_read,
        sum,
    })
}
