//! The question "how many agents meet these limits?".

use super::agents::{aht, reason};
use super::cells::{Row, bad, print, print_defined};
use super::table::{Answers, Kind, Reply};
use crate::staffing::Unanswerable;
use crate::staffing::demand::Demand;
use crate::staffing::level::LevelRule;
use crate::staffing::model::Model;
use crate::staffing::requirement::{Binding, Limits, Requirement, required_agents};
use crate::vocabulary::Formula;

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
        "short_s",
        "flow_outs_per_call",
    ],
    results: |_| {
        &[
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
        ]
    },
    reply,
};

/// Short names of service levels; the names of the workspace are understood as well.
const DEFINITIONS: [(&str, Formula); 4] = [
    ("offered", Formula::Offered),
    ("answered", Formula::AnsweredOnly),
    ("excl_short", Formula::LateAbandons),
    ("or_abandoned", Formula::AbandonsInTimeCount),
];

fn reply(row: &Row) -> Reply {
    let model = model(row)?;
    let target = row.number("sl_target")?;
    let level = LevelRule::new(formula(row, model, target)?, threshold(row, target)?)
        .with_short(row.number("short_s")?.unwrap_or(0.0))
        .with_flow_outs(row.number("flow_outs_per_call")?.unwrap_or(0.0));
    let limits = Limits {
        level,
        sl_target: target,
        max_occupancy: row.number("max_occupancy")?,
        max_abandon: row.number("max_abandon")?,
        min_agents: 0,
    };
    let refused = |error: Unanswerable| reason(&error, "threshold_s");
    let demand = Demand::of_calls(
        row.required("calls_per_interval")?,
        row.required("interval_s")?,
        aht(row)?,
    )
    .map_err(refused)?;
    let shrinkage = row.number("shrinkage")?.unwrap_or(0.0);
    let found = required_agents(model, demand, &limits, shrinkage).map_err(refused)?;
    Ok(results(&found, row.number("threshold_s")?.is_some()))
}

/// The model asked for; where none is, patience tells.
fn model(row: &Row) -> Result<Model, String> {
    let patience_s = row.number("patience_s")?;
    match (row.text("model")?, patience_s) {
        ("erlang_c", _) | ("", None) => Ok(Model::ErlangC),
        ("erlang_a" | "", Some(patience_s)) => Ok(Model::ErlangA { patience_s }),
        ("erlang_a", None) => Err("patience_s: empty, must be a number for erlang_a".to_owned()),
        (other, _) => Err(bad("model", other, "erlang_c or erlang_a")),
    }
}

/// Where callers hang up the formulas differ a lot, so that none is taken silently.
fn formula(row: &Row, model: Model, target: Option<f64>) -> Result<Formula, String> {
    let text = row.text("sl_definition")?;
    if text.is_empty() && (model == Model::ErlangC || target.is_none()) {
        return Ok(Formula::Offered);
    }
    let short = DEFINITIONS.iter().find(|(name, _)| *name == text);
    let named = Formula::ALL.into_iter().find(|formula| formula.name() == text);
    short.map(|(_, formula)| *formula).or(named).ok_or_else(|| {
        let known: Vec<_> = DEFINITIONS
            .iter()
            .map(|(name, _)| *name)
            .chain(Formula::ALL[2..].iter().map(|formula| formula.name()))
            .collect();
        bad("sl_definition", text, &known.join(", "))
    })
}

/// A threshold is needed where there is a target.
fn threshold(row: &Row, target: Option<f64>) -> Result<f64, String> {
    match target {
        Some(_) => row.required("threshold_s"),
        None => Ok(row.number("threshold_s")?.unwrap_or(0.0)),
    }
}

/// Without a threshold there is no service level to show.
fn results(found: &Requirement, has_threshold: bool) -> Answers {
    let level = |value: Option<f64>| print_defined(value.filter(|_| has_threshold));
    let status = if found.binding == Binding::NoCalls {
        "no_calls"
    } else {
        "ok"
    };
    vec![
        ("offered_load", print(found.offered_load)),
        ("agents_net", found.net.to_string()),
        ("gross_fte", print(found.gross_fte)),
        ("agents_gross", found.gross.to_string()),
        ("sl_at_net", level(found.sl_at_net)),
        ("sl_at_net_minus_1", level(found.sl_at_net_minus_1)),
        ("occupancy_at_net", print_defined(found.occupancy_at_net)),
        ("p_abandon_at_net", print_defined(found.p_abandon_at_net)),
        ("binding", found.binding.to_string()),
        ("status", status.to_owned()),
    ]
}
