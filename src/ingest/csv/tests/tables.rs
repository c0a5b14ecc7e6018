//! Tables of any texts.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::ingest::clean::trim_bytes;

fn cell() -> impl Strategy<Value = String> {
    // Mostly plain text, sometimes all that needs quoting.
    prop_oneof![4 => "[a-zäöü€ ]{0,8}", 1 => "[a-z;,|\t\"\n\r ü]{0,12}"]
}

/// The table as it should come back: trimmed, without all-blank rows, with the line of each row.
fn expected(table: &[Vec<String>], delimiter: u8) -> (Vec<u8>, Vec<(u32, Vec<String>)>) {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    writer.write_record(["c0", "c1", "c2"]).unwrap();
    let (mut line, mut rows) = (2, Vec::new());
    for cells in table {
        writer.write_record(cells).unwrap();
        let trimmed: Vec<String> = cells
            .iter()
            .map(|c| String::from_utf8_lossy(trim_bytes(c.as_bytes())).into_owned())
            .collect();
        if trimmed.iter().any(|c| !c.is_empty()) {
            rows.push((line, trimmed));
        }
        line += 1 + cells.iter().map(|c| c.matches('\n').count()).sum::<usize>() as u32;
    }
    (writer.into_inner().unwrap(), rows)
}

proptest! {
    #[test]
    fn any_table_reads_back_cell_for_cell(
        table in prop::collection::vec(prop::collection::vec(cell(), 3), 0..30),
        delimiter in prop::sample::select(vec![b';', b',', b'|', b'\t']),
        max_rows in 1usize..50,
    ) {
        let (content, rows) = expected(&table, delimiter);
        let layout = CsvLayout { delimiter, ..first_row() };
        let reader = opened(&content, layout, &["c0", "c1", "c2"]).unwrap();
        let outcome = drain(reader, max_rows).unwrap();
        prop_assert_eq!(outcome.problems, vec![]);
        prop_assert_eq!(outcome.rows, rows);
    }

    /// Stray quotes, ragged and blank lines: every line is delivered, reported, blank, or inside
    /// quotes of a record that is.
    #[test]
    fn no_line_gets_lost(body in "([a;\"\n]|;;|a\n|\"\n){0,60}") {
        let content = format!("c0;c1;c2\n{body}");
        let wanted = ["c0", "c1", "c2"];
        let outcome = drain(opened(content.as_bytes(), first_row(), &wanted).unwrap(), 7).unwrap();
        let delivered: BTreeSet<u32> = outcome.rows.iter().map(|(row, _)| *row).collect();
        let reported: BTreeSet<u32> = outcome.problems.iter().map(|problem| problem.row).collect();
        prop_assert!(delivered.is_disjoint(&reported));
        let mut may_span = false;
        for (row, line) in (2u32..).zip(body.split('\n')) {
            if delivered.contains(&row) || reported.contains(&row) {
                may_span = line.contains('"');
            } else {
                let is_blank = line.chars().all(|c| matches!(c, ';' | '"'));
                prop_assert!(may_span || is_blank, "line {} is lost: {:?}", row, line);
            }
        }
    }
}
