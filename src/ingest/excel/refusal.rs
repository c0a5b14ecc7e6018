//! Why a workbook is not read.

use crate::ingest::FileProblem;

/// Why a workbook is not read (any further), in the words of [`FileProblem`].
#[derive(Debug)]
pub(super) struct Refusal {
    what: String,
    expected: String,
}

impl Refusal {
    /// This is wrong, that would be right.
    pub(super) fn new(what: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            expected: expected.into(),
        }
    }

    /// The file cannot be understood.
    pub(super) fn damaged(cause: impl std::fmt::Display) -> Self {
        Self::new(
            format!("the workbook is damaged or incomplete ({cause})"),
            "a workbook that Excel opens",
        )
    }

    /// The file needs a password.
    pub(super) fn protected() -> Self {
        Self::new(
            "the workbook is password-protected",
            "the same workbook, delivered without a password",
        )
    }

    /// The file would take too much memory or time.
    pub(super) fn too_large(what: impl Into<String>) -> Self {
        Self::new(what, "a workbook of ordinary size, or delimited text")
    }

    /// The problem at its place; no sheet where it is empty, no row where it is 0.
    pub(super) fn at(self, file: &str, sheet: &str, row: u32) -> FileProblem {
        FileProblem::at(file, sheet, row, self.what, self.expected)
    }
}
