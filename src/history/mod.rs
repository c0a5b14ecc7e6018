//! Reads former publications. Never writes.

mod breaches;
pub mod credits;
mod duties;
pub mod explain;
pub mod explanation;
mod told;
