//! The bank's February staffed after its shift matrix: patience, requirement and gap from real calls.

use std::fmt::Write;
use std::path::Path;

use super::recount::answered;
use crate::support::{Row, Run, Sandbox, shared};

/// Agents of each shift: the bank had 24, in eight shifts.
const EACH: u32 = 3;

/// Every hour of February with the agents of the shifts that cover it.
fn plan() -> String {
    let matrix = shared("data/technion-bank-1999/data_anonymous_bank_shifts.csv");
    let matrix = std::fs::read_to_string(matrix).expect("the shifts");
    let covering: Vec<u32> = matrix
        .lines()
        .skip(1)
        .map(|line| line.split(',').skip(2).filter(|cell| cell.trim() == "1").count() as u32)
        .collect();
    assert_eq!(covering.len(), 24);
    let mut text = String::from("start,agents\n");
    for day in 1..=28 {
        for (hour, shifts) in covering.iter().enumerate() {
            let _ = writeln!(text, "1999-02-{day:02} {hour:02}:00,{}", shifts * EACH);
        }
    }
    text
}

fn staffed() -> Run {
    let root = Sandbox::new();
    let name = "data_anonymous_bank_february.txt";
    let calls = std::fs::read(shared(&format!("data/technion-bank-1999/{name}"))).expect("the calls");
    root.write(name, calls);
    root.write("shifts.csv", plan());
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real_exports/technion_staffed.toml");
    Run::whole(&workspace, &root.path(""), "1999-02")
}

#[test]
#[ignore = "needs the shared reference data"]
fn february_of_the_bank_against_its_shifts() {
    let run = staffed();
    let check = run.csv("staffing_check");
    let row = check.only(&[("queue", "calls")]);
    // Patience recounted from the single calls: all waits over those who hung up.
    let calls = run.parquet("calls");
    let abandoned = |row: &Row<'_>| row.text("outcome") == "abandoned";
    let lost = calls.rows().filter(abandoned).count() as f64;
    let waits: f64 = calls
        .rows()
        .filter(|row| answered(row) || abandoned(row))
        .filter_map(|row| row.number("wait_s"))
        .sum();
    let patience = row.number("patience_s").expect("a patience");
    assert!(
        (patience - waits / lost).abs() < 1e-6,
        "{patience} {}",
        waits / lost
    );
    assert_eq!(row.text("patience_source"), "queue");
    let (low, high) = (row.number("patience_low_s"), row.number("patience_high_s"));
    assert!(low < Some(patience) && Some(patience) < high);

    let intervals = run.csv("intervals");
    let mut seen = 0;
    for row in intervals.rows().filter(|row| row.text("state") != "no_traffic") {
        let number = |name: &str| row.number(name);
        assert_eq!(row.text("model"), "erlang_a");
        let (low, high) = (number("required_low"), number("required_high"));
        assert!(low <= high, "{low:?} {high:?}");
        let parts: f64 = ["gap_attendance", "gap_plan", "gap_unexplained"]
            .map(|part| number(part).unwrap_or_default())
            .iter()
            .sum();
        assert!((parts - number("gap_present").unwrap_or_default()).abs() < 1e-9);
        seen += 1;
    }
    assert!(seen > 500, "{seen}");
    let all = check.only(&[("queue", "*")]);
    assert!(all.number("bias").is_some());
}
