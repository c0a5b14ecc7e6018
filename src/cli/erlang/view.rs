//! The answer as a table for people.

use std::io::{self, Write};

use super::asked::{Asked, Choice, Need, Reply};
use crate::staffing::level::{LevelFormula, LevelRule};
use crate::staffing::model::{Model, Performance, Status};

/// Most digits after the point of a percentage.
const MOST_DIGITS: usize = 12;

/// One screen of text.
pub(super) fn table(asked: &Asked, reply: &Reply, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", question(asked))?;
    let load = reply.options.first().map(|choice| choice.given[0].offered_load);
    if let Some(load) = load {
        let model = if asked.patience_s.is_some() {
            "Erlang A and C"
        } else {
            "Erlang C"
        };
        writeln!(out, "Offered load {load:.2} erlang, {model}")?;
    }
    if asked.concurrency > 1 {
        writeln!(
            out,
            "Chats as slots, {} an agent: an approximation, right only if the handle time was measured at that many",
            asked.concurrency
        )?;
    }
    if asked.patience_s.is_some() {
        bracket(asked, reply, out)?;
    } else if let Some(need) = reply.lower() {
        requirement(asked, need, out)?;
    }
    choices(asked, reply, out)?;
    if asked.patience_s.is_some() && reply.needs.is_empty() {
        every_formula(asked, reply, out)?;
    }
    Ok(())
}

/// Where nothing was agreed: what each formula would show.
fn every_formula(asked: &Asked, reply: &Reply, out: &mut dyn Write) -> io::Result<()> {
    for shares in reply.options.iter().filter_map(|choice| choice.given[0].shares) {
        writeln!(out, "\nBy formula")?;
        for formula in asked.answerable_formulas() {
            let rule = LevelRule {
                formula: LevelFormula::Contract(formula),
                ..asked.limits.level
            };
            let level = shares.level(&rule).map(|level| percent(level, 2));
            writeln!(out, "  {:<24} {:>9}", formula.name(), shown(level))?;
        }
    }
    Ok(())
}

fn question(asked: &Asked) -> String {
    let level = &asked.limits.level;
    let mut parts = vec![
        format!("{} calls in {}", asked.calls, duration(asked.interval_s)),
        format!("AHT {}", duration(asked.aht_s)),
    ];
    parts.extend(
        asked
            .patience_s
            .map(|patience_s| format!("patience {}", duration(patience_s))),
    );
    let target = asked
        .limits
        .sl_target
        .map(|target| format!("{} ", agreed(target)));
    let is_judged = asked.patience_s.is_some() && asked.has_limits();
    let formula = match is_judged {
        true => format!(" by {}", asked.formula.name()),
        false => String::new(),
    };
    parts.push(format!(
        "{}within {}{formula}",
        target.unwrap_or_default(),
        duration(level.within_s)
    ));
    if level.short_s > 0.0 {
        parts.push(format!("short abandons up to {}", duration(level.short_s)));
    }
    if level.flow_outs > 0.0 {
        parts.push(format!("flow-outs {}", agreed(level.flow_outs)));
    }
    parts.extend(
        asked
            .limits
            .max_occupancy
            .map(|cap| format!("occupancy at most {}", agreed(cap))),
    );
    if is_judged {
        let by_default = match asked.limits.max_abandon {
            Some(_) => "",
            None => " (no limit was given)",
        };
        parts.push(format!(
            "abandoned at most {}{by_default}",
            agreed(asked.max_abandon())
        ));
    }
    if asked.shrinkage > 0.0 {
        parts.push(format!("shrinkage {}", agreed(asked.shrinkage)));
    }
    parts.join(", ")
}

/// Both edges, and what lies between them.
fn bracket(asked: &Asked, reply: &Reply, out: &mut dyn Write) -> io::Result<()> {
    let (Some(lower), Some(upper)) = (reply.lower(), reply.upper()) else {
        return Ok(());
    };
    writeln!(
        out,
        "\n{:>10}  {:>6}  {:>6}  {:>10}   decided by",
        "required", "net", "gross", "unrounded"
    )?;
    for need in &reply.needs {
        let name = match need.model {
            Model::ErlangC => "Erlang C",
            Model::ErlangA { .. } => "Erlang A",
        };
        let found = &need.found;
        writeln!(
            out,
            "{name:>10}  {:>6}  {:>6}  {:>10.2}   {}",
            found.net,
            found.gross,
            found.gross_fte,
            binding(need)
        )?;
    }
    let (low, high) = (lower.found.net, upper.found.net);
    if low == 0 {
        // Nothing is offered: no number is too small.
    } else if low < high {
        writeln!(
            out,
            "Fewer than {low} are too few by any reading, {high} are enough by any; in between patience decides."
        )?;
    } else {
        writeln!(
            out,
            "Fewer than {low} are too few by any reading, {high} are enough."
        )?;
    }
    match asked.agents {
        Some(agents) => gap(agents, low, out),
        None => Ok(()),
    }
}

