//! Raw rows of calls or tickets become a typed frame; what cannot be read goes to the ledger.

use std::borrow::Cow;
use std::cell::RefCell;

use polars::prelude::*;

use super::field::{FieldReader, Plan};
use super::instant::{Clock, InstantReader};
use super::rows::{Closer, Rows};
use super::words::WordReader;
use super::{Bad, Ledger, duration, fingerprint, number};
use crate::ingest::{ColumnRef, RawBatch, TextBytes};
use crate::scorecard::NoticeKind;
use crate::tables::contacts::{self, Content};
use crate::tables::{Codebook, Column as Name, Dictionary, codes};
use crate::vocabulary::{Actor, ContactKind, Event, TableKind};
use crate::workspace::agreement::{DuplicateRule, Source};
use crate::workspace::mapping::{Field, Unit};

/// The words behind the codes of one provider's contacts.
#[derive(Clone, Debug)]
pub struct Dictionaries {
    /// Queues.
    pub queues: Dictionary,
    /// Outcome classes.
    pub outcomes: Dictionary,
    /// Reasons for `unclear`.
    pub unclear_reasons: Dictionary,
    /// Ticket states.
    pub states: Dictionary,
    /// `no`, `yes`.
    pub yes_no: Dictionary,
    /// Languages.
    pub languages: Dictionary,
    /// Contact reasons.
    pub reasons: Dictionary,
    /// Pseudonyms of agents.
    pub agents: Dictionary,
    /// Groups of agents.
    pub agent_groups: Dictionary,
    /// Events of tickets.
    pub events: Dictionary,
    /// Who acted.
    pub actors: Dictionary,
    /// Priorities.
    pub priorities: Dictionary,
    /// Agreed empty phrases.
    pub empty_phrases: Dictionary,
}

impl Dictionaries {
    /// The dictionaries before anything is read.
    pub fn new(codebook: &Codebook) -> Self {
        Self {
            queues: codebook.queues.clone(),
            outcomes: codes::outcomes(),
            unclear_reasons: codes::unclear_reasons(),
            states: Dictionary::of(codes::TICKET_STATES),
            yes_no: Dictionary::of(codes::YES_NO),
            languages: codebook.languages.clone(),
            reasons: codebook.reasons.clone(),
            agents: Dictionary::default(),
            agent_groups: Dictionary::default(),
            events: Dictionary::of(Event::ALL.iter().map(|event| event.name())),
            actors: Dictionary::of(Actor::ALL.map(Actor::name)),
            priorities: codebook.priorities.clone(),
            empty_phrases: codebook.empty_phrases.clone(),
        }
    }

    /// The dictionary of a coded column.
    pub fn of(&self, column: Name) -> Option<&Dictionary> {
        let coded = match column {
            contacts::QUEUE => &self.queues,
            contacts::OUTCOME => &self.outcomes,
            contacts::UNCLEAR_REASON => &self.unclear_reasons,
            contacts::STATUS => &self.states,
            contacts::RESOLVED
            | contacts::RESOLVED_FIRST
            | contacts::SLA_MET
            | contacts::SURVEY_SENT
            | contacts::TRANSFERRED
            | contacts::CRITICAL_ERROR_CUSTOMER
            | contacts::CRITICAL_ERROR_BUSINESS
            | contacts::CRITICAL_ERROR_COMPLIANCE => &self.yes_no,
            contacts::CUSTOMER_LANGUAGE | contacts::SERVED_LANGUAGE => &self.languages,
            contacts::REASON => &self.reasons,
            contacts::AGENT => &self.agents,
            contacts::AGENT_GROUP => &self.agent_groups,
            contacts::EVENT => &self.events,
            contacts::ACTOR => &self.actors,
            contacts::PRIORITY => &self.priorities,
            contacts::EMPTY_PHRASE => &self.empty_phrases,
            _ => return None,
        };
        Some(coded)
    }

    fn of_field(&mut self, field: Field) -> &mut Dictionary {
        match field {
            Field::Queue => &mut self.queues,
            Field::Outcome => &mut self.outcomes,
            Field::Status => &mut self.states,
            Field::CustomerLanguage | Field::ServedLanguage => &mut self.languages,
            Field::Reason => &mut self.reasons,
            Field::Agent => &mut self.agents,
            Field::AgentGroup => &mut self.agent_groups,
            Field::Event => &mut self.events,
            Field::Actor => &mut self.actors,
            Field::Priority => &mut self.priorities,
            _ => &mut self.yes_no,
        }
    }
}

