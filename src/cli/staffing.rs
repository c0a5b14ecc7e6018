//! `leitstand staffing`: what a month to come asks of the providers, from the forecast.

mod view;

use clap::{Args, ValueEnum};

use super::exit::failed;
use super::input::InputArgs;
use super::{Common, Exit, erlang, stdout};
use crate::pipeline::look_ahead;

/// Arguments of `staffing`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Reads forecasts and plans only.
Without --period: the newest month of which a forecast has a file.

Exit codes:
  0  answered
  1  failed
  2  wrong usage or configuration; nothing was read
  3  answered, but a file is missing or of no use

Examples:
  leitstand staffing leitstand.toml --period 2026-11
  leitstand staffing leitstand.toml --period 2026-11 --patience 180s --format csv")]
pub struct StaffingArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Mean time that callers are willing to wait, such as 180s; default: the workspace's
    #[arg(long, value_name = "DURATION", value_parser = patience)]
    patience: Option<f64>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// What to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Sums, pooling and where one more agent helps, for people.
    Table,
    /// One row per provider, queue and interval.
    Csv,
    /// Sums, pooling, where one more agent helps, and all intervals.
    Json,
}

/// Looks ahead.
pub fn execute(args: &StaffingArgs, common: &Common) -> Exit {
    if !args.input.are_usable([], common) {
        return Exit::Usage;
    }
    let report = match look_ahead(&args.input.request(common), args.patience) {
        Ok(report) => report,
        Err(error) => return failed(&error, common),
    };
    for remark in &report.remarks {
        common.say("warning", &format!("warning: {remark}"));
    }
    if report.period_chosen {
        let chosen = format!("period {}: the newest with a forecast", report.period.name());
        common.say("info", &chosen);
    }
    let printed = match args.format {
        Format::Table => view::table(&report),
        Format::Csv => view::csv(&report),
        Format::Json => view::json(&report),
    };
    match stdout::print(&printed, common) {
        Exit::Done if report.is_incomplete => Exit::Incomplete,
        exit => exit,
    }
}

/// A patience above nothing, in seconds.
fn patience(text: &str) -> Result<f64, String> {
    match erlang::values::seconds(text)? {
        seconds if seconds > 0.0 => Ok(seconds),
        _ => Err(String::from("must be more than 0s")),
    }
}
