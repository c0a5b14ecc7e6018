//! Reads a file on a thread of its own, a batch ahead of whoever judges the rows.

use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};

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

/// Batches that no file needs any more; the next one fills them again, so that their memory is asked
/// for once in a run.
#[derive(Default)]
pub struct SpareBatches(Mutex<Vec<RawBatch>>);

impl SpareBatches {
    fn take(&self) -> RawBatch {
        let mut spare = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spare.pop().unwrap_or_default()
    }

    fn put(&self, batch: RawBatch) {
        let mut spare = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spare.push(batch);
    }
}

/// Hands all pieces of a file to `take`, in order; the last one has no rows or a file's problem. Where
/// the system has no thread to give, each is read when it is its turn.
///
/// # Errors
/// The first that `take` gives; reading then ends.
pub fn read_ahead<E>(
    reader: &mut RawReader,
    max_rows: usize,
    spare: &SpareBatches,
    mut take: impl FnMut(&mut Piece) -> Result<(), E>,
) -> Result<(), E> {
    // One batch is filled while the other is judged.
    let (send, pieces) = sync_channel(0);
    let reader = Mutex::new(reader);
    let next = || {
        piece(
            &mut reader.lock().unwrap_or_else(PoisonError::into_inner),
            max_rows,
            spare,
        )
    };
    let ahead = move || {
        loop {
            let (piece, is_last) = next();
            if send.send(piece).is_err() || is_last {
                break;
            }
        }
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().spawn_scoped(scope, ahead);
        let mut hand_on = |mut piece: Piece| {
            take(&mut piece)?;
            spare.put(piece.batch);
            Ok(())
        };
        if thread.is_ok() {
            return pieces.into_iter().try_for_each(hand_on);
        }
        loop {
            let (piece, is_last) = next();
            hand_on(piece)?;
            if is_last {
                return Ok(());
            }
        }
    })
}

/// The next piece of a file, and whether it is the last.
fn piece(reader: &mut RawReader, max_rows: usize, spare: &SpareBatches) -> (Piece, bool) {
    let (mut batch, mut problems) = (spare.take(), Vec::new());
    let outcome = reader.read(&mut batch, max_rows, &mut problems);
    let is_last = !matches!(outcome, Ok(true));
    let piece = Piece {
        batch,
        problems,
        outcome,
    };
    (piece, is_last)
}
