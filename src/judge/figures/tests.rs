//! What the clauses of a period make of the combined row where their targets differ.

use super::*;

/// A clause that 80 % of so many cases meet or miss, with at least 30 agreed.
fn clause(cases: i64, target: f64) -> Figure {
    let tally = Tally {
        numerator: Micro(cases * Micro::ONE * 8 / 10),
        denominator: Micro::whole(cases),
        ..Tally::default()
    };
    judged(&tally, Some(target))
}

fn judged(tally: &Tally, target: Option<f64>) -> Figure {
    let against = Against {
        target,
        direction: Direction::Min,
        is_share: true,
        min_cases: 30,
        unmeasurable_is_missed: false,
    };
    let judged = judge(tally, against);
    Figure {
        denominator: Some(judged.denominator),
        value: judged.value,
        status: judged.status,
        certainty: judged.certainty,
        excluded: rows(tally.excluded),
        unmeasurable: rows(tally.unmeasurable),
        ..volume(&VolumeTally {
            name: "",
            queue: None,
            tally: *tally,
            tells: true,
            moment: None,
        })
    }
}

#[track_caller]
fn settled(clauses: &[Figure]) -> Status {
    let cases = clauses.iter().filter_map(|figure| figure.denominator);
    let denominator = cases.fold(Micro::default(), |sum, cases| sum + cases);
    let tally = Tally {
        numerator: Micro(denominator.0 * 8 / 10),
        denominator,
        ..Tally::default()
    };
    let mut combined = judged(&tally, None);
    settle_by_clauses(&mut combined, clauses);
    combined.status
}

#[test]
fn a_clause_without_cases_settles_nothing() {
    assert_eq!(settled(&[clause(0, 0.7), clause(100, 0.75)]), Status::Met);
    assert_eq!(settled(&[clause(0, 0.7), clause(100, 0.85)]), Status::Missed);
    assert_eq!(settled(&[clause(0, 0.7), clause(20, 0.75)]), Status::TooFew);
    assert_eq!(settled(&[clause(0, 0.7), clause(0, 0.75)]), Status::NotMeasurable);
}

#[test]
fn a_clause_whose_cases_cannot_be_measured_stays_in_sight() {
    let unmeasurable = Tally {
        unmeasurable: Micro::whole(50),
        ..Tally::default()
    };
    let unmeasurable = judged(&unmeasurable, Some(0.7));
    assert_eq!(
        settled(&[unmeasurable.clone(), clause(100, 0.75)]),
        Status::NotMeasurable
    );
    assert_eq!(
        settled(&[unmeasurable.clone(), clause(100, 0.85)]),
        Status::Missed
    );
    assert_eq!(settled(&[unmeasurable, clause(20, 0.75)]), Status::TooFew);
}

#[test]
fn few_cases_of_one_clause_do_not_unsettle_the_others() {
    assert_eq!(settled(&[clause(100, 0.75), clause(5, 0.7)]), Status::Met);
    assert_eq!(settled(&[clause(100, 0.75), clause(5, 0.9)]), Status::Met);
    assert_eq!(settled(&[clause(100, 0.85), clause(5, 0.7)]), Status::Missed);
    assert_eq!(settled(&[clause(20, 0.75), clause(20, 0.7)]), Status::TooFew);
    assert_eq!(settled(&[clause(100, 0.75), clause(100, 0.85)]), Status::Missed);
}
