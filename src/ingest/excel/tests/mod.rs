//! Quirks of workbooks, end to end.

mod crafted;

use std::io::Write;

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use tempfile::NamedTempFile;

use crate::ingest::{Cell, ColumnRef, FileProblem, RawBatch, RawColumn, RawReader, RowProblem, open};
use crate::workspace::mapping::{ExcelLayout, Header, Layout, NotRecord, Sheet};

fn file(content: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(content).unwrap();
    file.flush().unwrap();
    file
}

fn layout(header: Header) -> ExcelLayout {
    ExcelLayout {
        sheet: Sheet::Number(1),
        header,
        not_records: Vec::new(),
    }
}

fn opened(content: &[u8], layout: ExcelLayout, wanted: &[&str]) -> Result<RawReader, Vec<FileProblem>> {
    let wanted: Vec<ColumnRef> = wanted
        .iter()
        .map(|name| ColumnRef {
            name: (*name).to_owned(),
            occurrence: 1,
        })
        .collect();
    let file = file(content);
    open(file.path(), "nord/x.xlsx", &Layout::Excel(layout), &wanted)
}

fn refused(content: &[u8], layout: ExcelLayout) -> FileProblem {
    opened(content, layout, &["id"])
        .err()
        .expect("the file was opened")
        .remove(0)
}

struct Outcome {
    rows: Vec<(u32, Vec<Cell>)>,
    problems: Vec<RowProblem>,
    reader: RawReader,
}

fn drain(mut reader: RawReader, max_rows: usize) -> Result<Outcome, FileProblem> {
    let (mut batch, mut rows, mut problems) = (RawBatch::default(), Vec::new(), Vec::new());
    while reader.read(&mut batch, max_rows, &mut problems)? {
        assert!(batch.len() <= max_rows);
        for (at, row) in batch.rows.iter().enumerate() {
            let cells = batch.columns.iter().map(|column| match column {
                RawColumn::Typed(cells) => cells[at].clone(),
                RawColumn::Text(_) => panic!("texts from a workbook"),
            });
            rows.push((*row, cells.collect()));
        }
    }
    assert_eq!(reader.records(), (rows.len() + problems.len()) as u64);
    Ok(Outcome {
        rows,
        problems,
        reader,
    })
}

fn read(content: &[u8], layout: ExcelLayout, wanted: &[&str]) -> Outcome {
    drain(opened(content, layout, wanted).unwrap(), 100).unwrap()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// Title, blank row, header, records with gaps and a totals row.
fn report() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Info").unwrap();
    let sheet = book.add_worksheet().set_name("Anrufe").unwrap();
    let moment = Format::new().set_num_format("dd.mm.yyyy hh:mm:ss");
    let time = Format::new().set_num_format("hh:mm");
    let length = Format::new().set_num_format("[h]:mm:ss");
    sheet.write(0, 0, "Bericht Oktober").unwrap();
    for (column, name) in ["id", " Eingang ", "Uhrzeit", "Dauer", "ok", "Note"]
        .iter()
        .enumerate()
    {
        sheet.write(2, column as u16, *name).unwrap();
    }
    let entered = ExcelDateTime::from_ymd(2026, 10, 25)
        .unwrap()
        .and_hms(2, 30, 0)
        .unwrap();
    sheet.write(3, 0, " 007 ").unwrap();
    sheet.write_with_format(3, 1, &entered, &moment).unwrap();
    sheet
        .write_with_format(3, 2, 0.354_166_666_666_666_7, &time)
        .unwrap();
    sheet.write_with_format(3, 3, 26.5 / 24.0, &length).unwrap();
    sheet.write(3, 4, true).unwrap();
    sheet.write(3, 5, 12.5).unwrap();
    sheet.write(5, 0, 8).unwrap();
    sheet.write(5, 9, "beside the table").unwrap();
    sheet.write(6, 0, "Summe").unwrap();
    sheet.write(6, 3, 99).unwrap();
    book.save_to_buffer().unwrap()
}

fn calls() -> ExcelLayout {
    let rule = NotRecord::StartsWith {
        column: None,
        text: "Summe".to_owned(),
    };
    ExcelLayout {
        sheet: Sheet::Name("Anrufe".to_owned()),
        header: Header::Row(3),
        not_records: vec![rule],
    }
}

