//! Returned feedback workbooks of one provider: which replies can be taken, and what is wrong with the others.

use std::collections::{BTreeMap, BTreeSet};

use super::counts::balanced;
use super::files::{FoundFile, find_files};
use super::{Context, IntakeError, RowSink, Tallied};
use crate::ingest::{self, Cell, ColumnRef, FileProblem, RawBatch, RawColumn, RowProblem};
use crate::normalize::{Bad, Ledger, ReadReply, ReplyColumn, held, read_reply, shown};
use crate::scorecard::{Answer, AnsweredFinding, FileCount, NoticeKind, Reply};
use crate::tables::feedback::{DateHabit, KEY_HEADS, ListForm, RowKey};
use crate::vocabulary::{Period, ReplyStatus, StandardId, TableKind};
use crate::workspace::agreement::{DuplicateRule, Provider, ReportLanguage, Source};
use crate::workspace::mapping::{ExcelLayout, Header, Layout, Sheet};

/// Rows read at a time.
const BATCH_ROWS: usize = 16_384;

/// Missing rows that are told one by one; their number is told in any case.
const MISSING_TOLD: usize = 1_000;

/// Whose feedback a run waits for, and how its workbooks look.
#[derive(Clone, Debug, Default)]
pub struct AwaitedFeedback {
    /// Period of the last publication before, if there is one.
    pub former: Option<Period>,
    /// The lists of feedback workbooks in all languages.
    pub forms: Vec<ListForm>,
    /// Providers whose former feedback had a list of actions.
    pub with_actions: BTreeSet<String>,
}

/// What a provider has answered.
#[derive(Debug, Default)]
pub struct FeedbackIntake {
    /// Answers, in the order of the files.
    pub answers: Vec<Answer>,
    /// Counts, notices, files.
    pub tallied: Tallied,
}

/// Reads what came back from a provider: feedback on the last publication, and on the period itself.
///
/// # Errors
/// Counts do not balance, or rejected rows cannot be kept.
pub fn feedback(
    context: &Context<'_>,
    provider: &Provider,
    sink: &mut dyn RowSink,
) -> Result<FeedbackIntake, IntakeError> {
    let awaited = &context.plan.feedback;
    let periods: Vec<&Period> = awaited.former.iter().chain([&context.plan.period]).collect();
    let mut desk = Desk {
        context,
        provider,
        periods: periods.clone(),
        words: awaited.forms.iter().flat_map(|form| form.words.clone()).collect(),
        taken: BTreeMap::new(),
        answers: Vec::new(),
        tallied: Tallied::default(),
    };
    for source in context.sources(&provider.id, TableKind::Feedback) {
        let mut files: Vec<FoundFile> = Vec::new();
        for period in &periods {
            let found = find_files(&context.plan.data_root, &source.path, period)?;
            if found.is_empty() && awaited.former.as_ref() == Some(*period) {
                let path = awaited_path(&source.path, period);
                desk.tallied.missing_source(source, &path);
            }
            files.extend(
                found
                    .into_iter()
                    .filter(|file| !files.contains(file))
                    .collect::<Vec<_>>(),
            );
        }
        for file in &files {
            desk.file(source, file, sink)?;
        }
    }
    desk.tallied.files.iter().try_for_each(balanced)?;
    Ok(FeedbackIntake {
        answers: desk.answers,
        tallied: desk.tallied,
    })
}

/// A path with a period put in.
fn awaited_path(path: &str, period: &Period) -> String {
    path.replace("{period}", period.name())
        .replace("{year}", &period.first().format("%Y").to_string())
        .replace("{month}", &period.first().format("%m").to_string())
}

/// Where the answers of one provider are gathered.
struct Desk<'a> {
    context: &'a Context<'a>,
    provider: &'a Provider,
    /// Periods whose feedback can be taken; the period at hand last.
    periods: Vec<&'a Period>,
    /// Status words of all languages.
    words: Vec<(String, ReplyStatus)>,
    /// Rows taken, by id and period.
    taken: BTreeMap<(String, String), Taken>,
    answers: Vec<Answer>,
    tallied: Tallied,
}

