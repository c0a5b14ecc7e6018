//! First-contact resolution by absence of a repeat, and repeated contacts (definitions § 6).

use super::bench::Bench;
use crate::support::{Table, files_below, read, texts};

/// A second partner, and the exports of both: calls of north, calls and tickets of south.
const SOURCES: &str = r#"
[providers.sued]
name = "Sued"
[sources.north]
provider = "nord"
kind = "calls"
path = "north_{period}*.csv"
[sources.north.csv]
[sources.north.mapping.fields]
id = "id"
queue = { constant = "billing" }
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M:%S" }
outcome = "outcome"
customer = "customer"
reason = "reason"
[sources.south]
provider = "sued"
kind = "calls"
path = "south_{period}*.csv"
[sources.south.csv]
[sources.south.mapping.fields]
id = "id"
queue = { constant = "billing" }
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M:%S" }
outcome = "outcome"
customer = "customer"
reason = "reason"
[sources.mails]
provider = "sued"
kind = "tickets"
path = "mails_{period}.csv"
required = false
[sources.mails.csv]
[sources.mails.mapping.fields]
id = "id"
queue = { constant = "mail" }
created_at = { column = "created", format = "%Y-%m-%d %H:%M:%S" }
status = "status"
customer = "customer"
reason = "reason"
"#;

const HEADER: &str = "id,offered,outcome,customer,reason\n";
const MAIL_HEADER: &str = "id,created,status,customer,reason\n";

const BY_CONTACT: &str = "no_repeat = { within = \"7 d\", same = [\"customer\", \"reason\"] }";
const BY_CHAIN: &str = "no_repeat = { within = \"7 d\", same = [\"customer\", \"reason\"], per = \"chain\" }";
const REPEATED: &str = "repeat_rate = { within = \"7 d\", same = [\"customer\", \"reason\"] }";

fn standard(id: &str, rule: &str) -> String {
    let target = if rule.starts_with("repeat_rate") {
        "5 %"
    } else {
        "95 %"
    };
    format!(
        "[standards.{id}]\nname = \"{id}\"\nmin_cases = 0\n\
         [[standards.{id}.clauses]]\nvalid_from = 2026-01-01\ntarget = \"{target}\"\n{rule}\n"
    )
}

fn bench(files: &[(&str, String)]) -> Bench {
    let standards = [("fcr", BY_CONTACT), ("chains", BY_CHAIN), ("repeats", REPEATED)];
    let standards: String = standards.iter().map(|(id, rule)| standard(id, rule)).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Bench::with(&format!("{SOURCES}{standards}"), &files)
}

fn calls(records: &str) -> String {
    format!("{HEADER}{records}")
}

/// Numerator, denominator and unmeasurable of a standard, and the open ones among these.
#[track_caller]
fn figure(kpi: &Table, provider: &str, standard: &str) -> [f64; 4] {
    let measure = if standard == "repeats" {
        "repeat_rate"
    } else {
        "fcr"
    };
    let of = |measure: &str| {
        kpi.only(&[
            ("provider", provider),
            ("standard", standard),
            ("queue", "*"),
            ("measure", measure),
        ])
    };
    let row = of(measure);
    let number = |name: &str| row.number(name).unwrap_or_else(|| panic!("no {name}"));
    let open = of(&format!("{measure}:open"))
        .number("numerator")
        .expect("a count");
    [
        number("numerator"),
        number("denominator"),
        number("unmeasurable"),
        open,
    ]
}

fn march(bench: &Bench) -> Table {
    bench.run("2026-03", &[]).with(0);
    bench.sandbox.table("2026-03", "kpi")
}

/// The three contacts of the definitions.
const THREE: &str = "\
a1,2026-03-01 10:00:00,answered,K1,invoice
a2,2026-03-05 10:00:00,answered,K1,invoice
a3,2026-03-20 10:00:00,answered,K1,invoice
";

#[test]
fn contacts_on_1_5_and_20_march() {
    let bench = bench(&[
        ("north_2026-03.csv", calls(THREE)),
        (
            "south_2026-03.csv",
            calls("b1,2026-03-20 10:00:00,answered,K2,invoice\n"),
        ),
    ]);
    let kpi = march(&bench);
    assert_eq!(figure(&kpi, "nord", "fcr"), [2.0, 3.0, 0.0, 0.0]);
    assert_eq!(figure(&kpi, "nord", "chains"), [1.0, 2.0, 0.0, 0.0]);
    // What came before 1 March is not known, so that only the window of the 20th is whole.
    assert_eq!(figure(&kpi, "nord", "repeats"), [0.0, 1.0, 2.0, 2.0]);
    let findings = bench.sandbox.table("2026-03", "findings");
    let told: Vec<[&str; 4]> = findings
        .rows()
        .map(|row| ["standard", "contact_id", "observed", "required"].map(|name| row.text(name)))
        .collect();
    let required = "no further contact of the same customer with the same reason within 7 days";
    assert_eq!(
        told,
        [
            ["fcr", "a1", "contacted again 2026-03-05T10:00:00+01:00", required],
            [
                "chains",
                "a1",
                "contacted again 2026-03-05T10:00:00+01:00",
                required
            ],
        ]
    );
}

