//! Where judged rows go. The reader does not know what becomes of them.

use polars::prelude::DataFrame;

use super::IntakeError;
use crate::measure::ContactMeasures;
use crate::normalize::Dictionaries;
use crate::scorecard::Rejected;
use crate::vocabulary::ContactKind;

/// Judged contacts of one file, a batch of them.
pub struct ContactRows<'a> {
    /// Calls or tickets.
    pub kind: ContactKind,
    /// File name.
    pub file: &'a str,
    /// Sheet; empty for text files.
    pub sheet: &'a str,
    /// Contact columns, prepared columns and verdict columns.
    pub frame: &'a DataFrame,
    /// Words behind the codes.
    pub words: &'a Dictionaries,
    /// Measures, for what was observed and required.
    pub measures: &'a ContactMeasures<'a>,
}

/// Takes the rows of one provider and kind, in order.
pub trait RowSink {
    /// Takes accepted contacts.
    ///
    /// # Errors
    /// They cannot be kept.
    fn contacts(&mut self, rows: &ContactRows<'_>) -> Result<(), IntakeError>;

    /// Takes cases of which one ticket has several, with a start and a stop of their own.
    ///
    /// # Errors
    /// They cannot be kept.
    fn cases(&mut self, _rows: &ContactRows<'_>) -> Result<(), IntakeError> {
        Ok(())
    }

    /// Takes rejected rows.
    ///
    /// # Errors
    /// They cannot be kept.
    fn rejected(&mut self, rows: &[Rejected]) -> Result<(), IntakeError>;
}
