//! How many calls come when: the month's shape per provider and queue, and the arrivals drawn from it.

use chrono::{Datelike, Weekday};

use super::chance::Chance;
use super::clock::{self, HOUR, INTERVAL, Instant};
use super::model::{Provider, Queue};

/// A queue at a provider.
#[derive(Clone, Copy)]
pub struct Line {
    /// Who serves it.
    pub provider: Provider,
    /// Queue.
    pub queue: Queue,
    /// Mean calls per half-hour on an average day.
    pub calls: f64,
    /// Mean talk time in seconds.
    pub talk: f64,
}

/// Mean hold time over all calls plus mean wrap-up, in seconds; the plan reckons with it.
pub const HOLD_AND_WRAP_UP: f64 = 55.0;

/// All lines of the month.
pub const LINES: [Line; 8] = [
    Line {
        provider: Provider::Nord,
        queue: Queue::Bestellung,
        calls: 3.6,
        talk: 235.0,
    },
    Line {
        provider: Provider::Nord,
        queue: Queue::Rechnung,
        calls: 1.5,
        talk: 285.0,
    },
    Line {
        provider: Provider::Nord,
        queue: Queue::Stoerung,
        calls: 0.26,
        talk: 330.0,
    },
    Line {
        provider: Provider::Sued,
        queue: Queue::Bestellung,
        calls: 3.9,
        talk: 255.0,
    },
    Line {
        provider: Provider::Sued,
        queue: Queue::Rechnung,
        calls: 1.2,
        talk: 300.0,
    },
    Line {
        provider: Provider::Alpen,
        queue: Queue::Rechnung,
        calls: 1.6,
        talk: 280.0,
    },
    Line {
        provider: Provider::Alpen,
        queue: Queue::Stoerung,
        calls: 0.85,
        talk: 345.0,
    },
    Line {
        provider: Provider::Alpen,
        queue: Queue::Auskunft,
        calls: 9.5,
        talk: 130.0,
    },
];

/// Half-hours from 08:00 to 18:00 relative to their mean.
const DAY: [f64; 20] = [
    0.75, 1.05, 1.40, 1.55, 1.60, 1.50, 1.30, 1.05, 0.80, 0.70, 0.80, 0.95, 1.15, 1.20, 1.15, 1.05, 0.95,
    0.80, 0.65, 0.45,
];

/// Calls expected in a half-hour, as planned beforehand.
pub fn forecast(line: &Line, start: Instant) -> f64 {
    if !clock::is_open(line.queue.hours(), start) {
        return 0.0;
    }
    let slot = clock::time_of_day(start) / INTERVAL;
    let by_time = match (line.queue, slot) {
        (Queue::Stoerung, 0..12) => 0.2,
        (Queue::Stoerung, 12..16) => 0.8,
        (Queue::Stoerung, 36..42) => 1.5,
        (Queue::Stoerung, 42..) => 0.6,
        (_, 16..36) => DAY[(slot - 16) as usize],
        _ => 0.0,
    };
    line.calls * by_time * weekday_factor(clock::date(start).weekday())
}

fn weekday_factor(day: Weekday) -> f64 {
    match day {
        Weekday::Mon => 1.3,
        Weekday::Tue => 1.1,
        Weekday::Wed | Weekday::Thu => 1.0,
        Weekday::Fri => 0.9,
        Weekday::Sat => 0.55,
        Weekday::Sun => 0.5,
    }
}

/// Calls that really tend to come: the forecast, and what nobody had planned for.
fn tendency(line: &Line, start: Instant) -> f64 {
    let (day, time) = (clock::date(start), clock::time_of_day(start));
    let hours = |from: i64, to: i64| (from * HOUR..to * HOUR).contains(&time);
    let surprise = match (line.provider, line.queue, day.day()) {
        // A newsletter with a wrong price.
        (_, Queue::Bestellung, 13) if hours(10, 13) => 2.2,
        // A disturbance of the payment service.
        (Provider::Alpen, Queue::Stoerung, 20) if hours(16, 21) => 4.0,
        // Monday mornings grow stronger than sued's plan admits.
        (Provider::Sued, _, _) if day.weekday() == Weekday::Mon && hours(8, 12) => 1.35,
        _ => 1.0,
    };
    forecast(line, start) * surprise
}

/// Instants at which calls arrive in the month, ascending.
pub fn arrivals(line: &Line, chance: &mut Chance) -> Vec<Instant> {
    let mut found = Vec::new();
    let mut start = clock::period_start();
    while start < clock::period_end() {
        let mean = tendency(line, start);
        if mean > 0.0 {
            let gap = INTERVAL as f64 / mean;
            let mut at = chance.exponential(gap);
            while at < INTERVAL as f64 {
                found.push(start + at as i64);
                at += chance.exponential(gap);
            }
        }
        start += INTERVAL;
    }
    found
}
