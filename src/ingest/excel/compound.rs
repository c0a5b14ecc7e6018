//! A look at a compound file before the reading library gets it: an old xls workbook, or a newer
//! one behind a password.

use memchr::memmem;

use super::Refusal;
use crate::ingest::limits::WHOLE_FILE_CELLS;

/// Header of an xls record that says how large a sheet is, and its length.
const DIMENSIONS: &[u8] = b"\x00\x02\x0e\x00";

/// Checks the bytes of a compound file.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let encrypted: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if memmem::find(bytes, &encrypted).is_some() {
        return Err(Refusal::protected());
    }
    let claimed: u64 = memmem::find_iter(bytes, DIMENSIONS)
        .filter_map(|at| sheet_cells(&bytes[at + 4..]))
        .sum();
    if claimed > WHOLE_FILE_CELLS {
        return Err(Refusal::too_large(
            "the workbook's sheets claim over 32 million cells",
        ));
    }
    Ok(())
}

/// Cells that a record of sheet dimensions claims; the library makes room for as many at once.
fn sheet_cells(record: &[u8]) -> Option<u64> {
    let [r0, r1, r2, r3, s0, s1, s2, s3, c0, c1, d0, d1, 0, 0, ..] = *record else {
        return None;
    };
    let rows = u32::from_le_bytes([s0, s1, s2, s3]).wrapping_sub(u32::from_le_bytes([r0, r1, r2, r3]));
    let first = u16::from_le_bytes([c0, c1]);
    let end = u16::from_le_bytes([d0, d1]);
    let columns = if first > 0xff || end < first {
        end
    } else {
        end - first
    };
    Some(u64::from(rows) * u64::from(columns))
}
