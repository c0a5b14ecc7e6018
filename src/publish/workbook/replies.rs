//! Lets a provider reply in a list: what may be typed where, protection of the rest, and the hidden cells
//! that make the way back safe.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule, Format,
    ProtectionOptions, XlsxError, utility::column_number_to_name,
};

use super::context::Context;
use super::row::{Content, Row};
use super::sheet::{Column, Sheet};
use super::styles::Look;
use crate::publish::locale::Locale;
use crate::scorecard::ProviderReview;
use crate::tables::feedback::{DateHabit, Held, KEY_HEADS, ListForm, MOST_CHARS, RowKey};
use crate::vocabulary::ReplyStatus;
use crate::workspace::agreement::ReportLanguage;

/// Fill of a comment that misses, where a query or a dispute needs one.
const ASKED_FOR: Color = Color::RGB(0xFA_DF_D0);

/// Heads of comment, date and status.
const REPLY: [&str; 3] = [
    "workbook.reply_text",
    "workbook.reply_date",
    "workbook.reply_status",
];
const EFFECT: &str = "workbook.reply_effect";

/// A list in which a provider replies.
#[derive(Clone, Copy)]
pub struct ReplyList<'a> {
    /// Key of the sheet's name.
    pub sheet: &'static str,
    /// Protected columns; the id comes first.
    pub protected: &'a [Column],
    /// Whether its rows are actions, which have a column for what came of them.
    pub is_actions: bool,
}

