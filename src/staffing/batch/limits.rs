//! The question "how many agents meet these limits?".

use super::agents::{aht, reason};
use super::cells::{Row, bad, print, print_defined};
use super::table::{Kind, Reply};
use crate::staffing::requirement::{Binding, Limits, Requirement, required_agents};

pub(super) const KIND: Kind = Kind {
    mark: "sl_target",
    needed: &[
        "calls_per_interval",
        "interval_s",
        "aht_s",
        "threshold_s",
        "sl_target",
    ],
    optional: &[
        "model",
        "sl_definition",
        "patience_s",
        "max_occupancy",
        "max_abandon",
        "shrinkage",
    ],
    results: &[
        "offered_load",
        "agents_net",
        "gross_fte",
        "agents_gross",
        "sl_at_net",
        "sl_at_net_minus_1",
        "occupancy_at_net",
        "p_abandon_at_net",
        "binding",
        "status",
    ],
    reply,
};

/// Service levels that differ with abandonment; without it they are one.
const DEFINITIONS: [&str; 4] = ["offered", "answered", "excl_short", "or_abandoned"];

fn reply(row: &Row) -> Reply {
    check_model(row)?;
    check_definition(row)?;
    let target = row.number("sl_target")?;
    let limits = Limits {
        sl_target: target,
        threshold_s: threshold(row, target)?,
        max_occupancy: row.number("max_occupancy")?,
    };
    let found = required_agents(
        row.required("calls_per_interval")?,
        row.required("interval_s")?,
        aht(row)?,
        &limits,
        row.number("shrinkage")?.unwrap_or(0.0),
    )
    .map_err(|e| reason(&e, "threshold_s"))?;
    Ok(results(&found, row.number("threshold_s")?.is_some()))
}

/// Erlang C where the model says so, or where it says nothing and no patience is given.
fn check_model(row: &Row) -> Result<(), String> {
    let unsupported = || Err("unsupported: erlang_a".to_owned());
    match row.text("model")? {
        "erlang_c" => Ok(()),
        "erlang_a" => unsupported(),
        "" if row.number("patience_s")?.is_some() => unsupported(),
        "" => Ok(()),
        other => Err(bad("model", other, "erlang_c or erlang_a")),
    }
}

fn check_definition(row: &Row) -> Result<(), String> {
    match row.text("sl_definition")? {
        "" => Ok(()),
        known if DEFINITIONS.contains(&known) => Ok(()),
        other => Err(bad("sl_definition", other, &DEFINITIONS.join(", "))),
    }
}

/// A threshold is needed where there is a target.
fn threshold(row: &Row, target: Option<f64>) -> Result<f64, String> {
    match target {
        Some(_) => row.required("threshold_s"),
        None => Ok(row.number("threshold_s")?.unwrap_or(0.0)),
    }
}

/// Without a threshold there is no service level to show.
fn results(found: &Requirement, has_threshold: bool) -> Vec<String> {
    let level = |value: Option<f64>| print_defined(value.filter(|_| has_threshold));
    let status = if found.binding == Binding::NoCalls {
        "no_calls"
    } else {
        "ok"
    };
    vec![
        print(found.offered_load),
        found.net.to_string(),
        print(found.gross_fte),
        found.gross.to_string(),
        level(found.sl_at_net),
        level(found.sl_at_net_minus_1),
        print_defined(found.occupancy_at_net),
        String::new(),
        found.binding.to_string(),
        status.to_owned(),
    ]
}
