//! Input that is too large in one place: refused there, in bounded memory.

use super::delivery::{BOOK, BOOK_ROWS, CALLS, Delivery, GOOD, HEADER, Published, workbook};
use super::files::patched;
use crate::support::{Ended, PROGRAM};

/// Runs October with an address space of three gigabytes, of which the allocator reserves one at once:
/// growing without bound is a failure.
fn run_in_bounds(delivery: &Delivery, exit: i32) -> Published {
    let mut command = std::process::Command::new("sh");
    command
        .args(["-c", "ulimit -v 3000000 && exec \"$0\" \"$@\"", PROGRAM])
        .args(["run", "leitstand.toml", "--period", "2026-10", "--out", "out"])
        .current_dir(delivery.sandbox.path(""));
    let ended = Ended::from(command.output().expect("the shell starts")).with(exit);
    delivery.published(ended)
}

/// A good record under another id.
fn record(number: usize) -> String {
    format!("r{number},billing,2026-10-06 09:00:00,,ANSWERED,50,60,Ann,Invoice,\n")
}

#[cfg(unix)]
#[test]
fn ten_megabytes_in_one_cell() {
    let cell = "x".repeat(10 << 20);
    let record = format!("x,billing,2026-10-05 10:00:00,,ANSWERED,5,60,Ann,Invoice,{cell}");
    let published = run_in_bounds(&Delivery::with_records(&record), 0);
    published.counts_the_good_calls();
    assert_eq!(published.counts(CALLS), ["3", "2", "0", "1"]);
    let row = published.rejected.rows().next().expect("one");
    assert_eq!(row.text("row"), "3");
    assert!(row.text("value").chars().count() <= 200);
    assert!(row.text("expected").contains("10 MB"));
}

#[cfg(unix)]
#[test]
fn a_long_cell_below_the_limit_is_kept() {
    let id = "y".repeat(100_000);
    let record = format!("{id},billing,2026-10-05 10:00:00,,ANSWERED,50,60,Ann,Invoice,");
    let published = run_in_bounds(&Delivery::with_records(&record), 0);
    assert_eq!(published.figure("nord"), ("1".into(), "3".into()));
}

#[cfg(unix)]
#[test]
fn ten_megabytes_in_one_cell_of_a_workbook() {
    let book = patched(&workbook(&BOOK_ROWS), "xl/worksheets/sheet1.xml", |sheet| {
        let text = "q".repeat(10 << 20);
        let row = format!(r#"<row r="4"><c r="A4" t="inlineStr"><is><t>{text}</t></is></c></row>"#);
        sheet.replace("</sheetData>", &format!("{row}</sheetData>"))
    });
    let published = run_in_bounds(&Delivery::with_book(book), 3);
    published.refuses(BOOK, "the workbook has a cell of over");
    published.counts_the_good_calls();
}

#[cfg(unix)]
#[test]
fn a_sheet_that_claims_a_million_rows_and_has_two() {
    let book = patched(&workbook(&BOOK_ROWS), "xl/worksheets/sheet1.xml", |sheet| {
        let (before, rest) = sheet.split_once("<dimension ref=\"").expect("a dimension");
        let (_, after) = rest.split_once('"').expect("its end");
        format!("{before}<dimension ref=\"A1:XFD1048576\"{after}")
    });
    let published = run_in_bounds(&Delivery::with_book(book), 0);
    assert_eq!(published.counts(BOOK), ["2", "2", "0", "0"]);
    assert_eq!(published.figure("nord"), ("2".into(), "4".into()));
}

#[cfg(unix)]
#[test]
fn a_workbook_that_unpacks_to_a_multiple_is_refused() {
    let book = patched(&workbook(&BOOK_ROWS), "xl/worksheets/sheet1.xml", |sheet| {
        let nothing = " ".repeat(100 << 20);
        sheet.replace("</sheetData>", &format!("{nothing}</sheetData>"))
    });
    let published = run_in_bounds(&Delivery::with_book(book), 3);
    published.refuses(BOOK, "times its size");
    published.counts_the_good_calls();
}

#[cfg(unix)]
#[test]
fn a_closing_quote_that_never_comes_costs_one_row() {
    let open = "x,billing,2026-10-05 10:00:00,,ANSWERED,5,60,Ann,Invoice,\"never closed\n";
    // A few lines to the end, more lines than a cell may have, and more bytes.
    for more in [3, 5_000, 300_000] {
        let rest: String = (0..more).map(record).collect();
        let delivery = Delivery::with_calls(format!("{HEADER}\n{GOOD}{open}{rest}"));
        let published = run_in_bounds(&delivery, 0);
        let row = published.rejected.rows().next().expect("one");
        assert_eq!(row.text("row"), "4");
        assert!(row.text("expected").contains("closing quotation mark"));
        let read = (more + 3).to_string();
        let accepted = (more + 2).to_string();
        assert_eq!(published.counts(CALLS), [&read, &accepted, "0", "1"]);
        assert_eq!(published.figure("nord"), ("1".into(), accepted));
    }
}

#[cfg(unix)]
#[test]
fn damage_far_behind_the_start_leaves_no_half_read_file() {
    let mut content: Vec<u8> = format!("{HEADER}\n").into_bytes();
    (0..200_000).for_each(|number| content.extend(record(number).into_bytes()));
    content.extend(b"z,billing,2026-10-06 09:00:00,,ANSWERED,1,9,M\xfcller,,\n");
    let published = run_in_bounds(&Delivery::with_calls(content), 3);
    published.ended.saying(&["line 200002 is not UTF-8"]);
    let row = published.reconciliation.only(&[("file", CALLS)]);
    let accepted = row.text("accepted");
    assert!(
        matches!(accepted, "0" | "200000"),
        "{accepted} of 200000 good rows count"
    );
}
