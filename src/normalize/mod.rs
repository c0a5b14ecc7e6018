//! Raw rows become canonical rows; rows that cannot be read go aside with a reason. Never fails on
//! bad data, judges nothing.

mod bad_rows;
mod contact_frame;
pub mod derive;
mod duplicates;
mod duration;
mod field;
mod instant;
mod interval_rows;
mod number;
mod recent_words;
mod rows;
mod staff_rows;
mod words;

pub use bad_rows::{Bad, Ledger};
pub use contact_frame::{ContactReader, Dictionaries};
pub use duplicates::{Duplicates, Fate, LastStates};
pub use field::{Plan, wanted_columns};
pub use interval_rows::IntervalReader;
pub use staff_rows::StaffReader;

/// Start of the staffing interval that an instant falls into, on a grid of local time.
pub fn interval_start(
    zone: &crate::vocabulary::Zone,
    at: crate::vocabulary::EpochSeconds,
    length_s: i64,
) -> crate::vocabulary::EpochSeconds {
    at - (at + zone.offset_at(at)).rem_euclid(length_s)
}
