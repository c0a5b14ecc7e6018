//! The proposal as a fragment of a workspace: a source with its mapping, and what must be decided as
//! comments. A line with several readings stays a comment, so that the workspace is refused until
//! somebody has chosen.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Component, Path};

use super::Inspection;
use super::lines::{Line, quoted};
use super::table::{Form, Proposal, Table};
use crate::ingest::look::{Evidence, TextEncoding};
use crate::vocabulary::{TableKind, printable};
use crate::workspace::mapping::{Field, NotRecord};

/// The fragment for some files; paths are relative to `folder`, where they lie below it.
pub fn fragment(inspections: &[(&Path, Inspection)], folder: &Path) -> String {
    let mut text = String::from(HEAD);
    let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
    for (path, inspection) in inspections {
        for table in &inspection.tables {
            if let Some(proposal) = &table.proposal {
                let place = place(path, folder);
                let sheet = match &table.form {
                    Form::Sheet(sheet) => sheet.as_str(),
                    Form::Text { .. } => "",
                };
                // Another month of the same export: one source reads both.
                if !given.insert(format!("{}\n{sheet}", place.pattern)) {
                    continue;
                }
                let id = source_id(&place, table, proposal.kind, &mut taken);
                source(
                    &mut text,
                    &id,
                    &place,
                    inspection.encoding.as_ref(),
                    (table, proposal),
                );
            }
        }
    }
    text
}

const HEAD: &str = "\
# Proposed by `leitstand inspect`. A proposal: whoever knows the exports looks at every line.
#
# Put it into the workspace, or name it there: include = [\"…\"]. It needs
#   [providers.ID]          the provider of each source
#   [queues.ID]             your queues
#   [vocabularies.queues]   which words of the exports stand for which queue
# Lines marked DECIDE have more than one meaning; they stay comments until one is chosen.
";

/// Where a file lies, as a source of the workspace says it.
struct Place {
    /// The path with what names the period left open.
    pattern: String,
    /// Name of the folder, as an id.
    provider: String,
}

/// The path below the workspace's folder, else the file with the folder that it lies in.
fn place(path: &Path, folder: &Path) -> Place {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (path, folder) = (absolute(path), absolute(folder));
    let parts: Vec<String> = path
        .components()
        .filter(|part| matches!(part, Component::Normal(_)))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let below = path
        .strip_prefix(&folder)
        .map(|rest| rest.components().count())
        .unwrap_or(2);
    let kept = &parts[parts.len().saturating_sub(below)..];
    let parent = kept.len().checked_sub(2).and_then(|at| kept.get(at));
    Place {
        pattern: with_period(&kept.join("/")),
        provider: parent
            .map(|name| as_id(name))
            .filter(|id| !id.is_empty())
            .unwrap_or_else(|| String::from("provider")),
    }
}

/// A path with `2026-10` replaced, wherever it stands, by what stands for it; characters of patterns are kept from acting.
fn with_period(path: &str) -> String {
    let escaped: String = path
        .chars()
        .map(|mark| {
            if matches!(mark, '[' | ']' | '*' | '?' | '{' | '}' | '\\' | ':') {
                '?'
            } else {
                mark
            }
        })
        .collect();
    let bytes = escaped.as_bytes();
    let is_month = |at: usize| {
        let digits = |from: usize, to: usize| bytes[from..to].iter().all(u8::is_ascii_digit);
        let is_number = digits(at, at + 4) && bytes[at + 4] == b'-' && digits(at + 5, at + 7);
        let follows = bytes
            .get(at + 7)
            .is_none_or(|byte| !byte.is_ascii_digit() && *byte != b'-');
        let precedes = at == 0 || !bytes[at - 1].is_ascii_digit();
        is_number && follows && precedes && matches!(&bytes[at..at + 2], b"19" | b"20")
    };
    let mut found = (0..bytes.len().saturating_sub(6)).filter(|at| is_month(*at));
    let Some(first) = found.next() else {
        return escaped;
    };
    // Another month is no part of what changes with the period.
    let same = found.filter(|at| bytes[*at..*at + 7] == bytes[first..first + 7]);
    let (mut left_open, mut rest) = (String::new(), 0);
    for at in std::iter::once(first).chain(same) {
        left_open.push_str(&escaped[rest..at]);
        left_open.push_str("{period}");
        rest = at + 7;
    }
    left_open + &escaped[rest..]
}

