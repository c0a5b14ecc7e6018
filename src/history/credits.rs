//! What former publications say of bonus and malus: for what is given back, and for explaining amounts.

use std::path::Path;

use super::explain::{ExplainError, unreadable};
use crate::scorecard::FormerLine;
use crate::vocabulary::{CreditId, Money, ProviderId, QueueId, StandardId, Status};

/// Where a publication keeps its amounts.
const FILE: &str = "data/credits.csv";

/// A row by the names of its columns.
struct Row<'r> {
    header: &'r csv::StringRecord,
    record: csv::StringRecord,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> &str {
        let at = self.header.iter().position(|column| column == name);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }
}

/// The lines of a former publication about one agreement and provider; nothing where there is no such
/// publication, or it says nothing of the two.
pub fn former_lines(publication: &Path, credit: &CreditId, provider: &ProviderId) -> Option<Vec<FormerLine>> {
    let mut lines = Vec::new();
    read(&publication.join(FILE), |row| {
        let is_own = row.cell("provider") == provider.as_str() && row.cell("credit") == credit.as_str();
        if is_own && row.cell("kind") == "standard" {
            lines.push(line(row));
        }
    })
    .ok()?;
    (!lines.is_empty()).then_some(lines)
}

fn line(row: &Row<'_>) -> FormerLine {
    let queue = row.cell("queue");
    FormerLine {
        standard: StandardId::new(row.cell("standard")),
        queue: (queue != "*").then(|| QueueId::new(queue)),
        met: row.cell("status") == Status::Met.name(),
        amount: Money::parse(row.cell("amount")),
        report_only: row.cell("state") == "report_only",
        currency: row.cell("currency").to_owned(),
    }
}

/// How the amounts of a figure came about, a sentence each.
///
/// # Errors
/// The published file cannot be read.
pub fn sentences(
    publication: &Path,
    provider: &str,
    standard: &str,
    queue: &str,
) -> Result<Vec<String>, ExplainError> {
    let path = publication.join(FILE);
    let mut sentences = Vec::new();
    if !path.is_file() {
        return Ok(sentences);
    }
    read(&path, |row| {
        let is_own = row.cell("provider") == provider && row.cell("standard") == standard;
        if is_own && row.cell("queue") == queue {
            sentences.push(sentence(row));
        }
    })
    .map_err(|e| unreadable(&path, e))?;
    Ok(sentences)
}

fn sentence(row: &Row<'_>) -> String {
    let [credit, clause, amount, currency] =
        ["credit", "clause_valid_from", "amount", "currency"].map(|name| row.cell(name));
    let mut text = match (row.cell("kind"), row.cell("from_period")) {
        ("earn_back", from) => format!("Earn-back {credit} of the malus of {from}: "),
        _ => format!("Credit {credit}, clause from {clause}: "),
    };
    match amount {
        "" => text.push_str(&format!("open ({})", row.cell("reason"))),
        amount => text.push_str(&format!("{amount} {currency} ({})", row.cell("state"))),
    }
    let told = row.cell("calculation");
    if !told.is_empty() {
        text.push_str(&format!("\n  {told}"));
    }
    let before = row.cell("amount_before_cap");
    if !amount.is_empty() && !before.is_empty() && before != amount {
        text.push_str(&format!("\n  {before} {currency} before the cap"));
    }
    match row.cell("certainty") {
        "certain" => text.push_str("\n  the same amount within the whole 95 % interval of the figure"),
        "could_change" => text.push_str(&format!(
            "\n  within the 95 % interval of the figure: {} to {} {currency} before the cap",
            row.cell("amount_at_ci_low"),
            row.cell("amount_at_ci_high")
        )),
        _ => {}
    }
    text
}

fn read(path: &Path, mut each: impl FnMut(&Row<'_>)) -> Result<(), csv::Error> {
    let mut reader = csv::Reader::from_path(path)?;
    let header = reader.headers()?.clone();
    for record in reader.records() {
        each(&Row {
            header: &header,
            record: record?,
        });
    }
    Ok(())
}
