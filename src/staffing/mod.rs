//! Staffing: how many agents an interval needed for the agreed service level, and how many were
//! there. One file per model; plain arithmetic on numbers, knows neither files nor outputs.

pub mod attribution;
pub mod batch;
pub mod bracket;
pub mod carry_over;
pub mod chat;
pub mod customers;
pub mod deferred;
pub mod demand;
pub mod erlang_b;
pub mod fractional;
pub mod handle_time;
pub mod lagged_load;
pub mod level;
pub mod model;
pub mod noise;
pub mod patience;
pub mod pooling;
pub mod requirement;
pub mod surge;
pub mod uncertain;

mod account;
mod desk;
mod emergencies;
mod erlang_a;
mod erlang_c;
mod gamma;
mod grid;
mod heat;
mod intervals;
mod judged;
mod ledger;
mod load;
mod outlook;
mod peaks;
mod presence;
mod queue_patience;
mod service;
mod split;

pub use grid::Grid;
pub use intervals::{Facts, IntervalRow, ProviderStaffing, staff};
pub use ledger::{Expectation, Expected, Presence, Traffic};
pub use load::{MAX_LOAD, Quantity, Unanswerable, offered_load};
pub use outlook::{OneMore, Outlook, Planned, Pooling, QueueNeed, edges, outlook};
pub use presence::presence;
pub use service::{Fare, Needs, Service};

#[cfg(test)]
mod simulation;
#[cfg(test)]
mod traps;
