//! Broken, hostile and wrong text files.

use super::*;

#[test]
fn inch_marks_inside_a_cell_are_text() {
    let outcome = read(b"id;a;b\n1;5\" pipe;x\n2;7\";y\n", first_row(), &["id", "a", "b"]);
    assert_eq!(
        outcome.rows,
        [row(2, &["1", "5\" pipe", "x"]), row(3, &["2", "7\"", "y"])]
    );
}

#[test]
fn a_quote_never_closed_costs_one_row_only() {
    // Up to the next quoted cell, up to the end of the file, and a lone last row.
    let next = b"id;a;b\n1;\"x;y\n2;p;q\n3;\"r\";s\n4;t;u\n".as_slice();
    let end = b"id;a;b\n1;\"x;y\n2;p;q\n3;r;s\n4;t;u".as_slice();
    for content in [next, end] {
        let outcome = read(content, first_row(), &["id", "a", "b"]);
        assert_eq!(
            outcome.rows,
            [
                row(3, &["2", "p", "q"]),
                row(4, &["3", "r", "s"]),
                row(5, &["4", "t", "u"])
            ]
        );
        assert_eq!(outcome.problems.len(), 1);
        assert_eq!(
            (outcome.problems[0].row, &*outcome.problems[0].value),
            (2, "\"x;y")
        );
        assert!(
            outcome.problems[0].expected.contains("quotation mark"),
            "{:?}",
            outcome.problems
        );
    }
    for content in [&b"id;a\n1;x\n2;\"y\n"[..], b"id;a\n1;x\n2;\"y"] {
        let outcome = read(content, first_row(), &["id", "a"]);
        assert_eq!((outcome.rows.len(), outcome.problems[0].row), (1, 3));
    }
}

#[test]
fn rows_between_two_inch_marks_are_not_swallowed() {
    let content = b"a;b;c;d;e;f\n1;\"Zoll;x;;;\n2;a;b;c;d;e\n3;Rohr 5\";y;;;\n4;a;b;c;d;e\n";
    let outcome = read(content, first_row(), &["a"]);
    assert_eq!(outcome.rows, [row(3, &["2"]), row(4, &["3"]), row(5, &["4"])]);
    assert_eq!(outcome.problems[0].row, 2);
}

#[test]
fn rows_swallowed_by_a_record_that_does_not_fit_are_read() {
    let content = b"id;a;b\n1;\"x;y\n2;p;q\n3;r\"\n4;t;u\n";
    let outcome = read(content, first_row(), &["id", "b"]);
    assert_eq!(outcome.rows, [row(3, &["2", "q"]), row(5, &["4", "u"])]);
    let rows: Vec<u32> = outcome.problems.iter().map(|p| p.row).collect();
    assert_eq!(rows, [2, 4]);
}

#[test]
fn a_runaway_quote_in_a_long_file_is_given_up_after_1000_lines() {
    let mut content = b"id;a\n1;\"x\n".to_vec();
    (2..=5_000).for_each(|i| content.extend(format!("{i};y\n").into_bytes()));
    let outcome = read(&content, first_row(), &["id", "a"]);
    assert_eq!((outcome.rows.len(), outcome.problems.len()), (4_999, 1));
    assert_eq!(outcome.rows[0], row(3, &["2", "y"]));
    assert_eq!(outcome.rows[4_998], row(5_001, &["5000", "y"]));
    assert!(
        outcome.problems[0].expected.contains("1,000 lines"),
        "{:?}",
        outcome.problems
    );
}

#[test]
fn a_quote_never_closed_in_a_decoded_file() {
    let text = "id;a\n1;\"ü\n2;ö\n3;ä\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
    let layout = CsvLayout {
        encoding: Some(encoding_rs::WINDOWS_1252),
        ..first_row()
    };
    let outcome = read(&bytes, layout, &["id", "a"]);
    assert_eq!(outcome.rows, [row(3, &["2", "ö"]), row(4, &["3", "ä"])]);
    assert_eq!(outcome.problems[0].value, "\"ü");
}

#[test]
fn huge_cells_and_records_are_rows_with_problems() {
    let mut content = b"id;a\n1;".to_vec();
    content.extend(std::iter::repeat_n(b'x', 1_000_001));
    content.extend(b"\n2;\"");
    content.extend(std::iter::repeat_n(b'y', 10_000_000));
    content.extend(b"\"\n3;ok\n4;");
    content.extend(std::iter::repeat_n(b'z', 11_000_000));
    content.extend(b"\n5;ok\n");
    let outcome = read(&content, first_row(), &["id", "a"]);
    assert_eq!(outcome.rows, [row(4, &["3", "ok"]), row(6, &["5", "ok"])]);
    let rows: Vec<u32> = outcome.problems.iter().map(|p| p.row).collect();
    assert_eq!(rows, [2, 3, 5]);
    assert!(
        outcome.problems[0].expected.contains("1,000,000 characters"),
        "{}",
        outcome.problems[0].expected
    );
    assert!(outcome.problems.iter().all(|p| p.value.chars().count() == 40));
}

#[test]
fn a_file_of_another_kind_is_named() {
    for (content, what) in [
        (&b""[..], "empty"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "Excel workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"<!DOCTYPE html><html>", "web or XML page"),
        (b"id;a\n1;x\0y\n", "NUL byte"),
    ] {
        let problem = refused(content, first_row(), &["id"]);
        assert!(problem.what.contains(what), "{problem:?}");
        assert_eq!(problem.place.file, "nord/x.csv");
    }
    let gone = open("/nonexistent".as_ref(), "n.csv", &Layout::Csv(first_row()), &[])
        .err()
        .unwrap();
    assert!(gone[0].what.starts_with("cannot be read"), "{gone:?}");
}

#[test]
fn undecodable_text_in_a_declared_encoding_is_a_problem_of_its_row() {
    let layout = CsvLayout {
        encoding: Some(encoding_rs::SHIFT_JIS),
        ..first_row()
    };
    let outcome = read(b"id;a\n1;x\n2;\x82\xff\n3;y\n", layout, &["id"]);
    assert_eq!(outcome.rows, [row(2, &["1"]), row(4, &["3"])]);
    assert!(
        outcome.problems[0].expected.contains("Shift_JIS"),
        "{:?}",
        outcome.problems
    );
}
