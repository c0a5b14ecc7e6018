//! `data/staffing_check.csv`: the model against what was measured, with the patience that it rests on.

use std::io::Write;

use super::csv_text::{number, writer};
use crate::scorecard::{PatienceSource, Review, StaffGap};
use crate::vocabulary::QueueId;

const COLUMNS: [&str; 14] = [
    "period",
    "provider",
    "queue",
    "intervals",
    "predicted_service_level",
    "measured_service_level",
    "bias",
    "distance",
    "present_agents",
    "implied_agents",
    "patience_s",
    "patience_low_s",
    "patience_high_s",
    "patience_source",
];

/// Whether there is something to be told.
pub fn any(review: &Review) -> bool {
    let mut gaps = review.providers.iter().map(|provider| &provider.staff_gap);
    gaps.any(|gap| !gap.back_tests.is_empty() || !gap.patience.is_empty())
}

/// Writes a row for all queues of a provider together (`*`), then one for each queue.
///
/// # Errors
/// The writer's own.
pub fn write<W: Write>(review: &Review, out: W) -> Result<(), csv::Error> {
    let mut csv = writer(out);
    csv.write_record(COLUMNS)?;
    for provider in &review.providers {
        let gap = &provider.staff_gap;
        for queue in queues(gap) {
            let name = queue.map_or("*", QueueId::as_str).to_owned();
            let head = [review.period.name().to_owned(), provider.id.to_string(), name];
            let cells = head
                .into_iter()
                .chain(test_cells(gap, queue))
                .chain(patience_cells(gap, queue));
            csv.write_record(cells.collect::<Vec<_>>())?;
        }
    }
    csv.flush()?;
    Ok(())
}

/// All together, and every queue of which something is said.
fn queues(gap: &StaffGap) -> Vec<Option<&QueueId>> {
    let mut queues: Vec<Option<&QueueId>> = gap.back_tests.iter().map(|test| test.queue.as_ref()).collect();
    for patience in &gap.patience {
        if !queues.contains(&Some(&patience.queue)) {
            queues.push(Some(&patience.queue));
        }
    }
    queues
}

fn test_cells(gap: &StaffGap, queue: Option<&QueueId>) -> [String; 7] {
    let found = gap.back_tests.iter().find(|test| test.queue.as_ref() == queue);
    found.map_or_else(Default::default, |test| {
        [
            test.intervals.to_string(),
            number(Some(test.predicted)),
            number(Some(test.measured)),
            number(Some(test.bias())),
            number(Some(test.distance)),
            number(test.implied.map(|_| test.staffed)),
            number(test.implied),
        ]
    })
}

fn patience_cells(gap: &StaffGap, queue: Option<&QueueId>) -> [String; 4] {
    let found = gap
        .patience
        .iter()
        .find(|patience| Some(&patience.queue) == queue);
    found.map_or_else(Default::default, |patience| {
        let finite = |value: Option<f64>| number(value.filter(|value| value.is_finite()));
        let source = match patience.source {
            PatienceSource::Given => "given",
            PatienceSource::Queue => "queue",
            PatienceSource::Pooled => "pooled",
            PatienceSource::Unknown => "unknown",
        };
        [
            finite(patience.seconds),
            finite(patience.interval.map(|(low, _)| low)),
            finite(patience.interval.map(|(_, high)| high)),
            source.to_owned(),
        ]
    })
}