/// Letters, digits and underscores of a name.
fn as_id(name: &str) -> String {
    let plain = name.chars().map(|mark| match mark {
        'ä' | 'Ä' => String::from("ae"),
        'ö' | 'Ö' => String::from("oe"),
        'ü' | 'Ü' => String::from("ue"),
        'ß' => String::from("ss"),
        mark if mark.is_ascii_alphanumeric() => mark.to_ascii_lowercase().to_string(),
        _ => String::from("_"),
    });
    let plain: String = plain.collect();
    plain.trim_matches('_').chars().take(30).collect()
}

/// An id that no source of the fragment has yet.
fn source_id(place: &Place, table: &Table, kind: TableKind, taken: &mut BTreeSet<String>) -> String {
    let mut id = format!("{}_{}", place.provider, kind.name());
    if taken.contains(&id)
        && let Form::Sheet(sheet) = &table.form
    {
        id = format!("{id}_{}", as_id(sheet));
    }
    let mut numbered = id.clone();
    let mut number = 2;
    while !taken.insert(numbered.clone()) {
        numbered = format!("{id}_{number}");
        number += 1;
    }
    numbered
}

fn source(
    text: &mut String,
    id: &str,
    place: &Place,
    encoding: Option<&TextEncoding>,
    (table, proposal): (&Table, &Proposal),
) {
    let _ = writeln!(text, "\n# {}", "-".repeat(76));
    for open in &table.remarks.open {
        comment(text, &format!("DECIDE {open}"));
    }
    for known in &table.remarks.known {
        comment(text, known);
    }
    vocabulary(text, proposal);
    let _ = writeln!(text, "\n[sources.{id}]");
    let _ = writeln!(text, "provider = {}", quoted(&place.provider));
    let _ = writeln!(text, "kind = {}", quoted(proposal.kind.name()));
    let _ = writeln!(text, "path = {}", quoted(&place.pattern));
    settings(text, table, proposal);
    layout(text, id, encoding, table);
    mapping(text, id, table, proposal);
}

/// The words of the queues, to be sorted by whoever knows them.
fn vocabulary(text: &mut String, proposal: &Proposal) {
    let Some(line) = proposal.lines.iter().find(|line| line.field == Field::Queue) else {
        return;
    };
    comment(text, "");
    comment(
        text,
        "DECIDE which of your queues each word stands for, in [vocabularies.queues]:",
    );
    for (word, count) in &line.unknown {
        comment(
            text,
            &format!("  your_queue_id = [{}]   {count} rows", quoted(word)),
        );
    }
}

fn settings(text: &mut String, table: &Table, proposal: &Proposal) {
    let remarks = &table.remarks;
    match (proposal.kind, remarks.staff_unit) {
        (TableKind::Staffing, Some(unit)) => {
            let _ = writeln!(text, "staff_unit = {}", quoted(unit));
        }
        (TableKind::Staffing, None) => {
            let _ = writeln!(text, "# DECIDE staff_unit = \"net\"      or \"gross\", \"fte\"");
        }
        _ => {}
    }
    if remarks.is_utc {
        let _ = writeln!(text, "time_zone = \"UTC\"");
    } else {
        let _ = writeln!(
            text,
            "# time_zone = \"UTC\"            where it writes UTC without saying so"
        );
    }
    if remarks.is_history {
        let _ = writeln!(text, "duplicates = \"last\"");
    }
}

fn layout(text: &mut String, id: &str, encoding: Option<&TextEncoding>, table: &Table) {
    let part = match &table.form {
        Form::Sheet(_) => "excel",
        Form::Text { .. } => "csv",
    };
    let _ = writeln!(text, "[sources.{id}.{part}]");
    match &table.form {
        Form::Sheet(sheet) => {
            let _ = writeln!(text, "sheet = {}", quoted(sheet));
        }
        Form::Text { delimiter, .. } => {
            let is_plain = |evidence| {
                matches!(
                    evidence,
                    Evidence::Ascii | Evidence::Valid | Evidence::ByteOrderMark
                )
            };
            if let Some(found) = encoding.filter(|found| !is_plain(found.evidence)) {
                let _ = writeln!(
                    text,
                    "encoding = {}",
                    quoted(&found.encoding.name().to_lowercase())
                );
            }
            let mark = if *delimiter == b'\t' {
                String::from("tab")
            } else {
                char::from(*delimiter).to_string()
            };
            let _ = writeln!(text, "delimiter = {}", quoted(&mark));
        }
    }
    match table.header.row {
        Some(1) => {}
        Some(row) => {
            let _ = writeln!(text, "header_row = {row}");
        }
        None => {
            let names: Vec<&str> = table.header.names.iter().map(String::as_str).collect();
            let _ = writeln!(text, "columns = {}", super::lines::quoted_list(names));
        }
    }
    for rule in &table.no_records.rules {
        let _ = writeln!(text, "[[sources.{id}.{part}.not_records]]");
        if let NotRecord::StartsWith { column, text: start } = rule {
            if let Some(column) = column {
                let _ = writeln!(text, "column = {}", quoted(column));
            }
            let _ = writeln!(text, "starts_with = {}", quoted(start));
        }
    }
}

