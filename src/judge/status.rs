//! What the contract settles about a value, and how sure that is (definitions § 0).

use super::wilson::wilson;
use crate::vocabulary::{Certainty, Direction, Micro, Status, Tally};

/// A judged tally.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Numerator after the standard's rule for unmeasurable rows.
    pub numerator: Micro,
    /// Denominator after that rule.
    pub denominator: Micro,
    /// numerator / denominator.
    pub value: Option<f64>,
    /// 95 % interval, for shares.
    pub interval: Option<(f64, f64)>,
    /// What the contract settles.
    pub status: Status,
    /// Whether chance could have turned it.
    pub certainty: Option<Certainty>,
}

/// What a tally is judged against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Against {
    /// Agreed value; none = informational.
    pub target: Option<f64>,
    /// Which side of it is good.
    pub direction: Direction,
    /// Whether the value is a share of contacts.
    pub is_share: bool,
    /// Fewer cases give `too_few`.
    pub min_cases: u64,
    /// Whether unmeasurable rows count as missed.
    pub unmeasurable_is_missed: bool,
}

/// Judges a tally. The value is compared unrounded; the target itself is on the good side.
pub fn judge(tally: &Tally, against: Against) -> Judged {
    let (numerator, denominator) = counted(tally, against);
    let value = numerator.per(denominator);
    let interval = if against.is_share {
        wilson(numerator.as_f64(), denominator.as_f64())
    } else {
        None
    };
    let status = match (value, against.target) {
        (None, _) => Status::NotMeasurable,
        (_, None) => Status::Informational,
        _ if denominator < Micro::whole(against.min_cases as i64) => Status::TooFew,
        (Some(value), Some(target)) if is_good(value, target, against.direction) => Status::Met,
        _ => Status::Missed,
    };
    let judged = matches!(status, Status::Met | Status::Missed);
    let certainty = match (interval, against.target) {
        (Some(interval), Some(target)) if judged => Some(certainty(interval, target, against.direction)),
        _ => None,
    };
    Judged {
        numerator,
        denominator,
        value,
        interval,
        status,
        certainty,
    }
}

/// Numerator and denominator. Unmeasurable rows count as missed where that is agreed, of a share: a mean
/// has no missed rows.
fn counted(tally: &Tally, against: Against) -> (Micro, Micro) {
    let counted = match against.unmeasurable_is_missed && against.is_share {
        true => tally.unmeasurable_missed(against.direction),
        false => *tally,
    };
    (counted.numerator, counted.denominator)
}

fn is_good(value: f64, target: f64, direction: Direction) -> bool {
    match direction {
        Direction::Min => value >= target,
        Direction::Max => value <= target,
    }
}

/// Whether an interval lies on one side of a target.
pub fn certainty((low, high): (f64, f64), target: f64, direction: Direction) -> Certainty {
    if is_good(low, target, direction) == is_good(high, target, direction) {
        Certainty::Clear
    } else {
        Certainty::Chance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(numerator: i64, denominator: i64, target: f64) -> Judged {
        let tally = Tally {
            numerator: Micro::whole(numerator),
            denominator: Micro::whole(denominator),
            ..Tally::default()
        };
        let against = Against {
            target: Some(target),
            direction: Direction::Min,
            is_share: true,
            min_cases: 30,
            unmeasurable_is_missed: false,
        };
        judge(&tally, against)
    }

    #[test]
    fn just_under_the_target_misses_it() {
        assert_eq!(share(7996, 10_000, 0.8).status, Status::Missed);
        assert_eq!(share(8000, 10_000, 0.8).status, Status::Met);
    }

    #[test]
    fn few_cases_and_none_are_states_of_their_own() {
        assert_eq!(share(19, 24, 0.8).status, Status::TooFew);
        assert_eq!(share(0, 0, 0.8).status, Status::NotMeasurable);
        assert_eq!(share(0, 0, 0.8).value, None);
    }

    #[test]
    fn certainty_depends_on_the_whole_interval() {
        assert_eq!(share(824, 1180, 0.8).certainty, Some(Certainty::Clear));
        assert_eq!(share(79, 100, 0.8).certainty, Some(Certainty::Chance));
    }

    #[test]
    fn unmeasurable_rows_count_as_missed_only_where_agreed() {
        let tally = Tally {
            numerator: Micro::whole(80),
            denominator: Micro::whole(100),
            unmeasurable: Micro::whole(10),
            ..Tally::default()
        };
        let against = |unmeasurable_is_missed| Against {
            target: Some(0.8),
            direction: Direction::Min,
            is_share: true,
            min_cases: 30,
            unmeasurable_is_missed,
        };
        assert_eq!(judge(&tally, against(false)).value, Some(0.8));
        assert_eq!(judge(&tally, against(true)).value, Some(80.0 / 110.0));
        let abandoned = Against {
            direction: Direction::Max,
            ..against(true)
        };
        assert_eq!(judge(&tally, abandoned).value, Some(90.0 / 110.0));
    }
}
