//! The findings for a person at a terminal of 80 columns.

use std::fmt::Write;

use super::Inspection;
use super::guess::{Guess, Is};
use super::lines::Line;
use super::remarks::{Remarks, mark_name};
use super::table::{Form, Proposal, Table};
use super::tally::Tally;
use crate::ingest::look::{Evidence, TextEncoding};
use crate::vocabulary::printable;
use crate::workspace::mapping::Field;

/// Characters of a line.
const LINE: usize = 80;

/// Characters of a column's name, and of its type.
const NAME: usize = 20;
const TYPE: usize = 21;

/// Words of a column that are listed.
const WORDS: usize = 8;

/// Distinct words up to which a column's are listed whatever it is for.
const SHORT_LIST: u64 = 12;

/// Fields whose words must be known.
const CLOSED: [Field; 3] = [Field::Queue, Field::Outcome, Field::Status];

/// The report on a file.
pub fn report(inspection: &Inspection) -> String {
    let mut text = format!("{}\n", printable(&inspection.file));
    if let Some(encoding) = &inspection.encoding {
        item(&mut text, "encoding", &encoding_words(encoding));
    }
    for table in &inspection.tables {
        table_report(&mut text, table);
    }
    for (sheet, why) in &inspection.passed_over {
        item(&mut text, "passed over", &format!("sheet {sheet}: {why}"));
    }
    text
}

fn encoding_words(encoding: &TextEncoding) -> String {
    let how = match encoding.evidence {
        Evidence::ByteOrderMark => "says the byte-order mark",
        Evidence::ZeroBytes => "by the zero bytes",
        Evidence::Ascii => "ASCII only, so far: umlauts would tell more",
        Evidence::Valid => "the whole file is valid",
        Evidence::Guess => "guessed by its letters: look at the umlauts below",
    };
    let name = encoding.encoding.name();
    format!("{name} ({how}); lines end with {}", encoding.line_ends)
}

fn table_report(text: &mut String, table: &Table) {
    match &table.form {
        Form::Sheet(sheet) => item(text, "sheet", sheet),
        Form::Text {
            delimiter, is_named, ..
        } => {
            let named = if *is_named { ", says the first line" } else { "" };
            item(text, "delimiter", &format!("{}{named}", mark_name(*delimiter)));
        }
    }
    for (row, lead) in &table.header.lead {
        item(text, "lead line", &format!("row {row}: {lead}"));
    }
    let header = match table.header.row {
        Some(row) => format!("row {row}, {} columns", table.header.names.len()),
        None => format!("none; {} columns", table.header.names.len()),
    };
    item(text, "header", &header);
    item(text, "rows", &rows_words(table));
    for (row, left_out) in table.no_records.shown.iter().take(WORDS) {
        item(text, "no record", &format!("row {row}: {left_out}"));
    }
    for problem in &table.counted.problems {
        let what = format!("row {}: expected {}", problem.row, problem.expected);
        item(text, "unusable", &what);
    }
    column_list(text, table);
    if let Some(proposal) = &table.proposal {
        proposal_list(text, proposal, &table.remarks);
    }
    remark_list(text, "To decide", &table.remarks.open);
    remark_list(text, "To know", &table.remarks.known);
    text.push('\n');
}

fn rows_words(table: &Table) -> String {
    let counted = &table.counted;
    let mut words = format!("{} records", counted.rows);
    if counted.left_out > 0 {
        let _ = write!(words, ", {} more are no records", counted.left_out);
    }
    if counted.unusable > 0 {
        let _ = write!(words, ", {} cannot be used", counted.unusable);
    }
    if counted.sampled < counted.rows {
        let _ = write!(words, "; types from the first {}", counted.sampled);
    }
    words
}

/// A line with its name; what is longer goes on below.
fn item(text: &mut String, name: &str, value: &str) {
    wrapped(text, &format!("  {name:12} "), &printable(value));
}

