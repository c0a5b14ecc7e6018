//! Settings of the staffing.

use serde_json::{Value, json};

use super::shape::{Key, any_of, by_id, reference, table, text, whole, word};
use crate::vocabulary::Maker;
use crate::workspace::resolve::INTERVALS;

/// One value for all queues, or one per queue.
fn per_queue(value: Value) -> Value {
    any_of([value.clone(), by_id(value)])
}

/// The table.
pub fn staffing() -> Value {
    let estimated = json!({ "const": "estimated" });
    table(
        "How staffing is judged",
        &[
            Key::new(
                "interval_minutes",
                "length of an interval; default: 30",
                json!({ "enum": INTERVALS }),
            ),
            Key::new("max_occupancy", "highest agreed occupancy", reference("share")),
            Key::new(
                "shrinkage",
                "share of scheduled time not available for contacts; default: 0",
                reference("share"),
            ),
            Key::new(
                "absence",
                "share of paid time that is not scheduled; default: 0",
                reference("share"),
            ),
            Key::new(
                "standard",
                "service-level standard that sets the requirement",
                text(),
            ),
            Key::new(
                "patience",
                "mean time that callers are willing to wait, or estimated from the waits; default: for ever",
                per_queue(any_of([estimated, reference("length")])),
            ),
            Key::new(
                "max_abandon",
                "largest share of calls abandoned, where patience counts; default: 5 %",
                reference("share"),
            ),
            Key::new(
                "min_agents",
                "fewest agents while a queue is open; default: 0",
                per_queue(whole(0, 10_000)),
            ),
            Key::new(
                "concurrency",
                "chats that one agent holds at a time; default: 1",
                per_queue(whole(1, 20)),
            ),
            Key::new(
                "handle_time",
                "agreed handle time, where neither contacts nor forecast tell it",
                per_queue(reference("length")),
            ),
            Key::new(
                "deadline",
                "deadline standard that sets the requirement of written work; default: the first that covers it",
                per_queue(text()),
            ),
            Key::new(
                "volume_tolerance",
                "how far the volume may leave the forecast before the client answers for it; default: 0",
                reference("share"),
            ),
            Key::new(
                "handle_time_owner",
                "who answers for handle times; default: provider",
                word(Maker::ALL.map(|(name, _)| name)),
            ),
        ],
    )
}
