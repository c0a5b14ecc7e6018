//! A small delivery of two partners, into which each test puts one thing that is wrong.

use leitstand::publish::locale::Locale;
use leitstand::workspace::agreement::ReportLanguage;
use rust_xlsxwriter::Workbook;

use crate::support::{Ended, Sandbox, Table};

/// Two partners; the first delivers a text file and, if it likes, a workbook.
const WORKSPACE: &str = r#"
[client]
name = "Muster Versand AG"
time_zone = "Europe/Berlin"
language = "en"
[output]
rejected_share_max = "60 %"
[providers.nord]
name = "Nord"
[providers.sued]
name = "Sued"
[queues.billing]
name = "Billing"
channel = "phone"
languages = ["de"]
[vocabularies.outcomes]
answered = ["ANSWERED"]
abandoned = ["ABANDONED"]
[vocabularies.reasons]
invoice = ["Invoice"]

[sources.nord_calls]
provider = "nord"
kind = "calls"
path = "nord/calls_{period}*.csv"
[sources.nord_calls.csv]
[sources.nord_calls.mapping.fields]
id = "id"
queue = "queue"
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M:%S" }
ended_at = { column = "ended", format = "%Y-%m-%d %H:%M:%S" }
outcome = { column = "outcome", words = "outcomes" }
wait = { column = "wait", unit = "s" }
talk = { column = "talk", unit = "s" }
agent = "agent"
reason = { column = "reason", words = "reasons" }
note = "note"

[sources.nord_book]
provider = "nord"
kind = "calls"
path = "nord/book_{period}.xlsx"
required = false
[sources.nord_book.excel]
sheet = "Calls"
[sources.nord_book.mapping.fields]
id = "id"
queue = "queue"
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M:%S" }
outcome = { column = "outcome", words = "outcomes" }
wait = { column = "wait", unit = "s" }
talk = { column = "talk", unit = "s" }

[sources.sued_calls]
provider = "sued"
kind = "calls"
path = "sued/calls_{period}.csv"
[sources.sued_calls.csv]
[sources.sued_calls.mapping.fields]
id = "id"
queue = "queue"
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M:%S" }
outcome = { column = "outcome", words = "outcomes" }
wait = { column = "wait", unit = "s" }

[standards.sl]
name = "Service level"
[[standards.sl.clauses]]
valid_from = 2026-01-01
target = "80 %"
service_level = { formula = "offered", within = "20 s" }
"#;

/// Header of the text file.
pub const HEADER: &str = "id,queue,offered,ended,outcome,wait,talk,agent,reason,note";
/// Two good records: one answered in time, one late.
pub const GOOD: &str = "\
n1,billing,2026-10-05 09:00:00,2026-10-05 09:03:00,ANSWERED,10,100,Ann,Invoice,paid
n2,billing,2026-10-05 09:10:00,2026-10-05 09:13:00,ANSWERED,30,100,Bea,Invoice,open
";
/// Where the text file stands.
pub const CALLS: &str = "nord/calls_2026-10.csv";
/// Where the workbook stands.
pub const BOOK: &str = "nord/book_2026-10.xlsx";

/// The delivery.
pub struct Delivery {
    pub sandbox: Sandbox,
}

/// What was published of it.
pub struct Published {
    pub ended: Ended,
    pub reconciliation: Table,
    pub rejected: Table,
    kpi: Table,
    warnings: String,
}

impl Delivery {
    /// All files good, without the workbook.
    pub fn good() -> Self {
        let sandbox = Sandbox::new();
        sandbox.write("leitstand.toml", WORKSPACE);
        sandbox.write(CALLS, format!("{HEADER}\n{GOOD}"));
        let other = "id,queue,offered,outcome,wait\ns1,billing,2026-10-05 09:00:00,ANSWERED,5\n";
        sandbox.write("sued/calls_2026-10.csv", other);
        Self { sandbox }
    }

    /// The text file has these records after two good ones; the second good one stands last.
    pub fn with_records(records: &str) -> Self {
        let delivery = Self::good();
        let (first, last) = GOOD.split_once('\n').expect("two records");
        delivery
            .sandbox
            .write(CALLS, format!("{HEADER}\n{first}\n{records}\n{last}"));
        delivery
    }

    /// The text file is this one.
    pub fn with_calls(content: impl AsRef<[u8]>) -> Self {
        let delivery = Self::good();
        delivery.sandbox.write(CALLS, content);
        delivery
    }

    /// The workbook is this one.
    pub fn with_book(content: impl AsRef<[u8]>) -> Self {
        let delivery = Self::good();
        delivery.sandbox.write(BOOK, content);
        delivery
    }

    /// Runs October; what was published must balance, and the other partner must be untouched.
    #[track_caller]
    pub fn run(&self, exit: i32) -> Published {
        let arguments = ["run", "leitstand.toml", "--period", "2026-10", "--out", "out"];
        let ended = self.sandbox.ask(&arguments).with(exit);
        assert!(!ended.stderr.contains("panicked"), "{}", ended.stderr);
        self.published(ended)
    }

