//! The header: which row it is, and where the wanted columns are in it.

use super::FileProblem;
use super::clean::column_name;
use super::limits::HEADER_ROWS;
use super::rules::Rule;
use crate::workspace::mapping::{Header, NotRecord};

/// Which column is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnRef {
    /// Name after trimming; a line break in it counts as one blank.
    pub name: String,
    /// Which column of that name, 1 = first.
    pub occurrence: usize,
}

/// What is asked of a header.
pub(super) struct Wishes<'a> {
    pub(super) file: &'a str,
    pub(super) sheet: &'a str,
    pub(super) wanted: &'a [ColumnRef],
    pub(super) rules: &'a [NotRecord],
}

/// Where everything is.
#[derive(Debug)]
pub(super) struct Columns {
    /// Position of each wanted column, in the order asked for.
    pub(super) wanted: Vec<usize>,
    /// Rules for rows that are no records.
    pub(super) rules: Vec<Rule>,
    /// Cells of the header.
    pub(super) width: usize,
    /// Cells a row must have for all wanted columns.
    pub(super) needed: usize,
}

/// Whether a row has all the cells that mark the header.
pub(super) fn contains_all(names: &[String], marks: &[String]) -> bool {
    marks.iter().all(|mark| names.contains(&column_name(mark)))
}

/// Finds the wanted columns and the rules' columns in the header `names` at `row`.
pub(super) fn resolve(names: &[String], row: u32, wishes: &Wishes) -> Result<Columns, Vec<FileProblem>> {
    let mut problems = Vec::new();
    let mut wanted = Vec::with_capacity(wishes.wanted.len());
    for column in wishes.wanted {
        match position(names, column) {
            Some(at) => wanted.push(at),
            None => problems.push(missing(names, row, column, wishes)),
        }
    }
    let mut rules = Vec::with_capacity(wishes.rules.len());
    for rule in wishes.rules {
        match Rule::resolve(rule, names) {
            Ok(rule) => rules.push(rule),
            Err(name) => {
                let column = ColumnRef {
                    name: name.to_owned(),
                    occurrence: 1,
                };
                problems.push(missing(names, row, &column, wishes));
            }
        }
    }
    if !problems.is_empty() {
        return Err(joined(problems));
    }
    let needed = wanted.iter().map(|at| at + 1).max().unwrap_or(0);
    Ok(Columns {
        wanted,
        rules,
        width: names.len(),
        needed,
    })
}

/// Problems of which the same is expected become one that names all columns: a wrong delimiter is one
/// mistake, however many columns it hides.
fn joined(problems: Vec<FileProblem>) -> Vec<FileProblem> {
    let name = |problem: &FileProblem| -> Option<String> {
        let what = problem.what.strip_prefix("column ")?;
        what.strip_suffix(" is missing")
            .filter(|name| name.ends_with('"'))
            .map(str::to_owned)
    };
    let mut joined: Vec<(FileProblem, Vec<String>)> = Vec::new();
    for problem in problems {
        let known = joined
            .iter_mut()
            .find(|(known, names)| known.expected == problem.expected && !names.is_empty());
        match (known, name(&problem)) {
            (Some((_, names)), Some(name)) => {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            (_, found) => joined.push((problem, found.into_iter().collect())),
        }
    }
    let worded = joined.into_iter().map(|(problem, names)| match names.len() {
        0 | 1 => problem,
        _ => FileProblem {
            what: format!("columns {} are missing", names.join(", ")),
            ..problem
        },
    });
    worded.collect()
}

fn position(names: &[String], column: &ColumnRef) -> Option<usize> {
    let name = column_name(&column.name);
    let same = names.iter().enumerate().filter(|(_, n)| **n == name);
    let mut same = same.map(|(at, _)| at);
    match column.occurrence {
        // Which of several is meant must be said, never guessed.
        0 => same.next().filter(|_| same.next().is_none()),
        nth => same.nth(nth - 1),
    }
}

fn missing(names: &[String], row: u32, column: &ColumnRef, wishes: &Wishes) -> FileProblem {
    let times = names.iter().filter(|n| **n == column_name(&column.name)).count();
    let (what, expected) = if times > 1 && column.occurrence == 0 {
        let what = format!("column \"{}\" stands {times} times in the header", column.name);
        let which = format!(
            "{{ column = \"{}\", occurrence = 1 }} or another of them in the mapping",
            column.name
        );
        (what, which)
    } else if times > 0 {
        let what = format!(
            "column \"{}\" number {} is missing",
            column.name, column.occurrence
        );
        (
            what,
            format!("the header has \"{}\" only {times} times", column.name),
        )
    } else {
        (
            format!("column \"{}\" is missing", column.name),
            hint(names, &column.name, wishes.wanted),
        )
    };
    FileProblem::at(wishes.file, wishes.sheet, row, what, expected)
}

/// What may have been meant: the unmapped columns that look alike, or else the columns there are.
fn hint(names: &[String], name: &str, wanted: &[ColumnRef]) -> String {
    if let Some(delimiter) = other_delimiter(names) {
        return format!("probably the delimiter {delimiter}: the whole header is one cell");
    }
    let unmapped = |n: &&String| !n.is_empty() && !wanted.iter().any(|w| column_name(&w.name) == **n);
    let mut alike: Vec<(f64, &String)> = names
        .iter()
        .filter(unmapped)
        .map(|other| (likeness(name, other), other))
        .filter(|(score, _)| *score >= 0.7)
        .collect();
    // The sort is stable: equal ones stay in the order of the header.
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    alike.dedup_by(|a, b| a.1 == b.1);
    if alike.is_empty() {
        let all: Vec<&str> = names
            .iter()
            .map(String::as_str)
            .filter(|n| !n.is_empty())
            .collect();
        return format!(
            "the header has: {}",
            super::problem::shorten(all.join(", ").as_bytes())
        );
    }
    let shown: Vec<String> = alike.iter().take(3).map(|(_, n)| format!("\"{n}\"")).collect();
    format!(
        "the column as it is mapped; the header has {}, which no field uses",
        shown.join(", ")
    )
}

fn other_delimiter(names: &[String]) -> Option<&'static str> {
    let [only] = names else { return None };
    let marks = [(';', "\";\""), ('\t', "\"tab\""), ('|', "\"|\""), (',', "\",\"")];
    marks
        .iter()
        .find(|(mark, _)| only.contains(*mark))
        .map(|(_, name)| *name)
}

