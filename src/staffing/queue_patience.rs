//! How long the callers of a provider's queues are willing to wait: as agreed, or from the waits of the
//! period.

use super::ledger::QueueLedger;
use super::patience::{Patience as Estimate, SHARP_FROM};
use crate::scorecard::{PatienceSource, QueuePatience};
use crate::vocabulary::{Micro, QueueId};
use crate::workspace::agreement::{Agreement, Patience};

/// Waits of some queues.
#[derive(Clone, Copy, Default)]
struct Waits {
    abandoned: Micro,
    seconds: Micro,
}

impl Waits {
    fn of(ledger: &QueueLedger<'_>) -> Self {
        let mut waits = Self::default();
        for cell in ledger.cells.values() {
            waits.abandoned += cell.lost_known;
            waits.seconds += cell.waited_s;
        }
        waits
    }

    fn abandoned(&self) -> u64 {
        (self.abandoned.0 / Micro::ONE).unsigned_abs()
    }
}

/// The patience of each queue of which the workspace says something, in the order of the ledgers.
pub(super) fn of_queues(agreement: &Agreement, ledgers: &[QueueLedger<'_>]) -> Vec<QueuePatience> {
    let agreed = &agreement.staffing.patience;
    let mut all = Waits::default();
    for ledger in ledgers
        .iter()
        .filter(|ledger| agreed.get(&ledger.id) == Some(&Patience::Estimated))
    {
        let own = Waits::of(ledger);
        all.abandoned += own.abandoned;
        all.seconds += own.seconds;
    }
    let found = ledgers.iter().filter_map(|ledger| {
        Some(match agreed.get(&ledger.id)? {
            Patience::Given(seconds) => QueuePatience {
                queue: ledger.id.clone(),
                source: PatienceSource::Given,
                seconds: Some(*seconds),
                interval: None,
                abandoned: 0,
            },
            Patience::Estimated => estimated(&ledger.id, Waits::of(ledger), all),
        })
    });
    found.collect()
}

fn estimated(queue: &QueueId, own: Waits, all: Waits) -> QueuePatience {
    let is_enough = own.abandoned.as_f64() >= SHARP_FROM || own.abandoned() == all.abandoned();
    let (waits, source) = match is_enough {
        true => (own, PatienceSource::Queue),
        false => (all, PatienceSource::Pooled),
    };
    let found = Estimate::of_totals(waits.abandoned.as_f64(), waits.seconds.as_f64())
        .filter(|found| found.patience_s.is_finite());
    QueuePatience {
        queue: queue.clone(),
        source: match found {
            Some(_) => source,
            None => PatienceSource::Unknown,
        },
        seconds: found.map(|found| found.patience_s),
        interval: found.map(|found| (found.low95_s, found.high95_s)),
        abandoned: waits.abandoned(),
    }
}

/// Mean patience of a queue; none where callers wait for ever as far as is known.
pub(super) fn seconds(found: &[QueuePatience], queue: &QueueId) -> Option<f64> {
    found.iter().find(|patience| patience.queue == *queue)?.seconds
}
