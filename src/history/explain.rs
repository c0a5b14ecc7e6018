//! One published figure: what the publication says about it, and the rows behind it, all read from
//! the published files themselves.

use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};

use polars::prelude::*;
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::breaches::{Breaches, breaches};
use super::explanation::{Explanation, Row};
use super::told;
use crate::tables::column;
use crate::tables::column::{clause_name, verdict_name};
use crate::vocabulary::{PartOf, StandardId, TableKind, Verdict, suggest};

/// Which figure.
#[derive(Clone, Debug)]
pub struct Question {
    /// Provider id.
    pub provider: String,
    /// Standard id, or the name of a measure without standard.
    pub standard: String,
    /// Queue id, or `*`.
    pub queue: String,
    /// Moment of truth whose contacts alone are meant.
    pub moment: Option<String>,
    /// Contact reason or group of agents whose contacts alone are meant, of a duty of documentation.
    pub part: Option<(PartOf, String)>,
    /// Rows of this verdict; none = of any.
    pub verdict: Option<Verdict>,
    /// Most rows.
    pub limit: usize,
}

/// Why a figure cannot be explained.
#[derive(Debug, thiserror::Error)]
pub enum ExplainError {
    /// A published file is missing or damaged.
    #[error("{path}: {reason}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The folder holds publications, or nothing of the kind.
    #[error("{path} is no publication{hint}")]
    NoPublication {
        /// Which folder.
        path: PathBuf,
        /// What to name instead; empty where there is nothing.
        hint: String,
    },
    /// There is no such figure.
    #[error("{what} `{given}` is not in this publication; {known}")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// What was given.
        given: String,
        /// What there is, or the nearest of it.
        known: String,
    },
}

/// Explains a figure of a publication.
///
/// # Errors
/// See [`ExplainError`].
pub fn explain(publication: &Path, question: &Question) -> Result<Explanation, ExplainError> {
    if !publication.join(MANIFEST).is_file() {
        return Err(no_publication(publication));
    }
    let figures = match &question.part {
        Some((of, name)) => super::duties::figures(publication, question, (*of, name))?,
        None => figures(&publication.join("data/kpi.csv"), question)?,
    };
    let is_group = matches!(question.part, Some((PartOf::AgentGroup, _)));
    let manifest = told::manifest(&publication.join(MANIFEST))?;
    let told = told::of_question(&manifest, question, &figures);
    let mut counts = [
        Verdict::Passed,
        Verdict::Missed,
        Verdict::Unmeasurable,
        Verdict::Excluded,
    ]
    .map(|v| (v, 0));
    let (mut rows, mut more) = (Vec::new(), 0);
    let breaches = breaches(&publication.join("data/findings.parquet"), question)?;
    for (name, id) in [
        ("calls", "call_id"),
        ("tickets", "ticket_id"),
        ("cases", "ticket_id"),
    ] {
        // Rows do not tell the group: with the pseudonyms they would tell of single people.
        if is_group {
            break;
        }
        let path = publication.join(format!("data/{name}.parquet"));
        // Cases of which one ticket has several are published where some standard asks for them.
        if name == "cases" && !path.is_file() {
            continue;
        }
        let Some(frame) = contacts(&path, id, question, told.reasons.as_deref())? else {
            continue;
        };
        collect(
            &frame,
            (name, id),
            question,
            &breaches,
            &mut counts,
            &mut rows,
            &mut more,
        )
        .map_err(|e| unreadable(&path, e))?;
    }
    Ok(Explanation {
        figures,
        definition: told.definition,
        clauses: told.clauses,
        exemptions: told.exemptions,
        counts: counts.into_iter().filter(|(_, count)| *count > 0).collect(),
        credits: super::credits::sentences(
            publication,
            &question.provider,
            &question.standard,
            &question.queue,
        )?,
        course: super::trend::sentence(
            publication,
            &question.provider,
            &question.standard,
            &question.queue,
        )?,
        has_reports: has_reports(&publication.join("data/reconciliation.csv"), question)?,
        is_group,
        rows,
        more,
    })
}

/// What every publication has.
const MANIFEST: &str = "manifest.json";

/// Says which folders inside are publications, the latest first.
fn no_publication(path: &Path) -> ExplainError {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let inside = entries.map(|entry| entry.path()).filter(|path| {
        let is_hidden = path
            .file_name()
            .is_none_or(|name| name.to_string_lossy().starts_with('.'));
        !is_hidden && path.join(MANIFEST).is_file()
    });
    let mut inside: Vec<String> = inside.map(|path| path.display().to_string()).collect();
    inside.sort();
    inside.reverse();
    let hint = match inside.as_slice() {
        [] => String::new(),
        periods => format!("; name the period's folder: {}", periods.join(", ")),
    };
    ExplainError::NoPublication {
        path: path.to_owned(),
        hint,
    }
}

