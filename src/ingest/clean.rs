//! White space around cells and inside column names.

/// Cuts white space, no-break spaces and byte-order marks off both ends of valid UTF-8.
pub(super) fn trim_bytes(text: &[u8]) -> &[u8] {
    let mut text = trim_start(text);
    loop {
        text = match text {
            [rest @ .., b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c] => rest,
            [rest @ .., 0xc2, 0xa0] | [rest @ .., 0xef, 0xbb, 0xbf] => rest,
            _ => return text,
        };
    }
}

/// The same at the start only.
pub(super) fn trim_start(mut text: &[u8]) -> &[u8] {
    loop {
        text = match text {
            [b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c, rest @ ..] => rest,
            [0xc2, 0xa0, rest @ ..] | [0xef, 0xbb, 0xbf, rest @ ..] => rest,
            _ => return text,
        };
    }
}

/// As [`trim_bytes`], for texts.
pub(super) fn trim_text(text: &str) -> &str {
    text.trim_matches(|c| {
        matches!(
            c,
            ' ' | '\t' | '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{a0}' | '\u{feff}'
        )
    })
}

/// A column name as it is compared: trimmed, a line break in it (with the white space around it)
/// read as one blank, since a person writing a mapping sees it as one.
pub(super) fn column_name(text: &str) -> String {
    let trimmed = trim_text(text);
    if !trimmed.contains(['\n', '\r']) {
        return trimmed.to_owned();
    }
    let lines: Vec<&str> = trimmed
        .split(['\n', '\r'])
        .map(trim_text)
        .filter(|l| !l.is_empty())
        .collect();
    lines.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_what_exports_put_around_cells() {
        assert_eq!(trim_bytes("\u{feff}\u{a0} 12 \u{a0}\t\r\n".as_bytes()), b"12");
        assert_eq!(trim_bytes(b"  "), b"");
        assert_eq!(trim_bytes("ä".as_bytes()), "ä".as_bytes());
        assert_eq!(trim_text("\u{feff} a b\u{a0}"), "a b");
    }

    #[test]
    fn a_line_break_in_a_name_is_a_blank() {
        assert_eq!(column_name(" Wartezeit \r\n (s) "), "Wartezeit (s)");
        assert_eq!(column_name("a  b"), "a  b");
    }
}
