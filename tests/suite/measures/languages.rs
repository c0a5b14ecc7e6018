//! Languages of an export whose words are mapped nowhere: only codes of ISO 639 are languages.

use super::bench::{Bench, sums};

const SOURCE: &str = r#"
[sources.calls]
provider = "nord"
kind = "calls"
path = "calls_*.csv"
[sources.calls.csv]
[sources.calls.mapping.fields]
id = "id"
queue = { constant = "billing" }
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M" }
outcome = "outcome"
customer_language = "customer"
served_language = "served"
[standards.language]
name = "Language"
min_cases = 0
[[standards.language.clauses]]
valid_from = 2026-01-01
target = "90 %"
served_language = {}
"#;

#[test]
fn letters_that_are_no_language_are_unknown_and_counted() {
    let pairs = [
        ("de", "DE"),
        ("deu", "de"),
        ("ger", "deu"),
        ("gsw", "gsw"),
        ("tr", "de"),
        ("xx", "xx"),
        ("XX", "de"),
        ("und", "und"),
        ("de", "n/a"),
    ];
    let records = pairs.iter().enumerate().map(|(number, (customer, served))| {
        format!("c{number},2026-10-05 09:00,answered,{customer},{served}\n")
    });
    let file = format!(
        "id,offered,outcome,customer,served\n{}",
        records.collect::<String>()
    );
    let bench = Bench::with(SOURCE, &[("calls_2026-10.csv", &file)]);
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "language"), [4.0, 5.0, 4.0, 0.0]);
    let manifest = bench.sandbox.read("out/2026-10/manifest.json");
    for word in ["xx", "XX", "und", "n/a"] {
        let said = format!("the value “{word}” is in no agreed list");
        assert!(manifest.contains(&said), "{word}: {manifest}");
    }
}

#[test]
fn the_workspace_takes_no_letters_that_are_no_language_either() {
    let bench = Bench::with(
        &SOURCE.replace("[standards.language]", "[queues.chat]\nname = \"Chat\"\nchannel = \"chat\"\nlanguages = [\"xy\", \"swe\"]\n[standards.language]"),
        &[],
    );
    let ended = bench.run("2026-10", &[]).with(2);
    ended.saying(&["`xy` is no language tag", "did you mean `sv`?"]);
}
