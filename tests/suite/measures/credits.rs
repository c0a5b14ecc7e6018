//! Bonus and malus through the whole program: from calls to euros, on every output.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::bench::{Bench, CALLS, CALLS_HEADER};
use crate::support::{Table, files_below};

/// Service level within 20 s, and a tenth of 120,000 EUR at risk over two standards.
const AGREED: &str = r#"
[standards.level]
name = "Level"
[[standards.level.clauses]]
valid_from = 2026-01-01
target = "80 %"
service_level = { formula = "offered", within = "20 s" }
[standards.wait]
name = "Wait"
[[standards.wait.clauses]]
valid_from = 2026-01-01
target = "30 s"
asa = {}
[credits.phone]
name = "Phone credits"
fee = "120000.00 EUR"
[[credits.phone.clauses]]
valid_from = 2026-01-01
at_risk = "10 %"
earn_back_months = 2
[[credits.phone.clauses.standards]]
standard = "level"
share = "60 %"
steps = [{ to = "75 %", malus = "100 %" }, { from = "75 %", to = "80 %", malus = "50 %" }, { from = "90 %", bonus = "50 %" }]
[[credits.phone.clauses.standards]]
standard = "wait"
share = "40 %"
linear = { from = "10 s", to = "60 s", malus = "100 %" }
"#;

/// So many calls of a month answered after 10 s, and so many after 40 s.
fn calls(month: &str, fast: usize, slow: usize) -> String {
    let line = |index: usize| {
        let wait = if index < fast { 10 } else { 40 };
        format!(
            "{month}-{index},2026-{month}-05 09:{:02}:{:02},,,answered,{wait},200,Ann\n",
            index / 60,
            index % 60
        )
    };
    (0..fast + slow).map(line).collect()
}

fn row<'t>(credits: &'t Table, kind: &str, standard: &str) -> crate::support::Row<'t> {
    credits.only(&[("provider", "nord"), ("kind", kind), ("standard", standard)])
}

/// 78 of 100 in time: the middle step, 12,000 × 60 % × 50 % = 3,600.00. Mean wait 16.6 s: 6.6 of 50 s on the
/// way, 4,800 × 13.2 % = 633.60.
#[test]
fn from_calls_to_euros() {
    let bench = Bench::calls(&calls("10", 78, 22), AGREED);
    let ended = bench.run("2026-10", &[]).with(0);
    assert!(
        ended.stderr.contains(
            "credits  Nord, phone: malus −€4,233.60, bonus €0.00, earned back €0.00, net −€4,233.60 (one amount open)"
        ),
        "{}",
        ended.stderr
    );
    let credits = bench.sandbox.table("2026-10", "credits");
    let level = row(&credits, "standard", "level");
    assert!(level.has(&[
        ("clause_valid_from", "2026-01-01"),
        ("queue", "*"),
        ("numerator", "78"),
        ("denominator", "100"),
        ("status", "missed"),
        ("fee", "120000.00"),
        ("at_risk", "0.1"),
        ("share", "0.6"),
        ("rule", "step"),
        ("rule_from", "0.75"),
        ("rule_to", "0.8"),
        ("effect", "-0.5"),
        ("amount_before_cap", "-3600.00"),
        ("amount", "-3600.00"),
        ("currency", "EUR"),
        ("state", "due"),
        ("certainty", "could_change"),
        ("amount_at_ci_low", "-7200.00"),
        ("amount_at_ci_high", "0.00"),
    ]));
    let wait = row(&credits, "standard", "wait");
    assert!(wait.has(&[("rule", "linear"), ("amount", "-633.60"), ("certainty", "")]));
    assert_eq!(
        wait.text("calculation"),
        "€120,000.00 × 10% × 40% × (1,660\u{a0}s/100 − 10\u{a0}s) ÷ (60\u{a0}s − 10\u{a0}s) × −100% = −€633.60"
    );
    assert!(row(&credits, "net", "").has(&[("amount", "-4233.60"), ("reason", "some_open")]));
    // August's publication is not there.
    let open = row(&credits, "earn_back", "");
    assert!(open.has(&[
        ("state", "open"),
        ("reason", "former_missing"),
        ("from_period", "2026-08")
    ]));
    let twin = Table::from_parquet(&bench.sandbox.path("out/2026-10/data/credits.parquet"));
    assert!(row(&twin, "standard", "level").has(&[("amount", "-3600.00"), ("effect", "-0.5")]));
}

