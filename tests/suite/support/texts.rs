//! The texts in published files.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::read;

/// The texts in a file with their names: itself, or the parts of a workbook.
pub fn texts(path: &Path) -> Vec<(String, String)> {
    let name = path.display().to_string();
    if path.extension().is_none_or(|ending| ending != "xlsx") {
        return vec![(name, read(path))];
    }
    let mut archive = zip::ZipArchive::new(File::open(path).expect("opened")).expect("a workbook");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("read");
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let part = part.name().expect("a name").into_owned();
            (format!("{name}!{part}"), text)
        })
        .collect()
}
