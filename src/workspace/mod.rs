//! The workspace: the TOML as written becomes the agreement as meant.
//!
//! `document` is what may be written, `resolve` turns it into `agreement` and reports every
//! problem at once with its line. Nothing outside this room sees the document.

pub mod agreement;
pub mod calendar;
pub mod mapping;
