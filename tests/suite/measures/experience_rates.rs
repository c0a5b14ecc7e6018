//! Ratings with their means and response rates, promoters, transfers, complaints and quality checks
//! (definitions § 6).

use super::bench::{Bench, sums};
use crate::support::{Table, read};

const SOURCE: &str = r#"
[sources.tickets]
provider = "nord"
kind = "tickets"
path = "tickets_*.csv"
[sources.tickets.csv]
[sources.tickets.mapping.fields]
id = "id"
queue = { constant = "mail" }
created_at = { column = "created", format = "%Y-%m-%d" }
closed_at = { column = "closed", format = "%Y-%m-%d" }
"#;

/// Tickets of October with more columns; `settings` stand before the clause.
fn measured(fields: &str, header: &str, records: &[String], settings: &str, clause: &str) -> (Bench, Table) {
    let standard = format!(
        "[standards.view]\nname = \"View\"\n{settings}\n\
         [[standards.view.clauses]]\nvalid_from = 2026-01-01\n{clause}\n"
    );
    let records: String = records
        .iter()
        .enumerate()
        .map(|(id, record)| format!("t{id},2026-10-01,2026-10-02,{record}\n"))
        .collect();
    let bench = Bench::with(
        &format!("{SOURCE}{fields}\n{standard}"),
        &[(
            "tickets_2026-10.csv",
            &format!("id,created,closed,{header}\n{records}"),
        )],
    );
    let kpi = bench.october(&[]);
    (bench, kpi)
}

fn all(parts: &[(&str, usize)]) -> Vec<String> {
    let parts = parts.iter();
    parts
        .flat_map(|(record, times)| vec![(*record).to_owned(); *times])
        .collect()
}

/// Numerator, denominator and value of a figure beside the standard's own.
#[track_caller]
fn beside(kpi: &Table, measure: &str) -> [f64; 3] {
    let row = kpi.only(&[
        ("provider", "nord"),
        ("standard", "view"),
        ("queue", "*"),
        ("measure", measure),
    ]);
    assert_eq!(row.text("status"), "informational");
    ["numerator", "denominator", "value"].map(|name| row.number(name).unwrap_or_else(|| panic!("no {name}")))
}

#[track_caller]
fn main_row<'t>(kpi: &'t Table, measure: &str) -> crate::support::Row<'t> {
    kpi.only(&[("standard", "view"), ("queue", "*"), ("measure", measure)])
}

#[test]
fn promoters_minus_detractors_in_points() {
    // 50 promoters, 20 detractors, 30 between them; 100 did not answer, three answers are none.
    let records = all(&[
        ("10", 30),
        ("9", 20),
        ("8", 15),
        ("7", 15),
        ("6", 12),
        ("0", 8),
        ("", 97),
        ("11", 1),
        ("-1", 1),
        ("8.5", 1),
    ]);
    let (bench, kpi) = measured("nps = \"nps\"", "nps", &records, "", "target = 35\nnps = {}");
    let row = main_row(&kpi, "nps");
    assert_eq!(sums(&kpi, "view"), [3000.0, 100.0, 100.0, 0.0]);
    assert_eq!(
        (row.number("value"), row.number("target")),
        (Some(30.0), Some(35.0))
    );
    assert_eq!((row.text("status"), row.text("certainty")), ("missed", "chance"));
    let limits = ["ci_low", "ci_high"].map(|name| (row.number(name).expect("a limit") * 10.0).round());
    assert_eq!(limits, [143.0, 446.0]);
    assert_eq!(beside(&kpi, "nps:promoters"), [50.0, 100.0, 0.5]);
    assert_eq!(beside(&kpi, "nps:detractors"), [20.0, 100.0, 0.2]);
    assert_eq!(beside(&kpi, "nps:response_rate"), [100.0, 200.0, 0.5]);
    // Points, not percent, wherever it is read.
    let page = read(&bench.sandbox.path("out/2026-10/overview.html")).replace('\u{a0}', " ");
    assert!(
        page.contains("≥ 35") && !page.contains("3500"),
        "the target is in points"
    );
    assert!(page.contains("at least 35 points"), "the definition says so");
}

#[test]
fn a_score_below_zero_can_be_agreed_and_scored() {
    let records = all(&[("9", 10), ("3", 40), ("8", 50)]);
    let settings = "score = { worst = -50, best = 50, weight = 100 }";
    let (bench, kpi) = measured(
        "nps = \"nps\"",
        "nps",
        &records,
        settings,
        "target = -40\nnps = {}",
    );
    let row = main_row(&kpi, "nps");
    assert_eq!((row.number("value"), row.text("status")), (Some(-30.0), "met"));
    let page = bench.sandbox.read("out/2026-10/partners/nord/scorecard.html");
    assert!(page.contains("20.00"), "20 of 100 points of the score");
    assert!(page.contains("−30.0"), "the value has its sign");
}

