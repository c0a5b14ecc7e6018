//! Everything that an output needs, and nothing else. Outputs compute no figure of their own.

mod actions;
mod calendars;
mod clauses;
mod comparison;
mod credits;
mod data;
mod decisions;
mod duties;
mod pauses;
mod reported;
mod restatement;
mod staff_gap;
mod staff_interval;
mod staffing;
mod trend;

use chrono::NaiveDate;

use crate::vocabulary::{
    BridgePart, Certainty, Channel, Direction, Distinct, EpochSeconds, ForecastCount, Formula, HandoverCount,
    Micro, PartOf, Period, ProviderId, QueueId, StandardId, Status, TableKind, Unit, Without, Zone,
};
use crate::workspace::agreement::{ReportLanguage, Text};

pub use actions::{
    Action, ActionPlan, ActionState, Answer, AnsweredFinding, Dispute, Effect, Ended, Evidence, PlanCounts,
    Reply, Untellable,
};
pub use calendars::{CalendarText, CalendarUse, Used};
pub use clauses::{ClauseText, Exempted, ExemptionText, MomentText, ScopeText};
pub use comparison::{Comparison, CurvePoint, FunnelLimits, Member, Pair, PeerRange, Standing};
pub use credits::{
    CreditLine, CreditReview, CreditTotals, EarnBack, FormerLine, FormerPeriod, GivenBack, Hit, Open, Place,
    Sureness, Unjudged, credits_of,
};
pub use data::{FileCount, Notice, NoticeKind, Rejected, RejectedCause};
pub use decisions::{Decision, Matter, Stake};
pub use duties::DutyFigure;
pub use pauses::DoubtfulPause;
pub use reported::{Account, Calls, Reported};
pub use restatement::{Cause, Restated, Restatements, Stated};
pub use staff_gap::{
    BackTest, Emergency, GapOfDay, GapPart, GapSum, PartSum, PatienceSource, PeakBasis, PeakSum,
    QueuePatience, StaffGap, StaffVerdict, WorstHour,
};
pub use staff_interval::{Harm, Judged, Split};
pub use staffing::{HeatCell, Peak, StaffingModel, StaffingState, StaffingSummary};
pub use trend::{
    Course, FormerFile, History, Limits, SHOWN_PERIODS, Side, Signal, Trend, TrendPoint, Unusable,
    UnusableReason,
};

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
    /// Calendars by which something of the period is judged, in the order of their use.
    pub calendars: Vec<CalendarText>,
    /// Exemptions of the agreement, in the order of the workspace.
    pub exemptions: Vec<ExemptionText>,
    /// Moments of truth, in the order of the workspace.
    pub moments: Vec<MomentText>,
    /// One part per provider, in the order of the workspace.
    pub providers: Vec<ProviderReview>,
    /// What is to be decided, in the order of a review.
    pub decisions: Vec<Decision>,
    /// Providers side by side, of each standard by which at least two can be compared.
    pub comparisons: Vec<Comparison>,
    /// What re-runs of the period have changed.
    pub restatements: Restatements,
    /// What former publications tell.
    pub history: History,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Review {
    /// Name of a queue; its id where the review does not know it.
    pub fn queue_name<'a>(&'a self, id: &'a QueueId) -> &'a str {
        let known = self.queues.iter().find(|queue| queue.id == *id);
        known.map_or(id.as_str(), |queue| &queue.name)
    }

    /// Whether open work was judged before the end of the period: then deadlines stop there, while
    /// calls count as delivered.
    pub fn is_early(&self) -> bool {
        self.as_of < self.period.instants(&self.zone).1
    }

    /// A standard in words, where the review knows it.
    pub fn standard(&self, id: &StandardId) -> Option<&StandardText> {
        self.standards.iter().find(|standard| standard.id == *id)
    }
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
    /// What its values are counted in.
    pub unit: Unit,
    /// Definition in words, of the clause(s) in force: what is counted, over what, what is left out.
    pub definition: Text,
    /// Its clauses that began before the end of the period, in order of time.
    pub clauses: Vec<ClauseText>,
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
    /// Definitions of the standards that bind it, of the clauses that concern it.
    pub definitions: Vec<(StandardId, Text)>,
    /// All figures: standards first (per standard: `*` first, then queues), then volumes.
    pub figures: Vec<Figure>,
    /// Documentation by contact reason and group of agents.
    pub duties: Vec<DutyFigure>,
    /// What each exemption took out of its standards.
    pub exempted: Vec<Exempted>,
    /// What it reports of itself, beside ours, in the order of the standards.
    pub reported: Vec<Reported>,
    /// Total score; none where no standard has a weight or none is measurable.
    pub score: Option<Score>,
    /// Bonus and malus, in the order of the workspace; none where nothing is agreed for the period.
    pub credits: Vec<CreditReview>,
    /// The plan of actions.
    pub plan: ActionPlan,
    /// Worst staffing gaps, worst first, at most 20.
    pub peaks: Vec<Peak>,
    /// Sums of the staffing states over all intervals.
    pub staffing: StaffingSummary,
    /// Mean gap per weekday and time of day, for the heat map.
    pub heat: Vec<HeatCell>,
    /// Who caused the gap and what it cost, peaks, back-test and emergencies.
    pub staff_gap: StaffGap,
    /// Findings per standard, in the order of the standards; the rows themselves are in
    /// findings.csv, the first ones here.
    pub findings: Vec<FindingGroup>,
    /// Pauses that the audit of a deadline finds hard to explain.
    pub pauses: Vec<DoubtfulPause>,
    /// Reconciliation per input file and sheet.
    pub files: Vec<FileCount>,
    /// The first rejected rows, at most 200; all are in rejected.csv.
    pub rejected: Vec<Rejected>,
    /// Why rows were rejected, the most frequent cause first.
    pub causes: Vec<RejectedCause>,
    /// Notices about the data in words, most important first.
    pub notices: Vec<Notice>,
    /// The course of its standards' figures over the periods before; none without former publications.
    pub trends: Vec<Trend>,
    /// Between what the values of the others lie, of standards by which at least three can be compared.
    pub peers: Vec<PeerRange>,
}

