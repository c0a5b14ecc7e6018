//! `leitstand explain`: one published figure, with its definition and the rows behind it.

use std::path::PathBuf;

use clap::Args;

use super::{Common, Exit, paths, stdout};
use crate::history::explain::{Question, explain};

/// Arguments of `explain`.
#[derive(Args, Clone, Debug)]
pub struct ExplainArgs {
    /// A publication, e.g. out/2026-10
    #[arg(value_name = "OUT/PERIOD")]
    pub publication: PathBuf,
    /// Provider id
    #[arg(long, value_name = "ID")]
    pub provider: String,
    /// Standard id, or the name of a volume such as offered
    #[arg(long, value_name = "ID")]
    pub standard: String,
    /// Queue id; default: all queues together
    #[arg(long, value_name = "ID", default_value = "*")]
    pub queue: String,
    /// Only the contacts of a moment of truth
    #[arg(long, value_name = "ID")]
    pub moment: Option<String>,
    /// Only the contacts of a contact reason, of a duty of documentation; "" for those without one
    #[arg(long, value_name = "REASON", conflicts_with = "moment")]
    pub reason: Option<String>,
    /// Only the contacts of a group of agents, of a duty of documentation; "*" for small groups together
    #[arg(long, value_name = "GROUP", conflicts_with_all = ["moment", "reason"])]
    pub agent_group: Option<String>,
    /// Which rows to list
    #[arg(long, value_enum, default_value_t = Rows::Missed)]
    pub rows: Rows,
    /// Rows to list; 0 lists all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

/// Which rows to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Rows {
    /// In the denominator, not in the numerator.
    Missed,
    /// In the numerator.
    Passed,
    /// Lacking the data to judge.
    Unmeasurable,
    /// Left out by agreement.
    Excluded,
    /// All of them.
    All,
}

/// Explains a figure.
pub fn execute(args: &ExplainArgs, common: &Common) -> Exit {
    use crate::vocabulary::{PartOf, Verdict};
    if !paths::are_local([&args.publication], common) {
        return Exit::Usage;
    }
    let verdict = match args.rows {
        Rows::Missed => Some(Verdict::Missed),
        Rows::Passed => Some(Verdict::Passed),
        Rows::Unmeasurable => Some(Verdict::Unmeasurable),
        Rows::Excluded => Some(Verdict::Excluded),
        Rows::All => None,
    };
    let reason = args.reason.clone().map(|reason| (PartOf::Reason, reason));
    let group = args.agent_group.clone().map(|group| (PartOf::AgentGroup, group));
    let question = Question {
        part: reason.or(group),
        provider: args.provider.clone(),
        standard: args.standard.clone(),
        queue: args.queue.clone(),
        moment: args.moment.clone(),
        verdict,
        limit: if args.limit == 0 { usize::MAX } else { args.limit },
    };
    match explain(&args.publication, &question) {
        Ok(explanation) => stdout::print(explanation.to_string().as_bytes(), common),
        Err(error) => {
            common.say("error", &format!("error: {error}"));
            Exit::Usage
        }
    }
}
