//! What a file is, by its first bytes: endings are not to be trusted.

use super::FileProblem;

/// Kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// Nothing in it.
    Empty,
    /// A zip archive: xlsx, xlsm, xlsb, ods or something else.
    Zip,
    /// A compound file: xls, or a workbook behind a password.
    Compound,
    /// A web or XML page.
    Markup,
    /// Of no use here; says what it is.
    Foreign(&'static str),
    /// Presumably text.
    Text,
}

/// Bytes that [`FileKind::of`] wants to see.
pub(super) const HEAD_BYTES: usize = 64 << 10;

const SIGNATURES: [(&[u8], FileKind); 7] = [
    (b"PK\x03\x04", FileKind::Zip),
    (b"PK\x05\x06", FileKind::Zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::Compound),
    (b"%PDF", FileKind::Foreign("a PDF document")),
    (b"\x1f\x8b", FileKind::Foreign("a gzip archive")),
    (b"7z\xbc\xaf\x27\x1c", FileKind::Foreign("a 7-Zip archive")),
    (b"Rar!", FileKind::Foreign("a RAR archive")),
];

impl FileKind {
    /// The kind of the file that begins with `head`.
    pub(super) fn of(head: &[u8]) -> FileKind {
        if head.is_empty() {
            return FileKind::Empty;
        }
        if let Some((_, kind)) = SIGNATURES
            .iter()
            .find(|(signature, _)| head.starts_with(signature))
        {
            return *kind;
        }
        let start = super::clean::trim_bytes(&head[..head.len().min(200)]).to_ascii_lowercase();
        let pages: [&[u8]; 3] = [b"<!doctype", b"<html", b"<?xml"];
        if pages.iter().any(|page| start.starts_with(page)) {
            FileKind::Markup
        } else {
            FileKind::Text
        }
    }

    /// The problem of a file that should be delimited text and is not.
    pub(super) fn refused_as_text(self, file: &str) -> Option<FileProblem> {
        let (what, expected) = match self {
            FileKind::Text => return None,
            FileKind::Empty => ("the file is empty", "a header and records"),
            FileKind::Zip | FileKind::Compound => (
                "this is an Excel workbook or an archive, not a text file",
                "delimited text, or [sources.….excel] in the mapping",
            ),
            FileKind::Markup => ("this is a web or XML page, not a table", "delimited text"),
            FileKind::Foreign(kind) => {
                return Some(FileProblem::of_file(
                    file,
                    format!("this is {kind}"),
                    "delimited text",
                ));
            }
        };
        Some(FileProblem::of_file(file, what, expected))
    }

    /// The problem of a file that should be a workbook and is not.
    pub(super) fn refused_as_workbook(self, file: &str) -> Option<FileProblem> {
        let (what, expected) = match self {
            FileKind::Zip | FileKind::Compound => return None,
            FileKind::Empty => ("the file is empty", "a workbook"),
            FileKind::Text => (
                "this is a text file, not a workbook, whatever its ending says",
                "a workbook, or [sources.….csv] in the mapping",
            ),
            FileKind::Markup => (
                "this is a web or XML page, not a workbook, whatever its ending says",
                "a workbook saved as xlsx",
            ),
            FileKind::Foreign(kind) => {
                return Some(FileProblem::of_file(
                    file,
                    format!("this is {kind}"),
                    "a workbook",
                ));
            }
        };
        Some(FileProblem::of_file(file, what, expected))
    }
}
