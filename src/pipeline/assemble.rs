//! Puts the review together: everything that an output needs, and nothing else.

use super::read::{Delivery, ProviderDelivery};
use super::staff::Staffed;
use super::{calendars, definitions, texts};
use sha2::{Digest, Sha256};

use crate::intake::Context;
use crate::judge::{duties, figures, reported, score};
use crate::measure::{ProviderSums, tallies};
use crate::publish::locale::Locale;
use crate::scorecard::{
    ActionPlan, FileCount, FindingGroup, History, InputFile, Notice, NoticeKind, Provenance, ProviderReview,
    QueueText, RejectedCause, Restatements, Review, Role,
};
use crate::vocabulary::{QueueId, TableKind, sentence};
use crate::workspace::agreement::{DuplicateRule, Provider, ReportLanguage};

/// The review of a period.
pub fn review(context: &Context<'_>, delivery: &Delivery, staffed: &[Staffed]) -> Review {
    let agreement = context.agreement;
    let providers: Vec<ProviderReview> = agreement
        .providers
        .iter()
        .zip(&delivery.providers)
        .zip(staffed)
        .map(|((provider, delivered), staffed)| provider_review(context, provider, delivered, staffed))
        .collect();
    let inputs = delivery
        .providers
        .iter()
        .flat_map(|delivered| delivered.tallied.inputs.clone());
    let inputs = with_further(context, inputs.collect());
    Review {
        client: agreement.client.name.clone(),
        language: agreement.client.language,
        zone: agreement.client.zone.clone(),
        period: context.plan.period.clone(),
        as_of: context.plan.judgement.as_of,
        standards: definitions::standards(context, &providers),
        queues: agreement
            .queues
            .iter()
            .map(|queue| QueueText {
                id: queue.id.clone(),
                name: queue.name.clone(),
                channel: queue.channel,
            })
            .collect(),
        exemptions: texts::exemptions(context),
        moments: texts::moments(context),
        calendars: calendars::calendars(context, &providers),
        decisions: Vec::new(),
        comparisons: Vec::new(),
        restatements: Restatements::default(),
        history: History::default(),
        provenance: Provenance {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            workspace_hash: agreement.hash.clone(),
            run_id: run_id(context, &providers, &inputs),
            inputs,
            incomplete: incomplete(agreement.client.language, &providers),
        },
        providers,
    }
}

/// Names a run by what its figures come from: the agreement, the period, and the files but returned feedback.
fn run_id(context: &Context<'_>, providers: &[ProviderReview], inputs: &[InputFile]) -> String {
    let is_feedback = |input: &InputFile| {
        let own = providers.iter().filter(|provider| provider.id == input.provider);
        let mut files = own.flat_map(|provider| &provider.files);
        files.any(|file| file.file == input.file && file.kind == FEEDBACK)
    };
    let mut hash = Sha256::new();
    hash.update(&context.agreement.hash);
    hash.update(context.plan.period.name());
    hash.update(context.plan.judgement.as_of.to_le_bytes());
    for input in inputs.iter().filter(|input| !is_feedback(input)) {
        hash.update((input.file.len() as u64).to_le_bytes());
        hash.update(&input.file);
        hash.update(&input.sha256);
    }
    let digits = hash.finalize();
    digits.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Kind of files that come back from providers, in lists of files.
const FEEDBACK: &str = TableKind::Feedback.name();

/// Inputs with the files of other periods that were looked through.
fn with_further(context: &Context<'_>, mut inputs: Vec<InputFile>) -> Vec<InputFile> {
    for file in context.clauses.survey.files() {
        let is_known = |known: &InputFile| known.provider == file.provider && known.file == file.file;
        if !inputs.iter().any(is_known) {
            inputs.push(file.clone());
        }
    }
    inputs
}

fn provider_review(
    context: &Context<'_>,
    provider: &Provider,
    delivered: &ProviderDelivery,
    staffed: &Staffed,
) -> ProviderReview {
    let sums = ProviderSums {
        calls: (delivered.calls.per_queue(), delivered.call_widths.clone()),
        tickets: (delivered.tickets.per_queue(), delivered.ticket_widths.clone()),
        handover: delivered.handover.clone(),
        intervals: delivered.intervals.clone(),
        relief: delivered.relief.clone(),
        movers: delivered.movers.clone(),
    };
    let tallies = tallies(
        context.agreement,
        context.codes,
        context.clauses,
        &provider.id,
        &sums,
    );
    let mut figures = figures(context.agreement, &tallies);
    let name = |code: u32| QueueId::new(context.codes.queues.word(code));
    let (told, reported) = reported(context.agreement, &delivered.reported, (&figures, &tallies), name);
    for row in told {
        let place = figures
            .iter()
            .rposition(|known| known.standard == row.standard && known.role != Role::Volume);
        figures.insert(place.map_or(figures.len(), |place| place + 1), row);
    }
    let standards = context
        .agreement
        .standards
        .iter()
        .filter(|standard| standard.binds(&provider.id));
    let score = score(standards, &figures);
    ProviderReview {
        id: provider.id.clone(),
        name: provider.name.clone(),
        language: provider.language,
        definitions: definitions::of_provider(context, &provider.id, &figures),
        duties: duties(context.agreement, &delivered.duties),
        exempted: texts::exempted(context, &figures),
        score,
        credits: Vec::new(),
        plan: ActionPlan::default(),
        reported,
        figures,
        peaks: staffed.staffing.peaks.clone(),
        staffing: staffed.staffing.summary.clone(),
        heat: staffed.staffing.heat.clone(),
        staff_gap: staffed.staffing.gap.clone(),
        findings: findings(context, delivered),
        pauses: delivered.pauses.clone(),
        files: delivered.tallied.files.clone(),
        rejected: delivered.rejected.clone(),
        causes: causes(delivered),
        notices: notices(context, delivered),
        trends: Vec::new(),
        peers: Vec::new(),
    }
}

/// Findings of calls and tickets together, per standard.
fn findings(context: &Context<'_>, delivered: &ProviderDelivery) -> Vec<FindingGroup> {
    let listed = context.agreement.output.workbook_findings;
    let groups = context
        .agreement
        .standards
        .iter()
        .enumerate()
        .filter_map(|(index, standard)| {
            let parts: Vec<&FindingGroup> = delivered
                .findings
                .iter()
                .filter_map(|f| f.groups.get(&index))
                .collect();
            let count = parts.iter().map(|part| part.count).sum();
            let first = parts
                .iter()
                .flat_map(|part| part.first.iter().cloned())
                .take(listed)
                .collect();
            (count > 0).then(|| FindingGroup {
                standard: standard.id.clone(),
                count,
                first,
            })
        });
    groups.collect()
}

/// The most frequent first; of equal ones in the order of the files.
fn causes(delivered: &ProviderDelivery) -> Vec<RejectedCause> {
    let mut causes = delivered.causes.clone();
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.count));
    causes
}

