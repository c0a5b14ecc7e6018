//! Instants inside texts: findings say them as RFC 3339 for programs; people read them on the client's
//! wall clock.

use std::borrow::Cow;

use chrono::DateTime;

use super::Locale;
use crate::scorecard::Review;
use crate::vocabulary::Zone;

/// Length of `2026-10-22T16:00:00+02:00`, and the place of its `T`.
const STAMP: usize = 25;
const MARK: usize = 10;

impl Locale {
    /// That open work was judged before the end of the period, and what that means for the figures.
    pub fn early(&self, review: &Review) -> Option<String> {
        let as_of = self.instant(&review.zone, review.as_of);
        review
            .is_early()
            .then(|| self.fill("frame.early", &[("as_of", &as_of)]))
    }

    /// A text with its RFC 3339 instants as readers write them: `offen, fällig 22.10.2026 16:00`.
    /// Seconds are shown where there are any, as they may decide.
    pub fn with_moments<'t>(&self, text: &'t str, zone: &Zone) -> Cow<'t, str> {
        let mut shown = String::new();
        let mut rest = text;
        while let Some((start, at)) = first_stamp(rest) {
            shown.push_str(&rest[..start]);
            shown.push_str(&format!("{} {}", self.date(zone.date(at)), self.clock(zone, at)));
            rest = &rest[start + STAMP..];
        }
        if shown.is_empty() && rest.len() == text.len() {
            return Cow::Borrowed(text);
        }
        shown.push_str(rest);
        Cow::Owned(shown)
    }
}

/// Where the first instant of a text begins, and which it is.
fn first_stamp(text: &str) -> Option<(usize, i64)> {
    let marks = text.match_indices('T');
    let mut starts = marks.filter_map(|(at, _)| at.checked_sub(MARK));
    starts.find_map(|start| {
        let stamp = text.get(start..start + STAMP)?;
        let instant = DateTime::parse_from_rfc3339(stamp).ok()?;
        Some((start, instant.timestamp()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::agreement::ReportLanguage;

    #[test]
    fn instants_in_texts_are_read_on_the_clients_clock() {
        let zone = Zone::parse("Europe/Berlin").expect("a zone");
        let (german, english) = (
            Locale::new(ReportLanguage::German),
            Locale::new(ReportLanguage::English),
        );
        let said = "gelöst 2026-10-22T14:00:10+00:00, fällig 2026-10-22T16:00:00+02:00; brutto 8:00:10";
        assert_eq!(
            german.with_moments(said, &zone),
            "gelöst 22.10.2026 16:00:10, fällig 22.10.2026 16:00; brutto 8:00:10"
        );
        assert_eq!(
            english.with_moments("open, due 2026-10-25T02:30:00+01:00", &zone),
            "open, due 25 Oct 2026 02:30 (UTC+1)"
        );
        for untouched in ["", "ÄÄÄÄÄT", "2026-13-22T16:00:00+02:00", "abgebrochen nach 48 s"] {
            assert!(
                matches!(german.with_moments(untouched, &zone), Cow::Borrowed(same) if same == untouched)
            );
        }
    }
}