#[test]
fn a_repeat_counts_at_whatever_provider_and_by_whatever_channel() {
    let bench = bench(&[
        (
            "north_2026-03.csv",
            calls(
                "NX71,2026-03-09 10:00:00,answered,KD01,invoice\n\
                 NX72,2026-03-09 10:00:00,answered,K2,invoice\n\
                 NX73,2026-03-09 10:00:00,answered,K3,invoice\n\
                 NX74,2026-03-09 10:00:00,answered,K4,invoice\n\
                 NX75,2026-03-09 10:00:00,answered,,invoice\n\
                 NX76,2026-03-09 10:00:00,answered,K6,\n\
                 NX77,2026-03-09 10:00:00,abandoned,K7,invoice\n",
            ),
        ),
        (
            "south_2026-03.csv",
            calls(
                "SX81,2026-03-10 10:00:00,answered,KD01,invoice\n\
                 SX83,2026-03-10 10:00:00,answered,K3,delivery\n\
                 SX84,2026-03-10 10:00:00,abandoned,K4,invoice\n",
            ),
        ),
        (
            "mails_2026-03.csv",
            format!(
                "{MAIL_HEADER}MX92,2026-03-16 10:00:00,open,K2,invoice\n\
                 MX93,2026-03-12 10:00:00,merged,K3,invoice\n"
            ),
        ),
    ]);
    let kpi = march(&bench);
    // K1 and K2 came again, K3 for another reason, K4 was not answered; K5 and K6 are not told.
    assert_eq!(figure(&kpi, "nord", "fcr"), [2.0, 4.0, 2.0, 0.0]);
    assert_eq!(figure(&kpi, "nord", "chains"), [2.0, 4.0, 2.0, 0.0]);
    // Of the south, one call and one mail follow a call of the north.
    assert_eq!(figure(&kpi, "sued", "fcr"), [3.0, 3.0, 0.0, 0.0]);
    assert_eq!(figure(&kpi, "sued", "chains"), [1.0, 1.0, 0.0, 0.0]);
    assert_eq!(figure(&kpi, "sued", "repeats"), [2.0, 3.0, 0.0, 0.0]);
    // A partner learns that the customer came again, and nothing of where, when or with which id.
    let findings = bench.sandbox.table("2026-03", "findings");
    let observed = |id: &str, standard: &str| {
        let row = findings.only(&[("contact_id", id), ("standard", standard)]);
        row.text("observed").to_owned()
    };
    assert_eq!(observed("NX71", "fcr"), "contacted again elsewhere");
    assert_eq!(observed("MX92", "repeats"), "contact before: elsewhere");
    let of_the_south = [
        "sued",
        "Sued",
        "south",
        "SX8",
        "MX9",
        "2026-03-10T",
        "2026-03-16T",
        "KD01",
    ];
    let of_the_north = ["nord", "Nord", "north", "NX7", "2026-03-09T", "KD01"];
    for (partner, others) in [("nord", &of_the_south[..]), ("sued", &of_the_north)] {
        let files = files_below(&bench.sandbox.path(&format!("out/2026-03/partners/{partner}")));
        assert_eq!(files.len(), 3, "page, workbook and findings");
        for (name, text) in files.iter().flat_map(|file| texts(file)) {
            let told = others.iter().find(|word| text.contains(**word));
            assert_eq!(told, None, "{name}");
        }
    }
}

/// Contacts in the last week of March; K1 comes again in April, at the other partner.
const LAST_WEEK: &str = "\
a1,2026-03-28 10:00:00,answered,K1,invoice
a2,2026-03-28 10:00:00,answered,K2,invoice
a3,2026-03-24 10:00:00,answered,K3,invoice
";
const APRIL: &str = "\
b1,2026-04-02 10:00:00,answered,K1,invoice
b9,2026-04-20 10:00:00,answered,K9,invoice
";