/// What was noticed, with rejections above the tolerated share, most important first.
fn notices(context: &Context<'_>, delivered: &ProviderDelivery) -> Vec<Notice> {
    let mut notices = delivered.tallied.notices.clone();
    let tolerated = context.agreement.output.rejected_share_max;
    notices.extend(
        delivered
            .tallied
            .files
            .iter()
            .filter(|file| too_many(file, tolerated))
            .map(|file| Notice {
                kind: NoticeKind::ManyRejected,
                file: file.file.clone(),
                sheet: file.sheet.clone(),
                column: String::new(),
                value: file.rows_read.to_string(),
                count: file.rejected,
                first_row: 0,
            }),
    );
    notices.extend(
        delivered
            .tallied
            .files
            .iter()
            .filter(|file| is_repetition(context, file))
            .map(|file| Notice {
                kind: NoticeKind::AllRepeated,
                file: file.file.clone(),
                sheet: file.sheet.clone(),
                column: String::new(),
                value: String::new(),
                count: file.duplicates,
                first_row: 0,
            }),
    );
    notices.sort_by(|a, b| order(a).cmp(&order(b)));
    notices
}

/// What decides the order of notices.
fn order(notice: &Notice) -> (NoticeKind, [&str; 4]) {
    let Notice {
        file,
        sheet,
        column,
        value,
        ..
    } = notice;
    (notice.kind, [file, sheet, column, value])
}

/// Whether a file brought nothing but rows that others had brought before it. Where the last row of an
/// id counts, earlier exports are expected to be replaced.
fn is_repetition(context: &Context<'_>, file: &FileCount) -> bool {
    let source = context
        .agreement
        .sources
        .iter()
        .find(|source| source.id.as_str() == file.source);
    let keeps_first = source
        .is_some_and(|source| !matches!(source.duplicates, DuplicateRule::Last | DuplicateRule::History));
    keeps_first && file.duplicates > 0 && file.duplicates == file.rows_read
}

fn too_many(file: &FileCount, tolerated: f64) -> bool {
    // Replies are no input of figures.
    file.kind != FEEDBACK && file.rejected as f64 > tolerated * file.rows_read as f64
}

/// Why the inputs are not whole, one sentence each, in a language.
pub fn incomplete(language: ReportLanguage, providers: &[ProviderReview]) -> Vec<String> {
    let locale = Locale::new(language);
    let german = locale.language() == ReportLanguage::German;
    let mut reasons = Vec::new();
    for provider in providers {
        for notice in &provider.notices {
            let (name, file, value) = (&provider.name, &notice.file, &notice.value);
            let reason = match (notice.kind, german) {
                (NoticeKind::MissingSource, true) => {
                    format!("{name}: keine Datei für {file} (Quelle {})", notice.column)
                }
                (NoticeKind::MissingSource, false) => {
                    format!("{name}: no file for {file} (source {})", notice.column)
                }
                (NoticeKind::UnusableFile, true) => {
                    format!(
                        "{name}: {file} ist nicht verwertbar: {}",
                        locale.file_problem(value)
                    )
                }
                (NoticeKind::UnusableFile, false) => {
                    format!("{name}: {file} cannot be used: {}", locale.file_problem(value))
                }
                (NoticeKind::ManyRejected, true) => {
                    format!("{name}: {file}: {} von {value} Zeilen abgelehnt", notice.count)
                }
                (NoticeKind::ManyRejected, false) => {
                    format!("{name}: {file}: {} of {value} rows rejected", notice.count)
                }
                _ => continue,
            };
            reasons.push(sentence(&reason));
        }
    }
    reasons
}
