//! `leitstand check`: the same reading and normalizing, published nowhere.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Exit, failed};
use super::progress::Shown;
use super::run::RunArgs;
use super::{Common, summary};
use crate::pipeline;

/// Arguments of `check`.
#[derive(Args, Clone, Debug)]
pub struct CheckArgs {
    /// Workspace file
    #[arg(value_name = "WORKSPACE.toml")]
    pub workspace: PathBuf,
    /// Period; default: the newest full month that the data covers
    #[arg(long, value_name = "P")]
    pub period: Option<String>,
    /// Folder that the sources' paths are relative to; default: the workspace's own
    #[arg(long, value_name = "DIR")]
    pub data_root: Option<PathBuf>,
}

/// Checks configuration and data.
pub fn execute(args: &CheckArgs, common: &Common) -> Exit {
    let as_run = RunArgs {
        workspace: args.workspace.clone(),
        period: args.period.clone(),
        data_root: args.data_root.clone(),
        out: None,
        as_of: None,
        strict: false,
    };
    if !as_run.are_usable(common) {
        return Exit::Usage;
    }
    let progress = Shown::new(common);
    let result = pipeline::check(&as_run.request(common), &progress);
    progress.finish();
    match result {
        Ok(report) => {
            summary::print_check(&report, common);
            if report.complete() {
                Exit::Done
            } else {
                Exit::Incomplete
            }
        }
        Err(error) => failed(&error, common),
    }
}
