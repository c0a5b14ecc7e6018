//! The cells of one record, without copies.

/// The cells of a record.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    bytes: &'a [u8],
    ends: &'a [usize],
    gap: usize,
}

impl<'a> Fields<'a> {
    /// The cells in `bytes` with these ends and `gap` bytes between them.
    pub(super) fn new(bytes: &'a [u8], ends: &'a [usize], gap: usize) -> Self {
        Self { bytes, ends, gap }
    }

    /// All cells, one after the other, perhaps with delimiters between them.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Number of cells.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell, as it is; nothing where there is none.
    pub(super) fn get(&self, index: usize) -> &'a [u8] {
        let Some(end) = self.ends.get(index) else {
            return &[];
        };
        let from = if index == 0 {
            0
        } else {
            self.ends[index - 1] + self.gap
        };
        &self.bytes[from..*end]
    }
}
