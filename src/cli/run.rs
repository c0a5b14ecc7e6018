//! `leitstand run`: the batch job.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Exit, failed};
use super::input::InputArgs;
use super::progress::Shown;
use super::{Common, summary};
use crate::pipeline::{self, RunRequest};

/// Arguments of `run`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Exit codes:
  0  published, inputs complete
  1  failed; nothing was published, the former publication is untouched
  2  wrong usage or configuration; nothing was read
  3  published, but the inputs were not whole; with --strict nothing is published
  4  another run holds the lock on the output folder")]
pub struct RunArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Output folder; default: the workspace's
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Moment at which open work is judged, such as 2026-11-04 or 2026-11-04T12:00; default: the end
    /// of the period
    #[arg(long, value_name = "INSTANT")]
    as_of: Option<String>,
    /// Publish nothing where the inputs are not whole
    #[arg(long)]
    strict: bool,
}

impl RunArgs {
    fn request(&self, common: &Common) -> RunRequest {
        RunRequest {
            out: self.out.clone(),
            as_of: self.as_of.clone(),
            strict: self.strict,
            ..self.input.request(common)
        }
    }
}

/// Runs the job and says how it ended.
pub fn execute(args: &RunArgs, common: &Common) -> Exit {
    if !args.input.are_usable(&args.out, common) {
        return Exit::Usage;
    }
    let progress = Shown::new(common);
    let result = pipeline::run(&args.request(common), &progress);
    progress.finish();
    match result {
        Ok(report) => {
            summary::print(&report, common);
            Exit::of(&report)
        }
        Err(error) => failed(&error, common),
    }
}
