//! The published data for BI tools and recounting: small CSV files and the manifest.
//!
//! CSV is UTF-8 without byte-order mark, comma, LF, `.` as decimal mark, RFC 3339 instants with the
//! client's offset; an empty cell means "not applicable". The same review gives the same bytes.
//! Text that comes from exports is guarded against being run as a formula, see [`csv_text`].

pub mod actions;
pub mod comparison;
pub mod credits;
pub mod csv_text;
pub mod documentation;
pub mod doubtful_pauses;
pub mod emergencies;
pub mod intervals;
pub mod kpi;
pub mod manifest;
pub mod reconciliation;
pub mod rejected;
pub mod restatements;
pub mod staffing_check;
pub mod staffing_gap;
pub mod trend;

#[cfg(test)]
mod tests;

pub use intervals::IntervalRecord;
pub use manifest::{Manifest, PublishedFile};
