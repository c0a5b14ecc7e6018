//! Files that cannot be used, or not wholly.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;

use super::delivery::{BOOK, BOOK_ROWS, CALLS, Delivery, GOOD, HEADER, workbook};

#[test]
fn good_input_is_whole() {
    let published = Delivery::good().run(0);
    published.counts_the_good_calls();
    assert_eq!(published.counts(CALLS), ["2", "2", "0", "0"]);
    let with_book = Delivery::with_book(workbook(&BOOK_ROWS)).run(0);
    assert_eq!(with_book.figure("nord"), ("2".into(), "4".into()));
}

#[test]
fn a_missing_file_is_named_with_its_source() {
    let delivery = Delivery::good();
    std::fs::remove_file(delivery.sandbox.path(CALLS)).expect("removed");
    let published = delivery.run(3);
    let pattern = "nord/calls_2026-10*.csv";
    let row = published.reconciliation.only(&[("file", pattern)]);
    assert_eq!(row.text("problem"), "no file");
    published.ended.saying(&[pattern, "nord_calls", "no file"]);
}

#[test]
fn a_missing_file_of_a_source_that_may_be_missing_is_no_fault() {
    let published = Delivery::good().run(0);
    let row = published
        .reconciliation
        .only(&[("file", "nord/book_2026-10.xlsx")]);
    assert_eq!(row.text("problem"), "no file");
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    let published = Delivery::with_calls("").run(3);
    published.refuses(CALLS, "the file is empty");
}

#[test]
fn a_folder_in_the_place_of_a_file_is_no_file() {
    let delivery = Delivery::good();
    std::fs::remove_file(delivery.sandbox.path(CALLS)).expect("removed");
    std::fs::create_dir(delivery.sandbox.path(CALLS)).expect("made");
    delivery.run(3);
}

#[test]
fn a_file_of_another_kind_than_its_ending_says_is_named() {
    let as_text = Delivery::with_calls(workbook(&BOOK_ROWS)).run(3);
    as_text.refuses(CALLS, "this is an Excel workbook or an archive, not a text file");
    let as_book = Delivery::with_book(format!("{HEADER}\n{GOOD}")).run(3);
    as_book.refuses(BOOK, "this is a text file, not a workbook");
    as_book.counts_the_good_calls();
    let page = Delivery::with_book("<html><table><tr><td>id</td></tr></table></html>").run(3);
    page.refuses(BOOK, "this is a web or XML page");
    let portable = Delivery::with_calls("%PDF-1.7\n").run(3);
    portable.refuses(CALLS, "this is a PDF document");
}

#[test]
fn a_password_protected_workbook_is_told_from_a_damaged_one() {
    let mut bytes = vec![0_u8; 4096];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes[1024..1024 + name.len()].copy_from_slice(&name);
    let published = Delivery::with_book(bytes).run(3);
    published.refuses(BOOK, "the workbook is password-protected");
    published.counts_the_good_calls();
}

#[test]
fn a_truncated_workbook_is_damaged() {
    let whole = workbook(&BOOK_ROWS);
    for keep in [whole.len() / 4, whole.len() / 2, whole.len() - 30] {
        let published = Delivery::with_book(&whole[..keep]).run(3);
        published.refuses(BOOK, "the workbook is damaged or incomplete");
        published.counts_the_good_calls();
    }
}

#[test]
fn an_archive_that_is_no_workbook_is_not_unpacked() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file("calls.csv", SimpleFileOptions::default())
        .expect("begun");
    archive.write_all(GOOD.as_bytes()).expect("written");
    let bytes = archive.finish().expect("finished").into_inner();
    let published = Delivery::with_book(bytes).run(3);
    published.refuses(BOOK, "this is a zip archive without a workbook");
    published.counts_the_good_calls();
}

#[test]
fn a_missing_sheet_is_named_with_those_that_are_there() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook
        .add_worksheet()
        .set_name("Anrufe")
        .expect("a name")
        .write(0, 0, "id")
        .expect("written");
    let published = Delivery::with_book(workbook.save_to_buffer().expect("saved")).run(3);
    published.refuses(BOOK, "there is no sheet \"Calls\"");
    published.ended.saying(&["\"Anrufe\""]);
}

#[test]
fn a_header_that_does_not_match_names_what_is_missing_and_what_looks_like_it() {
    let header = HEADER.replace("queue", "queue_name").replace("offered", "offerd");
    let published = Delivery::with_calls(format!("{header}\n{GOOD}")).run(3);
    published.refuses(CALLS, "column \"queue\" is missing");
    published.refuses(CALLS, "column \"offered\" is missing");
    published.warns(&["column \\\"queue\\\" is missing", "queue_name"]);
    published.warns(&["column \\\"offered\\\" is missing", "offerd"]);
    published.ended.saying(&["queue_name", "offerd"]);
}

