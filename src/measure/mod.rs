//! What is measured: every standard becomes expressions over the canonical tables, and sums.
//!
//! One file per family. `registry` is the list; `clauses` lays a family over the clauses of an
//! agreement; `contacts` runs them over a frame. Formats nothing, knows no outputs.

mod abandonment;
mod by_interval;
mod clauses;
mod clock;
mod consistency;
mod contacts;
mod csat;
mod deadline;
mod documented;
mod documented_within;
mod family;
mod forecast_accuracy;
mod grouped;
mod handover;
mod handover_compare;
mod handover_report;
mod interval_volumes;
mod judgement;
mod language;
mod mean;
mod note;
mod paused_clock;
mod reasons;
mod registry;
mod reopened;
mod replies;
mod reply_cells;
mod reply_definitions;
mod reply_language;
mod reply_words;
mod reports;
mod required_fields;
mod resolved_first;
mod service_level;
mod short_abandons;
mod spelling;
mod sums;
mod survey;
mod tallies;
mod terms;
mod volumes;

pub use by_interval::{IntervalSums, Intervals};
pub use clauses::{ClauseUnit, Clauses, Scope};
pub use contacts::ContactMeasures;
pub use deadline::open_at;
pub use family::{Counter, Exports, Judge, Measure, Observer, Wording};
pub use handover_compare::{Comparison, HandoverSums, LostMessage, NO_QUEUE, Told, compare};
pub use handover_report::Report;
pub use interval_volumes::{IntervalVolumes, interval_volumes};
pub use judgement::Judgement;
pub use registry::measure_of;
pub use reports::{ReportSums, report_sums};
pub use sums::{QueueSums, SumKey, Sums};
pub use survey::{Survey, SurveyedRows};
pub use tallies::{ProviderSums, tallies};
