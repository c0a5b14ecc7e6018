//! `leitstand check`: the same reading and normalizing, published nowhere.

use clap::Args;

use super::exit::{Exit, failed};
use super::input::InputArgs;
use super::progress::Shown;
use super::{Common, summary};
use crate::pipeline;

/// Arguments of `check`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Exit codes:
  0  configuration and data are in order
  1  failed
  2  wrong usage or configuration; nothing was read
  3  the inputs are not whole: a source is missing, a file is of no use, or too many rows are rejected")]
pub struct CheckArgs {
    #[command(flatten)]
    input: InputArgs,
}

/// Checks configuration and data.
pub fn execute(args: &CheckArgs, common: &Common) -> Exit {
    if !args.input.are_usable([], common) {
        return Exit::Usage;
    }
    let progress = Shown::new(common);
    let result = pipeline::check(&args.input.request(common), &progress);
    progress.finish();
    match result {
        Ok(report) => {
            summary::print_check(&report, common);
            Exit::of(&report)
        }
        Err(error) => failed(&error, common),
    }
}
