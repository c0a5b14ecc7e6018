//! The answer as one JSON object. Undefined values are null; so is the endless wait of an overload,
//! which `status` tells.

use std::io::{self, Write};

use serde::Serialize;

use super::asked::{Asked, Choice, Need, Reply};
use crate::staffing::level::{LevelFormula, LevelRule};
use crate::staffing::model::Performance;
use crate::vocabulary::Formula;

pub(super) fn write(asked: &Asked, reply: &Reply, out: &mut dyn Write) -> io::Result<()> {
    let models = asked.models();
    let object = JsonReply {
        model: models[0].name(),
        calls_per_interval: asked.calls,
        interval_s: asked.interval_s,
        aht_s: asked.aht_s,
        patience_s: asked.patience_s,
        concurrency: asked.concurrency,
        formula: asked.formula.name(),
        threshold_s: asked.limits.level.within_s,
        short_s: asked.limits.level.short_s,
        flow_outs_per_call: asked.limits.level.flow_outs,
        sl_target: asked.limits.sl_target,
        max_occupancy: asked.limits.max_occupancy,
        max_abandon: asked.patience_s.map(|_| asked.max_abandon()),
        shrinkage: asked.shrinkage,
        required: reply.lower().map(JsonRequirement::of),
        bracket: reply
            .upper()
            .filter(|_| reply.needs.len() > 1)
            .map(|upper| JsonBracket {
                lower: reply.lower().unwrap_or(upper).found.net,
                upper: upper.found.net,
                erlang_a: JsonRequirement::of(&reply.needs[0]),
                erlang_c: JsonRequirement::of(&reply.needs[1]),
            }),
        options: reply
            .options
            .iter()
            .map(|choice| JsonOption::of(asked, choice))
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

#[derive(Serialize)]
struct JsonReply {
    /// The model of `required` and of `options`.
    model: &'static str,
    calls_per_interval: f64,
    interval_s: f64,
    aht_s: f64,
    patience_s: Option<f64>,
    concurrency: u32,
    formula: &'static str,
    threshold_s: f64,
    short_s: f64,
    flow_outs_per_call: f64,
    sl_target: Option<f64>,
    max_occupancy: Option<f64>,
    max_abandon: Option<f64>,
    shrinkage: f64,
    required: Option<JsonRequirement>,
    bracket: Option<JsonBracket>,
    options: Vec<JsonOption>,
}

#[derive(Serialize)]
struct JsonBracket {
    lower: u32,
    upper: u32,
    erlang_a: JsonRequirement,
    erlang_c: JsonRequirement,
}

#[derive(Serialize)]
struct JsonRequirement {
    offered_load: f64,
    agents_net: u32,
    slots: u32,
    gross_fte: f64,
    agents_gross: u32,
    sl_at_net: Option<f64>,
    sl_at_net_minus_1: Option<f64>,
    occupancy_at_net: Option<f64>,
    p_abandon_at_net: Option<f64>,
    binding: String,
}

impl JsonRequirement {
    fn of(need: &Need) -> Self {
        let (found, slots) = (&need.found, &need.found.slots);
        Self {
            offered_load: slots.offered_load,
            agents_net: found.net,
            slots: slots.net,
            gross_fte: found.gross_fte,
            agents_gross: found.gross,
            sl_at_net: slots.sl_at_net,
            sl_at_net_minus_1: slots.sl_at_net_minus_1,
            occupancy_at_net: slots.occupancy_at_net,
            p_abandon_at_net: slots.p_abandon_at_net,
            binding: slots.binding.to_string(),
        }
    }
}

#[derive(Serialize)]
struct JsonOption {
    agents: u32,
    offered_load: f64,
    p_wait: Option<f64>,
    p_abandon: Option<f64>,
    service_level: Option<f64>,
    /// By every formula, where callers hang up.
    service_levels: Option<JsonLevels>,
    /// By Erlang C, beside Erlang A.
    service_level_erlang_c: Option<f64>,
    mean_wait_s: Option<f64>,
    asa_s: Option<f64>,
    mean_wait_abandoned_s: Option<f64>,
    mean_queue: Option<f64>,
    occupancy: Option<f64>,
    status: &'static str,
}

#[derive(Serialize)]
struct JsonLevels {
    answered_only: Option<f64>,
    offered: Option<f64>,
    late_abandons: Option<f64>,
    abandons_in_time_count: Option<f64>,
    short_abandons_count: Option<f64>,
    short_abandons_removed: Option<f64>,
    with_flow_outs: Option<f64>,
    #[serde(rename = "virtual")]
    reachable: Option<f64>,
}

impl JsonLevels {
    fn of(asked: &Asked, given: &Performance) -> Self {
        let level = |formula| {
            let rule = LevelRule {
                formula,
                ..asked.limits.level
            };
            given.shares.and_then(|shares| shares.level(&rule))
        };
        let contract = |formula| level(LevelFormula::Contract(formula));
        // Without a limit nothing is short.
        let short = |formula: Formula| contract(formula).filter(|_| asked.limits.level.short_s > 0.0);
        Self {
            answered_only: contract(Formula::AnsweredOnly),
            offered: contract(Formula::Offered),
            late_abandons: contract(Formula::LateAbandons),
            abandons_in_time_count: contract(Formula::AbandonsInTimeCount),
            short_abandons_count: short(Formula::ShortAbandonsCount),
            short_abandons_removed: short(Formula::ShortAbandonsRemoved),
            with_flow_outs: contract(Formula::WithFlowOuts),
            reachable: level(LevelFormula::Virtual),
        }
    }
}

impl JsonOption {
    fn of(asked: &Asked, choice: &Choice) -> Self {
        let given = &choice.given[0];
        let endless = choice.given.get(1);
        Self {
            agents: choice.agents,
            offered_load: given.offered_load,
            p_wait: given.p_wait,
            p_abandon: given.p_abandon,
            service_level: given.service_level,
            service_levels: endless.map(|_| JsonLevels::of(asked, given)),
            service_level_erlang_c: endless.and_then(|endless| endless.service_level),
            mean_wait_s: given.mean_wait_s,
            asa_s: given.asa_s,
            mean_wait_abandoned_s: given.mean_wait_abandoned_s,
            mean_queue: given.mean_queue,
            occupancy: given.occupancy,
            status: given.status.name(),
        }
    }
}
