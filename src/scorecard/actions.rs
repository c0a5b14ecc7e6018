//! The plan of actions with one provider: what was missed, what is proposed, what the provider answers, and
//! what came of it. Single findings that the provider disputes stand beside it.

use chrono::NaiveDate;

use crate::vocabulary::{Direction, Micro, QueueId, ReplyStatus, StandardId, Status};

/// One provider's plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActionPlan {
    /// Actions, the oldest first; those of one period in the order of the standards.
    pub actions: Vec<Action>,
    /// Single findings on which the provider asks back, or which it does not accept.
    pub disputes: Vec<Dispute>,
    /// How many of which.
    pub counts: PlanCounts,
}

/// How many actions are in which state. The first five add up to all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanCounts {
    /// Without an answer.
    pub open: u64,
    /// Answered, and not reported as done.
    pub answered: u64,
    /// Reported as done; that it worked is not shown yet.
    pub done: u64,
    /// Done, and the figure has moved to the good side beyond chance.
    pub effective: u64,
    /// Closed by the client.
    pub closed: u64,
    /// Of the open and answered ones, those past their due date.
    pub overdue: u64,
    /// Of all, those whose standard was missed again.
    pub repeated: u64,
    /// Of all, and of single findings, those that the provider does not accept.
    pub disputed: u64,
}

impl PlanCounts {
    /// Those of two plans together.
    pub fn plus(self, other: &Self) -> Self {
        Self {
            open: self.open + other.open,
            answered: self.answered + other.answered,
            done: self.done + other.done,
            effective: self.effective + other.effective,
            closed: self.closed + other.closed,
            overdue: self.overdue + other.overdue,
            repeated: self.repeated + other.repeated,
            disputed: self.disputed + other.disputed,
        }
    }
}

/// One action: a standard missed in a period, until it is done and has worked.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// Id: the same in every run, unique over providers and periods.
    pub id: String,
    /// The standard that was missed.
    pub standard: StandardId,
    /// Queue; none = all queues together.
    pub queue: Option<QueueId>,
    /// For which contacts the missed clause is, as files name it; empty for the framework's default.
    pub scope: String,
    /// Name of the period in which it was missed.
    pub found_in: String,
    /// The figure that missed.
    pub found: Evidence,
    /// Findings of the standard in that period, over all queues.
    pub findings: u64,
    /// Until when it is to be done.
    pub due: NaiveDate,
    /// The provider's last answer.
    pub reply: Option<Reply>,
    /// Later periods in which the same was missed again.
    pub repeated_in: Vec<String>,
    /// An ended action about the same, which this one repeats.
    pub repeats: Option<String>,
    /// The same figure in the period at hand; none where it is the period of the finding, or has no figure.
    pub now: Option<Evidence>,
    /// Whether the figure has moved since.
    pub effect: Effect,
    /// State.
    pub state: ActionState,
    /// Whether it is past its due date and not reported as done.
    pub is_overdue: bool,
    /// How it ended.
    pub ended: Option<Ended>,
}

impl Action {
    /// Whether the standard was missed again, or once more after an earlier action.
    pub fn is_repeated(&self) -> bool {
        !self.repeated_in.is_empty() || self.repeats.is_some()
    }

    /// Whether the provider does not accept it.
    pub fn is_disputed(&self) -> bool {
        let status = self.reply.as_ref().and_then(|reply| reply.status);
        status == Some(ReplyStatus::Disputed) && self.ended.is_none()
    }
}

/// A figure as it was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// Numerator.
    pub numerator: Micro,
    /// Denominator.
    pub denominator: Option<Micro>,
    /// Value.
    pub value: Option<f64>,
    /// 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Agreed value.
    pub target: Option<f64>,
    /// Which side of it is good.
    pub direction: Option<Direction>,
    /// Status.
    pub status: Status,
}

/// Where an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionState {
    /// Without an answer.
    Open,
    /// Answered.
    Answered,
    /// Reported as done.
    Done,
    /// Done, and it has worked.
    Effective,
    /// Closed by the client.
    Closed,
}

impl ActionState {
    /// All states.
    pub const ALL: [ActionState; 5] = [
        ActionState::Open,
        ActionState::Answered,
        ActionState::Done,
        ActionState::Effective,
        ActionState::Closed,
    ];

    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            ActionState::Open => "open",
            ActionState::Answered => "answered",
            ActionState::Done => "done",
            ActionState::Effective => "effective",
            ActionState::Closed => "closed",
        }
    }
}

/// Whether a figure has moved between two periods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// It cannot be told.
    NotTellable(Untellable),
    /// To the good side beyond chance, with the probability of so large a difference by chance alone.
    Better(f64),
    /// To the bad side beyond chance.
    Worse(f64),
    /// No more than chance explains.
    Chance(f64),
}

impl Effect {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Effect::NotTellable(why) => why.name(),
            Effect::Better(_) => "better",
            Effect::Worse(_) => "worse",
            Effect::Chance(_) => "chance",
        }
    }

    /// Probability of so large a difference by chance alone.
    pub fn p(self) -> Option<f64> {
        match self {
            Effect::NotTellable(_) => None,
            Effect::Better(p) | Effect::Worse(p) | Effect::Chance(p) => Some(p),
        }
    }
}

/// Why it cannot be told whether a figure has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untellable {
    /// No later period is there, or the provider's date lies behind it.
    NotYet,
    /// The period has no such figure.
    NoFigure,
    /// The figure has no interval: a mean, or a share of cases that depend on each other.
    NoInterval,
}

impl Untellable {
    fn name(self) -> &'static str {
        match self {
            Untellable::NotYet => "not_yet",
            Untellable::NoFigure => "no_figure",
            Untellable::NoInterval => "no_interval",
        }
    }
}

/// How an action or a dispute ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Name of the period in whose review it did.
    pub period: String,
    /// The first day after that period: how long it is kept counts from there.
    pub day: NaiveDate,
    /// The client's reason; empty where it ended by having worked.
    pub reason: String,
}

/// What a provider answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// Status.
    pub status: Option<ReplyStatus>,
    /// The provider's own date.
    pub date: Option<NaiveDate>,
    /// Comment.
    pub text: String,
    /// What the provider says came of it.
    pub effect: String,
    /// Name of the period whose feedback file it stands in.
    pub period: String,
    /// Returned file.
    pub file: String,
    /// Row in it, as a person sees it.
    pub row: u32,
}

/// A single finding on which the provider asks back, or which it does not accept. It stays in the figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Id of the finding.
    pub id: String,
    /// Standard.
    pub standard: StandardId,
    /// Period of the finding.
    pub found_in: String,
    /// Contact; empty where the returned row had been changed.
    pub contact_id: String,
    /// What was observed, as the feedback file showed it.
    pub observed: String,
    /// The provider's answer.
    pub reply: Reply,
    /// How it ended: closed by the client, or withdrawn (without a reason).
    pub ended: Option<Ended>,
}

impl Dispute {
    /// Whether it is still between the two.
    pub fn is_live(&self) -> bool {
        self.ended.is_none()
    }
}

/// An answer of a returned feedback file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Id of the action or finding.
    pub id: String,
    /// What it is about, where it is a single finding.
    pub finding: Option<AnsweredFinding>,
    /// The answer.
    pub reply: Reply,
}

/// The finding that an answer is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredFinding {
    /// Standard.
    pub standard: StandardId,
    /// Contact.
    pub contact_id: String,
    /// What was observed.
    pub observed: String,
}
