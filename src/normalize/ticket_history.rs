//! Tickets whose rows are the steps of a history: what became of each, from its states in order of time.

use std::collections::{HashMap, HashSet};

use polars::prelude::*;

use super::duplicates::fingerprint;
use super::event_log::list_column;
use crate::tables::codes::state_code;
use crate::tables::contacts::{
    CLOSED_AT, CONTACT_ID, ENDS, FIRST_RESOLVED_AT, HEADLESS, OCCURRED_AT, PAUSES, PRIORITY,
    PRIORITY_AT_START, REOPENED, REOPENED_AT, RESOLVED_AT, STATUS, UPDATED_AT,
};
use crate::vocabulary::EpochSeconds;

/// End of a pause that has not ended.
pub const STILL: EpochSeconds = i64::MAX;

/// One row of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    at: EpochSeconds,
    /// Place of the row, for steps of the same instant.
    place: (usize, usize),
    state: Option<u32>,
    created: Option<EpochSeconds>,
    priority: Option<u32>,
}

/// What became of a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Story {
    created: Option<EpochSeconds>,
    /// From, to; in order, without overlap.
    pauses: Vec<(EpochSeconds, EpochSeconds)>,
    first_resolved: Option<EpochSeconds>,
    last_resolved: Option<EpochSeconds>,
    closed: Option<EpochSeconds>,
    reopened_at: Option<EpochSeconds>,
    reopened: i64,
    /// Of the first step that has one.
    priority: Option<u32>,
    /// Alternating: out of work, back again.
    ends: Vec<EpochSeconds>,
}

/// The steps of all tickets of a provider, by id: some 60 bytes a row.
#[derive(Default)]
pub struct TicketHistory {
    steps: HashMap<u128, Vec<Step>>,
    holes: HashSet<u128>,
}

impl TicketHistory {
    /// Of tickets some of which lack a step: nobody knows how long their clocks ran.
    pub fn with_holes(holes: HashSet<u128>) -> Self {
        Self {
            steps: HashMap::new(),
            holes,
        }
    }

    /// Takes in batch number `batch`; rows without `updated_at` stand at their creation.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn take_in(&mut self, batch: usize, frame: &DataFrame) -> PolarsResult<()> {
        let ids = frame.column(CONTACT_ID.name())?.str()?;
        let (created, updated) = (
            instants(frame, OCCURRED_AT.name())?,
            instants(frame, UPDATED_AT.name())?,
        );
        let states = frame.column(STATUS.name())?.u32()?;
        let priorities = frame.column(PRIORITY.name())?.u32()?;
        for (row, id) in ids.iter().enumerate() {
            let Some(at) = updated.get(row).or(created.get(row)) else {
                continue;
            };
            let step = Step {
                at,
                place: (batch, row),
                state: states.get(row),
                created: created.get(row),
                priority: priorities.get(row),
            };
            let steps = self.steps.entry(fingerprint(id.unwrap_or_default())).or_default();
            steps.push(step);
        }
        Ok(())
    }

    /// Last rows, with what their histories tell: creation, pauses, resolutions, reopenings. What the row
    /// itself says about its resolution, closing and reopenings stands.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn told(&self, mut frame: DataFrame) -> PolarsResult<DataFrame> {
        let ids = frame.column(CONTACT_ID.name())?.str()?;
        let headless: Int64Chunked = ids
            .iter()
            .map(|id| self.holes.contains(&fingerprint(id?)).then_some(1))
            .collect();
        let nothing = Story::default();
        let stories: Vec<Story> = ids
            .iter()
            .map(|id| {
                let steps = self.steps.get(&fingerprint(id.unwrap_or_default()));
                steps.map_or_else(|| nothing.clone(), |steps| story(steps.clone()))
            })
            .collect();
        let told = [
            (OCCURRED_AT.name(), of(&stories, |story| story.created), false),
            (
                RESOLVED_AT.name(),
                of(&stories, |story| story.last_resolved),
                true,
            ),
            (CLOSED_AT.name(), of(&stories, |story| story.closed), true),
            (REOPENED.name(), of(&stories, |story| Some(story.reopened)), true),
            (
                FIRST_RESOLVED_AT.name(),
                of(&stories, |story| story.first_resolved),
                false,
            ),
            (REOPENED_AT.name(), of(&stories, |story| story.reopened_at), false),
        ];
        for (name, values, own_stands) in told {
            let values = if own_stands {
                let own = instants(&frame, name)?;
                own.iter()
                    .zip(values.iter())
                    .map(|(own, told)| own.or(told))
                    .collect()
            } else {
                values
            };
            frame.with_column(values.with_name(name.into()).into_column())?;
        }
        let priorities: UInt32Chunked = stories.iter().map(|story| story.priority).collect();
        frame.with_column(priorities.with_name(PRIORITY_AT_START.into()).into_column())?;
        frame.with_column(headless.with_name(HEADLESS.into()).into_column())?;
        frame.with_column(pauses(&stories))?;
        let ends = stories.iter().map(|story| Some(story.ends.clone()));
        frame.with_column(list_column(ENDS, ends))?;
        Ok(frame)
    }
}

