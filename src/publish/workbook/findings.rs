//! Findings of one provider, row by row to disk, with columns for the provider's replies.

use rust_xlsxwriter::XlsxError;
use sha2::{Digest, Sha256};

use super::book::Book;
use super::context::Context;
use super::replies::{ReplyList, RowOf};
use super::row::Row;
use super::sheet::{Closing, Column, Orientation, Sheet};
use crate::scorecard::{Finding, ProviderReview};
use crate::tables::feedback::ListForm;
use crate::vocabulary::{ProviderId, StandardId};
use crate::workspace::agreement::ReportLanguage;

const FINDING_ID: Column = Column::text("workbook.finding_id", 15.0);
const CONTACT: [Column; 2] = [
    Column::text("column.contact_id", 22.0),
    Column::text("column.kind", 8.0),
];
const DETAILS: [Column; 6] = [
    Column::text("column.occurred_at", 16.0),
    Column::text("column.observed", 54.0),
    Column::text("column.required", 48.0),
    Column::text("column.file", 34.0),
    Column::text("column.sheet", 12.0),
    Column {
        head: "column.row",
        width: 9.0,
        is_number: true,
    },
];

/// Id of a finding that stays the same when a period is run again or a file is delivered again:
/// it follows from provider, standard, kind, queue, contact and time, not from file and row.
pub fn finding_id(provider: &ProviderId, standard: &StandardId, finding: &Finding) -> String {
    let mut hash = Sha256::new();
    let parts = [
        provider.as_str(),
        standard.as_str(),
        finding.kind,
        finding.queue.as_str(),
        &finding.contact_id,
    ];
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.update(finding.occurred_at.to_le_bytes());
    let digits: String = hash
        .finalize()
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("F-{digits}")
}

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context, provider: &ProviderReview) -> Result<(), XlsxError> {
    let mut sheet = book.long_sheet("workbook.findings", Orientation::Landscape)?;
    let listed = listed(provider, sheet.room());
    let message = message(context, provider, &listed);
    let grey = match provider.lists_messages() {
        true => "workbook.findings_grey_messages",
        false => "workbook.findings_grey",
    };
    sheet.message(&message, context.locale.text(grey))?;
    let columns = protected(context.standard_column(), context.queue_column());
    let list = list(&columns);
    sheet.begin_main(&list.columns(), 3)?;
    let first = sheet.next_number() - 1;
    let rows = (first + 1, first + listed.iter().sum::<usize>() as u32);
    for (group, listed) in provider.findings.iter().zip(&listed) {
        for finding in &group.first[..*listed] {
            let id = finding_id(&provider.id, &group.standard, finding);
            let row = finding_row(sheet.row(), context, &id, &group.standard, finding);
            let standard = group.standard.as_str();
            let of = RowOf {
                context,
                provider,
                id,
                standard,
                rows,
            };
            let row = list.finish(row, of);
            sheet.append(&row)?;
        }
    }
    let end = sheet.next_number() - 1;
    sheet.end(Closing::Filter)?;
    what_is_missing(&mut sheet, context, provider, &listed)?;
    list.close(&mut sheet, context, first, end)
}

/// How the list reads in a language.
pub fn form(language: ReportLanguage) -> ListForm {
    let columns = protected(
        Column::text("column.standard", 0.0),
        Column::text("column.queue", 0.0),
    );
    list(&columns).form(language)
}

fn list(protected: &[Column]) -> ReplyList<'_> {
    ReplyList {
        sheet: "workbook.findings",
        protected,
        is_actions: false,
    }
}

fn protected(standard: Column, queue: Column) -> Vec<Column> {
    let mut columns = vec![FINDING_ID, standard];
    columns.extend(CONTACT);
    columns.push(queue);
    columns.extend(DETAILS);
    columns
}

/// How many findings of each group are listed, in so many rows.
fn listed(provider: &ProviderReview, mut room: usize) -> Vec<usize> {
    let groups = provider.findings.iter().map(|group| {
        let listed = group.first.len().min(room);
        room -= listed;
        listed
    });
    groups.collect()
}

/// How many findings there are, and how many of them are listed where it is not all.
fn message(context: &Context, provider: &ProviderReview, listed: &[usize]) -> String {
    let all: u64 = provider.findings.iter().map(|group| group.count).sum();
    let shown = listed.iter().sum::<usize>() as u64;
    let key = if shown < all {
        "workbook.findings_message_cut"
    } else {
        "workbook.findings_message"
    };
    let shown = context.locale.count(shown);
    context.locale.counted(key, all, &[("shown", &shown)])
}

fn finding_row<'a>(
    row: Row<'a>,
    context: &'a Context,
    id: &str,
    standard: &'a StandardId,
    finding: &'a Finding,
) -> Row<'a> {
    row.id(id.to_owned())
        .text(context.standard_name(standard))
        .id(finding.contact_id.as_str())
        .text(context.locale.kind(finding.kind))
        .text(context.queue_name(Some(&finding.queue)))
        .instant(&context.review.zone, finding.occurred_at)
        .wrapped(
            context
                .locale
                .with_moments(&finding.observed, &context.review.zone),
        )
        .wrapped(
            context
                .locale
                .with_moments(&finding.required, &context.review.zone),
        )
        .text(finding.file.as_str())
        .id(finding.sheet.as_str())
        .row_number(finding.row)
}

/// Says for each standard how many findings are only in findings.csv.
fn what_is_missing(
    sheet: &mut Sheet,
    context: &Context,
    provider: &ProviderReview,
    listed: &[usize],
) -> Result<(), XlsxError> {
    for (group, listed) in provider.findings.iter().zip(listed) {
        let listed = *listed as u64;
        if listed < group.count {
            let (listed, all) = (context.locale.count(listed), context.locale.count(group.count));
            let name = context.standard_name(&group.standard);
            let values = [("standard", name), ("shown", &listed), ("all", &all)];
            sheet.note(&context.locale.fill("workbook.findings_cut", &values))?;
        }
    }
    Ok(())
}
