//! The program over real exports of others: every fact that is known of them comes out to the last
//! printed digit, with mappings alone. One workspace per export stands in `tests/real_exports`.
//!
//! Not asked here, as no canonical column holds it: columns of the exports that no measure needs
//! (covers of the bookings, reassignments, knowledge-base use, the costs in D1's totals row), means
//! of percentages per report row (the daily report's simple means and days beyond a limit: rows of
//! one interval are added up before anything is divided), the planners' own occupancy.

mod bank;
mod bookings;
mod events;
mod measured;
mod phone_case;
mod recount;
mod replies;
mod reports;
mod simulator;
mod staffed;
mod tickets;
mod undated;
