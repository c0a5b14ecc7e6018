//! Delimited text: any encoding, quoted line breaks, lead lines, ragged rows, runaway quotes.
//!
//! `source` makes UTF-8 of the file, `window` holds a stretch of it, `records` cuts it into
//! records, `reader` picks the wanted cells.

mod fields;
mod line;
mod look;
mod quotes;
mod reader;
mod records;
mod source;
mod window;

pub use look::{first_rows, sep_hint};
pub(super) use reader::CsvReader;
pub(super) use source::unmarked_utf16;

#[cfg(test)]
mod tests;
