//! Findings of one provider, row by row to disk, with columns for the provider's replies.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ProtectionOptions, XlsxError,
};
use sha2::{Digest, Sha256};

use super::book::Book;
use super::context::Context;
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
    Column::text("column.observed", 24.0),
    Column::text("column.required", 24.0),
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
const REPLY_TEXT: u16 = 11;
const REPLY_STATUS: u16 = 12;
const REPLY_DATE: u16 = 13;
const REPLY_CHARS: u32 = 1_000;

/// What a provider can answer.
const REPLIES: [&str; 5] = [
    "workbook.reply_accepted",
    "workbook.reply_in_progress",
    "workbook.reply_done",
    "workbook.reply_question",
    "workbook.reply_declined",
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
pub fn add(
    book: &mut Book,
    context: &Context,
    provider: &ProviderReview,
    rows: &mut dyn Iterator<Item = (StandardId, Finding)>,
) -> Result<(), XlsxError> {
    let mut sheet = book.long_sheet("workbook.findings", Orientation::Landscape)?;
    let all = provider.findings.iter().map(|group| group.count).sum();
    let message = context.locale.counted("workbook.findings_message", all, &[]);
    sheet.message(&message, context.locale.text("workbook.findings_grey"))?;
    let mut columns = vec![FINDING_ID, context.standard_column()];
    columns.extend(CONTACT);
    columns.push(context.queue_column());
    columns.extend(DETAILS);
    sheet.begin_main(&columns, 3)?;
    let first = sheet.next_number() - 1;
    let mut shown: Vec<(StandardId, u64)> = Vec::new();
    for (standard, finding) in rows {
        if !sheet.has_room() {
            break;
        }
        let row = finding_row(sheet.row(), context, provider, &standard, &finding);
        sheet.append(&row)?;
        match shown.iter_mut().rev().find(|(id, _)| *id == standard) {
            Some((_, count)) => *count += 1,
            None => shown.push((standard, 1)),
        }
    }
    let end = sheet.next_number() - 1;
    sheet.end(Closing::Filter)?;
    if end > first {
        replies(&mut sheet, context, first, end - 1)?;
    }
    what_is_missing(&mut sheet, context, provider, &shown)?;
    protect(&mut sheet);
    Ok(())
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
        .text(context.kind_name(finding.kind))
        .text(context.queue_name(Some(&finding.queue)))
        .instant(&context.review.zone, finding.occurred_at)
        .text(finding.observed.as_str())
        .text(finding.required.as_str())
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
    shown: &[(StandardId, u64)],
) -> Result<(), XlsxError> {
    for group in &provider.findings {
        let listed = shown
            .iter()
            .find(|(id, _)| *id == group.standard)
            .map_or(0, |(_, count)| *count);
        if listed < group.count {
            let (listed, all) = (context.locale.count(listed), context.locale.count(group.count));
            let name = context.standard_name(&group.standard);
            let values = [("standard", name), ("shown", &listed), ("all", &all)];
            sheet.note(&context.locale.fill("workbook.findings_cut", &values))?;
        }
    }
    Ok(())
}

fn replies(sheet: &mut Sheet, context: &Context, first: u32, last: u32) -> Result<(), XlsxError> {
    let locale = &context.locale;
    let strict = |rule: DataValidation, title, message| {
        rule.set_error_style(DataValidationErrorStyle::Stop)
            .set_input_title(locale.text(title))?
            .set_input_message(locale.text(message))?
            .set_error_title(locale.text(title))?
            .set_error_message(locale.text(message))
    };
    let text = DataValidation::new().allow_text_length(DataValidationRule::LessThanOrEqualTo(REPLY_CHARS));
    let words = REPLIES.map(|key| locale.text(key));
    let status = DataValidation::new().allow_list_strings(&words)?;
    let earliest: NaiveDate = context.review.period.end();
    let date = DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(&earliest));
    let rules = [
        (
            REPLY_TEXT,
            strict(text, "workbook.reply_text", "workbook.reply_text_help")?,
        ),
        (
            REPLY_STATUS,
            strict(status, "workbook.reply_status", "workbook.reply_status_help")?,
        ),
        (
            REPLY_DATE,
            strict(date, "workbook.reply_date", "workbook.reply_date_help")?,
        ),
    ];
    for (column, rule) in &rules {
        sheet
            .worksheet()
            .add_data_validation(first, *column, last, *column, rule)?;
    }
    Ok(())
}

/// Without password: it guards against slips, not against intent.
fn protect(sheet: &mut Sheet) {
    let allowed = ProtectionOptions {
        sort: true,
        use_autofilter: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    };
    sheet.worksheet().protect_with_options(&allowed);
}
