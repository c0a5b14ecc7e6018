//! Everything that an output needs, and nothing else. Outputs compute no figure of their own.

use chrono::NaiveDate;

use crate::vocabulary::{
    Certainty, Channel, Direction, EpochSeconds, Formula, Micro, Period, ProviderId, QueueId, StandardId,
    Status, Zone,
};
use crate::workspace::agreement::{ReportLanguage, Text};

/// The whole review of one period.
#[derive(Clone, Debug)]
pub struct Review {
    /// Client name.
    pub client: String,
    /// Language of the overview.
    pub language: ReportLanguage,
    /// Client's zone, for showing instants.
    pub zone: Zone,
    /// Period.
    pub period: Period,
    /// Instant at which open work was judged.
    pub as_of: EpochSeconds,
    /// Standards in the order of the workspace, with their definitions in words.
    pub standards: Vec<StandardText>,
    /// Queues in the order of the workspace.
    pub queues: Vec<QueueText>,
    /// One part per provider, in the order of the workspace.
    pub providers: Vec<ProviderReview>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A queue's name for reports.
#[derive(Clone, Debug)]
pub struct QueueText {
    /// Id.
    pub id: QueueId,
    /// Name.
    pub name: String,
    /// Channel.
    pub channel: Channel,
}

/// A standard in words.
#[derive(Clone, Debug)]
pub struct StandardText {
    /// Id.
    pub id: StandardId,
    /// Name.
    pub name: Text,
    /// Name of the measure in files.
    pub measure: &'static str,
    /// Whether the value is a share rather than a mean in seconds.
    pub is_share: bool,
    /// Definition in words, of the clause(s) in force: what is counted, over what, what is left out.
    pub definition: Text,
}

/// One provider's part.
#[derive(Clone, Debug)]
pub struct ProviderReview {
    /// Id.
    pub id: ProviderId,
    /// Name.
    pub name: String,
    /// Language of its scorecard.
    pub language: ReportLanguage,
    /// All figures: standards first (per standard: `*` first, then queues), then volumes.
    pub figures: Vec<Figure>,
    /// Total score; none where no standard has a weight or none is measurable.
    pub score: Option<Score>,
    /// Worst staffing gaps, worst first, at most 20.
    pub peaks: Vec<Peak>,
    /// Sums of the staffing states over all intervals.
    pub staffing: StaffingSummary,
    /// Mean gap per weekday and time of day, for the heat map.
    pub heat: Vec<HeatCell>,
    /// Findings per standard, in the order of the standards; the rows themselves are in
    /// findings.csv, the first ones here.
    pub findings: Vec<FindingGroup>,
    /// Reconciliation per input file and sheet.
    pub files: Vec<FileCount>,
    /// The first rejected rows, at most 200; all are in rejected.csv.
    pub rejected: Vec<Rejected>,
    /// Notices about the data in words, most important first.
    pub notices: Vec<Notice>,
}

/// One figure: a row of kpi.csv.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Queue; none = all queues together (`*`).
    pub queue: Option<QueueId>,
    /// Standard id; for volumes the name of the measure.
    pub standard: StandardId,
    /// What is measured, e.g. `service_level`, `service_level:offered`, `offered`.
    pub measure: String,
    /// Numerator, exact.
    pub numerator: Micro,
    /// Denominator, exact; none for volumes.
    pub denominator: Option<Micro>,
    /// numerator / denominator; none where there is no judgeable row.
    pub value: Option<f64>,
    /// 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Agreed value.
    pub target: Option<f64>,
    /// Which side of the target is good.
    pub direction: Option<Direction>,
    /// What the contract settles.
    pub status: Status,
    /// Whether chance could have turned it.
    pub certainty: Option<Certainty>,
    /// Rows left out by agreed exclusions.
    pub excluded: u64,
    /// Rows of the denominator that lack the data to judge.
    pub unmeasurable: u64,
    /// Start of validity of the clause; none for a row that combines clauses.
    pub clause_valid_from: Option<NaiveDate>,
    /// What kind of row it is.
    pub role: Role,
}

/// What kind of row a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A standard's own figure; with several clauses the combined one.
    Standard,
    /// One clause of a standard that had several in the period.
    Clause,
    /// One of the seven service levels beside a service-level standard; whether it is the
    /// contract's.
    Variant(Formula, bool),
    /// A volume, or a live measure that no standard asks for.
    Volume,
}

/// A weighted total (definitions § 10).
#[derive(Clone, Debug)]
pub struct Score {
    /// Points reached, re-based to 100 when a standard is not measurable.
    pub total: f64,
    /// Parts in the order of the standards.
    pub parts: Vec<ScorePart>,
    /// Whether weights were re-based because a standard was not measurable.
    pub rebased: bool,
}

/// One standard's part of the score.
#[derive(Clone, Debug)]
pub struct ScorePart {
    /// Standard.
    pub standard: StandardId,
    /// Agreed weight.
    pub weight: f64,
    /// Value that scores nothing, and the one that scores the full weight.
    pub range: (f64, f64),
    /// Value; none where not measurable.
    pub value: Option<f64>,
    /// Points before re-basing; none where not measurable.
    pub points: Option<f64>,
}

/// State of staffing in an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StaffingState {
    /// Enough agents.
    Ok,
    /// Fewer agents than required.
    Understaffed,
    /// Not more agents than offered load: no steady state.
    Overloaded,
    /// Neither planned nor present agents are known.
    NoPlan,
    /// No calls.
    NoTraffic,
}

