//! Columns read row by row: plain texts the quick way, everything else with a closer look.

use polars::prelude::*;
use polars_arrow::bitmap::{Bitmap, MutableBitmap};

use super::field::FieldReader;
use super::{Bad, Ledger};
use crate::ingest::{RawBatch, TextBytes};
use crate::tables::Column as Name;

/// A text that only the full reading can judge.
pub struct Closer;

/// What the quick reading of a text gives.
pub type Quick<T> = Result<Option<T>, Closer>;

/// Which rows of a batch are still good.
pub struct Rows<'b> {
    /// The batch.
    pub batch: &'b RawBatch,
    /// Per row, whether it has not been set aside.
    pub good: Vec<bool>,
}

impl<'b> Rows<'b> {
    /// All rows of a batch.
    pub fn new(batch: &'b RawBatch) -> Self {
        Self {
            batch,
            good: vec![true; batch.len()],
        }
    }

    /// Reads a field: plain texts by `quick` where it can, all else by `full`; a bad value sets its
    /// row aside.
    pub fn read<T: PolarsNumericType>(
        &mut self,
        name: Name,
        field: &FieldReader<'_>,
        ledger: &mut Ledger,
        mut quick: impl FnMut(TextBytes<'_>) -> Quick<T::Native>,
        mut full: impl FnMut(usize, &mut Ledger) -> Result<Option<T::Native>, Bad>,
    ) -> Column
    where
        ChunkedArray<T>: IntoColumn,
    {
        let batch = self.batch;
        let mut nulls = Vec::new();
        let mut value_or_null = |row: usize, value: Option<T::Native>| {
            value.unwrap_or_else(|| {
                nulls.push(row);
                T::Native::default()
            })
        };
        let values: Vec<T::Native> = match field.plain_texts(batch) {
            Some(texts) => {
                let read = texts.bytes().enumerate().map(|(row, text)| {
                    let value = if field.may_stand_for_nothing(text.bytes) {
                        Err(Closer)
                    } else {
                        quick(text)
                    };
                    match value {
                        Ok(Some(value)) => value,
                        Ok(None) => value_or_null(row, None),
                        Err(Closer) => value_or_null(row, self.closer(row, field, ledger, &mut full)),
                    }
                });
                read.collect()
            }
            None => (0..batch.len())
                .map(|row| value_or_null(row, self.closer(row, field, ledger, &mut full)))
                .collect(),
        };
        let validity = validity(values.len(), &nulls);
        ChunkedArray::<T>::from_vec_validity(name.into(), values, validity).into_column()
    }

    fn closer<V>(
        &mut self,
        row: usize,
        field: &FieldReader<'_>,
        ledger: &mut Ledger,
        full: &mut impl FnMut(usize, &mut Ledger) -> Result<Option<V>, Bad>,
    ) -> Option<V> {
        if !self.good[row] {
            return None;
        }
        full(row, ledger).unwrap_or_else(|bad| {
            self.good[row] = false;
            ledger.reject(self.batch.rows[row], &field.label, bad);
            None
        })
    }
}

/// Marks of a column's missing values; none where there are none.
fn validity(count: usize, nulls: &[usize]) -> Option<Bitmap> {
    if nulls.is_empty() {
        return None;
    }
    let mut validity = MutableBitmap::from_len_set(count);
    for row in nulls {
        validity.set(*row, false);
    }
    Some(validity.into())
}
