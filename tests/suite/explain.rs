//! `leitstand explain`: the figure that it explains is the published one, and the rows are those behind it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{Row, Run, Sandbox, Table};

/// The sample data, published.
fn sample() -> Run {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    Run::whole(&folder.join("leitstand.toml"), &folder, "2026-10")
}

/// What was printed.
fn explain(run: &Run, arguments: &[&str]) -> String {
    let publication = run.publication();
    let publication = publication.to_str().expect("a path");
    let arguments: Vec<&str> = ["explain", publication]
        .into_iter()
        .chain(arguments.iter().copied())
        .collect();
    Sandbox::new().ask(&arguments).with(0).stdout
}

/// The figures printed: name and value per block.
fn figures(text: &str) -> Vec<BTreeMap<&str, &str>> {
    text.split("\n\n")
        .map(|block| {
            block
                .lines()
                .filter_map(|line| line.strip_prefix("  ")?.split_once(' '))
                .map(|(name, value)| (name, value.trim()))
                .collect::<BTreeMap<_, _>>()
        })
        .filter(|figure| figure.contains_key("measure"))
        .collect()
}

/// Rows of a verdict in the line of counts.
fn rows_behind(text: &str, verdict: &str) -> u64 {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("Rows behind it: "));
    let line = line.unwrap_or_else(|| panic!("no counts in {text}"));
    line.split(" + ")
        .find_map(|part| part.strip_suffix(verdict))
        .map_or(0, |count| count.trim().parse().expect("a count"))
}

fn whole(row: &Row<'_>, name: &str) -> u64 {
    row.text(name).parse().expect("a whole number")
}

#[test]
fn the_figure_is_the_published_one() {
    let run = sample();
    let kpi = run.csv("kpi");
    for (provider, standard, queue) in [
        ("nord", "service_level", "*"),
        ("sued", "served_language", "bestellung"),
        ("alpen", "resolution", "reklamation"),
        ("nord", "documented_in_time", "*"),
    ] {
        let text = explain(
            &run,
            &["--provider", provider, "--standard", standard, "--queue", queue],
        );
        let keys = [("provider", provider), ("standard", standard), ("queue", queue)];
        let printed = figures(&text);
        let agreed = |row: &Row<'_>| row.has(&keys) && !row.text("measure").contains(':');
        let published: Vec<Row<'_>> = kpi.rows().filter(agreed).collect();
        assert_eq!(printed.len(), published.len(), "{text}");
        assert!(!published.is_empty());
        for (shown, row) in printed.iter().zip(published) {
            for name in ["measure", "numerator", "denominator", "value", "unmeasurable"] {
                assert_eq!(
                    shown.get(name).copied().unwrap_or_default(),
                    row.text(name),
                    "{text}"
                );
            }
        }
    }
}

/// The row of a figure; where several clauses hold, the one of all together, which comes first.
fn over_all_clauses<'t>(kpi: &'t Table, conditions: &[(&str, &str)]) -> Row<'t> {
    kpi.rows().find(|row| row.has(conditions)).expect("a row")
}

#[test]
fn the_rows_add_up_to_the_figure() {
    let run = sample();
    let kpi = run.csv("kpi");
    for (provider, standard, measure, queue) in [
        ("nord", "service_level", "service_level", "*"),
        ("nord", "service_level", "service_level", "stoerung"),
        ("sued", "served_language", "language", "*"),
        ("sued", "resolved_first", "fcr", "rechnung"),
        ("alpen", "first_response", "deadline", "*"),
        ("alpen", "note_length", "documentation", "*"),
    ] {
        let text = explain(
            &run,
            &["--provider", provider, "--standard", standard, "--queue", queue],
        );
        let row = over_all_clauses(
            &kpi,
            &[
                ("provider", provider),
                ("standard", standard),
                ("measure", measure),
                ("queue", queue),
            ],
        );
        let (passed, missed) = (rows_behind(&text, "passed"), rows_behind(&text, "missed"));
        assert_eq!(passed, whole(&row, "numerator"), "{provider} {standard} {queue}");
        assert_eq!(
            passed + missed,
            whole(&row, "denominator"),
            "{provider} {standard} {queue}"
        );
        assert_eq!(
            rows_behind(&text, "unmeasurable"),
            whole(&row, "unmeasurable"),
            "{provider} {standard} {queue}"
        );
    }
}

#[test]
fn what_only_interval_reports_know_is_told_beside_the_rows() {
    let run = sample();
    let text = explain(&run, &["--provider", "alpen", "--standard", "service_level"]);
    let kpi = run.csv("kpi");
    let row = over_all_clauses(
        &kpi,
        &[
            ("provider", "alpen"),
            ("standard", "service_level"),
            ("measure", "service_level"),
            ("queue", "*"),
        ],
    );
    let rows = rows_behind(&text, "passed") + rows_behind(&text, "missed");
    let rest = whole(&row, "denominator") - rows;
    assert!(
        rest > 0 && text.contains(&format!("Without rows: {rest} further cases")),
        "{text}"
    );
    // Tickets are known one by one.
    let text = explain(&run, &["--provider", "alpen", "--standard", "first_response"]);
    assert!(!text.contains("Without rows"), "{text}");
}

