//! Changed figures in words.

use super::Locale;
use crate::scorecard::{Cause, Restated};
use crate::vocabulary::Micro;

impl Locale {
    /// Why a figure has changed: causes, and the files that differ.
    pub fn causes(&self, line: &Restated) -> String {
        let causes = line.causes.iter().map(|cause| match cause {
            Cause::Inputs => {
                let files: Vec<String> = line.files.iter().map(|file| self.changed_file(file)).collect();
                files.join(", ")
            }
            Cause::Workspace => self.text("restated.workspace").to_owned(),
            Cause::Program => self.text("restated.program").to_owned(),
            Cause::AsOf => self.text("restated.as_of").to_owned(),
            Cause::Unknown => self.text("restated.unknown").to_owned(),
        });
        causes.collect::<Vec<_>>().join("; ")
    }

    /// A status by its name in files; the name itself where it is not known.
    pub fn status_named<'n>(&self, name: &'n str) -> &'n str {
        use crate::vocabulary::Status::{Informational, Met, Missed, NotMeasurable, TooFew};
        let known = [Met, Missed, TooFew, NotMeasurable, Informational];
        let found = known.into_iter().find(|status| status.name() == name);
        found.map_or(name, |status| self.status(status, None))
    }

    fn changed_file(&self, file: &str) -> String {
        let (key, name) = match file.split_once(' ') {
            Some(("added", name)) => ("restated.added", name),
            Some(("removed", name)) => ("restated.removed", name),
            Some((_, name)) => ("restated.changed", name),
            None => ("restated.changed", file),
        };
        self.fill(key, &[("file", name)])
    }

    /// How many rows more or fewer: `+12`, `−3`, `±0`.
    pub fn more_rows(&self, rows: Option<Micro>) -> String {
        rows.map_or_else(
            || super::NOTHING.to_owned(),
            |rows| match rows.0 {
                0 => String::from("±0"),
                more if more > 0 => format!("+{}", self.micro(rows)),
                _ => self.micro(rows),
            },
        )
    }
}
