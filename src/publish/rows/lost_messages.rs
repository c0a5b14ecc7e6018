//! Findings that are no contacts of the provider: messages of the client's log that it does not report.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use polars::prelude::*;
use polars_arrow::array::PrimitiveArray;

use super::arrays;
use super::ordered_findings::header;
use super::unit_sink::RowFiles;
use super::{FindingLists, HANDOVER_PLACE};
use crate::intake::{Context, IntakeError};
use crate::measure::Comparison;
use crate::publish::open_data::csv_text;
use crate::scorecard::{Finding, FindingGroup};
use crate::tables::handover::HandoverLog;
use crate::vocabulary::{ProviderId, QueueId, StandardId};
use crate::workspace::agreement::{ReportLanguage, Text};

/// Writes the lost messages of provider number `index` into the publication's lists, and says that
/// no more findings of it come.
///
/// # Errors
/// A piece cannot be written.
pub fn lost_messages(
    context: &Context<'_>,
    index: usize,
    (log, comparison): (&HandoverLog, &Comparison),
    files: &RowFiles,
    folder: &Path,
) -> Result<FindingLists, IntakeError> {
    let mut lists = FindingLists::default();
    let provider = &context.agreement.providers[index];
    for (number, found) in by_standard(context, provider.language, log, comparison) {
        let standard = &context.agreement.standards[number].id;
        let table = Table {
            context,
            provider: &provider.id,
            standard,
            found: &found,
        };
        let path = folder.join(format!("handover-{number}.csv"));
        table.write(&path).map_err(IntakeError::writing(&path))?;
        files.add_findings(index, &table.columns()?)?;
        lists.files.insert(number, path);
        lists.groups.insert(number, table.group());
    }
    files.finish_findings(index, HANDOVER_PLACE, &lists.files)?;
    Ok(lists)
}

fn by_standard(
    context: &Context<'_>,
    language: ReportLanguage,
    log: &HandoverLog,
    comparison: &Comparison,
) -> BTreeMap<usize, Vec<Finding>> {
    let observed = Text {
        de: String::from(
            "nicht unter den lesbaren Zeilen des Berichts (Datei und Zeile: Übergabeprotokoll des Auftraggebers)",
        ),
        en: String::from("not among the readable rows of the report (file and row: the client's log)"),
    };
    let mut found: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    for lost in &comparison.lost {
        let message = &log.messages[lost.message];
        let (file, sheet) = log.places[message.place].clone();
        let queue = message.queue.map_or("", |queue| context.codes.queues.word(queue));
        let required = context.clauses.units[lost.unit].measure.required();
        found.entry(lost.standard).or_default().push(Finding {
            contact_id: message.id.clone(),
            kind: Finding::MESSAGE,
            queue: QueueId::new(queue),
            occurred_at: message.at,
            observed: observed.get(language).to_owned(),
            required: required.get(language).to_owned(),
            file,
            sheet,
            row: message.row,
        });
    }
    found
}

/// The findings of one standard.
struct Table<'a> {
    context: &'a Context<'a>,
    provider: &'a ProviderId,
    standard: &'a StandardId,
    found: &'a [Finding],
}

impl Table<'_> {
    fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut text = header();
        for finding in self.found {
            self.line(finding, &mut text);
        }
        File::create(path)?.write_all(text.as_bytes())
    }

    fn line(&self, finding: &Finding, text: &mut String) {
        let at = self.context.agreement.client.zone.rfc3339(finding.occurred_at);
        let row = finding.row.to_string();
        let cells = [
            self.context.plan.period.name(),
            self.provider.as_str(),
            self.standard.as_str(),
            &finding.contact_id,
            finding.kind,
            finding.queue.as_str(),
            &at,
            &finding.observed,
            &finding.required,
            &finding.file,
            &finding.sheet,
            &row,
        ];
        for (number, cell) in cells.into_iter().enumerate() {
            if number > 0 {
                text.push(',');
            }
            csv_text::quoted(&csv_text::guarded(cell), text);
        }
        text.push('\n');
    }

    /// The columns of findings.parquet.
    fn columns(&self) -> PolarsResult<Vec<ArrayRef>> {
        let constant = |word: &str| arrays::constant(word, self.found.len());
        let words = |of: fn(&Finding) -> &str| words(self.found.iter().map(of));
        let ids: Vec<&str> = self.found.iter().map(|f| f.contact_id.as_str()).collect();
        let times: Vec<i64> = self.found.iter().map(|f| f.occurred_at).collect();
        let rows: Vec<u32> = self.found.iter().map(|f| f.row).collect();
        Ok(vec![
            constant(self.context.plan.period.name())?,
            constant(self.provider.as_str())?,
            constant(self.standard.as_str())?,
            arrays::plain(&Column::new("contact_id".into(), ids)),
            constant(Finding::MESSAGE)?,
            words(|f| f.queue.as_str())?,
            arrays::instants(&Column::new("occurred_at".into(), times))?,
            words(|f| &f.observed)?,
            words(|f| &f.required)?,
            words(|f| &f.file)?,
            words(|f| &f.sheet)?,
            arrays::plain(&Column::new("source_row".into(), rows)),
        ])
    }

    fn group(&self) -> FindingGroup {
        let listed = self.context.agreement.output.workbook_findings;
        FindingGroup {
            standard: self.standard.clone(),
            count: self.found.len() as u64,
            first: self.found.iter().take(listed).cloned().collect(),
        }
    }
}

/// Words of which each is kept once.
fn words<'w>(all: impl Iterator<Item = &'w str>) -> PolarsResult<ArrayRef> {
    let (mut place_of, mut known): (BTreeMap<&str, u32>, Vec<&str>) = Default::default();
    let places = all.map(|word| {
        *place_of.entry(word).or_insert_with(|| {
            known.push(word);
            known.len() as u32 - 1
        })
    });
    let places: Vec<u32> = places.collect();
    arrays::dictionary(PrimitiveArray::from_vec(places), &known)
}
