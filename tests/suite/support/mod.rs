//! What the suites share: running the real program, and reading what it published.

mod run;
mod sandbox;
mod table;
mod texts;
mod validator;
pub mod year;

pub use run::{Run, ask, shared};
pub use sandbox::{Ended, PROGRAM, Sandbox, files_below, read};
pub use table::{Row, Table};
pub use texts::texts;
pub use validator::Validator;
