//! The workspace: the TOML as written becomes the agreement as meant.
//!
//! `document` is what stands in the files, `read` takes typed values out of it, `resolve` turns
//! them into `agreement`. Every problem is reported at once with its place. Nothing outside this
//! room sees the document.

pub mod actions;
pub mod agreement;
pub mod backlog;
pub mod calendar;
pub mod credit;
mod critical_error;
mod deadline;
mod document;
mod exemption;
mod expected_volume;
mod family;
mod forecast;
mod holidays;
mod hours;
mod load;
pub mod mapping;
mod notes;
mod privacy;
mod problem;
mod read;
mod repeat;
mod required_field;
mod resolve;
mod rule;
mod schema;
mod scope;
pub mod special_days;
pub mod staffing;
mod starter;

#[cfg(test)]
mod tests;

pub use holidays::YEARS as HOLIDAY_YEARS;
pub use hours::window as window_in_words;
pub use load::load;
pub use problem::{Problem, Related};
pub use resolve::{fields_of, language_meant, one_required};
pub use schema::schema;
pub use starter::{STARTER, STARTER_FILES};
