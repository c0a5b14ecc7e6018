//! Why agents were missing: who caused which part of the gap, what it cost in customers, and how far the
//! model that says so can be believed.

use chrono::NaiveDate;

use crate::vocabulary::{EpochSeconds, Maker, Micro, QueueId};

/// A named part of a gap. Each is agents staffed minus agents needed; together they are the gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapPart {
    /// Present minus planned.
    Attendance,
    /// Planned minus needed by the forecast.
    Plan,
    /// More calls than forecast, as far as the agreed tolerance goes.
    Tolerated,
    /// More calls than forecast, beyond the tolerance.
    Volume,
    /// A larger share of all providers' calls than planned.
    Routing,
    /// Longer handle times than forecast.
    HandleTime,
    /// What cannot be told apart, because a plan or a forecast is missing.
    Unexplained,
}

impl GapPart {
    /// How many there are.
    pub const COUNT: usize = 7;

    /// All, from what stands nearest to the agents present.
    pub const ALL: [GapPart; Self::COUNT] = [
        GapPart::Attendance,
        GapPart::Plan,
        GapPart::Tolerated,
        GapPart::Volume,
        GapPart::Routing,
        GapPart::HandleTime,
        GapPart::Unexplained,
    ];

    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            GapPart::Attendance => "attendance",
            GapPart::Plan => "plan",
            GapPart::Tolerated => "volume_tolerated",
            GapPart::Volume => "volume",
            GapPart::Routing => "routing",
            GapPart::HandleTime => "handle_time",
            GapPart::Unexplained => "unexplained",
        }
    }

    /// Who answers for it; nobody for what cannot be told apart.
    pub fn owner(self, handle_time: Maker) -> Option<Maker> {
        match self {
            GapPart::Attendance | GapPart::Plan | GapPart::Tolerated => Some(Maker::Provider),
            GapPart::Volume | GapPart::Routing => Some(Maker::Client),
            GapPart::HandleTime => Some(handle_time),
            GapPart::Unexplained => None,
        }
    }
}

/// What a part of a gap amounts to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartSum {
    /// Agent-seconds; negative: people were missing.
    pub agent_s: Micro,
    /// Customers who waited too long or hung up on its account.
    pub customers: Micro,
}

/// The gap of intervals in which people were missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GapSum {
    /// How many intervals.
    pub intervals: u64,
    /// Agent-seconds; negative.
    pub agent_s: Micro,
    /// Answered too late, more than with the agents required.
    pub late: Micro,
    /// Hung up, more than with the agents required.
    pub lost: Micro,
    /// The parts, in the order of [`GapPart::ALL`]; they add up to the gap.
    pub parts: [PartSum; GapPart::COUNT],
}

impl GapSum {
    /// Customers who were answered too late or hung up.
    pub fn customers(&self) -> Micro {
        self.late + self.lost
    }

    /// What a part amounts to.
    pub fn part(&self, part: GapPart) -> PartSum {
        self.parts[part as usize]
    }

    /// Agent-hours that were missing.
    pub fn missing_hours(&self) -> f64 {
        0.0 - self.agent_s.as_f64() / 3600.0
    }

    /// Whether the parts are the whole.
    pub fn adds_up(&self) -> bool {
        let agent_s: Micro = self.parts.iter().map(|part| part.agent_s).sum();
        let customers: Micro = self.parts.iter().map(|part| part.customers).sum();
        agent_s == self.agent_s && customers == self.customers()
    }
}

impl std::ops::AddAssign for GapSum {
    fn add_assign(&mut self, other: GapSum) {
        self.intervals += other.intervals;
        self.agent_s += other.agent_s;
        self.late += other.late;
        self.lost += other.lost;
        for (sum, more) in self.parts.iter_mut().zip(other.parts) {
            sum.agent_s += more.agent_s;
            sum.customers += more.customers;
        }
    }
}

/// The gap of a queue on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapOfDay {
    /// Queue.
    pub queue: QueueId,
    /// Day on the client's clock.
    pub day: NaiveDate,
    /// Its gap.
    pub gap: GapSum,
}

/// How an interval's staffing is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StaffVerdict {
    /// Fewer agents than needed by any reading, by more than chance explains.
    Short,
    /// Fewer than needed, but no more than chance may explain.
    WithinNoise,
    /// Enough if callers hang up as estimated, too few if they wait for ever.
    DependsOnPatience,
    /// Enough by any reading.
    Enough,
}

impl StaffVerdict {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            StaffVerdict::Short => "short",
            StaffVerdict::WithinNoise => "within_noise",
            StaffVerdict::DependsOnPatience => "depends_on_patience",
            StaffVerdict::Enough => "enough",
        }
    }
}

