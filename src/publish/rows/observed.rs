//! What was observed in the breaches of a batch: mostly a few texts again and again, so that each is
//! kept, and made a cell, once.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use polars::prelude::{ArrayRef, PolarsResult};
use polars_arrow::array::PrimitiveArray;

use super::arrays;
use crate::publish::open_data::csv_text;

/// The texts of a batch in the order of its rows.
#[derive(Default)]
pub struct Observed {
    place_of: HashMap<String, u32, FixedState>,
    /// As cells of findings.csv.
    cells: Vec<String>,
    /// The place of each row's text.
    places: Vec<u32>,
}

impl Observed {
    /// Takes the next row's text; gives it as a cell of findings.csv.
    pub fn add(&mut self, text: &str) -> &str {
        let place = match self.place_of.get(text) {
            Some(place) => *place,
            None => self.keep(text),
        };
        self.places.push(place);
        &self.cells[place as usize]
    }

    fn keep(&mut self, text: &str) -> u32 {
        let place = self.cells.len() as u32;
        let mut cell = String::new();
        csv_text::quoted(&csv_text::guarded(text), &mut cell);
        self.cells.push(cell);
        self.place_of.insert(text.to_owned(), place);
        place
    }

    /// The texts as a column of findings.parquet.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn into_column(self) -> PolarsResult<ArrayRef> {
        let mut texts = vec![""; self.cells.len()];
        for (text, place) in &self.place_of {
            texts[*place as usize] = text;
        }
        arrays::dictionary(PrimitiveArray::from_vec(self.places), &texts)
    }
}
