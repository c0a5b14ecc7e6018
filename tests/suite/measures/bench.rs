//! A workspace of one partner with a phone and a mail queue, to which each test adds its standard.

use crate::support::{Ended, Sandbox, Table};

const PARTIES: &str = r#"
[client]
name = "Muster Versand AG"
time_zone = "Europe/Berlin"
language = "en"
[output]
rejected_share_max = "100 %"
[calendars.office.week]
mon-fri = ["08:00-18:00"]
[providers.nord]
name = "Nord"
[queues.billing]
name = "Billing"
channel = "phone"
languages = ["de"]
[queues.mail]
name = "Mail"
channel = "email"
languages = ["de"]
"#;

/// The usual export of calls, with the header of [`CALLS_HEADER`].
pub const CALLS: &str = r#"
[sources.calls]
provider = "nord"
kind = "calls"
path = "calls_*.csv"
[sources.calls.csv]
[sources.calls.mapping.fields]
id = "id"
queue = { constant = "billing" }
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M:%S" }
ended_at = { column = "ended", format = "%Y-%m-%d %H:%M:%S" }
documented_at = { column = "documented", format = "%Y-%m-%d %H:%M:%S" }
outcome = "outcome"
wait = { column = "wait", unit = "s" }
talk = { column = "talk", unit = "s" }
agent = "agent"
"#;

const TICKETS: &str = r#"
[sources.tickets]
provider = "nord"
kind = "tickets"
path = "tickets_*.csv"
[sources.tickets.csv]
[sources.tickets.mapping.fields]
id = "id"
queue = { constant = "mail" }
status = "status"
created_at = { column = "created", format = "%Y-%m-%d %H:%M" }
closed_at = { column = "closed", format = "%Y-%m-%d %H:%M" }
documented_at = { column = "documented", format = "%Y-%m-%d %H:%M" }
due_at = { column = "due", format = "%Y-%m-%d %H:%M" }
"#;

/// Header of the usual export of calls.
pub const CALLS_HEADER: &str = "id,offered,ended,documented,outcome,wait,talk,agent";

/// A delivery that is measured.
pub struct Bench {
    pub sandbox: Sandbox,
}

impl Bench {
    /// Calls with these records: id, offered, ended, documented, outcome, wait, talk, agent.
    pub fn calls(records: &str, standards: &str) -> Self {
        Self::of(CALLS, "calls_2026-10.csv", CALLS_HEADER, records, standards)
    }

    /// Tickets with these records: id, status, created, closed, documented, due.
    pub fn tickets(records: &str, standards: &str) -> Self {
        let header = "id,status,created,closed,documented,due";
        Self::of(TICKETS, "tickets_2026-10.csv", header, records, standards)
    }

    fn of(source: &str, file: &str, header: &str, records: &str, standards: &str) -> Self {
        Self::with(
            &format!("{source}{standards}"),
            &[(file, &format!("{header}\n{records}"))],
        )
    }

    /// Sources and standards as given, and the files delivered.
    pub fn with(more: &str, files: &[(&str, &str)]) -> Self {
        let sandbox = Sandbox::new();
        sandbox.write("leitstand.toml", format!("{PARTIES}{more}"));
        for (name, content) in files {
            sandbox.write(name, content);
        }
        Self { sandbox }
    }

    /// Publishes October and gives its figures.
    #[track_caller]
    pub fn october(&self, more: &[&str]) -> Table {
        self.run("2026-10", more).with(0);
        self.sandbox.table("2026-10", "kpi")
    }

    /// Runs a period.
    pub fn run(&self, period: &str, more: &[&str]) -> Ended {
        let arguments = ["run", "leitstand.toml", "--out", "out", "--period", period];
        self.sandbox.ask(&[&arguments, more].concat())
    }
}

/// Numerator, denominator, unmeasurable and excluded of a standard over all queues.
#[track_caller]
pub fn sums(kpi: &Table, standard: &str) -> [f64; 4] {
    let row = kpi.only(&[
        ("provider", "nord"),
        ("standard", standard),
        ("queue", "*"),
        ("clause_valid_from", "2026-01-01"),
    ]);
    ["numerator", "denominator", "unmeasurable", "excluded"]
        .map(|name| row.number(name).unwrap_or_else(|| panic!("no {name}")))
}
