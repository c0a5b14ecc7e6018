//! What somebody must decide before the proposal can be used, and what should be known.

use super::fields::Column;
use super::guess::{Guess, Is};
use super::header::HeaderRow;
use super::sheet::Counted;
use super::table::{Form, Proposal};
use super::tally::Tally;
use crate::vocabulary::TableKind;
use crate::workspace::mapping::{Field, ValueType};
use crate::workspace::one_required;

/// Remarks on a table.
#[derive(Default)]
pub struct Remarks {
    /// Open questions: the mapping is not complete, or could mean something else, without an answer.
    pub open: Vec<String>,
    /// What should be known.
    pub known: Vec<String>,
    /// Decimal mark of numbers in text, where it is a comma.
    pub is_decimal_comma: bool,
    /// Mark between groups of digits.
    pub thousands: Option<char>,
    /// Whether times are written in UTC.
    pub is_utc: bool,
    /// Whether ids come again with later states.
    pub is_history: bool,
    /// Minutes of an interval, where the rows show it.
    pub minutes: Option<u64>,
    /// `net` or `gross`, where a name says so.
    pub staff_unit: Option<&'static str>,
}

/// Gathers the remarks on a table.
pub fn remarks(
    form: &Form,
    header: &HeaderRow,
    counted: &Counted,
    columns: &[Column],
    proposal: Option<&Proposal>,
) -> Remarks {
    let mut remarks = Remarks::default();
    remarks.form(form, header, columns);
    remarks.marks(columns);
    remarks.doubts(counted, columns);
    match proposal {
        None => {
            let what = "no kind of table fits: neither calls, tickets, intervals nor staffing";
            remarks.open.push(String::from(what));
        }
        Some(proposal) => {
            remarks.kind(proposal);
            remarks.missing(proposal);
            remarks.left_unmapped(proposal, columns);
            remarks.choices(proposal, columns);
            remarks.ids(proposal, counted, columns);
            remarks.staffing(proposal, header, columns);
        }
    }
    remarks
}

impl Remarks {
    fn form(&mut self, form: &Form, header: &HeaderRow, columns: &[Column]) {
        if let Form::Text {
            delimiter,
            rival: Some(rival),
            ..
        } = form
        {
            let (taken, other) = (mark_name(*delimiter), mark_name(*rival));
            self.open.push(format!(
                "cells are cut at {taken}; {other} would cut them nearly as evenly"
            ));
        }
        if columns.len() < 2 {
            self.open.push(String::from(
                "there is one column only: the delimiter may be another one",
            ));
        }
        if header.row.is_none() {
            let what = "no row names the columns: the names are made up, and their order is all there is";
            self.open.push(String::from(what));
        }
        let unnamed = (1..).zip(&header.names).filter(|(_, name)| name.is_empty());
        let unnamed: Vec<String> = unnamed.map(|(number, _)| number.to_string()).collect();
        if !unnamed.is_empty() {
            let numbers = unnamed.join(", ");
            self.known
                .push(format!("column {numbers} has no name and cannot be mapped"));
        }
    }

    /// Decimal and thousands marks hold for the whole mapping.
    fn marks(&mut self, columns: &[Column]) {
        let numbers = |column: &Column| match &column.guess.is {
            Is::Number(number) if !number.is_typed => Some((column.name.clone(), *number)),
            _ => None,
        };
        let numbers: Vec<_> = columns.iter().filter_map(numbers).collect();
        let with = |comma: bool| numbers.iter().find(|(_, number)| number.has_comma == Some(comma));
        self.is_decimal_comma = with(true).is_some();
        self.thousands = numbers.iter().find_map(|(_, number)| number.group);
        if let (Some((comma, _)), Some((point, _))) = (with(true), with(false)) {
            self.open.push(format!(
                "decimals have a comma in `{comma}` and a point in `{point}`: one mapping has one mark"
            ));
        }
        for (name, _) in numbers.iter().filter(|(_, number)| number.is_open) {
            if with(true).is_none() && with(false).is_none() {
                self.open.push(format!(
                    "`{name}`: the mark may stand before decimals or between thousands"
                ));
            }
        }
    }