#[test]
fn typed_cells_blank_rows_and_totals() {
    let wanted = ["id", "Eingang", "Uhrzeit", "Dauer", "ok", "Note"];
    let outcome = read(&report(), calls(), &wanted);
    let entered = NaiveDate::from_ymd_opt(2026, 10, 25)
        .unwrap()
        .and_hms_opt(2, 30, 0)
        .unwrap();
    let first = vec![
        text("007"),
        Cell::DateTime(entered.and_utc().timestamp()),
        Cell::TimeOfDay(8 * 3600 + 1800),
        Cell::Duration(95_400.0),
        Cell::Bool(true),
        Cell::Number(12.5),
    ];
    assert_eq!(outcome.rows[0], (4, first));
    assert_eq!(outcome.rows[1].0, 6);
    assert_eq!(outcome.rows[1].1[..2], [Cell::Number(8.0), Cell::Empty]);
    assert_eq!(outcome.rows.len(), 2);
    assert_eq!(
        (outcome.reader.not_records(), outcome.reader.totals_left_out()),
        (2, 1)
    );
    assert_eq!(outcome.reader.sheet(), "Anrufe");
    assert!(outcome.problems.is_empty());
}

#[test]
fn the_header_is_found_by_its_cells() {
    let header = Header::Containing(vec!["Eingang".to_owned(), "id".to_owned()]);
    let outcome = read(&report(), ExcelLayout { header, ..calls() }, &["id"]);
    assert_eq!(
        outcome.rows,
        [(4, vec![text("007")]), (6, vec![Cell::Number(8.0)])]
    );
    let header = Header::Containing(vec!["Kanal".to_owned()]);
    let problem = refused(&report(), ExcelLayout { header, ..calls() });
    assert!(problem.what.contains("header was not found"), "{problem:?}");
    assert_eq!((&*problem.place.sheet, problem.place.row), ("Anrufe", 0));
    let problem = refused(
        &report(),
        ExcelLayout {
            header: Header::Row(2),
            ..calls()
        },
    );
    assert_eq!(problem.what, "there is no header in row 2");
}

#[test]
fn sheets_by_number_and_name_and_none() {
    let second = ExcelLayout {
        sheet: Sheet::Number(2),
        ..calls()
    };
    assert_eq!(read(&report(), second, &["id"]).reader.sheet(), "Anrufe");
    let lower = ExcelLayout {
        sheet: Sheet::Name("anrufe ".to_owned()),
        ..calls()
    };
    assert_eq!(read(&report(), lower, &["id"]).reader.sheet(), "Anrufe");
    for sheet in [
        Sheet::Name("Tickets".to_owned()),
        Sheet::Number(3),
        Sheet::Number(0),
    ] {
        let problem = refused(&report(), ExcelLayout { sheet, ..calls() });
        assert!(problem.what.starts_with("there is no sheet"), "{problem:?}");
        assert_eq!(problem.expected, "one of the sheets \"Info\", \"Anrufe\"");
    }
}

#[test]
fn missing_columns_are_reported_with_the_header_row() {
    let problems = opened(&report(), calls(), &["id", "Eingangs", "Kanal"])
        .err()
        .unwrap();
    assert_eq!(problems.len(), 2);
    assert!(problems[0].expected.contains("\"Eingang\""), "{problems:?}");
    assert_eq!((&*problems[0].place.sheet, problems[0].place.row), ("Anrufe", 3));
}

#[test]
fn without_header_the_names_are_given() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(1, 0, 1).unwrap();
    sheet.write(1, 1, "x").unwrap();
    let names = Header::Names(vec!["id".to_owned(), "a".to_owned()]);
    let outcome = read(&book.save_to_buffer().unwrap(), layout(names), &["a"]);
    assert_eq!(outcome.rows, [(2, vec![text("x")])]);
    assert_eq!(outcome.reader.not_records(), 1);
}

#[test]
fn many_rows_come_in_order_in_any_batch_size() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "id").unwrap();
    for row in 1..=3_000 {
        sheet.write(row, 0, row).unwrap();
    }
    let content = book.save_to_buffer().unwrap();
    for max_rows in [7, 512, 10_000] {
        let outcome = drain(
            opened(&content, layout(Header::Row(1)), &["id"]).unwrap(),
            max_rows,
        )
        .unwrap();
        assert_eq!(outcome.rows.len(), 3_000);
        for (at, (row, cells)) in outcome.rows.iter().enumerate() {
            assert_eq!(
                (*row as usize, &cells[0]),
                (at + 2, &Cell::Number((at + 1) as f64))
            );
        }
    }
    // A reader that is dropped half-way ends its thread: dropping waits for it.
    let mut reader = opened(&content, layout(Header::Row(1)), &["id"]).unwrap();
    reader.read(&mut RawBatch::default(), 1, &mut Vec::new()).unwrap();
    drop(reader);
}

#[test]
fn results_stored_by_excel_count() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "id").unwrap();
    sheet.write(1, 0, Formula::new("=1+1").set_result("2")).unwrap();
    let outcome = read(&book.save_to_buffer().unwrap(), layout(Header::Row(1)), &["id"]);
    assert_eq!(outcome.rows, [(2, vec![Cell::Number(2.0)])]);
}
