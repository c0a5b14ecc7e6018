//! Values as Parquet packs them: runs, bits of keys, differences of numbers. See "Encodings" in the
//! specification of Parquet.

use polars_arrow::bitmap::Bitmap;
use polars_parquet::parquet::encoding::bitpacked::{self, Unpackable};
use polars_parquet::parquet::encoding::{uleb128, zigzag_leb128};

/// Numbers per block of differences.
const BLOCK: usize = 256;

/// Which of a column's rows have a value, after the length of what says so.
pub fn levels(validity: Option<&Bitmap>, rows: usize) -> Vec<u8> {
    let mut levels = vec![0; 4];
    match validity.filter(|validity| validity.unset_bits() > 0) {
        None => run(rows, &[1], &mut levels),
        Some(validity) if validity.unset_bits() == rows => run(rows, &[0], &mut levels),
        Some(validity) => {
            bits_follow(rows, &mut levels);
            let end = levels.len() + rows.div_ceil(8);
            let chunks = validity.chunks::<u64>();
            let rest = chunks.remainder();
            levels.extend(chunks.chain([rest]).flat_map(u64::to_le_bytes));
            levels.truncate(end);
        }
    }
    let length = levels.len() as u32 - 4;
    levels[..4].copy_from_slice(&length.to_le_bytes());
    levels
}

/// Keys of a dictionary of a size, after the number of bits of each.
pub fn keys(keys: &[u32], size: usize) -> Vec<u8> {
    let bits = usize::BITS - size.saturating_sub(1).leading_zeros();
    let mut packed = vec![bits as u8];
    if bits == 0 {
        run(keys.len(), &[], &mut packed);
    } else {
        bits_follow(keys.len(), &mut packed);
        pack(keys, bits as usize, &mut packed);
    }
    packed
}

/// Whole numbers as their differences (`DELTA_BINARY_PACKED`), one miniblock per block.
pub fn differences(numbers: &[i64]) -> Vec<u8> {
    let mut packed = Vec::new();
    let first = numbers.first().copied().unwrap_or_default();
    for number in [BLOCK, 1, numbers.len()] {
        unsigned(number as u64, &mut packed);
    }
    signed(first, &mut packed);
    let mut before = first;
    for block in numbers.get(1..).unwrap_or_default().chunks(BLOCK) {
        let mut steps = [0; BLOCK];
        for (step, number) in steps.iter_mut().zip(block) {
            *step = number.wrapping_sub(before);
            before = *number;
        }
        pack_steps(&steps, block.len(), &mut packed);
    }
    packed
}

/// A block of differences: the least one, and how much more the others are.
fn pack_steps(steps: &[i64; BLOCK], used: usize, packed: &mut Vec<u8>) {
    let (least, most) = steps[..used]
        .iter()
        .fold((i64::MAX, i64::MIN), |(least, most), step| {
            (least.min(*step), most.max(*step))
        });
    let bits = u64::BITS - most.abs_diff(least).leading_zeros();
    signed(least, packed);
    packed.push(bits as u8);
    if bits > 0 {
        let mut above = [0; BLOCK];
        for (above, step) in above.iter_mut().zip(&steps[..used]) {
            *above = step.wrapping_sub(least) as u64;
        }
        pack(&above, bits as usize, packed);
    }
}

/// Announces values that follow in bits, in groups of eight.
fn bits_follow(values: usize, packed: &mut Vec<u8>) {
    unsigned((values.div_ceil(8) as u64) << 1 | 1, packed);
}

/// The same value again and again.
fn run(values: usize, value: &[u8], packed: &mut Vec<u8>) {
    unsigned((values as u64) << 1, packed);
    packed.extend(value);
}

/// The low bits of values, the last group of eight filled up.
fn pack<V: Unpackable>(values: &[V], bits: usize, packed: &mut Vec<u8>) {
    let start = packed.len();
    packed.resize(start + values.len().next_multiple_of(64) / 8 * bits, 0);
    bitpacked::encode(values, bits, &mut packed[start..]);
    packed.truncate(start + values.len().div_ceil(8) * bits);
}

fn unsigned(number: u64, packed: &mut Vec<u8>) {
    let mut digits = [0; 10];
    let length = uleb128::encode(number, &mut digits);
    packed.extend(&digits[..length]);
}

fn signed(number: i64, packed: &mut Vec<u8>) {
    let (digits, length) = zigzag_leb128::encode(number);
    packed.extend(&digits[..length]);
}