#[test]
fn pages_workbooks_and_explain_show_the_same_amounts() {
    let bench = Bench::calls(&calls("10", 78, 22), AGREED);
    bench.october(&[]);
    for page in ["overview.html", "partners/nord/scorecard.html"] {
        let html = bench.sandbox.read(&format!("out/2026-10/{page}"));
        for shown in [
            "−€3,600.00",
            "−€633.60",
            "−€4,233.60",
            "−€7,200.00 to €0.00",
            "from 75% to below 80%",
        ] {
            assert!(html.contains(shown), "{page} does not show {shown}");
        }
    }
    for book in ["overview.xlsx", "partners/nord/feedback.xlsx"] {
        let text = parts(&bench.sandbox.path(&format!("out/2026-10/{book}")));
        for shown in ["<v>-3600.00</v>", "<v>-633.60</v>", "<v>-4233.60</v>", ",2)</f>"] {
            assert!(text.contains(shown), "{book} has no {shown}");
        }
    }
    let question = [
        "explain",
        "out/2026-10",
        "--provider",
        "nord",
        "--standard",
        "level",
    ];
    let told = bench.sandbox.ask(&question).with(0).stdout;
    for words in [
        "Credit phone, clause from 2026-01-01: -3600.00 EUR (due)",
        "€120,000.00 × 10% × 60% × −50% = −€3,600.00",
        "within the 95 % interval of the figure: -7200.00 to 0.00 EUR",
        "78 passed + 22 missed",
    ] {
        assert!(told.contains(words), "no `{words}` in {told}");
    }
}

/// Malus of August 3,600.00; September and October meet the level, the wait of August took 633.60 and is met.
#[test]
fn a_malus_is_given_back_from_former_publications() {
    let records = [calls("08", 78, 22), calls("09", 85, 15), calls("10", 85, 15)].concat();
    let bench = Bench::calls(&records, AGREED);
    for period in ["2026-08", "2026-09"] {
        bench.run(period, &[]).with(0);
    }
    bench.october(&[]);
    let credits = bench.sandbox.table("2026-10", "credits");
    let back = row(&credits, "earn_back", "level");
    assert!(back.has(&[
        ("amount", "3600.00"),
        ("from_period", "2026-08"),
        ("state", "due")
    ]));
    assert_eq!(
        back.text("calculation"),
        "malus of 2026-08 (−€3,600.00) given back: met since"
    );
    assert!(row(&credits, "earn_back", "wait").has(&[("amount", "633.60")]));
    // Own malus of October: wait 14.5 s, 4,800 × 9 % = 432.00.
    assert!(row(&credits, "earned_back", "").has(&[("amount", "4233.60")]));
    assert!(row(&credits, "net", "").has(&[("amount", "3801.60"), ("reason", "")]));
    let before = outputs(&bench);
    bench.october(&[]);
    assert_eq!(before, outputs(&bench), "a second run gives the same bytes");
}

#[test]
fn amounts_for_information_are_never_due() {
    let agreed = AGREED.replace("earn_back_months = 2", "report_only = true");
    let bench = Bench::calls(&calls("10", 70, 30), &agreed);
    let ended = bench.run("2026-10", &[]).with(0);
    assert!(
        ended.stderr.contains("for information only, not due"),
        "{}",
        ended.stderr
    );
    let credits = bench.sandbox.table("2026-10", "credits");
    assert!(row(&credits, "standard", "level").has(&[("amount", "-7200.00"), ("state", "report_only")]));
    assert!(credits.rows().all(|row| row.text("state") != "due"));
}

#[test]
fn a_fee_that_is_not_known_leaves_amounts_open() {
    let agreed = AGREED.replace(
        "fee = \"120000.00 EUR\"",
        "fees = [{ month = \"2026-09\", fee = \"120000.00 EUR\" }]",
    );
    let bench = Bench::calls(&calls("10", 70, 30), &agreed);
    let ended = bench.run("2026-10", &[]).with(0);
    assert!(
        ended.stderr.contains("credits  Nord, phone: open: fee not known"),
        "{}",
        ended.stderr
    );
    let credits = bench.sandbox.table("2026-10", "credits");
    let level = row(&credits, "standard", "level");
    assert!(level.has(&[
        ("amount", ""),
        ("state", "open"),
        ("reason", "no_fee"),
        ("effect", "-1")
    ]));
    assert!(row(&credits, "net", "").has(&[("amount", ""), ("state", "open")]));
    assert!(
        bench
            .sandbox
            .read("out/2026-10/overview.html")
            .contains("fee not known")
    );
}