impl StaffingState {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            StaffingState::Ok => "ok",
            StaffingState::Understaffed => "understaffed",
            StaffingState::Overloaded => "overloaded",
            StaffingState::NoPlan => "no_plan",
            StaffingState::NoTraffic => "no_traffic",
        }
    }
}

/// How many intervals were in which state.
#[derive(Clone, Debug, Default)]
pub struct StaffingSummary {
    /// Intervals inside opening hours.
    pub intervals: u64,
    /// With enough agents.
    pub ok: u64,
    /// With too few.
    pub understaffed: u64,
    /// With no more agents than load.
    pub overloaded: u64,
    /// Without staffing data.
    pub no_plan: u64,
    /// Without calls.
    pub no_traffic: u64,
    /// Agent-hours missing, summed over the intervals with a gap.
    pub missing_hours: f64,
    /// Calls offered outside opening hours; they are in no interval.
    pub calls_outside_hours: u64,
}

/// One interval with a gap.
#[derive(Clone, Debug)]
pub struct Peak {
    /// Queue.
    pub queue: QueueId,
    /// Start.
    pub start: EpochSeconds,
    /// Length in seconds.
    pub length_s: i64,
    /// Calls offered.
    pub offered: f64,
    /// Mean handle time, seconds.
    pub aht_s: f64,
    /// Offered load in erlang.
    pub load: f64,
    /// Agents required.
    pub required: f64,
    /// Agents planned.
    pub planned: Option<f64>,
    /// Agents present.
    pub present: Option<f64>,
    /// Present (or else planned) minus required.
    pub gap: f64,
    /// State.
    pub state: StaffingState,
    /// Share answered in time in that interval.
    pub service_level: Option<f64>,
}

/// Mean gap of a weekday and time of day over all queues of a provider.
#[derive(Clone, Debug)]
pub struct HeatCell {
    /// Monday = 0.
    pub weekday: u8,
    /// Seconds after local midnight.
    pub time: u32,
    /// Mean over the days of the summed gap, agents; none where staffing is unknown.
    pub gap: Option<f64>,
    /// Mean calls offered.
    pub offered: f64,
}

/// The findings of one standard.
#[derive(Clone, Debug)]
pub struct FindingGroup {
    /// Standard.
    pub standard: StandardId,
    /// How many there are in findings.csv.
    pub count: u64,
    /// The first ones, in the order of the files.
    pub first: Vec<Finding>,
}

/// One breach: a row of findings.csv.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Id of the contact.
    pub contact_id: String,
    /// `call` or `ticket`.
    pub kind: &'static str,
    /// Queue.
    pub queue: QueueId,
    /// When the contact was offered or created.
    pub occurred_at: EpochSeconds,
    /// What was observed.
    pub observed: String,
    /// What was required.
    pub required: String,
    /// File.
    pub file: String,
    /// Sheet; empty for text files.
    pub sheet: String,
    /// Row a person sees.
    pub row: u32,
}

/// Reconciliation of one input file and sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileCount {
    /// Source id.
    pub source: String,
    /// Kind of table.
    pub kind: &'static str,
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Records read: `accepted + duplicates + rejected + outside_period`.
    pub rows_read: u64,
    /// Used.
    pub accepted: u64,
    /// Dropped as duplicates.
    pub duplicates: u64,
    /// Unreadable, listed in rejected.csv.
    pub rejected: u64,
    /// Readable, but of another period.
    pub outside_period: u64,
    /// Totals rows, footers and blank rows: no records.
    pub not_records: u64,
    /// Why the whole file could not be used; empty where it could.
    pub problem: String,
}

/// One rejected row: a row of rejected.csv.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Row a person sees.
    pub row: u32,
    /// Column.
    pub column: String,
    /// Value found.
    pub value: String,
    /// What was expected.
    pub expected: String,
}

/// Something about the data that a reader should know, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What was noticed.
    pub kind: NoticeKind,
    /// File.
    pub file: String,
    /// Column or field; may be empty.
    pub column: String,
    /// Value; may be empty.
    pub value: String,
    /// How often.
    pub count: u64,
    /// First row.
    pub first_row: u32,
}

/// What can be noticed about accepted data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// A required source has no file.
    MissingSource,
    /// A file could not be used.
    UnusableFile,
    /// More rows were rejected than the workspace tolerates.
    ManyRejected,
    /// A word that no list knows; kept as unknown.
    UnknownWord,
    /// A local time that the clock showed twice, read by the declared rule.
    AmbiguousTime,
    /// A local time that the clock skipped, read by the declared rule.
    SkippedTime,
    /// An id that came again with other values.
    ConflictingDuplicate,
    /// A row that contradicts itself.
    Unclear,
    /// An id that a spreadsheet has damaged (`4.41E+11`).
    DamagedId,
    /// Both calls and an interval report cover a queue; the calls count.
    IntervalReportUnused,
    /// A totals row or footer was left out.
    TotalsLeftOut,
}

/// Where a publication comes from.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// Program version.
    pub version: String,
    /// SHA-256 of the workspace, lower-case hex.
    pub workspace_hash: String,
    /// Input files.
    pub inputs: Vec<InputFile>,
    /// Whether inputs were whole; else why not, one sentence each.
    pub incomplete: Vec<String>,
}

/// One input file.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// Provider.
    pub provider: ProviderId,
    /// Name relative to the data root.
    pub file: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, lower-case hex.
    pub sha256: String,
}