#[test]
fn ratings_have_a_mean_and_a_response_rate() {
    // 5, 5, 4, 2.25 of five; 9 is beyond the scale, two did not answer, one was not asked.
    let records = ["5,yes", "5,", "4,yes", "2.25,yes", "9,yes", ",yes", ",", ",no"].map(str::to_owned);
    let fields = "csat = \"rating\"\nsurvey_sent = \"sent\"";
    let clause = "target = \"80 %\"\ncsat = { worst = 1, best = 5, top = 4 }";
    let (bench, kpi) = measured(fields, "rating,sent", &records, "min_cases = 0", clause);
    assert_eq!(sums(&kpi, "view"), [3.0, 4.0, 3.0, 0.0]);
    assert_eq!(beside(&kpi, "csat:mean"), [16.25, 4.0, 4.0625]);
    assert_eq!(beside(&kpi, "csat:response_rate"), [4.0, 7.0, 4.0 / 7.0]);
    let page = bench.sandbox.read("out/2026-10/partners/nord/scorecard.html");
    for shown in ["mean rating", "4.06", "response rate", "57.1"] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[test]
fn nobody_rated_has_no_mean() {
    let clause = "csat = { worst = 1, best = 5, top = 4 }";
    let (_, kpi) = measured("csat = \"rating\"", "rating", &all(&[("", 3)]), "", clause);
    let mean = main_row(&kpi, "csat:mean");
    assert_eq!(
        (mean.number("value"), mean.text("status")),
        (None, "not_measurable")
    );
    assert_eq!(beside(&kpi, "csat:response_rate"), [0.0, 3.0, 0.0]);
}

#[test]
fn transfers_are_marked_or_counted() {
    // Mark and number of the last two contradict each other.
    let records = ["yes,", "no,", ",2", ",0", ",", "yes,1", "no,0", "no,2", "yes,0"].map(str::to_owned);
    let fields = "transferred = \"moved\"\ntransfers = \"times\"";
    let clause = "target = \"10 %\"\ntransfer_rate = {}";
    let (bench, kpi) = measured(fields, "moved,times", &records, "min_cases = 0", clause);
    assert_eq!(sums(&kpi, "view"), [3.0, 6.0, 3.0, 0.0]);
    assert_eq!(main_row(&kpi, "transfer_rate").text("status"), "missed");
    let findings = bench.sandbox.table("2026-10", "findings");
    let observed: Vec<&str> = findings.rows().map(|row| row.text("observed")).collect();
    assert_eq!(
        observed,
        ["transferred", "transferred (2 ×)", "transferred (1 ×)"]
    );
}

#[test]
fn complaints_over_all_reasons() {
    let records = all(&[("complaint", 2), ("invoice", 17), ("", 1), ("data protection", 1)]);
    let clause = "target = \"15 %\"\ncomplaints = { reasons = [\"complaint\", \"data protection\"] }";
    let (_, kpi) = measured("reason = \"reason\"", "reason", &records, "min_cases = 0", clause);
    assert_eq!(sums(&kpi, "view"), [3.0, 20.0, 1.0, 0.0]);
    assert_eq!(main_row(&kpi, "complaints").text("status"), "met");
}

#[test]
fn critical_errors_of_two_hundred_checked() {
    // Nine contacts have an error, one of them two; 300 were not checked.
    let records = all(&[
        ("no,no,no", 191),
        ("yes,no,no", 4),
        ("yes,yes,no", 1),
        ("no,yes,no", 2),
        ("no,no,yes", 2),
        (",,", 300),
    ]);
    let fields = "critical_error_customer = \"customer\"\ncritical_error_business = \"business\"\n\
                  critical_error_compliance = \"law\"";
    let clause =
        "target = \"95 %\"\ncritical_error_accuracy = { of = [\"customer\", \"business\", \"compliance\"] }";
    let (bench, kpi) = measured(fields, "customer,business,law", &records, "", clause);
    assert_eq!(sums(&kpi, "view"), [191.0, 200.0, 0.0, 0.0]);
    let row = main_row(&kpi, "critical_error_accuracy");
    let told =
        ["value", "ci_low", "ci_high"].map(|name| (row.number(name).expect("a share") * 1000.0).round());
    assert_eq!(told, [955.0, 917.0, 976.0]);
    assert_eq!(
        beside(&kpi, "critical_error_accuracy:customer")[..2],
        [195.0, 200.0]
    );
    assert_eq!(
        beside(&kpi, "critical_error_accuracy:business")[..2],
        [197.0, 200.0]
    );
    assert_eq!(
        beside(&kpi, "critical_error_accuracy:compliance")[..2],
        [198.0, 200.0]
    );
    let findings = bench.sandbox.table("2026-10", "findings");
    let twice = findings.only(&[("observed", "error: customer-critical, business-critical")]);
    assert_eq!(
        twice.text("required"),
        "no error (customer-critical, business-critical, compliance-critical)"
    );
}

#[test]
fn a_contact_checked_in_part_is_a_miss_or_unmeasurable() {
    let records = ["no,", "yes,", "no,no", ","].map(str::to_owned);
    let fields = "critical_error_customer = \"customer\"\ncritical_error_business = \"business\"";
    let clause = "target = \"95 %\"\ncritical_error_accuracy = { of = [\"customer\", \"business\"] }";
    let (_, kpi) = measured(fields, "customer,business", &records, "min_cases = 0", clause);
    assert_eq!(sums(&kpi, "view"), [1.0, 2.0, 1.0, 0.0]);
}
