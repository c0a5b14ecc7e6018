//! The waiting line itself: first come, first served, by the agents who are there; callers lose patience.

use super::chance::Chance;
use super::clock::{INTERVAL, Instant};
use super::model::{Call, Outcome, Record, Shift};
use super::traffic::Line;

/// Seconds after which callers are offered a callback.
const CALLBACK_AFTER: i64 = 75;

/// What becomes of the callers of one line.
pub fn calls(line: &Line, arrivals: &[Instant], shifts: &[Shift], chance: &mut Chance) -> Vec<Call> {
    let most = shifts.iter().map(|shift| shift.present).max().unwrap_or(1);
    let mut free_from: Vec<Instant> = vec![0; most as usize];
    arrivals
        .iter()
        .map(|&offered| one_call(line, offered, shifts, &mut free_from, chance))
        .collect()
}

fn one_call(
    line: &Line,
    offered: Instant,
    shifts: &[Shift],
    free: &mut [Instant],
    chance: &mut Chance,
) -> Call {
    let mut call = blank(line, offered);
    if chance.happens(0.004) {
        call.outcome = Outcome::Blocked;
        call.wait = Some(0);
        return call;
    }
    let patience = patience(chance);
    let (agent, start) = first_free(offered, shifts, free);
    let wait = start - offered + chance.between(2, 6);
    let takes_callback = wait > CALLBACK_AFTER && chance.happens(0.12);
    if patience < wait.min(CALLBACK_AFTER) || (patience < wait && !takes_callback) {
        call.outcome = Outcome::Abandoned;
        call.wait = Some(patience);
        return call;
    }
    if takes_callback {
        call.outcome = if chance.happens(0.7) {
            Outcome::Callback
        } else {
            Outcome::Overflow
        };
        call.wait = Some(CALLBACK_AFTER);
        return call;
    }
    converse(&mut call, line, wait, chance);
    free[agent] = offered + wait + handle_time(&call);
    call
}

fn blank(line: &Line, offered: Instant) -> Call {
    Call {
        id: String::new(),
        queue: line.queue,
        offered,
        ended: None,
        outcome: Outcome::Answered,
        wait: None,
        talk: None,
        hold: None,
        wrap: None,
        agent: None,
        record: Record::default(),
        documented: None,
        customer: None,
    }
}

/// Some hang up at once (wrong number); the others are more or less patient.
fn patience(chance: &mut Chance) -> i64 {
    if chance.happens(0.012) {
        chance.between(1, 5)
    } else {
        3 + chance.exponential(170.0) as i64
    }
}

/// The agent who is free first while being on duty, and when. Agent `k` is on duty where more than `k` are present.
fn first_free(offered: Instant, shifts: &[Shift], free: &[Instant]) -> (usize, Instant) {
    let at = |agent: usize| {
        let mut start = offered.max(free[agent]);
        // After a day without duty the caller has hung up anyway.
        for _ in 0..48 {
            if present(shifts, start) > agent as i64 {
                break;
            }
            start = start - start.rem_euclid(INTERVAL) + INTERVAL;
        }
        start
    };
    let candidates = (0..free.len()).map(|agent| (agent, at(agent)));
    candidates
        .min_by_key(|(agent, start)| (*start, *agent))
        .unwrap_or((0, offered))
}

/// Agents present at an instant; after closing, the last shift stays for one interval.
fn present(shifts: &[Shift], at: Instant) -> i64 {
    let index = shifts.partition_point(|shift| shift.start <= at);
    let last = index.checked_sub(1).map(|i| &shifts[i]);
    last.filter(|shift| at < shift.start + 2 * INTERVAL)
        .map_or(0, |shift| shift.present)
}

fn converse(call: &mut Call, line: &Line, wait: i64, chance: &mut Chance) {
    let talk = 15 + chance.staged(line.talk - 15.0, 3) as i64;
    let hold = if chance.happens(0.22) {
        5 + chance.exponential(45.0) as i64
    } else {
        0
    };
    call.outcome = Outcome::Answered;
    call.wait = Some(wait);
    call.talk = Some(talk);
    call.hold = Some(hold);
    call.wrap = Some(chance.staged(44.0, 2) as i64);
    call.ended = Some(call.offered + wait + talk + hold);
}

fn handle_time(call: &Call) -> i64 {
    [call.talk, call.hold, call.wrap].into_iter().flatten().sum()
}