fn mapping(text: &mut String, id: &str, table: &Table, proposal: &Proposal) {
    let remarks = &table.remarks;
    let _ = writeln!(text, "[sources.{id}.mapping]");
    if remarks.is_decimal_comma {
        let _ = writeln!(text, "decimal = \",\"");
    }
    if let Some(mark) = remarks.thousands {
        let _ = writeln!(text, "thousands = {}", quoted(&mark.to_string()));
    }
    let _ = writeln!(text, "[sources.{id}.mapping.fields]");
    for line in &proposal.lines {
        field(text, line);
    }
    missing(text, proposal);
    if let Some(minutes) = remarks.minutes {
        let _ = writeln!(text, "minutes = {{ constant = \"{minutes}\" }}");
    }
}

fn field(text: &mut String, line: &Line) {
    let name = line.field.name();
    if let [choice] = line.values.as_slice() {
        let (read, of) = line.read;
        if read < of {
            comment(text, &format!("{read} of {of} values read as this:"));
        }
        if !line.unknown.is_empty() && line.field != Field::Queue {
            let words: Vec<&str> = line
                .unknown
                .iter()
                .take(8)
                .map(|(word, _)| word.as_str())
                .collect();
            comment(text, &format!("DECIDE what these mean: {}", words.join(", ")));
        }
        if line.is_open() {
            comment(text, &format!("DECIDE {name} = {}", choice.toml));
        } else {
            let _ = writeln!(text, "{name} = {}", choice.toml);
        }
        return;
    }
    for choice in &line.values {
        comment(
            text,
            &format!("DECIDE {name} = {}   {}", choice.toml, choice.meaning),
        );
    }
}

/// Fields without which the source is refused.
fn missing(text: &mut String, proposal: &Proposal) {
    let is_there = |field: &Field| proposal.lines.iter().any(|line| line.field == *field);
    for field in proposal
        .kind
        .required_fields()
        .iter()
        .filter(|field| !is_there(field))
    {
        let name = field.name();
        let example = match field {
            Field::Queue => "{ constant = \"your_queue_id\" }",
            Field::Outcome => "{ constant = \"answered\" }",
            _ => "\"name of the column\"",
        };
        comment(text, &format!("DECIDE {name} = {example}"));
    }
}

/// A comment in one line, whatever the text.
fn comment(text: &mut String, words: &str) {
    let _ = writeln!(text, "{}", format!("# {}", printable(words)).trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_in_a_path_is_left_open() {
        assert_eq!(
            with_period("nord/anrufe_2026-10_1.csv"),
            "nord/anrufe_{period}_1.csv"
        );
        assert_eq!(
            with_period("2026-10/anrufe_2026-10.csv"),
            "{period}/anrufe_{period}.csv"
        );
        assert_eq!(
            with_period("2026-10/anrufe_2026-10-01.csv"),
            "{period}/anrufe_2026-10-01.csv"
        );
        assert_eq!(with_period("2026-10/bis_2026-11.csv"), "{period}/bis_2026-11.csv");
        assert_eq!(with_period("a/2026-10-01.csv"), "a/2026-10-01.csv");
        assert_eq!(with_period("a/calls.csv"), "a/calls.csv");
        assert_eq!(with_period("a/[x] {b}.csv"), "a/?x? ?b?.csv");
    }

    #[test]
    fn any_name_becomes_an_id() {
        assert_eq!(as_id("Südkontakt KG"), "suedkontakt_kg");
        assert_eq!(as_id("..."), "");
    }
}
