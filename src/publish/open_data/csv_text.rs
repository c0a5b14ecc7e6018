//! How values become CSV cells, and the writer that all published CSV files share.

use std::borrow::Cow;
use std::io::Write;

use crate::vocabulary::Micro;

/// A CSV writer with the project's conventions: comma, LF, quotes only where needed.
pub fn writer<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new()
        .delimiter(b',')
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(out)
}

/// Text from an export, safe to open in a spreadsheet: text that starts with `=`, `+`, `-`, `@`, a
/// tab or a carriage return, and is no plain number, gets a leading `'`; so does `=`, `+`, `-` or `@` after a `;`. Whoever needs the
/// original strips one leading `'` that is followed by one of these characters.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let starts = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_plain_number(text);
    if !starts && !text.contains(';') {
        return Cow::Borrowed(text);
    }
    // A German spreadsheet splits at `;` too, so what follows one begins a cell.
    let mut guarded = String::with_capacity(text.len() + 2);
    let mut begins = starts;
    for character in text.chars() {
        if begins && (guarded.is_empty() || matches!(character, '=' | '+' | '-' | '@')) {
            guarded.push('\'');
        }
        begins = character == ';';
        guarded.push(character);
    }
    Cow::Owned(guarded)
}

/// Like [`guarded`], for texts that are read back: a `'` of the text itself is doubled where it could be
/// taken for one of ours, so that [`unguarded`] gives the same text again.
pub fn kept_whole(text: &str) -> String {
    let mut kept = String::with_capacity(text.len() + 2);
    let mut begins = true;
    for character in text.chars() {
        if begins && is_guarded(character) {
            kept.push('\'');
        }
        begins = character == ';';
        kept.push(character);
    }
    kept
}

/// The text behind a cell that [`kept_whole`] wrote.
pub fn unguarded(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut begins = true;
    let mut characters = cell.chars().peekable();
    while let Some(character) = characters.next() {
        let is_ours = begins && character == '\'' && characters.peek().is_some_and(|next| is_guarded(*next));
        if is_ours {
            text.extend(characters.next());
            begins = false;
            continue;
        }
        begins = character == ';';
        text.push(character);
    }
    text
}

fn is_guarded(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '\t' | '\r' | '\'')
}

/// Appends a cell, in quotes where it holds a comma, a quotation mark or a line break.
pub fn quoted(text: &str, out: &mut String) {
    if !text
        .bytes()
        .any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'))
    {
        out.push_str(text);
        return;
    }
    out.push('"');
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

/// Whether a text is a sign and digits with at most one decimal mark, so that no spreadsheet can
/// take it for more than a number.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let marks = digits.bytes().filter(|b| matches!(b, b'.' | b',')).count();
    digits.starts_with(|c: char| c.is_ascii_digit())
        && marks <= 1
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
}

/// A number with as many digits as bring the same number back, never in exponent form; empty
/// where there is none or it is not finite.
pub fn number(value: Option<f64>) -> String {
    value
        .filter(|v| v.is_finite())
        .map(|v| v.to_string())
        .unwrap_or_default()
}

/// An exact sum as plain decimal; empty where there is none.
pub fn sum(value: Option<Micro>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for hostile in [
            "=cmd|' /C calc'!A0",
            "@SUM(A1)",
            "+1+2",
            "-",
            "-2+3",
            "\t=1",
            "\r=1",
            "+",
            "-1,2,3",
        ] {
            assert_eq!(guarded(hostile), format!("'{hostile}"));
        }
        for harmless in [
            "-5",
            "+491701234567",
            "-1,5",
            "0012",
            "Rechnung = offen",
            "",
            "'=1",
            "Ärger",
        ] {
            assert_eq!(guarded(harmless), harmless);
        }
    }

    #[test]
    fn texts_that_are_read_back_come_back() {
        for text in [
            "",
            "=1",
            "'=1",
            "''=1",
            "'",
            "a;=b",
            "a;'=b",
            ";;=",
            "-5",
            "it's; 'so'",
            "\r=\t",
            "+;+;'+",
        ] {
            let kept = kept_whole(text);
            assert!(!kept.starts_with(['=', '+', '-', '@', '\t', '\r']), "{kept}");
            assert!(!kept.contains(";="), "{kept}");
            assert_eq!(unguarded(&kept), text);
        }
    }

    #[test]
    fn quoted_cells_read_back() {
        let cells = ["plain", "a,b", "say \"ja\"", "two\nlines", "\r", "", "ä; ö"];
        let mut line = String::new();
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                line.push(',');
            }
            quoted(cell, &mut line);
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(line.as_bytes());
        let record = reader.records().next().and_then(Result::ok).expect("a record");
        assert_eq!(record.iter().collect::<Vec<_>>(), cells);
    }

    #[test]
    fn numbers_come_back_unchanged() {
        for value in [
            824.0 / 1180.0,
            1e-9,
            1.0 / 3.0,
            0.7996,
            81_132_075_471.698_12,
            -2.0,
        ] {
            let text = number(Some(value));
            assert_eq!(text.parse(), Ok(value));
            assert!(!text.contains('e'), "{text}");
        }
        assert_eq!(
            [number(None), number(Some(f64::NAN)), number(Some(2.0))],
            ["", "", "2"]
        );
    }
}
