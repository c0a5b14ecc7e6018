//! One provider's workbook: its own figures, files and findings, with room for replies. Nothing of
//! any other provider.

use std::path::Path;

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::context::Context;
use super::{
    actions, beside, credits, data, definitions, duties, findings, forecast, front, handover, heat, pauses,
    readings, rejected, reported, restated, run, staff_gap, staffing, standards, trend, volumes, work,
};
use crate::scorecard::{ProviderReview, Review};
use crate::tables::feedback::ListForm;
use crate::workspace::agreement::ReportLanguage;

/// Writes the feedback workbook of one provider of the review.
///
/// # Errors
/// The file cannot be written.
pub fn save_feedback(review: &Review, provider: &ProviderReview, path: &Path) -> Result<(), XlsxError> {
    let context = Context::partner(review, provider);
    let mut book = Book::new(&context, path.parent())?;
    front::add(&mut book, &context, "workbook.scorecard")?;
    actions::add(&mut book, &context)?;
    standards::add(&mut book, &context)?;
    trend::add(&mut book, &context)?;
    restated::add(&mut book, &context)?;
    credits::add(&mut book, &context)?;
    readings::add(&mut book, &context)?;
    reported::add(&mut book, &context)?;
    volumes::add(&mut book, &context)?;
    work::add(&mut book, &context)?;
    handover::add(&mut book, &context)?;
    forecast::add(&mut book, &context)?;
    beside::add(&mut book, &context)?;
    duties::add(&mut book, &context)?;
    staffing::add(&mut book, &context)?;
    heat::add(&mut book, &context)?;
    staff_gap::add(&mut book, &context)?;
    findings::add(&mut book, &context, provider)?;
    pauses::add(&mut book, &context)?;
    rejected::add(&mut book, &context)?;
    data::add(&mut book, &context)?;
    definitions::add(&mut book, &context)?;
    run::add(&mut book, &context)?;
    book.save(path)
}

/// The lists in which a partner replies, in all languages, for those who read returned files.
pub fn forms() -> Vec<ListForm> {
    let languages = [ReportLanguage::German, ReportLanguage::English];
    languages
        .into_iter()
        .flat_map(|language| [actions::LIST.form(language), findings::form(language)])
        .collect()
}
