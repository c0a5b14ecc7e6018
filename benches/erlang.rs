//! Time of 100 000 searches for the required number of agents, as a month of many queues needs them.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
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

fn requirement(c: &mut Criterion) {
    let questions = questions();
    let limits = Limits {
        sl_target: Some(0.8),
        threshold_s: 20.0,
        max_occupancy: Some(0.85),
    };
    let mut group = c.benchmark_group("erlang_c");
    group.sample_size(10);
    group.bench_function("required_agents_100k", |b| {
        b.iter(|| {
            let total: u64 = questions
                .iter()
                .filter_map(|(calls, aht_s)| {
                    required_agents(*calls, 1800.0, *aht_s, black_box(&limits), 0.3).ok()
                })
                .map(|found| u64::from(found.net))
                .sum();
            black_box(total)
        });
    });
    group.finish();
}

criterion_group!(benches, requirement);
criterion_main!(benches);
