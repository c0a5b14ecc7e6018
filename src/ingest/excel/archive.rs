//! A look into a zipped workbook before the reading library unpacks it: which kind it is, and
//! whether it would take the memory. The library itself knows no limits.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use memchr::{memchr2, memmem};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::Refusal;
use crate::ingest::limits::{
    ARCHIVE_BYTES, ARCHIVE_ENTRIES, ARCHIVE_RATIO, RATIO_FROM_BYTES, SHARED_TEXT_BYTES, SHEET_COLUMNS,
    SHEET_ROWS, WHOLE_FILE_CELLS, XML_RUN_BYTES,
};

/// Kind of a zipped workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ArchiveKind {
    /// xlsx or xlsm.
    Xlsx,
    /// xlsb.
    Xlsb,
    /// ods.
    Ods,
}

/// Checks a zipped workbook and tells its kind.
pub(super) fn check(file: File) -> Result<ArchiveKind, Refusal> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(Refusal::damaged)?;
    if archive.len() > ARCHIVE_ENTRIES {
        return Err(Refusal::too_large(format!(
            "the workbook has {} inner files",
            archive.len()
        )));
    }
    check_declared_sizes(&mut archive)?;
    let kind = kind(&archive)?;
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(Refusal::damaged)?;
        if is_read(&entry) {
            unpacked += check_content(&mut entry, ARCHIVE_BYTES - unpacked)?;
        }
    }
    if kind == ArchiveKind::Ods {
        let content = archive.by_name("content.xml").map_err(Refusal::damaged)?;
        check_ods_cells(BufReader::new(content))?;
    }
    Ok(kind)
}

fn check_declared_sizes(archive: &mut ZipArchive<BufReader<File>>) -> Result<(), Refusal> {
    let mut total: u64 = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(Refusal::damaged)?;
        if entry.encrypted() {
            return Err(Refusal::protected());
        }
        let (packed, unpacked) = (entry.compressed_size(), entry.size());
        total = total.saturating_add(unpacked);
        if unpacked > RATIO_FROM_BYTES && unpacked / packed.max(1) > ARCHIVE_RATIO {
            return Err(Refusal::too_large(
                "the workbook unpacks to over 400 times its size",
            ));
        }
    }
    if total > ARCHIVE_BYTES {
        return Err(Refusal::too_large("the workbook unpacks to over 2 GB"));
    }
    Ok(())
}

fn kind(archive: &ZipArchive<BufReader<File>>) -> Result<ArchiveKind, Refusal> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") {
        Ok(ArchiveKind::Xlsb)
    } else if has("mimetype") && has("content.xml") {
        Ok(ArchiveKind::Ods)
    } else if has("[Content_Types].xml") && archive.file_names().flatten().any(|n| n.starts_with("xl/")) {
        Ok(ArchiveKind::Xlsx)
    } else {
        let expected = "the workbook itself; other archives are not unpacked";
        Err(Refusal::new("this is a zip archive without a workbook", expected))
    }
}