#[test]
fn an_interim_state_is_never_due() {
    let records = [calls("08", 78, 22), calls("09", 85, 15), calls("10", 70, 30)].concat();
    let bench = Bench::calls(&records, AGREED);
    for period in ["2026-08", "2026-09"] {
        bench.run(period, &[]).with(0);
    }
    let ended = bench.run("2026-10", &["--as-of", "2026-10-15"]).with(0);
    let words = "open: interim state before the end of the period";
    assert!(
        ended.stderr.contains(&format!("credits  Nord, phone: {words}")),
        "{}",
        ended.stderr
    );
    let credits = bench.sandbox.table("2026-10", "credits");
    assert!(row(&credits, "standard", "level").has(&[
        ("amount", ""),
        ("reason", "interim"),
        ("effect", "-1")
    ]));
    assert!(
        credits
            .rows()
            .all(|row| [row.text("state"), row.text("amount"), row.text("reason")] == ["open", "", "interim"])
    );
    assert!(bench.sandbox.read("out/2026-10/overview.html").contains(words));
    // The whole month is settled as ever.
    bench.october(&["--as-of", "2026-11-01"]);
    let credits = bench.sandbox.table("2026-10", "credits");
    assert!(row(&credits, "standard", "level").has(&[("amount", "-7200.00"), ("state", "due")]));
}

#[test]
fn without_an_agreement_there_is_no_file_and_no_section() {
    let (standards, _) = AGREED.split_once("[credits.phone]").expect("credits");
    let bench = Bench::calls(&calls("10", 70, 30), standards);
    bench.october(&[]);
    assert!(!bench.sandbox.path("out/2026-10/data/credits.csv").exists());
    assert!(
        !bench
            .sandbox
            .read("out/2026-10/overview.html")
            .contains("id=\"credits\"")
    );
}

#[test]
fn a_partners_folder_tells_nothing_of_anothers_money() {
    let sued = "[providers.sued]\nname = \"Sued\"\n";
    let of_sued = CALLS
        .replace("[sources.calls", "[sources.sued_calls")
        .replace("\"nord\"", "\"sued\"")
        .replace("calls_*", "sued_*");
    let fees = "fees = [{ provider = \"nord\", fee = \"120000.00 EUR\" }, { provider = \"sued\", fee = \"98765.43 EUR\" }]";
    let agreed = AGREED.replace("fee = \"120000.00 EUR\"", fees);
    let other = "[credits.other]\nname = \"Secret side letter\"\nproviders = [\"sued\"]\nfee = \"777.77 EUR\"\n\
        [[credits.other.clauses]]\nvalid_from = 2026-01-01\nat_risk = \"100 %\"\n\
        standards = [{ standard = \"level\", share = \"100 %\", steps = { to = \"75 %\", malus = \"100 %\" } }]\n";
    let nord_calls = format!("{CALLS_HEADER}\n{}", calls("10", 78, 22));
    let sued_calls = format!("{CALLS_HEADER}\n{}", calls("10", 60, 40));
    let bench = Bench::with(
        &format!("{sued}{CALLS}{of_sued}{agreed}{other}"),
        &[
            ("calls_2026-10.csv", &nord_calls),
            ("sued_2026-10.csv", &sued_calls),
        ],
    );
    bench.october(&[]);
    let traces = [
        ("nord", ["120,000.00", "-4233.60"]),
        ("sued", ["98,765.43", "777.77"]),
    ];
    let seen = |provider: &str, trace: &str| {
        let folder = bench.sandbox.path(&format!("out/2026-10/partners/{provider}"));
        files_below(&folder)
            .iter()
            .any(|file| parts(file).contains(trace))
    };
    for (own, other) in [(0, 1), (1, 0)] {
        for trace in traces[own].1 {
            assert!(
                seen(traces[own].0, trace),
                "{trace} is not shown to {}",
                traces[own].0
            );
        }
        for trace in traces[other].1 {
            assert!(
                !seen(traces[own].0, trace),
                "{trace} is shown to {}",
                traces[own].0
            );
        }
    }
    assert!(seen("sued", "Secret side letter") && !seen("nord", "Secret side letter"));
}