/// Makes typed frames out of one source's raw batches.
pub struct ContactReader<'a> {
    fields: &'static [Field],
    source: &'a Source,
    plan: Plan<'a>,
    instants: Vec<(Field, InstantReader<'a>)>,
    words: Vec<(Field, WordReader)>,
    holes: Vec<(u32, String)>,
}

impl<'a> ContactReader<'a> {
    /// A reader for a source whose wanted columns are `wanted`.
    pub fn new(kind: ContactKind, source: &'a Source, wanted: &[ColumnRef]) -> Self {
        let columns = match source.kind {
            TableKind::Events => contacts::EVENT_FIELDS,
            _ => contacts::fields(kind),
        };
        let mut fields = vec![Field::Id];
        fields.extend_from_slice(columns);
        fields.extend([
            Field::AgentGroup,
            Field::Note,
            Field::Reply,
            Field::CustomerName,
            Field::Customer,
        ]);
        let plan = Plan::new(&source.mapping, wanted, &fields);
        let of_content = |content| {
            plan.fields()
                .iter()
                .filter(move |f| contacts::column_of(f.field).is_some_and(|(_, c)| c == content))
        };
        let instants = of_content(Content::Instant)
            .map(|f| {
                (
                    f.field,
                    InstantReader::new(f, &source.zone, source.ambiguous, source.skipped),
                )
            })
            .collect();
        let words = of_content(Content::Code)
            .map(|f| (f.field, WordReader::new(f, &source.provider)))
            .collect();
        Self {
            fields: columns,
            source,
            plan,
            instants,
            words,
            holes: Vec::new(),
        }
    }

    /// Rows with the ids of tickets whose history lacks a step, as the row was rejected.
    pub fn into_holes(self) -> Vec<(u32, String)> {
        self.holes
    }

