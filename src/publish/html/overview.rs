//! The client's own page: all providers side by side.

use std::path::Path;

use serde::Serialize;

use super::actions;
use super::beside::{self, Section};
use super::compare::{self, Compared};
use super::counts::{Counts, TallyEntry};
use super::credits::{self, Credits};
use super::data::{self, Data};
use super::decisions::{self, Decisions};
use super::duties;
use super::error::TemplateError;
use super::frame::{Frame, Heading, Words, frame};
use super::matrix::{self, Matrix};
use super::readings::{self, Readings};
use super::render;
use super::restated;
use super::score::{self, Scores};
use super::staffing::{self, Staffing};
use super::standards::{self, Definitions};
use super::verdict::{self, Verdict};
use super::volumes::{self, Volumes};
use crate::publish::locale::Locale;
use crate::scorecard::{ProviderReview, Review};

/// Everything the template places.
#[derive(Debug, Serialize)]
struct Overview {
    frame: Frame,
    verdict: Verdict,
    tally: Vec<TallyEntry>,
    checks: String,
    checks_note: String,
    decisions: Decisions,
    matrix: Matrix,
    actions: Option<Section>,
    comparison: Option<Compared>,
    restated: Option<Section>,
    score: Scores,
    credits: Option<Credits>,
    readings: Readings,
    exemptions: Option<Section>,
    volumes: Volumes,
    moments: Option<Section>,
    duties: Option<Section>,
    staffing: Staffing,
    data: Data,
    definitions: Definitions,
    guide: Heading,
}

/// The client's page on all providers. Templates in `overrides` stand in for built-in ones.
///
/// # Errors
/// Only templates can fail: see [`TemplateError`].
pub fn overview(review: &Review, overrides: Option<&Path>) -> Result<String, TemplateError> {
    let locale = Locale::new(review.language);
    render::page("overview.html", locale, &view(review, &locale), overrides)
}

fn view(review: &Review, locale: &Locale) -> Overview {
    let providers: Vec<&ProviderReview> = review.providers.iter().collect();
    let counts = Counts::over(&review.providers, &review.standards);
    let mut decisions = decisions::decisions(review, locale);
    let mut matrix = matrix::matrix(review, locale);
    let mut actions = actions::of_all(review, locale);
    let mut comparison = compare::of_all(review, locale);
    let mut restated = restated::section(review, None, locale);
    let mut score = score::of_all(review, locale);
    let mut credits = credits::of_all(review, locale);
    let mut readings = readings::readings(review, &providers, "all", locale);
    let mut volumes = volumes::of_all(review, locale);
    let mut exemptions = beside::exemptions(review, &providers, true, locale);
    let mut moments = beside::moments(review, &providers, true, locale);
    let mut duties = duties::duties(review, &providers, true, locale);
    let mut staffing = staffing::of_all(review, locale);
    let mut data = data::data(&providers, &review.queues, &review.provenance.incomplete, locale);
    let mut definitions = standards::definitions(review, &providers, locale);
    let mut guide = Heading::new("guide", locale.text("guide.title"), "");
    let words = Words {
        heading: locale.text("frame.overview").to_owned(),
        handling: locale.text("frame.internal").to_owned(),
    };
    let inputs = review.provenance.inputs.iter();
    let mut headings = vec![&mut decisions.heading, &mut matrix.heading];
    headings.extend(comparison.as_mut().map(|section| &mut section.heading));
    headings.extend(actions.as_mut().map(|section| &mut section.heading));
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
        &mut data.heading,
        &mut definitions.heading,
        &mut guide,
    ]);
    let frame = frame(review, locale, words, inputs, &mut headings);
    decisions.refer(&frame.contents, locale);
    Overview {
        frame,
        verdict: verdict::of_all(review, locale),
        tally: counts.tally(locale),
        checks: locale.count(counts.all()),
        checks_note: checks_note(review, locale),
        decisions,
        matrix,
        actions,
        comparison,
        restated,
        score,
        credits,
        readings,
        exemptions,
        volumes,
        moments,
        duties,
        staffing,
        data,
        definitions,
        guide,
    }
}

fn checks_note(review: &Review, locale: &Locale) -> String {
    let providers = locale.counted("frame.providers", review.providers.len() as u64, &[]);
    let standards = locale.counted("frame.standards", review.standards.len() as u64, &[]);
    format!("{providers} × {standards}")
}
