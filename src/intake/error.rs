//! Why a run cannot go on. Bad data is never among the reasons.

use std::path::{Path, PathBuf};

/// Why reading cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The engine failed.
    #[error("computing failed: {0}")]
    Engine(#[from] polars::prelude::PolarsError),
    /// A file of the publication cannot be written.
    #[error("writing {path} failed: {source}")]
    Write {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Rows got lost or appeared: a defect of this program, never published.
    #[error("{file}: read {read} rows, but accepted + duplicates + rejected + outside the period is {sum}")]
    Unbalanced {
        /// Which file.
        file: String,
        /// Rows read.
        read: u64,
        /// Rows accounted for.
        sum: u64,
    },
    /// The findings of a standard are not the denominator without the numerator.
    #[error("{provider}, {standard}: {findings} findings, but the figure misses {missed}")]
    Findings {
        /// Provider.
        provider: String,
        /// Standard.
        standard: String,
        /// Findings written.
        findings: u64,
        /// Denominator minus numerator.
        missed: String,
    },
    /// Tickets in hand do not add up: a defect that must not be published.
    #[error(
        "{provider}, queue {queue}: tickets at the beginning + in - out are not those in hand; this is a defect"
    )]
    Bridge {
        /// Provider.
        provider: String,
        /// Queue.
        queue: String,
    },
    /// The parts of a staffing gap are not the gap: a defect that must not be published.
    #[error("{provider}, queue {queue}: the parts of the staffing gap do not add up; this is a defect")]
    Gap {
        /// Provider.
        provider: String,
        /// Queue; `*` for sums.
        queue: String,
    },
    /// A text file could not be read to its end after rows of it had been judged.
    #[error("{file}: reading broke off ({what})")]
    BrokeOff {
        /// Which file.
        file: String,
        /// Why.
        what: String,
    },
    /// A pattern of a source's path is no pattern.
    #[error("the path `{0}` is no pattern")]
    Pattern(String),
    /// A worker stopped in the middle.
    #[error("a worker stopped unexpectedly")]
    Worker,
}

impl IntakeError {
    /// For `map_err`: a file of the publication cannot be written.
    pub fn writing<E: Into<std::io::Error>>(path: &Path) -> impl Fn(E) -> Self {
        let path = path.to_owned();
        move |source| Self::Write {
            path: path.clone(),
            source: source.into(),
        }
    }
}
