//! One partner's page. It is built from that partner's part alone, so that nothing of another can
//! appear on it.

use std::path::Path;

use serde::Serialize;

use super::actions;
use super::beside::{self, Section};
use super::counts::{Counts, TallyEntry};
use super::credits::{self, Credits};
use super::data::{self, Data};
use super::duties;
use super::error::TemplateError;
use super::findings::{self, Findings};
use super::frame::{Frame, Heading, Words, frame};
use super::pauses::{self, Pauses};
use super::readings::{self, Readings};
use super::render;
use super::restated;
use super::score::{self, Scores};
use super::staffing::{self, Staffing};
use super::standards::{self, Definitions, Standards};
use super::trend::{self, Trends};
use super::verdict::{self, Verdict};
use super::volumes::{self, Volumes};
use crate::publish::locale::Locale;
use crate::scorecard::{NoticeKind, ProviderReview, Review};
use crate::vocabulary::{ProviderId, TableKind};

/// Everything the template places.
#[derive(Debug, Serialize)]
struct Scorecard {
    frame: Frame,
    verdict: Verdict,
    /// Why this partner's own files were not whole, a sentence each.
    warnings: Vec<String>,
    tally: Vec<TallyEntry>,
    checks: String,
    actions: Option<Section>,
    standards: Standards,
    trend: Option<Trends>,
    restated: Option<Section>,
    score: Scores,
    credits: Option<Credits>,
    readings: Readings,
    exemptions: Option<Section>,
    volumes: Volumes,
    moments: Option<Section>,
    duties: Option<Section>,
    staffing: Staffing,
    findings: Findings,
    pauses: Option<Pauses>,
    data: Data,
    definitions: Definitions,
    guide: Heading,
}

/// One partner's page, in the partner's language. Templates in `overrides` stand in for built-in
/// ones.
///
/// # Errors
/// An unknown provider, or a template: see [`TemplateError`].
pub fn scorecard(
    review: &Review,
    provider: &ProviderId,
    overrides: Option<&Path>,
) -> Result<String, TemplateError> {
    let found = review
        .providers
        .iter()
        .find(|candidate| candidate.id == *provider);
    let found =
        found.ok_or_else(|| TemplateError::new("", format!("the review has no provider `{provider}`")))?;
    let locale = Locale::new(found.language);
    render::page("scorecard.html", locale, &view(review, found, &locale), overrides)
}

fn view(review: &Review, provider: &ProviderReview, locale: &Locale) -> Scorecard {
    let counts = Counts::of(provider, &review.standards);
    let mut actions = actions::of_one(review, provider, locale);
    let mut standards = standards::of_one(review, provider, locale);
    let mut trend = trend::of_one(review, provider, locale);
    let mut restated = restated::section(review, Some(&provider.id), locale);
    let mut score = score::of_one(review, provider, locale);
    let mut credits = credits::of_one(review, provider, locale);
    let mut readings = readings::readings(review, &[provider], "you", locale);
    let mut volumes = volumes::of_one(review, provider, locale);
    let mut exemptions = beside::exemptions(review, &[provider], false, locale);
    let mut moments = beside::moments(review, &[provider], false, locale);
    let mut duties = duties::duties(review, &[provider], false, locale);
    let mut staffing = staffing::of_one(review, provider, locale);
    let mut findings = findings::findings(review, provider, locale);
    // Why inputs are incomplete is told in sentences that may name other providers' files.
    let mut data = data::data(&[provider], &review.queues, &[], locale);
    let mut definitions = standards::definitions(review, &[provider], locale);
    let mut guide = Heading::new("guide", locale.text("guide.title"), "");
    let words = Words {
        heading: locale.fill("frame.scorecard", &[("name", &provider.name)]),
        handling: locale.fill("frame.confidential", &[("name", &provider.name)]),
    };
    let inputs = review
        .provenance
        .inputs
        .iter()
        .filter(|input| input.provider == provider.id);
    let mut headings: Vec<&mut Heading> = actions.iter_mut().map(|section| &mut section.heading).collect();
    headings.push(&mut standards.heading);
    headings.extend(trend.as_mut().map(|section| &mut section.heading));
    headings.extend(restated.as_mut().map(|section| &mut section.heading));
    headings.push(&mut score.heading);
    headings.extend(credits.as_mut().map(|section| &mut section.heading));
    headings.push(&mut readings.heading);
    headings.extend(exemptions.as_mut().map(|section| &mut section.heading));
    headings.push(&mut volumes.heading);
    headings.extend(moments.as_mut().map(|section| &mut section.heading));
    headings.extend(duties.as_mut().map(|section| &mut section.heading));
    headings.extend([
        &mut staffing.heading,
        &mut findings.heading,
        &mut data.heading,
        &mut definitions.heading,
        &mut guide,
    ]);
    Scorecard {
        frame: frame(review, locale, words, inputs, &mut headings),
        verdict: verdict::of_one(review, provider, locale),
        warnings: warnings(provider, locale),
        tally: counts.tally(locale),
        checks: locale.count(counts.all()),
        actions,
        standards,
        trend,
        restated,
        score,
        credits,
        readings,
        exemptions,
        volumes,
        moments,
        duties,
        staffing,
        findings,
        pauses: pauses::pauses(review, provider, locale),
        data,
        definitions,
        guide,
    }
}

/// Warnings at the head of the page; the section on the data has all.
const MOST_WARNINGS: usize = 3;

/// Why the inputs were not whole as far as this partner's own files go: what misses, what cannot be
/// used, what was rejected beyond measure. The client's own log is not the partner's to deliver.
fn warnings(provider: &ProviderReview, locale: &Locale) -> Vec<String> {
    let of_inputs = [
        NoticeKind::MissingSource,
        NoticeKind::UnusableFile,
        NoticeKind::ManyRejected,
    ];
    let own = provider.notices.iter();
    let log = TableKind::Handover.name();
    let is_log = |file: &str| provider.files.iter().any(|f| f.kind == log && f.file == file);
    own.filter(|notice| of_inputs.contains(&notice.kind) && !is_log(&notice.file))
        .take(MOST_WARNINGS)
        .map(|notice| locale.notice(notice))
        .collect()
}
