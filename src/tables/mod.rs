//! The canonical tables: one file per table, its columns, and what one row is. The only place
//! with column names.

pub mod codes;
pub mod column;
pub mod contacts;
pub mod feedback;
pub mod forecast;
pub mod handover;
pub mod intervals;
pub mod reported;

pub use codes::{Codebook, Dictionary};
pub use column::Column;
