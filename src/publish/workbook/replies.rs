//! Lets a provider reply in the list of its findings: what may be typed where, and protection of the rest.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ProtectionOptions, XlsxError,
};

use super::context::Context;
use super::sheet::Sheet;

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

/// Says what may be typed into the reply columns of these rows, counted from 0.
pub fn accept(sheet: &mut Sheet, context: &Context, first: u32, last: u32) -> Result<(), XlsxError> {
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

/// Protects all other cells. Without password: it guards against slips, not against intent.
pub fn protect(sheet: &mut Sheet) {
    let allowed = ProtectionOptions {
        sort: true,
        use_autofilter: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    };
    sheet.worksheet().protect_with_options(&allowed);
}
