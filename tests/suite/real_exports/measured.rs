//! Figures of `data/kpi.csv` and counts of `data/reconciliation.csv`, by name.

use super::recount::printed;
use crate::support::{Row, Run, Table};

/// The published figures of a run.
pub struct Figures {
    kpi: Table,
}

impl Figures {
    /// Reads them.
    pub fn of(run: &Run) -> Self {
        Self { kpi: run.csv("kpi") }
    }

    /// A measure under a standard; volumes and means that are always there are standards of the
    /// same name.
    pub fn row(&self, provider: &str, queue: &str, standard: &str, measure: &str) -> Row<'_> {
        // Volumes belong to no standard.
        let standard = if standard == measure { "" } else { standard };
        let of = [
            ("provider", provider),
            ("queue", queue),
            ("standard", standard),
            ("measure", measure),
        ];
        self.kpi.only(&of)
    }

    /// A count over all queues.
    pub fn count(&self, provider: &str, name: &str) -> f64 {
        self.row(provider, "*", "", name)
            .number("value")
            .expect("a count")
    }

    /// A mean over all queues, as printed.
    pub fn mean(&self, provider: &str, name: &str, digits: usize) -> String {
        printed(
            self.row(provider, "*", "", name).number("value").expect("a mean"),
            digits,
        )
    }

    /// A share over all queues as percent, as printed.
    pub fn percent(&self, provider: &str, standard: &str, measure: &str, digits: usize) -> String {
        let value = self.row(provider, "*", standard, measure).number("value");
        printed(value.expect("a share") * 100.0, digits)
    }

    /// The numerator over all queues.
    pub fn numerator(&self, provider: &str, standard: &str, measure: &str) -> f64 {
        self.row(provider, "*", standard, measure)
            .number("numerator")
            .expect("a numerator")
    }
}

/// What became of a source's rows: read, accepted, duplicates, rejected, outside the period.
pub fn fates(run: &Run, source: &str) -> [f64; 5] {
    let table = run.csv("reconciliation");
    let row = table.only(&[("source", source)]);
    [
        "rows_read",
        "accepted",
        "duplicates",
        "rejected",
        "outside_period",
    ]
    .map(|name| row.number(name).expect("a count"))
}
