use super::*;

const SHARE: (f64, f64) = (0.0, 1.0);

fn known(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

/// Twelve months in turn 0.80 and 0.82: mean 0.81, every moving range 0.02.
fn turns(last: f64) -> Vec<Option<f64>> {
    let months = (0..12).map(|month| Some(if month % 2 == 0 { 0.80 } else { 0.82 }));
    months.chain([Some(last)]).collect()
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn limits_are_the_mean_and_2_66_mean_moving_ranges() {
    let limits = course(&turns(0.81), SHARE).limits.expect("twelve months");
    assert!(close(limits.mean, 0.81), "{limits:?}");
    assert!(
        close(limits.lower, 0.81 - 0.0532) && close(limits.upper, 0.81 + 0.0532),
        "{limits:?}"
    );
}

#[test]
fn only_the_twelve_periods_before_count() {
    let older = [vec![Some(0.1)], turns(0.81)].concat();
    assert_eq!(course(&older, SHARE), course(&turns(0.81), SHARE));
    assert_eq!(course(&older, SHARE).basis, 12);
}

#[test]
fn eight_periods_are_enough_and_seven_are_not() {
    let course_of = |months: usize| {
        let values: Vec<Option<f64>> = turns(0.81).split_off(12 - months);
        course(&values, SHARE)
    };
    assert!(course_of(8).limits.is_some());
    let seven = course_of(7);
    assert_eq!((seven.basis, seven.limits, seven.signals), (7, None, vec![]));
}

#[test]
fn a_gap_is_no_zero_and_has_no_moving_range() {
    let mut values = turns(0.81);
    values[4] = None;
    let course = course(&values, SHARE);
    let limits = course.limits.expect("eleven months");
    assert_eq!(course.basis, 11);
    // Five times 0.80 and six times 0.82; the nine ranges that are left are 0.02.
    let mean = (5.0 * 0.80 + 6.0 * 0.82) / 11.0;
    assert!(
        close(limits.mean, mean) && close(limits.upper, mean + 0.0532),
        "{limits:?}"
    );
}

#[test]
fn limits_stay_where_values_are_possible() {
    let high: Vec<Option<f64>> = turns(0.81).into_iter().map(|v| v.map(|v| v + 0.17)).collect();
    let limits = course(&high, SHARE).limits.expect("limits");
    assert!(close(limits.upper, 1.0) && limits.lower > 0.9, "{limits:?}");
    let waits = known(&[5.0, 1.0, 5.0, 1.0, 5.0, 1.0, 5.0, 1.0, 3.0]);
    let limits = course(&waits, possible(Unit::Seconds, "asa"))
        .limits
        .expect("limits");
    assert!(
        close(limits.lower, 0.0) && close(limits.upper, 3.0 + 2.66 * 4.0),
        "{limits:?}"
    );
    assert_eq!(possible(Unit::Points, "nps"), (-100.0, 100.0));
    assert_eq!(possible(Unit::Share, "forecast_bias").0, -1.0);
}

#[test]
fn a_value_outside_the_limits_is_a_signal_and_one_on_them_is_none() {
    let signals = |last| course(&turns(last), SHARE).signals;
    assert_eq!(signals(0.75), [Signal::Outside(Side::Down)]);
    assert_eq!(signals(0.87), [Signal::Outside(Side::Up)]);
    assert_eq!(signals(0.81 + 0.0532), []);
    assert_eq!(signals(0.81), []);
}

#[test]
fn months_without_change_are_no_signal() {
    // The mean of twelve times 0.8 is not 0.8 in binary.
    assert_eq!(course(&[Some(0.8); 13], SHARE).signals, []);
    assert_eq!(course(&[Some(0.1 + 0.2); 13], SHARE).signals, []);
}

#[test]
fn seven_in_a_row_on_one_side_reach_the_present_or_are_no_signal() {
    let mut values = known(&[
        0.90, 0.92, 0.90, 0.92, 0.90, 0.92, 0.80, 0.82, 0.80, 0.82, 0.80, 0.82, 0.80,
    ]);
    assert_eq!(course(&values, SHARE).signals, [Signal::Run(Side::Down, 6)]);
    let last = values[12];
    values[12] = Some(0.90);
    assert_eq!(course(&values, SHARE).signals, [], "the row has ended");
    values[12] = last;
    values[9] = None;
    assert_eq!(
        course(&values, SHARE).signals,
        [],
        "a month without value ends a row"
    );
    values[9] = Some(0.82);
    values[6] = Some(0.92);
    let signals = course(&values, SHARE).signals;
    let is_run = |signal: &Signal| matches!(signal, Signal::Run(..));
    assert!(!signals.iter().any(is_run), "six are too few: {signals:?}");
}

#[test]
fn six_steps_in_a_row_are_a_signal_even_without_limits() {
    let falling = known(&[0.86, 0.85, 0.84, 0.83, 0.82, 0.81, 0.80]);
    let told = course(&falling, SHARE);
    assert_eq!(
        (told.limits, told.signals),
        (None, vec![Signal::Steps(Side::Down, 1)])
    );
    let five = known(&[0.85, 0.86, 0.85, 0.84, 0.83, 0.82, 0.81]);
    assert_eq!(course(&five, SHARE).signals, []);
    let level = known(&[0.86, 0.85, 0.84, 0.84, 0.82, 0.81, 0.80]);
    assert_eq!(
        course(&level, SHARE).signals,
        [],
        "a month like the one before is no step"
    );
}

#[test]
fn without_a_present_value_there_is_nothing_to_say_about_it() {
    let mut values = turns(0.81);
    values[12] = None;
    let told = course(&values, SHARE);
    assert!(told.limits.is_some() && told.signals.is_empty(), "{told:?}");
    assert_eq!(course(&[], SHARE), Course::default());
}