/// A published file that cannot be read.
pub fn unreadable(path: &Path, reason: impl fmt::Display) -> ExplainError {
    ExplainError::Unreadable {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

/// The figure's rows of kpi.csv: the whole period, and each clause.
fn figures(path: &Path, question: &Question) -> Result<Vec<Vec<(String, String)>>, ExplainError> {
    let mut reader = csv::Reader::from_path(path).map_err(|e| unreadable(path, e))?;
    let header: Vec<String> = reader
        .headers()
        .map_err(|e| unreadable(path, e))?
        .iter()
        .map(str::to_owned)
        .collect();
    let at = |name: &str| {
        header
            .iter()
            .position(|column| column == name)
            .unwrap_or(usize::MAX)
    };
    let (provider, queue, standard, measure) = (at("provider"), at("queue"), at("standard"), at("measure"));
    let (mut providers, mut standards, mut queues) = (Known::default(), Known::default(), Known::default());
    let mut moments = Known::default();
    let mut found: Vec<(bool, Vec<(String, String)>)> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| unreadable(path, e))?;
        let cell = |index: usize| record.get(index).unwrap_or_default();
        providers.add(cell(provider));
        if cell(provider) != question.provider {
            continue;
        }
        let id = if cell(standard).is_empty() {
            cell(measure)
        } else {
            cell(standard)
        };
        standards.add(id);
        // A measure such as `service_level:offered` stands beside the standard's own.
        let is_reading = cell(measure) == question.standard && question.standard.contains(':');
        if is_reading {
            standards.add(cell(measure));
        }
        if id != question.standard && !is_reading {
            continue;
        }
        queues.add(cell(queue));
        let of_moment = cell(measure).split_once(":moment:").map(|(_, id)| id);
        of_moment.iter().for_each(|id| moments.add(id));
        if question
            .moment
            .as_deref()
            .is_some_and(|wanted| of_moment != Some(wanted))
        {
            continue;
        }
        if cell(queue) == question.queue {
            let cells = header
                .iter()
                .cloned()
                .zip(record.iter().map(str::to_owned))
                .collect();
            found.push((cell(standard).is_empty(), cells));
        }
    }
    providers.has("provider", &question.provider)?;
    standards.has("standard", &question.standard)?;
    queues.has("queue", &question.queue)?;
    if let Some(moment) = &question.moment {
        moments.has("moment", moment)?;
    }
    // A volume may bear the name of a standard; then the standard is meant.
    let agreed = found.iter().any(|(is_volume, _)| !is_volume);
    Ok(found
        .into_iter()
        .filter(|(is_volume, _)| !(agreed && *is_volume))
        .map(|(_, cells)| cells)
        .collect())
}

/// Names in the order met, for messages.
#[derive(Default)]
pub struct Known(Vec<String>);

impl Known {
    /// Adds a name that is there.
    pub fn add(&mut self, name: &str) {
        if !self.0.iter().any(|known| known == name) {
            self.0.push(name.to_owned());
        }
    }

    /// Whether a name is there.
    ///
    /// # Errors
    /// It is not; the error lists those that are.
    pub fn has(&self, what: &'static str, name: &str) -> Result<(), ExplainError> {
        if self.0.iter().any(|known| known == name) {
            return Ok(());
        }
        Err(ExplainError::Unknown {
            what,
            given: name.to_owned(),
            known: self.told(name),
        })
    }
}

/// As many names are read at a glance.
const FEW: usize = 6;

impl Known {
    /// The nearest one, and where they are few those that stand for themselves: figures beside a standard go without saying.
    fn told(&self, name: &str) -> String {
        let known = || self.0.iter().map(String::as_str);
        let plain: Vec<&str> = known().filter(|name| !name.contains(':')).collect();
        let all = format!("it has: {}", plain.join(", "));
        match suggest::nearest(name, known()) {
            Some(near) if plain.len() > FEW => format!("did you mean `{near}`?"),
            Some(near) => format!("did you mean `{near}`? {all}"),
            None => all,
        }
    }
}

