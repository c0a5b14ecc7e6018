//! `leitstand erlang`: one staffing question on the command line, or many with `--batch`.

mod asked;
mod json;
pub(super) mod values;
mod view;

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use asked::Asked;

use crate::staffing::{Quantity, Unanswerable, batch};

/// How many agents an interval needs (Erlang A and C), or what a number of agents gives.
#[derive(Args, Clone, Debug)]
#[command(
    allow_negative_numbers = true,
    after_help = "Examples:
  leitstand erlang --calls 100 --interval 30min --aht 180s --target 80% --within 20s --shrinkage 30%
  leitstand erlang --calls 100 --interval 30min --aht 180s --within 20s --agents 13
  leitstand erlang --calls 300 --interval 30min --aht 300s --patience 120s --target 80% --within 20s --formula offered
  leitstand erlang --batch questions.csv > answers.csv"
)]
pub struct ErlangArgs {
    /// Calls offered in the interval; may be fractional
    #[arg(long, value_name = "NUMBER", required_unless_present = "batch", value_parser = values::number)]
    pub calls: Option<f64>,
    /// Length of the interval, such as 30min
    #[arg(long, value_name = "DURATION", required_unless_present = "batch", value_parser = values::seconds)]
    pub interval: Option<f64>,
    /// Mean handle time with wrap-up, such as 180s
    #[arg(long, value_name = "DURATION", required_unless_present = "batch", value_parser = values::seconds)]
    pub aht: Option<f64>,
    /// Agreed share answered in time, such as 80%
    #[arg(long, value_name = "SHARE", required_unless_present_any = ["batch", "agents"], value_parser = values::share)]
    pub target: Option<f64>,
    /// Answered within this time counts as in time, such as 20s
    #[arg(long, value_name = "DURATION", required_unless_present = "batch", value_parser = values::seconds)]
    pub within: Option<f64>,
    /// Mean patience of callers, such as 120s: answers with Erlang A beside Erlang C
    #[arg(long, value_name = "DURATION", value_parser = values::seconds)]
    pub patience: Option<f64>,
    /// Formula of the service level as the workspace names it, such as offered; needed where patience and a target are given
    #[arg(long, value_name = "NAME")]
    pub formula: Option<String>,
    /// Longest wait of a short abandon, such as 5s
    #[arg(long, value_name = "DURATION", requires = "patience", value_parser = values::seconds)]
    pub short: Option<f64>,
    /// Flow-outs per offered call, such as 3%
    #[arg(long, value_name = "SHARE", value_parser = values::share)]
    pub flow_outs: Option<f64>,
    /// Highest agreed share that hangs up, such as 5%, which is also what counts where none is given
    #[arg(long, value_name = "SHARE", requires = "patience", value_parser = values::share)]
    pub max_abandon: Option<f64>,
    /// Chats that an agent holds at once; the handle time must be that of a chat among so many
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub concurrency: u32,
    /// Highest agreed occupancy, such as 85%
    #[arg(long, value_name = "SHARE", value_parser = values::share)]
    pub max_occupancy: Option<f64>,
    /// Share of scheduled time not available for contacts, such as 30%
    #[arg(long, value_name = "SHARE", default_value = "0%", value_parser = values::share)]
    pub shrinkage: f64,
    /// Ask what this number of agents gives
    #[arg(long, value_name = "NUMBER")]
    pub agents: Option<u32>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Answer every row of a CSV file (- for standard input) and print CSV
    #[arg(
        long,
        value_name = "IN.csv",
        conflicts_with_all = ["calls", "interval", "aht", "target", "within", "patience", "formula", "short", "flow_outs", "max_abandon", "concurrency", "max_occupancy", "shrinkage", "agents", "json"]
    )]
    pub batch: Option<PathBuf>,
}

/// Why `leitstand erlang` gives no answer.
#[derive(Debug)]
pub enum ErlangError {
    /// The question is wrong; says what would be right.
    Usage(String),
    /// Reading or writing failed.
    Io(String),
}

impl fmt::Display for ErlangError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErlangError::Usage(text) | ErlangError::Io(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for ErlangError {}

impl From<io::Error> for ErlangError {
    fn from(error: io::Error) -> Self {
        Self::Io(error.to_string())
    }
}

/// Names the option whose value cannot be answered.
impl From<Unanswerable> for ErlangError {
    fn from(error: Unanswerable) -> Self {
        let option = match error.quantity {
            Quantity::Calls => "--calls",
            Quantity::Interval => "--interval",
            Quantity::Aht => "--aht",
            Quantity::Threshold => "--within",
            Quantity::Target => "--target",
            Quantity::MaxOccupancy => "--max-occupancy",
            Quantity::Shrinkage => "--shrinkage",
            Quantity::Load => "--calls",
            Quantity::Patience => "--patience",
            Quantity::Short => "--short",
            Quantity::FlowOuts => "--flow-outs",
            Quantity::MaxAbandon => "--max-abandon",
            Quantity::Concurrency => "--concurrency",
            Quantity::Agents => "--agents",
            Quantity::Variation => "--forecast-variation",
        };
        Self::Usage(format!("{option}: {} must be {}", error.value, error.expected))
    }
}

/// Answers the question, or the batch, on `out`.
///
/// # Errors
/// A question without an answer, a batch whose header asks none, or failing input and output.
/// Rows of a batch that cannot be answered are no errors; their `status` says why.
pub fn run(args: &ErlangArgs, out: &mut dyn Write) -> Result<(), ErlangError> {
    if let Some(path) = &args.batch {
        return run_batch(path, out);
    }
    let asked = Asked::of(args)?;
    let reply = asked.reply()?;
    if args.json {
        json::write(&asked, &reply, out)?;
    } else {
        view::table(&asked, &reply, out)?;
    }
    Ok(())
}

fn run_batch(path: &Path, out: &mut dyn Write) -> Result<(), ErlangError> {
    let answered = if path == Path::new("-") {
        batch::answer(io::stdin().lock(), out)
    } else {
        let file = File::open(path).map_err(|e| ErlangError::Io(format!("{}: {e}", path.display())))?;
        batch::answer(file, out)
    };
    match answered {
        Ok(_) => Ok(()),
        Err(batch::BatchError::Header(reason)) => {
            Err(ErlangError::Usage(format!("{}: {reason}", path.display())))
        }
        Err(error) => Err(ErlangError::Io(format!("{}: {error}", path.display()))),
    }
}

#[cfg(test)]
mod tests;
