//! The document becomes the agreement: every reference resolved, every value checked.

mod calendars;
mod canon;
mod cases;
mod clauses;
mod client;
mod closed;
mod columns;
mod constants;
mod context;
mod days;
mod deadlines;
mod duties;
mod fields;
mod forecasts;
mod forgotten;
mod formats;
mod handover;
mod holidays;
mod ids;
mod kinds;
mod languages;
mod layout;
mod live;
mod mapping;
mod names;
mod parties;
mod paths;
mod reasons;
mod replies;
mod rules;
mod scores;
mod sources;
mod staffing;
mod standards;
mod unfed;
mod whole;
mod windows;
mod words;

pub use holidays::WORDS as HOLIDAY_WORDS;
pub use kinds::{allowed as fields_of, one_required};
pub use languages::meant as language_meant;
pub use mapping::THOUSANDS;

pub use staffing::INTERVALS;
pub use whole::agreement;
pub use windows::DAYS;
