//! The text of a workspace file, and places in it.

use std::sync::Arc;

/// A file's name as shown to people, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path as given, or as joined from the including file.
    pub name: String,
    /// Whole text.
    pub text: Arc<str>,
}

/// A place in one of the files: byte offsets `[start, end)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Index of the file, 0 = the workspace itself.
    pub file: usize,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Source {
    /// Line and column of a byte offset, both from 1; columns count characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }

    /// A range inside the text that shows at least one character where there is one.
    pub fn visible(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let start = self.text.floor_char_boundary(start);
        let end = self.text.ceil_char_boundary(end.max(start));
        match self.text[start..].chars().next() {
            Some(first) if end == start && first != '\n' => start..start + first.len_utf8(),
            _ => start..end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn columns_count_characters() {
        let source = Source {
            name: "w.toml".into(),
            text: "a\nßü = 1\n".into(),
        };
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(source.text.find('=').expect("there")), (2, 4));
    }
}
