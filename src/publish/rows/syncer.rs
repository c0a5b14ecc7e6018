//! Sends written files to disk on a thread of its own, so that publishing has less to wait for.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

use crate::intake::IntakeError;

/// A file, or another handle of it.
type Task = (PathBuf, File);

/// Files that may wait, each with a handle open.
const WAITING: usize = 16;

/// Syncs files in the order in which they come.
pub struct Syncer {
    send: SyncSender<Task>,
    thread: Option<JoinHandle<Result<(), IntakeError>>>,
}

impl Syncer {
    /// Starts the thread; where the system has none to give, everything is synced when it is published.
    pub fn start() -> Self {
        let (send, tasks) = sync_channel::<Task>(WAITING);
        let work = move || {
            tasks
                .into_iter()
                .try_for_each(|(path, file)| file.sync_data().map_err(IntakeError::writing(&path)))
        };
        let thread = std::thread::Builder::new().spawn(work).ok();
        Self { send, thread }
    }

    /// Lets what has been written to a file go to disk.
    ///
    /// # Errors
    /// The file has no further handle to give.
    pub fn sync(&self, path: &Path, file: &File) -> Result<(), IntakeError> {
        let file = file.try_clone().map_err(IntakeError::writing(path))?;
        // Where the thread has ended, it has an error to tell in the end; or there is none.
        let _ = self.send.send((path.to_owned(), file));
        Ok(())
    }

    /// Waits until everything is on disk.
    ///
    /// # Errors
    /// A file could not be written to disk.
    pub fn finish(self) -> Result<(), IntakeError> {
        drop(self.send);
        let thread = self.thread.map(JoinHandle::join);
        thread.unwrap_or(Ok(Ok(()))).unwrap_or(Err(IntakeError::Worker))
    }
}
