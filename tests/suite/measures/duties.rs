//! Duties at closing: fields under conditions, contact reasons, and several duties together.

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
talk = { column = "talk", unit = "s" }
reason = "reason"
note = "note"
callback_promised_at = { column = "promised", format = "%Y-%m-%d %H:%M" }
callback_due_at = { column = "promised for", format = "%Y-%m-%d %H:%M" }
"#;

/// Eight answered calls and an abandoned one.
const RECORDS: &str = "\
id,offered,outcome,talk,reason,note,promised,promised for
c1,2026-10-05 09:00,answered,60,Invoice,paid twice,,
c2,2026-10-05 09:01,answered,60,Invoice,paid twice,2026-10-05 09:02,2026-10-06 09:00
c3,2026-10-05 09:02,answered,60,Invoice,paid twice,2026-10-05 09:03,
c4,2026-10-05 09:03,answered,60,Callback,,,
c5,2026-10-05 09:04,answered,60,Callback,wants to be called,,
c6,2026-10-05 09:05,answered,60,Other,ok,,
c7,2026-10-05 09:06,answered,60,,paid twice,,
c8,2026-10-05 09:07,answered,60,Moon \"phase\",paid twice,,
c9,2026-10-05 09:08,abandoned,,Moon,,2026-10-05 09:08,
";

fn standard(id: &str, target: &str, rule: &str) -> String {
    format!(
        "[standards.{id}]\nname = {{ de = \"Pflicht {id}\", en = \"Duty {id}\" }}\nmin_cases = 0\n\
         [[standards.{id}.clauses]]\nvalid_from = 2026-01-01\ntarget = \"{target}\"\n{rule}\n"
    )
}

fn calls(standards: &str) -> Bench {
    Bench::with(&format!("{SOURCE}{standards}"), &[("calls_2026-10.csv", RECORDS)])
}

/// Numerator, denominator, unmeasurable and excluded of one rule.
fn figure(target: &str, rule: &str) -> [f64; 4] {
    let bench = calls(&standard("duty", target, rule));
    sums(&bench.october(&[]), "duty")
}

/// Observed and required, by contact.
fn findings(bench: &Bench, standard: &str) -> Vec<[String; 3]> {
    let table = bench.sandbox.table("2026-10", "findings");
    let rows = table.rows().filter(|row| row.has(&[("standard", standard)]));
    rows.map(|row| ["contact_id", "observed", "required"].map(|name| row.text(name).to_owned()))
        .collect()
}

const PROMISE: &str =
    "required_fields = { when = [{ filled = \"callback_promised_at\", fields = [\"callback_due_at\"] }] }";

#[test]
fn a_promised_callback_needs_its_date() {
    // Two calls with a promise, one of them without a date; of the others nothing is asked.
    let bench = calls(&standard("duty", "90 %", PROMISE));
    assert_eq!(sums(&bench.october(&[]), "duty"), [1.0, 2.0, 0.0, 0.0]);
    let wanted = [
        "c3",
        "empty: callback promised for",
        "filled: where “callback promised” is filled: callback promised for",
    ];
    assert_eq!(findings(&bench, "duty"), [wanted.map(str::to_owned)]);
}

#[test]
fn fields_of_all_contacts_and_of_some() {
    // Empty: the reason of c7, the note of c4, the date of c3.
    let rule = "required_fields = { fields = [\"reason\"], when = [\
        { filled = \"callback_promised_at\", fields = [\"callback_due_at\"] }, \
        { reason_is = [\"Callback\", \"Complaint\"], fields = [\"note\", \"reason\"] }] }";
    let bench = calls(&standard("duty", "90 %", rule));
    assert_eq!(sums(&bench.october(&[]), "duty"), [5.0, 8.0, 0.0, 0.0]);
    let found = findings(&bench, "duty");
    let observed: Vec<_> = found
        .iter()
        .map(|[id, observed, _]| (id.as_str(), observed.as_str()))
        .collect();
    assert_eq!(
        observed,
        [
            ("c3", "empty: callback promised for"),
            ("c4", "empty: note"),
            ("c7", "empty: reason"),
        ]
    );
    assert!(found[0][2].ends_with("; where the reason is “Callback”, “Complaint”: note, reason"));
}

