//! The checksum of a file, taken from its bytes as they pass on their way to a reader.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

/// Size and checksum of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Bytes.
    pub size: u64,
    /// SHA-256, lower-case hex.
    pub sha256: String,
}

/// The bytes that have passed so far; copies tell the same.
#[derive(Clone, Default)]
pub struct Passed(Arc<Mutex<(u64, Sha256)>>);

impl Passed {
    /// Takes in the next bytes.
    pub fn take(&self, bytes: &[u8]) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 += bytes.len() as u64;
        state.1.update(bytes);
    }

    /// Their number and checksum.
    pub fn digest(&self) -> Digest {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sum = state.1.clone().finalize();
        Digest {
            size: state.0,
            sha256: sum
                .iter()
                .fold(String::new(), |text, byte| format!("{text}{byte:02x}")),
        }
    }
}

/// A reader whose bytes are taken in as they pass.
pub(super) struct Watched<R> {
    pub(super) bytes: R,
    pub(super) passed: Passed,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.passed.take(&buffer[..count]);
        Ok(count)
    }
}