impl ReplyList<'_> {
    /// All columns: protected ones, those to fill in, hidden ones.
    pub fn columns(&self) -> Vec<Column> {
        let mut columns = self.protected.to_vec();
        columns.push(Column::text(REPLY[0], 48.0));
        columns.push(Column::text(REPLY[1], 12.0));
        columns.push(Column::text(REPLY[2], 14.0));
        columns.extend(self.is_actions.then(|| Column::text(EFFECT, 36.0)));
        columns.extend(KEY_HEADS.map(|head| Column::text(head, 12.0)));
        columns
    }

    /// How it reads in a language, for those who read returned files.
    pub fn form(&self, language: ReportLanguage) -> ListForm {
        let locale = Locale::new(language);
        let text = |key: &str| locale.text(key).to_owned();
        ListForm {
            is_actions: self.is_actions,
            sheet: text(self.sheet),
            protected: self.protected.iter().map(|column| text(column.head)).collect(),
            reply: REPLY.map(text),
            effect: self.is_actions.then(|| text(EFFECT)),
            words: ReplyStatus::ALL
                .map(|status| (locale.reply_status(status).to_owned(), status))
                .to_vec(),
            dates: match language {
                ReportLanguage::German => DateHabit::German,
                ReportLanguage::English => DateHabit::English,
            },
        }
    }

    fn at(&self, place: usize) -> u16 {
        (self.protected.len() + place) as u16
    }

    fn hidden(&self) -> (u16, u16) {
        let first = self.at(3 + usize::from(self.is_actions));
        (first, first + KEY_HEADS.len() as u16 - 1)
    }

    /// Ends a row: cells to fill in, and the hidden ones.
    pub fn finish<'a>(&self, row: Row<'a>, key: RowOf<'_>) -> Row<'a> {
        let checks = row.cells().iter().map(|(content, _)| check(content)).collect();
        let key = RowKey {
            id: key.id,
            period: key.context.review.period.name().to_owned(),
            run: key.context.review.provenance.run_id.clone(),
            provider: key.provider.id.to_string(),
            place: [row.row_on_sheet(), key.rows.0, key.rows.1],
            standard: key.standard.to_owned(),
            checks,
        };
        let mut row = row
            .cell(Content::Blank, Look::Reply)
            .cell(Content::Blank, Look::ReplyDate)
            .cell(Content::Blank, Look::Reply);
        if self.is_actions {
            row = row.cell(Content::Blank, Look::Reply);
        }
        key.cells().into_iter().fold(row, Row::id)
    }

    /// Says what may be typed into these rows, counted from 0, hides the hidden columns, and protects
    /// all other cells. Without password: it guards against slips, not against intent.
    pub fn close(&self, sheet: &mut Sheet, context: &Context, first: u32, end: u32) -> Result<(), XlsxError> {
        if end > first {
            self.accept(sheet, context, first, end - 1)?;
            let (hidden, last) = self.hidden();
            let worksheet = sheet.worksheet();
            (hidden..=last).try_for_each(|column| worksheet.set_column_hidden(column).map(|_| ()))?;
            worksheet.set_print_area(0, 0, end - 1, hidden - 1)?;
        }
        let allowed = ProtectionOptions {
            sort: true,
            use_autofilter: true,
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::default()
        };
        sheet.worksheet().protect_with_options(&allowed);
        Ok(())
    }

    fn accept(&self, sheet: &mut Sheet, context: &Context, first: u32, last: u32) -> Result<(), XlsxError> {
        let locale = &context.locale;
        let strict = |rule: DataValidation, title: &str| {
            let help = format!("{title}_help");
            let help = locale.text(&help);
            rule.set_error_style(DataValidationErrorStyle::Stop)
                .set_input_title(locale.text(title))?
                .set_input_message(help)?
                .set_error_title(locale.text(title))?
                .set_error_message(help)
        };
        let text = || {
            DataValidation::new().allow_text_length(DataValidationRule::LessThanOrEqualTo(MOST_CHARS as u32))
        };
        let words = ReplyStatus::ALL.map(|status| locale.reply_status(status));
        let status = DataValidation::new().allow_list_strings(&words)?;
        let earliest: NaiveDate = context.review.period.end();
        let date = DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(&earliest));
        let mut rules = vec![
            (self.at(0), strict(text(), REPLY[0])?),
            (self.at(1), strict(date, REPLY[1])?),
            (self.at(2), strict(status, REPLY[2])?),
        ];
        if self.is_actions {
            rules.push((self.at(3), strict(text(), EFFECT)?));
        }
        for (column, rule) in &rules {
            sheet
                .worksheet()
                .add_data_validation(first, *column, last, *column, rule)?;
        }
        self.ask_for_words(sheet, locale, first, last)
    }

    /// Colours the comment where a query or a dispute has none.
    fn ask_for_words(
        &self,
        sheet: &mut Sheet,
        locale: &Locale,
        first: u32,
        last: u32,
    ) -> Result<(), XlsxError> {
        let [text, status] = [0, 2].map(|place| column_number_to_name(self.at(place)));
        let row = first + 1;
        let asking = ReplyStatus::ALL
            .into_iter()
            .filter(|status| status.needs_a_word());
        let asking: Vec<String> = asking
            .map(|word| format!("${status}{row}=\"{}\"", locale.reply_status(word)))
            .collect();
        let formula = format!("=AND(OR({}),${text}{row}=\"\")", asking.join(","));
        let format = ConditionalFormatFormula::new()
            .set_rule(formula.as_str())
            .set_format(Format::new().set_background_color(ASKED_FOR));
        let column = self.at(0);
        sheet
            .worksheet()
            .add_conditional_format(first, column, last, column, &format)?;
        Ok(())
    }
}

/// Whose row it is.
pub struct RowOf<'r> {
    /// Review and language.
    pub context: &'r Context<'r>,
    /// Provider.
    pub provider: &'r ProviderReview,
    /// Id of the action or finding.
    pub id: String,
    /// Standard.
    pub standard: &'r str,
    /// First and last row of the list, as a person sees them.
    pub rows: (u32, u32),
}

fn check(content: &Content) -> u16 {
    match content {
        Content::Text(text) => Held::Text(text),
        Content::Number(number) => Held::Number(*number),
        Content::DateTime(moment) => Held::Moment(*moment),
        Content::Blank | Content::Time(_) | Content::Formula(_) => Held::Nothing,
    }
    .check()
}