#[test]
fn a_condition_that_nothing_maps_leaves_nothing_to_judge() {
    // `resolved` is not mapped: it cannot be told of whom the note is asked.
    let unknown = "required_fields = { when = [{ filled = \"resolved\", fields = [\"note\"] }] }";
    assert_eq!(figure("90 %", unknown), [0.0, 0.0, 8.0, 0.0]);
    // Where it can be told, a field that nothing maps leaves out only those of whom it is asked.
    let partly = "required_fields = { fields = [\"note\"], \
        when = [{ reason_is = \"Callback\", fields = [\"resolved\"] }] }";
    assert_eq!(figure("90 %", partly), [6.0, 6.0, 2.0, 0.0]);
    // A field that calls do not have.
    let foreign = "required_fields = { fields = [\"priority\"] }";
    assert_eq!(figure("90 %", foreign), [0.0, 0.0, 8.0, 0.0]);
}

#[test]
fn nothing_is_asked_of_anybody() {
    let rule = "required_fields = { when = [{ reason_is = \"Complaint\", fields = [\"note\"] }] }";
    let bench = calls(&standard("duty", "90 %", rule));
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "duty"), [0.0; 4]);
    let row = kpi.only(&[
        ("standard", "duty"),
        ("queue", "*"),
        ("clause_valid_from", "2026-01-01"),
    ]);
    assert_eq!(row.text("status"), "not_measurable");
}

const CATALOGUE: &str = "catalogue = { reasons = [\"Invoice\", \"Callback\", \"Other\"] }";

#[test]
fn a_reason_that_the_contract_does_not_know_is_a_breach_that_is_quoted() {
    // Seven calls have a reason, one of them an unknown one.
    let bench = calls(&standard("duty", "90 %", CATALOGUE));
    assert_eq!(sums(&bench.october(&[]), "duty"), [6.0, 7.0, 1.0, 0.0]);
    let wanted = [
        "c8",
        "reason \"Moon \"phase\"\"",
        "a reason from the agreed catalogue",
    ];
    assert_eq!(findings(&bench, "duty"), [wanted.map(str::to_owned)]);
}

#[test]
fn reasons_are_compared_as_the_mapping_reads_them() {
    let words = "[vocabularies.reasons]\nBilling = [\"invoice\"]\n";
    let listed = "reason = { column = \"reason\", words = \"reasons\", ignore_case = true }";
    let source = SOURCE.replace("reason = \"reason\"", listed);
    let rule = standard("duty", "90 %", "catalogue = { reasons = [\"Billing\"] }");
    let bench = Bench::with(
        &format!("{source}{words}{rule}"),
        &[("calls_2026-10.csv", RECORDS)],
    );
    assert_eq!(sums(&bench.october(&[]), "duty"), [3.0, 7.0, 1.0, 0.0]);
}

#[test]
fn catch_alls_are_counted_and_fewer_are_better() {
    let rule = "catch_all_max = { reasons = [\"Other\", \"Miscellaneous\"] }";
    let bench = calls(&standard("duty", "10 %", rule));
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "duty"), [1.0, 7.0, 1.0, 0.0]);
    let row = kpi.only(&[
        ("standard", "duty"),
        ("queue", "*"),
        ("clause_valid_from", "2026-01-01"),
    ]);
    assert_eq!(
        [row.text("measure"), row.text("direction"), row.text("status")],
        ["catch_all", "max", "missed"]
    );
    let found = findings(&bench, "duty");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0][..2], ["c6", "reason \"Other\""].map(str::to_owned));
    // Exactly on the target is met.
    let on_target = calls(&standard(
        "duty",
        "20 %",
        "catch_all_max = { reasons = \"Other\" }",
    ));
    let few = RECORDS.replace(
        "c7,2026-10-05 09:06,answered,60,,",
        "c7,2026-10-05 09:06,abandoned,,,",
    );
    let few = few.replace(
        "c8,2026-10-05 09:07,answered,60",
        "c8,2026-10-05 09:07,abandoned,",
    );
    let few = few.replace(
        "c5,2026-10-05 09:04,answered,60",
        "c5,2026-10-05 09:04,abandoned,",
    );
    on_target.sandbox.write("calls_2026-10.csv", few);
    let kpi = on_target.october(&[]);
    assert_eq!(sums(&kpi, "duty"), [1.0, 5.0, 0.0, 0.0]);
    let row = kpi.only(&[
        ("standard", "duty"),
        ("queue", "*"),
        ("clause_valid_from", "2026-01-01"),
    ]);
    assert_eq!(row.text("status"), "met");
}

#[test]
fn too_few_reasons_are_shown_and_not_judged() {
    for (id, rule) in [
        ("catalogue", CATALOGUE),
        ("catch_all", "catch_all_max = { reasons = \"Other\" }"),
    ] {
        let usual = standard(id, "10 %", rule).replace("min_cases = 0\n", "");
        let kpi = calls(&usual).october(&[]);
        let row = kpi.only(&[
            ("standard", id),
            ("queue", "*"),
            ("clause_valid_from", "2026-01-01"),
        ]);
        assert_eq!(row.text("status"), "too_few");
        assert!(row.number("value").is_some());
    }
}