    /// The good rows of a batch, typed; in their order.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn frame(
        &mut self,
        batch: &RawBatch,
        dictionaries: &mut Dictionaries,
        ledger: &mut Ledger,
    ) -> PolarsResult<DataFrame> {
        let mut rows = Rows::new(batch);
        let mut columns =
            vec![UInt32Chunked::from_slice(contacts::SOURCE_ROW.into(), &batch.rows).into_column()];
        columns.push(self.ids(&mut rows, ledger));
        for field in self.fields.iter().copied().chain([Field::AgentGroup]) {
            let Some((name, content)) = contacts::column_of(field) else {
                continue;
            };
            columns.push(match self.plan.fields().iter().position(|f| f.field == field) {
                None => Column::full_null(name.into(), batch.len(), &data_type(content)),
                Some(index) => self.column(index, name, content, &mut rows, dictionaries, ledger),
            });
        }
        columns.extend(self.note(&mut rows, dictionaries, ledger));
        columns.push(self.text(contacts::REPLY, Field::Reply, &mut rows, ledger));
        columns.push(self.text(contacts::CUSTOMER_NAME, Field::CustomerName, &mut rows, ledger));
        columns.push(self.customer(&mut rows, ledger));
        let frame = DataFrame::new(batch.len(), columns)?;
        if rows.good.iter().all(|good| *good) {
            return Ok(frame);
        }
        if self.source.duplicates == DuplicateRule::History {
            let ids = frame.column(contacts::CONTACT_ID.name())?.str()?;
            let bad = rows.good.iter().zip(&batch.rows).zip(ids.iter());
            let bad = bad.filter_map(|((good, row), id)| Some((*row, id.filter(|_| !good)?.to_owned())));
            self.holes.extend(bad);
        }
        frame.filter(&BooleanChunked::from_slice("good".into(), &rows.good))
    }

    fn ids(&self, rows: &mut Rows<'_>, ledger: &mut Ledger) -> Column {
        let mut builder = StringChunkedBuilder::new(contacts::CONTACT_ID.into(), rows.batch.len());
        let Some(field) = self.plan.field(Field::Id) else {
            return Column::full_null(contacts::CONTACT_ID.into(), rows.batch.len(), &DataType::String);
        };
        let batch = rows.batch;
        let plain = field.plain_texts(batch);
        for row in 0..batch.len() {
            let whole = |id: &&str| !field.stands_for_nothing(id) && !looks_damaged(id);
            if let Some(id) = plain.map(|texts| texts.get(row)).filter(whole) {
                builder.append_value(id);
                continue;
            }
            let id = field.text(batch, row).and_then(intact);
            match id {
                Ok(id) => builder.append_value(id.as_ref()),
                Err(bad) => {
                    rows.good[row] = false;
                    ledger.reject(batch.rows[row], &field.label, bad);
                    builder.append_null();
                }
            }
        }
        builder.finish().into_column()
    }

    fn column(
        &mut self,
        index: usize,
        name: Name,
        content: Content,
        rows: &mut Rows<'_>,
        dictionaries: &mut Dictionaries,
        ledger: &mut Ledger,
    ) -> Column {
        let field = &self.plan.fields()[index];
        let required = self.source.kind.requires(field.field);
        let batch = rows.batch;
        match content {
            Content::Instant => instants(&self.instants, field, required, rows, ledger, name),
            Content::Seconds => rows.read::<Int64Type>(
                name,
                field,
                ledger,
                |text| duration::quick_seconds(field.source.unit, text),
                |row, _| duration::seconds(field, batch, row),
            ),
            Content::Decimal => rows.read::<Float64Type>(
                name,
                field,
                ledger,
                |text| {
                    if text.bytes.is_empty() {
                        Ok(None)
                    } else {
                        Err(Closer)
                    }
                },
                |row, _| Ok(number::number(field, batch, row)?.map(|micro| micro.as_f64())),
            ),
            Content::Whole => rows.read::<Int64Type>(
                name,
                field,
                ledger,
                |text| duration::quick_seconds(Unit::Seconds, text),
                |row, _| whole_number(field, batch, row),
            ),
            Content::Code => words(&mut self.words, field, required, rows, dictionaries, ledger, name),
        }
    }

    /// A text as it stands; all rows without one where the field is not mapped.
    fn text(&self, name: Name, field: Field, rows: &mut Rows<'_>, ledger: &mut Ledger) -> Column {
        let batch = rows.batch;
        let Some(field) = self.plan.field(field) else {
            return Column::full_null(name.into(), batch.len(), &DataType::String);
        };
        let mut builder = StringChunkedBuilder::new(name.into(), batch.len());
        for row in 0..batch.len() {
            match field.text(batch, row) {
                Ok(text) => builder.append_option(text),
                Err(bad) => {
                    if std::mem::replace(&mut rows.good[row], false) {
                        ledger.reject(batch.rows[row], &field.label, bad);
                    }
                    builder.append_null();
                }
            }
        }
        builder.finish().into_column()
    }

    /// Fingerprints of the customers' ids; a rounded id would make one customer of many.
    fn customer(&self, rows: &mut Rows<'_>, ledger: &mut Ledger) -> Column {
        let batch = rows.batch;
        let Some(field) = self.plan.field(Field::Customer) else {
            return Column::full_null(contacts::CUSTOMER.into(), batch.len(), &DataType::Int64);
        };
        let quick = |_: TextBytes<'_>| Err(Closer);
        rows.read::<Int64Type>(contacts::CUSTOMER, field, ledger, quick, |row, _| {
            match field.text(batch, row)? {
                None => Ok(None),
                id => Ok(Some(fingerprint(&intact(id)?) as i64)),
            }
        })
    }

    /// Characters of the note, and the agreed empty phrase that it is.
    fn note(&self, rows: &mut Rows<'_>, dictionaries: &Dictionaries, ledger: &mut Ledger) -> [Column; 2] {
        let phrases = &dictionaries.empty_phrases;
        let longest = phrases.words().iter().map(String::len).max().unwrap_or(0);
        let count = rows.batch.len();
        let Some(field) = self.plan.field(Field::Note) else {
            return [
                Column::full_null(contacts::NOTE_CHARS.into(), count, &DataType::Int64),
                Column::full_null(contacts::EMPTY_PHRASE.into(), count, &DataType::UInt32),
            ];
        };
        let batch = rows.batch;
        let mut by_row = vec![None; count];
        // A phrase cannot be much longer than its lower-cased form, so long notes are not compared.
        let compared = longest * 2 + 2;
        let quick = |text: TextBytes<'_>| {
            if longest == 0 || text.bytes.len() > compared {
                Ok(Some(characters(text.bytes)))
            } else {
                Err(Closer)
            }
        };
        let chars = rows.read::<Int64Type>(contacts::NOTE_CHARS, field, ledger, quick, |row, _| {
            let note = match field.plain_texts(batch) {
                Some(texts) if field.stands_for_nothing(texts.get(row)) => Cow::Borrowed(""),
                Some(texts) => Cow::Borrowed(texts.get(row)),
                None => field.text(batch, row)?.unwrap_or_default(),
            };
            if longest > 0 && note.len() <= compared {
                by_row[row] = phrases.known(&codes::normal_phrase(&note));
            }
            Ok(Some(characters(note.as_bytes())))
        });
        let phrase = UInt32Chunked::from_iter_options(contacts::EMPTY_PHRASE.into(), by_row.into_iter());
        [chars, phrase.into_column()]
    }
}

