//! `leitstand run`: the batch job.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Exit, failed};
use super::progress::Shown;
use super::{Common, paths, summary};
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
    /// Workspace file
    #[arg(value_name = "WORKSPACE.toml")]
    pub workspace: PathBuf,
    /// 2026-10, 2026-Q3, 2026-W43, 2026-10-01..2026-10-15, last-month or last-week; default: the
    /// newest full month that the data covers
    #[arg(long, value_name = "P")]
    pub period: Option<String>,
    /// Folder that the sources' paths are relative to; default: the workspace's own
    #[arg(long, value_name = "DIR")]
    pub data_root: Option<PathBuf>,
    /// Output folder; default: the workspace's
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Moment at which open work is judged; default: the end of the period
    #[arg(long, value_name = "INSTANT")]
    pub as_of: Option<String>,
    /// Publish nothing where the inputs are not whole
    #[arg(long)]
    pub strict: bool,
}

impl RunArgs {
    /// Whether the paths can be meant as they are; says what is wrong with them.
    pub fn are_usable(&self, common: &Common) -> bool {
        let given = [&self.data_root, &self.out].into_iter().flatten();
        paths::are_local(given.chain([&self.workspace]), common)
            && paths::is_data_root(self.data_root.as_deref(), common)
    }

    /// The request of these arguments.
    pub fn request(&self, common: &Common) -> RunRequest {
        RunRequest {
            workspace: self.workspace.clone(),
            period: self.period.clone(),
            data_root: self.data_root.clone(),
            out: self.out.clone(),
            as_of: self.as_of.clone(),
            strict: self.strict,
            jobs: common.jobs(),
            today: chrono::Local::now().date_naive(),
        }
    }
}

/// Runs the job and says how it ended.
pub fn execute(args: &RunArgs, common: &Common) -> Exit {
    if !args.are_usable(common) {
        return Exit::Usage;
    }
    let progress = Shown::new(common);
    let result = pipeline::run(&args.request(common), &progress);
    progress.finish();
    match result {
        Ok(report) => {
            summary::print(&report, common);
            if report.complete() {
                Exit::Done
            } else {
                Exit::Incomplete
            }
        }
        Err(error) => failed(&error, common),
    }
}
