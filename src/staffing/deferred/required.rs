//! Staff that keeps deadlines: the smallest that is never late, and the smallest that is late no
//! more often than agreed.

use super::{Class, Interval, Open, PER_SECOND, by_name, opened};
use super::{Desk, arrive, work_off};
use crate::vocabulary::Micro;

/// The smallest constant staff that finishes everything in time, and the window that decides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Critical {
    /// Agents, exact.
    pub exact: f64,
    /// Rounded up.
    pub staff: u32,
    /// First open interval of the window.
    pub from: u32,
    /// Last open interval of the window; may lie after the last one listed.
    pub to: u32,
}

/// Work over time, compared as fractions of whole numbers.
#[derive(Clone, Copy)]
struct Rate {
    work: i128,
    seconds: i128,
}

impl Rate {
    fn exceeds(self, other: Rate) -> bool {
        self.work * other.seconds > other.work * self.seconds
    }
}

/// The largest of (work that arrives in open interval s or later and is due by e) / (time from s to
/// e): earliest deadline first keeps every deadline that any order can keep. None without work.
///
/// The staff is meant to stay after the last interval, in intervals as long as that one.
pub fn required_staff(classes: &[Class], intervals: &[Interval]) -> Option<Critical> {
    let open = opened(classes, intervals);
    let ends = ends(classes, &open)?;
    // Work by deadline, of all that arrives in the interval at hand or later.
    let mut due = vec![0_i128; ends.len()];
    let mut best: Option<(Rate, usize, usize)> = None;
    for from in (0..open.len()).rev() {
        let mut has_work = false;
        for (class, work) in classes.iter().zip(&open[from].work) {
            due[from + class.deadline as usize] += work;
            has_work |= *work > 0;
        }
        if !has_work {
            continue;
        }
        let before = if from == 0 { 0 } else { ends[from - 1] };
        let mut work = 0;
        let mut best_here: Option<(Rate, usize)> = None;
        for to in from..ends.len() {
            if due[to] == 0 {
                continue;
            }
            work += due[to];
            let rate = Rate {
                work,
                seconds: ends[to] - before,
            };
            if best_here.is_none_or(|(best, _)| rate.exceeds(best)) {
                best_here = Some((rate, to));
            }
        }
        // On ties the earlier start counts: starts come in falling order.
        if let Some((rate, to)) = best_here
            && best.is_none_or(|(best, _, _)| !best.exceeds(rate))
        {
            best = Some((rate, from, to));
        }
    }
    best.map(|(rate, from, to)| critical(rate, from, to))
}

fn critical(rate: Rate, from: usize, to: usize) -> Critical {
    // Work is in 10⁻¹² agent-seconds.
    let per_agent = rate.seconds * PER_SECOND as i128;
    Critical {
        exact: rate.work as f64 / per_agent as f64,
        staff: ((rate.work + per_agent - 1) / per_agent) as u32,
        from: from as u32,
        to: to as u32,
    }
}

/// Ends of open intervals in opening time, up to the last deadline; none without work.
fn ends(classes: &[Class], open: &[Open]) -> Option<Vec<i128>> {
    let has_work = open.iter().any(|slot| slot.work.iter().any(|work| *work > 0));
    let longest = classes.iter().map(|class| class.deadline).max()?;
    let last = open.last().filter(|_| has_work)?.length_s;
    let after = std::iter::repeat_n(last, longest as usize);
    let lengths = open.iter().map(|slot| slot.length_s).chain(after);
    let ends = lengths.scan(0_i128, |end, length| {
        *end += i128::from(length);
        Some(*end)
    });
    Some(ends.collect())
}

/// The smallest whole constant staff with which at least this share of the items is finished in
/// time, found by serving them. None without work.
pub fn staff_for_share(classes: &[Class], intervals: &[Interval], share: f64) -> Option<u32> {
    let never_late = required_staff(classes, intervals)?.staff;
    let run = Run {
        classes,
        open: opened(classes, intervals),
        order: by_name(classes),
    };
    let (mut low, mut high) = (0, never_late);
    // The order of serving does not depend on the staff, so more staff finishes nothing later.
    while low < high {
        let middle = low + (high - low) / 2;
        if run.in_time(middle) >= share * (1.0 - 1e-9) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(low)
}

struct Run<'a> {
    classes: &'a [Class],
    open: Vec<Open>,
    order: Vec<usize>,
}

impl Run<'_> {
    /// Share of the items in time, with a staff that stays until the last deadline has passed.
    fn in_time(&self, staff: u32) -> f64 {
        let mut desks = vec![Desk::default(); self.classes.len()];
        let longest = self.classes.iter().map(|class| class.deadline).max().unwrap_or(0);
        let last = self.open.last().map_or(0, |slot| slot.length_s);
        let staff = Micro::whole(i64::from(staff));
        let nothing = vec![0; self.classes.len()];
        for now in 0..self.open.len() + longest as usize {
            let slot = self.open.get(now);
            let work = slot.map_or(&nothing, |slot| &slot.work);
            let length_s = slot.map_or(last, |slot| slot.length_s);
            arrive(&mut desks, self.classes, now as u32, work);
            work_off(
                &mut desks,
                &self.order,
                now as u32,
                super::work_of(staff, length_s),
            );
        }
        let items = |work: i128, class: &Class| work as f64 / class.aht_s.0 as f64;
        let mut in_time = 0.0;
        let mut all = 0.0;
        for (place, class) in self.classes.iter().enumerate() {
            in_time += items(desks[place].in_time, class);
            all += items(self.open.iter().map(|slot| slot.work[place]).sum(), class);
        }
        if all > 0.0 { in_time / all } else { 1.0 }
    }
}
