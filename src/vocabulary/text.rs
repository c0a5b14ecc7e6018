//! Texts from outside made fit for a screen, and sentences that end once.

use std::borrow::Cow;

/// A text in which nothing acts on a terminal or reorders the line: control characters, line breaks
/// and bidirectional marks are written out as `\u{1b}`, `\n` and so on. For a value within a line.
pub fn printable(text: &str) -> Cow<'_, str> {
    escaped(text, |_| false)
}

/// The same for a text over several lines, whose line breaks stay.
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |mark| mark == '\n')
}

fn escaped(text: &str, is_kept: impl Fn(char) -> bool) -> Cow<'_, str> {
    let acts = |mark: char| !is_kept(mark) && acts_on_a_terminal(mark);
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for mark in text.chars() {
        if acts(mark) {
            shown.extend(mark.escape_default());
        } else {
            shown.push(mark);
        }
    }
    Cow::Owned(shown)
}

/// Control characters, line and paragraph separators, marks that turn the direction of writing, and
/// invisible ones that make two texts look alike.
fn acts_on_a_terminal(mark: char) -> bool {
    mark.is_control()
        || matches!(
            mark,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// A text as a sentence: with a full stop, where it does not end with a mark of its own.
pub fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?', '…']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_on_a_terminal() {
        let hostile = "a\u{1b}[2Jb\rc\u{202e}d\u{9b}1m\u{7}\u{2066}e\u{200b}";
        let shown = printable(hostile);
        assert_eq!(
            shown,
            "a\\u{1b}[2Jb\\rc\\u{202e}d\\u{9b}1m\\u{7}\\u{2066}e\\u{200b}"
        );
        assert_eq!(printable("Grüße, 漢字 – 12,50 €"), "Grüße, 漢字 – 12,50 €");
    }

    #[test]
    fn a_value_stays_in_its_line() {
        assert_eq!(printable("x\nIn order."), "x\\nIn order.");
        assert_eq!(printable_lines("one\ntwo\r"), "one\ntwo\\r");
    }

    #[test]
    fn sentences_end_once() {
        assert_eq!(sentence("is that meant?"), "is that meant?");
        assert_eq!(sentence("no such file"), "no such file.");
        assert_eq!(sentence("done. "), "done.");
    }
}
