//! Opens a workbook with its document properties, adds sheets, saves it.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::cells::Cells;
use super::context::{Audience, Context};
use super::row::wall_clock;
use super::sheet::{Orientation, Sheet};
use super::styles::ink;

/// A workbook under construction.
pub struct Book<'c> {
    workbook: Workbook,
    context: &'c Context<'c>,
}

impl<'c> Book<'c> {
    /// A workbook with properties but without sheets. Sheets that stream to disk do so in `folder`.
    pub fn new(context: &'c Context<'c>, folder: Option<&Path>) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_default_format(&ink(10.0), 20, 64)?;
        workbook.set_properties(&properties(context));
        // More than twice as fast as the usual level, for a fifth more bytes.
        workbook.set_zip_compression_level(2);
        if let Some(folder) = folder.filter(|f| !f.as_os_str().is_empty()) {
            workbook.set_tempdir(folder)?;
        }
        Ok(Self { workbook, context })
    }

    /// Adds a sheet that is held in memory.
    pub fn sheet(&mut self, name_key: &str, orientation: Orientation) -> Result<Sheet<'_>, XlsxError> {
        let worksheet = self.workbook.add_worksheet();
        Sheet::open(worksheet, self.context, name_key, orientation, Cells::new(false))
    }

    /// Adds a sheet whose rows stream to disk.
    pub fn long_sheet(&mut self, name_key: &str, orientation: Orientation) -> Result<Sheet<'_>, XlsxError> {
        let worksheet = self.workbook.add_worksheet_with_constant_memory()?;
        Sheet::open(worksheet, self.context, name_key, orientation, Cells::new(true))
    }

    /// Writes the file.
    pub fn save(mut self, path: &Path) -> Result<(), XlsxError> {
        self.workbook.save(path)
    }
}

/// Title, client and period; no person. The creation time is the end of the period, so that the same
/// review gives the same bytes.
fn properties(context: &Context) -> DocProperties {
    let review = context.review;
    let (kind, provider) = match context.audience {
        Audience::Client => ("workbook.overview", None),
        Audience::Partner => ("workbook.scorecard", context.providers.first()),
    };
    let period = context.locale.month_or_period(&review.period);
    let name = provider.map(|p| format!(" {}", p.name)).unwrap_or_default();
    let (_, end) = review.period.instants(&review.zone);
    DocProperties::new()
        .set_title(format!("{}{name}, {period}", context.locale.text(kind)))
        .set_subject(period)
        .set_company(review.client.clone())
        .set_creation_datetime(&wall_clock(&review.zone, end))
}
