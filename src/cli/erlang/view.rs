//! The answer to one question: a table for people, JSON for machines.

use std::io::{self, Write};

use serde::Serialize;

use super::{Asked, Reply};
use crate::staffing::model::{Performance, Status};
use crate::staffing::requirement::Requirement;

/// Most digits after the point of a percentage.
const MOST_DIGITS: usize = 12;

/// One screen of text.
pub(super) fn table(asked: &Asked, reply: &Reply, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", question(asked))?;
    if let Some((_, answer)) = reply.options.first() {
        writeln!(out, "Offered load {:.2} erlang, Erlang C", answer.offered_load)?;
    }
    if let Some(required) = &reply.required {
        requirement(asked, required, out)?;
    }
    writeln!(
        out,
        "\n{:>8}  {:>13}  {:>9}  {:>10}  {:>9}",
        "agents", "service level", "occupancy", "ASA", "must wait"
    )?;
    for (agents, answer) in &reply.options {
        writeln!(out, "{}", line(asked, reply, *agents, answer))?;
    }
    Ok(())
}

fn question(asked: &Asked) -> String {
    let mut parts = vec![
        format!("{} calls in {}", asked.calls, duration(asked.interval_s)),
        format!("AHT {}", duration(asked.aht_s)),
    ];
    match asked.limits.sl_target {
        Some(target) => parts.push(format!(
            "{} within {}",
            agreed(target),
            duration(asked.limits.level.within_s)
        )),
        None => parts.push(format!("within {}", duration(asked.limits.level.within_s))),
    }
    parts.extend(
        asked
            .limits
            .max_occupancy
            .map(|cap| format!("occupancy at most {}", agreed(cap))),
    );
    if asked.shrinkage > 0.0 {
        parts.push(format!("shrinkage {}", agreed(asked.shrinkage)));
    }
    parts.join(", ")
}

fn requirement(asked: &Asked, required: &Requirement, out: &mut dyn Write) -> io::Result<()> {
    let binding = required
        .binding
        .to_string()
        .replace('_', " ")
        .replace('+', " and ");
    writeln!(
        out,
        "\nRequired net    {:>6}   decided by: {binding}",
        required.net
    )?;
    writeln!(
        out,
        "Required gross  {:>6}   {:.2} unrounded",
        required.gross, required.gross_fte
    )?;
    if let Some(agents) = asked.agents {
        writeln!(
            out,
            "Gap             {:>+6}   {agents} agents against {}",
            i64::from(agents) - i64::from(required.net),
            required.net
        )?;
    }
    Ok(())
}

fn line(asked: &Asked, reply: &Reply, agents: u32, answer: &Performance) -> String {
    let level = answer
        .service_level
        .map(|level| beside(level, asked.limits.sl_target));
    let asa = answer.asa_s.map(|asa| {
        if asa.is_finite() {
            format!("{asa:.1} s")
        } else {
            "endless".to_owned()
        }
    });
    let note = match answer.status {
        Status::Overload => "  overload: the queue grows without end",
        Status::NoCalls => "  no calls",
        Status::Ok if reply.required.is_some_and(|r| r.net == agents) => "  <- required",
        Status::Ok => "",
    };
    format!(
        "{agents:>8}  {:>13}  {:>9}  {:>10}  {:>9}{note}",
        shown(level),
        shown(answer.occupancy.map(|share| percent(share, 1))),
        shown(asa),
        shown(answer.p_wait.map(|share| percent(share, 1))),
    )
}

fn shown(text: Option<String>) -> String {
    text.unwrap_or_else(|| "-".to_owned())
}

fn percent(share: f64, digits: usize) -> String {
    format!("{:.digits$} %", share * 100.0)
}

/// A level with as many digits as it takes not to look like the target that it misses.
fn beside(level: f64, target: Option<f64>) -> String {
    let looks_met =
        |digits| target.is_some_and(|t| level < t && percent(level, digits) == percent(t, digits));
    let digits = (2..MOST_DIGITS)
        .find(|digits| !looks_met(*digits))
        .unwrap_or(MOST_DIGITS);
    percent(level, digits)
}

/// An agreed share as it was written.
fn agreed(share: f64) -> String {
    let rounded = (share * 1e10).round() / 1e8;
    format!("{rounded} %")
}

fn duration(seconds: f64) -> String {
    if seconds >= 600.0 && seconds % 60.0 == 0.0 {
        format!("{} min", seconds / 60.0)
    } else {
        format!("{seconds} s")
    }
}

/// One JSON object. Undefined values are null; so is the endless wait of an overload, which
/// `status` tells.
pub(super) fn json(asked: &Asked, reply: &Reply, out: &mut dyn Write) -> io::Result<()> {
    let object = JsonReply {
        model: "erlang_c",
        calls_per_interval: asked.calls,
        interval_s: asked.interval_s,
        aht_s: asked.aht_s,
        threshold_s: asked.limits.level.within_s,
        sl_target: asked.limits.sl_target,
        max_occupancy: asked.limits.max_occupancy,
        shrinkage: asked.shrinkage,
        required: reply.required.as_ref().map(JsonRequirement::of),
        options: reply.options.iter().map(JsonOption::of).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

#[derive(Serialize)]
struct JsonReply {
    model: &'static str,
    calls_per_interval: f64,
    interval_s: f64,
    aht_s: f64,
    threshold_s: f64,
    sl_target: Option<f64>,
    max_occupancy: Option<f64>,
    shrinkage: f64,
    required: Option<JsonRequirement>,
    options: Vec<JsonOption>,
}

#[derive(Serialize)]
struct JsonRequirement {
    offered_load: f64,
    agents_net: u32,
    gross_fte: f64,
    agents_gross: u32,
    sl_at_net: Option<f64>,
    sl_at_net_minus_1: Option<f64>,
    occupancy_at_net: Option<f64>,
    binding: String,
}

impl JsonRequirement {
    fn of(found: &Requirement) -> Self {
        Self {
            offered_load: found.offered_load,
            agents_net: found.net,
            gross_fte: found.gross_fte,
            agents_gross: found.gross,
            sl_at_net: found.sl_at_net,
            sl_at_net_minus_1: found.sl_at_net_minus_1,
            occupancy_at_net: found.occupancy_at_net,
            binding: found.binding.to_string(),
        }
    }
}

#[derive(Serialize)]
struct JsonOption {
    agents: u32,
    offered_load: f64,
    p_wait: Option<f64>,
    service_level: Option<f64>,
    asa_s: Option<f64>,
    occupancy: Option<f64>,
    status: &'static str,
}

impl JsonOption {
    fn of((agents, answer): &(u32, Performance)) -> Self {
        Self {
            agents: *agents,
            offered_load: answer.offered_load,
            p_wait: answer.p_wait,
            service_level: answer.service_level,
            asa_s: answer.asa_s,
            occupancy: answer.occupancy,
            status: answer.status.name(),
        }
    }
}
