//! The data: what was read, what became of it, and what a reader should know about it.

use serde::Serialize;

use super::chart::{coordinate, round_up};
use super::frame::Heading;
use crate::publish::locale::Locale;
use crate::scorecard::{FileCount, ProviderReview, QueueText, Rejected};

/// Rejected rows shown on a scorecard; the rest is in the files.
const MOST_REJECTED: usize = 50;

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Data {
    pub heading: Heading,
    pub groups: Vec<Group>,
    pub total: Option<FileRow>,
    pub scale: String,
    pub incomplete: Vec<String>,
    pub notices: Vec<Notices>,
    pub rejected: Vec<RejectedRow>,
    pub rejected_rest: String,
}

/// The files of one provider.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    pub name: String,
    pub files: Vec<FileRow>,
}

/// One file or sheet, or the total.
#[derive(Debug, Serialize)]
pub(super) struct FileRow {
    pub file: String,
    pub sheet: String,
    pub kind: String,
    pub read: String,
    pub accepted: String,
    pub duplicates: String,
    pub rejected: String,
    pub outside: String,
    pub not_records: String,
    pub share: String,
    pub problem: String,
    pub bar: Option<Bar>,
}

/// The parts that were not accepted, in percent of the bar.
#[derive(Debug, Serialize)]
pub(super) struct Bar {
    pub duplicates: String,
    pub rejected_from: String,
    pub rejected: String,
    pub outside_from: String,
    pub outside: String,
}

/// What is to be known about one provider's data.
#[derive(Debug, Serialize)]
pub(super) struct Notices {
    pub name: String,
    pub sentences: Vec<String>,
}

/// One rejected row.
#[derive(Debug, Serialize)]
pub(super) struct RejectedRow {
    pub file: String,
    pub sheet: String,
    pub row: String,
    pub column: String,
    pub value: String,
    pub expected: String,
}

/// Builds the section for some providers. Rejected rows are listed for a single provider only.
pub(super) fn data(
    providers: &[&ProviderReview],
    queues: &[QueueText],
    incomplete: &[String],
    locale: &Locale,
) -> Data {
    let files = || providers.iter().flat_map(|provider| provider.files.iter());
    let scale = files().map(lost_share).fold(0.0_f64, f64::max);
    let scale = if scale > 0.0 { round_up(scale) } else { 0.01 };
    let sum = total(files());
    let single = (providers.len() == 1).then(|| providers[0]);
    let rejected: &[Rejected] = single.map_or(&[], |provider| &provider.rejected);
    Data {
        heading: heading(&sum, files(), locale),
        groups: providers
            .iter()
            .map(|provider| group(provider, scale, locale))
            .collect(),
        total: (files().count() > 1).then(|| row(&sum, None, locale)),
        scale: locale.exact_share(scale),
        incomplete: incomplete.to_vec(),
        notices: providers
            .iter()
            .map(|p| notices(p, locale))
            .filter(|n| !n.sentences.is_empty())
            .collect(),
        rejected_rest: rest(&sum, rejected.len(), locale),
        rejected: rejected
            .iter()
            .take(MOST_REJECTED)
            .map(|r| rejected_row(r, queues, locale))
            .collect(),
    }
}

fn heading<'a>(sum: &FileCount, files: impl Iterator<Item = &'a FileCount>, locale: &Locale) -> Heading {
    let unusable = files.filter(|file| !file.problem.is_empty()).count() as u64;
    let accepted = sum.accepted as f64 / sum.rows_read as f64;
    let shown = if sum.accepted == sum.rows_read {
        locale.exact_share(1.0)
    } else {
        locale.share(accepted, Some(1.0))
    };
    let mut title = match sum.rows_read {
        0 => locale.text("data.none").to_owned(),
        read => locale.counted("data.title", read, &[("share", &shown)]),
    };
    if unusable > 0 {
        title.push_str(&locale.counted("data.unusable", unusable, &[]));
    }
    Heading::new("data", title, locale.text("data.note"))
}

fn total<'a>(files: impl Iterator<Item = &'a FileCount>) -> FileCount {
    files.fold(FileCount::default(), |sum, file| FileCount {
        rows_read: sum.rows_read + file.rows_read,
        accepted: sum.accepted + file.accepted,
        duplicates: sum.duplicates + file.duplicates,
        rejected: sum.rejected + file.rejected,
        outside_period: sum.outside_period + file.outside_period,
        not_records: sum.not_records + file.not_records,
        ..sum
    })
}

fn group(provider: &ProviderReview, scale: f64, locale: &Locale) -> Group {
    let files = provider
        .files
        .iter()
        .map(|file| row(file, Some(scale), locale))
        .collect();
    Group {
        name: provider.name.clone(),
        files,
    }
}

fn row(file: &FileCount, scale: Option<f64>, locale: &Locale) -> FileRow {
    let lost = lost_share(file);
    FileRow {
        file: file.file.clone(),
        sheet: file.sheet.clone(),
        kind: locale.kind(file.kind).to_owned(),
        read: locale.count(file.rows_read),
        accepted: locale.count(file.accepted),
        duplicates: locale.count(file.duplicates),
        rejected: locale.count(file.rejected),
        outside: locale.count(file.outside_period),
        not_records: locale.count(file.not_records),
        share: if file.rows_read > 0 {
            locale.share(lost, Some(0.0))
        } else {
            String::new()
        },
        problem: locale.file_problem(&file.problem),
        bar: scale.filter(|_| lost > 0.0).map(|scale| bar(file, scale)),
    }
}

/// Share of the rows that were read but not accepted.
fn lost_share(file: &FileCount) -> f64 {
    let lost = file.duplicates + file.rejected + file.outside_period;
    if file.rows_read == 0 {
        0.0
    } else {
        lost as f64 / file.rows_read as f64
    }
}

fn bar(file: &FileCount, scale: f64) -> Bar {
    let width = |count: u64| count as f64 / file.rows_read as f64 / scale * 100.0;
    let (duplicates, rejected) = (width(file.duplicates), width(file.rejected));
    Bar {
        duplicates: coordinate(duplicates),
        rejected_from: coordinate(duplicates),
        rejected: coordinate(rejected),
        outside_from: coordinate(duplicates + rejected),
        outside: coordinate(width(file.outside_period)),
    }
}

fn notices(provider: &ProviderReview, locale: &Locale) -> Notices {
    let sentences = provider
        .notices
        .iter()
        .map(|notice| locale.notice(notice))
        .collect();
    Notices {
        name: provider.name.clone(),
        sentences,
    }
}

fn rejected_row(rejected: &Rejected, queues: &[QueueText], locale: &Locale) -> RejectedRow {
    RejectedRow {
        file: rejected.file.clone(),
        sheet: rejected.sheet.clone(),
        row: locale.count(u64::from(rejected.row)),
        column: rejected.column.clone(),
        value: locale.rejected_value(rejected).into_owned(),
        expected: locale.phrase(&rejected.expected, queues).into_owned(),
    }
}

/// Where the rejected rows are that the page does not list.
fn rest(sum: &FileCount, listed: usize, locale: &Locale) -> String {
    let shown = listed.min(MOST_REJECTED) as u64;
    if sum.rejected <= shown {
        return String::new();
    }
    locale.fill(
        "data.rejected_rest",
        &[
            ("shown", &locale.count(shown)),
            ("all", &locale.count(sum.rejected)),
        ],
    )
}
