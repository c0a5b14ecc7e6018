//! Raw rows, column by column.

/// Some rows of a file: the asked-for columns, and the row numbers.
#[derive(Debug, Default)]
pub struct RawBatch {
    /// Columns in the order asked for; each has one cell per row.
    pub columns: Vec<RawColumn>,
    /// Row numbers as a person sees them (1 = first line of the file or sheet).
    pub rows: Vec<u32>,
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

    /// Makes text columns ready for fast reading.
    pub fn seal(&mut self) {
        for column in &mut self.columns {
            if let RawColumn::Text(text) = column {
                text.seal();
            }
        }
    }

    /// Removes all rows, keeping the memory.
    pub fn clear(&mut self) {
        self.rows.clear();
        for column in &mut self.columns {
            match column {
                RawColumn::Text(text) => text.clear(),
                RawColumn::Typed(cells) => cells.clear(),
            }
        }
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

/// Texts laid end to end, trimmed of surrounding white space.
///
/// Cells come in as bytes and are validated once per batch, by [`TextColumn::seal`]; that is many
/// times faster than validating each of them.
#[derive(Debug, Default)]
pub struct TextColumn {
    /// Cells not yet sealed.
    bytes: Vec<u8>,
    /// Sealed cells.
    text: String,
    ends: Vec<u32>,
}

impl TextColumn {
    /// Appends a text.
    pub fn push(&mut self, text: &str) {
        self.push_validated(text.as_bytes());
    }

    /// Appends bytes that whole-buffer validation has already found to be UTF-8.
    pub(super) fn push_validated(&mut self, text: &[u8]) {
        self.unseal();
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
    }

    /// Makes the texts ready for fast reading.
    pub fn seal(&mut self) {
        if self.text.is_empty() {
            // Only whole texts are pushed, so this never fails; if it did, `get` would still work.
            match String::from_utf8(std::mem::take(&mut self.bytes)) {
                Ok(text) => self.text = text,
                Err(error) => self.bytes = error.into_bytes(),
            }
        }
    }

    fn unseal(&mut self) {
        if !self.text.is_empty() {
            self.bytes = std::mem::take(&mut self.text).into_bytes();
        }
    }

    /// The text of a row.
    #[inline]
    pub fn get(&self, row: usize) -> &str {
        let from = if row == 0 { 0 } else { self.ends[row - 1] as usize };
        let range = from..self.ends[row] as usize;
        match self.text.get(range.clone()) {
            Some(text) => text,
            None => std::str::from_utf8(self.bytes.get(range).unwrap_or_default()).unwrap_or_default(),
        }
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no texts.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Removes all texts, keeping the memory.
    pub fn clear(&mut self) {
        self.unseal();
        self.bytes.clear();
        self.ends.clear();
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
