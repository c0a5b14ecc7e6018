//! What a figure can be: status, certainty, direction, and the seven service-level formulas.

/// What the contract settles about a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Unrounded value on the good side of the target, or on it.
    Met,
    /// Unrounded value worse than the target.
    Missed,
    /// Fewer cases than the standard's minimum; the value is still shown.
    TooFew,
    /// No judgeable row.
    NotMeasurable,
    /// A figure without a target.
    Informational,
}

impl Status {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Status::Met => "met",
            Status::Missed => "missed",
            Status::TooFew => "too_few",
            Status::NotMeasurable => "not_measurable",
            Status::Informational => "informational",
        }
    }
}

/// Whether chance alone could have put the figure on the other side of its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The whole 95 % interval lies on one side of the target.
    Clear,
    /// The 95 % interval contains the target.
    Chance,
}

impl Certainty {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Clear => "clear",
            Certainty::Chance => "chance",
        }
    }
}

/// Which side of the target is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// At least the target.
    Min,
    /// At most the target.
    Max,
}

impl Direction {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Min => "min",
            Direction::Max => "max",
        }
    }
}

/// The customary service-level formulas (definitions § 1), in the order V1 to V7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Formula {
    /// V1: in time / answered.
    AnsweredOnly,
    /// V2: in time / offered.
    Offered,
    /// V3: in time / (answered + abandoned after T).
    LateAbandons,
    /// V4: (in time + abandoned within T) / offered.
    AbandonsInTimeCount,
    /// V5: (in time + abandoned within s) / offered.
    ShortAbandonsCount,
    /// V6: in time / (offered − abandoned within s).
    ShortAbandonsRemoved,
    /// V7: in time / (offered + flow-outs).
    WithFlowOuts,
}

impl Formula {
    /// All formulas, V1 to V7.
    pub const ALL: [Formula; 7] = [
        Formula::AnsweredOnly,
        Formula::Offered,
        Formula::LateAbandons,
        Formula::AbandonsInTimeCount,
        Formula::ShortAbandonsCount,
        Formula::ShortAbandonsRemoved,
        Formula::WithFlowOuts,
    ];

    /// Name in the workspace and in files.
    pub fn name(self) -> &'static str {
        match self {
            Formula::AnsweredOnly => "answered_only",
            Formula::Offered => "offered",
            Formula::LateAbandons => "late_abandons",
            Formula::AbandonsInTimeCount => "abandons_in_time_count",
            Formula::ShortAbandonsCount => "short_abandons_count",
            Formula::ShortAbandonsRemoved => "short_abandons_removed",
            Formula::WithFlowOuts => "with_flow_outs",
        }
    }

    /// Whether abandoned calls count differently by how long they waited.
    pub fn places_abandons(self) -> bool {
        !matches!(
            self,
            Formula::AnsweredOnly | Formula::Offered | Formula::WithFlowOuts
        )
    }

    /// Short name in the literature of this project: `V1` to `V7`.
    pub fn short_name(self) -> &'static str {
        ["V1", "V2", "V3", "V4", "V5", "V6", "V7"][self as usize]
    }
}

/// What a standard says about one contact. The numbers are those in the published rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(i8)]
pub enum Verdict {
    /// In the denominator, not in the numerator: a breach.
    Missed = 0,
    /// In the numerator.
    Passed = 1,
    /// In scope, but a field needed to judge it is empty or contradictory.
    Unmeasurable = 2,
    /// In scope, but an agreed exclusion applies.
    Excluded = 3,
}

impl Verdict {
    /// Name in output for people and machines.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Missed => "missed",
            Verdict::Passed => "passed",
            Verdict::Unmeasurable => "unmeasurable",
            Verdict::Excluded => "excluded",
        }
    }
}
