//! Quirks of text exports, end to end.

mod damage;
mod tables;

use std::io::Write;

use tempfile::NamedTempFile;

use crate::ingest::{ColumnRef, FileProblem, RawBatch, RawColumn, RawReader, RowProblem, open};
use crate::workspace::mapping::{CsvLayout, Header, Layout, NotRecord};

fn file(content: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(content).unwrap();
    file.flush().unwrap();
    file
}

fn semicolons(header: Header) -> CsvLayout {
    CsvLayout {
        encoding: None,
        delimiter: b';',
        header,
        not_records: Vec::new(),
    }
}

fn first_row() -> CsvLayout {
    semicolons(Header::Row(1))
}

fn columns(names: &[&str]) -> Vec<ColumnRef> {
    names
        .iter()
        .map(|name| ColumnRef {
            name: (*name).to_owned(),
            occurrence: 1,
        })
        .collect()
}

/// Rows read, with their numbers; problems; and the reader at its end.
struct Outcome {
    rows: Vec<(u32, Vec<String>)>,
    problems: Vec<RowProblem>,
    reader: RawReader,
}

fn opened(content: &[u8], layout: CsvLayout, wanted: &[&str]) -> Result<RawReader, Vec<FileProblem>> {
    let file = file(content);
    open(file.path(), "nord/x.csv", &Layout::Csv(layout), &columns(wanted))
}

fn refused(content: &[u8], layout: CsvLayout, wanted: &[&str]) -> FileProblem {
    match opened(content, layout, wanted) {
        Err(mut problems) => problems.remove(0),
        Ok(_) => panic!("the file was opened"),
    }
}

fn drain(mut reader: RawReader, max_rows: usize) -> Result<Outcome, FileProblem> {
    let (mut batch, mut rows, mut problems) = (RawBatch::default(), Vec::new(), Vec::new());
    while reader.read(&mut batch, max_rows, &mut problems)? {
        for (at, row) in batch.rows.iter().enumerate() {
            let cells = batch.columns.iter().map(|column| match column {
                RawColumn::Text(texts) => texts.get(at).to_owned(),
                RawColumn::Typed(_) => panic!("typed cells from a text file"),
            });
            rows.push((*row, cells.collect()));
        }
    }
    assert!(batch.is_empty());
    assert_eq!(reader.records(), (rows.len() + problems.len()) as u64);
    Ok(Outcome {
        rows,
        problems,
        reader,
    })
}

fn read(content: &[u8], layout: CsvLayout, wanted: &[&str]) -> Outcome {
    drain(opened(content, layout, wanted).unwrap(), 3).unwrap()
}

fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
    (number, cells.iter().map(|c| (*c).to_owned()).collect())
}

#[test]
fn wanted_columns_in_the_order_asked_for() {
    let outcome = read(b"id;a;b\n1; x ;y\r\n2;x2;\xc2\xa0y2\n", first_row(), &["b", "id"]);
    assert_eq!(outcome.rows, [row(2, &["y", "1"]), row(3, &["y2", "2"])]);
    assert_eq!((outcome.reader.records(), outcome.reader.not_records()), (2, 0));
    assert_eq!(outcome.reader.sheet(), "");
}

#[test]
fn byte_order_marks_outrank_the_declared_encoding() {
    let cp1252 = CsvLayout {
        encoding: Some(encoding_rs::WINDOWS_1252),
        ..first_row()
    };
    let outcome = read(
        "\u{feff}id;Straße\n1;Köln\n".as_bytes(),
        cp1252,
        &["id", "Straße"],
    );
    assert_eq!(outcome.rows, [row(2, &["1", "Köln"])]);
    let text = "\u{feff}id\tOrt\r\n1\tKöln\r\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let tab = CsvLayout {
        delimiter: b'\t',
        ..first_row()
    };
    assert_eq!(read(&utf16, tab, &["id", "Ort"]).rows, [row(2, &["1", "Köln"])]);
}

