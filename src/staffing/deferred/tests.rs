//! Worked queues of mail, and the staff that keeps their deadlines.

use proptest::prelude::*;

use super::*;

fn class(name: &str, aht_s: i64, deadline: u32) -> Class {
    Class {
        name: name.to_owned(),
        aht_s: Micro::whole(aht_s),
        deadline,
    }
}

fn open(staff: i64, items: &[i64]) -> Interval {
    Interval {
        is_open: true,
        length_s: 900,
        staff: Micro::whole(staff),
        items: items.iter().map(|items| Micro::whole(*items)).collect(),
    }
}

fn closed(items: &[i64]) -> Interval {
    Interval {
        is_open: false,
        ..open(0, items)
    }
}

/// Three agents do 11.25 tasks of 240 s in a quarter of an hour.
fn same_interval() -> (Vec<Class>, Vec<Interval>) {
    let intervals = [0, 9, 12, 3, 0, 7].map(|items| open(3, &[items]));
    (vec![class("task", 240, 0)], intervals.to_vec())
}

#[test]
fn three_quarters_of_an_item_are_late() {
    let (classes, intervals) = same_interval();
    let found = serve(&classes, &intervals);
    let third = found[2].classes[0];
    assert_eq!(
        (third.done_in_time, third.backlog, third.overdue),
        (11.25, 0.75, 0.75)
    );
    let fourth = found[3].classes[0];
    assert_eq!((fourth.done_in_time, fourth.done_late), (3.0, 0.75));
    assert_eq!((third.oldest, fourth.oldest), (Some(0), None));
    assert_eq!(
        (found[0].utilisation, found[1].utilisation),
        (Some(0.0), Some(0.8))
    );
}

#[test]
fn the_window_that_decides_is_named() {
    let (classes, intervals) = same_interval();
    let found = required_staff(&classes, &intervals).expect("work");
    assert_eq!((found.exact, found.staff, found.from, found.to), (3.2, 4, 2, 2));
    assert_eq!(staff_for_share(&classes, &intervals, 1.0), Some(4));
    // 30.25 of 31 are in time with three.
    assert_eq!(staff_for_share(&classes, &intervals, 0.975), Some(3));
    assert_eq!(staff_for_share(&classes, &intervals, 0.98), Some(4));
}

#[test]
fn mail_of_the_night_counts_in_the_morning() {
    let classes = [class("mail", 300, 1)];
    let intervals = [
        open(1, &[0]),
        closed(&[4]),
        closed(&[2]),
        open(1, &[0]),
        closed(&[9]),
    ];
    let found = serve(&classes, &intervals);
    assert_eq!(found.iter().map(|o| o.interval).collect::<Vec<_>>(), [0, 3]);
    let morning = found[1].classes[0];
    assert_eq!((morning.done_in_time, morning.backlog), (3.0, 3.0));
}

#[test]
fn the_earliest_deadline_goes_first_and_names_break_ties() {
    let classes = [
        class("mail", 300, 1),
        class("complaint", 300, 1),
        class("urgent", 300, 0),
    ];
    let found = serve(&classes, &[open(1, &[1, 1, 1]), open(0, &[0, 0, 0])]);
    assert!(found[0].classes.iter().all(|class| class.done_in_time == 1.0));
    let found = serve(&classes, &[open(1, &[9, 2, 0])]);
    assert_eq!(found[0].classes.map_done(), [1.0, 2.0, 0.0]);
}

trait Done {
    fn map_done(&self) -> Vec<f64>;
}

impl Done for Vec<ClassOutcome> {
    fn map_done(&self) -> Vec<f64> {
        self.iter().map(|class| class.done_in_time).collect()
    }
}

#[test]
fn nothing_to_do_needs_nobody() {
    let classes = [class("mail", 300, 1)];
    assert_eq!(required_staff(&classes, &[open(1, &[0])]), None);
    assert_eq!(required_staff(&classes, &[]), None);
    assert_eq!(required_staff(&[], &[open(1, &[])]), None);
    // Without staff there is no utilisation.
    assert_eq!(serve(&classes, &[open(0, &[3])])[0].utilisation, None);
}

fn intervals() -> impl Strategy<Value = Vec<Interval>> {
    let interval = (any::<bool>(), 0..6_i64, 0..40_i64, 0..12_i64);
    proptest::collection::vec(interval, 1..40).prop_map(|rows| {
        rows.into_iter()
            .map(|(is_open, staff, mail, complaints)| Interval {
                is_open,
                ..open(staff, &[mail, complaints])
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn every_item_is_done_or_left(intervals in intervals(), deadline in 0..9_u32) {
        let classes = [class("mail", 300, deadline), class("complaint", 700, 2)];
        let found = serve(&classes, &intervals);
        let last = intervals.iter().rposition(|slot| slot.is_open);
        for place in 0..2 {
            let done: f64 = found.iter().map(|o| o.classes[place].done_in_time + o.classes[place].done_late).sum();
            let left = found.last().map_or(0.0, |o| o.classes[place].backlog);
            let came: i64 = last.map_or(0, |last| intervals[..=last].iter().map(|i| i.items[place].0).sum());
            prop_assert!((done + left - Micro(came).as_f64()).abs() < 1e-9);
        }
    }

    #[test]
    fn the_staff_required_is_just_enough(intervals in intervals(), deadline in 0..9_u32) {
        let classes = [class("mail", 300, deadline), class("complaint", 700, 2)];
        if let Some(found) = required_staff(&classes, &intervals) {
            prop_assert_eq!(staff_for_share(&classes, &intervals, 1.0), Some(found.staff));
            prop_assert!(found.exact <= f64::from(found.staff) && f64::from(found.staff) < found.exact + 1.0);
        }
    }
}
