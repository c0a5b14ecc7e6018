//! Values against clauses: status, certainty, score. Plain Rust on small structs; knows no polars,
//! no files, no outputs.

mod figures;
mod overlay;
mod points;
mod score;
mod status;
mod wilson;

pub use figures::figures;
pub use overlay::scope_text;
pub use score::score;
pub use status::{Judged, judge};
pub use wilson::wilson;
