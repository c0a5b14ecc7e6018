//! Every figure has its definition: each clause that counts in the period is printed, and a standard
//! without one says so.

use super::bench::Bench;

const CALL: &str = "a,2026-10-05 09:00:00,,,answered,10,200,Ann\n";

/// A day until September, half a day since.
const OLD_AND_NEW_RESOLUTION: &str = "\
[standards.resolution]
name = \"Resolution\"
min_cases = 0
[[standards.resolution.clauses]]
valid_from = 2026-01-01
valid_to = 2026-09-30
target = \"90 %\"
resolution = { within = \"24 h\", clock = \"elapsed\" }
[[standards.resolution.clauses]]
valid_from = 2026-10-01
target = \"95 %\"
resolution = { within = \"12 h\", clock = \"elapsed\" }
";

fn service_level(clauses: &[(&str, &str)]) -> String {
    let head = String::from("[standards.level]\nname = \"Level\"\nmin_cases = 0\n");
    let clauses = clauses.iter().map(|(validity, within)| {
        format!(
            "[[standards.level.clauses]]\n{validity}\ntarget = \"80 %\"\nservice_level = {{ formula = \"offered\", within = \"{within}\" }}\n"
        )
    });
    clauses.fold(head, |text, clause| text + &clause)
}

/// The definition as published, after checking that the pages print the same.
fn definition(bench: &Bench, standard: &str) -> String {
    let manifest = bench.sandbox.read("out/2026-10/manifest.json");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let text = manifest["definitions"][standard]
        .as_str()
        .expect("a text")
        .to_owned();
    for page in ["overview.html", "partners/nord/scorecard.html"] {
        let html = bench.sandbox.read(&format!("out/2026-10/{page}"));
        assert!(html.contains(&text), "{page} does not say: {text}");
    }
    text
}

#[test]
fn both_versions_of_a_clause_that_changed_are_printed() {
    let standard = service_level(&[
        ("valid_from = 2026-01-01\nvalid_to = 2026-10-15", "20 s"),
        ("valid_from = 2026-10-16", "30 s"),
    ]);
    let bench = Bench::calls(CALL, &standard);
    bench.october(&[]);
    let text = definition(&bench, "level");
    for words in [
        "1 Jan 2026 to 15 Oct 2026: Calls answered within 20 s",
        "From 16 Oct 2026: Calls answered within 30 s",
    ] {
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn a_clause_for_a_part_of_the_period_says_for_which() {
    let standard = service_level(&[("valid_from = 2026-01-01\nvalid_to = 2026-10-15", "20 s")]);
    let bench = Bench::calls(CALL, &standard);
    bench.october(&[]);
    let text = definition(&bench, "level");
    assert!(text.starts_with("1 Jan 2026 to 15 Oct 2026: "), "{text}");
}

#[test]
fn a_standard_that_has_ended_says_so_instead_of_vanishing() {
    let standard = service_level(&[("valid_from = 2026-01-01\nvalid_to = 2026-09-15", "20 s")]);
    let bench = Bench::calls(CALL, &standard);
    let kpi = bench.october(&[]);
    let row = kpi.only(&[
        ("standard", "level"),
        ("queue", "*"),
        ("measure", "service_level"),
    ]);
    assert_eq!(
        (row.text("status"), row.text("value"), row.text("denominator")),
        ("not_measurable", "", "0")
    );
    let text = definition(&bench, "level");
    for words in ["No clause of this standard is in force", "valid to 15 Sep 2026"] {
        assert!(text.contains(words), "{text}");
    }
    let standard = service_level(&[("valid_from = 2026-12-01", "30 s")]);
    let bench = Bench::calls(CALL, &standard);
    bench.october(&[]);
    let text = definition(&bench, "level");
    assert!(text.contains("valid from 1 Dec 2026"), "{text}");
}

#[test]
fn a_case_that_falls_due_under_an_older_clause_brings_its_text_along() {
    let bench = Bench::tickets(
        "t,closed,2026-09-30 16:00,2026-10-01 15:00,,\n",
        OLD_AND_NEW_RESOLUTION,
    );
    let kpi = bench.october(&[]);
    let older = kpi.only(&[
        ("standard", "resolution"),
        ("queue", "*"),
        ("clause_valid_from", "2026-01-01"),
    ]);
    assert_eq!((older.text("numerator"), older.text("denominator")), ("1", "1"));
    let text = definition(&bench, "resolution");
    assert!(
        text.contains("budget: 24 hours") && text.contains("at least 90%"),
        "{text}"
    );
    assert!(
        text.contains("budget: 12 hours") && text.contains("at least 95%"),
        "{text}"
    );
}

#[test]
fn the_calendar_of_an_older_clause_is_printed_where_a_figure_rests_on_it() {
    let clocks = OLD_AND_NEW_RESOLUTION
        .replacen("clock = \"elapsed\"", "calendar = \"old\"", 1)
        .replace("clock = \"elapsed\"", "calendar = \"office\"");
    let calendar = "[calendars.old]\nregion = \"DE-SL\"\n[calendars.old.week]\nmon-sat = [\"07:00-19:00\"]\n";
    let told = |ticket: &str| {
        let bench = Bench::tickets(ticket, &format!("{clocks}{calendar}"));
        bench.october(&[]);
        let pages = ["overview.html", "partners/nord/scorecard.html"];
        pages.map(|page| {
            bench
                .sandbox
                .read(&format!("out/2026-10/{page}"))
                .contains("Saarland (DE-SL)")
        })
    };
    assert_eq!(told("t,closed,2026-09-30 16:00,2026-10-01 15:00,,\n"), [true; 2]);
    assert_eq!(told("t,closed,2026-10-05 16:00,2026-10-06 15:00,,\n"), [false; 2]);
}

#[test]
fn a_partner_reads_no_clause_under_which_only_another_one_has_cases() {
    let source = "\
[providers.sued]
name = \"Sued\"
[sources.ID]
provider = \"ID\"
kind = \"tickets\"
path = \"ID_*.csv\"
[sources.ID.csv]
[sources.ID.mapping.fields]
id = \"id\"
queue = { constant = \"mail\" }
status = \"status\"
created_at = { column = \"created\", format = \"%Y-%m-%d %H:%M\" }
closed_at = { column = \"closed\", format = \"%Y-%m-%d %H:%M\" }
";
    let nord = source.replace("[providers.sued]\nname = \"Sued\"\n", "");
    let workspace = format!(
        "{}{}{OLD_AND_NEW_RESOLUTION}",
        source.replace("ID", "sued"),
        nord.replace("ID", "nord")
    );
    let header = "id,status,created,closed\n";
    let older = format!("{header}t,closed,2026-09-30 16:00,2026-10-01 15:00\n");
    let newer = format!("{header}t,closed,2026-10-05 16:00,2026-10-05 17:00\n");
    let bench = Bench::with(
        &workspace,
        &[("sued_2026-10.csv", &older), ("nord_2026-10.csv", &newer)],
    );
    bench.october(&[]);
    let says_older = |page: &str| {
        let html = bench.sandbox.read(&format!("out/2026-10/{page}"));
        assert!(html.contains("budget: 12 hours"), "{page}");
        html.contains("budget: 24 hours")
    };
    assert!(says_older("overview.html"));
    assert!(says_older("partners/sued/scorecard.html"));
    assert!(!says_older("partners/nord/scorecard.html"));
}
