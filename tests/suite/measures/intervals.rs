//! The same measures from a partner's own interval report.

use super::bench::{Bench, sums};

const REPORT: &str = r#"
[sources.report]
provider = "nord"
kind = "intervals"
path = "report_*.csv"
[sources.report.csv]
[sources.report.mapping.fields]
queue = { constant = "billing" }
start = { column = "start", format = "%Y-%m-%d %H:%M" }
minutes = { constant = "30" }
offered = "offered"
answered = "answered"
abandoned = "abandoned"
short_abandoned = "short"
in_time = "in_time"
abandoned_in_time = "early"
mean_wait = { column = "wait", unit = "s" }
mean_handle = { column = "handle", unit = "s" }
"#;

/// Two half-hours; the second does not say how many were in time, short, or how long they waited.
const RECORDS: &str = "\
start,offered,answered,abandoned,short,in_time,early,wait,handle
2026-10-05 09:00,106,100,6,1,86,2,10,300
2026-10-05 09:30,50,40,10,,,,,
";

fn standard(id: &str, target: &str, rule: &str) -> String {
    format!(
        "[standards.{id}]\nname = \"{id}\"\nmin_cases = 0\n[[standards.{id}.clauses]]\nvalid_from = 2026-01-01\ntarget = \"{target}\"\n{rule}\n"
    )
}

fn bench() -> Bench {
    let mut more = REPORT.to_owned();
    for formula in ["answered_only", "offered", "short_abandons_removed"] {
        let rule = format!(
            "service_level = {{ formula = \"{formula}\", within = \"20 s\", short_abandon = \"5 s\" }}"
        );
        more += &standard(formula, "80 %", &rule);
    }
    for variant in ["all", "short_removed", "short_not_counted"] {
        let short = if variant == "all" {
            ""
        } else {
            ", short_abandon = \"5 s\""
        };
        let rule = format!("abandonment = {{ variant = \"{variant}\"{short} }}");
        more += &standard(variant, "5 %", &rule);
    }
    more += &standard("asa", "20 s", "asa = {}");
    more += &standard("aht", "300 s", "aht = {}");
    Bench::with(&more, &[("report_2026-10.csv", RECORDS)])
}

#[test]
fn an_interval_that_does_not_say_enough_is_unmeasurable_with_all_its_calls() {
    let kpi = bench().october(&[]);
    assert_eq!(sums(&kpi, "answered_only"), [86.0, 100.0, 40.0, 0.0]);
    assert_eq!(sums(&kpi, "offered"), [86.0, 106.0, 50.0, 0.0]);
    assert_eq!(sums(&kpi, "short_abandons_removed"), [86.0, 105.0, 50.0, 1.0]);
    assert_eq!(sums(&kpi, "all"), [16.0, 156.0, 0.0, 0.0]);
    assert_eq!(sums(&kpi, "short_removed"), [5.0, 105.0, 50.0, 1.0]);
    assert_eq!(sums(&kpi, "short_not_counted"), [5.0, 106.0, 50.0, 0.0]);
    assert_eq!(sums(&kpi, "asa"), [1000.0, 100.0, 40.0, 0.0]);
    assert_eq!(sums(&kpi, "aht"), [30000.0, 100.0, 40.0, 0.0]);
}

#[test]
fn short_abandons_of_an_interval_that_does_not_count_them_are_not_zero() {
    let kpi = bench().october(&[]);
    let row = kpi.only(&[("queue", "*"), ("standard", ""), ("measure", "short_abandoned")]);
    assert_eq!((row.text("numerator"), row.text("unmeasurable")), ("1", "10"));
}
