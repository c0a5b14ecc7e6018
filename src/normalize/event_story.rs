//! What became of a ticket, told by its events in order of time, whatever the order of the rows.

use super::STILL;
use crate::vocabulary::{Actor, EpochSeconds, Event};

/// One event of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketEvent {
    /// When it happened.
    pub at: EpochSeconds,
    /// What happened.
    pub event: Event,
    /// Who acted, where the log says so.
    pub actor: Option<Actor>,
    /// Its file and row, as one number.
    pub place: i64,
    /// Its row among all rows of the log.
    pub index: u32,
}

/// What the events of a ticket tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventStory {
    /// Creation, or the first event of a log that tells no creations.
    pub created: EpochSeconds,
    /// Whether it was created.
    pub has_creation: bool,
    /// Last start of the clocks that is not the creation.
    pub started: Option<EpochSeconds>,
    /// First confirmation of receipt.
    pub acknowledged: Option<EpochSeconds>,
    /// First answer.
    pub answered: Option<EpochSeconds>,
    /// Last resolution, of a ticket that was not opened again.
    pub resolved: Option<EpochSeconds>,
    /// First resolution or closing.
    pub first_resolved: Option<EpochSeconds>,
    /// Closing, of a ticket that was not opened again.
    pub closed: Option<EpochSeconds>,
    /// Last reopening.
    pub reopened_at: Option<EpochSeconds>,
    /// Number of reopenings.
    pub reopened: i64,
    /// First promise of a callback, and the first callback after it.
    pub callback: (Option<EpochSeconds>, Option<EpochSeconds>),
    /// Last documentation.
    pub documented: Option<EpochSeconds>,
    /// Last event.
    pub updated: EpochSeconds,
    /// State at the end.
    pub state: State,
    /// From, to, and where it begins; in order, without overlap.
    pub pauses: Vec<(EpochSeconds, EpochSeconds, i64)>,
    /// Alternating: out of work, back again.
    pub ends: Vec<EpochSeconds>,
    /// Messages of the customer with the next answer, and where they stand.
    pub messages: Vec<(EpochSeconds, EpochSeconds, i64)>,
    /// Interim notices before the first answer, and where they stand.
    pub notices: Vec<(EpochSeconds, i64)>,
    /// What does not fit together, and where.
    pub contradictions: Vec<(&'static str, i64)>,
}

/// State of a ticket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Worked on.
    #[default]
    Open,
    /// Waits for somebody else.
    Paused,
    /// Resolved.
    Resolved,
    /// Closed.
    Closed,
    /// Went up in another.
    Merged,
    /// Withdrawn.
    Cancelled,
}

impl State {
    /// Its name among the states of tickets.
    pub fn name(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Paused => "pending",
            State::Resolved => "resolved",
            State::Closed => "closed",
            State::Merged => "merged",
            State::Cancelled => "cancelled",
        }
    }

    fn is_over(self) -> bool {
        !matches!(self, State::Open | State::Paused)
    }

    /// Of events at the same instant the one that fits the state comes first; then the usual course.
    fn order(self, event: Event) -> (bool, Event) {
        let leads_back = matches!(event, Event::Resumed | Event::Reopened | Event::InProgress);
        let fits = match event {
            Event::Resumed => self == State::Paused,
            Event::Reopened => self.is_over(),
            _ => self != State::Open,
        };
        (leads_back && !fits && event != Event::InProgress, event)
    }
}

/// The story of some events of one ticket, at least one.
pub fn story(mut events: Vec<TicketEvent>) -> EventStory {
    events.sort_by_key(|event| (event.at, event.event, event.place));
    let matters = |event: &&TicketEvent| event.event != Event::Ignored;
    let first = events.iter().find(matters).or(events.first());
    let created = events.iter().find(|event| event.event == Event::Created);
    let mut story = EventStory {
        created: created.or(first).map_or(0, |event| event.at),
        has_creation: created.is_some(),
        updated: events.last().map_or(0, |event| event.at),
        ..EventStory::default()
    };
    let mut has_creation = false;
    for at_once in events.chunk_by_mut(|one, other| one.at == other.at) {
        for next in 0..at_once.len() {
            let rest = &at_once[next..];
            let place = (0..rest.len()).min_by_key(|place| {
                let event = &rest[*place];
                (story.state.order(event.event), event.place)
            });
            at_once.swap(next, next + place.unwrap_or_default());
            let event = at_once[next];
            if event.event == Event::Created && std::mem::replace(&mut has_creation, true) {
                story.contradictions.push(("created twice", event.place));
                continue;
            }
            story.take(event);
        }
    }
    story.pauses.retain(|(from, to, _)| from < to);
    story
}

