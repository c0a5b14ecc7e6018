//! Leitstand: provider exports in, scorecards, staffing gaps and partner feedback files out.
//!
//! The way of the data: `ingest` → `normalize` → `measure` → `staffing` → `judge` → `publish`;
//! `pipeline` tells the story, `vocabulary` and `tables` are the ground.

pub mod ingest;
pub mod scorecard;
pub mod vocabulary;
pub mod workspace;
