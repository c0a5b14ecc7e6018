//! Leitstand: provider exports in, scorecards, staffing gaps and partner feedback files out.
//!
//! The way of the data: `ingest` → `normalize` → `measure` (driven by `intake`) → `staffing` →
//! `judge` → `publish`; `pipeline` tells the story, `vocabulary` and `tables` are the ground.

#![forbid(unsafe_code)]

pub mod cli;
pub mod history;
pub mod ingest;
pub mod inspect;
pub mod intake;
pub mod judge;
pub mod measure;
pub mod normalize;
pub mod pipeline;
pub mod publish;
pub mod reply;
pub mod scorecard;
pub mod staffing;
pub mod tables;
pub mod vocabulary;
pub mod workspace;
