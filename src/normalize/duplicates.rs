//! The same contact delivered more than once. Ids are unique per provider and kind, over all files.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
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
pub struct AsItIs(u64);

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

/// Tables by fingerprint.
pub type Spread = BuildHasherDefault<AsItIs>;

/// What is kept of the first row of an id: its content, and its number.
type First = (u32, u32);

/// Fingerprints of the ids and contents seen so far: at most 24 bytes a contact, whatever its length.
#[derive(Default)]
pub struct Duplicates {
    ascending: Ascending,
    others: HashMap<u128, First, Spread>,
}

impl Duplicates {
    /// The fate of every row of a frame, in order.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn fates(&mut self, frame: &DataFrame) -> PolarsResult<Vec<Fate>> {
        let contents = content_hashes(frame)?;
        let ids = frame.column(CONTACT_ID.name())?.str()?.rechunk();
        let rows = frame.column(SOURCE_ROW.name())?.u32()?.rechunk();
        let ids = ids.downcast_as_array().iter();
        let fates =
            ids.zip(rows.downcast_as_array().values_iter())
                .zip(contents)
                .map(|((id, row), content)| {
                    let first = (content as u32, *row);
                    match self.first(id.unwrap_or_default(), first) {
                        None => Fate::New,
                        Some((known, _)) if known == first.0 => Fate::Identical,
                        Some((_, first_row)) => Fate::Conflicting(first_row),
                    }
                });
        Ok(fates.collect())
    }

    /// The first row of an id, or nothing where this is the first, which is then kept.
    fn first(&mut self, id: &str, row: First) -> Option<First> {
        let key = match number(id) {
            Some(number) => {
                if self.ascending.push(number, row) {
                    return None;
                }
                if let Some(first) = self.ascending.find(number) {
                    return Some(first);
                }
                // Spread over all bits, as fingerprints are; different numbers stay different.
                u128::from(number) * 0x9e37_79b9_7f4a_7c15
            }
            None => fingerprint(id),
        };
        match self.others.entry(key) {
            Entry::Vacant(place) => {
                place.insert(row);
                None
            }
            Entry::Occupied(first) => Some(*first.get()),
        }
    }
}

/// Ids that are numbers, each greater than the one before: most exports list contacts in the order
/// of their ids, and then nothing has to be looked up.
#[derive(Default)]
struct Ascending {
    last: Option<u64>,
    /// In parts of one size, since one list of all would be copied whenever it grows.
    parts: Vec<Vec<(u64, First)>>,
}

impl Ascending {
    const PART: usize = 65_536;

    fn push(&mut self, id: u64, first: First) -> bool {
        if self.last.is_some_and(|last| last >= id) {
            return false;
        }
        self.last = Some(id);
        match self.parts.last_mut() {
            Some(part) if part.len() < Self::PART => part.push((id, first)),
            _ => {
                let mut part = Vec::with_capacity(Self::PART);
                part.push((id, first));
                self.parts.push(part);
            }
        }
        true
    }

    fn find(&self, id: u64) -> Option<First> {
        let begun = self.parts.partition_point(|part| part[0].0 <= id);
        let part = &self.parts[begun.checked_sub(1)?];
        let place = part.binary_search_by_key(&id, |(known, _)| *known).ok()?;
        Some(part[place].1)
    }
}

/// An id that is a number, written as numbers are: no other text stands for the same one.
fn number(id: &str) -> Option<u64> {
    match id.as_bytes() {
        [b'0'] => Some(0),
        [b'1'..=b'9', ..] if id.len() <= 19 => id.parse().ok(),
        _ => None,
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
pub fn fingerprint(id: &str) -> u128 {
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
pub fn content_hashes(frame: &DataFrame) -> PolarsResult<Vec<u64>> {
    let mut sums = vec![0_u64; frame.height()];
    for (index, column) in frame.columns().iter().enumerate() {
        let is_content = ![SOURCE_ROW.name(), CONTACT_ID.name()].contains(&column.name().as_str());
        if !is_content || column.null_count() == column.len() {
            continue;
        }
        let factor = factor_of(index);
        match column.dtype() {
            DataType::UInt32 => mix(&mut sums, factor, column.u32()?, u64::from),
            DataType::Int64 => mix(&mut sums, factor, column.i64()?, |v| v as u64),
            DataType::String => mix_texts(&mut sums, factor, column.str()?),
            _ => mix(
                &mut sums,
                factor,
                column.cast(&DataType::Float64)?.f64()?,
                f64::to_bits,
            ),
        }
    }
    // The low half is kept, and it must not depend on the low halves of the values alone.
    sums.iter_mut().for_each(|sum| *sum ^= *sum >> 32);
    Ok(sums)
}

/// An odd number without a simple relation to those of other columns (the splitmix64 sequence), so
/// that differences in several columns do not cancel out.
fn factor_of(column: usize) -> u64 {
    let state = (column as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (state ^ (state >> 31)) | 1
}

/// Adds a column of texts to the numbers of the rows; nothing adds nothing.
fn mix_texts(sums: &mut [u64], factor: u64, texts: &StringChunked) {
    let state = FixedState::with_seed(0x5465_7874);
    for (sum, text) in sums.iter_mut().zip(texts.iter()) {
        if let Some(text) = text {
            *sum = sum.wrapping_add(state.hash_one(text).wrapping_mul(factor));
        }
    }
}

/// Adds a column to the numbers of the rows; nothing adds nothing.
fn mix<T: PolarsNumericType>(
    sums: &mut [u64],
    factor: u64,
    column: &ChunkedArray<T>,
    bits: impl Fn(T::Native) -> u64,
) {
    let mixed = |value: T::Native| bits(value).wrapping_add(1).wrapping_mul(factor);
    let column = column.rechunk();
    let column = column.downcast_as_array();
    let rows = sums.iter_mut().zip(column.values().iter());
    match column.validity() {
        None => rows.for_each(|(sum, value)| *sum = sum.wrapping_add(mixed(*value))),
        Some(validity) => rows.zip(validity).for_each(|((sum, value), holds)| {
            *sum = sum.wrapping_add(mixed(*value).wrapping_mul(u64::from(holds)));
        }),
    }
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

    #[test]
    fn ids_in_any_order_and_form_are_found_again() {
        let mut seen = Duplicates::default();
        let ids = [
            "5",
            "7",
            "6",
            "07",
            "x-1",
            "7x",
            "18446744073709551615",
            "9",
            "0",
            "",
        ];
        for (row, id) in ids.iter().enumerate() {
            assert_eq!(seen.first(id, (1, row as u32)), None, "{id}");
        }
        for (row, id) in ids.iter().enumerate() {
            assert_eq!(seen.first(id, (2, 99)), Some((1, row as u32)), "{id}");
        }
    }

    #[test]
    fn ascending_numbers_are_found_in_whatever_part_they_are() {
        let mut seen = Duplicates::default();
        let ids = (0..2 * Ascending::PART as u32 + 2).map(|place| (10 * place + 5, place));
        for (id, row) in ids.clone() {
            assert_eq!(seen.first(&id.to_string(), (1, row)), None, "{id}");
        }
        for (id, row) in ids {
            assert_eq!(seen.first(&id.to_string(), (2, 0)), Some((1, row)), "{id}");
        }
        let edge = 10 * Ascending::PART as u32;
        for id in [0, edge, edge + 1] {
            assert_eq!(seen.first(&id.to_string(), (1, 0)), None, "{id}");
        }
    }
}
