//! The door of the room: a path in, an agreement or all problems out.

use std::path::Path;

use super::agreement::Agreement;
use super::document::{Spot, read_all};
use super::notes::{Note, Notes};
use super::problem::Problem;
use super::resolve::agreement;

/// Reads a workspace and everything it includes, and checks all of it.
///
/// # Errors
/// Every problem there is, in the order of their places.
pub fn load(path: &Path) -> Result<Agreement, Vec<Problem>> {
    let notes = Notes::default();
    let documents = read_all(&notes, path).map_err(|why| vec![Problem::unreadable(path, &why)])?;
    let agreement = documents.and_then(|documents| agreement(&notes, documents));
    match agreement {
        Some(agreement) if !notes.any() => Ok(agreement),
        _ => {
            if !notes.any() {
                // A reader that gives nothing says why; this keeps a slip from being silent.
                notes.add(Note::at(
                    Spot {
                        file: 0,
                        start: 0,
                        end: 0,
                    },
                    "the workspace is incomplete",
                ));
            }
            Err(notes.into_problems())
        }
    }
}
