//! A published table as text, whether it was CSV or parquet; empty text is "no value".

use std::fs::File;
use std::path::Path;

use polars::prelude::{Column, DataType, PolarsResult};
use polars_io::prelude::{ParquetReader, SerReader};

/// Named columns and rows.
pub struct Table {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One row of a table.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    names: &'t [String],
    cells: &'t [String],
}

impl Table {
    /// Reads a CSV file with a header.
    pub fn from_csv(path: &Path) -> Self {
        let file = File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut reader = csv::Reader::from_reader(file);
        let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let names = owned(reader.headers().expect("a header"));
        let rows = reader.records().map(|row| owned(&row.expect("a row"))).collect();
        Self { names, rows }
    }

    /// Reads a parquet file; instants become seconds since 1970.
    pub fn from_parquet(path: &Path) -> Self {
        let file = File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let frame = ParquetReader::new(file).finish().expect("a parquet file");
        let names = frame
            .columns()
            .iter()
            .map(|column| column.name().to_string())
            .collect();
        let columns: Vec<Vec<String>> = frame
            .columns()
            .iter()
            .map(|column| texts(column).expect("values that can be shown"))
            .collect();
        let rows = (0..frame.height())
            .map(|row| columns.iter().map(|c| c[row].clone()).collect())
            .collect();
        Self { names, rows }
    }

    /// Its rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row {
            names: &self.names,
            cells,
        })
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The only row with these values.
    pub fn only(&self, values: &[(&str, &str)]) -> Row<'_> {
        let found: Vec<Row<'_>> = self.rows().filter(|row| row.has(values)).collect();
        assert_eq!(found.len(), 1, "rows with {values:?}");
        found[0]
    }
}

impl<'t> Row<'t> {
    /// A cell; empty where there is no value.
    pub fn text(&self, name: &str) -> &'t str {
        let index = self.names.iter().position(|n| n == name);
        &self.cells[index.unwrap_or_else(|| panic!("no column {name} among {:?}", self.names))]
    }

    /// A number, where there is one.
    pub fn number(&self, name: &str) -> Option<f64> {
        let text = self.text(name);
        (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("{name}: {text}")))
    }

    /// Seconds since 1970, where there is an instant.
    pub fn instant(&self, name: &str) -> Option<i64> {
        let text = self.text(name);
        (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("{name}: {text}")))
    }

    /// Whether all of these cells have these values.
    pub fn has(&self, values: &[(&str, &str)]) -> bool {
        values.iter().all(|(name, value)| self.text(name) == *value)
    }
}

fn texts(column: &Column) -> PolarsResult<Vec<String>> {
    let shown = |value: Option<String>| value.unwrap_or_default();
    Ok(match column.dtype() {
        DataType::Datetime(..) => {
            let millis = column.cast(&DataType::Int64)?;
            millis
                .i64()?
                .iter()
                .map(|at| shown(at.map(|at| at.div_euclid(1000).to_string())))
                .collect()
        }
        dtype if dtype.is_integer() => {
            let whole = column.cast(&DataType::Int64)?;
            whole
                .i64()?
                .iter()
                .map(|number| shown(number.map(|number| number.to_string())))
                .collect()
        }
        dtype if dtype.is_float() => {
            let numbers = column.cast(&DataType::Float64)?;
            numbers
                .f64()?
                .iter()
                .map(|number| shown(number.map(|number| number.to_string())))
                .collect()
        }
        _ => {
            let words = column.cast(&DataType::String)?;
            words
                .str()?
                .iter()
                .map(|word| shown(word.map(str::to_owned)))
                .collect()
        }
    })
}