#[test]
fn of_a_share_that_should_be_low_the_breaches_are_the_numerator() {
    let run = sample();
    let text = explain(&run, &["--provider", "sued", "--standard", "abandonment"]);
    let kpi = run.csv("kpi");
    let row = kpi.only(&[
        ("provider", "sued"),
        ("standard", "abandonment"),
        ("measure", "abandonment"),
        ("queue", "*"),
        ("clause_valid_from", ""),
    ]);
    let (passed, missed) = (rows_behind(&text, "passed"), rows_behind(&text, "missed"));
    assert_eq!(missed, whole(&row, "numerator"));
    assert_eq!(passed + missed, whole(&row, "denominator"));
}

#[test]
fn listed_rows_are_those_asked_for_and_stand_in_the_partners_file() {
    let run = sample();
    let base = ["--provider", "nord", "--standard", "service_level"];
    let ask = |more: &[&str]| explain(&run, &[&base[..], more].concat());
    let listed = |text: &str| {
        text.lines()
            .filter(|line| line.contains(" call "))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let first = listed(&ask(&[]));
    assert_eq!(first.len(), 20);
    let missed = listed(&ask(&["--limit", "0"]));
    let all = ask(&["--rows", "all", "--limit", "0"]);
    assert_eq!(missed.len() as u64, rows_behind(&all, "missed"));
    assert!(missed.iter().all(|line| line.trim().starts_with("missed")));
    let verdicts = ["missed", "passed", "unmeasurable", "excluded"];
    let expected: u64 = verdicts.iter().map(|verdict| rows_behind(&all, verdict)).sum();
    assert_eq!(listed(&all).len() as u64, expected);
    assert!(ask(&[]).contains(&format!("{} more", missed.len() - 20)));
    stands_in_the_file(&missed[missed.len() / 2]);
}

/// `  missed  call ID  queue  FILE row N`: line N of the file begins with the id.
fn stands_in_the_file(line: &str) {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [_, "call", id, _, file, "row", row] = words[..] else {
        panic!("{line}");
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("sample_data")
        .join(file);
    let bytes = std::fs::read(path).expect("the partner's file");
    let row: usize = row.parse().expect("a row number");
    let found = bytes.split(|byte| *byte == b'\n').nth(row - 1).expect("the row");
    assert!(found.starts_with(id.as_bytes()), "{line}");
}

#[test]
fn the_definition_is_printed_in_words() {
    let text = explain(&sample(), &["--provider", "nord", "--standard", "service_level"]);
    let first = text.lines().next().expect("a line");
    assert!(first.contains("20 s") && first.contains("V2"), "{first}");
}

#[test]
fn a_phrase_that_counts_as_empty_stands_in_quotation_marks() {
    let text = explain(&sample(), &["--provider", "nord", "--standard", "note_length"]);
    assert!(text.contains("„erledigt“, „ok“, „s. o.“, "), "{text}");
}

#[test]
fn a_reading_beside_the_standard_is_explained_as_well() {
    let run = sample();
    let text = explain(
        &run,
        &["--provider", "nord", "--standard", "service_level:offered"],
    );
    let kpi = run.csv("kpi");
    let row = kpi.only(&[
        ("provider", "nord"),
        ("measure", "service_level:offered"),
        ("queue", "*"),
    ]);
    let fraction = format!("{} / {} = ", row.text("numerator"), row.text("denominator"));
    assert!(
        text.contains(&fraction) && text.contains("Its contacts are not listed"),
        "{text}"
    );
}

#[test]
fn unknown_ids_are_answered_with_those_that_are_known() {
    let run = sample();
    let publication = run.publication();
    let publication = publication.to_str().expect("a path");
    let refused = |provider: &str, standard: &str, queue: &str, words: &[&str]| {
        let arguments = [
            "explain",
            publication,
            "--provider",
            provider,
            "--standard",
            standard,
            "--queue",
            queue,
        ];
        let ended = Sandbox::new().ask(&arguments).with(2).saying(words);
        assert_eq!(ended.stdout, "");
    };
    refused("nrod", "service_level", "*", &["`nrod`", "nord", "sued", "alpen"]);
    refused("nord", "servicelevel", "*", &["`servicelevel`", "service_level"]);
    refused("nord", "service_level", "fax", &["`fax`", "bestellung"]);
}

#[test]
fn a_folder_that_is_no_publication_is_named() {
    let sandbox = Sandbox::new();
    sandbox
        .ask(&["explain", "nowhere", "--provider", "nord", "--standard", "sl"])
        .with(2)
        .saying(&["nowhere"]);
}
