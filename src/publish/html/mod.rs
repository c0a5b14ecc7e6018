//! The HTML pages: the client's overview of all providers, and one scorecard per partner. Views
//! hold finished words and coordinates, templates only place them.

mod actions;
mod beside;
mod calendars;
mod chart;
mod compare;
mod counts;
mod credits;
mod data;
mod decisions;
mod duties;
mod error;
mod findings;
mod frame;
mod funnel;
mod handover;
mod heat;
mod matrix;
mod overview;
mod pauses;
mod readings;
mod render;
mod reported;
mod restated;
mod score;
mod scorecard;
mod spark;
mod staff_gap;
mod staffing;
mod standards;
mod trend;
mod value;
mod verdict;
mod volumes;
mod work;
mod xmr;

#[cfg(test)]
mod contrast_tests;
#[cfg(test)]
mod tests;

pub use error::TemplateError;
pub use overview::overview;
pub use scorecard::scorecard;
