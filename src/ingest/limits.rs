//! Ceilings that keep a broken or hostile file from taking the memory or the night.

/// Longest record of a text file in bytes.
pub(super) const RECORD_BYTES: usize = 10_000_000;
/// Most line breaks inside one record of a text file.
pub(super) const RECORD_LINES: u64 = 1_000;
/// Longest cell in characters.
pub(super) const CELL_CHARS: usize = 1_000_000;
/// Bytes of cells after which a batch is handed over early.
pub(super) const BATCH_BYTES: usize = 64 << 20;
/// Rows within which a header is looked for.
pub(super) const HEADER_ROWS: u32 = 100;
/// Rows of a sheet.
pub(super) const SHEET_ROWS: u32 = 1_048_576;
/// Columns of a sheet.
pub(super) const SHEET_COLUMNS: u32 = 16_384;
/// Files inside a workbook's archive.
pub(super) const ARCHIVE_ENTRIES: usize = 10_000;
/// Unpacked bytes of a workbook's archive.
pub(super) const ARCHIVE_BYTES: u64 = 2 << 30;
/// Unpacked bytes of a workbook's table of shared texts, which is held in memory.
pub(super) const SHARED_TEXT_BYTES: u64 = 512 << 20;
/// Unpacked size from which the ratio below is asked for.
pub(super) const RATIO_FROM_BYTES: u64 = 64 << 20;
/// Unpacked bytes per packed byte.
pub(super) const ARCHIVE_RATIO: u64 = 400;
/// Bytes of one text or tag in a workbook's XML; Excel's own limit is 32,767 characters per cell.
pub(super) const XML_RUN_BYTES: usize = 1 << 20;
/// Size of workbook files of the kinds that are read whole: xls, xlsb, ods.
pub(super) const WHOLE_FILE_BYTES: u64 = 100_000_000;
/// Cells of an xls or ods workbook, empty ones between filled ones included.
pub(super) const WHOLE_FILE_CELLS: u64 = 32_000_000;
