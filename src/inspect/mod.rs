//! A look at an unknown export: what it is, what its columns probably hold, and the mapping that
//! would read it. It proposes and says what is open; nothing is decided here.
//!
//! `delimiter` and `header` find the table, `sheet` reads it with the real readers, `tally` and
//! `formats` count its values, `guess` says what a column is, `fields` which field it fills, `lines`
//! how the workspace says so; `report` is for people, `fragment` for the workspace.

mod delimiter;
mod fields;
mod formats;
mod fragment;
mod guess;
mod header;
mod lines;
mod names;
mod remarks;
mod report;
mod sheet;
mod table;
mod tally;
mod units;
mod words;

use std::path::Path;

use crate::ingest::FileProblem;
use crate::ingest::look::{FileForm, TextEncoding, encoding, form, sheets};
pub use fragment::fragment;
pub use report::report;
pub use table::{Form, Table};

/// Most sheets of a workbook that are looked at.
const SHEETS: usize = 20;

/// Rows up to which a sheet without a meaning is a legend or a title.
const LEGEND: u64 = 5;

/// What was found in a file.
pub struct Inspection {
    /// Its name as given.
    pub file: String,
    /// Its encoding, where it is text.
    pub encoding: Option<TextEncoding>,
    /// Its tables: one for a text, one per sheet with rows for a workbook.
    pub tables: Vec<Table>,
    /// Sheets in which there is no table, or which cannot be read, and why.
    pub passed_over: Vec<(String, String)>,
}

/// Looks at a file.
///
/// # Errors
/// The file as a whole cannot be used: not there, empty, damaged, protected, of a foreign kind.
pub fn inspect(path: &Path) -> Result<Inspection, FileProblem> {
    let file = path.display().to_string();
    match form(path, &file)? {
        FileForm::Text => inspect_text(path, file),
        FileForm::Workbook => inspect_workbook(path, file),
    }
}

fn inspect_text(path: &Path, file: String) -> Result<Inspection, FileProblem> {
    let encoding = encoding(path, &file)?;
    let table = Table::of_text(path, &file, &encoding)?;
    Ok(Inspection {
        file,
        encoding: Some(encoding),
        tables: vec![table],
        passed_over: Vec::new(),
    })
}

fn inspect_workbook(path: &Path, file: String) -> Result<Inspection, FileProblem> {
    let (mut tables, mut passed_over) = (Vec::new(), Vec::new());
    for (index, sheet) in sheets(path, &file)?.into_iter().enumerate() {
        if index >= SHEETS {
            passed_over.push((sheet, format!("only the first {SHEETS} sheets are looked at")));
            continue;
        }
        match Table::of_sheet(path, &file, &sheet) {
            Ok(Some(table)) if table.proposal.is_some() || table.counted.rows > LEGEND => tables.push(table),
            Ok(_) => passed_over.push((sheet, String::from("no table"))),
            Err(problem) => passed_over.push((sheet, problem.in_words())),
        }
    }
    Ok(Inspection {
        file,
        encoding: None,
        tables,
        passed_over,
    })
}
