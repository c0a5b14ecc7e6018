//! Raw rows, column by column.

use std::sync::Arc;

/// Some rows of a file: the asked-for columns, and the row numbers.
#[derive(Debug, Default)]
pub struct RawBatch {
    /// Columns in the order asked for; each has one cell per row.
    pub columns: Vec<RawColumn>,
    /// Row numbers as a person sees them (1 = first line of the file or sheet).
    pub rows: Vec<u32>,
    /// The records of a text file as they come in; text columns share them once they are sealed.
    bytes: Vec<u8>,
}

impl RawBatch {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Empties the batch and makes sure it has `count` text columns.
    pub(super) fn prepare_text(&mut self, count: usize) {
        self.clear();
        if self.columns.len() != count || !self.columns.iter().all(|c| matches!(c, RawColumn::Text(_))) {
            self.columns = (0..count)
                .map(|_| RawColumn::Text(TextColumn::default()))
                .collect();
        }
    }

    /// Empties the batch and makes sure it has `count` typed columns.
    pub(super) fn prepare_typed(&mut self, count: usize) {
        self.clear();
        if self.columns.len() != count || !self.columns.iter().all(|c| matches!(c, RawColumn::Typed(_))) {
            self.columns = (0..count).map(|_| RawColumn::Typed(Vec::new())).collect();
        }
    }

    /// Makes room for as many rows as there will be, by the size of those at hand: growing would copy
    /// them time and again.
    pub(super) fn make_room(&mut self, rows: usize) {
        let at_hand = self.rows.len().max(1);
        // A tenth more, since later rows may be longer.
        let bytes = self.bytes.len() / at_hand * rows * 11 / 10;
        self.bytes.reserve(bytes.saturating_sub(self.bytes.len()));
        self.rows.reserve(rows.saturating_sub(at_hand));
        for column in &mut self.columns {
            if let RawColumn::Text(texts) = column {
                texts.spans.reserve(rows.saturating_sub(at_hand));
            }
        }
    }

    /// Takes in the bytes of a record, found to be UTF-8 before; gives the place where they begin.
    #[inline]
    pub(super) fn take_in(&mut self, record: &[u8]) -> u32 {
        let at = self.bytes.len() as u32;
        self.bytes.extend_from_slice(record);
        at
    }

    /// Lets the text columns see the records taken in.
    pub(super) fn seal(&mut self) {
        // So that a window can be taken of the last text, too.
        self.bytes.extend_from_slice(&[0; WINDOW]);
        let text = Arc::new(std::mem::take(&mut self.bytes));
        for column in &mut self.columns {
            if let RawColumn::Text(texts) = column {
                texts.text = Arc::clone(&text);
            }
        }
    }

    /// Removes all rows, keeping the memory.
    pub fn clear(&mut self) {
        self.rows.clear();
        for column in &mut self.columns {
            match column {
                RawColumn::Text(texts) => {
                    texts.spans.clear();
                    // The last column to let go of the text gives its memory back.
                    if let Ok(text) = Arc::try_unwrap(std::mem::take(&mut texts.text)) {
                        self.bytes = text;
                    }
                }
                RawColumn::Typed(cells) => cells.clear(),
            }
        }
        self.bytes.clear();
    }
}

/// One column of raw cells.
#[derive(Debug)]
pub enum RawColumn {
    /// Text files.
    Text(TextColumn),
    /// Workbooks.
    Typed(Vec<Cell>),
}

/// Texts of a column, trimmed of surrounding white space: places in the text of their batch.
#[derive(Debug, Default)]
pub struct TextColumn {
    /// Whole, valid UTF-8 records, validated by the file's reader in large pieces.
    text: Arc<Vec<u8>>,
    spans: Vec<Span>,
}

/// First byte and the byte after the last.
pub(super) type Span = (u32, u32);

impl TextColumn {
    /// Adds the place of the next row's text.
    #[inline]
    pub(super) fn push(&mut self, span: Span) {
        self.spans.push(span);
    }