    /// What was published, when it ended like this.
    #[track_caller]
    pub fn published(&self, ended: Ended) -> Published {
        let table = |name: &str| self.sandbox.table("2026-10", name);
        let manifest = self.sandbox.read("out/2026-10/manifest.json");
        let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
        let warnings = manifest["warnings"].as_array().expect("a list");
        let published = Published {
            ended,
            reconciliation: table("reconciliation"),
            rejected: table("rejected"),
            kpi: table("kpi"),
            warnings: warnings.iter().map(|text| format!("{text}\n")).collect(),
        };
        published.balanced();
        let calls = self.sandbox.path("out/2026-10/data/calls.parquet");
        published.holds_what_was_accepted(&Table::from_parquet(&calls));
        published.has_german_words_for_all();
        assert_eq!(published.figure("sued"), ("1".into(), "1".into()));
        published
    }
}

impl Published {
    /// Every row of every file is accounted for.
    #[track_caller]
    fn balanced(&self) {
        for row in self.reconciliation.rows() {
            let count = |name: &str| row.number(name).expect("a count");
            let parts = count("accepted") + count("duplicates") + count("rejected") + count("outside_period");
            assert_eq!(count("rows_read"), parts, "{}", row.text("file"));
        }
        let rejected: f64 = self
            .reconciliation
            .rows()
            .filter_map(|row| row.number("rejected"))
            .sum();
        assert_eq!(
            self.rejected.len() as f64,
            rejected,
            "each rejected row is listed"
        );
    }

    /// The accepted calls, and no others, are in calls.parquet: nothing that was written before damage
    /// showed.
    #[track_caller]
    fn holds_what_was_accepted(&self, calls: &Table) {
        let files = self
            .reconciliation
            .rows()
            .filter(|row| row.text("kind") == "calls");
        let accepted: f64 = files.filter_map(|row| row.number("accepted")).sum();
        assert_eq!(calls.len() as f64, accepted, "rows of calls.parquet");
    }

    /// Numerator and denominator of a partner's service level.
    #[track_caller]
    pub fn figure(&self, provider: &str) -> (String, String) {
        let keys = [
            ("provider", provider),
            ("queue", "*"),
            ("measure", "service_level"),
        ];
        let row = self.kpi.only(&keys);
        (
            row.text("numerator").to_owned(),
            row.text("denominator").to_owned(),
        )
    }

    /// The two good calls count, and nothing else does.
    #[track_caller]
    pub fn counts_the_good_calls(&self) {
        assert_eq!(self.figure("nord"), ("1".into(), "2".into()));
    }

    /// Counts of a file: read, accepted, duplicates, rejected.
    #[track_caller]
    pub fn counts(&self, file: &str) -> [String; 4] {
        let row = self.reconciliation.only(&[("file", file)]);
        ["rows_read", "accepted", "duplicates", "rejected"].map(|name| row.text(name).to_owned())
    }

    /// The file cannot be used at all, for this reason, and it is said everywhere.
    #[track_caller]
    pub fn refuses(&self, file: &str, reason: &str) {
        let row = self.reconciliation.only(&[("file", file)]);
        assert!(row.text("problem").contains(reason), "{}", row.text("problem"));
        assert_eq!(
            row.text("accepted"),
            "0",
            "nothing of a file that is of no use counts"
        );
        for said in [&self.ended.stderr, &self.warnings] {
            let plain = said.replace("\\\"", "\"");
            let line = plain
                .lines()
                .find(|line| line.contains(file) && line.contains(reason));
            assert!(line.is_some(), "nothing of {file} and `{reason}` in {said}");
        }
    }

    /// A German partner reads in German why its files and rows cannot be used.
    #[track_caller]
    fn has_german_words_for_all(&self) {
        let german = Locale::new(ReportLanguage::German);
        let expected = self.rejected.rows().map(|row| row.text("expected").to_owned());
        let problems = self
            .reconciliation
            .rows()
            .map(|row| row.text("problem").to_owned());
        for said in expected.chain(problems).filter(|said| !said.is_empty()) {
            let shown = german.file_problem(&said);
            assert_ne!(
                shown, said,
                "report_templates/phrases.toml has no phrase that fits"
            );
        }
    }

    /// The only rejected row: its row number, column and value, and what its message contains.
    #[track_caller]
    pub fn rejects(&self, row: &str, column: &str, value: &str, expected: &str) {
        assert_eq!(self.rejected.len(), 1);
        let found = self.rejected.rows().next().expect("one");
        let place = ["file", "row", "column", "value"].map(|name| found.text(name));
        assert_eq!(place, [CALLS, row, column, value]);
        let message = found.text("expected");
        assert!(message.contains(expected), "`{expected}` in `{message}`");
    }

    /// A warning contains all of these words.
    #[track_caller]
    pub fn warns(&self, words: &[&str]) {
        let line = self
            .warnings
            .lines()
            .find(|line| words.iter().all(|word| line.contains(word)));
        assert!(line.is_some(), "no line with {words:?} in {}", self.warnings);
    }
}

/// A workbook with these rows on the sheet `Calls`, all cells text.
pub fn workbook(rows: &[[&str; 6]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Calls").expect("a name");
    for (number, row) in rows.iter().enumerate() {
        sheet
            .write_row(number as u32, 0, row.iter().copied())
            .expect("written");
    }
    workbook.save_to_buffer().expect("saved")
}

/// Header and two good calls of the workbook, one in time.
pub const BOOK_ROWS: [[&str; 6]; 3] = [
    ["id", "queue", "offered", "outcome", "wait", "talk"],
    ["b1", "billing", "2026-10-06 09:00:00", "ANSWERED", "12", "60"],
    ["b2", "billing", "2026-10-06 09:30:00", "ANSWERED", "40", "60"],
];