#[test]
fn a_header_with_another_delimiter_says_which() {
    let content = format!("{HEADER}\n{GOOD}").replace(',', ";");
    let delivery = Delivery::with_calls(content);
    let published = delivery.run(3);
    // One mistake is one message, however many columns it hides.
    published.refuses(CALLS, "columns \"id\", \"queue\", \"offered\"");
    let ended = published.ended.saying(&["probably the delimiter \";\""]);
    assert_eq!(ended.stderr.matches("delimiter").count(), 1);
    // The partner's own page says so at its head, and nobody else's.
    let page = |partner: &str| {
        let path = format!("out/2026-10/partners/{partner}/scorecard.html");
        delivery.sandbox.read(&path)
    };
    let warning = "<p class=\"warning\">Your data were not whole";
    assert!(page("nord").contains(warning), "{}", page("nord"));
    assert!(page("nord").contains("No agreed standard can be judged"));
    let overview = delivery.sandbox.read("out/2026-10/overview.html");
    assert!(!overview.contains("Nord misses no standard"), "{overview}");
    assert!(!page("sued").contains("class=\"warning\""), "{}", page("sued"));
}

#[test]
fn a_byte_that_is_no_utf8_is_named_with_its_line() {
    for start in ["", "\u{feff}"] {
        let mut content = format!("{start}{HEADER}\n{GOOD}").into_bytes();
        content.extend(b"n3,billing,2026-10-05 09:00:00,,ANSWERED,1,9,M\xfcller,,\n");
        let published = Delivery::with_calls(content).run(3);
        published.refuses(CALLS, "line 4 is not UTF-8 (byte 0xFC)");
        published.ended.saying(&["encoding = \"windows-1252\""]);
    }
}

#[test]
fn a_byte_order_mark_and_other_line_ends_change_nothing() {
    let content = format!("{HEADER}\n{GOOD}");
    let utf16: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(content.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let forms = [
        format!("\u{feff}{content}").into_bytes(),
        content.replace('\n', "\r\n").into_bytes(),
        content.replace('\n', "\r").into_bytes(),
        content.trim_end().to_owned().into_bytes(),
        format!("{content}\n\n,,,,,,,,,\n").into_bytes(),
        utf16,
    ];
    for form in forms {
        let published = Delivery::with_calls(form).run(0);
        published.counts_the_good_calls();
        assert_eq!(published.counts(CALLS), ["2", "2", "0", "0"]);
    }
}

#[test]
fn a_header_without_records_reads_nothing() {
    let published = Delivery::with_calls(format!("{HEADER}\n"));
    let ended = published
        .sandbox
        .ask(&["check", "leitstand.toml", "--period", "2026-10"]);
    assert!(matches!(ended.exit, 0 | 3), "{}", ended.stderr);
    let book = Delivery::with_book(workbook(&BOOK_ROWS[..1]));
    let ended = book
        .sandbox
        .ask(&["run", "leitstand.toml", "--period", "2026-10", "--out", "out"]);
    let published = book.published(ended);
    published.counts_the_good_calls();
    assert_eq!(published.counts(BOOK), ["0", "0", "0", "0"]);
}

#[test]
fn two_files_of_one_source_are_one_delivery() {
    let delivery = Delivery::good();
    let more = "n9,billing,2026-10-06 09:00:00,,ANSWERED,3,50,Ann,Invoice,x\n";
    let second = "nord/calls_2026-10_2.csv";
    delivery.sandbox.write(second, format!("{HEADER}\n{GOOD}{more}"));
    let published = delivery.run(0);
    assert_eq!(published.figure("nord"), ("2".into(), "3".into()));
    assert_eq!(published.counts(CALLS), ["2", "2", "0", "0"]);
    assert_eq!(published.counts(second), ["3", "1", "2", "0"]);
}

#[test]
fn one_bad_file_of_a_source_leaves_the_other() {
    let delivery = Delivery::good();
    delivery.sandbox.write("nord/calls_2026-10_2.csv", "");
    let published = delivery.run(3);
    published.refuses("nord/calls_2026-10_2.csv", "the file is empty");
    published.counts_the_good_calls();
}

/// A workbook with a part replaced.
pub fn patched(book: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        let part_name = part.name().expect("a name").into_owned();
        let text = if part_name == name { change(text) } else { text };
        let packed = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        to.start_file(part_name, packed.compression_level(Some(9)))
            .expect("begun");
        to.write_all(text.as_bytes()).expect("written");
    }
    to.finish().expect("finished").into_inner()
}
