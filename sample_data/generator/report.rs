//! `planted.toml`, the expected counts, and `README.md`, the list of faults: both worked out while planting.

use std::fmt::Write;
use std::path::Path;

use super::bonus::{self, Amount};
use super::clock;
use super::count::{self, Book, Figure, Form};
use super::files::{Failure, Mark, Table, save};
use super::model::{Fate, Provider, Queue};
use super::plant::Fault;
use super::reported::Reported;

/// Writes both files.
pub fn write(
    folder: &Path,
    tables: &[Table],
    books: &[Book],
    (more, reported): (Vec<Figure>, Vec<Reported>),
) -> Result<(), Failure> {
    let mut planted = String::from(include_str!("planted_head.toml"));
    list(&mut planted, "files", tables.iter().map(file).collect());
    list(&mut planted, "volumes", books.iter().flat_map(volumes).collect());
    let mut figures: Vec<Figure> = books.iter().flat_map(count::figures).chain(more).collect();
    figures.sort_by(|one, other| order(one).cmp(&order(other)));
    list(&mut planted, "figures", figures.iter().map(one_figure).collect());
    let amounts = bonus::amounts(&figures);
    list(&mut planted, "credits", amounts.iter().map(amount).collect());
    list(
        &mut planted,
        "reported",
        reported.iter().map(Reported::line).collect(),
    );
    list(&mut planted, "faults", tables.iter().flat_map(faults).collect());
    save(folder, "planted.toml", planted.as_bytes())?;
    let mut readme = String::from(include_str!("readme_head.md"));
    fault_list(&mut readme, tables)?;
    save(folder, "README.md", readme.as_bytes())
}

fn amount(amount: &Amount) -> String {
    let words = [
        pair("provider", amount.provider.id()),
        pair("credit", amount.credit),
        pair("kind", amount.kind),
        pair("standard", amount.standard),
        pair("amount_before_cap", &cents(amount.before)),
        pair("amount", &cents(amount.after)),
    ];
    words.join(", ")
}

fn cents(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

fn order(figure: &Figure) -> (Provider, &str, &str, &str, &str, &str) {
    let Figure {
        provider,
        standard,
        measure,
        queue,
        clause,
        refines,
        ..
    } = figure;
    (*provider, *standard, measure, *queue, *clause, *refines)
}

/// A TOML array with one table a line.
fn list(out: &mut String, name: &str, lines: Vec<String>) {
    out.push_str(&format!("\n{name} = [\n"));
    for line in lines {
        out.push_str(&format!("  {{ {line} }},\n"));
    }
    out.push_str("]\n");
}

/// `key = "value"`, for texts without quotes and backslashes.
fn pair(key: &str, value: &str) -> String {
    format!("{key} = \"{value}\"")
}

fn place(table: &Table) -> String {
    [
        pair("provider", table.provider.id()),
        pair("source", table.source),
        pair("file", table.file),
    ]
    .join(", ")
        + ", "
        + &pair("sheet", table.sheet)
}

fn file(table: &Table) -> String {
    let of = |fate| table.marks.iter().filter(|mark| mark.fate == fate).count();
    format!(
        "{}, {}, first_row = {}, records = {}, accepted = {}, duplicates = {}, rejected = {}, outside_period = {}",
        place(table),
        pair("kind", table.kind),
        table.first_row(),
        table.rows.len(),
        of(Fate::Accepted),
        of(Fate::Duplicate),
        of(Fate::Rejected),
        of(Fate::Outside)
    )
}

fn volumes(book: &Book) -> Vec<String> {
    let scopes = [None].into_iter().chain(Queue::ALL.into_iter().map(Some));
    let sums = scopes.map(|queue| (queue, count::volumes(book, queue, |_, _| true)));
    let served = sums.filter(|(_, sums)| sums.answered > 0);
    let line = |(queue, sums): (Option<Queue>, count::Volumes)| {
        format!(
            "{}, {}, offered = {}, answered = {}, abandoned = {}, short_abandoned = {}, flowed_out = {}, unclear = {}",
            pair("provider", book.provider.id()),
            pair("queue", count::scope(queue)),
            sums.answered + sums.abandoned,
            sums.answered,
            sums.abandoned,
            sums.short_abandoned,
            sums.flowed_out,
            sums.unclear
        )
    };
    served.map(line).collect()
}

fn one_figure(figure: &Figure) -> String {
    let words = [
        pair("provider", figure.provider.id()),
        pair("standard", figure.standard),
        pair("measure", &figure.measure),
        pair("queue", figure.queue),
        pair("clause_valid_from", figure.clause),
        pair("clause", figure.refines),
    ];
    let sum = figure.sum;
    let denominator = match figure.form {
        Form::Count => String::from("\"\""),
        Form::Quotient | Form::Millionths => sum.denominator.to_string(),
    };
    let numerator = match figure.form {
        Form::Millionths => millionths(sum.numerator),
        Form::Quotient | Form::Count => sum.numerator.to_string(),
    };
    format!(
        "{}, numerator = {numerator}, denominator = {denominator}, unmeasurable = {}, excluded = {}",
        words.join(", "),
        sum.unmeasurable,
        sum.excluded
    )
}

/// Millionths as a decimal text, without zeros at the end.
fn millionths(value: i64) -> String {
    let text = format!("{}.{:06}", value / 1_000_000, value % 1_000_000);
    format!("\"{}\"", text.trim_end_matches('0').trim_end_matches('.'))
}

/// Planted rows of a table with their row numbers.
fn planted(table: &Table) -> impl Iterator<Item = (usize, Fault, &Mark)> {
    let marks = (table.first_row()..).zip(&table.marks);
    marks.filter_map(|(row, mark)| mark.fault.map(|fault| (row, fault, mark)))
}

fn faults(table: &Table) -> Vec<String> {
    let line = |(row, fault, mark): (usize, Fault, &Mark)| {
        let words = [
            pair("kind", fault.name()),
            pair("fate", mark.fate.name()),
            place(table),
        ];
        let column = pair("column", mark.column);
        format!(
            "{}, row = {row}, {column}, {}",
            words.join(", "),
            pair("id", &mark.id)
        )
    };
    planted(table).map(line).collect()
}

/// The README's list: a heading per kind of fault, below it file and rows.
fn fault_list(out: &mut String, tables: &[Table]) -> Result<(), Failure> {
    for kind in Fault::ALL {
        writeln!(out, "\n**`{}`** {}\n", kind.name(), kind.text())?;
        for table in tables {
            let here = planted(table).filter(|(_, fault, _)| fault == kind);
            let rows: Vec<String> = here
                .map(|(row, _, mark)| format!("{row} (`{}`)", mark.id))
                .collect();
            if !rows.is_empty() {
                let sheet = if table.sheet.is_empty() {
                    String::new()
                } else {
                    format!(" [{}]", table.sheet)
                };
                writeln!(out, "- `{}`{sheet}: row {}", table.file, rows.join(", "))?;
            }
        }
    }
    let missing = clock::reading(clock::wall(clock::berlin(10, 14, 0, 0, 0))).format("%d.%m.%Y");
    writeln!(
        out,
        "\n**`missing_staffing`** The whole {missing} is missing for queue `rechnung`, and in queue `stoerung` the \
         second of the two 02:00 hours of 25.10.2026: those half-hours have no plan.\n\n\
         - `nord/besetzung_2026-10.csv`"
    )?;
    Ok(())
}
