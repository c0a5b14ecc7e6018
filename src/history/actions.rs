//! The plan of actions as the last publication before a period left it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::publish::open_data::csv_text::unguarded;
use crate::scorecard::{
    Action, ActionPlan, ActionState, Dispute, Effect, Ended, Evidence, Reply, Untellable,
};
use crate::vocabulary::{Direction, Micro, Period, QueueId, ReplyStatus, StandardId, Status};

/// The last publication before a period, and what it says of actions.
#[derive(Debug)]
pub struct FormerPlan {
    /// Its period.
    pub period: Period,
    /// Plans by the ids of their providers.
    pub plans: BTreeMap<String, ActionPlan>,
}

/// Why a former plan cannot be carried on.
#[derive(Debug, thiserror::Error)]
#[error("the plan of actions in {path} cannot be read: {why}")]
pub struct FormerPlanError {
    path: PathBuf,
    why: String,
}

/// The last publication of the same kind before a period, in the same output folder; none where it is the first.
///
/// # Errors
/// Its plan is damaged: to go on without it would lose what is in it.
pub fn former_plan(out: &Path, period: &Period) -> Result<Option<FormerPlan>, FormerPlanError> {
    let Some(former) = last_before(out, period) else {
        return Ok(None);
    };
    let path = out.join(former.name()).join("data/actions.csv");
    let plans = match path.exists() {
        true => read(&path).map_err(|why| FormerPlanError { path, why })?,
        false => BTreeMap::new(),
    };
    Ok(Some(FormerPlan {
        period: former,
        plans,
    }))
}

/// The last published period of the same kind that ends before another begins.
fn last_before(out: &Path, period: &Period) -> Option<Period> {
    let folders = std::fs::read_dir(out).ok()?.flatten();
    let periods = folders.filter_map(|folder| {
        let found = Period::parse(&folder.file_name().to_string_lossy(), NaiveDate::default()).ok()?;
        let is_published = folder.path().join("manifest.json").is_file();
        let is_alike = kind(found.name()) == kind(period.name()) && found.end() <= period.first();
        (is_published && is_alike && folder.file_name() == *found.name()).then_some(found)
    });
    periods.max_by_key(|found| (found.end(), found.first()))
}

/// Months, quarters, weeks and others have plans of their own.
fn kind(name: &str) -> usize {
    let marks = ["..", "-Q", "-W"];
    marks
        .iter()
        .position(|mark| name.contains(mark))
        .unwrap_or(marks.len())
}

/// A row by the names of its columns.
struct Row<'r> {
    header: &'r csv::StringRecord,
    record: csv::StringRecord,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> &str {
        let at = self.header.iter().position(|column| column == name);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    fn text(&self, name: &str) -> String {
        unguarded(self.cell(name))
    }

    /// A value that must be readable where there is one.
    fn value<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, String> {
        match self.cell(name) {
            "" => Ok(None),
            cell => read(cell)
                .map(Some)
                .ok_or_else(|| format!("`{name}` = `{cell}` in row {}", self.line())),
        }
    }

    fn needed<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, String> {
        self.value(name, read)?
            .ok_or_else(|| format!("`{name}` is empty in row {}", self.line()))
    }

    fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }
}