/// Characters of a valid text: its bytes without those that continue a character.
#[inline]
fn characters(text: &[u8]) -> i64 {
    text.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as i64
}

/// The type of a column in frames.
pub fn data_type(content: Content) -> DataType {
    match content {
        Content::Instant | Content::Seconds | Content::Whole => DataType::Int64,
        Content::Code => DataType::UInt32,
        Content::Decimal => DataType::Float64,
    }
}

fn missing() -> Bad {
    Bad {
        value: String::new(),
        expected: String::from("a value"),
    }
}

fn instants(
    readers: &[(Field, InstantReader<'_>)],
    field: &FieldReader<'_>,
    required: bool,
    rows: &mut Rows<'_>,
    ledger: &mut Ledger,
    name: Name,
) -> Column {
    let Some((_, reader)) = readers.iter().find(|(f, _)| *f == field.field) else {
        return Column::full_null(name.into(), rows.batch.len(), &DataType::Int64);
    };
    let batch = rows.batch;
    let quick = |text: TextBytes<'_>| match text.bytes {
        [] if required => Err(Closer),
        [] => Ok(None),
        _ => reader.quick(text).map(Some).ok_or(Closer),
    };
    rows.read::<Int64Type>(name, field, ledger, quick, |row, ledger| {
        let Some(read) = reader.read(field, batch, row)? else {
            return if required { Err(missing()) } else { Ok(None) };
        };
        match read.reading {
            Clock::Plain => {}
            Clock::Ambiguous => ledger.notice(NoticeKind::AmbiguousTime, &field.label, "", batch.rows[row]),
            Clock::Skipped => ledger.notice(NoticeKind::SkippedTime, &field.label, "", batch.rows[row]),
        }
        Ok(Some(read.at))
    })
}

fn words(
    readers: &mut [(Field, WordReader)],
    field: &FieldReader<'_>,
    required: bool,
    rows: &mut Rows<'_>,
    dictionaries: &mut Dictionaries,
    ledger: &mut Ledger,
    name: Name,
) -> Column {
    let Some((_, reader)) = readers.iter_mut().find(|(f, _)| *f == field.field) else {
        return Column::full_null(name.into(), rows.batch.len(), &DataType::UInt32);
    };
    let dictionary = dictionaries.of_field(field.field);
    let batch = rows.batch;
    // Both ways of reading need the reader, one of them to add new words.
    let reader = RefCell::new(reader);
    let quick = |text: TextBytes<'_>| reader.borrow().quick(text, required);
    rows.read::<UInt32Type>(name, field, ledger, quick, |row, ledger| {
        let mut reader = reader.borrow_mut();
        let word = reader.read(field, batch, row, dictionary)?;
        if let Some(unknown) = &word.unknown {
            ledger.notice(NoticeKind::UnknownWord, &field.label, unknown, batch.rows[row]);
        }
        if word.code.is_none() && required {
            Err(missing())
        } else {
            Ok(word.code)
        }
    })
}

fn whole_number(field: &FieldReader<'_>, batch: &RawBatch, row: usize) -> Result<Option<i64>, Bad> {
    match number::number(field, batch, row)? {
        Some(micro) if micro.is_whole() && micro.0 >= 0 => Ok(Some(micro.0 / 1_000_000)),
        Some(micro) => Err(Bad {
            value: micro.to_string(),
            expected: String::from("a whole number"),
        }),
        None => Ok(None),
    }
}

/// An id that is there and whole; rounded ones are many different contacts with one id.
pub fn intact(id: Option<Cow<'_, str>>) -> Result<Cow<'_, str>, Bad> {
    match id {
        None => Err(Bad {
            value: String::new(),
            expected: String::from("an id"),
        }),
        Some(id) if looks_damaged(&id) => Err(Bad {
            value: id.into_owned(),
            expected: String::from("the whole id as text; a spreadsheet has rounded this one"),
        }),
        Some(id) => Ok(id),
    }
}

/// Whether a spreadsheet has turned an id into a rounded number (`4.41E+11`, `4,41E+11`).
fn looks_damaged(id: &str) -> bool {
    if !id.as_bytes().contains(&b'+') {
        return false;
    }
    let Some((mantissa, exponent)) = id.split_once("E+") else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(exponent) && mantissa.split(['.', ',']).all(digits)
}
