//! The story of a run: load → choose the period → read, normalize and measure → staff → judge →
//! publish. Holds no logic of its own.

mod actions;
mod assemble;
mod calendars;
mod comparison;
mod credits;
mod definitions;
mod error;
mod handover;
mod implausible;
mod integrity;
mod outlook;
mod period;
mod read;
mod restatement;
mod shifted_clock;
mod staff;
mod staff_notices;
mod survey;
mod texts;
mod trend;
mod without_effect;
mod write;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;

pub use assemble::incomplete;
pub use error::RunError;
pub use outlook::{OutlookReport, look_ahead};
pub use read::Progress;

use self::survey::FirstReading;
use crate::history::actions::former_plan;
use crate::intake::{AwaitedFeedback, Context, RunPlan, SpareBatches};
use crate::judge;
use crate::measure::{Clauses, Exclusions, Judgement, Survey, add_relief};
use crate::publish::publication::{OutputFolder, Staging};
use crate::scorecard::Review;
use crate::tables::Codebook;
use crate::vocabulary::Period;
use crate::workspace::agreement::Agreement;
use crate::workspace::{self};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct RunRequest {
    /// Workspace file.
    pub workspace: PathBuf,
    /// Period as asked for; none = the newest full month that the data covers.
    pub period: Option<String>,
    /// Folder that the sources' paths are relative to; none = the workspace's own.
    pub data_root: Option<PathBuf>,
    /// Output folder; none = the workspace's.
    pub out: Option<PathBuf>,
    /// Instant at which open work is judged; none = the end of the period.
    pub as_of: Option<String>,
    /// Publish nothing where inputs are not whole.
    pub strict: bool,
    /// Number of workers.
    pub jobs: usize,
    /// Today, for `last-month` and `last-week`.
    pub today: NaiveDate,
}

/// How a run ended.
#[derive(Debug)]
pub struct RunReport {
    /// The review.
    pub review: Review,
    /// Where it stands; none where nothing was published.
    pub published: Option<PathBuf>,
    /// Whether the period was chosen by the program.
    pub period_chosen: bool,
    /// What the workspace says and probably does not mean.
    pub doubts: Vec<String>,
    /// Share of a file's rows (0–1) above which rejections make the inputs incomplete.
    pub rejected_share_max: f64,
    /// Seconds per stage.
    pub durations: Vec<(String, f64)>,
}

impl RunReport {
    /// Whether all inputs were whole.
    pub fn complete(&self) -> bool {
        self.review.provenance.incomplete.is_empty()
    }
}

/// Runs the batch job.
///
/// # Errors
/// Configuration, a held output folder, or a failure that leaves the former publication in place.
pub fn run(request: &RunRequest, progress: &dyn Progress) -> Result<RunReport, RunError> {
    let begun = Instant::now();
    let agreement = workspace::load(&request.workspace).map_err(RunError::Configuration)?;
    let out = request
        .out
        .clone()
        .unwrap_or_else(|| beside(request, &agreement.output.folder));
    let codes = agreement.codebook();
    let (mut plan, period_chosen) = plan(request, &agreement, &codes)?;
    let folder = OutputFolder::lock(&out)?;
    let former = former_plan(&out, &plan.period)?;
    plan.feedback = actions::awaited(former.as_ref());
    let survey = first_reading(&agreement, &codes, &plan, progress)?;
    let exclusions = taken_out(&agreement, &codes, &plan, &survey);
    let clauses = Clauses::new(&agreement, &codes, &plan.judgement, &survey, exclusions);
    let context = Context {
        agreement: &agreement,
        codes: &codes,
        clauses: &clauses,
        plan: &plan,
        spare: SpareBatches::default(),
    };
    let staging = folder.stage(plan.period.name())?;
    let mut durations = vec![(String::from("prepare"), begun.elapsed().as_secs_f64())];

    let begun = Instant::now();
    let (mut delivery, syncer) = read::into_publication(&context, &staging, request.jobs, progress)?;
    durations.push((String::from("read_and_measure"), begun.elapsed().as_secs_f64()));

    let begun = Instant::now();
    let staffed = staff::staff(&context, &mut delivery);
    let mut review = assemble::review(&context, &delivery, &staffed);
    credits::fill_in(&agreement, &out, &mut review);
    actions::fill_in(&agreement, &plan, former, &delivery, &mut review);
    trend::fill_in(&agreement, &out, &mut review);
    restatement::fill_in(&out, &mut review);
    comparison::fill_in(&context, &delivery, &mut review);
    review.decisions = judge::decisions(&review);
    integrity::check_findings(&context, &delivery, &review)?;
    integrity::check_bridge(&review)?;
    integrity::check_gaps(&context, &staffed)?;
    let doubts = doubts(&context, &delivery, &review);
    durations.push((String::from("staff_and_judge"), begun.elapsed().as_secs_f64()));

    let mut report = RunReport {
        review,
        published: None,
        period_chosen,
        doubts,
        rejected_share_max: agreement.output.rejected_share_max,
        durations,
    };
    if request.strict && !report.complete() {
        return Ok(report);
    }
    refuse_emptiness(&report.review, &staging)?;
    let written = write::Written {
        delivery,
        staffed,
        syncer,
    };
    write::publication(&context, written, &mut report, staging, progress)?;
    Ok(report)
}

