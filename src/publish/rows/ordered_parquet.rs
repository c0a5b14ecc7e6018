//! One Parquet file written by several workers, its rows in a fixed order: pages are encoded by
//! whoever has the rows, and wait, compressed, for their turn.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use polars::prelude::{ArrayRef, CompatLevel, DataType, PolarsError, PolarsResult, Schema, SchemaExt};
use polars_parquet::write::fallible_streaming_iterator::convert;
use polars_parquet::write::{
    CompressedPage, CompressionOptions, DynIter, DynStreamingIterator, Encoding, FileWriter, ParquetType,
    StatisticsOptions, Version, WriteOptions, array_to_columns, compress, get_dtype_encoding,
};

use super::syncer::Syncer;
use crate::intake::IntakeError;

/// A row group: its rows, and per column its pages.
type RowGroup = (u64, Vec<Vec<CompressedPage>>);

/// How pages are written: compressed so that every reader of Parquet can read them.
const OPTIONS: WriteOptions = WriteOptions {
    statistics: StatisticsOptions {
        min_value: false,
        max_value: false,
        distinct_count: false,
        null_count: false,
        binary_statistics_truncate_length: None,
    },
    version: Version::V1,
    compression: CompressionOptions::Snappy,
    data_page_size: None,
};

/// A Parquet file in the making. Units are numbered from 0 and written in that order.
pub struct OrderedParquet {
    path: PathBuf,
    file: File,
    /// Type and encodings of each column.
    columns: Vec<(ParquetType, Vec<Encoding>)>,
    order: Mutex<Order>,
}

struct Order {
    writer: FileWriter<BufWriter<File>>,
    /// The unit that may write now.
    turn: usize,
    done: BTreeSet<usize>,
    waiting: BTreeMap<usize, Vec<RowGroup>>,
}

impl OrderedParquet {
    /// Creates the file for frames of a schema; `filled` are the columns that have a value in every
    /// row, which then need no marks for missing ones.
    ///
    /// # Errors
    /// It cannot be created.
    pub fn create(path: &Path, schema: &Schema, filled: &[&str]) -> Result<Self, IntakeError> {
        let file = File::create(path).map_err(IntakeError::writing(path))?;
        let written = file.try_clone().map_err(IntakeError::writing(path))?;
        let fields = schema.iter_fields().map(|field| {
            let mut arrow = field.to_arrow(CompatLevel::newest());
            arrow.is_nullable = !filled.contains(&field.name().as_str());
            arrow
        });
        let writer = FileWriter::try_new(BufWriter::new(written), fields.collect(), OPTIONS)?;
        let encodings = schema
            .iter_fields()
            .zip(writer.schema().iter_values())
            .map(|(field, arrow)| {
                encodings(field.dtype()).unwrap_or_else(|| get_dtype_encoding(&arrow.dtype))
            });
        let columns = writer
            .parquet_schema()
            .fields()
            .iter()
            .cloned()
            .zip(encodings)
            .collect();
        let order = Order {
            writer,
            turn: 0,
            done: BTreeSet::new(),
            waiting: BTreeMap::new(),
        };
        Ok(Self {
            path: path.to_owned(),
            file,
            columns,
            order: Mutex::new(order),
        })
    }

    /// Adds a unit's next rows, as columns in the order of the schema.
    ///
    /// # Errors
    /// Encoding or writing fails.
    pub fn add(&self, unit: usize, columns: &[ArrayRef]) -> Result<(), IntakeError> {
        let rows = columns.first().map_or(0, |column| column.len());
        if rows == 0 {
            return Ok(());
        }
        let group = (rows as u64, self.encode(columns)?);
        let mut order = self.order.lock().unwrap_or_else(PoisonError::into_inner);
        if order.turn == unit {
            order.write(vec![group])?;
        } else {
            order.waiting.entry(unit).or_default().push(group);
        }
        Ok(())
    }

    /// Says that a unit has no more rows; what is written is then sent to disk.
    ///
    /// # Errors
    /// Writing fails.
    pub fn finish_unit(&self, unit: usize, syncer: &Syncer) -> Result<(), IntakeError> {
        let mut order = self.order.lock().unwrap_or_else(PoisonError::into_inner);
        order.done.insert(unit);
        while order.done.contains(&order.turn) {
            order.turn += 1;
            let turn = order.turn;
            let groups = order.waiting.remove(&turn).unwrap_or_default();
            order.write(groups)?;
        }
        syncer.sync(&self.path, &self.file)
    }

    /// Writes the footer. Nobody may add rows any more.
    ///
    /// # Errors
    /// Writing fails.
    pub fn finish(file: Arc<Self>) -> Result<(), IntakeError> {
        let file = Arc::into_inner(file).ok_or(IntakeError::Worker)?;
        let mut order = file.order.into_inner().unwrap_or_else(PoisonError::into_inner);
        order.writer.end(None)?;
        let flushed = order.writer.into_inner().flush();
        flushed.map_err(IntakeError::writing(&file.path))
    }

    fn encode(&self, arrays: &[ArrayRef]) -> PolarsResult<Vec<Vec<CompressedPage>>> {
        let mut columns = Vec::with_capacity(self.columns.len());
        for (array, (kind, encodings)) in arrays.iter().zip(&self.columns) {
            for pages in array_to_columns(array, kind.clone(), OPTIONS, encodings)? {
                let compressed = pages.map(|page| Ok(compress(page?, Vec::new(), OPTIONS.compression)?));
                columns.push(compressed.collect::<PolarsResult<Vec<_>>>()?);
            }
        }
        Ok(columns)
    }
}

/// Differences, bit-packed, for whole numbers and instants; ids as they are: they are all different,
/// so a dictionary of them would cost time and save nothing. Words keep their dictionaries.
fn encodings(kind: &DataType) -> Option<Vec<Encoding>> {
    match kind {
        DataType::Int8 | DataType::Int32 | DataType::UInt32 | DataType::Int64 | DataType::Datetime(..) => {
            Some(vec![Encoding::DeltaBinaryPacked])
        }
        DataType::String => Some(vec![Encoding::Plain]),
        _ => None,
    }
}

impl Order {
    fn write(&mut self, groups: Vec<RowGroup>) -> PolarsResult<()> {
        for (rows, columns) in groups {
            let columns = columns.iter().map(|pages| {
                Ok::<_, PolarsError>(DynStreamingIterator::new(convert(
                    pages.iter().map(PolarsResult::Ok),
                )))
            });
            self.writer.write(rows, DynIter::new(columns))?;
        }
        Ok(())
    }
}
