//! Event logs: one row per event of a ticket. All rows of a provider are kept until its files are read;
//! then each ticket has its story, in whatever order the rows came.

use std::collections::{HashMap, HashSet};

use polars::prelude::*;

use super::contact_frame::data_type;
use super::duplicates::{Spread, content_hashes, fingerprint};
use super::event_story::{EventStory, TicketEvent, story};
use crate::tables::Column as Name;
use crate::tables::codes::state_code;
use crate::tables::contacts::{
    self, ACKNOWLEDGED_AT, ACTOR, CALLBACK_AT, CALLBACK_PROMISED_AT, CLOSED_AT, CONTACT_ID, CUSTOMER,
    CUSTOMER_NAME, DOCUMENTED_AT, EMPTY_PHRASE, ENDS, EVENT, FIRST_RESOLVED_AT, FIRST_RESPONSE_AT, HEADLESS,
    INTERIM_NOTICE_AT, MESSAGE_PLACES, MESSAGES, NOTE_CHARS, NOTICE_PLACES, NOTICES, OCCURRED_AT,
    PAUSE_PLACES, PAUSES, PRIORITY, PRIORITY_AT_START, QUEUE, REOPENED, REOPENED_AT, REPLY, RESOLVED_AT,
    SOURCE_ROW, STARTED_AT, STATUS, UPDATED_AT,
};
use crate::vocabulary::{Actor, ContactKind, EpochSeconds, Event};

/// The events of a provider's tickets while they are read.
#[derive(Default)]
pub struct EventLog {
    rows: Option<DataFrame>,
    places: Vec<i64>,
    seen: HashSet<u128, Spread>,
}

/// A ticket with its story.
#[derive(Debug)]
pub struct StoriedTicket {
    /// What became of it.
    pub story: EventStory,
    /// Its events in order of time.
    pub events: Vec<TicketEvent>,
}

/// All tickets of an event log.
#[derive(Default)]
pub struct TicketStories {
    rows: DataFrame,
    tickets: Vec<StoriedTicket>,
    by_id: HashMap<u128, usize, Spread>,
    /// Whether the log tells creations, so that a ticket without one began before it.
    tells_creations: bool,
}

/// File and row of a place, as one number.
pub fn place(file: usize, row: u32) -> i64 {
    (file as i64) << 32 | i64::from(row)
}

/// File and row of such a number.
pub fn place_of(place: i64) -> (usize, u32) {
    ((place >> 32) as usize, place as u32)
}

impl EventLog {
    /// Takes in the rows of a file; gives how many of them only repeat others.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn take_in(&mut self, file: usize, frame: DataFrame) -> PolarsResult<u64> {
        let contents = content_hashes(&frame)?;
        let ids = frame.column(CONTACT_ID.name())?.str()?;
        let new: BooleanChunked = ids
            .iter()
            .zip(contents)
            .map(|(id, content)| {
                let spread = u128::from(content).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
                Some(self.seen.insert(fingerprint(id.unwrap_or_default()) ^ spread))
            })
            .collect();
        let repeated = (frame.height() - new.num_trues()) as u64;
        let frame = frame.filter(&new)?;
        let rows = frame.column(SOURCE_ROW.name())?.u32()?;
        self.places
            .extend(rows.iter().map(|row| place(file, row.unwrap_or_default())));
        match &mut self.rows {
            Some(rows) => drop(rows.vstack_mut(&frame)?),
            none => *none = Some(frame),
        }
        Ok(repeated)
    }

    /// The stories of all tickets, in the order in which they first come in the files.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn stories(self) -> PolarsResult<TicketStories> {
        let Some(rows) = self.rows else {
            return Ok(TicketStories::default());
        };
        let ids = rows.column(CONTACT_ID.name())?.str()?;
        let times = rows.column(OCCURRED_AT.name())?.i64()?;
        let (events, actors) = (
            rows.column(EVENT.name())?.u32()?,
            rows.column(ACTOR.name())?.u32()?,
        );
        let mut by_id: HashMap<u128, usize, Spread> = HashMap::default();
        let mut of_ticket: Vec<Vec<TicketEvent>> = Vec::new();
        for (index, id) in ids.iter().enumerate() {
            let ticket = *by_id
                .entry(fingerprint(id.unwrap_or_default()))
                .or_insert_with(|| {
                    of_ticket.push(Vec::new());
                    of_ticket.len() - 1
                });
            let known = |code: Option<u32>| code.map_or(usize::MAX, |code| code as usize);
            of_ticket[ticket].push(TicketEvent {
                at: times.get(index).unwrap_or_default(),
                event: Event::ALL
                    .get(known(events.get(index)))
                    .copied()
                    .unwrap_or(Event::Ignored),
                actor: Actor::ALL.get(known(actors.get(index))).copied(),
                place: self.places[index],
                index: index as u32,
            });
        }
        let tickets: Vec<StoriedTicket> = of_ticket
            .into_iter()
            .map(|mut events| {
                events.sort_by_key(|event| (event.at, event.event, event.place));
                StoriedTicket {
                    story: story(events.clone()),
                    events,
                }
            })
            .collect();
        let tells_creations = tickets.iter().any(|ticket| ticket.story.has_creation);
        Ok(TicketStories {
            rows,
            tickets,
            by_id,
            tells_creations,
        })
    }
}

