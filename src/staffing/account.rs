//! Sums over the intervals of a provider: the gap by day, verdicts, the model against what was measured,
//! the hour of the week that lacked most.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::IntervalRow;
use super::heat::slot;
use crate::scorecard::{BackTest, GapOfDay, GapSum, StaffGap, WorstHour};
use crate::vocabulary::{Micro, QueueId, Zone};

/// What the rows of a provider add up to; patience, peaks and emergencies are left to others.
pub(super) fn account(rows: &[IntervalRow], zone: &Zone) -> StaffGap {
    let mut days: Vec<(usize, NaiveDate, GapSum)> = Vec::new();
    let mut total = GapSum::default();
    let mut verdicts = [0; 4];
    let mut hours: BTreeMap<(u8, u32), f64> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        if let Some(verdict) = row.judged.and_then(|judged| judged.verdict) {
            verdicts[verdict as usize] += 1;
        }
        let Some(gap) = row.split.map(|split| split.gap(row.length_s)) else {
            continue;
        };
        if gap.intervals == 0 {
            continue;
        }
        total += gap;
        let (weekday, time) = slot(zone.civil(row.start));
        *hours.entry((weekday, time / 3600 * 3600)).or_default() += gap.missing_hours();
        let day = zone.date(row.start);
        match days.last_mut() {
            Some((first, known, sum)) if *known == day && rows[*first].queue == row.queue => *sum += gap,
            _ => days.push((index, day, gap)),
        }
    }
    let worst = hours
        .into_iter()
        .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
    StaffGap {
        total,
        days: days
            .into_iter()
            .map(|(first, day, gap)| GapOfDay {
                queue: rows[first].queue.clone(),
                day,
                gap,
            })
            .collect(),
        verdicts,
        back_tests: back_tests(rows),
        worst_hour: worst.map(|((weekday, time), hours)| WorstHour { weekday, time, hours }),
        ..StaffGap::default()
    }
}

/// Weighted sums of a back-test.
#[derive(Clone, Copy, Default)]
struct Sums {
    intervals: u64,
    weight: f64,
    predicted: f64,
    measured: f64,
    distance: f64,
    told: u64,
    staffed: f64,
    implied: f64,
}

impl Sums {
    fn add(&mut self, other: &Sums) {
        self.intervals += other.intervals;
        self.weight += other.weight;
        self.predicted += other.predicted;
        self.measured += other.measured;
        self.distance += other.distance;
        self.told += other.told;
        self.staffed += other.staffed;
        self.implied += other.implied;
    }

    fn test(&self, queue: Option<QueueId>) -> BackTest {
        BackTest {
            queue,
            intervals: self.intervals,
            predicted: self.predicted / self.weight,
            measured: self.measured / self.weight,
            distance: self.distance / self.weight,
            staffed: match self.told {
                0 => 0.0,
                told => self.staffed / told as f64,
            },
            implied: (self.told > 0).then(|| self.implied / self.told as f64),
        }
    }
}

/// All queues together, then each; only who was present can be compared with what was measured.
fn back_tests(rows: &[IntervalRow]) -> Vec<BackTest> {
    let mut queues: Vec<(QueueId, Sums)> = Vec::new();
    for row in rows {
        let Some((sums, queue)) = compared(row).map(|sums| (sums, &row.queue)) else {
            continue;
        };
        match queues.last_mut() {
            Some((known, sum)) if known == queue => sum.add(&sums),
            _ => queues.push((queue.clone(), sums)),
        }
    }
    let mut all = Sums::default();
    queues.iter().for_each(|(_, sums)| all.add(sums));
    if all.weight == 0.0 {
        return Vec::new();
    }
    let mut tests = vec![all.test(None)];
    if queues.len() > 1 {
        tests.extend(queues.into_iter().map(|(queue, sums)| sums.test(Some(queue))));
    }
    tests
}

fn compared(row: &IntervalRow) -> Option<Sums> {
    let present = row.present?;
    let judged = row.judged?;
    let (predicted, measured) = (judged.predicted?, row.service_level?);
    let weight = row.facts.judged.as_f64();
    if row.facts.judged <= Micro::default() {
        return None;
    }
    let told = judged.implied.is_some();
    Some(Sums {
        intervals: 1,
        weight,
        predicted: predicted * weight,
        measured: measured * weight,
        distance: (predicted - measured).abs() * weight,
        told: u64::from(told),
        staffed: if told { present.as_f64() } else { 0.0 },
        implied: judged.implied.unwrap_or(0.0),
    })
}
