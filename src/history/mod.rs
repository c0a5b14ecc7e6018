//! Reads former publications. Never writes.

pub mod actions;
mod breaches;
pub mod credits;
mod duties;
pub mod explain;
pub mod explanation;
pub mod former;
pub mod restatements;
mod told;
mod trend;