#[test]
fn contacts_of_the_last_window_are_open_until_the_next_month_is_there() {
    let before = [
        ("north_2026-03.csv", calls(LAST_WEEK)),
        (
            "south_2026-03.csv",
            calls("b0,2026-03-02 10:00:00,answered,K0,invoice\n"),
        ),
    ];
    let first = bench(&before);
    let kpi = march(&first);
    assert_eq!(figure(&kpi, "nord", "fcr"), [1.0, 1.0, 2.0, 2.0]);
    let page = read(&first.sandbox.path("out/2026-03/partners/nord/scorecard.html"));
    assert!(page.contains("open contacts"), "the open ones are shown");

    // April of one partner alone does not tell of the other's contacts; that K1 has come again is known, but
    // to count the repeats alone would be no rate.
    let half = [&before[..], &[("south_2026-04.csv", calls(APRIL))]].concat();
    let kpi = march(&bench(&half));
    assert_eq!(figure(&kpi, "nord", "fcr"), [1.0, 1.0, 2.0, 2.0]);

    let whole = [
        &half[..],
        &[(
            "north_2026-04.csv",
            calls("a9,2026-04-21 10:00:00,answered,K8,invoice\n"),
        )],
        &[(
            "mails_2026-04.csv",
            format!("{MAIL_HEADER}m1,2026-04-01 08:00:00,open,K7,invoice\n"),
        )],
    ]
    .concat();
    let second = bench(&whole);
    let kpi = march(&second);
    assert_eq!(figure(&kpi, "nord", "fcr"), [2.0, 3.0, 0.0, 0.0]);
    // What was looked through is an input like any other; its rows count nowhere.
    let manifest = read(&second.sandbox.path("out/2026-03/manifest.json"));
    assert!(manifest.contains("north_2026-04.csv") && manifest.contains("south_2026-04.csv"));
    let reconciliation = second.sandbox.table("2026-03", "reconciliation");
    assert!(
        reconciliation
            .rows()
            .all(|row| !row.text("file").contains("2026-04"))
    );
}

#[test]
fn neither_a_late_look_nor_one_slip_of_a_date_is_a_delivery() {
    let slips = |id: &str| format!("{id},2026-04-20 10:00:00,answered,K9,invoice\n");
    let early = "a4,2026-03-09 10:00:00,answered,K4,invoice\n";
    let of_the_south = "b0,2026-03-02 10:00:00,answered,K0,invoice\n";
    for (north, south) in [(String::new(), String::new()), (slips("a8"), slips("b8"))] {
        let bench = bench(&[
            ("north_2026-03.csv", calls(&format!("{LAST_WEEK}{early}{north}"))),
            ("south_2026-03.csv", calls(&format!("{of_the_south}{south}"))),
        ]);
        // April is over, and nothing of it was delivered: the last week stays open.
        bench.run("2026-03", &["--as-of", "2026-04-30"]).with(0);
        let kpi = bench.sandbox.table("2026-03", "kpi");
        assert_eq!(figure(&kpi, "nord", "fcr"), [2.0, 2.0, 2.0, 2.0]);
    }
    // In the middle of the month, what came until then is known.
    let bench = bench(&[
        (
            "north_2026-03.csv",
            calls(&format!("{early}a5,2026-03-15 10:00:00,answered,K5,invoice\n")),
        ),
        ("south_2026-03.csv", calls(of_the_south)),
    ]);
    bench.run("2026-03", &["--as-of", "2026-03-18"]).with(0);
    let kpi = bench.sandbox.table("2026-03", "kpi");
    assert_eq!(figure(&kpi, "nord", "fcr"), [1.0, 1.0, 1.0, 1.0]);
}

#[test]
fn contacts_of_the_month_before_begin_chains_and_are_repeated() {
    let kpi = march(&bench(&[
        (
            "north_2026-02.csv",
            calls("z1,2026-02-27 10:00:00,answered,K1,invoice\nz0,2026-02-03 10:00:00,answered,K0,x\n"),
        ),
        ("north_2026-03.csv", calls(THREE)),
        (
            "south_2026-02.csv",
            calls("y1,2026-02-03 10:00:00,answered,K5,invoice\n"),
        ),
        (
            "south_2026-03.csv",
            calls("b1,2026-03-20 10:00:00,answered,K2,invoice\n"),
        ),
        (
            "mails_2026-02.csv",
            format!("{MAIL_HEADER}m1,2026-02-03 08:00:00,open,K7,invoice\n"),
        ),
    ]));
    assert_eq!(figure(&kpi, "nord", "fcr"), [2.0, 3.0, 0.0, 0.0]);
    // The chain of 1 March began in February; that of 20 March is whole.
    assert_eq!(figure(&kpi, "nord", "chains"), [1.0, 1.0, 0.0, 0.0]);
    assert_eq!(figure(&kpi, "nord", "repeats"), [2.0, 3.0, 0.0, 0.0]);
}

