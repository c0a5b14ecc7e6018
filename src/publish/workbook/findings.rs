//! Findings of one provider, row by row to disk, with columns for the provider's replies.

use rust_xlsxwriter::XlsxError;
use sha2::{Digest, Sha256};

use super::book::Book;
use super::context::Context;
use super::replies;
use super::row::{Content, Row};
use super::sheet::{Closing, Column, Orientation, Sheet};
use super::styles::Look;
use crate::scorecard::{Finding, ProviderReview};
use crate::vocabulary::{ProviderId, StandardId};

const FINDING_ID: Column = Column::text("workbook.finding_id", 15.0);
const CONTACT: [Column; 2] = [
    Column::text("column.contact_id", 22.0),
    Column::text("column.kind", 8.0),
];
const DETAILS: [Column; 9] = [
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
    Column::text("workbook.reply_text", 48.0),
    Column::text("workbook.reply_status", 14.0),
    Column::text("workbook.reply_date", 12.0),
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
    let mut columns = vec![FINDING_ID, context.standard_column()];
    columns.extend(CONTACT);
    columns.push(context.queue_column());
    columns.extend(DETAILS);
    sheet.begin_main(&columns, 3)?;
    let first = sheet.next_number() - 1;
    for (group, listed) in provider.findings.iter().zip(&listed) {
        for finding in &group.first[..*listed] {
            let row = finding_row(sheet.row(), context, provider, &group.standard, finding);
            sheet.append(&row)?;
        }
    }
    let end = sheet.next_number() - 1;
    sheet.end(Closing::Filter)?;
    if end > first {
        replies::accept(&mut sheet, context, first, end - 1)?;
    }
    what_is_missing(&mut sheet, context, provider, &listed)?;
    replies::protect(&mut sheet);
    Ok(())
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
    provider: &ProviderReview,
    standard: &'a StandardId,
    finding: &'a Finding,
) -> Row<'a> {
    row.id(finding_id(&provider.id, standard, finding))
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
        .cell(Content::Blank, Look::Reply)
        .cell(Content::Blank, Look::Reply)
        .cell(Content::Blank, Look::ReplyDate)
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
