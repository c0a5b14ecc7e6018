//! Values against clauses: status, certainty, score. Plain Rust on small structs; knows no polars,
//! no files, no outputs.

mod actions;
mod comparison;
mod credits;
mod decisions;
mod duties;
mod earn_back;
mod figures;
mod overlay;
mod points;
mod proportions;
mod reported;
mod score;
mod status;
mod trend;
mod wilson;

pub use actions::{PlanParts, plan};
pub use comparison::{Party, Strata, compare, peers};
pub use credits::{divided, effect, settle};
pub use decisions::decisions;
pub use duties::duties;
pub use earn_back::looked_back_to;
pub use figures::figures;
pub use overlay::scope_text;
pub use reported::reported;
pub use score::score;
pub use status::{Judged, judge};
pub use trend::{course, possible};
pub use wilson::wilson;