/// A row taken: its answer, where something was filled in.
struct Taken {
    answer: Option<usize>,
    row: u32,
}

/// A list as it came back.
struct Returned<'a> {
    form: &'a ListForm,
    sheet: String,
    rows: Vec<ReturnedRow>,
    /// Whether the rows begin with the protected columns.
    has_protected: bool,
    records: u64,
    not_records: u64,
    /// Rows that could not be read at all.
    problems: Vec<RowProblem>,
    /// What is wrong with the heads.
    heads: Vec<FileProblem>,
}

struct ReturnedRow {
    row: u32,
    cells: Vec<Cell>,
}

/// A list while its rows are taken.
struct List<'a> {
    source: &'a Source,
    file: &'a str,
    form: &'a ListForm,
    ledger: Ledger,
    /// Rows with something that cannot be taken.
    rejected: BTreeSet<u32>,
    accepted: u64,
    duplicates: u64,
    outside: u64,
    /// Rows of the published list, and those that are there, by period and run.
    places: BTreeMap<(String, String), Places>,
}

struct Places {
    first: u32,
    last: u32,
    seen: BTreeSet<u32>,
}

impl<'a> Desk<'a> {
    fn file(&mut self, source: &Source, file: &FoundFile, sink: &mut dyn RowSink) -> Result<(), IntakeError> {
        let mut count = FileCount::of(source, &file.name);
        if let Err(problems) = self.tallied.inspect(&self.provider.id, source, file) {
            self.unusable(source, &mut count, &problems);
            self.tallied.files.push(count);
            return Ok(());
        }
        let lists = [true, false].map(|is_actions| self.returned(file, is_actions));
        let has_one = lists.iter().any(Result::is_ok);
        for (is_actions, list) in [true, false].into_iter().zip(lists) {
            match list {
                Ok(list) => self.take_list(source, file, list, sink)?,
                // Of a file of which nothing can be read one list says why.
                Err(problems) if !is_actions || (has_one && self.awaits_actions()) => {
                    let mut count = count.clone();
                    self.unusable(source, &mut count, &problems);
                    self.tallied.files.push(count);
                }
                Err(_) => {}
            }
        }
        Ok(())
    }

    fn awaits_actions(&self) -> bool {
        let awaited = &self.context.plan.feedback;
        awaited.with_actions.contains(self.provider.id.as_str())
    }

    /// Answers are no input of figures: only where the workspace asks for them does a file that cannot be
    /// used make the inputs incomplete.
    fn unusable(&mut self, source: &Source, count: &mut FileCount, problems: &[FileProblem]) {
        let before = self.tallied.notices.len();
        self.tallied.unusable(count, problems);
        if !source.required {
            for notice in &mut self.tallied.notices[before..] {
                notice.kind = NoticeKind::UnusableFeedback;
            }
        }
    }

