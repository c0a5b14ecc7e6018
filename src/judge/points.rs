//! Points, such as a net promoter score: a difference of two shares, with its own interval.

use super::status::{Against, Judged, certainty, judge};
use crate::vocabulary::{Status, Tally};

/// The 97.5 % quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Points of a whole.
const WHOLE: f64 = 100.0;

/// Judges a mean of points: −100, 0 or 100 each.
pub fn judge_points(tally: &Tally, against: Against) -> Judged {
    let judged = judge(
        tally,
        Against {
            is_share: false,
            ..against
        },
    );
    let (for_and_against, cases) = (tally.spread.as_f64(), tally.denominator.as_f64());
    let interval = difference(tally.numerator.as_f64() / WHOLE, for_and_against, cases);
    let settled = matches!(judged.status, Status::Met | Status::Missed);
    let certainty = match (interval, against.target) {
        (Some(interval), Some(target)) if settled => Some(certainty(interval, target, against.direction)),
        _ => None,
    };
    Judged {
        interval,
        certainty,
        ..judged
    }
}

/// 95 % interval in points of the difference between two shares of the same cases, after Agresti and Min
/// (2005): Wald's interval with half a case added to each of four cells, which holds its level where
/// plain Wald does not, and has a width where all answers are the same.
fn difference(surplus: f64, for_and_against: f64, cases: f64) -> Option<(f64, f64)> {
    if cases <= 0.0 {
        return None;
    }
    let cases = cases + 2.0;
    let (middle, either) = (surplus / cases, (for_and_against + 1.0) / cases);
    let half = Z * ((either - middle * middle).max(0.0) / cases).sqrt();
    let edge = |value: f64| (value * WHOLE).clamp(-WHOLE, WHOLE);
    Some((edge(middle - half), edge(middle + half)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Certainty, Direction, Micro};

    fn score(promoters: i64, detractors: i64, answers: i64, target: f64) -> Judged {
        let tally = Tally {
            numerator: Micro::whole((promoters - detractors) * 100),
            denominator: Micro::whole(answers),
            spread: Micro::whole(promoters + detractors),
            ..Tally::default()
        };
        let against = Against {
            target: Some(target),
            direction: Direction::Min,
            is_share: false,
            min_cases: 30,
            unmeasurable_is_missed: false,
        };
        judge_points(&tally, against)
    }

    #[test]
    fn the_interval_is_that_of_a_difference() {
        // 50 promoters, 20 detractors of 100: (30 ± 1.96 √(71/102 − (30/102)²) …) of 102 cases.
        let judged = score(50, 20, 100, 30.0);
        assert_eq!((judged.value, judged.status), (Some(30.0), Status::Met));
        let (low, high) = judged.interval.expect("an interval");
        assert_eq!(((low * 10.0).round(), (high * 10.0).round()), (143.0, 446.0));
        assert_eq!(judged.certainty, Some(Certainty::Chance));
    }

    #[test]
    fn a_score_below_zero_and_the_ends_of_the_scale() {
        assert_eq!(score(0, 60, 60, 0.0).value, Some(-100.0));
        let (low, high) = score(0, 60, 60, 0.0).interval.expect("an interval");
        assert_eq!(low, -100.0);
        assert!(high > -100.0 && high < -85.0);
        assert_eq!(score(60, 0, 60, 0.0).certainty, Some(Certainty::Clear));
        assert_eq!(score(3, 1, 8, 0.0).status, Status::TooFew);
        assert_eq!(score(0, 0, 0, 0.0).status, Status::NotMeasurable);
    }
}
