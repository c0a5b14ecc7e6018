//! A stretch of the file in memory, from the start of the current record on, so that a record
//! that goes wrong can be taken back whatever the file's encoding.

use std::io::Read;

use memchr::memchr;

/// Bytes asked of the source at once.
const CHUNK: usize = 256 << 10;

/// Unread text. All of [`Window::data`] is valid UTF-8 (up to a character cut at its end) without
/// NUL bytes.
pub(super) struct Window {
    source: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Everything before is known to be whole, valid characters.
    validated: usize,
    ended: bool,
}

/// Why there is no more text.
#[derive(Debug)]
pub(super) enum Fault {
    /// Reading failed.
    Io(std::io::Error),
    /// A byte that is not UTF-8, so many bytes after the window's start.
    NotUtf8 { at: usize, byte: u8 },
    /// A NUL byte, so many bytes after the window's start.
    Nul { at: usize },
}

impl Window {
    /// A window at the start of `source`.
    pub(super) fn new(source: Box<dyn Read + Send>) -> Self {
        Self {
            source,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            validated: 0,
            ended: false,
        }
    }

    /// The text at hand.
    pub(super) fn data(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Leaves `count` bytes behind.
    pub(super) fn consume(&mut self, count: usize) {
        self.start += count;
        debug_assert!(self.start <= self.end);
    }

    /// Brings in more text behind the text at hand; false where the file has ended.
    pub(super) fn fill(&mut self) -> Result<bool, Fault> {
        if self.ended {
            return Ok(false);
        }
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.validated = self.validated.saturating_sub(self.start);
        self.start = 0;
        if self.buffer.len() < self.end + CHUNK {
            self.buffer.resize(self.end + CHUNK, 0);
        }
        let before = self.end;
        self.read_chunk()?;
        self.validate(before)?;
        Ok(self.end > before)
    }

    /// Fills the free part of the buffer; less only at the end of the file.
    fn read_chunk(&mut self) -> Result<(), Fault> {
        while self.end < self.buffer.len() {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(count) => self.end += count,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(e) => return Err(self.stop(self.end, Fault::Io(e))),
            }
        }
        Ok(())
    }

    fn validate(&mut self, before: usize) -> Result<(), Fault> {
        if let Some(at) = memchr(0, &self.buffer[before..self.end]) {
            return Err(self.stop(before + at, Fault::Nul { at: before + at }));
        }
        let Err(e) = simdutf8::compat::from_utf8(&self.buffer[self.validated..self.end]) else {
            self.validated = self.end;
            return Ok(());
        };
        self.validated += e.valid_up_to();
        if e.error_len().is_none() && !self.ended {
            return Ok(());
        }
        let at = self.validated;
        Err(self.stop(
            at,
            Fault::NotUtf8 {
                at,
                byte: self.buffer[at],
            },
        ))
    }

    /// No text from `at` on will be given out.
    fn stop(&mut self, at: usize, fault: Fault) -> Fault {
        self.ended = true;
        self.end = at;
        fault
    }
}
