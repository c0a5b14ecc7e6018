//! Time of ten million intervals of business time and of as many due instants: a month of many tickets.

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use leitstand::vocabulary::Zone;
use leitstand::workspace::calendar::Calendar;

const INTERVALS: i64 = 10_000_000;
/// 1 January 2026 in Berlin.
const START: i64 = 1_767_222_000;

fn office() -> Calendar {
    let zone = Zone::parse("Europe/Berlin").unwrap_or_else(|| unreachable!("a known zone"));
    let day = vec![(8 * 3600, 45_000), (46_800, 18 * 3600)];
    let week = [
        day.clone(),
        day.clone(),
        day.clone(),
        day.clone(),
        day,
        vec![],
        vec![],
    ];
    Calendar::new(&zone, &week, &BTreeMap::new())
}

/// Beginnings spread over a year, and lengths up to two weeks.
fn interval(number: i64) -> (i64, i64) {
    let begin = START + number * 7_919 % (365 * 86_400);
    (begin, begin + number * 104_729 % (14 * 86_400))
}

fn business_time(c: &mut Criterion) {
    let calendar = office();
    let mut group = c.benchmark_group("business_time");
    group.sample_size(10);
    group.bench_function("between_10m", |b| {
        b.iter(|| {
            let seconds = (0..INTERVALS).map(|number| {
                let (from, to) = interval(number);
                calendar.between(from, to)
            });
            black_box(seconds.sum::<i64>())
        });
    });
    group.bench_function("due_10m", |b| {
        b.iter(|| {
            let due = (0..INTERVALS).filter_map(|number| {
                let (from, to) = interval(number);
                calendar.due(from, (to - from) / 4)
            });
            black_box(due.fold(0_i64, |sum, at| sum.wrapping_add(at)))
        });
    });
    group.finish();
}

criterion_group!(benches, business_time);
criterion_main!(benches);
