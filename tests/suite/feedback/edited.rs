//! A feedback workbook as another program would leave it: its cells read by one library, changed, and
//! written anew by another, without formats, validations or protection.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::measures::actions::{STANDARD, calls};
use crate::measures::bench::{Bench, CALLS};
use crate::support::{Ended, Table};

/// Heads of the columns to reply in, in English.
pub const TEXT: &str = "Your comment";
pub const DATE: &str = "Your date";
pub const STATUS: &str = "Your status";
pub const EFFECT: &str = "Effect as you see it";

/// Sheets with columns to reply in.
pub const ACTIONS: &str = "Actions";
pub const FINDINGS: &str = "Findings";

/// Heads stand in this row, counted from 0.
const HEADS: usize = 3;

/// A workbook's sheets, cell by cell.
pub struct Edited {
    sheets: Vec<(String, Vec<Vec<Data>>)>,
}

impl Edited {
    /// Reads a workbook.
    pub fn open(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
        let sheets = book.worksheets().into_iter().map(|(name, range)| {
            let (rows, columns) = range.end().unwrap_or((0, 0));
            let cell = |row, column| range.get_value((row, column)).cloned().unwrap_or(Data::Empty);
            let rows = (0..=rows).map(|row| (0..=columns).map(|column| cell(row, column)).collect());
            (name, rows.collect())
        });
        Self {
            sheets: sheets.collect(),
        }
    }

    pub fn sheet(&mut self, name: &str) -> &mut Vec<Vec<Data>> {
        let found = self.sheets.iter_mut().find(|(known, _)| known == name);
        &mut found.unwrap_or_else(|| panic!("no sheet {name}")).1
    }

    /// Removes a sheet.
    pub fn without(&mut self, name: &str) -> &mut Self {
        self.sheets.retain(|(known, _)| known != name);
        self
    }

    fn column(&mut self, sheet: &str, head: &str) -> usize {
        let heads = &self.sheet(sheet)[HEADS];
        let found = heads.iter().position(|cell| *cell == head);
        found.unwrap_or_else(|| panic!("no column {head} in {sheet}"))
    }

    /// A cell; rows are counted from the first below the heads.
    pub fn cell(&mut self, sheet: &str, row: usize, head: &str) -> &mut Data {
        let column = self.column(sheet, head);
        &mut self.sheet(sheet)[HEADS + 1 + row][column]
    }

    /// Types text into a cell.
    pub fn put(&mut self, sheet: &str, row: usize, head: &str, text: &str) -> &mut Self {
        *self.cell(sheet, row, head) = Data::String(text.to_owned());
        self
    }

    /// Writes it with another library.
    pub fn save(&self, path: &Path) {
        let mut book = Workbook::new();
        let date = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        for (name, rows) in &self.sheets {
            let sheet = book.add_worksheet().set_name(name).expect("a name");
            for (row, cells) in rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    let (row, column) = (row as u32, column as u16);
                    match cell {
                        Data::Empty => continue,
                        Data::String(text) => sheet.write_string(row, column, text),
                        Data::Float(number) => sheet.write_number(row, column, *number),
                        Data::Int(number) => sheet.write_number(row, column, *number as f64),
                        Data::DateTime(time) => {
                            let time = ExcelDateTime::from_serial_datetime(time.as_f64()).expect("a time");
                            sheet.write_datetime_with_format(row, column, &time, &date)
                        }
                        other => panic!("{other:?}"),
                    }
                    .expect("written");
                }
            }
        }
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        book.save(path).expect("saved");
    }
}

/// A client with two providers whose October and November miss, and what came back.
pub struct Client {
    pub bench: Bench,
}

const SECOND: &str = r#"
[providers.sued]
name = "Sued"
[sources.calls_sued]
provider = "sued"
kind = "calls"
path = "sued_{period}.csv"
[sources.calls_sued.csv]
[sources.calls_sued.mapping.fields]
id = "id"
queue = { constant = "billing" }
offered_at = { column = "offered", format = "%Y-%m-%d %H:%M:%S" }
outcome = "outcome"
wait = { column = "wait", unit = "s" }
talk = { column = "talk", unit = "s" }
agent = "agent"
[sources.back]
provider = "nord"
kind = "feedback"
path = "back/nord_{period}*.xlsx"
"#;

impl Client {
    /// October and November with these numbers of late calls.
    pub fn new(october: usize, november: usize) -> Self {
        Self::with(october, november, "")
    }

    pub fn with(october: usize, november: usize, more: &str) -> Self {
        let source = CALLS.replace("calls_*.csv", "calls_{period}.csv");
        let workspace = format!("{source}{STANDARD}{SECOND}{more}");
        let files = [("2026-10", october), ("2026-11", november)].map(|(month, late)| {
            let nord = (format!("calls_{month}.csv"), calls(month, late, 300));
            let sued = calls(month, 80, 300)
                .replace("2026-10c", "sued-")
                .replace("2026-11c", "sued-");
            [nord, (format!("sued_{month}.csv"), sued)]
        });
        let files: Vec<(&str, &str)> = files
            .iter()
            .flatten()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let client = Self {
            bench: Bench::with(&workspace, &files),
        };
        client.bench.run("2026-10", &[]).with(0);
        client
    }

    /// The workbook that was published for October.
    pub fn published(&self, provider: &str) -> Edited {
        let path = format!("out/2026-10/partners/{provider}/feedback.xlsx");
        Edited::open(&self.bench.sandbox.path(&path))
    }

    /// Puts a workbook where feedback is looked for.
    pub fn returned(&self, book: &Edited, name: &str) {
        book.save(&self.bench.sandbox.path(&format!("back/{name}")));
    }

    /// Runs November.
    pub fn november(&self) -> Ended {
        self.bench.run("2026-11", &[]).with(0)
    }

    pub fn table(&self, name: &str) -> Table {
        self.bench.sandbox.table("2026-11", name)
    }

    /// The action of October.
    pub fn action(&self) -> String {
        let plan = self.bench.sandbox.table("2026-10", "actions");
        plan.only(&[("provider", "nord")]).text("id").to_owned()
    }

    /// Rows read, accepted, duplicates, rejected, outside of a list that came back.
    pub fn counts(&self, file: &str, sheet: &str) -> [u64; 5] {
        let counts = self.table("reconciliation");
        let row = counts.only(&[("kind", "feedback"), ("file", file), ("sheet", sheet)]);
        let counts = [
            "rows_read",
            "accepted",
            "duplicates",
            "rejected",
            "outside_period",
        ]
        .map(|name| row.number(name).expect("a count") as u64);
        assert_eq!(counts[0], counts[1..].iter().sum::<u64>(), "{counts:?}");
        counts
    }

    /// Row, column, value and expectation of what was rejected in a file.
    pub fn rejected(&self, file: &str) -> Vec<[String; 4]> {
        let table = self.table("rejected");
        let rows = table.rows().filter(|row| row.text("file") == file);
        rows.map(|row| ["row", "column", "value", "expected"].map(|name| row.text(name).to_owned()))
            .collect()
    }
}
