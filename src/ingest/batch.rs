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
    pub fn bytes(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        let text = self.text.as_slice();
        self.spans
            .iter()
            .map(|(from, to)| text.get(*from as usize..*to as usize).unwrap_or_default())
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
