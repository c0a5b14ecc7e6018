//! The HTML pages: the client's overview of all providers, and one scorecard per partner. Views
//! hold finished words and coordinates, templates only place them.

mod beside;
mod calendars;
mod chart;
mod counts;
mod credits;
mod data;
mod decisions;
mod duties;
mod error;
mod findings;
mod frame;
mod handover;
mod heat;
mod matrix;
mod overview;
mod pauses;
mod readings;
mod render;
mod reported;
mod score;
mod scorecard;
mod staffing;
mod standards;
mod value;
mod verdict;
mod volumes;
mod work;

#[cfg(test)]
mod contrast_tests;
#[cfg(test)]
mod tests;

pub use error::TemplateError;
pub use overview::overview;
pub use scorecard::scorecard;
