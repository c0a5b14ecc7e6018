//! How a run's end becomes an exit code.

use std::process::ExitCode;

use super::Common;
use crate::pipeline::{RunError, RunReport};
use crate::publish::publication::PublicationError;

/// How the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done; inputs complete.
    Done = 0,
    /// Failed; nothing was published.
    Failed = 1,
    /// Wrong usage or configuration; nothing was read.
    Usage = 2,
    /// The inputs were not whole.
    Incomplete = 3,
    /// Another run holds the output folder.
    Locked = 4,
}

impl Exit {
    /// How a run or check with this report ends.
    pub fn of(report: &RunReport) -> Self {
        if report.complete() {
            Exit::Done
        } else {
            Exit::Incomplete
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Says why a run ended, and with which code.
pub fn failed(error: &RunError, common: &Common) -> Exit {
    match error {
        RunError::Configuration(problems) => {
            for problem in problems {
                common.say_coloured("error", &problem.render(common.color()));
            }
            let count = problems.len();
            let plural = if count == 1 { "problem" } else { "problems" };
            common.say(
                "error",
                &format!("{count} {plural} in the workspace; nothing was read"),
            );
            Exit::Usage
        }
        RunError::Usage(message) => {
            common.say("error", &format!("error: {message}"));
            Exit::Usage
        }
        RunError::Output(PublicationError::Locked(path)) => {
            let message = format!(
                "error: another run holds the lock on {}; nothing was published",
                path.display()
            );
            common.say("error", &message);
            Exit::Locked
        }
        other => {
            let why = other.to_string();
            let why = why.trim_end_matches('.');
            common.say("error", &format!("error: {why}; nothing was published"));
            Exit::Failed
        }
    }
}
