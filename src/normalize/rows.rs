//! Columns read row by row: plain texts the quick way, everything else with a closer look.

use polars::prelude::*;
use polars_arrow::bitmap::MutableBitmap;

use super::field::FieldReader;
use super::{Bad, Ledger};
use crate::ingest::RawBatch;
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

/// Values of a column, with a validity only where it has nulls.
struct Values<T> {
    values: Vec<T>,
    validity: Option<MutableBitmap>,
}

impl<T: Default> Values<T> {
    #[inline]
    fn push(&mut self, value: Option<T>) {
        match value {
            Some(value) => {
                self.values.push(value);
                if let Some(validity) = &mut self.validity {
                    validity.push(true);
                }
            }
            None => self.push_null(),
        }
    }

    fn push_null(&mut self) {
        let before = self.values.len();
        let validity = self
            .validity
            .get_or_insert_with(|| MutableBitmap::from_len_set(before));
        validity.push(false);
        self.values.push(T::default());
    }
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
        mut quick: impl FnMut(&[u8]) -> Quick<T::Native>,
        mut full: impl FnMut(usize, &mut Ledger) -> Result<Option<T::Native>, Bad>,
    ) -> Column
    where
        ChunkedArray<T>: IntoColumn,
    {
        let batch = self.batch;
        let mut column = Values {
            values: Vec::with_capacity(batch.len()),
            validity: None,
        };
        match field.plain_texts(batch) {
            Some(texts) => {
                for (row, text) in texts.bytes().enumerate() {
                    let value = if field.may_stand_for_nothing(text) {
                        Err(Closer)
                    } else {
                        quick(text)
                    };
                    column.push(match value {
                        Ok(value) => value,
                        Err(Closer) => self.closer(row, field, ledger, &mut full),
                    });
                }
            }
            None => {
                for row in 0..batch.len() {
                    column.push(self.closer(row, field, ledger, &mut full));
                }
            }
        }
        let validity = column.validity.map(Into::into);
        ChunkedArray::<T>::from_vec_validity(name.into(), column.values, validity).into_column()
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
