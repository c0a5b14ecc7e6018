//! Workbooks: xlsx, xlsm, xlsb, xls, ods, told apart by content.
//!
//! `archive` and `compound` look at a file before the reading library gets it, `book` opens it and
//! walks over the cells of a sheet, `cells` makes our cells of the library's, `table` finds the
//! header and picks the wanted cells, `reader` runs all that in a thread of its own and hands
//! the rows over in batches.

mod archive;
mod book;
mod cells;
mod compound;
mod look;
mod reader;
mod refusal;
mod table;

pub use look::{first_rows, sheets};
pub(super) use reader::ExcelReader;
use refusal::Refusal;

#[cfg(test)]
mod tests;