    /// Reads a list in the provider's language, or in another one.
    fn returned(&self, file: &FoundFile, is_actions: bool) -> Result<Returned<'a>, Vec<FileProblem>> {
        let context: &'a Context<'a> = self.context;
        let forms = &context.plan.feedback.forms;
        let mut forms: Vec<&ListForm> = forms
            .iter()
            .filter(|form| form.is_actions == is_actions)
            .collect();
        let habit = match self.provider.language {
            ReportLanguage::German => DateHabit::German,
            ReportLanguage::English => DateHabit::English,
        };
        forms.sort_by_key(|form| form.dates != habit);
        let mut first = None;
        for form in forms {
            match read_list(file, form, true) {
                Ok(list) => return Ok(list),
                Err(problems) => {
                    // Heads of protected columns that are not as they were leave the replies readable.
                    if let Ok(mut list) = read_list(file, form, false) {
                        list.heads = problems;
                        return Ok(list);
                    }
                    first.get_or_insert(problems);
                }
            }
        }
        Err(first.unwrap_or_default())
    }

    fn take_list(
        &mut self,
        source: &Source,
        file: &FoundFile,
        returned: Returned<'a>,
        sink: &mut dyn RowSink,
    ) -> Result<(), IntakeError> {
        let form = returned.form;
        let mut list = List {
            source,
            file: &file.name,
            form,
            ledger: Ledger::new(&file.name, &returned.sheet),
            rejected: BTreeSet::new(),
            accepted: 0,
            duplicates: 0,
            outside: 0,
            places: BTreeMap::new(),
        };
        let mut notes = 0;
        for problem in returned.heads {
            list.ledger.reject(
                problem.place.row,
                "",
                Bad {
                    value: problem.what,
                    expected: problem.expected,
                },
            );
        }
        for problem in returned.problems {
            list.rejected.insert(problem.row);
            list.ledger.reject_raw(problem);
        }
        for row in &returned.rows {
            let (protected, rest) = match returned.has_protected {
                true => row.cells.split_at(form.protected.len()),
                false => (&[][..], row.cells.as_slice()),
            };
            notes += u64::from(!self.row(&mut list, row.row, protected, rest));
        }
        list.tell_missing();
        let count = FileCount {
            sheet: returned.sheet,
            rows_read: returned.records - notes,
            accepted: list.accepted,
            duplicates: list.duplicates,
            rejected: list.rejected.len() as u64,
            outside_period: list.outside,
            not_records: returned.not_records + notes,
            ..FileCount::of(source, &file.name)
        };
        sink.rejected(&list.ledger.take_rejected())?;
        self.tallied.notices.extend(list.ledger.into_notices());
        self.tallied.files.push(count);
        Ok(())
    }

    /// Takes a row; false where it is a remark below the list.
    fn row(&mut self, list: &mut List<'_>, row: u32, protected: &[Cell], rest: &[Cell]) -> bool {
        let (reply, key) = rest.split_at(rest.len() - KEY_HEADS.len());
        let [text, date, status] = [0, 1, 2].map(|at| &reply[at]);
        let effect = reply.get(3).unwrap_or(&Cell::Empty);
        let cells = [text, date, status, effect];
        let key = [0, 1, 2, 3].map(|at| shown(&key[at]));
        let Some(key) = RowKey::parse(key.each_ref().map(String::as_str)) else {
            let is_blank = cells.iter().all(|cell| shown(cell).is_empty());
            let id = protected.first().map(shown).unwrap_or_default();
            if is_blank && !is_id(&id) {
                return false;
            }
            let expected = "a row of the list as it was published; its hidden cells are missing or changed";
            list.fault(row, &list.form.protected[0].clone(), id, expected);
            return true;
        };
        if key.provider != self.provider.id.as_str() {
            // Whose it is must not be told to this one.
            let expected = "the feedback workbook of this provider";
            list.fault(
                row,
                KEY_HEADS[2],
                String::from("another provider's row"),
                expected,
            );
            return true;
        }
        let Some(period) = self.periods.iter().find(|period| period.name() == key.period) else {
            list.ledger
                .notice(NoticeKind::FeedbackOfOtherPeriod, KEY_HEADS[1], &key.period, row);
            list.outside += 1;
            return true;
        };
        list.note_place(&key);
        let changed = list.changed(row, &key, protected);
        let read = read_reply(list.form, &self.words, cells, period.end());
        list.faults_of(row, &read);
        let is_taken = !changed.contains(&0);
        let is_repeated = is_taken && self.take(list, (row, &key), &read, (protected, changed.as_slice()));
        match (list.rejected.contains(&row), is_repeated) {
            (true, _) => {}
            (false, true) => list.duplicates += 1,
            (false, false) => list.accepted += 1,
        }
        true
    }

    /// Keeps what a row answers; true where the row repeats another one.
    fn take(
        &mut self,
        list: &mut List<'_>,
        (row, key): (u32, &RowKey),
        read: &ReadReply,
        (protected, changed): (&[Cell], &[usize]),
    ) -> bool {
        let reply = Reply {
            status: read.status,
            date: read.date,
            text: read.text.clone(),
            effect: read.effect.clone(),
            period: key.period.clone(),
            file: list.file.to_owned(),
            row,
        };
        let cell = |head: usize| match changed.contains(&head) {
            true => String::new(),
            false => protected.get(head).map(shown).unwrap_or_default(),
        };
        let finding = (!list.form.is_actions).then(|| AnsweredFinding {
            standard: StandardId::new(&key.standard),
            contact_id: cell(CONTACT),
            observed: cell(OBSERVED),
        });
        let answer = Answer {
            id: key.id.clone(),
            finding,
            reply,
        };
        let place = (key.id.clone(), key.period.clone());
        let Some(known) = self.taken.get(&place) else {
            let answer = self.keep(read.says_something().then_some(answer));
            self.taken.insert(place, Taken { answer, row });
            return false;
        };
        let (known_row, known) = (known.row, known.answer);
        let Some(known) = known else {
            let answer = self.keep(read.says_something().then_some(answer));
            self.taken.insert(place, Taken { answer, row });
            return true;
        };
        let before = &self.answers[known].reply;
        let is_same = Reply {
            file: before.file.clone(),
            row: before.row,
            ..answer.reply.clone()
        } == *before;
        if is_same || !read.says_something() {
            return true;
        }
        let shown_row = format!("row {known_row}");
        let id_head = &list.form.protected[0].clone();
        match list.source.duplicates {
            DuplicateRule::Reject => {
                let expected = "one answer per row; this one comes again with another";
                list.fault(row, id_head, shown_row, expected);
            }
            DuplicateRule::Last | DuplicateRule::History => {
                list.ledger
                    .notice(NoticeKind::ReplacedRow, id_head, &shown_row, row);
                self.answers[known] = answer;
                self.taken.insert(
                    place,
                    Taken {
                        answer: Some(known),
                        row,
                    },
                );
            }
            DuplicateRule::First => {
                list.ledger
                    .notice(NoticeKind::ConflictingDuplicate, id_head, &shown_row, row);
            }
        }
        true
    }

    fn keep(&mut self, answer: Option<Answer>) -> Option<usize> {
        let answer = answer?;
        self.answers.push(answer);
        Some(self.answers.len() - 1)
    }
}

