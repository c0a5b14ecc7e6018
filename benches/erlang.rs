//! Time of 100 000 searches for the required number of agents, as a month of many queues needs them,
//! and of a month of deferred work.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use leitstand::staffing::deferred::{Class, Interval, required_staff, serve};
use leitstand::staffing::demand::Demand;
use leitstand::staffing::level::LevelRule;
use leitstand::staffing::model::Model;
use leitstand::staffing::requirement::{Limits, required_agents};
use leitstand::vocabulary::Micro;

/// Loads from 0.1 to about 200 erlang, most of them small, as in real queues.
fn questions() -> Vec<(f64, f64)> {
    (0..100_000_u32)
        .map(|i| {
            let spread = f64::from(i.wrapping_mul(7919) % 1000) / 1000.0;
            (1.0 + 1000.0 * spread * spread, 60.0 + f64::from(i % 300))
        })
        .collect()
}

const LIMITS: Limits = Limits {
    max_occupancy: Some(0.85),
    ..Limits::service_level(LevelRule::offered(20.0), 0.8)
};

/// Agents needed for all questions together.
fn total(questions: &[(f64, f64)], model: Model, limits: &Limits) -> u64 {
    questions
        .iter()
        .filter_map(|(calls, aht_s)| {
            let demand = Demand::of_calls(*calls, 1800.0, *aht_s).ok()?;
            required_agents(model, demand, black_box(limits), 0.3).ok()
        })
        .map(|found| u64::from(found.net))
        .sum()
}

fn requirement(c: &mut Criterion) {
    let questions = questions();
    let limited = Limits {
        max_abandon: Some(0.05),
        ..LIMITS
    };
    let patient = Model::ErlangA { patience_s: 180.0 };
    let mut group = c.benchmark_group("required_agents_100k");
    group.sample_size(10);
    group.bench_function("erlang_c", |b| {
        b.iter(|| total(&questions, Model::ErlangC, &LIMITS));
    });
    group.bench_function("erlang_a", |b| {
        b.iter(|| total(&questions, patient, &limited));
    });
    group.finish();
}

/// A month of quarter hours, open from 8 to 20, in four classes with deadlines of one hour to two days.
fn month() -> (Vec<Class>, Vec<Interval>) {
    let classes = [("chat", 4), ("mail", 32), ("letter", 96), ("task", 48)];
    let classes = classes.map(|(name, deadline)| Class {
        name: name.to_owned(),
        aht_s: Micro::whole(300),
        deadline,
    });
    let intervals = (0..31 * 96_i64).map(|k| Interval {
        is_open: (32..80).contains(&(k % 96)),
        length_s: 900,
        staff: Micro::whole(20),
        items: (0..4)
            .map(|class| Micro::whole((k * 7919 + class * 31) % 9))
            .collect(),
    });
    (classes.to_vec(), intervals.collect())
}

fn deferred(c: &mut Criterion) {
    let (classes, intervals) = month();
    let mut group = c.benchmark_group("deferred_month");
    group.bench_function("serve", |b| b.iter(|| serve(black_box(&classes), &intervals)));
    group.bench_function("required_staff", |b| {
        b.iter(|| required_staff(black_box(&classes), &intervals));
    });
    group.finish();
}

criterion_group!(benches, requirement, deferred);
criterion_main!(benches);
