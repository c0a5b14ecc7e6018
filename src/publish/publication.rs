//! Publishes whole or not at all: a locked output folder, a staging folder beside the target, and
//! one exchange at the end. A run killed at any instant leaves the former publication in place.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Why an output folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PublicationError {
    /// Another run holds it.
    #[error("another run holds the lock on {0}")]
    Locked(PathBuf),
    /// It cannot be written.
    #[error("{path}: {source}")]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> PublicationError {
    let path = path.to_owned();
    |source| PublicationError::Io { path, source }
}

/// An output folder held by this run; let go when dropped.
#[derive(Debug)]
pub struct OutputFolder {
    path: PathBuf,
    _lock: File,
}

impl OutputFolder {
    /// Creates the folder where needed and locks it.
    ///
    /// # Errors
    /// Another run holds it, or it cannot be written.
    pub fn lock(path: &Path) -> Result<Self, PublicationError> {
        fs::create_dir_all(path).map_err(at(path))?;
        let lock_path = path.join(".leitstand.lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(at(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(PublicationError::Locked(path.to_owned())),
            Err(TryLockError::Error(source)) => Err(PublicationError::Io {
                path: lock_path,
                source,
            }),
        }
    }

    /// Opens an empty staging folder for a period, after clearing away what a killed run left.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn stage(&self, period: &str) -> Result<Staging, PublicationError> {
        let staging = Staging {
            target: self.path.join(period),
            folder: self.path.join(format!(".staging-{period}")),
            former: self.path.join(format!(".former-{period}")),
            pieces: self.path.join(format!(".pieces-{period}")),
        };
        if staging.target.exists() && !staging.target.is_dir() {
            let source = io::Error::other("is a file, where the publication's folder should stand");
            return Err(PublicationError::Io {
                path: staging.target.clone(),
                source,
            });
        }
        staging.recover()?;
        for folder in [&staging.folder, &staging.pieces] {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        Ok(staging)
    }
}

/// A publication in the making.
#[derive(Debug)]
pub struct Staging {
    target: PathBuf,
    folder: PathBuf,
    former: PathBuf,
    pieces: PathBuf,
}

impl Staging {
    /// Where the publication is built.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Scratch room for the run; not published.
    pub fn pieces(&self) -> &Path {
        &self.pieces
    }

    /// Where the publication will stand.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// A publication that a killed run had already moved aside goes back; leftovers go away.
    fn recover(&self) -> Result<(), PublicationError> {
        if self.former.exists() && !self.target.exists() {
            fs::rename(&self.former, &self.target).map_err(at(&self.former))?;
        }
        for leftover in [&self.former, &self.folder, &self.pieces] {
            if leftover.exists() {
                fs::remove_dir_all(leftover).map_err(at(leftover))?;
            }
        }
        Ok(())
    }

    /// Makes the staged files the publication of their period, in one step where the system can
    /// exchange two folders.
    ///
    /// # Errors
    /// The files cannot be secured or moved; the former publication is then still in place.
    pub fn publish(self) -> Result<PathBuf, PublicationError> {
        sync_tree(&self.folder)?;
        if self.target.exists() {
            self.replace()?;
        } else {
            fs::rename(&self.folder, &self.target).map_err(at(&self.target))?;
        }
        if let Some(parent) = self.target.parent() {
            let _ = sync_folder(parent);
        }
        Ok(self.target.clone())
    }

    fn replace(&self) -> Result<(), PublicationError> {
        if exchange(&self.folder, &self.target).is_ok() {
            // The new publication stands; what is left of the old one goes with the next run.
            let _ = fs::remove_dir_all(&self.folder);
            return Ok(());
        }
        fs::rename(&self.target, &self.former).map_err(at(&self.target))?;
        if let Err(error) = fs::rename(&self.folder, &self.target) {
            let _ = fs::rename(&self.former, &self.target);
            return Err(at(&self.folder)(error));
        }
        let _ = fs::remove_dir_all(&self.former);
        Ok(())
    }
}

impl Drop for Staging {
    /// What was not published goes away; a failure here is mended by the next run.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
        let _ = fs::remove_dir_all(&self.pieces);
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

fn sync_tree(folder: &Path) -> Result<(), PublicationError> {
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        if path.is_dir() {
            sync_tree(&path)?;
        } else {
            File::open(&path)
                .and_then(|file| file.sync_all())
                .map_err(at(&path))?;
        }
    }
    sync_folder(folder)
}

/// Folders can be synced on Unix only; elsewhere the system does it with the rename.
fn sync_folder(folder: &Path) -> Result<(), PublicationError> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|file| file.sync_all())
            .map_err(at(folder))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(folder: &OutputFolder, text: &str) -> Staging {
        let staging = folder.stage("2026-10").expect("staged");
        fs::write(staging.folder().join("kpi.csv"), text).expect("written");
        staging
    }

    #[test]
    fn a_run_that_fails_leaves_the_former_publication() {
        let temporary = tempfile::tempdir().expect("a folder");
        let folder = OutputFolder::lock(temporary.path()).expect("locked");
        publish(&folder, "old").publish().expect("published");
        drop(publish(&folder, "new"));
        let kept = fs::read_to_string(temporary.path().join("2026-10/kpi.csv")).expect("kept");
        assert_eq!(kept, "old");
        publish(&folder, "new").publish().expect("published");
        let replaced = fs::read_to_string(temporary.path().join("2026-10/kpi.csv")).expect("there");
        assert_eq!(replaced, "new");
        let left: Vec<_> = fs::read_dir(temporary.path())
            .expect("a folder")
            .flatten()
            .map(|e| e.file_name())
            .collect();
        assert_eq!(left.len(), 2, "{left:?}");
    }

    #[test]
    fn a_publication_moved_aside_by_a_killed_run_comes_back() {
        let temporary = tempfile::tempdir().expect("a folder");
        let folder = OutputFolder::lock(temporary.path()).expect("locked");
        publish(&folder, "old").publish().expect("published");
        fs::rename(
            temporary.path().join("2026-10"),
            temporary.path().join(".former-2026-10"),
        )
        .expect("moved");
        drop(folder.stage("2026-10").expect("staged"));
        assert!(temporary.path().join("2026-10/kpi.csv").exists());
    }

    #[test]
    fn a_second_run_is_told_that_the_folder_is_held() {
        let temporary = tempfile::tempdir().expect("a folder");
        let _held = OutputFolder::lock(temporary.path()).expect("locked");
        assert!(matches!(
            OutputFolder::lock(temporary.path()),
            Err(PublicationError::Locked(_))
        ));
    }
}
