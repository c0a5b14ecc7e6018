//! The long lists: canonical rows and findings, written while they are read.

mod arrays;
mod contact_table;
mod encoder;
mod findings;
mod lost_messages;
mod observed;
mod ordered_findings;
mod ordered_parquet;
mod packing;
mod pages;
mod parquet_twin;
mod stamps;
mod syncer;
mod unit_sink;

pub use contact_table::ContactTable;
pub use findings::{COLUMNS as FINDING_COLUMNS, FindingFiles, FindingLists};
pub use lost_messages::lost_messages;
pub use ordered_findings::{HANDOVER_PLACE, append as append_findings, header as finding_header};
pub use ordered_parquet::OrderedParquet;
pub use parquet_twin::parquet_twin;
pub use syncer::Syncer;
pub use unit_sink::{RowFiles, SinkResult, UnitSink};