    /// Columns whose values are mostly, but not nearly all, points in time; cells without a result.
    fn doubts(&mut self, counted: &Counted, columns: &[Column]) {
        let with_errors = columns
            .iter()
            .zip(&counted.columns)
            .filter(|(_, tally)| tally.errors > 0);
        let names: Vec<String> = with_errors
            .map(|(column, _)| format!("`{}`", column.name))
            .collect();
        if !names.is_empty() {
            let what = "cells hold errors, or formulas without a stored result";
            self.known.push(format!("{what}: {}", names.join(", ")));
        }
        for (column, tally) in columns.iter().zip(&counted.columns) {
            let name = &column.name;
            let best = tally.instants.best().filter(|best| best.hits * 2 >= tally.filled);
            if let (Is::Text | Is::Words, Some(best)) = (&column.guess.is, best) {
                let (hits, all) = (best.hits, tally.filled);
                let other = best
                    .misses
                    .first()
                    .map_or(String::new(), |(row, value)| format!("; row {row}: `{value}`"));
                self.known.push(format!(
                    "`{name}`: only {hits} of {all} values read as {}{other}",
                    best.format
                ));
            }
        }
    }

    /// Settings of the mapping besides its fields, as the workspace writes them.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let mut settings = Vec::new();
        if let Some(minutes) = self.minutes {
            settings.push(("minutes", format!("{{ constant = \"{minutes}\" }}")));
        }
        if self.is_decimal_comma {
            settings.push(("decimal", String::from("\",\"")));
        }
        if let Some(mark) = self.thousands {
            settings.push(("thousands", super::lines::quoted(&mark.to_string())));
        }
        if self.is_utc {
            settings.push(("time_zone", String::from("\"UTC\"")));
        }
        if self.is_history {
            settings.push(("duplicates", String::from("\"last\"")));
        }
        if let Some(unit) = self.staff_unit {
            settings.push(("staff_unit", format!("\"{unit}\"")));
        }
        settings
    }

    fn kind(&mut self, proposal: &Proposal) {
        if let Some(rival) = proposal.rival {
            let (kind, rival) = (proposal.kind.name(), rival.name());
            self.open.push(format!(
                "the table is taken for {kind}; it fits {rival} nearly as well"
            ));
        }
    }

    fn missing(&mut self, proposal: &Proposal) {
        let has = |field: &Field| proposal.lines.iter().any(|line| line.field == *field);
        for field in proposal.kind.required_fields().iter().filter(|field| !has(field)) {
            let why = match field {
                Field::Queue => {
                    "no column names the queue; if the file is of one queue, write its id as a constant"
                }
                Field::Outcome => {
                    "no column says how a call ended; if all were answered, write that as a constant"
                }
                Field::Start | Field::OfferedAt | Field::CreatedAt => {
                    "no column with a date was found for it"
                }
                _ => "no column was found for it",
            };
            self.open.push(format!("{} is required: {why}", field.name()));
        }
        let choices = one_required(proposal.kind);
        if !choices.is_empty() && !choices.iter().any(has) {
            let names: Vec<&str> = choices.iter().map(|field| field.name()).collect();
            self.open.push(format!(
                "one of {} is required: no column was found",
                names.join(" and ")
            ));
        }
    }

    /// Columns that no field takes: they are not read.
    fn left_unmapped(&mut self, proposal: &Proposal, columns: &[Column]) {
        let is_used = |at: &usize| proposal.lines.iter().any(|line| line.columns.contains(at));
        let left: Vec<String> = (0..)
            .zip(columns)
            .filter(|(at, column)| !is_used(at) && !column.name.is_empty())
            .map(|(_, column)| format!("`{}`", column.name))
            .collect();
        if !left.is_empty() {
            let names = left.join(", ");
            self.known.push(format!("columns left unmapped: {names}"));
        }
    }

    fn choices(&mut self, proposal: &Proposal, columns: &[Column]) {
        for line in &proposal.lines {
            let name = line.field.name();
            if line.values.len() > 1 {
                let what = match line.field.value_type() {
                    ValueType::Instant => "day and month could be either way round",
                    _ => "the unit is nowhere stated",
                };
                self.open.push(format!("{name}, column `{}`: {what}", line.label));
            }
            if !line.unknown.is_empty() && matches!(line.field, Field::Outcome | Field::Status) {
                let words = first_words(&line.unknown);
                let then = if line.field == Field::Outcome {
                    "; the line stays a comment until that is decided"
                } else {
                    "; rows with it are rejected until that is decided"
                };
                self.open.push(format!("{name}: what does {words} mean?{then}"));
            }
            if !line.unknown.is_empty()
                && line.field.value_type() == ValueType::Words
                && line.field != Field::Queue
                && !matches!(line.field, Field::Outcome | Field::Status)
            {
                let words = first_words(&line.unknown);
                self.known.push(format!("{name}: {words} would count as missing"));
            }
            if let Some(remark) = &line.remark {
                self.known.push(format!("{name}: {remark}"));
            }
        }
        let is_utc = |column: &Column| matches!(&column.guess.is, Is::Instant(instant) if instant.is_utc);
        self.is_utc = columns.iter().any(is_utc);
        let starts = proposal.lines.iter().filter(|line| line.field == Field::Start);
        let labels = starts.filter_map(|line| {
            let column = columns
                .iter()
                .rfind(|column| line.label.ends_with(&column.name))?;
            match &column.guess.is {
                Is::Clock(clock) => clock.label_minutes,
                _ => None,
            }
        });
        self.minutes = labels.filter(|minutes| *minutes > 0).max();
    }

    fn ids(&mut self, proposal: &Proposal, counted: &Counted, columns: &[Column]) {
        let Some(line) = proposal.lines.iter().find(|line| line.field == Field::Id) else {
            return;
        };
        let of_line = |(column, _): &(&Column, &Tally)| column.name == line.label;
        let Some((column, tally)) = columns.iter().zip(&counted.columns).find(of_line) else {
            return;
        };
        if tally.damaged > 0 || is_rounded(&column.guess) {
            let what = "a spreadsheet has rounded ids to 15 digits: they cannot be restored from this file";
            self.open.push(format!("`{}`: {what}", column.name));
        }
        if tally.repeated * 20 > tally.filled {
            let (rows, ids) = (tally.filled, tally.distinct());
            let is_dated = proposal.lines.iter().any(|line| line.field == Field::UpdatedAt);
            self.is_history = proposal.kind == TableKind::Tickets && is_dated;
            let what = if self.is_history {
                "one row per change, the last one counts"
            } else {
                "several rows per contact; only one row per contact is read, so it may be a log of events"
            };
            self.known
                .push(format!("`{}`: {rows} rows have {ids} ids: {what}", column.name));
        } else if tally.repeated > 0 {
            let (rows, ids) = (tally.filled, tally.distinct());
            let what = "the same id with the same values counts once";
            self.known
                .push(format!("`{}`: {rows} rows have {ids} ids; {what}", column.name));
        }
    }

    fn staffing(&mut self, proposal: &Proposal, header: &HeaderRow, columns: &[Column]) {
        if proposal.kind != TableKind::Staffing {
            return;
        }
        let lead = header.lead.iter().map(|(_, text)| text.as_str());
        let words = lead.chain(columns.iter().map(|column| column.name.as_str()));
        let words = words.collect::<Vec<_>>().join(" ").to_lowercase();
        let says = |names: [&str; 2]| names.iter().any(|name| words.contains(name));
        self.staff_unit = match (says(["brutto", "gross"]), says(["netto", "(net)"])) {
            (true, false) => Some("gross"),
            (false, true) => Some("net"),
            _ => None,
        };
        if self.staff_unit.is_none() {
            let what = "staff_unit: net (available for contacts), gross (scheduled) or fte (paid)? The file does not say";
            self.open.push(String::from(what));
        }
    }
}

/// Whole numbers of a workbook that are longer than a spreadsheet can hold.
fn is_rounded(guess: &Guess) -> bool {
    matches!(&guess.is, Is::Number(number) if number.is_typed && number.largest >= 1e15)
}

/// The first of some words and their counts, for people.
fn first_words(words: &[(String, u64)]) -> String {
    let shown: Vec<String> = words
        .iter()
        .take(8)
        .map(|(word, _)| format!("`{word}`"))
        .collect();
    shown.join(", ")
}

/// A delimiter for people.
pub fn mark_name(mark: u8) -> String {
    match mark {
        b'\t' => String::from("tabs"),
        mark => format!("`{}`", char::from(mark)),
    }
}
