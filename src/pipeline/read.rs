//! Reads all providers' deliveries, several at a time, each into its own sums.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::intake::{
    Causes, ContactIntake, ContactRows, ContactUnit, Context, FeedbackIntake, ForecastIntake, HandoverIntake,
    IntakeError, Look, OtherWords, ReportIntake, ReportedIntake, RowSink, Tallied, feedback, forecast,
    handover, intervals, reported, staffing,
};
use crate::measure::{HandoverSums, IntervalSums, Mix, Movers, ReliefCounts, Sums, merge_mix};
use crate::publish::publication::Staging;
use crate::publish::rows::{FindingLists, RowFiles, SinkResult, Syncer, UnitSink, lost_messages};
use crate::scorecard::{Answer, DoubtfulPause, Rejected, RejectedCause};
use crate::tables::forecast::Forecast;
use crate::tables::intervals::{ReportRow, StaffRow};
use crate::tables::reported::ReportedRow;
use crate::vocabulary::{ContactKind, DutySums};

use super::RunError;
use super::handover::{Compared, Ledgers};

/// Told how reading goes on.
pub trait Progress: Sync {
    /// A part of the work begins.
    fn begin(&self, what: &str);
    /// A part of the work is done.
    fn end(&self, what: &str);
}

/// One provider's delivery, measured.
#[derive(Default)]
pub struct ProviderDelivery {
    /// Sums over calls, and over interval reports of queues without calls.
    pub calls: Sums,
    /// Counters per measure among them.
    pub call_widths: Vec<usize>,
    /// Verdicts by queue and reason, where providers are compared.
    pub mix: Mix,
    /// Sums over tickets.
    pub tickets: Sums,
    /// Counters per measure among them.
    pub ticket_widths: Vec<usize>,
    /// Sums over single calls, without interval reports.
    pub single_calls: Sums,
    /// Queues with single calls: there interval reports do not count.
    pub queues_with_calls: BTreeSet<u32>,
    /// Rows of interval reports.
    pub reports: Vec<ReportRow>,
    /// Staffing.
    pub staff: Vec<StaffRow>,
    /// What was expected of intervals.
    pub forecast: Forecast,
    /// What the provider reports of itself.
    pub reported: Vec<ReportedRow>,
    /// Sums over intervals.
    pub intervals: IntervalSums,
    /// Intervals with and without the forecast that relief rests on.
    pub relief: ReliefCounts,
    /// The client's hand-over log beside calls and tickets.
    pub handover: HandoverSums,
    /// Findings of calls, of tickets, and of messages handed over.
    pub findings: Vec<FindingLists>,
    /// The first rejected rows.
    pub rejected: Vec<Rejected>,
    /// Why rows were rejected.
    pub causes: Vec<RejectedCause>,
    /// Pieces of rejected.csv.
    pub rejected_files: Vec<PathBuf>,
    /// Pauses that some audit finds hard to explain.
    pub pauses: Vec<DoubtfulPause>,
    /// Words that the workspace names nowhere.
    pub other_words: OtherWords,
    /// Tickets and customers that moved.
    pub movers: Movers,
    /// Documentation by reason and group of agents.
    pub duties: DutySums,
    /// What it has answered in returned feedback files.
    pub answers: Vec<Answer>,
    /// Counts, notices, files.
    pub tallied: Tallied,
}

/// All deliveries, in the order of the providers.
pub struct Delivery {
    /// One per provider.
    pub providers: Vec<ProviderDelivery>,
}

/// What one worker does at a time.
#[derive(Clone, Copy, Debug)]
enum Part {
    Contacts(ContactKind),
    Reports,
}

/// What came out of it.
enum PartResult {
    Contacts(ContactKind, Box<ContactIntake>, SinkResult),
    Reports(Box<Reports>, SinkResult),
}

/// What is read whole.
struct Reports {
    intervals: ReportIntake<ReportRow>,
    staffing: ReportIntake<Vec<StaffRow>>,
    handover: HandoverIntake,
    forecast: ForecastIntake,
    reported: ReportedIntake,
    feedback: FeedbackIntake,
}

/// The sink of a run that publishes nothing: keeps the first rejected rows.
#[derive(Default)]
struct ListingSink {
    rejected: Vec<Rejected>,
    causes: Causes,
}

/// Rejected rows that `check` lists per provider and kind.
const LISTED: usize = 200;

impl RowSink for ListingSink {
    fn contacts(&mut self, _: &ContactRows<'_>) -> Result<(), IntakeError> {
        Ok(())
    }

    fn rejected(&mut self, rows: &[Rejected]) -> Result<(), IntakeError> {
        let room = LISTED.saturating_sub(self.rejected.len());
        self.rejected.extend(rows.iter().take(room).cloned());
        self.causes.take(rows);
        Ok(())
    }
}

/// Reads everything, writing the long lists into a staged publication; the syncer still sends them to
/// disk.
///
/// # Errors
/// See [`IntakeError`].
pub fn into_publication(
    context: &Context<'_>,
    staging: &Staging,
    jobs: usize,
    progress: &dyn Progress,
) -> Result<(Delivery, Syncer), RunError> {
    looking_again(|look| lists_into(context, staging, (jobs, look), progress))
}

