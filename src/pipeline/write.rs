//! Writes all files of a publication into its staging folder, then publishes it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::read::{Delivery, Progress, ProviderDelivery, on_workers};
use super::staff::Staffed;
use super::{RunError, RunReport};
use crate::intake::{Context, IntakeError};
use crate::publish::open_data::intervals::IntervalWriter;
use crate::publish::open_data::{
    IntervalRecord, Manifest, PublishedFile, actions, comparison, credits, documentation, doubtful_pauses,
    emergencies, kpi, reconciliation, rejected, restatements, staffing_check, staffing_gap, trend,
};
use crate::publish::publication::Staging;
use crate::publish::rows::{Syncer, append_findings, finding_header, parquet_twin};
use crate::publish::{html, workbook};
use crate::scorecard::{ProviderReview, Review};
use crate::tables::Codebook;
use crate::vocabulary::ProviderId;

/// What reading and staffing have left to be published.
pub struct Written {
    /// The deliveries.
    pub delivery: Delivery,
    /// Staffing per provider.
    pub staffed: Vec<Staffed>,
    /// Still sends the long lists to disk.
    pub syncer: Syncer,
}

/// Writes everything and publishes it; fills in where it stands and how long it took.
///
/// # Errors
/// A file cannot be written; the former publication is then still in place.
pub fn publication(
    context: &Context<'_>,
    written: Written,
    report: &mut RunReport,
    staging: Staging,
    progress: &dyn Progress,
) -> Result<(), RunError> {
    progress.begin("write");
    let begun = Instant::now();
    let folder = staging.folder().to_owned();
    let Written {
        delivery,
        staffed,
        syncer,
    } = written;
    open_data(context.codes, (&delivery, &staffed), &report.review, &folder)?;
    pages_and_workbooks(&report.review, &delivery, &folder, context.plan.jobs)?;
    report
        .durations
        .push((String::from("write"), begun.elapsed().as_secs_f64()));
    manifest(context, report, &folder)?;
    syncer.finish()?;
    report.published = Some(staging.publish()?);
    progress.end("write");
    Ok(())
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> RunError {
    let path = path.to_owned();
    |source| RunError::Io { path, source }
}

fn create(path: &Path) -> Result<BufWriter<File>, RunError> {
    File::create(path).map(BufWriter::new).map_err(io_error(path))
}

/// The small tables of data/, and the long lists put together from their pieces.
fn open_data(
    codes: &Codebook,
    (delivery, staffed): (&Delivery, &[Staffed]),
    review: &Review,
    folder: &Path,
) -> Result<(), RunError> {
    let data = folder.join("data");
    kpi::write(review, create(&data.join("kpi.csv"))?)?;
    if doubtful_pauses::any(review) {
        doubtful_pauses::write(review, create(&data.join("doubtful_pauses.csv"))?)?;
    }
    if documentation::any(review) {
        documentation::write(review, create(&data.join("documentation.csv"))?)?;
    }
    if comparison::any(review) {
        comparison::write(review, create(&data.join("comparison.csv"))?)?;
    }
    if restatements::any(review) {
        restatements::write(review, create(&data.join("restatements.csv"))?)?;
    }
    if trend::any(review) {
        trend::write(review, create(&data.join("trend.csv"))?)?;
    }
    reconciliation::write(review, create(&data.join("reconciliation.csv"))?)?;
    let mut intervals = IntervalWriter::new(create(&data.join("intervals.csv"))?, &review.zone)?;
    let delivered = delivery.providers.iter().map(|delivered| &delivered.forecast);
    for ((provider, staffed), forecast) in review.providers.iter().zip(staffed).zip(delivered) {
        for record in interval_records(&provider.id, staffed) {
            let expected = forecast.shown(codes.queue(&record.queue), record.interval_start);
            let handle_s = expected.and_then(|(volume, handle_s)| handle_s?.per(volume));
            intervals.append(&IntervalRecord {
                forecast: expected.map(|(volume, _)| volume),
                forecast_aht_s: handle_s,
                ..record
            })?;
        }
    }
    intervals.finish()?;
    let mut twins = vec!["kpi", "intervals"];
    if credits::any(review) {
        credits::write(review, create(&data.join("credits.csv"))?)?;
        twins.push("credits");
    }
    if actions::any(review) {
        actions::write(review, create(&data.join("actions.csv"))?)?;
    }
    if staffing_check::any(review) {
        staffing_check::write(review, create(&data.join("staffing_check.csv"))?)?;
    }
    if emergencies::any(review) {
        emergencies::write(review, create(&data.join("emergencies.csv"))?)?;
    }
    if staffing_gap::any(review) {
        staffing_gap::write(review, create(&data.join("staffing_gap.csv"))?)?;
        twins.push("staffing_gap");
    }
    for name in twins {
        parquet_twin(
            &data.join(format!("{name}.csv")),
            &data.join(format!("{name}.parquet")),
        )?;
    }
    let rejected_pieces = delivery
        .providers
        .iter()
        .flat_map(|delivered| &delivered.rejected_files);
    put_together(&data.join("rejected.csv"), &rejected::COLUMNS, rejected_pieces)
}

/// The pieces of a provider's findings: by standard, calls before tickets.
fn pieces_of(delivered: &ProviderDelivery) -> Vec<&PathBuf> {
    let mut by_standard: BTreeMap<(usize, usize), &PathBuf> = BTreeMap::new();
    for (part, lists) in delivered.findings.iter().enumerate() {
        by_standard.extend(
            lists
                .files
                .iter()
                .map(|(standard, path)| ((*standard, part), path)),
        );
    }
    by_standard.into_values().collect()
}

/// Writes a header and some pieces without one.
fn put_together<'p>(
    path: &Path,
    header: &[&str],
    pieces: impl Iterator<Item = &'p PathBuf>,
) -> Result<(), RunError> {
    let mut out = File::create(path).map_err(io_error(path))?;
    writeln!(out, "{}", header.join(",")).map_err(io_error(path))?;
    for piece in pieces {
        let mut file = File::open(piece).map_err(io_error(piece))?;
        io::copy(&mut file, &mut out).map_err(io_error(path))?;
    }
    Ok(())
}