/// Places of contact and observation among the protected columns of findings.
const CONTACT: usize = 2;
const OBSERVED: usize = 6;

/// Whether a text looks like the id of an action or finding.
fn is_id(text: &str) -> bool {
    text.starts_with("A-") || text.starts_with("F-")
}

impl List<'_> {
    fn fault(&mut self, row: u32, column: &str, value: String, expected: &str) {
        self.rejected.insert(row);
        self.ledger.reject(
            row,
            column,
            Bad {
                value,
                expected: expected.to_owned(),
            },
        );
    }

    fn note_place(&mut self, key: &RowKey) {
        let [row, first, last] = key.place;
        let places = self.places.entry((key.period.clone(), key.run.clone()));
        let places = places.or_insert_with(|| Places {
            first,
            last,
            seen: BTreeSet::new(),
        });
        places.seen.insert(row);
    }

    /// Names the protected cells that are not as published; gives their places.
    fn changed(&mut self, row: u32, key: &RowKey, protected: &[Cell]) -> Vec<usize> {
        if key.checks.len() != protected.len() {
            return Vec::new();
        }
        let cells = protected.iter().zip(&key.checks).enumerate();
        let changed: Vec<usize> = cells
            .filter(|(_, (cell, check))| held(cell).check() != **check)
            .map(|(place, _)| place)
            .collect();
        for place in &changed {
            let head = self.form.protected[*place].clone();
            let expected = match place {
                0 => format!("{}: an id of the list cannot be changed", key.id),
                _ => String::from("the cell as it was published; it is protected"),
            };
            self.fault(row, &head, shown(&protected[*place]), &expected);
        }
        changed
    }

    fn faults_of(&mut self, row: u32, read: &ReadReply) {
        for fault in &read.faults {
            let head = match fault.column {
                ReplyColumn::Text => &self.form.reply[0],
                ReplyColumn::Date => &self.form.reply[1],
                ReplyColumn::Status => &self.form.reply[2],
                ReplyColumn::Effect => self.form.effect.as_ref().unwrap_or(&self.form.reply[0]),
            };
            let head = head.clone();
            self.fault(row, &head, fault.value.clone(), &fault.expected);
        }
        if let Some(told) = &read.date_told {
            self.ledger
                .notice(NoticeKind::DateAsText, &self.form.reply[1], told, row);
        }
    }

    /// Names the rows of the published list that are not there. They are no rows read.
    fn tell_missing(&mut self) {
        let head = self.form.protected[0].clone();
        for places in std::mem::take(&mut self.places).into_values() {
            // A damaged cell must not make a long walk.
            let span = places.last.saturating_sub(places.first).min(ROWS_OF_A_SHEET);
            let published = places.first..=places.first + span;
            let missing: Vec<u32> = published.filter(|row| !places.seen.contains(row)).collect();
            for row in &missing {
                self.ledger
                    .notice(NoticeKind::FeedbackRowsMissing, &head, "", *row);
            }
            for row in missing.into_iter().take(MISSING_TOLD) {
                let expected = "the row as it was published; it is missing";
                self.ledger.reject(
                    row,
                    &head,
                    Bad {
                        value: String::new(),
                        expected: expected.to_owned(),
                    },
                );
            }
        }
    }
}

