//! The requirement of an interval beside the intervals before it: load that lags behind the calls, callers
//! still waiting, and how the gap is to be taken.

use super::IntervalRow;
use super::carry_over::carried_load;
use super::demand::Demand;
use super::lagged_load::{LaggedLoad, needs_lag};
use super::noise::{BAND, EXPONENTIAL, load_sd};
use super::service::{Needs, Service};
use crate::scorecard::{Judged, StaffVerdict};
use crate::vocabulary::{EpochSeconds, Micro};

/// What an interval leaves to the next.
#[derive(Clone, Copy, Debug)]
struct Before {
    end: EpochSeconds,
    offered: f64,
    load: LaggedLoad,
    waiting: f64,
    aht_s: f64,
}

/// Adds the brackets to the rows of one queue, which are in the order of time.
pub(super) fn add(rows: &mut [IntervalRow]) {
    let mut before: Option<Before> = None;
    for row in rows {
        // Who waits when a queue closes does not wait until it opens again.
        before = before.filter(|before| before.end == row.start);
        let Some((service, demand)) = row.facts.service.zip(row.facts.demand) else {
            before = None;
            continue;
        };
        let (judged, left) = one(row, (&service, demand), before);
        row.judged = Some(judged);
        before = Some(left);
    }
}

fn one(row: &IntervalRow, (service, own): (&Service, Demand), before: Option<Before>) -> (Judged, Before) {
    let interval_s = row.length_s as f64;
    let offered = own.load();
    let aht_s = match own.is_none() {
        true => before.map_or(0.0, |before| before.aht_s),
        false => own.aht_s(),
    };
    let mut load = before.map_or_else(|| LaggedLoad::steady(offered), |before| before.load);
    let mean = load.mean_over(offered, interval_s, aht_s);
    let lagged = before
        .filter(|before| needs_lag(before.offered, offered, interval_s, aht_s))
        .map(|_| mean);
    let fair = lagged
        .and_then(|load| Demand::of_load(load, aht_s).ok())
        .unwrap_or(own);
    let carried_over = before.map_or(0.0, |before| before.waiting);
    let whole = match carried_over > 0.0 {
        true => Demand::of_load(fair.load() + carried_load(carried_over, interval_s, aht_s), aht_s)
            .unwrap_or(fair),
        false => fair,
    };
    let staffed = row.staffed();
    let fair_needs = service.bracket(fair);
    let needs = match whole == fair {
        true => fair_needs,
        false => service.bracket(whole),
    };
    let backlog = staffed.map(|agents| service.waiting_after(carried_over, own, agents, (aht_s, interval_s)));
    let has_calls = row.offered > Micro::default();
    let noise = has_calls.then(|| BAND * load_sd(own.load(), row.offered.as_f64(), EXPONENTIAL));
    let fared = staffed.and_then(|agents| service.fare(whole, agents));
    let judged = Judged {
        modified_load: lagged,
        carried_over,
        backlog,
        low: needs.and_then(|needs| needs.low),
        high: needs.map(|needs| needs.high),
        noise,
        verdict: verdict(row, fair_needs, noise).filter(|_| has_calls),
        predicted: fared.and_then(|fare| fare.level).filter(|_| has_calls),
        implied: row
            .service_level
            .filter(|_| has_calls)
            .and_then(|level| service.implied(whole, level)),
    };
    let left = Before {
        end: row.start + row.length_s,
        offered,
        load,
        waiting: backlog.unwrap_or(0.0),
        aht_s,
    };
    (judged, left)
}

/// By the requirement of the interval itself: who inherits a backlog is not short on its account.
fn verdict(row: &IntervalRow, fair: Option<Needs>, noise: Option<f64>) -> Option<StaffVerdict> {
    let staffed = row.staffed()?.as_f64();
    let required = f64::from(row.required_agents?);
    let Needs { low, high } = fair?;
    let least = required.min(f64::from(low.unwrap_or(high)));
    let most = f64::from(high).max(required);
    // Figures converted from scheduled heads carry a rounding each.
    let staffed = staffed + 1e-5;
    Some(if staffed < least - noise? {
        StaffVerdict::Short
    } else if staffed < least {
        StaffVerdict::WithinNoise
    } else if staffed < most {
        StaffVerdict::DependsOnPatience
    } else {
        StaffVerdict::Enough
    })
}
