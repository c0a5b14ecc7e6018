//! The trade's words as types: ids, periods, outcomes, measures, figures, amounts.
//! The ground everything stands on: knows no file formats, no polars, no outputs.

mod beside;
mod duty_part;
mod event;
mod exclusion;
mod field;
mod figure;
mod forecast;
mod handover;
mod ids;
mod kind;
mod language;
mod micro;
mod money;
mod outcome;
mod period;
mod place;
mod ratio;
mod reply_status;
pub mod suggest;
mod tally;
mod text;
mod work;
mod zone;

pub use beside::{Beside, Unit};
pub use duty_part::{DutySums, Group, PartOf, Verdicts};
pub use event::{Actor, Event};
pub use exclusion::{Exclusion, Without};
pub use field::{Field, ValueType};
pub use figure::{Certainty, Direction, Formula, Status, Verdict};
pub use forecast::{ForecastCount, Maker};
pub use handover::HandoverCount;
pub use ids::{CreditId, ProviderId, QueueId, SourceId, StandardId};
pub use kind::{Channel, ContactKind, TableKind};
pub use language::Language;
pub use micro::Micro;
pub use money::{Currency, Money};
pub use outcome::{Outcome, UnclearReason};
pub use period::{Period, PeriodError};
pub use place::Place;
pub use ratio::{Nano, Ratio};
pub use reply_status::ReplyStatus;
pub use tally::{DistinctTally, Reading, StandardTallies, TakenBack, Tallies, Tally, VolumeTally, WorkTally};
pub use text::{printable, printable_lines, sentence};
pub use work::{BridgePart, Distinct, balances};
pub use zone::{LocalReading, Steady, Zone};

/// An instant as seconds since 1970-01-01T00:00:00Z.
pub type EpochSeconds = i64;

/// A wall-clock reading as seconds since 1970-01-01T00:00:00 of the same wall clock (no zone).
pub type CivilSeconds = i64;
