//! What the providers report of themselves: nord by another formula, sued a figure that no formula gives, alpen
//! rightly.

use std::path::Path;

use super::count::{self, Book, Sum};
use super::files::{Cell, Failure, Table, TextForm, text, write_text};
use super::model::{Provider, Row};
use super::plant::Fault;

/// A reported figure.
#[derive(Clone)]
pub struct Reported {
    provider: Provider,
    standard: &'static str,
    word: &'static str,
    /// Tenths of a percent.
    per_mille: i64,
    /// The formula by which it was made; empty where none fits or there are none.
    pub reading: &'static str,
}

impl Reported {
    /// A line of `planted.toml`.
    pub fn line(&self) -> String {
        format!(
            "provider = \"{}\", standard = \"{}\", value = \"{}.{:03}\", reading = \"{}\"",
            self.provider.id(),
            self.standard,
            self.per_mille / 1_000,
            self.per_mille % 1_000,
            self.reading
        )
    }
}

/// A share in tenths of a percent, rounded.
fn per_mille(sum: Sum) -> i64 {
    (2_000 * sum.numerator + sum.denominator) / (2 * sum.denominator)
}

/// The figures of a provider's own report.
pub fn rows(book: &Book) -> Vec<Row<Reported>> {
    let levels = count::service_level(book, None);
    let (per_mille, reading, fault) = match book.provider {
        Provider::Nord => (per_mille(levels[0]), "V1", Some(Fault::ReportedByOtherFormula)),
        Provider::Sued => (per_mille(levels[1]) + 63, "", Some(Fault::ReportedByNoFormula)),
        Provider::Alpen => (per_mille(levels[1]), "V2", None),
    };
    let word = match book.provider {
        Provider::Alpen => "SL 80/20",
        _ => "Servicelevel",
    };
    let what = Reported {
        provider: book.provider,
        standard: "service_level",
        word,
        per_mille,
        reading,
    };
    vec![Row {
        fault,
        ..Row::sound(what)
    }]
}

/// The report as it is delivered.
pub fn table(provider: Provider, rows: &[Row<Reported>]) -> Table {
    let (source, file, header): (_, _, &[&str]) = match provider {
        Provider::Nord => (
            "nord_report",
            "nord/monatsbericht_2026-10.csv",
            &["Kennzahl", "Wert"],
        ),
        Provider::Sued => (
            "sued_report",
            "sued/monatsbericht_2026-10.csv",
            &["Kennzahl", "Wert"],
        ),
        Provider::Alpen => (
            "alpen_report",
            "alpen/report_2026-10.csv",
            &["kpi", "value_percent"],
        ),
    };
    let mut table = Table::new((provider, source, "reported"), (file, ""), header);
    table.fill(rows, &[], cells, |row| row.word.to_owned());
    table
}

fn cells(row: &Reported) -> Vec<Cell> {
    let (whole, tenths) = (row.per_mille / 10, row.per_mille % 10);
    let value = match row.provider {
        Provider::Alpen => format!("{whole}.{tenths}"),
        _ => format!("{whole},{tenths} %"),
    };
    vec![text(row.word), text(value)]
}

/// Writes a report.
pub fn write(folder: &Path, table: &Table) -> Result<(), Failure> {
    let form = TextForm {
        delimiter: if table.provider == Provider::Alpen {
            b','
        } else {
            b';'
        },
        quote_all: false,
        encoding: encoding_rs::UTF_8,
        mark: false,
    };
    write_text(folder, table, &form)
}
