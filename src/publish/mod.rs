//! Review → HTML pages, workbooks and open data. Formats and words only: no figure is computed here.

mod actions;
mod calendars;
mod clause_values;
mod decisions;
mod duties;
#[cfg(test)]
pub mod example;
pub mod html;
pub mod locale;
pub mod open_data;
pub mod publication;
mod reported;
pub mod rows;
mod staff_words;
pub mod workbook;