/// A provider's findings.csv: its first piece moves there, the others are appended.
fn own_findings(path: &Path, pieces: &[&PathBuf]) -> Result<(), RunError> {
    let Some((first, others)) = pieces.split_first() else {
        return std::fs::write(path, finding_header()).map_err(io_error(path));
    };
    std::fs::rename(first, path).map_err(io_error(path))?;
    let mut out = File::options().append(true).open(path).map_err(io_error(path))?;
    others
        .iter()
        .try_for_each(|piece| append_findings(&mut out, piece).map_err(io_error(path)))
}

fn interval_records<'s>(
    provider: &'s ProviderId,
    staffed: &'s Staffed,
) -> impl Iterator<Item = IntervalRecord> + 's {
    staffed.staffing.rows.iter().map(move |row| {
        let place = staffed.places.get(&(row.queue.clone(), row.start)).cloned();
        IntervalRecord {
            provider: provider.clone(),
            queue: row.queue.clone(),
            interval_start: row.start,
            interval_minutes: (row.length_s / 60) as u32,
            offered: row.offered,
            answered: Some(row.answered),
            abandoned: Some(row.abandoned),
            aht_s: row.aht_s,
            offered_load: row.offered_load,
            service_level: row.service_level,
            model: row.model,
            required_agents: row.required_agents.map(f64::from),
            planned_agents: row.planned,
            present_agents: row.present,
            gap_planned: row.gap_planned,
            gap_present: row.gap_present,
            occupancy: row.occupancy,
            state: row.state,
            source_file: place.as_ref().map(|(file, _)| file.clone()).unwrap_or_default(),
            source_row: place.map(|(_, row)| row),
            forecast: None,
            forecast_aht_s: None,
            judged: row.judged,
            split: row.split,
            chance: row.chance,
        }
    })
}

