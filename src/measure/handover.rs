//! No customer message lost (definitions § 9): messages handed over that the provider reports.

use super::family::{Counter, Exports, Judge, Measure, share_tally};
use crate::vocabulary::{ContactKind, Micro, Tally};
use crate::workspace::agreement::Text;

/// The rule of a clause. It judges the client's log, not the provider's contacts.
#[derive(Clone, Copy, Debug)]
pub struct Handover {
    /// Seconds after the hand-over, inclusive, within which a message appears in time.
    pub late_after_s: Option<i64>,
}

impl Handover {
    /// Whether a message created at an instant appeared too late; never where nothing is agreed.
    pub fn is_late(&self, handed_over: i64, created: i64) -> bool {
        self.late_after_s
            .is_some_and(|limit| created - handed_over > limit)
    }
}

impl Measure for Handover {
    fn counters(&self, _: ContactKind, _: &Exports) -> Vec<Counter> {
        Vec::new()
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums)
    }

    fn judge(&self, _: ContactKind, _: &Exports) -> Option<Judge> {
        None
    }

    fn handover(&self) -> Option<&Handover> {
        Some(self)
    }

    fn required(&self) -> Text {
        Text {
            de: String::from("im Bericht des Dienstleisters"),
            en: String::from("in the provider's report"),
        }
    }

    fn definition(&self) -> Text {
        Text {
            de: String::from(
                "Vom Auftraggeber im Zeitraum übergebene Vorgänge, deren Kennung im Bericht des Dienstleisters (Anrufe und Tickets, gleich welchen Tages) steht, geteilt durch alle übergebenen. Jede Kennung zählt einmal. Ist der Bericht nicht vollständig lesbar: nicht messbar.",
            ),
            en: String::from(
                "Messages handed over by the client in the period whose id stands in the provider's report (calls and tickets, of whatever day) over all handed over. Each id counts once. Where the report could not be read whole: unmeasurable.",
            ),
        }
    }
}