/// Reads with a look at whole files meanwhile; where one turns out to be damaged after rows of it have
/// been taken, reads everything once more, with a look at each file before its rows.
fn looking_again<T>(attempt: impl Fn(Look) -> Result<T, RunError>) -> Result<T, RunError> {
    match attempt(Look::Meanwhile) {
        Err(RunError::Intake(IntakeError::BrokeOff { .. })) => attempt(Look::Before),
        ended => ended,
    }
}

fn lists_into(
    context: &Context<'_>,
    staging: &Staging,
    (jobs, look): (usize, Look),
    progress: &dyn Progress,
) -> Result<(Delivery, Syncer), RunError> {
    let data = staging.folder().join("data");
    empty_folder(&data)?;
    let files = RowFiles::create(&data, context.agreement)?;
    let folder_of = |index: usize| {
        let folder = staging.pieces().join(index.to_string());
        std::fs::create_dir_all(&folder).map_err(IntakeError::writing(&folder))?;
        Ok::<_, IntakeError>(folder)
    };
    let read_into = |index, part| {
        let folder = folder_of(index)?;
        let kind = match part {
            Part::Contacts(kind) => Some(kind),
            Part::Reports => None,
        };
        let period = &context.plan.period;
        let mut sink = UnitSink::new(context.agreement, period, (index, kind), &files, &folder);
        let result = read_part(context, index, (part, look), &mut sink)?;
        Ok((result, sink.finish()?))
    };
    let list = |index: usize, (log, comparison): &Compared| {
        lost_messages(context, index, (log, comparison), &files, &folder_of(index)?)
    };
    let delivery = read(context, jobs, progress, read_into, list)?;
    Ok((delivery, files.finish()?))
}

/// Reads everything and keeps no rows.
///
/// # Errors
/// See [`IntakeError`].
pub fn without_publication(
    context: &Context<'_>,
    jobs: usize,
    progress: &dyn Progress,
) -> Result<Delivery, RunError> {
    looking_again(|look| rows_passing(context, (jobs, look), progress))
}

fn rows_passing(
    context: &Context<'_>,
    (jobs, look): (usize, Look),
    progress: &dyn Progress,
) -> Result<Delivery, RunError> {
    let read_only = |index, part| {
        let mut sink = ListingSink::default();
        let result = read_part(context, index, (part, look), &mut sink)?;
        Ok((
            result,
            SinkResult {
                rejected: sink.rejected,
                causes: sink.causes.into_list(),
                ..SinkResult::default()
            },
        ))
    };
    let list = |_: usize, _: &Compared| Ok(FindingLists::default());
    Ok(read(context, jobs, progress, read_only, list)?)
}

/// The earliest and the latest instant of any row.
///
/// # Errors
/// See [`IntakeError`].
pub fn span(context: &Context<'_>) -> Result<Option<(i64, i64)>, RunError> {
    struct Silent;
    impl Progress for Silent {
        fn begin(&self, _: &str) {}
        fn end(&self, _: &str) {}
    }
    let delivery = without_publication(context, context.plan.jobs, &Silent)?;
    let mut all = Tallied::default();
    delivery
        .providers
        .into_iter()
        .for_each(|provider| all.merge(provider.tallied));
    Ok(all.span)
}

/// A part's result before its sink is finished.
enum Read {
    Contacts(ContactKind, Box<ContactIntake>),
    Reports(Box<Reports>),
}

fn read_part(
    context: &Context<'_>,
    index: usize,
    (part, look): (Part, Look),
    sink: &mut dyn RowSink,
) -> Result<Read, IntakeError> {
    let provider = &context.agreement.providers[index];
    Ok(match part {
        Part::Contacts(kind) => {
            let unit = ContactUnit { provider, kind, look };
            Read::Contacts(kind, Box::new(unit.read(context, sink)?))
        }
        Part::Reports => Read::Reports(Box::new(Reports {
            intervals: intervals(context, &provider.id, sink)?,
            staffing: staffing(context, &provider.id, sink)?,
            handover: handover(context, &provider.id, sink)?,
            forecast: forecast(context, &provider.id, sink)?,
            reported: reported(context, &provider.id, sink)?,
            feedback: feedback(context, provider, sink)?,
        })),
    })
}

