//! The published brackets.

use super::*;
use crate::staffing::level::LevelRule;

const EIGHTY_TWENTY: Limits = Limits::service_level(LevelRule::offered(20.0), 0.8);

fn of_load(load: f64, patience_s: Option<f64>, limits: &Limits) -> Bracket {
    let demand = Demand::of_load(load, 300.0).expect("a load");
    bracket(demand, patience_s, limits, 0.3).expect("answerable")
}

#[test]
fn published_brackets_at_300_seconds() {
    // Load, Erlang C, Erlang A with 5 % abandoned at patience 60, 120 and 300 s.
    let cases = [
        (10.0, 14, [14, 13, 13]),
        (50.0, 57, [53, 53, 54]),
        (500.0 / 3.0, 176, [165, 164, 168]),
        (500.0, 513, [481, 479, 488]),
    ];
    for (load, endless, impatient) in cases {
        let found = [60.0, 120.0, 300.0].map(|patience_s| of_load(load, Some(patience_s), &EIGHTY_TWENTY));
        assert_eq!(
            found.map(|f| f.impatient.expect("known").net),
            impatient,
            "{load}"
        );
        assert_eq!(found.map(|f| f.endless.net), [endless; 3], "{load}");
    }
}

#[test]
fn a_tight_limit_on_abandonment_lifts_the_upper_edge() {
    let tight = Limits {
        max_abandon: Some(0.001),
        ..EIGHTY_TWENTY
    };
    let found = of_load(10.0, Some(60.0), &tight);
    assert!(found.impatient.expect("known").net > found.endless.net);
    assert_eq!(found.upper(), &found.impatient.expect("known"));
    assert_eq!(found.lower(), &found.impatient.expect("known"));
}

#[test]
fn agents_stand_below_inside_or_above() {
    let found = of_load(50.0, Some(120.0), &EIGHTY_TWENTY);
    let standing = [52.9, 53.0, 56.9, 57.0].map(|agents| found.standing(agents));
    let expected = [
        Standing::Short,
        Standing::Between,
        Standing::Between,
        Standing::Enough,
    ];
    assert_eq!(standing, expected);
    // Without patience there is one edge.
    assert_eq!(
        of_load(50.0, None, &EIGHTY_TWENTY).standing(56.9),
        Standing::Short
    );
}
