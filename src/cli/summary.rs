//! What `run` and `check` print at their end: one screen.

use std::fmt::Write;

use super::Common;
use crate::pipeline::{RunReport, incomplete};
use crate::publish::locale::Locale;
use crate::scorecard::{CreditReview, Figure, NoticeKind, ProviderReview, RejectedCause, Review, Role};
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
    text.push_str(&early(review));
    text.push_str(&standing(review));
    text.push_str(&credits(review));
    text.push_str(&doubts(report));
    text.push_str(&reconciliation(review));
    text.push_str(&not_whole(report, Some("see data/rejected.csv")));
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
    text.push_str(&not_whole(report, None));
    text.push_str(if report.complete() {
        "In order."
    } else {
        "Inputs are not whole (exit 3)."
    });
    common.say("info", &text);
}

/// Why the inputs are not whole: the program speaks English, whatever the reports' language. Under
/// rejections stand their most frequent cause, where all are listed, and how many are tolerated.
fn not_whole(report: &RunReport, listed: Option<&str>) -> String {
    let mut text = String::new();
    for provider in &report.review.providers {
        let reasons = incomplete(ReportLanguage::English, std::slice::from_ref(provider));
        let notices = provider
            .notices
            .iter()
            .filter(|notice| TOLD_APART.contains(&notice.kind));
        for (reason, notice) in reasons.iter().zip(notices) {
            let _ = writeln!(text, "  ! {}", printable(reason));
            if notice.kind != NoticeKind::ManyRejected {
                continue;
            }
            let of_file = |cause: &&RejectedCause| cause.file == notice.file && cause.sheet == notice.sheet;
            let top = provider.causes.iter().find(of_file).map(cause_in_words);
            let tolerated = (report.rejected_share_max * 1e8).round() / 1e6;
            let tolerated = format!("tolerated {tolerated} %");
            let told = [top, listed.map(str::to_owned), Some(tolerated)];
            let told: Vec<String> = told.into_iter().flatten().collect();
            let _ = writeln!(text, "      {}", told.join("; "));
        }
    }
    text
}

/// Notices that say why inputs are not whole.
const TOLD_APART: [NoticeKind; 3] = [
    NoticeKind::MissingSource,
    NoticeKind::UnusableFile,
    NoticeKind::ManyRejected,
];

/// `21 × Status \`merged\`, expected a word for open, closed (first row 9)`.
fn cause_in_words(cause: &RejectedCause) -> String {
    let such_as = if cause.same_value { "" } else { "such as " };
    let column = match cause.column.as_str() {
        "" => String::new(),
        column => format!("{} ", printable(column)),
    };
    let (value, expected) = (printable(&cause.value), printable(&cause.expected));
    let row = if cause.count == 1 { "row" } else { "first row" };
    format!(
        "{} × {column}{such_as}`{value}`, expected {expected} ({row} {})",
        cause.count, cause.first_row
    )
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

/// That open work was judged before the end of the period.
fn early(review: &Review) -> String {
    let told = Locale::new(ReportLanguage::English).early(review);
    told.map_or_else(String::new, |told| format!("  note     {told}\n"))
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

/// What bonus and malus come to, a line per provider and agreement.
fn credits(review: &Review) -> String {
    let agreed = review.providers.iter().flat_map(|provider| {
        let credits = provider.credits.iter();
        credits.map(|credit| (provider.name.as_str(), credit))
    });
    let agreed: Vec<(&str, &CreditReview)> = agreed.collect();
    let mut text = String::new();
    for (name, credit) in agreed.iter().take(LINES) {
        let totals = &credit.totals;
        let name = shortened(&printable(name));
        let _ = write!(text, "  credits  {name}, {}: ", credit.id);
        let locale = Locale::new(ReportLanguage::English);
        if credit.fee.is_err() {
            let _ = writeln!(text, "{}", locale.credit_remarks(credit));
            continue;
        }
        let [malus, bonus, back, net] = [totals.malus, totals.bonus, totals.earned_back, totals.net]
            .map(|amount| locale.money(amount, credit.currency));
        let _ = write!(
            text,
            "malus {malus}, bonus {bonus}, earned back {back}, net {net}"
        );
        let remarks = locale.credit_remarks(credit);
        let _ = match remarks.as_str() {
            "" => writeln!(text),
            remarks => writeln!(text, " ({remarks})"),
        };
    }
    more(&mut text, agreed.len(), "credits");
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

/// Why rows were rejected, the most frequent cause first.
fn rejected(review: &Review) -> String {
    let mut text = String::new();
    let mut causes: Vec<_> = review
        .providers
        .iter()
        .flat_map(|provider| &provider.causes)
        .collect();
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.count));
    for cause in causes.iter().take(LINES) {
        let sheet = if cause.sheet.is_empty() {
            String::new()
        } else {
            format!(" [{}]", printable(&cause.sheet))
        };
        let (file, told) = (printable(&cause.file), cause_in_words(cause));
        let _ = writeln!(text, "  rejected {file}{sheet}: {told}");
    }
    let total: u64 = review
        .providers
        .iter()
        .flat_map(|p| &p.files)
        .map(|f| f.rejected)
        .sum();
    let shown: u64 = causes.iter().take(LINES).map(|cause| cause.count).sum();
    if total > shown {
        let _ = writeln!(text, "  … and {} more rejected rows", total - shown);
    }
    text
}

fn notices(review: &Review) -> String {
    let locale = Locale::new(ReportLanguage::English);
    let notices: Vec<_> = review
        .providers
        .iter()
        .flat_map(|provider| &provider.notices)
        .filter(|notice| !TOLD_APART.contains(&notice.kind))
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