impl TicketStories {
    /// Whether there are any.
    pub fn is_empty(&self) -> bool {
        self.tickets.is_empty()
    }

    /// The ticket with an id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(&fingerprint(id)).copied()
    }

    /// A ticket by its number.
    pub fn ticket(&self, number: usize) -> &StoriedTicket {
        &self.tickets[number]
    }

    /// Numbers of all tickets.
    pub fn numbers(&self) -> std::ops::Range<usize> {
        0..self.tickets.len()
    }

    /// Whether the log of a ticket begins after its creation.
    pub fn is_headless(&self, number: usize) -> bool {
        self.tells_creations && !self.tickets[number].story.has_creation
    }

    /// Whether some event of a ticket tells its queue.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn tells_queue(&self, number: usize) -> PolarsResult<bool> {
        let queues = self.rows.column(QUEUE.name())?.u32()?;
        let mut events = self.tickets[number].events.iter();
        Ok(events.any(|event| queues.get(event.index as usize).is_some()))
    }

    /// The event whose row stands for a ticket: its creation, else the first.
    pub fn first(&self, number: usize) -> TicketEvent {
        let events = &self.tickets[number].events;
        let creation = events.iter().find(|event| event.event == Event::Created);
        let matters = events.iter().find(|event| event.event != Event::Ignored);
        *creation.or(matters).unwrap_or(&events[0])
    }

    /// Some tickets as rows, each in the place of its first event.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn frame(&self, numbers: &[usize]) -> PolarsResult<DataFrame> {
        let height = numbers.len();
        let firsts: Vec<u32> = numbers.iter().map(|number| self.first(*number).index).collect();
        let firsts = UInt32Chunked::from_vec("first".into(), firsts);
        let mut frame = DataFrame::new(
            height,
            vec![
                self.rows.column(SOURCE_ROW.name())?.take(&firsts)?,
                self.rows.column(CONTACT_ID.name())?.take(&firsts)?,
            ],
        )?;
        for field in contacts::fields(ContactKind::Ticket) {
            let Some((name, content)) = contacts::column_of(*field) else {
                continue;
            };
            let told = contacts::EVENT_FIELDS.contains(field);
            frame.with_column(match told {
                true => self.told(name, numbers, false)?,
                false => Column::full_null(name.into(), height, &data_type(content)),
            })?;
        }
        frame.with_column(Column::full_null(NOTE_CHARS.into(), height, &DataType::Int64))?;
        frame.with_column(Column::full_null(EMPTY_PHRASE.into(), height, &DataType::UInt32))?;
        for name in [REPLY, CUSTOMER_NAME, CUSTOMER] {
            frame.with_column(self.told(name, numbers, false)?)?;
        }
        let priority = self.told(PRIORITY, numbers, true)?;
        frame.with_column(priority.with_name(PRIORITY_AT_START.into()))?;
        let of = |value: &dyn Fn(&EventStory) -> Option<i64>| -> Int64Chunked {
            numbers
                .iter()
                .map(|number| value(&self.tickets[*number].story))
                .collect()
        };
        frame.with_column(
            of(&|story| Some(story.created))
                .with_name(OCCURRED_AT.into())
                .into_column(),
        )?;
        let headless: Int64Chunked = numbers
            .iter()
            .map(|number| self.is_headless(*number).then_some(1))
            .collect();
        frame.with_column(headless.with_name(HEADLESS.into()).into_column())?;
        let stories: Vec<Option<usize>> = numbers.iter().copied().map(Some).collect();
        self.tell(frame, &stories)
    }

    /// Rows of a tickets source, completed by what the log tells of them; what a row says itself stands,
    /// but for the priority in force at the start, of which a row has only the last.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn complete(&self, mut frame: DataFrame) -> PolarsResult<DataFrame> {
        let ids = frame.column(CONTACT_ID.name())?.str()?;
        let stories: Vec<Option<usize>> = ids.iter().map(|id| self.find(id.unwrap_or_default())).collect();
        let priorities = self.rows.column(PRIORITY.name())?.u32()?;
        let first = |number: usize| {
            let mut events = self.tickets[number].events.iter();
            events.find_map(|event| priorities.get(event.index as usize))
        };
        let own = frame.column(PRIORITY_AT_START.name())?.u32()?;
        let at_start: UInt32Chunked = own
            .iter()
            .zip(&stories)
            .map(|(own, number)| number.and_then(first).or(own))
            .collect();
        frame.with_column(at_start.with_name(PRIORITY_AT_START.into()).into_column())?;
        let customers = self.rows.column(CUSTOMER.name())?.i64()?;
        let first = |number: usize| {
            let mut events = self.tickets[number].events.iter();
            events.find_map(|event| customers.get(event.index as usize))
        };
        let own = frame.column(CUSTOMER.name())?.i64()?;
        let told: Int64Chunked = own
            .iter()
            .zip(&stories)
            .map(|(own, number)| own.or_else(|| number.and_then(first)))
            .collect();
        frame.with_column(told.with_name(CUSTOMER.into()).into_column())?;
        self.tell(frame, &stories)
    }

    /// The value of an attribute for each ticket: the customer and its name that come first, the text of the first
    /// answer, of all others the last; of the priority, where asked, the first.
    fn told(&self, name: Name, numbers: &[usize], is_first: bool) -> PolarsResult<Column> {
        let column = self.rows.column(name.name())?;
        let is_there = column.is_not_null();
        let there = |event: &&TicketEvent| is_there.get(event.index as usize) == Some(true);
        let rows: Vec<Option<IdxSize>> = numbers
            .iter()
            .map(|number| {
                let events = self.tickets[*number].events.iter();
                let found = match name {
                    PRIORITY if is_first => events.clone().find(there),
                    CUSTOMER | CUSTOMER_NAME => events.clone().find(there),
                    REPLY => events
                        .clone()
                        .filter(|event| event.event == Event::Answer)
                        .find(there),
                    _ => events.clone().rfind(there),
                };
                found.map(|event| event.index as IdxSize)
            })
            .collect();
        let rows = IdxCa::from_iter_options("rows".into(), rows.into_iter());
        column.take(&rows)
    }

    /// Adds to rows what their stories tell.
    fn tell(&self, mut frame: DataFrame, stories: &[Option<usize>]) -> PolarsResult<DataFrame> {
        let story = |row: usize| stories[row].map(|number| &self.tickets[number].story);
        let times: [(Name, Told<Option<EpochSeconds>>); 13] = [
            (ACKNOWLEDGED_AT, |story| story.acknowledged),
            (INTERIM_NOTICE_AT, |story| {
                story.notices.first().map(|(at, _)| *at)
            }),
            (FIRST_RESPONSE_AT, |story| story.answered),
            (RESOLVED_AT, |story| story.resolved),
            (CLOSED_AT, |story| story.closed),
            (CALLBACK_PROMISED_AT, |story| story.callback.0),
            (CALLBACK_AT, |story| story.callback.1),
            (DOCUMENTED_AT, |story| story.documented),
            (UPDATED_AT, |story| Some(story.updated)),
            (REOPENED, |story| Some(story.reopened)),
            (FIRST_RESOLVED_AT, |story| story.first_resolved),
            (REOPENED_AT, |story| story.reopened_at),
            (STARTED_AT, |story| story.started),
        ];
        for (name, value) in times {
            let own = frame
                .column(name.name())
                .ok()
                .map(|column| column.i64().cloned())
                .transpose()?;
            let told: Int64Chunked = (0..stories.len())
                .map(|row| {
                    let own = own.as_ref().and_then(|own| own.get(row));
                    own.or_else(|| value(story(row)?))
                })
                .collect();
            frame.with_column(told.with_name(name.into()).into_column())?;
        }
        let own = frame.column(STATUS.name())?.u32()?.clone();
        let states: UInt32Chunked = (0..stories.len())
            .map(|row| {
                own.get(row)
                    .or_else(|| Some(state_code(story(row)?.state.name())))
            })
            .collect();
        frame.with_column(states.with_name(STATUS.into()).into_column())?;
        let lists: [(Name, Told<Vec<i64>>); 7] = [
            (PAUSES, |story| {
                story
                    .pauses
                    .iter()
                    .flat_map(|(from, to, _)| [*from, *to])
                    .collect()
            }),
            (PAUSE_PLACES, |story| {
                story.pauses.iter().map(|(_, _, place)| *place).collect()
            }),
            (ENDS, |story| story.ends.clone()),
            (MESSAGES, |story| {
                story.messages.iter().flat_map(|(at, to, _)| [*at, *to]).collect()
            }),
            (MESSAGE_PLACES, |story| {
                story.messages.iter().map(|(_, _, place)| *place).collect()
            }),
            (NOTICES, |story| story.notices.iter().map(|(at, _)| *at).collect()),
            (NOTICE_PLACES, |story| {
                story.notices.iter().map(|(_, place)| *place).collect()
            }),
        ];
        for (name, values) in lists {
            let lists = (0..stories.len()).map(|row| story(row).map(values));
            frame.with_column(list_column(name, lists))?;
        }
        Ok(frame)
    }
}

/// What a story tells for a column.
type Told<T> = fn(&EventStory) -> T;

/// Lists of numbers as a column; none where nothing is told.
pub fn list_column(name: Name, lists: impl ExactSizeIterator<Item = Option<Vec<i64>>>) -> Column {
    let count = lists.len();
    let mut builder =
        ListPrimitiveChunkedBuilder::<Int64Type>::new(name.into(), count, count, DataType::Int64);
    for list in lists {
        match list {
            Some(list) => builder.append_slice(&list),
            None => builder.append_null(),
        }
    }
    builder.finish().into_column()
}
