//! What `run` and `check` are asked alike: which workspace, which period, which data.

use std::path::PathBuf;

use clap::Args;

use super::{Common, paths};
use crate::pipeline::RunRequest;

/// The inputs of a run or a check.
#[derive(Args, Clone, Debug)]
pub struct InputArgs {
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
}

impl InputArgs {
    /// Whether the paths can be meant as they are; says what is wrong with them. Addresses are
    /// refused among `more`, too.
    pub fn are_usable<'p>(&'p self, more: impl IntoIterator<Item = &'p PathBuf>, common: &Common) -> bool {
        let given = self.data_root.iter().chain([&self.workspace]);
        paths::are_local(given.chain(more), common) && paths::is_data_root(self.data_root.as_deref(), common)
    }

    /// The request of these inputs, with defaults for all that only `run` can say.
    pub fn request(&self, common: &Common) -> RunRequest {
        RunRequest {
            workspace: self.workspace.clone(),
            period: self.period.clone(),
            data_root: self.data_root.clone(),
            out: None,
            as_of: None,
            strict: false,
            jobs: common.jobs(),
            today: chrono::Local::now().date_naive(),
        }
    }
}
