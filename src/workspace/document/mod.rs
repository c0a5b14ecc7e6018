//! What stands in the workspace files: texts, their places, and the tree of keys and values.

mod files;
mod merge;
mod node;
mod parse;
mod slip;
mod source;

pub use files::{Documents, Dossier, read_all};
pub use node::{Entry, Node, Table, Value};
pub use source::{Source, Spot};
