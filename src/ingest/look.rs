//! A look at a file that no mapping describes yet: what it is, its encoding, its sheets, and its
//! first rows as they stand.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

pub use super::csv::{first_rows as first_text_rows, sep_hint};
pub use super::excel::{first_rows as first_sheet_rows, sheets};

use super::csv::unmarked_utf16;
use super::kind::{FileKind, HEAD_BYTES};
use super::{Cell, FileProblem};

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileForm {
    /// Delimited text, presumably.
    Text,
    /// A workbook.
    Workbook,
}

/// The encoding of a text file, and how it shows.
#[derive(Clone, Debug)]
pub struct TextEncoding {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// How it shows.
    pub evidence: Evidence,
    /// How lines end: `LF`, `CR LF` or `CR`.
    pub line_ends: &'static str,
}

/// How an encoding shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The file says so in its first bytes.
    ByteOrderMark,
    /// Every second byte is zero.
    ZeroBytes,
    /// All bytes are ASCII: any encoding would do.
    Ascii,
    /// The whole file is valid UTF-8, and not only ASCII.
    Valid,
    /// Letters are frequent that this encoding would give; others are possible.
    Guess,
}

/// A row as it stands, ragged, blank cells included.
#[derive(Clone, Debug)]
pub struct FirstRow {
    /// Row number a person sees.
    pub row: u32,
    /// Its cells; those of text files are all texts.
    pub cells: Vec<Cell>,
}

/// What the file is.
///
/// # Errors
/// It cannot be read, is empty, or is neither text nor workbook.
pub fn form(path: &Path, file: &str) -> Result<FileForm, FileProblem> {
    let kind = FileKind::of(&head(path, file)?);
    match kind {
        FileKind::Zip | FileKind::Compound => Ok(FileForm::Workbook),
        _ => kind.refused_as_text(file).map_or(Ok(FileForm::Text), Err),
    }
}

/// The encoding of a text file; all of it is read, in pieces.
///
/// # Errors
/// It cannot be read.
pub fn encoding(path: &Path, file: &str) -> Result<TextEncoding, FileProblem> {
    let head = head(path, file)?;
    let line_ends = line_ends(&head);
    let found = |encoding, evidence| TextEncoding {
        encoding,
        evidence,
        line_ends,
    };
    if let Some((encoding, _)) = Encoding::for_bom(&head) {
        return Ok(found(encoding, Evidence::ByteOrderMark));
    }
    match unmarked_utf16(&head) {
        Some("utf-16le") => return Ok(found(UTF_16LE, Evidence::ZeroBytes)),
        Some(_) => return Ok(found(UTF_16BE, Evidence::ZeroBytes)),
        None => {}
    }
    let (encoding, evidence) = of_bytes(path).map_err(|error| unreadable(file, &error))?;
    Ok(found(encoding, evidence))
}

/// Pieces that the whole file is read in.
const PIECE: usize = 256 << 10;

fn of_bytes(path: &Path) -> std::io::Result<(&'static Encoding, Evidence)> {
    let mut file = File::open(path)?;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut buffer = vec![0; PIECE];
    // Bytes of a character that the next piece goes on with.
    let (mut open, mut is_ascii, mut is_utf8) = (0, true, true);
    loop {
        let count = file.read(&mut buffer[open..])?;
        let piece = &buffer[..open + count];
        detector.feed(&piece[open..], count == 0);
        is_ascii &= piece.is_ascii();
        let whole = match simdutf8::compat::from_utf8(piece) {
            Ok(_) => piece.len(),
            Err(error) => {
                is_utf8 &= error.error_len().is_none() && count > 0;
                error.valid_up_to()
            }
        };
        if count == 0 {
            break;
        }
        let rest = whole..if is_utf8 { open + count } else { whole };
        open = rest.len();
        buffer.copy_within(rest, 0);
    }
    Ok(match (is_ascii, is_utf8) {
        (true, _) => (UTF_8, Evidence::Ascii),
        (_, true) => (UTF_8, Evidence::Valid),
        // Partners write German first of all; the detector weighs that only where bytes leave it open.
        _ => (detector.guess(Some(b"de"), Utf8Detection::Deny), Evidence::Guess),
    })
}

fn line_ends(head: &[u8]) -> &'static str {
    let plain: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    match memchr::memchr(b'\n', &plain) {
        Some(at) if at > 0 && plain[at - 1] == b'\r' => "CR LF",
        Some(_) => "LF",
        None if plain.contains(&b'\r') => "CR",
        None => "LF",
    }
}

fn head(path: &Path, file: &str) -> Result<Vec<u8>, FileProblem> {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD_BYTES as u64).read_to_end(&mut head));
    read.map_err(|error| unreadable(file, &error))?;
    Ok(head)
}

fn unreadable(file: &str, error: &std::io::Error) -> FileProblem {
    FileProblem::of_file(file, format!("cannot be read: {error}"), "")
}
