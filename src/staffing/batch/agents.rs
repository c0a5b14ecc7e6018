//! The question "what does this number of agents give?".

use super::cells::{Row, print, print_defined};
use super::table::{Kind, Reply};
use crate::staffing::erlang_c::{self, Question};
use crate::staffing::{Quantity, Unanswerable};

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
    results: &[
        "offered_load",
        "p_wait",
        "service_level",
        "asa_s",
        "occupancy",
        "status",
    ],
    reply,
};

fn reply(row: &Row) -> Reply {
    if row.number("patience_s")?.is_some() {
        return Err("unsupported: erlang_a".to_owned());
    }
    let question = Question {
        calls: row.required("calls_per_interval")?,
        interval_s: row.required("interval_s")?,
        aht_s: aht(row)?,
        agents: row.whole("agents")?,
        threshold_s: row.required("service_level_threshold_s")?,
    };
    let answer = erlang_c::answer(&question).map_err(|e| reason(&e, "service_level_threshold_s"))?;
    Ok(vec![
        print(answer.offered_load),
        print_defined(answer.p_wait),
        print_defined(answer.service_level),
        print_defined(answer.asa_s),
        print_defined(answer.occupancy),
        answer.status.name().to_owned(),
    ])
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
    };
    format!("{column}: `{}` must be {}", error.value, error.expected)
}
