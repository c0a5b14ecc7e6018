//! Time of 100 000 searches for the required number of agents, as a month of many queues needs them.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use leitstand::staffing::demand::Demand;
use leitstand::staffing::level::LevelRule;
use leitstand::staffing::model::Model;
use leitstand::staffing::requirement::{Limits, required_agents};

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

criterion_group!(benches, requirement);
criterion_main!(benches);
