//! Work that may wait for a deadline in opening time (e-mail, tickets, letters): a fluid, served
//! earliest deadline first. Whole numbers throughout: work is counted in 10⁻¹² agent-seconds.

use std::collections::VecDeque;

use crate::vocabulary::Micro;

mod required;

pub use required::{Critical, required_staff, staff_for_share};

/// 10⁻¹² agent-seconds in one.
const PER_SECOND: f64 = 1e12;

/// Items of one kind with one deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Name; equal deadlines are served in the order of names.
    pub name: String,
    /// Handle time of an item, seconds; above 0.
    pub aht_s: Micro,
    /// Items that arrive in open interval k are due by the end of open interval k + this.
    pub deadline: u32,
}

/// One interval of the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Whether it lies in opening time; items that come while closed count in the next open one.
    pub is_open: bool,
    /// Length, seconds.
    pub length_s: u32,
    /// Agents for this work, net; may be fractional.
    pub staff: Micro,
    /// Items that arrive, by class.
    pub items: Vec<Micro>,
}

/// How one class fared in one open interval, in items; may be fractional.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ClassOutcome {
    /// Finished by its deadline.
    pub done_in_time: f64,
    /// Finished after it.
    pub done_late: f64,
    /// Left at the end.
    pub backlog: f64,
    /// Of those left, past the deadline.
    pub overdue: f64,
    /// Open intervals since the oldest item left arrived; 0 where it is of this one, none where
    /// nothing is left.
    pub oldest: Option<u32>,
}

/// One open interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Number among all intervals.
    pub interval: usize,
    /// By class, in the order of the classes given.
    pub classes: Vec<ClassOutcome>,
    /// Work done / work that could be done; undefined without staff.
    pub utilisation: Option<f64>,
}

/// Work of one class that arrived in one open interval.
#[derive(Clone, Copy, Debug)]
struct Cohort {
    arrived: u32,
    due: u32,
    work: i128,
}

/// What a class has before it, and how it fares in the interval at hand.
#[derive(Clone, Debug, Default)]
struct Desk {
    cohorts: VecDeque<Cohort>,
    in_time: i128,
    late: i128,
}

impl Desk {
    fn left(&self) -> i128 {
        self.cohorts.iter().map(|cohort| cohort.work).sum()
    }

    fn overdue(&self, now: u32) -> i128 {
        let late = self.cohorts.iter().take_while(|cohort| cohort.due <= now);
        late.map(|cohort| cohort.work).sum()
    }
}

/// Serves all intervals in order. Overdue work goes first; items after the last open interval are
/// no part of it.
pub fn serve(classes: &[Class], intervals: &[Interval]) -> Vec<Outcome> {
    let open = opened(classes, intervals);
    let order = by_name(classes);
    let mut desks = vec![Desk::default(); classes.len()];
    let mut outcomes = Vec::new();
    for (now, slot) in (0_u32..).zip(&open) {
        arrive(&mut desks, classes, now, &slot.work);
        let left = work_off(&mut desks, &order, now, slot.capacity);
        let done = slot.capacity - left;
        outcomes.push(Outcome {
            interval: slot.interval,
            classes: desks
                .iter_mut()
                .zip(classes)
                .map(|(desk, class)| report(desk, class, now))
                .collect(),
            utilisation: (slot.capacity > 0).then(|| done as f64 / slot.capacity as f64),
        });
    }
    outcomes
}

/// An open interval with the work that counts as arriving in it.
struct Open {
    interval: usize,
    length_s: u32,
    capacity: i128,
    work: Vec<i128>,
}

/// Open intervals, in order; what comes while closed moves to the next.
fn opened(classes: &[Class], intervals: &[Interval]) -> Vec<Open> {
    let mut waiting = vec![0_i128; classes.len()];
    let mut open = Vec::new();
    for (interval, slot) in intervals.iter().enumerate() {
        for ((sum, class), items) in waiting.iter_mut().zip(classes).zip(&slot.items) {
            *sum += i128::from(items.0) * i128::from(class.aht_s.0);
        }
        if slot.is_open {
            open.push(Open {
                interval,
                length_s: slot.length_s,
                capacity: work_of(slot.staff, slot.length_s),
                work: std::mem::replace(&mut waiting, vec![0; classes.len()]),
            });
        }
    }
    open
}

/// Work that agents do in a time.
fn work_of(staff: Micro, length_s: u32) -> i128 {
    i128::from(staff.0.max(0)) * i128::from(length_s) * i128::from(Micro::ONE)
}

/// Places of the classes, in the order of names.
fn by_name(classes: &[Class]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..classes.len()).collect();
    order.sort_by(|one, other| classes[*one].name.cmp(&classes[*other].name));
    order
}

fn arrive(desks: &mut [Desk], classes: &[Class], now: u32, work: &[i128]) {
    for ((desk, class), work) in desks.iter_mut().zip(classes).zip(work) {
        if *work > 0 {
            desk.cohorts.push_back(Cohort {
                arrived: now,
                due: now + class.deadline,
                work: *work,
            });
        }
    }
}

/// Works on the earliest deadline until capacity or work ends; what is left of the capacity.
fn work_off(desks: &mut [Desk], order: &[usize], now: u32, mut capacity: i128) -> i128 {
    let due = |desk: &Desk| desk.cohorts.front().map(|cohort| cohort.due);
    while capacity > 0 {
        // In a class deadlines follow arrivals: its oldest work is due first.
        let first = order
            .iter()
            .filter_map(|place| due(&desks[*place]).map(|due| (due, *place)))
            .min_by_key(|(due, _)| *due);
        let Some((due, place)) = first else {
            break;
        };
        let desk = &mut desks[place];
        let cohort = &mut desk.cohorts[0];
        let done = cohort.work.min(capacity);
        capacity -= done;
        cohort.work -= done;
        if cohort.work == 0 {
            desk.cohorts.pop_front();
        }
        if due >= now {
            desk.in_time += done;
        } else {
            desk.late += done;
        }
    }
    capacity
}

fn report(desk: &mut Desk, class: &Class, now: u32) -> ClassOutcome {
    let items = |work: i128| work as f64 / class.aht_s.0 as f64 / Micro::ONE as f64;
    ClassOutcome {
        done_in_time: items(std::mem::take(&mut desk.in_time)),
        done_late: items(std::mem::take(&mut desk.late)),
        backlog: items(desk.left()),
        overdue: items(desk.overdue(now)),
        oldest: desk.cohorts.front().map(|cohort| now - cohort.arrived),
    }
}

#[cfg(test)]
mod tests;
