//! The smallest workspace that publishes something: tickets of one partner.

use crate::support::{Ended, Sandbox};

/// Its text; one problem can be put in by replacing a part.
pub const WORKSPACE: &str = r#"[client]
name = "Muster Versand AG"
time_zone = "Europe/Berlin"
language = "en"
[providers.nord]
name = "Nord"
[queues.mail]
name = "Mail"
channel = "email"
languages = ["de"]
[sources.tickets]
provider = "nord"
kind = "tickets"
path = "tickets_{period}.csv"
[sources.tickets.csv]
[sources.tickets.mapping.fields]
id = "id"
queue = { constant = "mail" }
created_at = { column = "created", format = "%Y-%m-%d %H:%M" }
resolved_at = { column = "resolved", format = "%Y-%m-%d %H:%M" }
[standards.resolution]
name = "Resolution"
min_cases = 1
[[standards.resolution.clauses]]
valid_from = 2026-01-01
target = "80 %"
resolution = { within = "24 h", clock = "elapsed" }
"#;

/// One resolved in time, one open since the 20th, one due after the month.
pub const TICKETS: &str = "\
id,created,resolved
t1,2026-10-05 09:00,2026-10-05 10:00
t2,2026-10-20 09:00,
t3,2026-10-31 12:00,
";

/// The workspace with October delivered.
pub fn small() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("leitstand.toml", WORKSPACE);
    sandbox.write("tickets_2026-10.csv", TICKETS);
    sandbox
}

/// `leitstand run leitstand.toml --out out`, and more.
pub fn run(sandbox: &Sandbox, more: &[&str]) -> Ended {
    sandbox.ask(&[&["run", "leitstand.toml", "--out", "out"], more].concat())
}

/// The same for October.
pub fn run_october(sandbox: &Sandbox, more: &[&str]) -> Ended {
    run(sandbox, &[&["--period", "2026-10"], more].concat())
}

/// Numerator and denominator of the standard in October.
#[track_caller]
pub fn resolution(sandbox: &Sandbox) -> (String, String) {
    let kpi = sandbox.table("2026-10", "kpi");
    let row = kpi.only(&[
        ("standard", "resolution"),
        ("measure", "deadline"),
        ("queue", "*"),
    ]);
    (
        row.text("numerator").to_owned(),
        row.text("denominator").to_owned(),
    )
}