/// Whether rows of interval reports were accepted from the provider.
fn has_reports(path: &Path, question: &Question) -> Result<bool, ExplainError> {
    let mut reader = csv::Reader::from_path(path).map_err(|e| unreadable(path, e))?;
    let header = reader.headers().map_err(|e| unreadable(path, e))?.clone();
    for record in reader.records() {
        let record = record.map_err(|e| unreadable(path, e))?;
        let cell = |name: &str| {
            let at = header.iter().position(|column| column == name);
            at.and_then(|at| record.get(at)).unwrap_or_default()
        };
        let is_report = cell("kind") == TableKind::Intervals.name() && cell("accepted") != "0";
        if is_report && cell("provider") == question.provider {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The provider's rows that have a verdict of the standard; nothing where the table has none.
fn contacts(
    path: &Path,
    id: &str,
    question: &Question,
    reasons: Option<&[String]>,
) -> Result<Option<DataFrame>, ExplainError> {
    let standard = StandardId::new(&question.standard);
    let (verdict, clause) = (verdict_name(&standard), clause_name(&standard));
    let open = || File::open(path).map_err(|e| unreadable(path, e));
    let schema = ParquetReader::new(open()?)
        .schema()
        .map_err(|e| unreadable(path, e))?;
    if !schema.contains(&verdict) {
        return Ok(None);
    }
    let mut columns = vec![
        "provider",
        "source_file",
        "source_sheet",
        "source_row",
        id,
        "queue",
        "reason",
        &verdict,
    ];
    columns.extend(schema.contains(&clause).then_some(clause.as_str()));
    let frame = ParquetReader::new(open()?)
        .with_columns(Some(columns.into_iter().map(str::to_owned).collect()))
        .finish()
        .map_err(|e| unreadable(path, e))?;
    filtered(frame, (&verdict, &clause), question, reasons)
        .map(Some)
        .map_err(|e| unreadable(path, e))
}

fn filtered(
    frame: DataFrame,
    (verdict, clause): (&str, &str),
    question: &Question,
    reasons: Option<&[String]>,
) -> PolarsResult<DataFrame> {
    let text = |name: &str| column::named(name).cast(DataType::String);
    let mut mask = text("provider")
        .eq(lit(question.provider.as_str()))
        .and(column::named(verdict).is_not_null());
    if question.queue != "*" {
        mask = mask.and(text("queue").eq(lit(question.queue.as_str())));
    }
    if let Some(reasons) = reasons {
        let any = |any: Expr, reason: &String| match reason.as_str() {
            "" => any.or(text("reason").is_null()),
            reason => any.or(text("reason").eq(lit(reason))),
        };
        mask = mask.and(reasons.iter().fold(lit(false), any).fill_null(lit(false)));
    }
    let clause = match frame.schema().contains(clause) {
        true => text(clause),
        false => lit(""),
    };
    frame
        .lazy()
        .filter(mask)
        .with_columns([column::named(verdict).alias("verdict"), clause.alias("clause")])
        .collect()
}

fn collect(
    frame: &DataFrame,
    (table, id): (&str, &str),
    question: &Question,
    breaches: &Breaches,
    counts: &mut [(Verdict, usize); 4],
    rows: &mut Vec<Row>,
    more: &mut usize,
) -> PolarsResult<()> {
    let text = |name: &str| frame.column(name)?.cast(&DataType::String);
    let (ids, queues, files) = (text(id)?, text("queue")?, text("source_file")?);
    let (sheets, numbers) = (text("source_sheet")?, text("source_row")?);
    let clauses = text("clause")?;
    let clauses = clauses.str()?;
    let (ids, queues, files) = (ids.str()?, queues.str()?, files.str()?);
    let (sheets, numbers) = (sheets.str()?, numbers.str()?);
    for (row, code) in frame.column("verdict")?.i8()?.iter().enumerate() {
        let Some(entry) = counts
            .iter_mut()
            .find(|(verdict, _)| Some(*verdict as i8) == code)
        else {
            continue;
        };
        entry.1 += 1;
        if question.verdict.is_some_and(|wanted| wanted != entry.0) {
            continue;
        }
        if rows.len() >= question.limit {
            *more += 1;
            continue;
        }
        let cell = |column: &StringChunked| column.get(row).unwrap_or_default().to_owned();
        let kind = table.trim_end_matches('s').to_owned();
        let verdict = entry.0.name().to_owned();
        let place = [cell(files), cell(sheets), cell(numbers)];
        rows.push(Row {
            breach: breaches
                .get(&place)
                .filter(|_| entry.0 == Verdict::Missed)
                .cloned(),
            id: cell(ids),
            kind,
            queue: cell(queues),
            clause: cell(clauses),
            place,
            verdict,
        });
    }
    Ok(())
}