fn requirement(asked: &Asked, need: &Need, out: &mut dyn Write) -> io::Result<()> {
    let found = &need.found;
    writeln!(
        out,
        "\nRequired net    {:>6}   decided by: {}",
        found.net,
        binding(need)
    )?;
    writeln!(
        out,
        "Required gross  {:>6}   {:.2} unrounded",
        found.gross, found.gross_fte
    )?;
    match asked.agents {
        Some(agents) => gap(agents, found.net, out),
        None => Ok(()),
    }
}

fn gap(agents: u32, required: u32, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "Gap             {:>+6}   {agents} agents against {required}",
        i64::from(agents) - i64::from(required)
    )
}

fn binding(need: &Need) -> String {
    need.found
        .slots
        .binding
        .to_string()
        .replace('_', " ")
        .replace('+', " and ")
}

fn choices(asked: &Asked, reply: &Reply, out: &mut dyn Write) -> io::Result<()> {
    let (abandoned, endless) = match asked.patience_s {
        Some(_) => (
            format!("  {:>9}", "abandoned"),
            format!("  {:>12}", "by Erlang C"),
        ),
        None => (String::new(), String::new()),
    };
    writeln!(
        out,
        "\n{:>8}  {:>13}{abandoned}  {:>9}  {:>10}  {:>9}{endless}",
        "agents", "service level", "occupancy", "ASA", "must wait"
    )?;
    for choice in &reply.options {
        writeln!(out, "{}", line(asked, reply, choice))?;
    }
    Ok(())
}

fn line(asked: &Asked, reply: &Reply, choice: &Choice) -> String {
    let given = &choice.given[0];
    let level = |given: &Performance| shown(given.service_level.map(|l| beside(l, asked.limits.sl_target)));
    let share = |value: Option<f64>| shown(value.map(|share| percent(share, 1)));
    let abandoned = match asked.patience_s {
        Some(_) => {
            let lost = given.p_abandon.map(|lost| beyond(lost, asked.max_abandon()));
            format!("  {:>9}", shown(lost))
        }
        None => String::new(),
    };
    let endless = choice
        .given
        .get(1)
        .map(|endless| format!("  {:>12}", level(endless)))
        .unwrap_or_default();
    format!(
        "{:>8}  {:>13}{abandoned}  {:>9}  {:>10}  {:>9}{endless}{}",
        choice.agents,
        level(given),
        share(given.occupancy),
        shown(given.asa_s.map(wait)),
        share(given.p_wait),
        note(reply, choice),
    )
}

fn note(reply: &Reply, choice: &Choice) -> &'static str {
    let is_edge = |need: Option<&Need>| need.is_some_and(|need| need.found.net == choice.agents);
    match choice.given[0].status {
        Status::Overload => "  overload: the queue grows without end",
        Status::NoCalls => "  no calls",
        Status::Ok if reply.needs.len() < 2 && is_edge(reply.lower()) => "  <- required",
        Status::Ok if reply.needs.len() < 2 => "",
        Status::Ok if is_edge(reply.lower()) && is_edge(reply.upper()) => "  <- required",
        Status::Ok if is_edge(reply.lower()) => "  <- lower edge",
        Status::Ok if is_edge(reply.upper()) => "  <- upper edge",
        Status::Ok => "",
    }
}

fn wait(seconds: f64) -> String {
    if seconds.is_finite() {
        format!("{seconds:.1} s")
    } else {
        "endless".to_owned()
    }
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

/// A share with as many digits as it takes not to look like the limit that it exceeds.
fn beyond(share: f64, limit: f64) -> String {
    let looks_kept = |digits| share > limit && percent(share, digits) == percent(limit, digits);
    let digits = (1..MOST_DIGITS)
        .find(|digits| !looks_kept(*digits))
        .unwrap_or(MOST_DIGITS);
    percent(share, digits)
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