/// 1 for names that differ in case and punctuation only, 0.9 for one within the other.
fn likeness(a: &str, b: &str) -> f64 {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (a, b) = (plain(a), plain(b));
    if a == b {
        1.0
    } else if a.chars().count().min(b.chars().count()) >= 3 && (a.contains(&b) || b.contains(&a)) {
        0.9
    } else {
        strsim::normalized_damerau_levenshtein(&a, &b)
    }
}

/// The header is not where the mapping says.
pub(super) fn not_found(file: &str, sheet: &str, header: &Header) -> FileProblem {
    let (what, expected) = match header {
        Header::Row(row) => (
            format!("there is no header in row {row}"),
            format!("the column names in row {row}"),
        ),
        Header::Containing(marks) => (
            format!("the header was not found within the first {HEADER_ROWS} rows"),
            format!("a row with the cells \"{}\"", marks.join("\", \"")),
        ),
        Header::Names(_) => ("there are no rows".to_owned(), String::new()),
    };
    FileProblem::at(file, sheet, 0, what, expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|n| (*n).to_owned()).collect()
    }

    fn column(name: &str, occurrence: usize) -> ColumnRef {
        ColumnRef {
            name: name.to_owned(),
            occurrence,
        }
    }

    fn run(header: &[&str], wanted: &[ColumnRef], rules: &[NotRecord]) -> Result<Columns, Vec<FileProblem>> {
        resolve(
            &names(header),
            5,
            &Wishes {
                file: "f.csv",
                sheet: "",
                wanted,
                rules,
            },
        )
    }

    #[test]
    fn finds_repeated_columns_by_occurrence() {
        let columns = run(
            &["id", "Zeit", "x", "Zeit"],
            &[column("Zeit", 2), column("id", 1)],
            &[],
        )
        .unwrap();
        assert_eq!(columns.wanted, [3, 0]);
        assert_eq!((columns.width, columns.needed), (4, 4));
    }

    #[test]
    fn reports_all_missing_columns_and_what_looks_like_them() {
        let wanted = [column("Wartezeit", 1), column("Anruf-ID", 1), column("id", 2)];
        let rules = [NotRecord::Empty {
            column: "Datum".to_owned(),
        }];
        let problems = run(&["id", "Wartezeit (s)", "Anrufid", "Tag"], &wanted, &rules).unwrap_err();
        let texts: Vec<(&str, &str)> = problems.iter().map(|p| (&*p.what, &*p.expected)).collect();
        assert_eq!(texts.len(), 4);
        assert_eq!(texts[0].0, "column \"Wartezeit\" is missing");
        assert!(texts[0].1.contains("\"Wartezeit (s)\""), "{}", texts[0].1);
        assert!(texts[1].1.contains("\"Anrufid\""), "{}", texts[1].1);
        assert_eq!(texts[2].0, "column \"id\" number 2 is missing");
        assert_eq!(texts[3].0, "column \"Datum\" is missing");
        assert!(
            texts[3].1.contains("id, Wartezeit (s), Anrufid, Tag"),
            "{}",
            texts[3].1
        );
        assert_eq!(problems[0].place.row, 5);
    }

    #[test]
    fn a_wrong_delimiter_is_named_once_for_all_columns() {
        let wanted = [column("id", 1), column("Zeit", 1), column("id", 1)];
        let problems = run(&["id;Zeit;x"], &wanted, &[]).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].what, "columns \"id\", \"Zeit\" are missing");
        assert!(
            problems[0].expected.contains("delimiter \";\""),
            "{}",
            problems[0].expected
        );
    }

    #[test]
    fn a_column_that_another_field_uses_is_not_proposed() {
        let wanted = [column("Wartezeit (s)", 1), column("Wartezeit", 1)];
        let problems = run(&["Wartezeit (s)", "Ort"], &wanted, &[]).unwrap_err();
        assert!(
            problems[0].expected.starts_with("the header has:"),
            "{}",
            problems[0].expected
        );
    }
}