#[test]
fn without_reasons_nothing_is_said_about_them() {
    let source = SOURCE.replace("reason = \"reason\"\n", "");
    let more = standard("known", "90 %", CATALOGUE)
        + &standard("vague", "10 %", "catch_all_max = { reasons = \"Other\" }");
    let bench = Bench::with(&format!("{source}{more}"), &[("calls_2026-10.csv", RECORDS)]);
    let kpi = bench.october(&[]);
    for id in ["known", "vague"] {
        assert_eq!(sums(&kpi, id), [0.0, 0.0, 8.0, 0.0]);
    }
}

fn all_duties() -> String {
    standard("dates", "90 %", PROMISE)
        + &standard("reasons", "90 %", CATALOGUE)
        + &standard("notes", "90 %", "note_min_chars = { chars = 5 }")
}

#[test]
fn documented_is_where_all_duties_hold() {
    // c3 lacks its date, c4 and c6 their note, c8 has an unknown reason; c7 has none, and no duty broken.
    let documented = "documented = { all_of = [\"notes\", \"dates\", \"reasons\"] }";
    let bench = calls(&(all_duties() + &standard("documented", "90 %", documented)));
    let kpi = bench.october(&[]);
    assert_eq!(sums(&kpi, "documented"), [3.0, 7.0, 1.0, 0.0]);
    assert_eq!(sums(&kpi, "notes"), [6.0, 8.0, 0.0, 0.0]);
    let found = findings(&bench, "documented");
    let observed: Vec<_> = found
        .iter()
        .map(|[id, observed, _]| (id.as_str(), observed.as_str()))
        .collect();
    assert_eq!(
        observed,
        [
            ("c3", "not fulfilled: Duty dates"),
            ("c4", "not fulfilled: Duty notes"),
            ("c6", "not fulfilled: Duty notes"),
            ("c8", "not fulfilled: Duty reasons"),
        ]
    );
    assert_eq!(found[0][2], "all fulfilled: Duty notes, Duty dates, Duty reasons");
}

#[test]
fn a_duty_counts_where_and_while_it_is_agreed() {
    // The dates bind mail only, the notes have ended before the calls: what is left is the catalogue.
    let duties = all_duties()
        .replace(
            "name = { de = \"Pflicht dates\"",
            "queues = [\"mail\"]\nname = { de = \"Pflicht dates\"",
        )
        .replace("note_min_chars", "valid_to = 2026-10-04\nnote_min_chars");
    let documented = "documented = { all_of = [\"notes\", \"dates\", \"reasons\"] }";
    let bench = calls(&(duties + &standard("documented", "90 %", documented)));
    assert_eq!(sums(&bench.october(&[]), "documented"), [6.0, 7.0, 1.0, 0.0]);
}

#[test]
fn findings_are_in_the_language_of_their_reader() {
    let documented = "documented = { all_of = [\"notes\", \"reasons\"] }";
    let vague = standard("vague", "10 %", "catch_all_max = { reasons = \"Other\" }");
    let bench = calls(&(all_duties() + &vague + &standard("documented", "90 %", documented)));
    let path = "leitstand.toml";
    let german = bench
        .sandbox
        .read(path)
        .replace("language = \"en\"", "language = \"de\"");
    bench.sandbox.write(path, german);
    bench.october(&[]);
    let said = |standard: &str, id: &str| {
        let found = findings(&bench, standard);
        let one = found.into_iter().find(|[contact, ..]| contact == id);
        let [_, observed, required] = one.unwrap_or_else(|| panic!("{standard} {id}"));
        [observed, required]
    };
    assert_eq!(
        said("dates", "c3"),
        [
            "leer: Rückruf zugesagt für",
            "gefüllt: wo „Rückruf zugesagt“ gefüllt ist: Rückruf zugesagt für"
        ]
    );
    assert_eq!(
        said("reasons", "c8"),
        [
            "Anliegen \"Moon \"phase\"\"",
            "Anliegen aus dem vereinbarten Katalog"
        ]
    );
    assert_eq!(
        said("vague", "c6"),
        ["Anliegen \"Other\"", "ein bestimmtes Anliegen statt: Other"]
    );
    assert_eq!(
        said("documented", "c6"),
        [
            "nicht erfüllt: Pflicht notes",
            "alle erfüllt: Pflicht notes, Pflicht reasons"
        ]
    );
}
