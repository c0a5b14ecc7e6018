//! A file becomes batches of raw rows: every cell as text, or as the workbook's typed value, with
//! the row number a person sees. Knows formats, not meanings; guesses no types.

mod batch;
mod clean;
mod csv;
mod digest;
mod excel;
mod header;
mod kind;
mod limits;
pub mod look;
mod open;
mod problem;
mod rules;

pub use batch::{Cell, RawBatch, RawColumn, TextBytes, TextColumn, WINDOW, first_bytes};
pub use digest::{Digest, Passed};
pub use header::ColumnRef;
pub use open::{RawReader, open};
pub use problem::{FileProblem, RowProblem};
