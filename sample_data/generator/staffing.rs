//! Who is planned and who is there: a plan by Erlang C on the forecast, and each provider's way of keeping it.

use chrono::{Datelike, Weekday};

use super::arithmetic::exp;
use super::chance::Chance;
use super::clock::{self, HOUR, INTERVAL, Instant};
use super::model::{Provider, Queue, Shift};
use super::traffic::{HOLD_AND_WRAP_UP, LINES, Line, forecast};

/// Agents that answer 80 % within 20 s by Erlang C; at least one.
fn enough(calls: f64, handle_time: f64) -> i64 {
    let load = calls * handle_time / INTERVAL as f64;
    let mut blocked = 1.0;
    let mut agents = 0.0;
    loop {
        agents += 1.0;
        blocked = load * blocked / (agents + load * blocked);
        if agents > load {
            let waits = agents * blocked / (agents - load * (1.0 - blocked));
            if 1.0 - waits * exp(-(agents - load) * 20.0 / handle_time) >= 0.8 {
                return agents as i64;
            }
        }
    }
}

/// The plan and the presence of all half-hours of a line.
pub fn shifts(line: &Line, chance: &mut Chance) -> Vec<Shift> {
    let mut found = Vec::new();
    let mut start = clock::period_start();
    while start < clock::period_end() {
        let calls = forecast(line, start);
        if calls > 0.0 {
            found.push(shift(line, start, calls, chance));
        }
        start += INTERVAL;
    }
    found
}

fn shift(line: &Line, start: Instant, calls: f64, chance: &mut Chance) -> Shift {
    let monday = clock::date(start).weekday() == Weekday::Mon;
    let morning = monday && clock::time_of_day(start) < 12 * HOUR;
    // sued plans every day like an average one.
    let planned_calls = if line.provider == Provider::Sued && monday {
        calls / 1.3
    } else {
        calls
    };
    let planned = enough(planned_calls, line.talk + HOLD_AND_WRAP_UP);
    let missing = match line.provider {
        Provider::Nord => i64::from(chance.happens(0.03)),
        Provider::Sued if morning => 1 + i64::from(chance.happens(0.5)),
        Provider::Sued => i64::from(chance.happens(0.55)),
        Provider::Alpen => i64::from(chance.happens(0.22)),
    };
    // Half an agent more where people are shared between two queues.
    let shared = line.provider == Provider::Nord && line.queue != Queue::Stoerung && chance.happens(0.2);
    Shift {
        queue: line.queue,
        start,
        planned_tenths: planned * 10 + if shared { 5 } else { 0 },
        present: (planned - missing).max(1),
    }
}

/// All staffing of a provider, by queue and time.
pub fn of_provider(provider: Provider) -> Vec<Shift> {
    let lines = LINES.iter().filter(|line| line.provider == provider);
    lines
        .flat_map(|line| shifts(line, &mut Chance::new(&label(line))))
        .collect()
}

fn label(line: &Line) -> String {
    format!("staffing {} {}", line.provider.id(), line.queue.id())
}