#[test]
fn a_contact_delivered_twice_is_no_repeat() {
    let twice = format!("{THREE}a3,2026-03-20 10:00:00,answered,K1,invoice\n");
    let again = "a3,2026-03-20 10:05:00,answered,K1,invoice\n";
    let bench = bench(&[
        ("north_2026-03.csv", calls(&twice)),
        ("north_2026-03_again.csv", calls(again)),
        ("north_2026-04.csv", calls(again)),
        (
            "south_2026-03.csv",
            calls("b1,2026-03-20 10:00:00,answered,K2,invoice\n"),
        ),
    ]);
    let kpi = march(&bench);
    assert_eq!(figure(&kpi, "nord", "fcr"), [2.0, 3.0, 0.0, 0.0]);
}

#[test]
fn the_same_id_at_two_partners_is_two_contacts() {
    let kpi = march(&bench(&[
        (
            "north_2026-03.csv",
            calls("a1,2026-03-09 10:00:00,answered,K1,invoice\n"),
        ),
        (
            "south_2026-03.csv",
            calls("a1,2026-03-09 12:00:00,answered,K1,invoice\n"),
        ),
    ]));
    assert_eq!(figure(&kpi, "nord", "fcr"), [0.0, 1.0, 0.0, 0.0]);
    assert_eq!(figure(&kpi, "sued", "fcr"), [1.0, 1.0, 0.0, 0.0]);
}

#[test]
fn rows_that_cannot_be_read_are_no_contacts() {
    let records = format!(
        "{THREE}a4,2026-03-21 99:00:00,answered,K1,invoice\na5,2026-03-21 10:00:00,answered,4.41E+11,invoice\n"
    );
    let bench = bench(&[
        ("north_2026-03.csv", calls(&records)),
        (
            "south_2026-03.csv",
            calls("b1,2026-03-20 10:00:00,answered,K2,invoice\n"),
        ),
    ]);
    let kpi = march(&bench);
    assert_eq!(figure(&kpi, "nord", "fcr"), [2.0, 3.0, 0.0, 0.0]);
    let rejected = bench.sandbox.table("2026-03", "rejected");
    let customer = rejected.only(&[("column", "customer")]);
    assert_eq!(customer.text("value"), "4.41E+11");
}

#[test]
fn neither_the_order_of_rows_nor_the_number_of_workers_matters() {
    // Many customers and reasons over two partners; the same contacts in another order and other files.
    let record = |id: usize| {
        let (day, hour) = (1 + id * 7 % 28, id * 5 % 24);
        let (customer, reason) = (id * 13 % 17, ["invoice", "delivery"][id % 2]);
        format!("c{id},2026-03-{day:02} {hour:02}:00:00,answered,K{customer},{reason}\n")
    };
    let all = |ids: &mut dyn Iterator<Item = usize>| calls(&ids.map(record).collect::<String>());
    let one = bench(&[
        ("north_2026-03.csv", all(&mut (0..120))),
        ("south_2026-03.csv", all(&mut (120..240))),
    ]);
    let other = bench(&[
        (
            "north_2026-03_1.csv",
            all(&mut (0..120).rev().filter(|id| id % 3 == 0)),
        ),
        (
            "north_2026-03_2.csv",
            all(&mut (0..120).rev().filter(|id| id % 3 != 0)),
        ),
        ("south_2026-03.csv", all(&mut (120..240).rev())),
    ]);
    one.run("2026-03", &["--jobs", "1"]).with(0);
    other.run("2026-03", &["--jobs", "4"]).with(0);
    let kpi = |bench: &Bench| read(&bench.sandbox.path("out/2026-03/data/kpi.csv"));
    assert_eq!(kpi(&one), kpi(&other));
    let figure = figure(&one.sandbox.table("2026-03", "kpi"), "nord", "fcr");
    assert!(figure[0] > 5.0 && figure[1] > figure[0], "{figure:?}");
}

#[test]
fn customers_are_not_published() {
    let bench = bench(&[
        (
            "north_2026-03.csv",
            calls("a1,2026-03-09 10:00:00,answered,KUNDE4711,invoice\n"),
        ),
        (
            "south_2026-03.csv",
            calls("b1,2026-03-20 10:00:00,answered,KUNDE4711,invoice\n"),
        ),
    ]);
    march(&bench);
    for file in files_below(&bench.sandbox.path("out/2026-03")) {
        let bytes = std::fs::read(&file).expect("read");
        let found = bytes.windows(9).any(|part| part == b"KUNDE4711");
        assert!(!found, "{}", file.display());
    }
}
