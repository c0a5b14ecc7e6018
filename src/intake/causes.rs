//! Why rows were set aside, counted per cause: three hundred rows with one unknown word are one thing
//! to mend.

use std::collections::BTreeMap;

use crate::scorecard::{Rejected, RejectedCause};

/// Most causes kept apart; files whose every row is wrong in its own way have no causes to show.
const MOST: usize = 200;

/// What makes rows the same case: file, sheet, column, what was expected, and of words the value.
type Key = (String, String, String, String, Option<String>);

/// Counts of rejected rows per cause.
#[derive(Debug, Default)]
pub struct Causes {
    found: BTreeMap<Key, (u64, u32, String)>,
}

impl Causes {
    /// Takes in rejected rows.
    pub fn take(&mut self, rows: &[Rejected]) {
        for row in rows {
            let key = key(row);
            if self.found.len() >= MOST && !self.found.contains_key(&key) {
                continue;
            }
            let entry = self.found.entry(key).or_insert((0, row.row, row.value.clone()));
            entry.0 += 1;
            if row.row < entry.1 {
                (entry.1, entry.2) = (row.row, row.value.clone());
            }
        }
    }

    /// The causes in the order of files, sheets and columns.
    pub fn into_list(self) -> Vec<RejectedCause> {
        let listed = self.found.into_iter().map(
            |((file, sheet, column, expected, word), (count, first_row, value))| RejectedCause {
                file,
                sheet,
                column,
                expected,
                same_value: word.is_some() || count == 1,
                value,
                count,
                first_row,
            },
        );
        listed.collect()
    }
}

fn key(row: &Rejected) -> Key {
    let is_word = row.expected.starts_with("a word for ") || row.expected.ends_with("the workspace defines");
    // What follows names the single row.
    let expected = row.expected.split(", which is ").next().unwrap_or_default();
    let expected = expected.split("; row ").next().unwrap_or_default();
    (
        row.file.clone(),
        row.sheet.clone(),
        row.column.clone(),
        expected.to_owned(),
        is_word.then(|| row.value.clone()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejected(row: u32, column: &str, value: &str, expected: &str) -> Rejected {
        Rejected {
            file: "t.csv".into(),
            sheet: String::new(),
            row,
            column: column.into(),
            value: value.into(),
            expected: expected.into(),
        }
    }

    #[test]
    fn rows_are_counted_per_column_expectation_and_word() {
        let (words, time) = ("a word for open, closed", "an existing date and time as %d.%m.%Y");
        let mut causes = Causes::default();
        causes.take(&[
            rejected(9, "Status", "merged", words),
            rejected(12, "Status", "merged", words),
            rejected(4, "Status", "gone", words),
        ]);
        causes.take(&[
            rejected(8, "Zeit", "31.02.2026", time),
            rejected(3, "Zeit", "30.02.2026", time),
            rejected(5, "Ende", "1", "a time not before Beginn, which is 2"),
            rejected(6, "Ende", "0", "a time not before Beginn, which is 3"),
        ]);
        let list = causes.into_list();
        let told: Vec<_> = list
            .iter()
            .map(|c| {
                (
                    c.count,
                    c.column.as_str(),
                    c.value.as_str(),
                    c.same_value,
                    c.first_row,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (2, "Ende", "1", false, 5),
                (1, "Status", "gone", true, 4),
                (2, "Status", "merged", true, 9),
                (2, "Zeit", "30.02.2026", false, 3),
            ]
        );
    }
}
