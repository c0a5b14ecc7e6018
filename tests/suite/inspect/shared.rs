//! Real and independent exports: kind, columns and open questions as a person would find them.

use crate::support::{Ended, Sandbox, shared};

#[track_caller]
fn inspected(path: &str, words: &[&str]) -> Ended {
    let file = shared(path);
    let ended = Sandbox::new()
        .ask(&["inspect", file.to_str().expect("a plain path")])
        .with(0);
    let flat = ended.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for word in words {
        assert!(flat.contains(word), "nothing of `{word}` in: {}", ended.stdout);
    }
    ended
}

#[test]
#[ignore = "needs the shared reference data"]
fn a_german_export_with_lead_lines_and_totals() {
    let path = "data/derived/D1_anrufe_kw05_cp1252_semikolon.csv";
    let words = [
        "windows-1252",
        "`;`, says the first line",
        "header row 5",
        "8276 records, 1 more are no records",
        "row 8282: Summe",
        "Looks like calls",
        "wait = { column = \"Wartezeit (mm:ss)\", unit = \"mm:ss\" }",
        "format = \"%d.%m.%Y %H:%M:%S\"",
        "decimal = \",\"",
    ];
    inspected(path, &words);
}

#[test]
#[ignore = "needs the shared reference data"]
fn a_workbook_with_title_and_footer() {
    let words = [
        "header row 3",
        "25100 records",
        "row 25106: Zeitzone",
        "id = \"#\"",
        "offered_at = \"Begonnen\"",
    ];
    inspected("data/derived/D3_bookings_title_footer.xlsx", &words);
}

#[test]
#[ignore = "needs the shared reference data"]
fn dates_of_six_digits_and_units_that_nobody_states() {
    let words = [
        "delimiter tabs",
        "format = \"%y%m%d %H:%M:%S\"",
        "blocked = [\"PHANTOM\"]",
        "wait, column `q_time`: the unit is nowhere stated",
    ];
    inspected("data/technion-bank-1999/data_anonymous_bank_february.txt", &words);
}

#[test]
#[ignore = "needs the shared reference data"]
fn a_year_decides_about_day_and_month_and_a_week_does_not() {
    let year = inspected(
        "data/wfm-staffing/call_center_annual_data.csv",
        &["format = \"%m/%d/%y %H:%M\""],
    );
    assert!(!year.stdout.contains("either way round"), "{}", year.stdout);
    let week = [
        "format = \"%d/%m/%y %H:%M\"",
        "format = \"%m/%d/%y %H:%M\"",
        "either way round",
    ];
    inspected("data/wfm-staffing/call_center_arrival_pattern.csv", &week);
}

#[test]
#[ignore = "needs the shared reference data"]
fn snapshots_and_events_are_told_apart() {
    let snapshots = [
        "5998 rows have 890 ids: one row per change",
        "duplicates = \"last\"",
    ];
    inspected(
        "data/servicenow-incident-small/incident_event_log_excel_resaved.csv",
        &snapshots,
    );
    inspected(
        "data/asterisk-queue-log/queue_log_masked.csv",
        &["it may be a log of events"],
    );
}
