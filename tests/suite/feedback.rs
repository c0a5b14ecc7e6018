//! The feedback workbook goes out, is filled in by other programs, comes back, and is read.

mod bad_replies;
pub mod edited;
mod leaks;
mod round_trip;
