//! A provider's delivery, from files to sums: finds the files, reads and normalizes them batch by
//! batch, measures each batch, and hands the judged rows on. Memory grows
//! by 12 to 24 bytes a contact, to tell duplicates; with `duplicates = "last"` by the rows themselves.

mod case_rows;
mod causes;
mod contacts;
mod counts;
mod error;
mod events;
mod feedback;
mod files;
mod forecast;
mod handover;
mod one_file;
mod other_words;
mod pause_lists;
mod period_rows;
mod plan;
mod read_ahead;
mod repetitions;
mod reported;
mod reports;
mod sequence;
mod sink;
mod survey;

pub use causes::Causes;
pub use contacts::{ContactIntake, ContactUnit};
pub use counts::Tallied;
pub use error::IntakeError;
pub use feedback::{AwaitedFeedback, FeedbackIntake, feedback};
pub use files::{FoundFile, find_files, months_found, reaches_over, weeks};
pub use forecast::{ForecastIntake, forecast};
pub use handover::{HandoverIntake, handover};
pub use other_words::OtherWords;
pub use plan::{Context, Look, RunPlan};
pub use read_ahead::SpareBatches;
pub use reported::{ReportedIntake, reported};
pub use reports::{ReportIntake, intervals, staffing};
pub use sink::{ContactRows, RowSink};
pub use survey::{CaseQuestion, SurveyedContacts, expected_calls, offered_calls, surveyed_contacts};
