//! Encodes Parquet pages on a thread of its own, while the next rows are judged.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

use polars::prelude::ArrayRef;

use super::OrderedParquet;
use crate::intake::IntakeError;

/// A file, the unit whose rows come next in it, and their columns.
type Task = (Arc<OrderedParquet>, usize, Vec<ArrayRef>);

/// Takes rows for Parquet files and adds them in the order in which they come.
pub struct Encoder {
    /// Nothing once no more rows come.
    send: Option<SyncSender<Task>>,
    thread: Option<JoinHandle<Result<(), IntakeError>>>,
}

impl Encoder {
    /// Starts the thread; where the system has none to give, the rows are encoded at once.
    pub fn start() -> Self {
        let (send, tasks) = sync_channel::<Task>(1);
        let work = move || {
            tasks
                .into_iter()
                .try_for_each(|(file, unit, columns)| file.add(unit, &columns))
        };
        let thread = std::thread::Builder::new().spawn(work).ok();
        Self {
            send: Some(send),
            thread,
        }
    }

    /// Hands on a unit's next rows.
    ///
    /// # Errors
    /// Rows cannot be encoded or written; perhaps some that were handed on before.
    pub fn add(
        &mut self,
        file: &Arc<OrderedParquet>,
        unit: usize,
        columns: Vec<ArrayRef>,
    ) -> Result<(), IntakeError> {
        let Some(send) = self.send.as_ref().filter(|_| self.thread.is_some()) else {
            return file.add(unit, &columns);
        };
        match send.send((Arc::clone(file), unit, columns)) {
            Ok(()) => Ok(()),
            // The thread has ended before its time, and knows why.
            Err(_) => join(self.thread.take()).and(Err(IntakeError::Worker)),
        }
    }

    /// Waits for all rows.
    ///
    /// # Errors
    /// Rows could not be encoded or written.
    pub fn finish(mut self) -> Result<(), IntakeError> {
        self.end()
    }

    fn end(&mut self) -> Result<(), IntakeError> {
        self.send = None;
        join(self.thread.take())
    }
}

/// Nothing is written any more once it is gone: where reading breaks off, the files are made anew.
impl Drop for Encoder {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

fn join(thread: Option<JoinHandle<Result<(), IntakeError>>>) -> Result<(), IntakeError> {
    thread.map_or(Ok(()), |thread| thread.join().unwrap_or(Err(IntakeError::Worker)))
}
