//! Reads a file on a thread of its own, a batch ahead of whoever judges the rows.

use std::sync::mpsc::{channel, sync_channel};

use crate::ingest::{FileProblem, RawBatch, RawReader, RowProblem};

/// What one step of reading brought.
pub struct Piece {
    /// Rows.
    pub batch: RawBatch,
    /// Rows that cannot be used.
    pub problems: Vec<RowProblem>,
    /// Whether there are rows, or why the file is unusable.
    pub outcome: Result<bool, FileProblem>,
}

/// Hands all pieces of a file to `take`, in order; the last one has no rows or a file's problem.
///
/// # Errors
/// The first that `take` gives; reading then ends.
pub fn read_ahead<E>(
    reader: &mut RawReader,
    max_rows: usize,
    mut take: impl FnMut(&mut Piece) -> Result<(), E>,
) -> Result<(), E> {
    // Batches come back to be filled again, so that their memory is asked for once.
    let (give_back, used) = channel::<RawBatch>();
    // One batch is filled while the other is judged.
    let (send, pieces) = sync_channel(0);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            loop {
                let (mut batch, mut problems) = (used.try_recv().unwrap_or_default(), Vec::new());
                let outcome = reader.read(&mut batch, max_rows, &mut problems);
                let is_last = !matches!(outcome, Ok(true));
                let piece = Piece {
                    batch,
                    problems,
                    outcome,
                };
                if send.send(piece).is_err() || is_last {
                    break;
                }
            }
        });
        for mut piece in pieces {
            take(&mut piece)?;
            // The reader may have ended already.
            let _ = give_back.send(piece.batch);
        }
        Ok(())
    })
}
