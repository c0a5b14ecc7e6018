//! Where in a delivery something stands.

use std::fmt;

/// File, sheet and row as a person sees them (row 1 = first line of the file).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// File name relative to the data root, with `/`.
    pub file: String,
    /// Sheet of a workbook; empty for text files.
    pub sheet: String,
    /// Row number a person sees; 0 where the whole file is meant.
    pub row: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.sheet.is_empty() {
            write!(f, " [{}]", self.sheet)?;
        }
        if self.row > 0 {
            write!(f, " row {}", self.row)?;
        }
        Ok(())
    }
}
