//! Which period is meant when none is given: the newest full month that the data covers.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::RunError;
use super::read;
use crate::intake::SpareBatches;
use crate::intake::{AwaitedFeedback, Context, RunPlan, months_found};
use crate::measure::{Clauses, Exclusions, Judgement};
use crate::tables::Codebook;
use crate::vocabulary::{EpochSeconds, LocalReading, Period, TableKind, Zone};
use crate::workspace::agreement::Agreement;

/// Data that ends this many days before the end of a month still covers it (a closed weekend).
const SILENT_DAYS: u64 = 3;

/// The newest month for which every required source whose path names a month has a file; where no
/// path names a month, the newest month that the rows reach the end of.
///
/// # Errors
/// No month is covered.
pub fn newest_full_month(
    agreement: &Agreement,
    codes: &Codebook,
    data_root: &Path,
    jobs: usize,
) -> Result<Period, RunError> {
    let named = agreement
        .sources
        .iter()
        .filter(|source| source.path.contains('{') && source.kind != TableKind::Feedback);
    let mut complete: Option<BTreeSet<NaiveDate>> = None;
    let mut any = BTreeSet::new();
    for source in named {
        let months = months_found(data_root, &source.path)?;
        any.extend(months.iter().copied());
        if source.required {
            complete = Some(match complete {
                Some(known) => known.intersection(&months).copied().collect(),
                None => months,
            });
        }
    }
    let newest = complete
        .and_then(|months| months.last().copied())
        .or(any.last().copied());
    match newest {
        Some(month) => Period::month_of(month).ok_or_else(no_month),
        None => covered_by_rows(agreement, codes, data_root, jobs),
    }
}

fn no_month() -> RunError {
    RunError::Usage(String::from(
        "no month is covered by the data; say which with --period, e.g. --period 2026-10",
    ))
}

/// The newest month whose end the rows reach.
fn covered_by_rows(
    agreement: &Agreement,
    codes: &Codebook,
    data_root: &Path,
    jobs: usize,
) -> Result<Period, RunError> {
    let zone = &agreement.client.zone;
    let today = NaiveDate::default();
    let all = Period::parse("1990-01-01..2100-12-31", today).map_err(|e| RunError::Usage(e.to_string()))?;
    let (start, end) = all.instants(zone);
    let judgement = Judgement {
        start,
        end,
        as_of: end,
        zone: zone.clone(),
    };
    let (survey, exclusions) = (Arc::default(), Exclusions::default());
    let clauses = Clauses::new(agreement, codes, &judgement, &survey, exclusions);
    let plan = RunPlan {
        data_root: data_root.to_owned(),
        period: all,
        judgement,
        jobs,
        further: Vec::new(),
        feedback: AwaitedFeedback::default(),
    };
    let context = Context {
        agreement,
        codes,
        clauses: &clauses,
        plan: &plan,
        spare: SpareBatches::default(),
    };
    let (earliest, latest) = read::span(&context)?.ok_or_else(no_month)?;
    full_month(zone.date(earliest), zone.date(latest)).ok_or_else(no_month)
}

/// The newest month that data from a day to a day (inclusive) covers to its end.
fn full_month(first: NaiveDate, last: NaiveDate) -> Option<Period> {
    let month = Period::month_of(last)?;
    let reached = last.checked_add_days(Days::new(SILENT_DAYS))? >= month.end();
    let month = if reached {
        month
    } else {
        Period::month_of(month.first().pred_opt()?)?
    };
    (first < month.end()).then_some(month)
}

/// An instant as RFC 3339, or as local time or date in a zone.
pub fn instant(text: &str, zone: &Zone) -> Option<EpochSeconds> {
    if let Ok(at) = chrono::DateTime::parse_from_rfc3339(text) {
        return Some(at.timestamp());
    }
    let civil = [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
    ]
    .iter()
    .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
    .or_else(|| {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()?
            .and_hms_opt(0, 0, 0)
    })?;
    match zone.read(civil.and_utc().timestamp()) {
        LocalReading::Single(at) | LocalReading::Skipped(at) => Some(at),
        LocalReading::Ambiguous { earlier, .. } => Some(earlier),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(first: &str, last: &str) -> Option<String> {
        let day = |text: &str| text.parse().expect("a date");
        full_month(day(first), day(last)).map(|period| period.name().to_owned())
    }

    #[test]
    fn a_month_counts_once_its_end_is_reached() {
        assert_eq!(covered("2026-09-01", "2026-10-31").as_deref(), Some("2026-10"));
        assert_eq!(covered("2026-09-01", "2026-10-30").as_deref(), Some("2026-10"));
        assert_eq!(covered("2026-09-01", "2026-10-20").as_deref(), Some("2026-09"));
        assert_eq!(covered("2025-12-30", "2026-01-05").as_deref(), Some("2025-12"));
        assert_eq!(covered("2026-01-05", "2026-01-11"), None);
    }
}