/// Runs all parts of all providers on `jobs` workers and puts the results together in order. `list`
/// takes the hand-over log of a provider beside its report, once all of its parts are read.
fn read(
    context: &Context<'_>,
    jobs: usize,
    progress: &dyn Progress,
    work: impl Fn(usize, Part) -> Result<(Read, SinkResult), IntakeError> + Sync,
    list: impl Fn(usize, &Compared) -> Result<FindingLists, IntakeError> + Sync,
) -> Result<Delivery, IntakeError> {
    let parts: Vec<(usize, Part)> = (0..context.agreement.providers.len())
        .flat_map(|index| {
            let contacts = [ContactKind::Call, ContactKind::Ticket].map(Part::Contacts);
            contacts
                .into_iter()
                .chain([Part::Reports])
                .map(move |part| (index, part))
        })
        .collect();
    let next = AtomicUsize::new(0);
    let results: Mutex<BTreeMap<usize, Result<PartResult, IntakeError>>> = Mutex::default();
    let ledgers = Ledgers::of(context.agreement.providers.len());
    let compared: Mutex<BTreeMap<usize, (HandoverSums, FindingLists)>> = Mutex::default();
    let done = |index: usize, (mut read, sink): (Read, SinkResult)| {
        let ready = match &mut read {
            Read::Contacts(kind, intake) => ledgers.contacts(context, index, *kind, intake),
            Read::Reports(reports) => ledgers.log(context, index, &mut reports.handover),
        };
        if let Some(ready) = ready {
            let lists = list(index, &ready)?;
            let mut compared = compared.lock().map_err(|_| IntakeError::Worker)?;
            compared.insert(index, (ready.1.sums, lists));
        }
        Ok(match read {
            Read::Contacts(kind, intake) => PartResult::Contacts(kind, intake, sink),
            Read::Reports(reports) => PartResult::Reports(reports, sink),
        })
    };
    let worker = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(&(index, part)) = parts.get(number) else {
                break;
            };
            let name = name_of(context, index, part);
            progress.begin(&name);
            let result = work(index, part).and_then(|read| done(index, read));
            progress.end(&name);
            let failed = result.is_err();
            if let Ok(mut results) = results.lock() {
                results.insert(number, result);
            }
            if failed {
                next.store(parts.len(), Ordering::Relaxed);
            }
        }
    };
    let finished = on_workers(jobs, worker);
    let results = results.into_inner().map_err(|_| IntakeError::Worker)?;
    let mut providers: Vec<ProviderDelivery> = context
        .agreement
        .providers
        .iter()
        .map(|_| ProviderDelivery::default())
        .collect();
    for (number, result) in results {
        providers[parts[number].0].take(result?);
    }
    let compared = compared.into_inner().map_err(|_| IntakeError::Worker)?;
    for (index, (sums, lists)) in compared {
        providers[index].handover = sums;
        providers[index].findings.push(lists);
    }
    if finished {
        Ok(Delivery { providers })
    } else {
        Err(IntakeError::Worker)
    }
}

/// Runs the same work on this thread and on up to `jobs - 1` others; where the system has no more
/// threads to give, fewer do it. Whether all came to their end.
pub fn on_workers(jobs: usize, work: impl Fn() + Sync) -> bool {
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..jobs)
            .map_while(|_| std::thread::Builder::new().spawn_scoped(scope, &work).ok())
            .collect();
        let own = std::panic::catch_unwind(std::panic::AssertUnwindSafe(&work)).is_ok();
        others
            .into_iter()
            .fold(own, |all, worker| worker.join().is_ok() && all)
    })
}

fn name_of(context: &Context<'_>, index: usize, part: Part) -> String {
    let provider = &context.agreement.providers[index].id;
    match part {
        Part::Contacts(kind) => format!("{provider}: {}s", kind.name()),
        Part::Reports => format!("{provider}: intervals and staffing"),
    }
}

impl ProviderDelivery {
    fn take(&mut self, result: PartResult) {
        let sink = match result {
            PartResult::Contacts(kind, intake, sink) => {
                let (sums, widths) = match kind {
                    ContactKind::Call => (&mut self.calls, &mut self.call_widths),
                    ContactKind::Ticket => (&mut self.tickets, &mut self.ticket_widths),
                };
                *sums = intake.sums;
                merge_mix(&mut self.mix, intake.mix);
                *widths = intake.widths;
                self.pauses.extend(intake.pauses);
                self.other_words.merge(intake.other_words);
                self.duties.merge(intake.duties);
                if kind == ContactKind::Ticket {
                    self.movers = intake.movers;
                }
                self.tallied.merge(intake.tallied);
                sink
            }
            PartResult::Reports(reports, sink) => {
                let Reports {
                    intervals,
                    staffing,
                    handover,
                    forecast,
                    reported,
                    feedback,
                } = *reports;

                self.reported = reported.rows;
                self.tallied.merge(reported.tallied);
                self.forecast = forecast.forecast;
                self.reports = intervals.rows;
                self.staff = staffing.rows.into_iter().flatten().collect();
                self.tallied.merge(intervals.tallied);
                self.tallied.merge(staffing.tallied);
                self.tallied.merge(handover.tallied);
                self.tallied.merge(forecast.tallied);
                self.answers = feedback.answers;
                self.tallied.merge(feedback.tallied);
                sink
            }
        };
        self.findings.push(sink.findings);
        self.rejected.extend(sink.rejected);
        self.causes.extend(sink.causes);
        self.rejected_files.extend(sink.rejected_file);
    }
}

/// Makes a folder without what a reading that broke off has left in it.
fn empty_folder(path: &std::path::Path) -> Result<(), RunError> {
    let made = match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => std::fs::create_dir_all(path),
    };
    made.map_err(|source| RunError::Io {
        path: path.to_owned(),
        source,
    })
}
