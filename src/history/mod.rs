//! Reads former publications. Never writes.

pub mod explain;
pub mod explanation;
