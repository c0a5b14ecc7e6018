//! Progress: a spinner on a terminal, lines where asked for, nothing in a cron job.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::Common;
use crate::pipeline::Progress;

/// Shows how a run goes on.
pub struct Shown<'a> {
    common: &'a Common,
    spinner: Option<ProgressBar>,
}

impl<'a> Shown<'a> {
    /// Progress as the flags want it.
    pub fn new(common: &'a Common) -> Self {
        let wanted = std::io::stderr().is_terminal() && !common.quiet && !common.verbose;
        let spinner = wanted.then(|| {
            let spinner = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed_precise} {msg}") {
                spinner.set_style(style);
            }
            spinner.enable_steady_tick(Duration::from_millis(120));
            spinner
        });
        Self { common, spinner }
    }

    /// Takes the spinner away.
    pub fn finish(&self) {
        if let Some(spinner) = &self.spinner {
            spinner.finish_and_clear();
        }
    }
}

impl Progress for Shown<'_> {
    fn begin(&self, what: &str) {
        if let Some(spinner) = &self.spinner {
            spinner.set_message(what.to_owned());
        }
        if self.common.verbose {
            self.common.say("info", &format!("begin {what}"));
        }
    }

    fn end(&self, what: &str) {
        if self.common.verbose {
            self.common.say("info", &format!("end {what}"));
        }
    }
}
