//! A file becomes batches of raw rows: every cell as text, or as the workbook's typed value, with
//! the row number a person sees. Knows formats, not meanings; guesses no types.

mod batch;
mod problem;

pub use batch::{Cell, RawBatch, RawColumn, TextColumn};
pub use problem::{FileProblem, RowProblem};