fn column_list(text: &mut String, table: &Table) {
    let _ = writeln!(
        text,
        "\n  {:NAME$} {:TYPE$} {:>6} {:>6}  examples",
        "column", "type", "reads", "empty"
    );
    for (column, tally) in table.columns.iter().zip(&table.counted.columns) {
        let name = match (&column.name, column.occurrence) {
            (name, _) if name.is_empty() => String::from("(no name)"),
            (name, Some(occurrence)) => format!("{} #{occurrence}", cut(name, NAME - 3)),
            (name, None) => cut(name, NAME),
        };
        let all = tally.filled + tally.empty + tally.errors + tally.missing.values().sum::<u64>();
        let examples: Vec<String> = tally.examples.iter().map(|example| cut(example, 24)).collect();
        // What probably is an id may come again; what is called unique may not.
        let is_unique = column.is_unique && tally.repeated == 0;
        let start = format!(
            "  {name:NAME$} {:TYPE$} {:>6} {:>6}  ",
            cut(&type_words(is_unique, &column.guess, tally), TYPE),
            percent(column.guess.read, tally.filled + tally.errors),
            percent(tally.empty, all),
        );
        let room = LINE - start.chars().count().min(LINE);
        let _ = writeln!(
            text,
            "{}",
            format!("{start}{}", cut(&examples.join(", "), room)).trim_end()
        );
    }
    word_lists(text, table);
}

/// The values of columns that hold words, most frequent first.
fn word_lists(text: &mut String, table: &Table) {
    let lines = table.proposal.iter().flat_map(|proposal| &proposal.lines);
    let closed = lines
        .filter(|line| CLOSED.contains(&line.field))
        .map(|line| line.label.as_str());
    let closed: Vec<&str> = closed.collect();
    let mut has_any = false;
    for (column, tally) in table.columns.iter().zip(&table.counted.columns) {
        let is_listed = matches!(column.guess.is, Is::Words | Is::YesNo | Is::Language);
        let is_short = tally.distinct() <= SHORT_LIST || closed.contains(&column.name.as_str());
        let Some(words) = tally.words.as_ref().filter(|_| is_listed && is_short) else {
            continue;
        };
        if !std::mem::replace(&mut has_any, true) {
            text.push('\n');
        }
        let mut sorted: Vec<(&String, &u64)> = words.iter().collect();
        sorted.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let missing = tally.missing.iter();
        let shown = missing.chain(sorted.into_iter().take(WORDS));
        let shown: Vec<String> = shown
            .map(|(word, count)| format!("{} {count}", cut(word, 30)))
            .collect();
        let more = words.len().saturating_sub(WORDS);
        let rest = if more > 0 {
            format!(", and {more} more")
        } else {
            String::new()
        };
        let name = cut(&column.name, NAME);
        wrapped(
            text,
            &format!("  {name:NAME$} "),
            &format!("{}{rest}", shown.join(", ")),
        );
    }
}

/// A type in words.
fn type_words(is_unique: bool, guess: &Guess, tally: &Tally) -> String {
    match &guess.is {
        Is::Empty if tally.errors > 0 => String::from("no stored result"),
        Is::Empty => String::from("always empty"),
        Is::Instant(instant) => match (instant.formats.as_slice(), instant.has_time) {
            ([], true) => String::from("date and time cells"),
            ([], false) => String::from("date cells"),
            ([one, rest @ ..], _) if rest.is_empty() && instant.rivals.is_empty() => one.clone(),
            ([one, ..], _) => format!("{one} or …"),
        },
        Is::Clock(clock) if clock.as_time.as_ref().is_some_and(|time| time.contains("%p")) => {
            clock.as_time.clone().unwrap_or_default()
        }
        Is::Clock(clock) => String::from(match (clock.is_typed, clock.label_minutes, clock.has_three) {
            (true, ..) if clock.as_time.is_some() => "time cells",
            (true, ..) => "duration cells",
            (_, Some(_), _) => "interval h:mm-h:mm",
            (_, _, true) => "clock h:mm:ss",
            _ => "clock mm:ss or h:mm",
        }),
        Is::Number(number) if number.is_percent => String::from("percent"),
        Is::Number(_) if is_unique => String::from("number, unique"),
        Is::Number(number) => String::from(match (number.is_whole, number.has_comma) {
            (true, _) => "whole number",
            (_, Some(true)) => "number, decimal comma",
            (_, Some(false)) => "number, decimal point",
            _ => "number",
        }),
        Is::YesNo => String::from("yes or no"),
        Is::Language => String::from("language"),
        Is::Words => match tally.distinct() {
            1 => String::from("one word"),
            distinct => format!("{distinct} words"),
        },
        Is::Text if is_unique => String::from("text, unique"),
        Is::Text => String::from("text"),
    }
}

