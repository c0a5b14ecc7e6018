//! Audit of pauses (definitions § 3): those set shortly before the deadline would have been breached, and
//! those during which a message of the customer lay unanswered; and the deadline without them.

use super::paused_clock::Running;
use crate::normalize::STILL;
use crate::vocabulary::EpochSeconds;
use crate::workspace::agreement::PauseAudit;

/// What is known of one case.
pub struct PausedCase<'a> {
    /// When its clock started.
    pub start: EpochSeconds,
    /// When it stopped, or the as-of instant.
    pub stop: EpochSeconds,
    /// Alternating beginnings and ends.
    pub pauses: &'a [EpochSeconds],
    /// Alternating messages of the customer and their answers.
    pub messages: &'a [EpochSeconds],
}

/// A pause that is hard to explain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Its number among the pauses of the case.
    pub number: usize,
    /// Beginning.
    pub from: EpochSeconds,
    /// End; the stop of the case where it went on.
    pub to: EpochSeconds,
    /// Time in the budget's calendar, where it was set shortly before the breach.
    pub before_breach_s: Option<i64>,
    /// Time in the budget's calendar during which a message lay unanswered, where one did.
    pub unanswered_s: Option<i64>,
}

/// What the audit of a case finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audited {
    /// Pauses that are hard to explain.
    pub doubts: Vec<Doubt>,
    /// The pauses without them: alternating beginnings and ends.
    pub others: Vec<EpochSeconds>,
}

impl Audited {
    /// Numbers and seconds of pauses set before a breach, and of those with an unanswered message.
    pub fn amounts(&self) -> [i64; 4] {
        let of = |seconds: fn(&Doubt) -> Option<i64>| {
            let found: Vec<i64> = self.doubts.iter().filter_map(seconds).collect();
            [found.len() as i64, found.iter().sum()]
        };
        let ([short, short_s], [open, open_s]) = (of(|d| d.before_breach_s), of(|d| d.unanswered_s));
        [short, short_s, open, open_s]
    }
}

/// Audits the pauses of a case with a budget in seconds.
pub fn audit(running: Running<'_>, budget: i64, agreed: PauseAudit, case: &PausedCase<'_>) -> Audited {
    let mut audited = Audited::default();
    for (number, [from, to]) in case.pauses.as_chunks::<2>().0.iter().enumerate() {
        let (cut_from, cut_to) = ((*from).max(case.start), (*to).min(case.stop));
        if cut_from >= cut_to {
            audited.others.extend([*from, *to]);
            continue;
        }
        let ran = running.between(case.start, cut_from) - running.paused(case.start, cut_from, case.pauses);
        let left = budget - ran;
        let is_short = agreed
            .before_breach_s
            .is_some_and(|limit| 0 < left && left <= limit);
        let open = unanswered((*from, *to), case.messages);
        let open_s: i64 = open
            .iter()
            .map(|(from, to)| (from.max(&case.start), to.min(&case.stop)))
            .filter(|(from, to)| from < to)
            .map(|(from, to)| running.between(*from, *to))
            .sum();
        match is_short {
            true => {}
            false => audited.others.extend(without((*from, *to), &open)),
        }
        let before_breach_s = is_short.then(|| running.between(cut_from, cut_to));
        let unanswered_s = (open_s > 0).then_some(open_s);
        if before_breach_s.is_some() || unanswered_s.is_some() {
            audited.doubts.push(Doubt {
                number,
                from: cut_from,
                to: cut_to,
                before_breach_s,
                unanswered_s,
            });
        }
    }
    audited
}

/// The parts of a pause during which some message was not answered; in order, apart.
fn unanswered((from, to): (i64, i64), messages: &[EpochSeconds]) -> Vec<(i64, i64)> {
    let pairs = messages.as_chunks::<2>().0.iter();
    let mut parts: Vec<(i64, i64)> = pairs
        .map(|[message, answer]| ((*message).max(from), (*answer).min(to)))
        .filter(|(from, to)| from < to)
        .collect();
    parts.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::new();
    for (from, to) in parts {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// A pause without some of its parts.
fn without((from, to): (i64, i64), parts: &[(i64, i64)]) -> Vec<i64> {
    let mut left = Vec::new();
    let mut since = from;
    for (begin, end) in parts {
        if since < *begin {
            left.extend([since, *begin]);
        }
        since = *end;
    }
    if since < to || (since == STILL && to == STILL && parts.is_empty()) {
        left.extend([since, to]);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;

    fn audited(pauses: &[i64], messages: &[i64], limit_s: Option<i64>) -> Audited {
        let case = PausedCase {
            start: 0,
            stop: 10 * HOUR,
            pauses,
            messages,
        };
        let agreed = PauseAudit {
            before_breach_s: limit_s,
        };
        audit(Running::Elapsed, 8 * HOUR, agreed, &case)
    }

    #[test]
    fn a_pause_set_shortly_before_the_breach_is_doubtful_and_no_later_one() {
        let half = Some(HOUR / 2);
        // Half an hour is left, inclusive; a minute more is not short.
        assert_eq!(
            audited(&[15 * HOUR / 2, 9 * HOUR], &[], half).amounts(),
            [1, 3 * HOUR / 2, 0, 0]
        );
        assert_eq!(
            audited(&[15 * HOUR / 2 - 60, 9 * HOUR], &[], half).amounts(),
            [0; 4]
        );
        // At the breach, and after an earlier pause of one hour.
        assert_eq!(audited(&[8 * HOUR, 9 * HOUR], &[], half).amounts(), [0; 4]);
        let after_another = audited(&[HOUR, 2 * HOUR, 17 * HOUR / 2, STILL], &[], half);
        assert_eq!(after_another.amounts(), [1, 3 * HOUR / 2, 0, 0]);
        assert_eq!(after_another.others, [HOUR, 2 * HOUR]);
    }

    #[test]
    fn of_a_pause_only_the_time_with_an_unanswered_message_is_doubtful() {
        let told = audited(
            &[HOUR, 5 * HOUR],
            &[2 * HOUR, 3 * HOUR, 5 * HOUR / 2, 4 * HOUR],
            None,
        );
        assert_eq!(told.amounts(), [0, 0, 1, 2 * HOUR]);
        assert_eq!(told.others, [HOUR, 2 * HOUR, 4 * HOUR, 5 * HOUR]);
        // Written before the pause, never answered: all of it, until the stop of the case.
        let all = audited(&[HOUR, STILL], &[0, STILL], None);
        assert_eq!((all.amounts(), all.others.len()), ([0, 0, 1, 9 * HOUR], 0));
        assert_eq!(audited(&[HOUR, 2 * HOUR], &[3 * HOUR, 4 * HOUR], None).doubts, []);
    }
}
