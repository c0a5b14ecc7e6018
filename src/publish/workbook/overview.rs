//! The client's workbook: all providers, in the order of the page.

use std::path::Path;

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::context::Context;
use super::{
    actions, beside, comparison, credits, data, decisions, definitions, duties, forecast, front, handover,
    heat, pauses, readings, rejected, reported, restated, run, staff_gap, staffing, standards, trend,
    volumes, work,
};
use crate::scorecard::Review;

/// Writes the client's overview workbook.
///
/// # Errors
/// The file cannot be written.
pub fn save_overview(review: &Review, path: &Path) -> Result<(), XlsxError> {
    let context = Context::client(review);
    let mut book = Book::new(&context, path.parent())?;
    front::add(&mut book, &context, "workbook.overview")?;
    decisions::add(&mut book, &context)?;
    actions::add(&mut book, &context)?;
    standards::add(&mut book, &context)?;
    trend::add(&mut book, &context)?;
    comparison::add(&mut book, &context)?;
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
    data::add(&mut book, &context)?;
    pauses::add(&mut book, &context)?;
    rejected::add(&mut book, &context)?;
    definitions::add(&mut book, &context)?;
    run::add(&mut book, &context)?;
    book.save(path)
}
