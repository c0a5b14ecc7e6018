//! How late a case was, and how long it took gross, paused and net, in the time in which its budget runs
//! (definitions § 3). Findings say both.

use super::paused_clock::Running;
use crate::vocabulary::EpochSeconds;
use crate::workspace::agreement::{Budget, ReportLanguage};
use crate::workspace::calendar::Calendar;

/// The time in which a case ran over, and its words.
#[derive(Clone, Copy)]
pub struct CaseTimes<'a> {
    running: Running<'a>,
    language: ReportLanguage,
}

impl<'a> CaseTimes<'a> {
    /// The times of cases with a budget, for readers of a language.
    pub fn new(budget: &'a Budget, language: ReportLanguage) -> Self {
        let running = match budget {
            Budget::Business { calendar, .. } | Budget::Days { calendar, .. } => Running::Business(calendar),
            Budget::Elapsed { .. } | Budget::Export => Running::Elapsed,
        };
        Self { running, language }
    }

    /// The times of cases in a calendar, or around the clock.
    pub fn within(calendar: Option<&'a Calendar>, language: ReportLanguage) -> Self {
        let running = calendar.map_or(Running::Elapsed, Running::Business);
        Self { running, language }
    }

    /// By how much a case ran over between its due instant and its stop.
    pub fn late(self, due: EpochSeconds, stop: EpochSeconds, text: &mut String) {
        if stop <= due {
            return;
        }
        let german = self.language == ReportLanguage::German;
        let over = self.running.between(due, stop);
        let (time, kind) = match (self.running, over) {
            (Running::Elapsed, over) => (over, ["", ""]),
            // Due at closing, and stopped before it opened again.
            (Running::Business(_), 0) => (
                stop - due,
                [" außerhalb der Öffnungszeit", " outside opening hours"],
            ),
            (Running::Business(_), over) => (over, [" Geschäftszeit", " of business time"]),
        };
        let time = clock(time);
        text.push_str(&match german {
            true => format!(", {time}{} zu spät", kind[0]),
            false => format!(", late by {time}{}", kind[1]),
        });
    }

    /// How long a case with pauses took, where it had some between its start and its stop.
    pub fn taken(self, start: EpochSeconds, stop: EpochSeconds, pauses: &[EpochSeconds], text: &mut String) {
        let running = self.running;
        if running.paused(start, stop, pauses) == 0 && !touches(start, stop, pauses) {
            return;
        }
        let (gross, paused) = (running.between(start, stop), running.paused(start, stop, pauses));
        let [gross, paused, net] = [gross, paused, gross - paused].map(clock);
        let [gross_word, paused_word, net_word] = match self.language {
            ReportLanguage::German => ["brutto", "Pause", "netto"],
            ReportLanguage::English => ["gross", "paused", "net"],
        };
        text.push_str(&format!(
            "; {gross_word} {gross}, {paused_word} {paused}, {net_word} {net}"
        ));
    }
}

/// Whether a pause lies between two instants, be it of no business time.
fn touches(start: EpochSeconds, stop: EpochSeconds, pauses: &[EpochSeconds]) -> bool {
    let pauses = pauses.as_chunks::<2>().0.iter();
    pauses.clone().any(|[from, to]| *from < stop && *to > start)
}

/// Hours, minutes and seconds: `30:00:00`.
fn clock(seconds: i64) -> String {
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
