//! What the suites share: running the real program, and reading what it published.

mod run;
mod table;

pub use run::{Run, ask, shared};
pub use table::{Row, Table};
