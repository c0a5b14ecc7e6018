//! Why a run ended without a publication.

use crate::history::actions::FormerPlanError;
use crate::intake::IntakeError;
use crate::publish::html::TemplateError;
use crate::publish::publication::PublicationError;
use crate::workspace::Problem;

/// Why a run ended without a publication.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The workspace is not in order; nothing was read.
    #[error("the workspace is not in order")]
    Configuration(Vec<Problem>),
    /// The command line is not in order; nothing was read.
    #[error("{0}")]
    Usage(String),
    /// No row of any file belongs to the period.
    #[error("no row of any source belongs to {period}, and a publication of it is there already. {why}")]
    Empty {
        /// The period.
        period: String,
        /// What was missing.
        why: String,
    },
    /// The output folder cannot be used.
    #[error(transparent)]
    Output(#[from] PublicationError),
    /// The plan of actions of the last publication cannot be carried on.
    #[error(transparent)]
    FormerPlan(#[from] FormerPlanError),
    /// Reading or measuring failed.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// A template is broken.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A workbook cannot be written.
    #[error("writing a workbook failed: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// A CSV file cannot be written.
    #[error("writing a CSV file failed: {0}")]
    Csv(#[from] csv::Error),
    /// A file cannot be written.
    #[error("{path}: {source}")]
    Io {
        /// Which file.
        path: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
}
