//! The formulas against callers one by one: a seeded simulation whose confidence intervals must
//! contain what the models say.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::demand::Demand;
use super::level::{LevelFormula, LevelRule};
use super::model::{Model, Performance, performance};
use crate::vocabulary::Formula;

/// Independent stretches of callers.
const STRETCHES: usize = 30;

/// Callers of a stretch that are counted, and those before them that are not.
const COUNTED: u32 = 12_000;
const WARMING_UP: u32 = 1_500;

/// Standard errors that a mean may lie off: one in some thousand does by chance, and the seed is fixed.
const REACH: f64 = 3.5;

const RULE: LevelRule = LevelRule::offered(20.0).with_short(5.0);

/// SplitMix64: small, seeded, the same everywhere.
struct Chance(u64);

impl Chance {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        // Never 0, so that its logarithm is finite.
        ((mixed >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn exponential(&mut self, mean: f64) -> f64 {
        -mean * self.uniform().ln()
    }
}

/// A centre to simulate.
#[derive(Clone, Copy)]
struct Centre {
    load: f64,
    aht_s: f64,
    agents: u32,
    /// Infinite: nobody hangs up.
    patience_s: f64,
}

/// Sums of a stretch.
#[derive(Clone, Copy, Default)]
struct Seen {
    waited: f64,
    abandoned: f64,
    in_time: f64,
    abandoned_in_time: f64,
    abandoned_short: f64,
    wait_s: f64,
    answered_wait_s: f64,
}

/// First come, first served: the agent who is free first takes the next caller who is still there.
fn stretch(centre: Centre, seed: u64) -> Seen {
    let mut chance = Chance(seed);
    // Times are positive, so that their bits are ordered as they are.
    let mut free: BinaryHeap<Reverse<u64>> = (0..centre.agents).map(|_| Reverse(0)).collect();
    let mut now = 0.0;
    let mut seen = Seen::default();
    for caller in 0..WARMING_UP + COUNTED {
        now += chance.exponential(centre.aht_s / centre.load);
        let patience_s = if centre.patience_s.is_finite() {
            chance.exponential(centre.patience_s)
        } else {
            f64::INFINITY
        };
        let service_s = chance.exponential(centre.aht_s);
        let next = free.peek().map_or(f64::INFINITY, |first| f64::from_bits(first.0));
        let offered_wait = f64::max(next - now, 0.0);
        let is_answered = patience_s >= offered_wait;
        if is_answered {
            free.pop();
            free.push(Reverse((now + offered_wait + service_s).to_bits()));
        }
        if caller >= WARMING_UP {
            seen.count(offered_wait, patience_s);
        }
    }
    seen
}

impl Seen {
    fn count(&mut self, offered_wait: f64, patience_s: f64) {
        let wait = offered_wait.min(patience_s);
        self.waited += f64::from(offered_wait > 0.0);
        self.wait_s += wait;
        if patience_s >= offered_wait {
            self.in_time += f64::from(wait <= RULE.within_s);
            self.answered_wait_s += wait;
        } else {
            self.abandoned += 1.0;
            self.abandoned_in_time += f64::from(wait <= RULE.within_s);
            self.abandoned_short += f64::from(wait <= RULE.short_s);
        }
    }

    /// Measures of the stretch, in the order of [`predicted`].
    fn measures(&self) -> [f64; 8] {
        let calls = f64::from(COUNTED);
        let answered = calls - self.abandoned;
        [
            self.waited / calls,
            self.abandoned / calls,
            self.in_time / calls,
            self.in_time / (calls - self.abandoned_in_time),
            (self.in_time + self.abandoned_in_time) / calls,
            self.in_time / (calls - self.abandoned_short),
            self.wait_s / calls,
            self.answered_wait_s / answered,
        ]
    }
}

const NAMES: [&str; 8] = [
    "p_wait",
    "p_abandon",
    "offered",
    "late_abandons",
    "abandons_in_time_count",
    "short_abandons_removed",
    "mean wait",
    "asa",
];

fn predicted(centre: Centre) -> [f64; 8] {
    let model = if centre.patience_s.is_finite() {
        Model::ErlangA {
            patience_s: centre.patience_s,
        }
    } else {
        Model::ErlangC
    };
    let demand = Demand::of_load(centre.load, centre.aht_s).expect("a load");
    let by = |formula| -> Performance {
        let rule = LevelRule {
            formula: LevelFormula::Contract(formula),
            ..RULE
        };
        performance(model, demand, centre.agents, &rule).expect("answerable")
    };
    let found = by(Formula::Offered);
    let level = |formula| by(formula).service_level.expect("calls");
    [
        found.p_wait.expect("calls"),
        found.p_abandon.unwrap_or(0.0),
        level(Formula::Offered),
        level(Formula::LateAbandons),
        level(Formula::AbandonsInTimeCount),
        level(Formula::ShortAbandonsRemoved),
        found.mean_wait_s.expect("calls"),
        found.asa_s.expect("calls"),
    ]
}

fn assert_agrees(centre: Centre, seed: u64) {
    let seen: Vec<[f64; 8]> = (0..STRETCHES as u64)
        .map(|place| stretch(centre, seed + 1_000_003 * place).measures())
        .collect();
    let count = STRETCHES as f64;
    for (place, exact) in predicted(centre).into_iter().enumerate() {
        let mean = seen.iter().map(|m| m[place]).sum::<f64>() / count;
        let variance = seen.iter().map(|m| (m[place] - mean).powi(2)).sum::<f64>() / (count - 1.0);
        let error = (variance / count).sqrt();
        assert!(
            (mean - exact).abs() <= REACH * error + 1e-12,
            "{}: {mean} ± {error} seen, {exact} predicted",
            NAMES[place]
        );
        // An interval that contains everything shows nothing.
        assert!(
            error <= 0.05 * exact.abs().max(0.02),
            "{}: ± {error}",
            NAMES[place]
        );
    }
}

#[test]
fn erlang_c_agrees_with_callers_who_wait() {
    let centre = Centre {
        load: 10.0,
        aht_s: 180.0,
        agents: 13,
        patience_s: f64::INFINITY,
    };
    assert_agrees(centre, 20_261_001);
}

#[test]
fn erlang_a_agrees_with_callers_who_hang_up() {
    let steady = Centre {
        load: 10.0,
        aht_s: 180.0,
        agents: 12,
        patience_s: 120.0,
    };
    assert_agrees(steady, 20_261_002);
    // Fewer agents than load: defined all the same.
    let overloaded = Centre {
        load: 30.0,
        aht_s: 300.0,
        agents: 26,
        patience_s: 90.0,
    };
    assert_agrees(overloaded, 20_261_003);
}