impl ProviderReview {
    /// Whether the provider delivers what a volume counts: calls or interval reports, or tickets.
    pub fn delivers(&self, volume: &str) -> bool {
        let of_tickets = |name: &str| name.starts_with("tickets_");
        let kinds: &[TableKind] = match of_tickets(volume) {
            true => &[TableKind::Tickets, TableKind::Events],
            false => &[TableKind::Calls, TableKind::Intervals],
        };
        let counted = |figure: &Figure| {
            let is_alike = of_tickets(&figure.measure) == of_tickets(volume);
            figure.role == Role::Volume && is_alike && figure.numerator > Micro::default()
        };
        let delivered = |file: &FileCount| kinds.iter().any(|kind| kind.name() == file.kind);
        self.files.iter().any(delivered) || self.figures.iter().any(counted)
    }

    /// The definition of a standard for this provider's own pages.
    pub fn definition<'a>(&'a self, standard: &'a StandardText) -> &'a Text {
        let own = self.definitions.iter().find(|(id, _)| *id == standard.id);
        own.map_or(&standard.definition, |(_, text)| text)
    }
}

impl StandardText {
    /// The definition for readers of some providers' pages: a single one reads its own.
    pub fn definition_for<'a>(&'a self, providers: &[&'a ProviderReview]) -> &'a Text {
        match providers {
            [only] => only.definition(self),
            _ => &self.definition,
        }
    }
}

impl Figure {
    /// Whether it belongs to no standard.
    pub fn is_volume(&self) -> bool {
        matches!(
            self.role,
            Role::Volume | Role::MomentVolume(_) | Role::Work(_) | Role::Distinct(..)
        )
    }

    /// The numerator, but none for a count that cannot be told: it would read as a count of zero; nor of a
    /// value that was reported without one.
    pub fn told_numerator(&self) -> Option<Micro> {
        if self.role == Role::Reported {
            return self.denominator.and(Some(self.numerator));
        }
        (self.value.is_some() || self.denominator.is_some()).then_some(self.numerator)
    }
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
    /// Both ends of what is agreed, where both sides can miss; `target` is then the end that the value is
    /// beyond, or else nearer to.
    pub band: Option<(f64, f64)>,
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
    /// Number of the clause in its standard; none for a row that combines clauses.
    pub clause: Option<usize>,
    /// For which contacts the clause is.
    pub scope: ScopeText,
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
    /// A count of the client's hand-over log, beside its standard.
    Handover(HandoverCount),
    /// A count of intervals with and without a forecast, beside the standard that rests on it.
    Forecast(ForecastCount),
    /// A figure beside a standard's own: its name behind the colon, and what it is counted in.
    Beside(&'static str, Unit),
    /// The standard's figure without exemptions, or without relief.
    Without(Without),
    /// How many contacts an exemption (its number) took out of the standard.
    Exempted(usize),
    /// The standard's figure over the contacts of a moment of truth (its number).
    Moment(usize),
    /// Tickets in hand: a part of the bridge, or the open ones of an age.
    Work(Option<BridgePart>),
    /// Tickets or customers that moved, each counted once.
    Distinct(BridgePart, Distinct),
    /// What the provider reports of the standard, beside ours.
    Reported,
    /// The figure of a duty of documentation over a part of its contacts.
    Part(PartOf),
    /// A volume, or a live measure that no standard asks for.
    Volume,
    /// The same over the contacts of a moment of truth (its number).
    MomentVolume(usize),
}

/// A weighted total (definitions § 10).
#[derive(Clone, Debug)]
pub struct Score {
    /// Points reached, scaled up to the maximum when a standard is not measurable.
    pub total: f64,
    /// The sum of the agreed weights that bind the provider: the most points there are to reach.
    pub maximum: f64,
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
    /// Weight that counts, re-based where another standard is not measurable; none where this one is not.
    pub counted: Option<f64>,
    /// Value that scores nothing, and the one that scores the full weight.
    pub range: (f64, f64),
    /// The same below a band, where both sides can miss; `range` is then the one above it.
    pub below: Option<(f64, f64)>,
    /// Value; none where not measurable.
    pub value: Option<f64>,
    /// Points of the weight that counts; none where not measurable. They add up to the total.
    pub points: Option<f64>,
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
    /// `call`, `ticket` or `message`.
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

impl Finding {
    /// Kind of a message that the client handed over; its place is in the client's log.
    pub const MESSAGE: &'static str = "message";
}

impl ProviderReview {
    /// Whether findings are listed whose place is not in the provider's own files.
    pub fn lists_messages(&self) -> bool {
        let mut found = self.findings.iter().flat_map(|group| &group.first);
        found.any(|finding| finding.kind == Finding::MESSAGE)
    }
}

/// Where a publication comes from.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// Program version.
    pub version: String,
    /// SHA-256 of the workspace, lower-case hex.
    pub workspace_hash: String,
    /// Names what was read and agreed, without the providers' answers: the same for the same figures.
    pub run_id: String,
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