impl EventStory {
    fn take(&mut self, event: TicketEvent) {
        let (at, place) = (event.at, event.place);
        let is_bot = event.actor == Some(Actor::Bot);
        match event.event {
            Event::Created | Event::Assigned | Event::Ignored => {}
            Event::Started => self.start(at),
            Event::CustomerMessage => self.messages.push((at, STILL, place)),
            Event::Acknowledged => drop(self.acknowledged.get_or_insert(at)),
            Event::InProgress => {
                self.resume(at);
                self.reopen(at);
            }
            Event::Resumed => self.expect(
                self.state == State::Paused,
                "resumed without a pause",
                place,
                |s| {
                    s.resume(at);
                },
            ),
            Event::InterimNotice | Event::Answer if is_bot => {}
            Event::Answer if event.actor == Some(Actor::Customer) => self.messages.push((at, STILL, place)),
            Event::InterimNotice => {
                if self.answered.is_none() {
                    self.notices.push((at, place));
                }
            }
            Event::Answer => self.answer(at),
            Event::CallbackPromised => drop(self.callback.0.get_or_insert(at)),
            Event::CalledBack => {
                if self.callback.0.is_some() {
                    self.callback.1.get_or_insert(at);
                }
            }
            Event::Documented => self.documented = Some(at),
            Event::Paused => self.pause(at, place),
            Event::Reopened => self.expect(self.state.is_over(), "reopened while open", place, |s| {
                s.reopen(at)
            }),
            Event::Resolved => self.expect(!self.state.is_over(), "resolved twice", place, |s| {
                s.finish(at, State::Resolved);
                s.resolved = Some(at);
            }),
            Event::Closed => self.close(at, place),
            Event::Merged => self.finish(at, State::Merged),
            Event::Cancelled => self.finish(at, State::Cancelled),
        }
    }

    /// Does something where the state allows it, else notes that it does not.
    fn expect(&mut self, fits: bool, else_said: &'static str, place: i64, then: impl FnOnce(&mut Self)) {
        match fits {
            true => then(self),
            false => self.contradictions.push((else_said, place)),
        }
    }

    /// Everything before the start counts as not having been.
    fn start(&mut self, at: EpochSeconds) {
        if self.state.is_over() {
            self.back(at);
        }
        self.started = Some(at);
        (self.acknowledged, self.answered, self.first_resolved) = (None, None, None);
        self.notices.clear();
    }

    fn answer(&mut self, at: EpochSeconds) {
        self.answered.get_or_insert(at);
        let open = self
            .messages
            .iter_mut()
            .rev()
            .take_while(|(_, answer, _)| *answer == STILL);
        open.for_each(|(_, answer, _)| *answer = at);
    }

    fn pause(&mut self, at: EpochSeconds, place: i64) {
        match self.state {
            State::Open => {
                self.pauses.push((at, STILL, place));
                self.state = State::Paused;
            }
            // The first one goes on.
            State::Paused => self.contradictions.push(("paused twice", place)),
            _ => self.contradictions.push(("paused after its end", place)),
        }
    }

    fn resume(&mut self, at: EpochSeconds) {
        if self.state == State::Paused {
            if let Some((_, end, _)) = self.pauses.last_mut() {
                *end = at;
            }
            self.state = State::Open;
        }
    }

    fn reopen(&mut self, at: EpochSeconds) {
        if self.state.is_over() {
            self.back(at);
            self.reopened += 1;
            self.reopened_at = Some(at);
        }
    }

    fn back(&mut self, at: EpochSeconds) {
        self.ends.push(at);
        (self.resolved, self.closed) = (None, None);
        self.state = State::Open;
    }

    /// Ends the work; a running pause ends with it.
    fn finish(&mut self, at: EpochSeconds, state: State) {
        self.resume(at);
        if !self.state.is_over() {
            self.ends.push(at);
        }
        if matches!(state, State::Resolved | State::Closed) {
            self.first_resolved.get_or_insert(at);
        }
        self.state = state;
    }

