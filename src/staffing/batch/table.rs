//! The layout of a batch: which kind of question the header asks, and where results go.

use csv::ByteRecord;

use super::cells::Row;
use super::{agents, limits};

/// A kind of question.
pub(super) struct Kind {
    /// The column that tells this kind from others.
    pub(super) mark: &'static str,
    /// Columns without which no row can be answered.
    pub(super) needed: &'static [&'static str],
    /// Further columns that are read where they are there.
    pub(super) optional: &'static [&'static str],
    /// Result columns for a header with these names, `status` last.
    pub(super) results: fn(&[String]) -> &'static [&'static str],
    /// Answers a row by result column, or says why not; columns left out stay empty.
    pub(super) reply: fn(&Row) -> Reply,
}

/// Results of one row, or why there are none.
pub(super) type Reply = Result<Answers, String>;

/// Results with their columns.
pub(super) type Answers = Vec<(&'static str, String)>;

/// All kinds of questions.
const KINDS: [&Kind; 2] = [&agents::KIND, &limits::KIND];

/// A header that was understood.
pub(super) struct Table {
    /// Trimmed names, for finding inputs.
    names: Vec<String>,
    /// The header as it is written: the input's own columns, then the missing result columns.
    written: ByteRecord,
    kind: &'static Kind,
    /// Each result column with its position in the written header.
    results: Vec<(&'static str, usize)>,
}

impl Table {
    /// Understands a header.
    ///
    /// # Errors
    /// What is missing, double or contradictory, and what would be right.
    pub(super) fn of(header: &ByteRecord) -> Result<Self, String> {
        let names: Vec<String> = header
            .iter()
            .map(|h| String::from_utf8_lossy(h).trim().to_owned())
            .collect();
        let kind = kind_of(&names)?;
        check_columns(kind, &names)?;
        let mut written = header.clone();
        let mut results = Vec::new();
        for result in (kind.results)(&names) {
            let known = names.iter().position(|name| name == result);
            results.push((*result, known.unwrap_or(written.len())));
            if known.is_none() {
                written.push_field(result.as_bytes());
            }
        }
        Ok(Self {
            names,
            written,
            kind,
            results,
        })
    }

    /// The header to write.
    pub(super) fn header(&self) -> ByteRecord {
        self.written.clone()
    }

    /// Answers a row.
    pub(super) fn reply(&self, record: &ByteRecord) -> Reply {
        if record.len() != self.names.len() {
            return Err(format!(
                "the row has {} fields, the header {}",
                record.len(),
                self.names.len()
            ));
        }
        (self.kind.reply)(&Row::new(&self.names, record))
    }

    /// The row with its results; stale results give way, everything else is carried through.
    pub(super) fn filled(&self, record: &ByteRecord, reply: Reply) -> ByteRecord {
        let mut fields: Vec<Vec<u8>> = (0..self.written.len())
            .map(|i| {
                if i < self.names.len() {
                    record.get(i).unwrap_or_default().to_vec()
                } else {
                    Vec::new()
                }
            })
            .collect();
        let answers = reply.unwrap_or_else(|reason| vec![("status", reason)]);
        for (result, position) in &self.results {
            let answer = answers.iter().find(|(name, _)| name == result);
            fields[*position] = answer
                .map(|(_, text)| text.clone().into_bytes())
                .unwrap_or_default();
        }
        ByteRecord::from(fields)
    }
}

fn kind_of(names: &[String]) -> Result<&'static Kind, String> {
    let asked: Vec<&Kind> = KINDS
        .into_iter()
        .filter(|kind| names.iter().any(|n| n == kind.mark))
        .collect();
    match asked[..] {
        [kind] => Ok(kind),
        [] => Err(no_question(names)),
        _ => Err(
            "the header has both `agents` and `sl_target`; a file asks one kind of question: `agents` for \
                  what a number of agents gives, `sl_target` for how many are required"
                .to_owned(),
        ),
    }
}

fn no_question(names: &[String]) -> String {
    let hint = match names {
        [] => " (the file is empty)",
        [one] if one.contains([';', '\t']) => " (fields must be separated by commas)",
        _ => "",
    };
    let kinds = KINDS.map(|kind| format!("`{}` (with {})", kind.mark, kind.needed.join(", ")));
    format!(
        "the header asks no question{hint}; it needs {}",
        kinds.join(" or ")
    )
}

fn check_columns(kind: &Kind, names: &[String]) -> Result<(), String> {
    let missing: Vec<_> = kind
        .needed
        .iter()
        .filter(|needed| !names.iter().any(|n| n == *needed))
        .copied()
        .collect();
    if !missing.is_empty() {
        return Err(format!("the header lacks {}", missing.join(", ")));
    }
    match names
        .iter()
        .enumerate()
        .find(|(i, name)| names[..*i].contains(name) && matters(kind, names, name))
    {
        Some((_, name)) => Err(format!("the header has `{name}` twice")),
        None => Ok(()),
    }
}

/// Whether a column is read or written, so that having it twice is ambiguous.
fn matters(kind: &Kind, names: &[String], name: &str) -> bool {
    kind.needed.contains(&name) || (kind.results)(names).contains(&name) || kind.optional.contains(&name)
}