/// Two clauses with their own targets in one month: score and credits go by the combined figure, 85 of 100.
#[test]
fn a_standard_whose_clause_changed_counts_with_its_combined_figure() {
    let change = "target = \"80 %\"\nservice_level = { formula = \"offered\", within = \"20 s\" }\n";
    let both = format!(
        "valid_to = 2026-10-15\n{change}[[standards.level.clauses]]\nvalid_from = 2026-10-16\n{}",
        change.replace("80 %", "90 %")
    );
    let agreed = AGREED.replacen(change, &both, 1).replacen(
        "name = \"Level\"\n",
        "name = \"Level\"\nscore = { worst = \"60 %\", best = \"85 %\", weight = 100 }\n",
        1,
    );
    let late = calls("10", 45, 5)
        .replace("2026-10-05", "2026-10-20")
        .replace("10-", "late-");
    let late = late.replace("2026-late-20", "2026-10-20");
    let bench = Bench::calls(&[calls("10", 40, 10), late].concat(), &agreed);
    let ended = bench.run("2026-10", &[]).with(0);
    assert!(ended.stderr.contains("score 100.00 of 100"), "{}", ended.stderr);
    let credits = bench.sandbox.table("2026-10", "credits");
    let level = row(&credits, "standard", "level");
    assert!(level.has(&[
        ("numerator", "85"),
        ("denominator", "100"),
        ("target", ""),
        ("rule", "neutral"),
        ("amount", "0.00")
    ]));
}

/// The first clause of October has no call, the last one five: the 80 of 100 between them are met, scored and paid by.
#[test]
fn clauses_with_no_or_few_cases_leave_the_month_judged() {
    let rule = |target: &str| {
        format!("target = \"{target}\"\nservice_level = {{ formula = \"offered\", within = \"20 s\" }}\n")
    };
    let three = format!(
        "valid_to = 2026-10-03\n{}[[standards.level.clauses]]\nvalid_from = 2026-10-04\nvalid_to = 2026-10-29\n{}\
         [[standards.level.clauses]]\nvalid_from = 2026-10-30\n{}",
        rule("90 %"),
        rule("75 %"),
        rule("85 %")
    );
    let agreed = AGREED.replacen(&rule("80 %"), &three, 1).replacen(
        "name = \"Level\"\n",
        "name = \"Level\"\nscore = { worst = \"60 %\", best = \"80 %\", weight = 100 }\n",
        1,
    );
    let last_day = calls("10", 4, 1)
        .replace("2026-10-05", "2026-10-30")
        .replace("10-0,", "a,")
        .replace("10-1,", "b,")
        .replace("10-2,", "c,")
        .replace("10-3,", "d,")
        .replace("10-4,", "e,");
    let bench = Bench::calls(&[calls("10", 80, 20), last_day].concat(), &agreed);
    let ended = bench.run("2026-10", &[]).with(0);
    assert!(ended.stderr.contains("score 100.00 of 100"), "{}", ended.stderr);
    let kpi = bench.sandbox.table("2026-10", "kpi");
    let of = |from: &str| {
        let row = kpi.only(&[
            ("standard", "level"),
            ("measure", "service_level"),
            ("queue", "*"),
            ("clause_valid_from", from),
        ]);
        ["denominator", "status"].map(|name| row.text(name).to_owned())
    };
    assert_eq!(of("2026-01-01"), ["0", "not_measurable"]);
    assert_eq!(of("2026-10-30"), ["5", "too_few"]);
    assert_eq!(of(""), ["105", "met"]);
    let credits = bench.sandbox.table("2026-10", "credits");
    assert!(row(&credits, "standard", "level").has(&[
        ("denominator", "105"),
        ("status", "met"),
        ("rule", "neutral"),
        ("state", "due")
    ]));
}

/// Every file of the publication but the manifest.
fn outputs(bench: &Bench) -> Vec<(String, Vec<u8>)> {
    let folder = bench.sandbox.path("out/2026-10");
    let files = files_below(&folder)
        .into_iter()
        .filter(|file| !file.ends_with("manifest.json"));
    files
        .map(|file| (file.display().to_string(), std::fs::read(&file).expect("read")))
        .collect()
}

/// The text of a file, of a workbook that of all its parts.
fn parts(path: &Path) -> String {
    let mut all = String::new();
    if path.extension().is_none_or(|ending| ending != "xlsx") {
        return std::fs::read_to_string(path).unwrap_or_default();
    }
    let mut archive = zip::ZipArchive::new(File::open(path).expect("opened")).expect("a workbook");
    for index in 0..archive.len() {
        archive
            .by_index(index)
            .expect("a part")
            .read_to_string(&mut all)
            .expect("text");
    }
    all
}
