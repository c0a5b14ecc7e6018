//! The question "what does this number of agents give?".

use super::cells::{Row, print, print_defined};
use super::table::{Answers, Kind, Reply};
use crate::staffing::demand::Demand;
use crate::staffing::level::{LevelFormula, LevelRule};
use crate::staffing::model::{Model, Performance, performance};
use crate::staffing::{Quantity, Unanswerable};
use crate::vocabulary::Formula;

/// Result columns of Erlang A and C; those of the other model stay empty.
pub(super) const KIND: Kind = Kind {
    mark: "agents",
    needed: &[
        "calls_per_interval",
        "interval_s",
        "aht_s",
        "agents",
        "service_level_threshold_s",
    ],
    optional: &["patience_s"],
    results: |names| {
        if names.iter().any(|name| name == "patience_s") {
            &IMPATIENT
        } else {
            &ENDLESS
        }
    },
    reply,
};

/// Without a column for patience.
const ENDLESS: [&str; 6] = [
    "offered_load",
    "p_wait",
    "service_level",
    "asa_s",
    "occupancy",
    "status",
];

/// With one: service levels that differ, and Erlang C's for rows without patience.
const IMPATIENT: [&str; 16] = [
    "offered_load",
    "p_wait",
    "p_abandon",
    "service_level",
    "asa_s",
    "sl_offered",
    "sl_answered",
    "sl_excl_short_abandons",
    "sl_answered_or_abandoned",
    "sl_virtual",
    "mean_wait_s",
    "asa_answered_s",
    "mean_wait_abandoned_s",
    "mean_queue",
    "occupancy",
    "status",
];

fn reply(row: &Row) -> Reply {
    let patience_s = row.number("patience_s")?;
    let refused = |error: Unanswerable| reason(&error, "service_level_threshold_s");
    let demand = Demand::of_calls(
        row.required("calls_per_interval")?,
        row.required("interval_s")?,
        aht(row)?,
    )
    .map_err(refused)?;
    let rule = LevelRule::offered(row.required("service_level_threshold_s")?);
    let model = patience_s.map_or(Model::ErlangC, |patience_s| Model::ErlangA { patience_s });
    let found = performance(model, demand, row.whole("agents")?, &rule).map_err(refused)?;
    Ok(match model {
        Model::ErlangC => endless(&found),
        Model::ErlangA { .. } => impatient(&found, &rule),
    })
}

fn endless(found: &Performance) -> Answers {
    vec![
        ("offered_load", print(found.offered_load)),
        ("p_wait", print_defined(found.p_wait)),
        ("service_level", print_defined(found.service_level)),
        ("asa_s", print_defined(found.asa_s)),
        ("occupancy", print_defined(found.occupancy)),
        ("status", found.status.name().to_owned()),
    ]
}

fn impatient(found: &Performance, rule: &LevelRule) -> Answers {
    let level = |formula| {
        let rule = LevelRule { formula, ..*rule };
        print_defined(found.shares.and_then(|shares| shares.level(&rule)))
    };
    let by_contract = |formula| level(LevelFormula::Contract(formula));
    vec![
        ("offered_load", print(found.offered_load)),
        ("p_wait", print_defined(found.p_wait)),
        ("p_abandon", print_defined(found.p_abandon)),
        ("sl_offered", by_contract(Formula::Offered)),
        ("sl_answered", by_contract(Formula::AnsweredOnly)),
        ("sl_excl_short_abandons", by_contract(Formula::LateAbandons)),
        (
            "sl_answered_or_abandoned",
            by_contract(Formula::AbandonsInTimeCount),
        ),
        ("sl_virtual", level(LevelFormula::Virtual)),
        ("mean_wait_s", print_defined(found.mean_wait_s)),
        ("asa_answered_s", print_defined(found.asa_s)),
        (
            "mean_wait_abandoned_s",
            print_defined(found.mean_wait_abandoned_s),
        ),
        ("mean_queue", print_defined(found.mean_queue)),
        ("occupancy", print_defined(found.occupancy)),
        ("status", found.status.name().to_owned()),
    ]
}

/// Handle time; an interval without calls may leave it empty.
pub(super) fn aht(row: &Row) -> Result<f64, String> {
    match row.required("calls_per_interval")? {
        0.0 => Ok(row.number("aht_s")?.unwrap_or(0.0)),
        _ => row.required("aht_s"),
    }
}

/// Why a question has no answer, with the name of its column.
pub(super) fn reason(error: &Unanswerable, threshold: &str) -> String {
    let column = match error.quantity {
        Quantity::Calls => "calls_per_interval",
        Quantity::Interval => "interval_s",
        Quantity::Aht => "aht_s",
        Quantity::Threshold => threshold,
        Quantity::Target => "sl_target",
        Quantity::MaxOccupancy => "max_occupancy",
        Quantity::Shrinkage => "shrinkage",
        Quantity::Load => "offered_load",
        Quantity::Patience => "patience_s",
        Quantity::Short => "short_s",
        Quantity::FlowOuts => "flow_outs_per_call",
        Quantity::MaxAbandon => "max_abandon",
        Quantity::Concurrency => "concurrency",
        Quantity::Agents => "agents",
        Quantity::Variation => "forecast_variation",
    };
    format!("{column}: `{}` must be {}", error.value, error.expected)
}
