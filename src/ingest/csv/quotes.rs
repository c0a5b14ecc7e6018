//! Whether a record's quotation marks can be believed.
//!
//! The parser takes any text, so a quote that is never closed makes it swallow the lines that
//! follow, often up to the next quoted cell, without a word. Records that span lines are rare;
//! each of them is looked at again here.

use memchr::memchr;

/// Verdict on a record's quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Every quoted cell is closed where a cell ends.
    Sound,
    /// The last quoted cell is not closed.
    Unclosed,
    /// A closing quote is followed by more text: rather the opening one of a later cell.
    Misplaced,
}

/// Judges the raw text of one record.
pub(super) fn judge(record: &[u8], delimiter: u8) -> Quotes {
    let mut rest = record;
    loop {
        rest = match rest.strip_prefix(b"\"") {
            Some(quoted) => match after_closing(quoted) {
                None => return Quotes::Unclosed,
                Some(after) => after,
            },
            None => &rest[memchr(delimiter, rest).unwrap_or(rest.len())..],
        };
        let after = rest.trim_ascii_start();
        if after.is_empty() {
            return Quotes::Sound;
        }
        // A tab may be both: white space that may follow a quote, and the delimiter.
        let blanks = rest.len() - after.len();
        rest = match memchr(delimiter, &rest[..blanks + 1]) {
            Some(at) => &rest[at + 1..],
            None => return Quotes::Misplaced,
        };
    }
}

/// What follows the quote that closes a cell, whose opening quote has been passed.
fn after_closing(mut text: &[u8]) -> Option<&[u8]> {
    loop {
        text = &text[memchr(b'"', text)? + 1..];
        match text.strip_prefix(b"\"") {
            Some(rest) => text = rest,
            None => return Some(text),
        }
    }
}

/// Columns from which a record whose lines all look like rows is taken for rows.
const TELLING_WIDTH: usize = 6;
/// Columns from which one such line is enough if the record does not fit the header anyway.
const LEAST_WIDTH: usize = 3;

/// Whether a record of several lines, well quoted as it may be, looks like several rows.
///
/// Its lines are read as if there were no quotes. Either all of them have exactly as many cells as
/// a wide header: no text that happens to contain delimiters looks like that. Or the record has
/// not (`cells`), and one of the lines it swallowed has.
pub(super) fn swallows_rows(record: &[u8], delimiter: u8, width: usize, cells: usize) -> bool {
    let fits = |line: &[u8]| line.iter().filter(|b| **b == delimiter).count() + 1 == width;
    let mut lines = record.trim_ascii_end().split(|b| *b == b'\n');
    if cells != width {
        return width >= LEAST_WIDTH && lines.skip(1).any(fits);
    }
    width >= TELLING_WIDTH && lines.all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_records() {
        for record in [
            "a;b;c\n",
            "\"a\nb\";2\r\n",
            "1;\"he said \"\"no\"\"\nand left\";x\n",
            "1;5\" pipe\n",
            "1;\"a\nb\"  ;2",
            "1;\"a\nb\"",
            ";;\"\"\n",
        ] {
            assert_eq!(judge(record.as_bytes(), b';'), Quotes::Sound, "{record:?}");
        }
        assert_eq!(judge(b"\"a\nb\"\t\"c\"\t\t2\n", b'\t'), Quotes::Sound);
    }

    #[test]
    fn unsound_records() {
        assert_eq!(judge(b"1;\"abc\n2;x\n", b';'), Quotes::Unclosed);
        assert_eq!(judge(b"1;\"abc\"\"\n", b';'), Quotes::Unclosed);
        assert_eq!(judge(b"1;\"abc;x\n2;\"def\";y\n", b';'), Quotes::Misplaced);
    }

    #[test]
    fn swallowed_rows_are_told_from_long_notes() {
        let swallowed = b"1;\"Zoll;x;;;\n2;a;b;c;d;e\n3;Rohr 5\";y;;;\n";
        assert!(swallows_rows(swallowed, b';', 6, 6));
        let note = b"1;a;b;c;d;\"first; line\nsecond\"\n";
        assert!(!swallows_rows(note, b';', 6, 6));
        assert!(!swallows_rows(b"1;a;\"Dear; all\nso; long; ever\"\n", b';', 3, 3));
    }

    #[test]
    fn a_record_that_does_not_fit_is_suspected_sooner() {
        let swallowed = b"1;\"x;y\n2;p;q\n3;r\"\n";
        assert!(swallows_rows(swallowed, b';', 3, 2));
        assert!(!swallows_rows(b"1;\"a\nb\"\n", b';', 3, 2));
    }
}