/// Where the patience of a queue comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatienceSource {
    /// It was agreed.
    Given,
    /// From the waits of the queue.
    Queue,
    /// From the waits of all the provider's queues with callers: the queue's own are too few.
    Pooled,
    /// The waits of abandoned calls are not known, or nobody hung up.
    Unknown,
}

/// How long callers of a queue are willing to wait.
#[derive(Clone, Debug, PartialEq)]
pub struct QueuePatience {
    /// Queue.
    pub queue: QueueId,
    /// Where it comes from.
    pub source: PatienceSource,
    /// Mean, seconds; none where it is unknown: then callers wait for ever.
    pub seconds: Option<f64>,
    /// 95 % interval of an estimate; the upper end may be endless.
    pub interval: Option<(f64, f64)>,
    /// Abandoned calls behind an estimate.
    pub abandoned: u64,
}

/// What peaks are chosen by. Never by the calls that came: that would be a list of bad luck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeakBasis {
    /// The requirement of the locked forecast.
    Forecast,
    /// The usual calls of the weekday and time in the other weeks of the period, the former ones first.
    UsualWeek,
    /// Neither is known.
    #[default]
    Unknown,
}

/// The intervals that were known beforehand to need most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeakSum {
    /// What they were chosen by.
    pub basis: PeakBasis,
    /// How many there are.
    pub intervals: u64,
    /// In how many people were missing.
    pub short: u64,
    /// In how many more were missing than chance explains.
    pub clear: u64,
    /// Agent-hours missing in them.
    pub missing_hours: f64,
}

/// What the model says beside what was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct BackTest {
    /// Queue; none for all together.
    pub queue: Option<QueueId>,
    /// Intervals of which both are known.
    pub intervals: u64,
    /// Predicted service level, weighted by calls.
    pub predicted: f64,
    /// Measured service level over the same intervals, weighted likewise.
    pub measured: f64,
    /// Mean distance of the two in an interval, weighted likewise.
    pub distance: f64,
    /// Mean agents staffed in the intervals of which implied agents are known.
    pub staffed: f64,
    /// Mean agents with which the model gives the measured level.
    pub implied: Option<f64>,
}

impl BackTest {
    /// Predicted minus measured: above zero, the model promises more than came about.
    pub fn bias(&self) -> f64 {
        self.predicted - self.measured
    }
}

/// Intervals in a row with far more calls than forecast.
#[derive(Clone, Debug, PartialEq)]
pub struct Emergency {
    /// Queue.
    pub queue: QueueId,
    /// Start of the first interval.
    pub start: EpochSeconds,
    /// End of the last one.
    pub end: EpochSeconds,
    /// How many intervals.
    pub intervals: u64,
    /// Calls that came.
    pub calls: f64,
    /// Calls that were forecast.
    pub forecast: f64,
    /// Most agents needed beyond those that the forecast needed, in any of the intervals.
    pub agents: i64,
    /// Chance of so many calls in all of the intervals, were the forecast right.
    pub chance: f64,
    /// Seconds from the start until as many agents were there as were needed; none where that was not on the day.
    pub lag_s: Option<i64>,
}

/// The hour of the week in which most agent-hours were missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorstHour {
    /// Monday = 0.
    pub weekday: u8,
    /// Seconds after local midnight at which it begins.
    pub time: u32,
    /// Agent-hours missing in it over the period.
    pub hours: f64,
}

/// Everything about the gap of a provider.
#[derive(Clone, Debug, Default)]
pub struct StaffGap {
    /// Patience per queue, where the workspace asks for it.
    pub patience: Vec<QueuePatience>,
    /// The gap of the period, over all intervals in which people were missing.
    pub total: GapSum,
    /// By queue and day, days without a gap left out.
    pub days: Vec<GapOfDay>,
    /// Who answers for handle times; the provider where nothing is agreed.
    pub client_owns_handle_time: bool,
    /// The agreed tolerance of the volume.
    pub tolerance: f64,
    /// How many intervals got which verdict, in the order of [`StaffVerdict`].
    pub verdicts: [u64; 4],
    /// Peaks by what was known beforehand.
    pub peaks: PeakSum,
    /// The model against what was measured: all queues together first, then each.
    pub back_tests: Vec<BackTest>,
    /// Runs of spikes, in the order of their start; none where there is no forecast.
    pub emergencies: Option<Vec<Emergency>>,
    /// The hour of the week that lacked most.
    pub worst_hour: Option<WorstHour>,
    /// Whether some queue holds several chats per agent, which the models only approximate.
    pub has_chats: bool,
}

impl StaffGap {
    /// Who answers for handle times.
    pub fn handle_time_owner(&self) -> Maker {
        match self.client_owns_handle_time {
            true => Maker::Client,
            false => Maker::Provider,
        }
    }

    /// How many intervals got a verdict.
    pub fn verdict(&self, verdict: StaffVerdict) -> u64 {
        self.verdicts[verdict as usize]
    }
}