#[test]
fn utf16_with_tabs_and_without_mark_when_declared() {
    let text = "id\tOrt\r\n1\tKöln\r\n2\t\"a\r\nb\"\r\n3\tx\r\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let tab = CsvLayout {
        delimiter: b'\t',
        ..first_row()
    };
    let declared = CsvLayout {
        encoding: Some(encoding_rs::UTF_16LE),
        ..tab.clone()
    };
    let outcome = read(&utf16, declared, &["id", "Ort"]);
    assert_eq!(
        outcome.rows,
        [
            row(2, &["1", "Köln"]),
            row(3, &["2", "a\r\nb"]),
            row(5, &["3", "x"])
        ]
    );
    let problem = refused(&utf16, tab, &["id"]);
    assert!(problem.expected.contains("utf-16le"), "{problem:?}");
}

#[test]
fn windows_1252_must_be_declared() {
    let content = b"id;Ort\n1;Bonn\n2;K\xf6ln \x80\n";
    let declared = CsvLayout {
        encoding: Some(encoding_rs::WINDOWS_1252),
        ..first_row()
    };
    assert_eq!(
        read(content, declared, &["Ort"]).rows,
        [row(2, &["Bonn"]), row(3, &["Köln €"])]
    );
    let problem = refused(content, first_row(), &["Ort"]);
    assert_eq!(problem.place.row, 3);
    assert!(
        problem.what.contains("line 3 is not UTF-8 (byte 0xF6)"),
        "{problem:?}"
    );
    assert!(
        problem.expected.contains("encoding = \"windows-1252\""),
        "{problem:?}"
    );
}

#[test]
fn a_late_invalid_byte_is_found_with_its_line() {
    let mut content = b"id;Ort\n".to_vec();
    for i in 0..60_000 {
        content.extend(format!("{i};Köln\n").into_bytes());
    }
    content.extend(b"x;K\xf6ln\n");
    let problem = drain(opened(&content, first_row(), &["Ort"]).unwrap(), 1_000)
        .err()
        .unwrap();
    assert_eq!(problem.place.row, 60_002);
}

#[test]
fn utf8_where_a_single_byte_encoding_is_declared_is_refused() {
    let declared = CsvLayout {
        encoding: Some(encoding_rs::WINDOWS_1252),
        ..first_row()
    };
    let problem = refused("id;Ort\n1;Köln\n".as_bytes(), declared, &["Ort"]);
    assert!(problem.what.contains("UTF-8, not windows-1252"), "{problem:?}");
}

#[test]
fn the_sep_line_counts_as_row_one() {
    for header in [
        Header::Row(1),
        Header::Row(2),
        Header::Containing(vec!["id".to_owned()]),
    ] {
        let outcome = read(b"sep=;\r\nid;a\r\n1;x\r\n", semicolons(header), &["id", "a"]);
        assert_eq!(outcome.rows, [row(3, &["1", "x"])]);
    }
    let names = Header::Names(vec!["id".to_owned(), "a".to_owned()]);
    assert_eq!(
        read(b"\"sep=;\"\n1;x\n", semicolons(names), &["a"]).rows,
        [row(2, &["x"])]
    );
    let problem = refused(b"sep=,\nid,a\n", first_row(), &["id"]);
    assert!(problem.what.contains("sep=,"), "{problem:?}");
}

const REPORT: &str =
    "Bericht \"Anrufe;\nZeitraum: Oktober\n\nid;Eingang;Dauer\n1;08:00;5\n\n2;08:10;7\nSumme;;12\n;;\n";

#[test]
fn lead_lines_blank_lines_and_totals() {
    let marks = Header::Containing(vec!["Eingang".to_owned(), "id".to_owned()]);
    for header in [Header::Row(4), marks] {
        let rule = NotRecord::StartsWith {
            column: None,
            text: "Summe".to_owned(),
        };
        let layout = CsvLayout {
            not_records: vec![rule],
            ..semicolons(header)
        };
        let outcome = read(REPORT.as_bytes(), layout, &["id", "Dauer"]);
        assert_eq!(outcome.rows, [row(5, &["1", "5"]), row(7, &["2", "7"])]);
        assert_eq!(
            (outcome.reader.not_records(), outcome.reader.totals_left_out()),
            (3, 1)
        );
    }
}

