//! One row against one standard, in the plainest words: the contract of the sample workspace.

use super::clock::{self, Instant};
use super::model::{Call, Language, Outcome, Provider, Queue, Reason, Record};
use super::words::{CATCH_ALL, EMPTY_PHRASES};

/// Seconds within which a call is to be answered.
pub const IN_TIME: i64 = 20;
/// Seconds up to which an abandon is a short one.
pub const SHORT: i64 = 5;
/// Characters that a note needs.
pub const NOTE: usize = 15;
/// Seconds within which a call is to be documented.
pub const DOCUMENTATION: i64 = 900;

/// What a standard says about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Numerator and denominator.
    Passed,
    /// Denominator only.
    Missed,
    /// Neither; counted apart.
    Unmeasurable,
}

fn passed_if(good: bool) -> Verdict {
    if good { Verdict::Passed } else { Verdict::Missed }
}

/// The class of a call once contradictions are taken out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Taken.
    Answered,
    /// Hung up.
    Abandoned,
    /// Callback or overflow.
    FlowedOut,
    /// Outside the queue.
    Blocked,
    /// Contradictory or reported so.
    Unclear,
}

/// Answered without talk and agent, abandoned with talk, or reported so: unclear.
pub fn class(call: &Call) -> Class {
    let talked = call.talk.is_some_and(|talk| talk > 0);
    match call.outcome {
        Outcome::Answered if !talked && call.agent.is_none() => Class::Unclear,
        Outcome::Answered => Class::Answered,
        Outcome::Abandoned if talked => Class::Unclear,
        Outcome::Abandoned => Class::Abandoned,
        Outcome::Callback | Outcome::Overflow => Class::FlowedOut,
        Outcome::Blocked => Class::Blocked,
        Outcome::Unknown => Class::Unclear,
    }
}

/// End of the conversation as the export shows it; sued exports none, so it is added up there.
pub fn end_of_contact(provider: Provider, call: &Call) -> Option<Instant> {
    if provider != Provider::Sued {
        return call.ended;
    }
    Some(call.offered + call.wait? + call.talk? + call.hold?)
}

/// Language of an answered contact.
pub fn language(queue: Queue, record: &Record) -> Verdict {
    let known = |word: Option<Language>| word.filter(|language| *language != Language::Unlisted);
    let (Some(customer), Some(served)) = (known(record.customer), known(record.served)) else {
        return Verdict::Unmeasurable;
    };
    if customer == served {
        return Verdict::Passed;
    }
    let agreed = queue.languages().contains(&customer);
    passed_if(!agreed && queue.fallback_languages().contains(&served))
}

/// Reason, agent and "resolved" are filled; any word fills the reason.
pub fn required_fields(record: &Record, agent: Option<&String>) -> Verdict {
    passed_if(record.reason.is_some() && record.resolved.is_some() && agent.is_some())
}

/// Enough characters, and not an empty phrase.
pub fn note(note: &str) -> Verdict {
    let plain = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    let empty = EMPTY_PHRASES.iter().any(|phrase| plain(phrase) == plain(note));
    passed_if(!empty && note.trim().chars().count() >= NOTE)
}

/// Documented in time after the end; before the end is in time, never is not. Says nothing about a
/// call whose documentation falls due after the month.
pub fn documentation(provider: Provider, call: &Call) -> Option<Verdict> {
    let Some(end) = end_of_contact(provider, call) else {
        return Some(Verdict::Unmeasurable);
    };
    let due = end + DOCUMENTATION;
    let in_time = call.documented.is_some_and(|written| written <= due);
    clock::in_period(due).then(|| passed_if(in_time))
}

/// Resolved at the first attempt, by flag.
pub fn resolved_first(record: &Record) -> Verdict {
    record.first_time.map_or(Verdict::Unmeasurable, passed_if)
}

/// The reason stands in the catalogue; without a reason there is nothing to look up.
pub fn catalogue(record: &Record) -> Verdict {
    let listed = |reason| passed_if(matches!(reason, Reason::Listed(_)));
    record.reason.map_or(Verdict::Unmeasurable, listed)
}

/// The reason is the catch-all. Its share is the bad side, so that such a contact counts in the numerator.
pub fn catch_all(record: &Record) -> Verdict {
    let other = |reason| passed_if(reason == Reason::Listed(CATCH_ALL));
    record.reason.map_or(Verdict::Unmeasurable, other)
}

/// Required fields, note and catalogue together: one broken duty is a miss.
pub fn duties(record: &Record, agent: Option<&String>) -> Verdict {
    let all = [
        required_fields(record, agent),
        note(&record.note),
        catalogue(record),
    ];
    match all {
        _ if all.contains(&Verdict::Missed) => Verdict::Missed,
        _ if all.contains(&Verdict::Unmeasurable) => Verdict::Unmeasurable,
        _ => Verdict::Passed,
    }
}
