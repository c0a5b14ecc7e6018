//! The one rule that an undated report needs: without a time of its own no row is a duplicate.

use super::measured::{Figures, fates};
use crate::support::Run;

const WORKSPACE: &str = r#"
[client]
name = "Client"
time_zone = "UTC"
language = "en"
[providers.one]
name = "One"
[queues.calls]
name = "Calls"
channel = "phone"
languages = ["en"]
[sources.report]
provider = "one"
kind = "intervals"
path = "report.csv"
csv = {}
[sources.report.mapping.fields]
queue = { constant = "calls" }
start = START
offered = "offered"
answered = "answered"
[standards.level]
name = "Service level"
[[standards.level.clauses]]
valid_from = 2026-01-01
service_level = { formula = "offered", within = "20 s" }
"#;

const REPORT: &str = "day,offered,answered\n2026-10-01,10,9\n2026-10-01,10,9\n2026-10-02,10,9\n";

fn with_start(start: &str) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = folder.path().join("workspace.toml");
    std::fs::write(&workspace, WORKSPACE.replace("START", start)).expect("written");
    std::fs::write(folder.path().join("report.csv"), REPORT).expect("written");
    Run::whole(&workspace, folder.path(), "2026-10")
}

#[test]
fn rows_that_tell_their_start_can_be_duplicates() {
    let run = with_start(r#"{ column = "day", format = "%Y-%m-%d" }"#);
    assert_eq!(fates(&run, "report"), [3.0, 2.0, 1.0, 0.0, 0.0]);
    assert_eq!(Figures::of(&run).count("one", "offered"), 20.0);
}

#[test]
fn rows_under_a_constant_start_cannot() {
    let run = with_start(r#"{ constant = "2026-10-01", format = "%Y-%m-%d" }"#);
    assert_eq!(fates(&run, "report"), [3.0, 3.0, 0.0, 0.0, 0.0]);
    assert_eq!(Figures::of(&run).count("one", "offered"), 30.0);
}
