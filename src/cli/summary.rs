//! What `run` and `check` print at their end: one screen.

use std::fmt::Write;

use super::Common;
use crate::pipeline::{RunReport, incomplete};
use crate::publish::locale::Locale;
use crate::scorecard::{Figure, NoticeKind, ProviderReview, Review, Role};
use crate::vocabulary::{Status, printable};
use crate::workspace::agreement::ReportLanguage;

/// Longest name on the screen, in characters.
const NAME_CHARS: usize = 30;

/// Most lines of one kind on the screen.
const LINES: usize = 12;

/// The end of a run.
pub fn print(report: &RunReport, common: &Common) {
    let review = &report.review;
    let mut text = heading(report);
    text.push_str(&standing(review));
    text.push_str(&doubts(report));
    text.push_str(&reconciliation(review));
    text.push_str(&not_whole(review));
    match &report.published {
        Some(path) => {
            let _ = write!(text, "Published: {}", path.display());
            if !report.complete() {
                text.push_str("  (inputs not whole, exit 3)");
            }
        }
        None => text.push_str("Nothing was published: the inputs are not whole (--strict)."),
    }
    common.say("info", &text);
}

/// The end of a check.
pub fn print_check(report: &RunReport, common: &Common) {
    let review = &report.review;
    let mut text = heading(report);
    text.push_str(&reconciliation(review));
    text.push_str(&doubts(report));
    text.push_str(&rejected(review));
    text.push_str(&notices(review));
    text.push_str(&not_whole(review));
    text.push_str(if report.complete() {
        "In order."
    } else {
        "Inputs are not whole (exit 3)."
    });
    common.say("info", &text);
}

/// Why the inputs are not whole: the program speaks English, whatever the reports' language.
fn not_whole(review: &Review) -> String {
    let reasons = incomplete(ReportLanguage::English, &review.providers);
    reasons.iter().fold(String::new(), |mut text, reason| {
        let _ = writeln!(text, "  ! {}", printable(reason));
        text
    })
}

fn heading(report: &RunReport) -> String {
    let period = &report.review.period;
    let chosen = if report.period_chosen {
        ", the newest full month in the data"
    } else {
        ""
    };
    format!(
        "{} · {} ({} to {}{chosen})\n",
        printable(&report.review.client),
        period.name(),
        period.first(),
        period.last()
    )
}

/// What the workspace probably does not mean.
fn doubts(report: &RunReport) -> String {
    report.doubts.iter().fold(String::new(), |mut text, doubt| {
        let _ = writeln!(text, "  note     {}", printable(doubt));
        text
    })
}

/// How the providers stand: standards met and missed, score.
fn standing(review: &Review) -> String {
    let mut text = String::new();
    let width = review
        .providers
        .iter()
        .map(|p| p.name.chars().count())
        .max()
        .unwrap_or(0)
        .min(NAME_CHARS);
    for provider in review.providers.iter().take(LINES) {
        let count = |status: Status| agreed(provider).filter(|f| f.status == status).count();
        let name = shortened(&printable(&provider.name));
        let _ = write!(
            text,
            "  {name:width$}  {} met, {} missed, {} too few, {} not measurable",
            count(Status::Met),
            count(Status::Missed),
            count(Status::TooFew),
            count(Status::NotMeasurable),
        );
        if let Some(score) = &provider.score {
            // Agreements differ in what there is to reach; binary sums may end in noise.
            let maximum = (score.maximum * 1e6).round() / 1e6;
            let _ = write!(text, ", score {:.2} of {maximum}", score.total);
        }
        let findings: u64 = provider.findings.iter().map(|group| group.count).sum();
        let plural = if findings == 1 { "finding" } else { "findings" };
        let _ = writeln!(text, ", {findings} {plural}");
    }
    more(&mut text, review.providers.len(), "providers");
    text
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME_CHARS {
        return name.to_owned();
    }
    let start: String = name.chars().take(NAME_CHARS - 1).collect();
    format!("{start}…")
}

fn agreed(provider: &ProviderReview) -> impl Iterator<Item = &Figure> {
    provider
        .figures
        .iter()
        .filter(|f| f.role == Role::Standard && f.queue.is_none())
}

fn reconciliation(review: &Review) -> String {
    let files = review.providers.iter().flat_map(|provider| &provider.files);
    let total = files.fold([0_u64; 5], |sum, f| {
        [
            sum[0] + f.rows_read,
            sum[1] + f.accepted,
            sum[2] + f.duplicates,
            sum[3] + f.rejected,
            sum[4] + f.outside_period,
        ]
    });
    let [read, accepted, duplicates, rejected, outside] = total;
    format!(
        "  Rows: {read} read = {accepted} accepted + {duplicates} duplicates + {rejected} rejected + {outside} outside the period\n"
    )
}

fn rejected(review: &Review) -> String {
    let mut text = String::new();
    let all: Vec<_> = review
        .providers
        .iter()
        .flat_map(|provider| &provider.rejected)
        .collect();
    for row in all.iter().take(LINES) {
        let sheet = if row.sheet.is_empty() {
            String::new()
        } else {
            format!(" [{}]", printable(&row.sheet))
        };
        let _ = writeln!(
            text,
            "  rejected {}{sheet} row {}, {}: `{}`, expected {}",
            printable(&row.file),
            row.row,
            printable(&row.column),
            printable(&row.value),
            printable(&row.expected)
        );
    }
    let total: u64 = review
        .providers
        .iter()
        .flat_map(|p| &p.files)
        .map(|f| f.rejected)
        .sum();
    more(&mut text, total as usize, "rejected rows");
    text
}

fn notices(review: &Review) -> String {
    let locale = Locale::new(ReportLanguage::English);
    let told_apart = [
        NoticeKind::MissingSource,
        NoticeKind::UnusableFile,
        NoticeKind::ManyRejected,
    ];
    let notices: Vec<_> = review
        .providers
        .iter()
        .flat_map(|provider| &provider.notices)
        .filter(|notice| !told_apart.contains(&notice.kind))
        .collect();
    let mut text = String::new();
    for notice in notices.iter().take(LINES) {
        let _ = writeln!(text, "  note     {}", printable(&locale.notice(notice)));
    }
    more(&mut text, notices.len(), "notes");
    text
}

fn more(text: &mut String, total: usize, what: &str) {
    if total > LINES {
        let _ = writeln!(text, "  … and {} more {what}", total - LINES);
    }
}
