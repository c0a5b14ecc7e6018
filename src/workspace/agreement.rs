//! The agreement as meant: checked, typed, with every reference resolved.

use std::path::PathBuf;

use chrono::NaiveDate;

pub use super::actions::{Actions, Closing};
pub use super::backlog::Backlog;
use super::calendar::Calendar;
pub use super::credit::Credit;
pub use super::exemption::{ExemptDeadlines, Exemption, Moment};
pub use super::forecast::{ForecastOrigin, Lock, LockedPeriod};
use super::mapping::{Layout, Mapping};
pub use super::privacy::Privacy;
pub use super::rule::{
    AbandonmentVariant, Base, Budget, Clock, Condition, ConditionalFields, CriticalError, Deadline, Family,
    ForecastError, LateReceipt, PauseAudit, Pauses, Per, RatingScale, Relief, Reopened, Repeats,
    RequiredField, Rule, Sameness,
};
pub use super::scope::ClauseScope;
pub use super::staffing::{Patience, Staffing};
use crate::reply;
use crate::tables::Codebook;
use crate::vocabulary::{Channel, Language, ProviderId, QueueId, SourceId, StandardId, TableKind, Zone};

/// Everything that a run needs to know.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Who commissions the providers.
    pub client: Client,
    /// Where and how to publish.
    pub output: Output,
    /// Providers in the order of the workspace.
    pub providers: Vec<Provider>,
    /// Queues in the order of the workspace.
    pub queues: Vec<Queue>,
    /// Sources in the order of the workspace.
    pub sources: Vec<Source>,
    /// Standards in the order of the workspace.
    pub standards: Vec<Standard>,
    /// Dated exemptions in the order of the workspace.
    pub exemptions: Vec<Exemption>,
    /// Moments of truth in the order of the workspace.
    pub moments: Vec<Moment>,
    /// Agreements on bonus and malus, in the order of the workspace.
    pub credits: Vec<Credit>,
    /// How staffing is judged.
    pub staffing: Staffing,
    /// Until when actions are due, and which are closed.
    pub actions: Actions,
    /// Ages by which open tickets are told apart.
    pub backlog: Backlog,
    /// What of the people who serve may be shown.
    pub privacy: Privacy,
    /// How written replies are read.
    pub replies: reply::Settings,
    /// What the workspace says and probably does not mean, in sentences.
    pub doubts: Vec<String>,
    /// All files the agreement was read from: the workspace first, then what it includes.
    pub files: Vec<PathBuf>,
    /// SHA-256 over those files, lower-case hex.
    pub hash: String,
}

impl Agreement {
    /// The codes that stand for its queues, languages, phrases and contact reasons in all tables of a run.
    pub fn codebook(&self) -> Codebook {
        let queues = || self.queues.iter();
        let languages = queues().flat_map(|queue| queue.languages.iter().chain(&queue.fallback_languages));
        let languages = languages.chain(&self.replies.languages);
        let rules = || {
            let clauses = self.standards.iter().flat_map(|standard| &standard.clauses);
            clauses.map(|clause| &clause.rule)
        };
        let phrases = rules().flat_map(Rule::empty_phrases);
        let scopes = || {
            let clauses = self.standards.iter().flat_map(|standard| &standard.clauses);
            clauses.map(|clause| &clause.scope)
        };
        let reasons = rules()
            .flat_map(Rule::reasons)
            .chain(scopes().flat_map(|scope| &scope.reasons))
            .chain(self.moments.iter().flat_map(|moment| &moment.reasons));
        Codebook::of(queues().map(|queue| &queue.id), languages, phrases, reasons)
            .with_priorities(scopes().flat_map(|scope| &scope.priorities))
    }
}

/// The client and its clock.
#[derive(Clone, Debug)]
pub struct Client {
    /// Name on reports.
    pub name: String,
    /// Periods and intervals are cut in this zone.
    pub zone: Zone,
    /// Language of the overview.
    pub language: ReportLanguage,
}

/// A language that reports are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportLanguage {
    /// German, Sie-form.
    German,
    /// English.
    English,
}

impl ReportLanguage {
    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            ReportLanguage::German => "de",
            ReportLanguage::English => "en",
        }
    }
}

/// Settings of the publication.
#[derive(Clone, Debug)]
pub struct Output {
    /// Output folder, relative to the workspace file.
    pub folder: PathBuf,
    /// A larger share of rejected rows in any file makes the inputs incomplete (exit 3).
    pub rejected_share_max: f64,
    /// Findings listed per standard in a workbook; the CSV always has all of them.
    pub workbook_findings: usize,
}

/// A provider.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Id.
    pub id: ProviderId,
    /// Name on reports.
    pub name: String,
    /// Language of its feedback.
    pub language: ReportLanguage,
}

/// A queue or line of business.
#[derive(Clone, Debug)]
pub struct Queue {
    /// Id.
    pub id: QueueId,
    /// Name on reports.
    pub name: String,
    /// Channel.
    pub channel: Channel,
    /// Languages agreed for the queue.
    pub languages: Vec<Language>,
    /// Languages in which a customer of any other language may be served.
    pub fallback_languages: Vec<Language>,
    /// Opening hours; around the clock where none are agreed.
    pub calendar: Option<Calendar>,
}