/// A period without a single row must not replace a review of it that has some: the delivery is out
/// of reach, not empty.
fn refuse_emptiness(review: &Review, staging: &Staging) -> Result<(), RunError> {
    let mut files = review.providers.iter().flat_map(|provider| &provider.files);
    if !staging.target().exists() || files.any(|file| file.accepted > 0) {
        return Ok(());
    }
    Err(RunError::Empty {
        period: review.period.name().to_owned(),
        why: review.provenance.incomplete.join(" "),
    })
}

/// Reads and normalizes as a run does, and publishes nothing.
///
/// # Errors
/// Configuration, or a failure of the program.
pub fn check(request: &RunRequest, progress: &dyn Progress) -> Result<RunReport, RunError> {
    let agreement = workspace::load(&request.workspace).map_err(RunError::Configuration)?;
    let codes = agreement.codebook();
    let (mut plan, period_chosen) = plan(request, &agreement, &codes)?;
    let out = request
        .out
        .clone()
        .unwrap_or_else(|| beside(request, &agreement.output.folder));
    plan.feedback = actions::awaited(former_plan(&out, &plan.period)?.as_ref());
    let survey = first_reading(&agreement, &codes, &plan, progress)?;
    let exclusions = taken_out(&agreement, &codes, &plan, &survey);
    let clauses = Clauses::new(&agreement, &codes, &plan.judgement, &survey, exclusions);
    let context = Context {
        agreement: &agreement,
        codes: &codes,
        clauses: &clauses,
        plan: &plan,
        spare: SpareBatches::default(),
    };
    let mut delivery = read::without_publication(&context, request.jobs, progress)?;
    let staffed = staff::staff(&context, &mut delivery);
    let review = assemble::review(&context, &delivery, &staffed);
    let doubts = doubts(&context, &delivery, &review);
    Ok(RunReport {
        review,
        published: None,
        period_chosen,
        doubts,
        rejected_share_max: agreement.output.rejected_share_max,
        durations: Vec::new(),
    })
}

/// What the workspace says and probably does not mean, by itself and beside the data.
fn doubts(context: &Context<'_>, delivery: &read::Delivery, review: &Review) -> Vec<String> {
    let mut doubts = context.agreement.doubts.clone();
    doubts.extend(without_effect::doubts(context, delivery, review));
    doubts.extend(implausible::doubts(review));
    doubts
}

/// What is taken out of figures: dated exemptions, and intervals that relief takes out.
fn taken_out(agreement: &Agreement, codes: &Codebook, plan: &RunPlan, survey: &Arc<Survey>) -> Exclusions {
    let mut exclusions = Exclusions::agreed(agreement, codes);
    add_relief(&mut exclusions, agreement, codes, &plan.judgement, survey);
    exclusions
}

/// What rules have to know of other rows.
fn first_reading(
    agreement: &Agreement,
    codes: &Codebook,
    plan: &RunPlan,
    progress: &dyn Progress,
) -> Result<Arc<Survey>, RunError> {
    let reading = FirstReading {
        agreement,
        codes,
        plan,
        progress,
    };
    Ok(reading.survey()?)
}

/// A path relative to the workspace file.
fn beside(request: &RunRequest, path: &std::path::Path) -> PathBuf {
    request
        .workspace
        .parent()
        .map_or_else(|| path.to_owned(), |folder| folder.join(path))
}

/// The folder that paths of sources are relative to.
fn data_root(request: &RunRequest) -> PathBuf {
    let folder = || match request.workspace.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    request.data_root.clone().unwrap_or_else(folder)
}

/// Period, as-of instant and data root; and whether the program chose the period.
fn plan(request: &RunRequest, agreement: &Agreement, codes: &Codebook) -> Result<(RunPlan, bool), RunError> {
    let data_root = data_root(request);
    let period = match &request.period {
        Some(text) => Period::parse(text, request.today).map_err(|e| RunError::Usage(e.to_string()))?,
        None => period::newest_full_month(agreement, codes, &data_root, request.jobs)?,
    };
    calendars::check_years(agreement, &period)?;
    let zone = &agreement.client.zone;
    let (start, end) = period.instants(zone);
    let as_of = match &request.as_of {
        Some(text) => period::instant(text, zone).ok_or_else(|| {
            RunError::Usage(format!(
                "`{text}` is no instant; use 2026-11-04T06:12:00+01:00, 2026-11-04T06:12 or 2026-11-04"
            ))
        })?,
        None => end,
    };
    let judgement = Judgement {
        start,
        end,
        as_of,
        zone: zone.clone(),
    };
    Ok((
        RunPlan {
            data_root,
            period,
            judgement,
            jobs: request.jobs,
            further: Vec::new(),
            feedback: AwaitedFeedback::default(),
        },
        request.period.is_none(),
    ))
}
