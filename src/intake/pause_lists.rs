//! Doubtful pauses of judged tickets and cases, with their places.

use polars::prelude::*;

use super::contacts::Reading;
use crate::measure::ContactMeasures;
use crate::normalize::place_of;
use crate::scorecard::DoubtfulPause;
use crate::tables::contacts::{CONTACT_ID, QUEUE, SOURCE_ROW};
use crate::vocabulary::QueueId;

impl Reading<'_> {
    /// Lists the doubtful pauses of judged rows of a file.
    pub(super) fn list_pauses(
        &mut self,
        measures: &ContactMeasures<'_>,
        frame: &DataFrame,
        file: usize,
    ) -> PolarsResult<()> {
        for (standard, pause) in measures.doubtful_pauses(frame)? {
            let row = pause.row;
            let own = frame
                .column(SOURCE_ROW.name())?
                .u32()?
                .get(row)
                .unwrap_or_default();
            let (file, number) = pause.place.map_or((file, own), place_of);
            let count = &self.tallied.files[file];
            let queue = frame.column(QUEUE.name())?.u32()?.get(row).unwrap_or(u32::MAX);
            let id = frame
                .column(CONTACT_ID.name())?
                .str()?
                .get(row)
                .unwrap_or_default();
            self.pauses.push(DoubtfulPause {
                standard: self.context.agreement.standards[standard].id.clone(),
                contact_id: id.to_owned(),
                queue: QueueId::new(self.words.queues.word(queue)),
                from: pause.doubt.from,
                to: pause.doubt.to,
                before_breach_s: pause.doubt.before_breach_s,
                unanswered_s: pause.doubt.unanswered_s,
                file: count.file.clone(),
                sheet: count.sheet.clone(),
                row: number,
            });
        }
        Ok(())
    }
}
