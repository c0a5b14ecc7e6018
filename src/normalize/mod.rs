//! Raw rows become canonical rows; rows that cannot be read go aside with a reason. Never fails on
//! bad data, judges nothing.

mod bad_rows;
mod contact_frame;
pub mod derive;
mod duplicates;
mod duration;
mod event_log;
mod event_story;
mod field;
mod fixed_instant;
mod forecast_rows;
mod handover_rows;
mod instant;
mod interval_rows;
mod number;
mod recent_words;
mod reply_cells;
mod reported_rows;
mod rows;
mod staff_rows;
mod ticket_history;
mod words;

pub use bad_rows::{Bad, Ledger};
pub use contact_frame::{ContactReader, Dictionaries};
pub use duplicates::{Duplicates, Fate, LastStates, Spread, fingerprint};
pub use duration::parse as duration_in;
pub use event_log::{EventLog, TicketStories, list_column, place, place_of};
pub use field::{Plan, cell_text, wanted_columns};
pub use forecast_rows::ForecastReader;
pub use handover_rows::HandoverReader;
pub use instant::InstantFormat;
pub use interval_rows::IntervalReader;
pub use number::parse as number_in;
pub use reply_cells::{ReadReply, ReplyColumn, held, read_reply, shown};
pub use reported_rows::ReportedReader;
pub use staff_rows::StaffReader;
pub use ticket_history::{STILL, TicketHistory};

use crate::vocabulary::{EpochSeconds, Steady, Zone};

/// Start of the staffing interval that an instant falls into, on a grid of local time.
pub fn interval_start(zone: &Zone, at: EpochSeconds, length_s: i64) -> EpochSeconds {
    at - (at + zone.offset_at(at)).rem_euclid(length_s)
}

/// The same for many instants, most of which lie near the one before.
pub struct IntervalGrid<'z> {
    zone: &'z Zone,
    length_s: i64,
    steady: Option<Steady>,
}

impl<'z> IntervalGrid<'z> {
    /// A grid of intervals of this length.
    pub fn new(zone: &'z Zone, length_s: i64) -> Self {
        Self {
            zone,
            length_s,
            steady: None,
        }
    }

    /// See [`interval_start`].
    #[inline]
    pub fn start(&mut self, at: EpochSeconds) -> EpochSeconds {
        if let Some(steady) = self.steady
            && steady.holds(at + steady.offset)
        {
            return at - (at + steady.offset).rem_euclid(self.length_s);
        }
        self.steady = self.zone.steady(self.zone.civil(at));
        interval_start(self.zone, at, self.length_s)
    }
}