    fn close(&mut self, at: EpochSeconds, place: i64) {
        match self.state {
            State::Closed => self.contradictions.push(("closed twice", place)),
            // A merged or withdrawn ticket is closed besides.
            State::Merged | State::Cancelled => {}
            _ => {
                self.finish(at, State::Closed);
                self.closed = Some(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(at: i64, event: Event) -> TicketEvent {
        TicketEvent {
            at,
            event,
            actor: None,
            place: 0,
            index: 0,
        }
    }

    fn told(events: &[(i64, Event)]) -> EventStory {
        let numbered = events.iter().enumerate().map(|(place, (at, of))| TicketEvent {
            place: place as i64,
            ..event(*at, *of)
        });
        story(numbered.collect())
    }

    fn spans(story: &EventStory) -> Vec<(i64, i64)> {
        story.pauses.iter().map(|(from, to, _)| (*from, *to)).collect()
    }

    #[test]
    fn symptom_8_a_running_pause_ends_with_the_resolution() {
        let story = told(&[(0, Event::Created), (10, Event::Paused), (50, Event::Resolved)]);
        assert_eq!(spans(&story), [(10, 50)]);
        assert_eq!((story.resolved, story.state), (Some(50), State::Resolved));
        assert_eq!(story.contradictions, []);
    }

    #[test]
    fn what_does_not_fit_together_is_noted_and_the_first_counts() {
        let story = told(&[
            (0, Event::Created),
            (5, Event::Resumed),
            (10, Event::Paused),
            (20, Event::Paused),
            (30, Event::Resumed),
            (40, Event::Reopened),
            (50, Event::Resolved),
            (60, Event::Paused),
            (70, Event::Resolved),
        ]);
        assert_eq!(spans(&story), [(10, 30)]);
        assert_eq!((story.resolved, story.reopened), (Some(50), 0));
        let said: Vec<&str> = story.contradictions.iter().map(|(what, _)| *what).collect();
        assert_eq!(
            said,
            [
                "resumed without a pause",
                "paused twice",
                "reopened while open",
                "paused after its end",
                "resolved twice"
            ]
        );
    }

    #[test]
    fn symptom_16_a_bot_answers_nobody_and_the_clock_starts_with_the_hand_over() {
        let mut events = vec![
            event(0, Event::Created),
            event(5, Event::Answer),
            event(100, Event::Started),
            event(130, Event::Answer),
        ];
        events[1].actor = Some(Actor::Bot);
        let by_bot = story(events.clone());
        assert_eq!((by_bot.started, by_bot.answered), (Some(100), Some(130)));
        // Without the hand-over the bot's words are still no answer.
        events.remove(2);
        assert_eq!(story(events).answered, Some(130));
    }

    #[test]
    fn symptom_12_each_message_has_its_next_answer() {
        let story = told(&[
            (0, Event::CustomerMessage),
            (10, Event::Answer),
            (20, Event::CustomerMessage),
            (30, Event::CustomerMessage),
            (40, Event::Answer),
            (50, Event::CustomerMessage),
        ]);
        let pairs: Vec<(i64, i64)> = story
            .messages
            .iter()
            .map(|(at, answer, _)| (*at, *answer))
            .collect();
        assert_eq!(pairs, [(0, 10), (20, 40), (30, 40), (50, STILL)]);
    }

    #[test]
    fn work_that_goes_on_ends_pauses_and_resolutions() {
        let story = told(&[
            (0, Event::InProgress),
            (10, Event::Paused),
            (20, Event::InProgress),
            (30, Event::Resolved),
            (40, Event::InProgress),
            (50, Event::Closed),
        ]);
        assert_eq!(spans(&story), [(10, 20)]);
        assert_eq!(
            (story.first_resolved, story.resolved, story.closed),
            (Some(30), None, Some(50))
        );
        assert_eq!((story.reopened, story.ends.as_slice()), (1, &[30, 40, 50][..]));
        assert_eq!(story.contradictions, []);
    }

    #[test]
    fn events_of_one_instant_are_taken_as_they_fit() {
        // Paused, and at the same instant resumed and paused again.
        let story = told(&[
            (0, Event::Created),
            (10, Event::Paused),
            (20, Event::Paused),
            (20, Event::Resumed),
            (30, Event::Resumed),
        ]);
        assert_eq!(spans(&story), [(10, 20), (20, 30)]);
        assert_eq!(story.contradictions, []);
        let at_once = told(&[
            (0, Event::Created),
            (10, Event::Resumed),
            (10, Event::Paused),
            (20, Event::Closed),
        ]);
        assert_eq!((spans(&at_once), at_once.contradictions), (vec![], vec![]));
    }

    proptest! {
        #[test]
        fn the_order_of_the_rows_does_not_matter(
            events in proptest::collection::vec((0_i64..20, 0..Event::ALL.len()), 1..25),
            seed in any::<u64>(),
        ) {
            let events: Vec<(i64, Event)> = events.into_iter().map(|(at, of)| (at, Event::ALL[of])).collect();
            let mut shuffled = events.clone();
            shuffled.sort_by_key(|(at, of)| {
                (*at as u64 + 31 * *of as u64 + 1).wrapping_mul(seed | 1).rotate_left(17)
            });
            let without_places = |story: EventStory| EventStory {
                pauses: story.pauses.into_iter().map(|(from, to, _)| (from, to, 0)).collect(),
                messages: story.messages.into_iter().map(|(at, to, _)| (at, to, 0)).collect(),
                notices: story.notices.into_iter().map(|(at, _)| (at, 0)).collect(),
                contradictions: story.contradictions.into_iter().map(|(what, _)| (what, 0)).collect(),
                ..story
            };
            let (one, other) = (told(&events), told(&shuffled));
            // Pauses lie apart, and returns follow ends.
            prop_assert!(one.pauses.windows(2).all(|pair| pair[0].1 <= pair[1].0));
            prop_assert!(one.ends.is_sorted());
            prop_assert_eq!(without_places(one), without_places(other));
        }
    }
}