fn proposal_list(text: &mut String, proposal: &Proposal, remarks: &Remarks) {
    let _ = writeln!(text, "\n  Looks like {}. Proposed mapping:", proposal.kind.name());
    let settings = remarks.settings();
    let names = proposal.lines.iter().map(|line| line.field.name());
    let all = names.chain(settings.iter().map(|(name, _)| *name));
    let width = all.map(str::len).max().unwrap_or(0);
    for line in &proposal.lines {
        for (number, choice) in line.values.iter().enumerate() {
            let mark = if line.is_open() { '?' } else { ' ' };
            let name = if number == 0 { line.field.name() } else { "or" };
            let start = format!("  {mark} {name:width$} = ");
            wrapped_at(text, &start, &printable(&choice.toml), ", ");
            if line.values.len() > 1 && !choice.meaning.is_empty() {
                let _ = writeln!(text, "{:1$}({2})", "", start.chars().count(), choice.meaning);
            }
        }
    }
    for (name, value) in settings {
        let _ = writeln!(text, "    {name:width$} = {value}");
    }
    if let Some(range) = range(proposal) {
        let _ = writeln!(text, "\n  The rows lie {range}.");
    }
}

/// First and last day of the field that decides the period, where it is no question.
fn range(proposal: &Proposal) -> Option<String> {
    let deciding = [Field::OfferedAt, Field::CreatedAt, Field::Start];
    let is_sure = |line: &&Line| deciding.contains(&line.field) && line.values.len() == 1;
    let line = proposal.lines.iter().find(is_sure)?;
    Some(line.values[0].meaning.clone()).filter(|meaning| !meaning.is_empty())
}

fn remark_list(text: &mut String, title: &str, remarks: &[String]) {
    if remarks.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n  {title}:");
    for remark in remarks {
        wrapped(text, "  - ", &printable(remark));
    }
}

/// Writes words behind a start, further lines indented to it.
fn wrapped(text: &mut String, start: &str, words: &str) {
    wrapped_at(text, start, words, " ");
}

/// The same, with line breaks only after this mark.
fn wrapped_at(text: &mut String, start: &str, words: &str, mark: &str) {
    let indent = start.chars().count();
    let (mut line, mut used) = (start.to_owned(), indent);
    for word in words.split_inclusive(mark) {
        if used > indent && used + word.trim_end().chars().count() > LINE {
            let _ = writeln!(text, "{}", line.trim_end());
            (line, used) = (" ".repeat(indent), indent);
        }
        line.push_str(word);
        used += word.chars().count();
    }
    let _ = writeln!(text, "{}", line.trim_end());
}

/// At most so many characters of a text in one line, with an ellipsis where something is left out.
fn cut(text: &str, most: usize) -> String {
    let text = printable(text);
    if text.chars().count() <= most {
        return text.into_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// A share in percent, never rounded up to all and never down to none.
fn percent(part: u64, all: u64) -> String {
    match (part, all) {
        (_, 0) => String::from("-"),
        (0, _) => String::from("-"),
        (part, all) if part == all => String::from("100 %"),
        (part, all) => {
            let tenths = (part * 1_000 / all).clamp(1, 999);
            format!("{}.{} %", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_never_rounded_to_all_or_none() {
        assert_eq!(percent(99_999, 100_000), "99.9 %");
        assert_eq!(percent(1, 100_000), "0.1 %");
        assert_eq!(percent(7, 7), "100 %");
        assert_eq!(percent(0, 7), "-");
    }

    #[test]
    fn lines_are_wrapped_under_their_start() {
        let mut text = String::new();
        wrapped(&mut text, "  - ", &"wort ".repeat(40));
        assert!(text.lines().all(|line| line.chars().count() <= LINE), "{text}");
        assert!(
            text.lines().skip(1).all(|line| line.starts_with("    wort")),
            "{text}"
        );
    }
}
