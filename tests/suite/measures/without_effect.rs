//! What the workspace names and no contact meets is told, with the word of the exports that may be meant.

use super::bench::{Bench, CALLS, CALLS_HEADER};
use super::refinement::{CALLS as CALLS_WITH_REASONS, LEVEL, SOURCES};

const MOMENT: &str = "\
[moments.invoice]
name = \"Invoice\"
reasons = [\"complaints\"]
";

const EXEMPTION: &str = "\
[exemptions.outage]
from = 2026-10-07 09:00:00
to = 2026-10-07 11:00:00
reason = \"Outage\"
evidence = \"INC-1\"
";

const RECORDS: &str = "\
a,vip,2026-10-05 09:00:00,answered,15,200,Ann,complaint
b,billing,2026-10-05 09:01:00,answered,40,300,Ann,order
";

fn notes(more: &str, records: &str) -> String {
    let calls = format!("{CALLS_WITH_REASONS}{records}");
    let bench = Bench::with(
        &format!("{SOURCES}{LEVEL}{more}"),
        &[("calls_2026-10.csv", &calls)],
    );
    bench.run("2026-10", &[]).with(0).stderr
}

#[test]
fn a_moment_without_contacts_names_the_word_of_the_exports() {
    let told = notes(MOMENT, RECORDS);
    assert!(
        told.contains("moment `invoice`: no contact of the period has `complaints` as its reason"),
        "{told}"
    );
    // The clause for complaints names the export's own word, so only `order` is new; it is no neighbour.
    assert!(!told.contains("did you mean"), "{told}");
    let told = notes(
        MOMENT,
        &RECORDS
            .replace("complaint", "complaintz")
            .replace("order", "complaint"),
    );
    assert!(
        told.contains("the exports have `complaintz`, did you mean that?"),
        "{told}"
    );
    let told = notes(&MOMENT.replace("complaints", "complaint"), RECORDS);
    assert!(!told.contains("moment `invoice`"), "{told}");
}

#[test]
fn a_clause_that_judges_nothing_is_told() {
    let told = notes("", &RECORDS.replace("complaint", "Complaint"));
    assert!(
        told.contains(
            "standard `level`: no contact of the period is judged by the clause for queues: vip; reasons: complaint"
        ),
        "{told}"
    );
    assert!(
        told.contains("the exports have `Complaint`, did you mean that?"),
        "{told}"
    );
    assert!(!notes("", RECORDS).contains("is judged by the clause"));
}

#[test]
fn an_exemption_that_takes_nothing_out_is_told() {
    let told = notes(EXEMPTION, RECORDS);
    assert!(
        told.contains("exemption `outage` takes no contact out of any figure"),
        "{told}"
    );
    let hit = EXEMPTION.replace("10-07 ", "10-05 ");
    assert!(!notes(&hit, RECORDS).contains("exemption `outage`"));
    // One of another month is nothing to wonder about.
    let other = EXEMPTION.replace("10-07 ", "09-07 ");
    assert!(!notes(&other, RECORDS).contains("exemption `outage`"));
}

#[test]
fn a_mean_that_no_call_centre_has_puts_the_unit_in_doubt() {
    let records: String = (0..12)
        .map(|number| format!("{number},2026-10-05 09:00:00,2026-10-05 09:04:00,,answered,10,04:10,Ann\n"))
        .collect();
    let told = |unit: &str| {
        let sources = CALLS.replace(
            "talk = { column = \"talk\", unit = \"s\" }",
            &format!("talk = {{ column = \"talk\", unit = \"{unit}\" }}"),
        );
        let calls = format!("{CALLS_HEADER}\n{records}");
        let bench = Bench::with(&sources, &[("calls_2026-10.csv", &calls)]);
        bench.run("2026-10", &[]).with(0).stderr
    };
    let wrong = told("h:mm");
    assert!(
        wrong.contains("provider `nord`: a mean handle time of 4.2 h over 12 calls is hardly what was meant"),
        "{wrong}"
    );
    assert!(!told("mm:ss").contains("hardly"));
}
