//! Workbooks: the client's overview and one feedback file per provider. Native cells, tables and
//! formulas with stored results; texts from exports are always text, never formulas or links.

mod actions;
mod beside;
mod book;
mod cells;
mod charts;
mod columns;
mod comparison;
mod context;
mod credits;
mod data;
mod decisions;
mod definitions;
mod duties;
mod feedback;
mod findings;
mod forecast;
mod front;
mod handover;
mod heat;
mod layout;
mod matrix;
mod overview;
mod pauses;
mod precision;
mod readings;
mod rejected;
mod replies;
mod reported;
mod restated;
mod row;
mod run;
mod score;
mod sheet;
mod staff_gap;
mod staffing;
mod standards;
mod styles;
mod trend;
mod volumes;
mod work;

#[cfg(test)]
mod tests;

pub use feedback::{forms, save_feedback};
pub use findings::finding_id;
pub use overview::save_overview;
