//! A text file as UTF-8 bytes, whatever its encoding.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::ingest::FileProblem;
use crate::ingest::digest::{Passed, Watched};
use crate::ingest::kind::{FileKind, HEAD_BYTES};

/// A text file, opened.
pub(super) struct Source {
    /// Its content: UTF-8 where the file keeps its word, without byte-order mark.
    pub(super) bytes: Box<dyn Read + Send>,
    /// The encoding it is decoded from; nothing where the bytes are passed on as they are.
    pub(super) decoded_from: Option<&'static Encoding>,
    /// The bytes of the file that have been read.
    pub(super) passed: Passed,
}

/// Opens a text file. A byte-order mark outranks the declared encoding.
pub(super) fn open(
    path: &Path,
    file: &str,
    declared: Option<&'static Encoding>,
) -> Result<Source, FileProblem> {
    let unreadable = |e: io::Error| FileProblem::of_file(file, format!("cannot be read: {e}"), "");
    let passed = Passed::default();
    let mut rest = Watched {
        bytes: File::open(path).map_err(unreadable)?,
        passed: passed.clone(),
    };
    let mut head = Vec::new();
    (&mut rest)
        .take(HEAD_BYTES as u64)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    if let Some(problem) = FileKind::of(&head).refused_as_text(file) {
        return Err(problem);
    }
    let marked = Encoding::for_bom(&head);
    if marked.is_none()
        && let Some(problem) = contradiction(&head, file, declared)
    {
        return Err(problem);
    }
    let (encoding, mark) = marked.unwrap_or((declared.unwrap_or(UTF_8), 0));
    let old_mac = ends_lines_with_cr(&head);
    let mut content = Cursor::new(head);
    content.set_position(mark as u64);
    let raw = content.chain(rest);
    if encoding == UTF_8 {
        let bytes: Box<dyn Read + Send> = if old_mac {
            Box::new(CrLines(raw))
        } else {
            Box::new(raw)
        };
        return Ok(Source {
            bytes,
            decoded_from: None,
            passed,
        });
    }
    let decoder = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .build(raw);
    let bytes: Box<dyn Read + Send> = if old_mac {
        Box::new(CrLines(decoder))
    } else {
        Box::new(decoder)
    };
    Ok(Source {
        bytes,
        decoded_from: Some(encoding),
        passed,
    })
}

/// What the first bytes say against the declared encoding.
fn contradiction(head: &[u8], file: &str, declared: Option<&'static Encoding>) -> Option<FileProblem> {
    if declared != Some(UTF_16LE)
        && declared != Some(UTF_16BE)
        && let Some(found) = unmarked_utf16(head)
    {
        let what = format!("the file looks like {found} without byte-order mark");
        return Some(FileProblem::of_file(
            file,
            what,
            format!("declare encoding = \"{found}\""),
        ));
    }
    let declared = declared.filter(|e| e.is_single_byte())?;
    // Text in a single-byte encoding is practically never valid UTF-8 beyond ASCII by chance.
    let text = &head[..whole_characters(head)];
    let really_utf8 = !text.is_ascii() && std::str::from_utf8(text).is_ok();
    really_utf8.then(|| {
        let what = format!("the file is UTF-8, not {} as the mapping says", declared.name());
        FileProblem::of_file(
            file,
            what,
            "leave encoding out of the mapping, or deliver as agreed",
        )
    })
}

/// Length without a character that the end of `head` cuts through.
fn whole_characters(head: &[u8]) -> usize {
    match std::str::from_utf8(head) {
        Err(e) if e.error_len().is_none() => e.valid_up_to(),
        _ => head.len(),
    }
}

/// UTF-16 shows in Latin text as a NUL in every second byte.
pub(in crate::ingest) fn unmarked_utf16(head: &[u8]) -> Option<&'static str> {
    let sample = &head[..head.len().min(1_000)];
    let nuls = |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let many = sample.len() / 4;
    match sample.len() {
        0..4 => None,
        _ if odd > many && even == 0 => Some("utf-16le"),
        _ if even > many && odd == 0 => Some("utf-16be"),
        _ => None,
    }
}

/// Whether lines end with a lone carriage return, as on very old systems.
fn ends_lines_with_cr(head: &[u8]) -> bool {
    let inner = &head[..head.len().saturating_sub(1)];
    inner.contains(&b'\r') && !head.contains(&b'\n')
}

/// Turns carriage returns into line feeds.
struct CrLines<R>(R);

impl<R: Read> Read for CrLines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        for byte in &mut buffer[..count] {
            if *byte == b'\r' {
                *byte = b'\n';
            }
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_without_mark_is_recognized() {
        let little: Vec<u8> = "id;Zeit\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "id;Zeit\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(unmarked_utf16(&little), Some("utf-16le"));
        assert_eq!(unmarked_utf16(&big), Some("utf-16be"));
        assert_eq!(unmarked_utf16(b"id;Zeit\n"), None);
        assert_eq!(unmarked_utf16(b""), None);
    }
}