fn read(path: &Path) -> Result<BTreeMap<String, ActionPlan>, String> {
    let mut reader = csv::Reader::from_path(path).map_err(|e| e.to_string())?;
    let header = reader.headers().map_err(|e| e.to_string())?.clone();
    let mut plans: BTreeMap<String, ActionPlan> = BTreeMap::new();
    for record in reader.records() {
        let row = Row {
            header: &header,
            record: record.map_err(|e| e.to_string())?,
        };
        let plan = plans.entry(row.cell("provider").to_owned()).or_default();
        match row.cell("kind") {
            "finding" => plan.disputes.push(dispute(&row)?),
            _ => plan.actions.push(action(&row)?),
        }
    }
    Ok(plans)
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

fn action(row: &Row<'_>) -> Result<Action, String> {
    let state = |name: &str| ActionState::ALL.into_iter().find(|state| state.name() == name);
    let direction = |name: &str| {
        [Direction::Min, Direction::Max]
            .into_iter()
            .find(|side| side.name() == name)
    };
    let queue = row.cell("queue");
    let found = evidence(
        row,
        ["numerator", "denominator", "value", "ci_low", "ci_high", "status"],
    )?;
    let repeats = row.cell("repeats");
    Ok(Action {
        id: row.needed("id", |id| Some(id.to_owned()))?,
        standard: StandardId::new(row.cell("standard")),
        queue: (queue != "*").then(|| QueueId::new(queue)),
        scope: row.text("clause"),
        found_in: row.cell("found_in").to_owned(),
        found: Evidence {
            target: row.value("target", number)?,
            direction: row.value("direction", direction)?,
            ..found
        },
        findings: row.needed("findings", |text| text.parse().ok())?,
        due: row.needed("due", day)?,
        reply: reply(row)?,
        repeated_in: row
            .cell("repeated_in")
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
        repeats: (!repeats.is_empty()).then(|| repeats.to_owned()),
        // Of ended ones the comparison stays as it was; of the others it is made anew.
        now: match row.cell("status_now") {
            "" => None,
            _ => Some(Evidence {
                target: row.value("target", number)?,
                direction: row.value("direction", direction)?,
                ..evidence(
                    row,
                    [
                        "numerator_now",
                        "denominator_now",
                        "value_now",
                        "ci_low_now",
                        "ci_high_now",
                        "status_now",
                    ],
                )?
            }),
        },
        effect: effect(row)?,
        state: row.needed("state", state)?,
        is_overdue: row.cell("overdue") == "true",
        ended: ended(row),
    })
}

fn evidence(row: &Row<'_>, names: [&str; 6]) -> Result<Evidence, String> {
    let [numerator, denominator, value, low, high, status] = names;
    let statuses = [
        Status::Met,
        Status::Missed,
        Status::TooFew,
        Status::NotMeasurable,
        Status::Informational,
    ];
    let named = |name: &str| statuses.into_iter().find(|status| status.name() == name);
    let interval = row.value(low, number)?.zip(row.value(high, number)?);
    Ok(Evidence {
        numerator: row.needed(numerator, Micro::parse)?,
        denominator: row.value(denominator, Micro::parse)?,
        value: row.value(value, number)?,
        interval,
        target: None,
        direction: None,
        status: row.needed(status, named)?,
    })
}

fn effect(row: &Row<'_>) -> Result<Effect, String> {
    let p = || row.needed("effect_p", number);
    Ok(match row.cell("effect") {
        "better" => Effect::Better(p()?),
        "worse" => Effect::Worse(p()?),
        "chance" => Effect::Chance(p()?),
        "no_figure" => Effect::NotTellable(Untellable::NoFigure),
        "no_interval" => Effect::NotTellable(Untellable::NoInterval),
        _ => Effect::NotTellable(Untellable::NotYet),
    })
}

fn reply(row: &Row<'_>) -> Result<Option<Reply>, String> {
    if row.cell("reply_period").is_empty() {
        return Ok(None);
    }
    Ok(Some(Reply {
        status: row.value("reply_status", ReplyStatus::named)?,
        date: row.value("reply_date", day)?,
        text: row.text("reply_text"),
        effect: row.text("reply_effect"),
        period: row.cell("reply_period").to_owned(),
        file: row.text("reply_file"),
        row: row.needed("reply_row", |text| text.parse().ok())?,
    }))
}

fn ended(row: &Row<'_>) -> Option<Ended> {
    let period = Period::parse(row.cell("ended_in"), NaiveDate::default()).ok()?;
    Some(Ended {
        period: period.name().to_owned(),
        day: period.end(),
        reason: row.text("ended_reason"),
    })
}

fn dispute(row: &Row<'_>) -> Result<Dispute, String> {
    Ok(Dispute {
        id: row.needed("id", |id| Some(id.to_owned()))?,
        standard: StandardId::new(row.cell("standard")),
        found_in: row.cell("found_in").to_owned(),
        contact_id: row.text("contact_id"),
        observed: row.text("observed"),
        reply: reply(row)?.ok_or_else(|| format!("no reply in row {}", row.line()))?,
        ended: ended(row),
    })
}
