//! Reads former publications. Never writes.

mod breaches;
pub mod credits;
pub mod explain;
pub mod explanation;
mod told;
