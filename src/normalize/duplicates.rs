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
/// Each column has its own factor and nothing adds nothing, so that the same row has the same number
/// in every batch.
fn content_hashes(frame: &DataFrame) -> PolarsResult<Vec<u64>> {
    let mut sums = vec![0_u64; frame.height()];
    for (index, column) in frame.columns().iter().enumerate() {
        let is_content = ![SOURCE_ROW.name(), CONTACT_ID.name()].contains(&column.name().as_str());
        if !is_content || column.null_count() == column.len() {
            continue;
        }
        let factor = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2 * index as u64 + 1);
        let mut add = |(row, value): (usize, Option<u64>)| {
            if let Some(value) = value {
                let mixed = (value.wrapping_add(1))
                    .wrapping_mul(factor)
                    .rotate_left(29)
                    .wrapping_mul(factor);
                sums[row] = sums[row].wrapping_add(mixed ^ (mixed >> 31));
            }
        };
        match column.dtype() {
            DataType::UInt32 => column
                .u32()?
                .iter()
                .map(|v| v.map(u64::from))
                .enumerate()
                .for_each(&mut add),
            DataType::Int64 => column
                .i64()?
                .iter()
                .map(|v| v.map(|v| v as u64))
                .enumerate()
                .for_each(&mut add),
            _ => {
                let floats = column.cast(&DataType::Float64)?;
                floats
                    .f64()?
                    .iter()
                    .map(|v| v.map(f64::to_bits))
                    .enumerate()
                    .for_each(&mut add);
            }
        }
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(reason: [Option<u32>; 2]) -> DataFrame {
        df![
            SOURCE_ROW.name() => [1_u32, 2],
            CONTACT_ID.name() => ["a", "b"],
            "reason" => reason,
            "wait_s" => [Some(12_i64), Some(-1)],
        ]
        .expect("a frame")
    }

    #[test]
    fn the_same_row_is_the_same_whatever_its_batch_holds() {
        let mut seen = Duplicates::default();
        seen.fates(&frame([None, Some(3)])).expect("fates");
        let again = seen.fates(&frame([None, None])).expect("fates");
        assert_eq!(again, [Fate::Identical, Fate::Conflicting(2)]);
    }
}