#[test]
fn totals_may_be_shorter_or_longer_and_rule_columns_need_not_be_wanted() {
    let rules = vec![
        NotRecord::Empty {
            column: "Tag".to_owned(),
        },
        NotRecord::StartsWith {
            column: Some("Tag".to_owned()),
            text: "Copyright".to_owned(),
        },
    ];
    let layout = CsvLayout {
        not_records: rules,
        ..first_row()
    };
    let content = b"id;Tag;n\n1;Mo;3\nGesamt\nx;;9;9;9\n;Copyright 2026\n";
    let outcome = read(content, layout, &["n"]);
    assert_eq!(outcome.rows, [row(2, &["3"])]);
    assert_eq!((outcome.reader.totals_left_out(), outcome.problems.len()), (3, 0));
}

#[test]
fn a_header_that_is_not_there() {
    let problem = refused(b"id;a\n", semicolons(Header::Row(3)), &["id"]);
    assert_eq!(problem.what, "there is no header in row 3");
    let problem = refused(b"x\n\nid;a\n", semicolons(Header::Row(2)), &["id"]);
    assert_eq!(problem.what, "there is no header in row 2");
    let late = format!("{}id;a\n", "x\n".repeat(100));
    let problem = refused(
        late.as_bytes(),
        semicolons(Header::Containing(vec!["id".to_owned()])),
        &["id"],
    );
    assert!(problem.what.contains("first 100 rows"), "{problem:?}");
}

#[test]
fn quoted_line_breaks_keep_row_numbers_right() {
    let content = b"id;\"Warte\r\nzeit\"\n1;\"a\nb\n\"\"c\"\"\"\n\n2;\"x;y\"\n";
    let outcome = read(content, first_row(), &["id", "Warte zeit"]);
    assert_eq!(
        outcome.rows,
        [row(3, &["1", "a\nb\n\"c\""]), row(7, &["2", "x;y"])]
    );
}

#[test]
fn ragged_rows_are_problems_only_where_something_is_lost() {
    let content = b"id;a;b;;\n1;x;y;;;;\n2;x;y;z;;w\n3;x\n4\n5;x;y\n";
    let outcome = read(content, first_row(), &["id", "a"]);
    assert_eq!(
        outcome.rows,
        [row(2, &["1", "x"]), row(4, &["3", "x"]), row(6, &["5", "x"])]
    );
    let (surplus, short) = (&outcome.problems[0], &outcome.problems[1]);
    assert_eq!((surplus.row, &*surplus.value), (3, "6 cells"));
    assert_eq!(surplus.expected, "at most 5 cells as in the header");
    assert_eq!((short.row, &*short.value), (5, "one cell"));
    assert_eq!(short.expected, "5 cells as in the header");
    assert_eq!(outcome.reader.records(), 5);
}

#[test]
fn carriage_returns_alone_end_lines_too() {
    let outcome = read(b"id;a\r1;x\r\r2;y\r", first_row(), &["id", "a"]);
    assert_eq!(outcome.rows, [row(2, &["1", "x"]), row(4, &["2", "y"])]);
}

#[test]
fn a_batch_has_at_most_as_many_rows_as_asked_for() {
    let mut reader = opened(b"id\n1\n2\n3;x\n4\n5\n", first_row(), &["id"]).unwrap();
    let (mut batch, mut problems) = (RawBatch::default(), Vec::new());
    assert!(reader.read(&mut batch, 3, &mut problems).unwrap());
    assert_eq!((batch.len(), problems.len()), (2, 1));
    assert!(reader.read(&mut batch, 3, &mut problems).unwrap());
    assert_eq!(batch.rows, [5, 6]);
    assert!(!reader.read(&mut batch, 3, &mut problems).unwrap());
    assert_eq!(reader.records(), 5);
}