/// The overview, and each partner's folder; several at a time.
fn pages_and_workbooks(
    review: &Review,
    delivery: &Delivery,
    folder: &Path,
    jobs: usize,
) -> Result<(), RunError> {
    let tasks = review.providers.len() + 1;
    let next = AtomicUsize::new(0);
    let failure: Mutex<Option<RunError>> = Mutex::default();
    let worker = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let result = match number {
                0 => overview(review, folder),
                number if number < tasks => partner(
                    review,
                    &review.providers[number - 1],
                    &delivery.providers[number - 1],
                    folder,
                ),
                _ => return,
            };
            if let (Err(error), Ok(mut first)) = (result, failure.lock()) {
                first.get_or_insert(error);
            }
        }
    };
    let finished = on_workers(jobs, worker);
    match failure.into_inner() {
        Ok(Some(error)) => Err(error),
        Ok(None) if finished => Ok(()),
        _ => Err(RunError::Intake(IntakeError::Worker)),
    }
}

fn overview(review: &Review, folder: &Path) -> Result<(), RunError> {
    let page = html::overview(review, None)?;
    let path = folder.join("overview.html");
    std::fs::write(&path, page).map_err(io_error(&path))?;
    Ok(workbook::save_overview(review, &folder.join("overview.xlsx"))?)
}

fn partner(
    review: &Review,
    provider: &ProviderReview,
    delivered: &ProviderDelivery,
    folder: &Path,
) -> Result<(), RunError> {
    let folder = folder.join("partners").join(provider.id.as_str());
    std::fs::create_dir_all(&folder).map_err(io_error(&folder))?;
    let path = folder.join("scorecard.html");
    std::fs::write(&path, html::scorecard(review, &provider.id, None)?).map_err(io_error(&path))?;
    own_findings(&folder.join("findings.csv"), &pieces_of(delivered))?;
    let path = folder.join("feedback.xlsx");
    Ok(workbook::save_feedback(review, provider, &path)?)
}

fn manifest(context: &Context<'_>, report: &RunReport, folder: &Path) -> Result<(), RunError> {
    let review = &report.review;
    let name = |path: &PathBuf| {
        path.file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned())
    };
    let mut manifest = Manifest::of(review, context.agreement.files.iter().map(name).collect());
    let mut outputs = Vec::new();
    published_files(folder, folder, &mut outputs)?;
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    manifest.outputs = outputs;
    let total = |count: fn(&crate::scorecard::FileCount) -> u64| -> u64 {
        review.providers.iter().flat_map(|p| &p.files).map(count).sum()
    };
    manifest.counts = vec![
        (String::from("rows_read"), total(|f| f.rows_read)),
        (String::from("accepted"), total(|f| f.accepted)),
        (String::from("duplicates"), total(|f| f.duplicates)),
        (String::from("rejected"), total(|f| f.rejected)),
        (String::from("outside_period"), total(|f| f.outside_period)),
        (
            String::from("findings"),
            review
                .providers
                .iter()
                .flat_map(|p| &p.findings)
                .map(|group| group.count)
                .sum(),
        ),
    ];
    manifest.durations_s = report.durations.clone();
    manifest.warnings = warnings(review);
    manifest.exit_code = if report.complete() { 0 } else { 3 };
    let path = folder.join("manifest.json");
    let mut out = create(&path)?;
    manifest
        .write(&mut out)
        .and_then(|()| out.flush())
        .map_err(io_error(&path))
}

fn warnings(review: &Review) -> Vec<String> {
    let locale = crate::publish::locale::Locale::new(review.language);
    let notices = review.providers.iter().flat_map(|provider| &provider.notices);
    notices.map(|notice| locale.notice(notice)).collect()
}

fn published_files(root: &Path, folder: &Path, files: &mut Vec<PublishedFile>) -> Result<(), RunError> {
    for entry in std::fs::read_dir(folder).map_err(io_error(folder))? {
        let path = entry.map_err(io_error(folder))?.path();
        if path.is_dir() {
            published_files(root, &path, files)?;
            continue;
        }
        let name = path
            .strip_prefix(root)
            .unwrap_or(&path)
            .to_string_lossy()
            .replace('\\', "/");
        let size = path.metadata().map_err(io_error(&path))?.len();
        files.push(PublishedFile { path: name, size });
    }
    Ok(())
}
