//! One Parquet file written by several workers, its rows in a fixed order: pages are encoded by
//! whoever has the rows, and wait, compressed, for their turn.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use polars::prelude::{ArrayRef, CompatLevel, PolarsError, PolarsResult, Schema, SchemaExt};
use polars_parquet::write::fallible_streaming_iterator::convert;
use polars_parquet::write::{CompressedPage, DynIter, DynStreamingIterator, FileWriter, ParquetType};

use super::pages::{OPTIONS, pages};
use super::syncer::Syncer;
use crate::intake::IntakeError;

/// A row group: its rows, and per column its pages.
type RowGroup = (u64, Vec<Vec<CompressedPage>>);

/// A Parquet file in the making. Units are numbered from 0 and written in that order.
pub struct OrderedParquet {
    path: PathBuf,
    file: File,
    columns: Vec<ParquetType>,
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
        let columns = writer.parquet_schema().fields().to_vec();
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
        let columns = arrays.iter().zip(&self.columns);
        columns.map(|(array, column)| pages(array, column)).collect()
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

#[cfg(test)]
mod tests {
    use polars::prelude::*;
    use polars_io::SerReader;
    use polars_io::parquet::read::ParquetReader;

    use super::super::arrays;
    use super::*;

    /// Every kind of column, `rows` of them; `gap` says where values are missing.
    fn columns(rows: usize, gap: impl Fn(usize) -> bool) -> Vec<(Column, ArrayRef)> {
        let words = ["ja", "nein", "Ärger"].map(String::from);
        let some = |row: usize| (!gap(row)).then_some(row);
        let number = |row: usize| some(row).map(|row| (row as i64 * 7_919) % 1_000 - 500);
        let codes: UInt32Chunked = (0..rows).map(|row| some(row).map(|row| row as u32 % 3)).collect();
        let text = |row: usize| some(row).map(|row| words[row % 3].as_str());
        let texts: StringChunked = (0..rows).map(text).collect();
        let verdicts: Int8Chunked = (0..rows)
            .map(|row| some(row).map(|row| (row % 4) as i8))
            .collect();
        let numbers: Int64Chunked = (0..rows).map(number).collect();
        let far: Int64Chunked = (0..rows)
            .map(|row| some(row).map(|row| [i64::MIN, 0, i64::MAX][row % 3]))
            .collect();
        let same = StringChunked::full("same".into(), "gleich", rows).into_column();
        let decoded = arrays::decoded(&codes.into_column(), &words).expect("words");
        let categories = texts.cast(&DataType::from_categories(Categories::global()));
        let coded = categories.expect("categories").into_column();
        let constant = arrays::constant("gleich", rows).expect("a word");
        let plain = [verdicts.into_column(), numbers.into_column(), far.into_column()];
        [
            (same, constant),
            (texts.into_column(), decoded.clone()),
            (coded, decoded),
        ]
        .into_iter()
        .chain(plain.map(|column| (column.clone(), arrays::plain(&column))))
        .enumerate()
        .map(|(number, (column, array))| (column.with_name(format!("{number}").into()), array))
        .collect()
    }

    fn read_back(columns: Vec<(Column, ArrayRef)>) -> (DataFrame, DataFrame) {
        let (columns, arrays): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("rows.parquet");
        let rows = columns[0].len();
        let expected = DataFrame::new(rows, columns).expect("a frame");
        let file = OrderedParquet::create(&path, expected.schema(), &["0"]).expect("a file");
        file.add(0, &arrays).expect("rows");
        OrderedParquet::finish(Arc::new(file)).expect("a footer");
        let reader = ParquetReader::new(File::open(&path).expect("the file"));
        (reader.finish().expect("rows"), expected)
    }

    #[test]
    fn columns_read_back() {
        for rows in [1, 7, 8, 64, 65, 257, 4_000] {
            for (name, gap) in [
                ("none", (|_| false) as fn(usize) -> bool),
                ("some", |row| row % 5 < 2),
                ("all", |_| true),
            ] {
                let (read, expected) = read_back(columns(rows, gap));
                assert!(
                    read.equals_missing(&expected),
                    "{rows} rows, missing: {name}\n{read}\n{expected}"
                );
            }
        }
    }

    #[test]
    fn a_value_missing_where_none_may_be_is_refused() {
        let numbers = Column::new("number".into(), [Some(1_i64), None]);
        let folder = tempfile::tempdir().expect("a folder");
        let schema = Schema::from_iter([Field::new("number".into(), DataType::Int64)]);
        let path = folder.path().join("rows.parquet");
        let file = OrderedParquet::create(&path, &schema, &["number"]).expect("a file");
        assert!(file.add(0, &[arrays::plain(&numbers)]).is_err());
    }
}