fn instants<'f>(frame: &'f DataFrame, name: &str) -> PolarsResult<&'f Int64Chunked> {
    frame.column(name)?.i64()
}

fn of(stories: &[Story], value: impl Fn(&Story) -> Option<i64>) -> Int64Chunked {
    stories.iter().map(value).collect()
}

/// Pauses as lists of alternating beginnings and ends.
fn pauses(stories: &[Story]) -> Column {
    let mut lists = ListPrimitiveChunkedBuilder::<Int64Type>::new(
        PAUSES.into(),
        stories.len(),
        stories.iter().map(|story| story.pauses.len() * 2).sum(),
        DataType::Int64,
    );
    for story in stories {
        let edges: Vec<i64> = story.pauses.iter().flat_map(|(from, to)| [*from, *to]).collect();
        lists.append_slice(&edges);
    }
    lists.finish().into_column()
}

/// The story that steps tell. A state holds from its step to the next one; a running pause ends where the
/// ticket is resolved or closed (symptom: paused, then resolved in one step).
fn story(mut steps: Vec<Step>) -> Story {
    steps.sort();
    let [pending, resolved, closed] = ["pending", "resolved", "closed"].map(state_code);
    let gone = [resolved, closed, state_code("merged"), state_code("cancelled")];
    let is_gone = |state: Option<u32>| state.is_some_and(|state| gone.contains(&state));
    let is_over = |state: Option<u32>| state.is_some_and(|state| state == resolved || state == closed);
    let mut story = Story {
        created: steps
            .iter()
            .filter_map(|step| step.created.or(Some(step.at)))
            .min(),
        priority: steps.iter().find_map(|step| step.priority),
        ..Story::default()
    };
    let mut before = None;
    for step in &steps {
        // A row without a state changes nothing.
        let state = step.state.or(before);
        if let Some((_, end @ STILL)) = story.pauses.last_mut()
            && state != Some(pending)
        {
            *end = step.at;
        }
        if state == Some(pending) && before != Some(pending) {
            story.pauses.push((step.at, STILL));
        }
        if is_gone(state) != is_gone(before) {
            story.ends.push(step.at);
        }
        if is_over(state) && !is_over(before) {
            story.first_resolved.get_or_insert(step.at);
            story.last_resolved = Some(step.at);
        }
        if is_over(before) && !is_over(state) {
            story.reopened += 1;
            story.reopened_at = Some(step.at);
            (story.last_resolved, story.closed) = (None, None);
        }
        if state == Some(closed) && before != Some(closed) {
            story.closed = Some(step.at);
        }
        before = state;
    }
    story.pauses.retain(|(from, to)| from < to);
    story
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(steps: &[(i64, &str)]) -> Story {
        let steps = steps.iter().enumerate().map(|(row, (at, state))| Step {
            at: *at,
            place: (0, row),
            state: (!state.is_empty()).then(|| state_code(state)),
            created: None,
            priority: None,
        });
        story(steps.collect())
    }

    #[test]
    fn a_running_pause_ends_at_the_resolution() {
        let story = told(&[(0, "open"), (10, "pending"), (50, "resolved"), (60, "closed")]);
        assert_eq!(story.pauses, [(10, 50)]);
        assert_eq!(
            (story.first_resolved, story.last_resolved, story.closed),
            (Some(50), Some(50), Some(60))
        );
        assert_eq!(story.reopened, 0);
    }

    #[test]
    fn a_reopened_ticket_is_unresolved_again_and_keeps_its_first_resolution() {
        let story = told(&[(0, "open"), (10, "resolved"), (20, "open"), (30, "pending")]);
        assert_eq!((story.first_resolved, story.last_resolved), (Some(10), None));
        assert_eq!((story.reopened, story.reopened_at), (1, Some(20)));
        assert_eq!(story.pauses, [(30, STILL)]);
        let again = told(&[(0, "open"), (10, "resolved"), (20, "open"), (40, "closed")]);
        assert_eq!((again.first_resolved, again.last_resolved), (Some(10), Some(40)));
    }

    #[test]
    fn steps_in_any_order_and_rows_without_a_state_tell_the_same() {
        let story = told(&[(50, "open"), (10, "pending"), (0, "open"), (30, "")]);
        assert_eq!(story.created, Some(0));
        assert_eq!(story.pauses, [(10, 50)]);
    }

    #[test]
    fn a_pause_of_no_length_is_none() {
        assert_eq!(told(&[(10, "pending"), (10, "open")]).pauses, []);
    }
}