/// One export of one provider.
#[derive(Clone, Debug)]
pub struct Source {
    /// Id.
    pub id: SourceId,
    /// Whose export.
    pub provider: ProviderId,
    /// What a row stands for.
    pub kind: TableKind,
    /// Path relative to the data root, with `{period}` and `*`; always with `/`.
    pub path: String,
    /// Whether its absence makes the inputs incomplete.
    pub required: bool,
    /// Zone of its wall-clock times.
    pub zone: Zone,
    /// What to do with a local time that the clock shows twice.
    pub ambiguous: AmbiguousTime,
    /// What to do with a local time that the clock skips.
    pub skipped: SkippedTime,
    /// What to do with an id that comes again with other values.
    pub duplicates: DuplicateRule,
    /// In which unit planned and present agents are given (staffing only).
    pub staff_unit: StaffUnit,
    /// Whose forecast it is, and which version counts (forecasts only).
    pub forecast: Option<ForecastOrigin>,
    /// Encoding, delimiter, lead lines … or sheet.
    pub layout: Layout,
    /// Which column means what.
    pub mapping: Mapping,
}

/// A local time that exists twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmbiguousTime {
    /// The first of the two instants.
    Earlier,
    /// The second.
    Later,
    /// The row is rejected.
    Reject,
}

/// A local time that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkippedTime {
    /// Read with the offset before the jump: 02:30 becomes 03:30.
    Shift,
    /// The row is rejected.
    Reject,
}

/// Rows with the same id and other values. Identical rows always count once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DuplicateRule {
    /// The first row read counts.
    First,
    /// The last row read counts (snapshots: the last state). For tickets with `updated_at`
    /// mapped, the row with the latest `updated_at`.
    Last,
    /// Tickets: each row is a step of the ticket's history, in the order of `updated_at`; the last
    /// row counts, and what came before tells pauses, resolutions and reopenings.
    History,
    /// The first row counts, later ones are rejected with their places.
    Reject,
}

/// What a provider's staffing figures count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffUnit {
    /// Agents available for contacts.
    Net,
    /// Scheduled agents, shrinkage not yet taken off.
    Gross,
    /// Paid full-time equivalents, absence and shrinkage not yet taken off.
    Fte,
}

/// A standard: one agreed duty, with its clauses over time.
#[derive(Clone, Debug)]
pub struct Standard {
    /// Id.
    pub id: StandardId,
    /// Name on reports, per language.
    pub name: Text,
    /// Providers it binds; empty = all.
    pub providers: Vec<ProviderId>,
    /// Queues it covers; resolved, never empty.
    pub queues: Vec<QueueId>,
    /// Fewer cases give `too_few`.
    pub min_cases: u64,
    /// Whether unmeasurable rows count as missed.
    pub unmeasurable_is_missed: bool,
    /// Weight and range of its score; none where it does not count towards a score.
    pub score: Option<ScoreRange>,
    /// Versions, ascending by `valid_from`, without overlap.
    pub clauses: Vec<Clause>,
}

impl Standard {
    /// Whether the standard binds a provider: it may, and some clause is for it.
    pub fn binds(&self, provider: &ProviderId) -> bool {
        let named = self.providers.is_empty() || self.providers.contains(provider);
        named && self.clauses.iter().any(|clause| clause.scope.admits(provider))
    }

    /// The clause that holds for a provider's whole queue on a day: the most specific one in force.
    /// Clauses for single priorities or reasons hold for no whole queue.
    pub fn clause_for(&self, provider: &ProviderId, queue: &QueueId, day: NaiveDate) -> Option<&Clause> {
        let holds = |clause: &&Clause| {
            let scope = &clause.scope;
            clause.is_in_force(day) && scope.is_by_queue() && scope.admits(provider) && scope.covers(queue)
        };
        let mut holding = self.clauses.iter().filter(holds);
        let first = holding.next()?;
        Some(
            holding.fold(first, |best, clause| match clause.scope.refines(&best.scope) {
                true => clause,
                false => best,
            }),
        )
    }

    /// Whether the standard covers a queue.
    pub fn covers(&self, queue: &QueueId) -> bool {
        self.queues.contains(queue)
    }
}

/// A text in both report languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub struct Text {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in a language.
    pub fn get(&self, language: ReportLanguage) -> &str {
        match language {
            ReportLanguage::German => &self.de,
            ReportLanguage::English => &self.en,
        }
    }

    /// The same text in both languages: a name as written.
    pub fn same(text: impl Into<String>) -> Self {
        let de = text.into();
        Self { en: de.clone(), de }
    }
}

/// Weight of a standard in the score, and the values that give nothing and everything.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreRange {
    /// Value that scores 0.
    pub worst: f64,
    /// Value that scores the full weight.
    pub best: f64,
    /// Points at `best`.
    pub weight: f64,
    /// The same two values below a band, where both sides can miss; the others are those above it.
    pub below: Option<(f64, f64)>,
}

/// One version of a standard.
#[derive(Clone, Debug)]
pub struct Clause {
    /// First day of validity.
    pub valid_from: NaiveDate,
    /// Last day of validity, inclusive; open where none.
    pub valid_to: Option<NaiveDate>,
    /// For which contacts it refines the framework; by default for all.
    pub scope: ClauseScope,
    /// Agreed value: a share 0–1, or seconds. Without one the figure is informational and no row
    /// can breach it.
    pub target: Option<f64>,
    /// What is measured.
    pub rule: Rule,
}

impl Clause {
    /// Whether it is valid on a day.
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Its name in files: where it begins, and for which contacts it is.
    pub fn name(&self) -> String {
        match self.scope.is_default() {
            true => self.valid_from.to_string(),
            false => format!("{} {}", self.valid_from, self.scope.name()),
        }
    }

    /// Whether another clause of the standard is more specific and valid at some time as well: where that
    /// one matches, this one does not hold.
    pub fn yields_to(&self, other: &Clause) -> bool {
        let meets = self.valid_to.is_none_or(|last| other.valid_from <= last)
            && other.valid_to.is_none_or(|last| self.valid_from <= last);
        meets && other.scope.refines(&self.scope)
    }
}
