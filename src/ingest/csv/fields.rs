//! The cells of one record, without copies.

/// First byte of a cell within its record, and the byte after the last.
pub(super) type Place = (usize, usize);

/// The cells of a record.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    bytes: &'a [u8],
    places: &'a [Place],
}

impl<'a> Fields<'a> {
    /// The cells at these places in `bytes`.
    pub(super) fn new(bytes: &'a [u8], places: &'a [Place]) -> Self {
        Self { bytes, places }
    }

    /// All cells, with whatever stands between them.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Number of cells.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// A cell, as it is; nothing where there is none.
    #[inline]
    pub(super) fn get(&self, index: usize) -> &'a [u8] {
        let (from, to) = self.place(index);
        &self.bytes[from..to]
    }

    /// Where a cell stands; an empty place where there is none.
    #[inline]
    pub(super) fn place(&self, index: usize) -> Place {
        self.places.get(index).copied().unwrap_or_default()
    }
}
