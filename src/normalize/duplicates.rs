//! The same contact delivered more than once. Ids are unique per provider and kind, over all files.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};

use foldhash::quality::FixedState;
use polars::prelude::*;

use crate::tables::contacts::{CONTACT_ID, SOURCE_ROW, UPDATED_AT};

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// First of its id.
    New,
    /// All values as in the first row of this id.
    Identical,
    /// Same id, other values; holds the row number of the first.
    Conflicting(u32),
}

/// Fingerprints are spread evenly already; a table takes their low half as it is.
#[derive(Clone, Copy, Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u128(&mut self, fingerprint: u128) {
        self.0 = fingerprint as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

type Spread = BuildHasherDefault<AsItIs>;

/// Fingerprints of the ids and contents seen so far: 24 bytes a contact, whatever its length.
#[derive(Default)]
pub struct Duplicates {
    /// Id → (content, row of the first).
    seen: HashMap<u128, (u32, u32), Spread>,
}

impl Duplicates {
    /// The fate of every row of a frame, in order.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn fates(&mut self, frame: &DataFrame) -> PolarsResult<Vec<Fate>> {
        let contents = content_hashes(frame)?;
        let ids = frame.column(CONTACT_ID.name())?.str()?;
        let rows = frame.column(SOURCE_ROW.name())?.u32()?;
        let fates = ids
            .iter()
            .zip(rows.iter())
            .zip(contents)
            .map(|((id, row), content)| {
                let (key, row) = (fingerprint(id.unwrap_or_default()), row.unwrap_or_default());
                match self.seen.entry(key) {
                    std::collections::hash_map::Entry::Vacant(place) => {
                        place.insert((content as u32, row));
                        Fate::New
                    }
                    std::collections::hash_map::Entry::Occupied(first) => match *first.get() {
                        (known, _) if known == content as u32 => Fate::Identical,
                        (_, first_row) => Fate::Conflicting(first_row),
                    },
                }
            });
        Ok(fates.collect())
    }
}

/// Order of a row, its batch and its row in the batch.
type Last = ((i64, usize, usize), usize, usize);

/// The last state of each contact, where snapshots are delivered.
#[derive(Default)]
pub struct LastStates {
    /// Id → (order, batch, row in batch).
    last: HashMap<u128, Last, Spread>,
}

impl LastStates {
    /// Takes in batch number `batch`. Later `updated_at` wins, then the later row.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn take_in(&mut self, batch: usize, frame: &DataFrame) -> PolarsResult<()> {
        let ids = frame.column(CONTACT_ID.name())?.str()?;
        let updated = frame
            .column(UPDATED_AT.name())
            .ok()
            .map(|column| column.i64())
            .transpose()?;
        for (row, id) in ids.iter().enumerate() {
            let order = (updated.and_then(|at| at.get(row)).unwrap_or(i64::MIN), batch, row);
            let entry = self
                .last
                .entry(fingerprint(id.unwrap_or_default()))
                .or_insert((order, batch, row));
            if order >= entry.0 {
                *entry = (order, batch, row);
            }
        }
        Ok(())
    }

    /// Whether each row of a batch is the last state of its contact.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn winners(&self, batch: usize, frame: &DataFrame) -> PolarsResult<Vec<bool>> {
        let ids = frame.column(CONTACT_ID.name())?.str()?;
        Ok(ids
            .iter()
            .enumerate()
            .map(|(row, id)| {
                let last = self.last.get(&fingerprint(id.unwrap_or_default()));
                last.is_some_and(|(_, b, r)| (*b, *r) == (batch, row))
            })
            .collect())
    }
}

/// 128 bits of an id: two ids of a month of ten million share them once in 10^24 months.
fn fingerprint(id: &str) -> u128 {
    let half = |seed: u64| {
        let mut hasher = FixedState::with_seed(seed).build_hasher();
        hasher.write(id.as_bytes());
        u128::from(hasher.finish())
    };
    half(0x4c65_6974) << 64 | half(0x7374_616e)
}

/// One number per row that differs, in all likelihood, where any value but the row number differs.
fn content_hashes(frame: &DataFrame) -> PolarsResult<Vec<u64>> {
    let mut sums = vec![0_u64; frame.height()];
    let columns = frame.columns().iter().filter(|c| {
        ![SOURCE_ROW.name(), CONTACT_ID.name()].contains(&c.name().as_str()) && c.null_count() < c.len()
    });
    for (index, column) in columns.enumerate() {
        let factor = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2 * index as u64 + 1);
        let mut add = |row: usize, value: u64| {
            sums[row] = (sums[row] ^ value.wrapping_mul(factor))
                .rotate_left(23)
                .wrapping_mul(0x2545_f491_4f6c_dd1d);
        };
        match column.dtype() {
            DataType::UInt32 => {
                column
                    .u32()?
                    .iter()
                    .enumerate()
                    .for_each(|(row, v)| add(row, v.map_or(1, |v| u64::from(v) + 2)));
            }
            DataType::Int64 => {
                column
                    .i64()?
                    .iter()
                    .enumerate()
                    .for_each(|(row, v)| add(row, v.map_or(1, |v| v as u64 + 2)));
            }
            _ => {
                let floats = column.cast(&DataType::Float64)?;
                floats
                    .f64()?
                    .iter()
                    .enumerate()
                    .for_each(|(row, v)| add(row, v.map_or(1, |v| v.to_bits() + 2)));
            }
        }
    }
    Ok(sums)
}