/// Whether the reading library unpacks the entry.
fn is_read<R: Read>(entry: &ZipFile<'_, R>) -> bool {
    let Ok(name) = entry.name() else { return false };
    [".xml", ".rels", ".bin"]
        .iter()
        .any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

/// Unpacks an entry once, since declared sizes can lie and the library holds each text and tag as
/// a whole in memory. Gives its true size.
fn check_content<R: Read>(entry: &mut ZipFile<'_, R>, allowed: u64) -> Result<u64, Refusal> {
    let name = entry.name().map(|n| n.to_ascii_lowercase()).unwrap_or_default();
    let (is_xml, is_shared) = (!name.ends_with(".bin"), name.contains("sharedstrings."));
    let allowed = if is_shared {
        allowed.min(SHARED_TEXT_BYTES)
    } else {
        allowed
    };
    // A text or tag of twice this length covers one whole block.
    let mut block = vec![0; XML_RUN_BYTES / 2];
    let (mut total, mut declared_texts) = (0, 0);
    loop {
        let count = read_block(entry, &mut block).map_err(Refusal::damaged)?;
        total += count as u64;
        if total > allowed {
            return Err(Refusal::too_large("the workbook unpacks to more than is read"));
        }
        let content = &block[..count];
        if is_xml && count == block.len() && memchr2(b'<', b'>', content).is_none() {
            return Err(Refusal::too_large(
                "the workbook has a cell of over 500,000 characters",
            ));
        }
        if is_shared {
            declared_texts = declared_texts.max(declared_count(content));
        }
        if count < block.len() {
            break;
        }
    }
    if declared_texts > total {
        return Err(Refusal::damaged(
            "its table of texts claims more texts than it has bytes",
        ));
    }
    Ok(total)
}

fn read_block(source: &mut impl Read, block: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < block.len() {
        match source.read(&mut block[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

/// The number of texts a table of shared texts claims; the library makes room for as many.
fn declared_count(content: &[u8]) -> u64 {
    memmem::find(content, b"uniqueCount").map_or(0, |at| number_after(&content[at + 11..]))
}

/// The number in `="123"`; the largest one where it is too large, 0 where there is none.
fn number_after(text: &[u8]) -> u64 {
    let from = text
        .iter()
        .take(20)
        .position(u8::is_ascii_digit)
        .unwrap_or(text.len());
    let digits = text[from..].iter().take_while(|b| b.is_ascii_digit());
    digits.fold(0, |n: u64, b| {
        n.saturating_mul(10).saturating_add(u64::from(b - b'0'))
    })
}

/// Cells of an ods sheet, as the reading library lays them out: a full rectangle.
#[derive(Default)]
struct OdsExtent {
    rows: u64,
    used_rows: u64,
    columns: u64,
    row_columns: u64,
    row_repeats: u64,
    used_columns: u64,
    laid_out: u64,
}

/// A few bytes of ods can stand for millions of repeated cells, which the library writes out.
fn check_ods_cells(mut content: impl BufRead) -> Result<(), Refusal> {
    let mut tag = Vec::new();
    let (mut extent, mut cells) = (OdsExtent::default(), 0);
    loop {
        tag.clear();
        if content.read_until(b'>', &mut tag).map_err(Refusal::damaged)? == 0 {
            return Ok(());
        }
        let start = memchr::memchr(b'<', &tag).unwrap_or(0);
        if tag[start..].starts_with(b"</table:table>") {
            cells += extent.laid_out + extent.used_rows * extent.columns;
            extent = OdsExtent::default();
        } else {
            extent.see(&tag[start..]);
        }
        if cells + extent.laid_out > WHOLE_FILE_CELLS {
            return Err(Refusal::too_large(
                "the workbook's sheets span over 32 million cells",
            ));
        }
    }
}

impl OdsExtent {
    fn see(&mut self, tag: &[u8]) {
        if tag.starts_with(b"<table:table-row") {
            self.row_repeats = repeats(tag, b"number-rows-repeated", SHEET_ROWS);
            (self.row_columns, self.used_columns) = (0, 0);
        } else if tag.starts_with(b"</table:table-row") || tag.starts_with(b"<table:table-row/") {
            self.rows += self.row_repeats;
            if self.used_columns > 0 {
                self.used_rows = self.rows.min(u64::from(SHEET_ROWS));
                self.columns = self.columns.max(self.used_columns);
            }
        } else if tag.starts_with(b"<table:table-cell") || tag.starts_with(b"<table:covered-table-cell") {
            let count = repeats(tag, b"number-columns-repeated", SHEET_COLUMNS);
            self.row_columns = (self.row_columns + count).min(u64::from(SHEET_COLUMNS));
            if memmem::find(tag, b"office:").is_some() || memmem::find(tag, b"formula").is_some() {
                self.laid_out += self.row_columns - self.used_columns;
                self.used_columns = self.row_columns;
            }
        }
    }
}

fn repeats(tag: &[u8], attribute: &[u8], most: u32) -> u64 {
    let found = memmem::find(tag, attribute);
    found
        .map_or(1, |at| number_after(&tag[at + attribute.len()..]))
        .clamp(1, u64::from(most))
}
