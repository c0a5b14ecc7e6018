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
pub mod lagged_load;
pub mod level;
pub mod model;
pub mod noise;
pub mod patience;
pub mod pooling;
pub mod requirement;
pub mod surge;
pub mod uncertain;

mod erlang_a;
mod erlang_c;
mod gamma;
mod grid;
mod heat;
mod intervals;
mod ledger;
mod load;
mod peaks;
mod presence;

pub use grid::Grid;
pub use intervals::{IntervalRow, ProviderStaffing, staff};
pub use ledger::{Presence, Traffic};
pub use load::{MAX_LOAD, Quantity, Unanswerable, offered_load};
pub use presence::presence;
