//! Columns as Parquet takes them. Words are dictionaries of a batch's own words, made from the codes
//! directly: a detour over categories would look up every cell again.

use polars::prelude::*;
use polars_arrow::array::{DictionaryArray, PrimitiveArray, Utf8ViewArray, new_null_array};

/// The same word in every row.
///
/// # Errors
/// Only when polars fails.
pub fn constant(word: &str, height: usize) -> PolarsResult<ArrayRef> {
    dictionary(PrimitiveArray::from_vec(vec![0; height]), &[word])
}

/// Most words of a dictionary that is written whole, whether or not a batch has all of them.
const FEW_WORDS: usize = 4096;

/// Codes as words; `words` are all words in the order of their codes.
///
/// # Errors
/// The column holds no codes.
pub fn decoded(codes: &Column, words: &[String]) -> PolarsResult<ArrayRef> {
    let count = codes.len();
    if codes.null_count() == count {
        return dictionary(PrimitiveArray::new_null(ArrowDataType::UInt32, count), &[]);
    }
    let codes = codes.u32()?;
    if words.len() <= FEW_WORDS {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        return dictionary(codes.rechunk().downcast_as_array().clone(), &words);
    }
    let (keys, used) = own_words(codes, words);
    dictionary(keys, &used)
}

/// Codes numbered anew by the words that occur.
fn own_words<'w>(codes: &UInt32Chunked, words: &'w [String]) -> (PrimitiveArray<u32>, Vec<&'w str>) {
    let mut place_of = vec![u32::MAX; words.len()];
    let mut used: Vec<&str> = Vec::new();
    let mut place = |code: u32| {
        let place = place_of.get_mut(code as usize)?;
        if *place == u32::MAX {
            *place = used.len() as u32;
            used.push(&words[code as usize]);
        }
        Some(*place)
    };
    let keys = codes.iter().map(|code| place(code?)).collect();
    (keys, used)
}

/// Words by their place among `words`.
///
/// # Errors
/// A key has no word.
pub fn dictionary(keys: PrimitiveArray<u32>, words: &[&str]) -> PolarsResult<ArrayRef> {
    let words = Utf8ViewArray::from_slice_values(words);
    Ok(DictionaryArray::try_from_keys(keys, words.boxed(), false)?.boxed())
}

/// A column without values; nothing where it has some.
fn none(column: &Column) -> Option<ArrayRef> {
    let kind = column.dtype().to_arrow(CompatLevel::newest());
    (column.null_count() == column.len()).then(|| new_null_array(kind, column.len()))
}

/// Numbers, instants and ids as they are.
pub fn plain(column: &Column) -> ArrayRef {
    if let Some(none) = none(column) {
        return none;
    }
    let series = column.as_materialized_series().rechunk();
    series.to_arrow(0, CompatLevel::newest())
}

/// Epoch seconds as instants in milliseconds.
///
/// # Errors
/// Only when polars fails.
pub fn instants(column: &Column) -> PolarsResult<ArrayRef> {
    let kind = DataType::Datetime(TimeUnit::Milliseconds, Some(TimeZone::UTC));
    // Columns that no export maps are many; there is nothing to convert in them.
    if column.null_count() == column.len() {
        return Ok(new_null_array(kind.to_arrow(CompatLevel::newest()), column.len()));
    }
    Ok(plain(&(column * 1000_i64).cast(&kind)?))
}