/// Most rows that a sheet has.
const ROWS_OF_A_SHEET: u32 = 1_048_576;

/// Reads a list whole: what was read before a file breaks off must not count.
fn read_list<'f>(
    file: &FoundFile,
    form: &'f ListForm,
    has_protected: bool,
) -> Result<Returned<'f>, Vec<FileProblem>> {
    let layout = Layout::Excel(ExcelLayout {
        sheet: Sheet::Name(form.sheet.clone()),
        header: Header::Containing(KEY_HEADS.map(str::to_owned).to_vec()),
        not_records: Vec::new(),
    });
    let protected = form.protected.iter().filter(|_| has_protected).cloned();
    let heads = protected
        .chain(form.reply.iter().cloned())
        .chain(form.effect.clone())
        .chain(KEY_HEADS.map(str::to_owned));
    let wanted: Vec<ColumnRef> = heads.map(|name| ColumnRef { name, occurrence: 1 }).collect();
    let mut reader = ingest::open(&file.path, &file.name, &layout, &wanted)?;
    let (mut batch, mut problems, mut rows) = (RawBatch::default(), Vec::new(), Vec::new());
    while reader
        .read(&mut batch, BATCH_ROWS, &mut problems)
        .map_err(|problem| vec![problem])?
    {
        for (at, row) in batch.rows.iter().enumerate() {
            let cells = batch.columns.iter().map(|column| match column {
                RawColumn::Typed(cells) => cells[at].clone(),
                RawColumn::Text(_) => Cell::Empty,
            });
            rows.push(ReturnedRow {
                row: *row,
                cells: cells.collect(),
            });
        }
    }
    Ok(Returned {
        form,
        sheet: reader.sheet().to_owned(),
        rows,
        has_protected,
        records: reader.records(),
        not_records: reader.not_records(),
        problems,
        heads: Vec::new(),
    })
}
