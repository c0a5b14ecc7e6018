//! What the review has to decide: the questions of the page, with room for the answer.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::context::Context;
use super::sheet::{Closing, Column, Orientation};
use crate::publish::decisions::asked;

const COLUMNS: [Column; 5] = [
    Column::text("decisions.question", 60.0),
    Column::text("decisions.reason", 70.0),
    Column::text("decisions.stake", 18.0),
    Column::text("decisions.counted", 36.0),
    Column::text("decisions.answer", 18.0),
];

/// Adds the sheet; there is none where nothing has to be decided.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let review = context.review;
    if review.decisions.is_empty() {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("workbook.decisions", Orientation::Landscape)?;
    let number = locale.number_word(review.decisions.len() as u64);
    let title = match review.decisions.len() {
        1 => locale.text("decisions.title_one").to_owned(),
        _ => locale.fill("decisions.title", &[("n", &number)]),
    };
    sheet.message(&title, locale.text("decisions.note"))?;
    sheet.begin(&context.columns(&COLUMNS))?;
    let questions = review.decisions.iter();
    for asked in questions.filter_map(|decision| asked(review, decision, locale)) {
        let row = sheet
            .row()
            .wrapped(asked.question)
            .wrapped(asked.reason)
            .text(asked.stake.0)
            .wrapped(asked.stake.1)
            .text("");
        sheet.append(&row)?;
    }
    sheet.end(Closing::Table("t_decisions"))
}
