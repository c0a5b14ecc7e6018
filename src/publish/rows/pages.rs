//! Columns as compressed Parquet pages: words and whole numbers packed here, the rest by polars,
//! whose packing looks for runs value by value.

use std::borrow::Cow;

use polars::prelude::{ArrayRef, PolarsError, PolarsResult};
use polars_arrow::array::{DictionaryArray, PrimitiveArray, Utf8ViewArray};
use polars_arrow::datatypes::{ArrowDataType, PhysicalType};
use polars_arrow::types::{NativeType, PrimitiveType as Physical};
use polars_parquet::parquet::CowBuffer;
use polars_parquet::parquet::page::{DataPage, DataPageHeader, DataPageHeaderV1, DictPage};
use polars_parquet::parquet::schema::Repetition;
use polars_parquet::parquet::schema::types::PrimitiveType;
use polars_parquet::write::{
    CompressedPage, CompressionOptions, Descriptor, Encoding, Page, ParquetType, StatisticsOptions, Version,
    WriteOptions, array_to_columns, compress,
};

use super::packing;

/// How pages are written: compressed so that every reader of Parquet can read them.
pub const OPTIONS: WriteOptions = WriteOptions {
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

/// The pages of one column of a row group.
///
/// # Errors
/// The array does not fit the column, or lacks a value where the column may not.
pub fn pages(array: &ArrayRef, column: &ParquetType) -> PolarsResult<Vec<CompressedPage>> {
    if let (ParquetType::PrimitiveType(kind), Some(values)) = (column, Values::of(array)) {
        let compression = values.compression(array);
        let compressed = |page| Ok(compress(page, Vec::new(), compression)?);
        return packed(array, kind, values)?.into_iter().map(compressed).collect();
    }
    let compressed = |page| Ok(compress(page, Vec::new(), OPTIONS.compression)?);
    array_to_columns(array, column.clone(), OPTIONS, &[encoding(array)])?
        .into_iter()
        .flatten()
        .map(|page| compressed(page?))
        .collect()
}

/// Ids as they are: they are all different, so a dictionary of them would cost time and save nothing.
fn encoding(array: &ArrayRef) -> Encoding {
    match array.dtype().to_physical_type() {
        PhysicalType::Utf8View => Encoding::Plain,
        _ => Encoding::RleDictionary,
    }
}

/// The values of a column, without the missing ones.
enum Values {
    /// Keys of a dictionary.
    Keys(DictPage, Vec<u8>),
    /// Differences of whole numbers.
    Differences(Vec<u8>),
}

impl Values {
    /// Packed keys and numbers have next to nothing left to be compressed; instants have, and texts of which
    /// nearly every row has its own.
    fn compression(&self, array: &ArrayRef) -> CompressionOptions {
        let is_packed = match self {
            Self::Keys(dictionary, keys) => dictionary.buffer.len() <= keys.len(),
            Self::Differences(_) => matches!(array.dtype(), ArrowDataType::Int64),
        };
        match is_packed {
            true => CompressionOptions::Uncompressed,
            false => OPTIONS.compression,
        }
    }

    /// Packs words, verdicts, whole numbers and instants; nothing else.
    fn of(array: &ArrayRef) -> Option<Self> {
        match array.dtype().to_physical_type() {
            PhysicalType::Dictionary(_) => Self::words(array.as_any().downcast_ref()?),
            PhysicalType::Primitive(Physical::Int8) => Some(Self::verdicts(array.as_any().downcast_ref()?)),
            PhysicalType::Primitive(Physical::Int64) => {
                Some(Self::numbers::<i64>(array.as_any().downcast_ref()?))
            }
            PhysicalType::Primitive(Physical::UInt32) => {
                Some(Self::numbers::<u32>(array.as_any().downcast_ref()?))
            }
            _ => None,
        }
    }

    fn words(array: &DictionaryArray<u32>) -> Option<Self> {
        let words: &Utf8ViewArray = array.values().as_any().downcast_ref()?;
        let mut dictionary = Vec::new();
        for word in words.values_iter() {
            dictionary.extend((word.len() as u32).to_le_bytes());
            dictionary.extend(word.as_bytes());
        }
        Some(Self::keys(dictionary, words.len(), &present(array.keys())))
    }

    /// A verdict is its own key, counted from the least one.
    fn verdicts(array: &PrimitiveArray<i8>) -> Self {
        let verdicts = present(array);
        let least = verdicts.iter().copied().min().unwrap_or_default();
        let most = verdicts.iter().copied().max().unwrap_or_default();
        let dictionary = (least..=most).flat_map(|verdict| i32::from(verdict).to_le_bytes());
        let keys: Vec<u32> = verdicts
            .iter()
            .map(|verdict| u32::from(verdict.abs_diff(least)))
            .collect();
        Self::keys(dictionary.collect(), usize::from(most.abs_diff(least)) + 1, &keys)
    }

    fn keys(dictionary: Vec<u8>, size: usize, keys: &[u32]) -> Self {
        let dictionary = DictPage::new(CowBuffer::Owned(dictionary), size, false);
        Self::Keys(dictionary, packing::keys(keys, size))
    }

    fn numbers<N: NativeType + Into<i64>>(array: &PrimitiveArray<N>) -> Self {
        let numbers: Vec<i64> = present(array).iter().map(|number| (*number).into()).collect();
        Self::Differences(packing::differences(&numbers))
    }
}

/// The values that are not missing.
fn present<N: NativeType>(array: &PrimitiveArray<N>) -> Cow<'_, [N]> {
    let all = array.values().as_slice();
    let Some(validity) = array.validity().filter(|validity| validity.unset_bits() > 0) else {
        return Cow::Borrowed(all);
    };
    if validity.unset_bits() == all.len() {
        return Cow::Owned(Vec::new());
    }
    // Every value is written, and the next one over it where it is missing: nothing to guess for the processor.
    let mut present = all.to_vec();
    let mut count = 0;
    for (value, valid) in all.iter().zip(validity) {
        present[count] = *value;
        count += usize::from(valid);
    }
    present.truncate(count);
    Cow::Owned(present)
}

fn packed(array: &ArrayRef, kind: &PrimitiveType, values: Values) -> PolarsResult<Vec<Page>> {
    let mut page = match kind.field_info.repetition {
        Repetition::Optional => packing::levels(array.validity(), array.len()),
        _ if array.null_count() == 0 => Vec::new(),
        _ => {
            let name = &kind.field_info.name;
            return Err(PolarsError::InvalidOperation(
                format!("a value of {name} is missing").into(),
            ));
        }
    };
    let (dictionary, encoding, values) = match values {
        Values::Keys(dictionary, keys) => (Some(Page::Dict(dictionary)), Encoding::RleDictionary, keys),
        Values::Differences(numbers) => (None, Encoding::DeltaBinaryPacked, numbers),
    };
    page.extend(values);
    let data = data_page(page, array.len(), encoding, kind);
    Ok(dictionary.into_iter().chain([data]).collect())
}

fn data_page(page: Vec<u8>, rows: usize, encoding: Encoding, kind: &PrimitiveType) -> Page {
    let header = DataPageHeader::V1(DataPageHeaderV1 {
        num_values: rows as i32,
        encoding: encoding.into(),
        definition_level_encoding: Encoding::Rle.into(),
        repetition_level_encoding: Encoding::Rle.into(),
        statistics: None,
    });
    let descriptor = Descriptor {
        primitive_type: kind.clone(),
        max_def_level: 0,
        max_rep_level: 0,
    };
    Page::Data(DataPage::new(header, CowBuffer::Owned(page), descriptor, rows))
}