    /// The text of a row.
    #[inline]
    pub fn get(&self, row: usize) -> &str {
        let (from, to) = self.spans[row];
        let bytes = self.text.get(from as usize..to as usize).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// All texts as bytes, in order; for loops that must be fast.
    #[inline]
    pub fn bytes(&self) -> impl ExactSizeIterator<Item = TextBytes<'_>> {
        let text = self.text.as_slice();
        self.spans.iter().map(|(from, to)| TextBytes {
            bytes: text.get(*from as usize..*to as usize).unwrap_or_default(),
            onward: text.get(*from as usize..).unwrap_or_default(),
        })
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are no texts.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }
}

/// Bytes of a [`TextBytes::window`].
pub const WINDOW: usize = 32;

/// A text as bytes. Its neighbours in memory are at hand, so that it can be looked at in steps of one
/// width, without a branch for every length.
#[derive(Clone, Copy, Debug)]
pub struct TextBytes<'a> {
    /// The text.
    pub bytes: &'a [u8],
    /// The text, and whatever lies behind it.
    onward: &'a [u8],
}

impl<'a> TextBytes<'a> {
    /// A text with nothing at hand behind it.
    pub fn alone(bytes: &'a [u8]) -> Self {
        Self { bytes, onward: bytes }
    }

    /// The first bytes from the beginning of the text on; what lies behind it is anything.
    #[inline]
    pub fn window(&self) -> [u8; WINDOW] {
        match self.onward.first_chunk() {
            Some(window) => *window,
            None => {
                let mut window = [0; WINDOW];
                window[..self.onward.len()].copy_from_slice(self.onward);
                window
            }
        }
    }

    /// The first eight bytes as a number, without those behind the text.
    #[inline]
    pub fn head(&self) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.window();
        u64::from_le_bytes([a, b, c, d, e, f, g, h]) & first_bytes(self.bytes.len())
    }
}

/// A mask for the first bytes of a number in little-endian order.
#[inline]
pub fn first_bytes(count: usize) -> u64 {
    const MASKS: [u64; 9] = {
        let mut masks = [u64::MAX; 9];
        let mut count = 0;
        while count < 8 {
            masks[count] = (1 << (8 * count)) - 1;
            count += 1;
        }
        masks
    };
    MASKS[count.min(8)]
}

/// A workbook's cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing there.
    Empty,
    /// Text, trimmed.
    Text(String),
    /// A number without date format.
    Number(f64),
    /// A date, a time of day (below one day since 1899-12-30) or both: wall-clock seconds since
    /// 1970-01-01T00:00:00, rounded to the second.
    DateTime(i64),
    /// A time of day without a date: seconds since midnight.
    TimeOfDay(i64),
    /// A duration in seconds (`[h]:mm:ss`).
    Duration(f64),
    /// True or false.
    Bool(bool),
    /// An error value such as `#N/A`, or a formula that has no stored result.
    Error(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_reads_the_same_alone_and_among_others() {
        let mut batch = RawBatch::default();
        batch.prepare_text(1);
        let texts = [
            "de",
            "",
            "angenommen",
            "12345678",
            "Unbekannte Rechnungsposition",
            "x",
        ];
        for (row, text) in texts.iter().enumerate() {
            let from = batch.take_in(text.as_bytes());
            if let RawColumn::Text(column) = &mut batch.columns[0] {
                column.push((from, from + text.len() as u32));
            }
            batch.rows.push(row as u32 + 1);
        }
        batch.seal();
        let RawColumn::Text(column) = &batch.columns[0] else {
            panic!("a text column");
        };
        for (among, text) in column.bytes().zip(texts) {
            let alone = TextBytes::alone(text.as_bytes());
            assert_eq!(among.bytes, text.as_bytes());
            assert_eq!(among.head(), alone.head(), "{text}");
            let length = text.len().min(WINDOW);
            assert_eq!(among.window()[..length], alone.window()[..length], "{text}");
        }
    }
}
