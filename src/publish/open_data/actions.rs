//! `data/actions.csv`: the plan of actions, whole, so that the next period's run can carry it on.

use std::io::Write;

use super::csv_text::{guarded, kept_whole, number, sum, writer};
use crate::scorecard::{Action, ActionState, Dispute, Ended, Evidence, Reply, Review};
use crate::vocabulary::ReplyStatus;

/// Columns of actions.csv.
pub const COLUMNS: [&str; 42] = [
    "period",
    "provider",
    "id",
    "kind",
    "standard",
    "queue",
    "clause",
    "found_in",
    "numerator",
    "denominator",
    "value",
    "ci_low",
    "ci_high",
    "target",
    "direction",
    "status",
    "findings",
    "due",
    "state",
    "overdue",
    "disputed",
    "repeated_in",
    "repeats",
    "numerator_now",
    "denominator_now",
    "value_now",
    "ci_low_now",
    "ci_high_now",
    "status_now",
    "effect",
    "effect_p",
    "reply_status",
    "reply_date",
    "reply_text",
    "reply_effect",
    "reply_period",
    "reply_file",
    "reply_row",
    "contact_id",
    "observed",
    "ended_in",
    "ended_reason",
];

/// Cells by the names of their columns; the others are empty.
type Cells = Vec<(&'static str, String)>;

/// Whether there is anything to write.
pub fn any(review: &Review) -> bool {
    let mut plans = review.providers.iter().map(|provider| &provider.plan);
    plans.any(|plan| !plan.actions.is_empty() || !plan.disputes.is_empty())
}

/// Writes all plans: per provider its actions, then its disputes.
///
/// # Errors
/// The writer's own.
pub fn write<W: Write>(review: &Review, out: W) -> Result<(), csv::Error> {
    let mut csv = writer(out);
    csv.write_record(COLUMNS)?;
    for provider in &review.providers {
        let actions = provider.plan.actions.iter().map(action);
        let disputes = provider.plan.disputes.iter().map(dispute);
        for mut cells in actions.chain(disputes) {
            cells.push(("period", review.period.name().to_owned()));
            cells.push(("provider", provider.id.to_string()));
            let cell = |name: &&str| {
                let found = cells.iter().find(|(known, _)| known == name);
                found.map_or("", |(_, value)| value.as_str())
            };
            csv.write_record(COLUMNS.iter().map(cell))?;
        }
    }
    csv.flush()?;
    Ok(())
}

fn action(action: &Action) -> Cells {
    let mut cells: Cells = vec![
        ("id", action.id.clone()),
        ("kind", String::from("group")),
        ("standard", action.standard.to_string()),
        (
            "queue",
            action
                .queue
                .as_ref()
                .map_or("*", |queue| queue.as_str())
                .to_owned(),
        ),
        ("clause", guarded(&action.scope).into_owned()),
        ("found_in", action.found_in.clone()),
        ("findings", action.findings.to_string()),
        ("due", action.due.to_string()),
        ("state", action.state.name().to_owned()),
        ("overdue", action.is_overdue.to_string()),
        ("disputed", action.is_disputed().to_string()),
        ("repeated_in", action.repeated_in.join(" ")),
        ("repeats", action.repeats.clone().unwrap_or_default()),
        ("effect", action.effect.name().to_owned()),
        ("effect_p", number(action.effect.p())),
    ];
    cells.extend(evidence(
        &action.found,
        ["numerator", "denominator", "value", "ci_low", "ci_high", "status"],
    ));
    cells.push(("target", number(action.found.target)));
    cells.push((
        "direction",
        action.found.direction.map_or("", |side| side.name()).to_owned(),
    ));
    if let Some(now) = &action.now {
        cells.extend(evidence(
            now,
            [
                "numerator_now",
                "denominator_now",
                "value_now",
                "ci_low_now",
                "ci_high_now",
                "status_now",
            ],
        ));
    }
    cells.extend(action.reply.iter().flat_map(reply));
    cells.extend(action.ended.iter().flat_map(ended));
    cells
}

fn evidence(evidence: &Evidence, names: [&'static str; 6]) -> Cells {
    let (low, high) = evidence.interval.unzip();
    let values = [
        evidence.numerator.to_string(),
        sum(evidence.denominator),
        number(evidence.value),
        number(low),
        number(high),
        evidence.status.name().to_owned(),
    ];
    names.into_iter().zip(values).collect()
}

fn dispute(dispute: &Dispute) -> Cells {
    let state = match &dispute.ended {
        None => ActionState::Answered,
        Some(_) => ActionState::Closed,
    };
    let is_disputed = dispute.is_live() && dispute.reply.status == Some(ReplyStatus::Disputed);
    let mut cells: Cells = vec![
        ("id", dispute.id.clone()),
        ("kind", String::from("finding")),
        ("standard", dispute.standard.to_string()),
        ("found_in", dispute.found_in.clone()),
        ("state", state.name().to_owned()),
        ("overdue", false.to_string()),
        ("disputed", is_disputed.to_string()),
        ("contact_id", kept_whole(&dispute.contact_id)),
        ("observed", kept_whole(&dispute.observed)),
    ];
    cells.extend(reply(&dispute.reply));
    cells.extend(dispute.ended.iter().flat_map(ended));
    cells
}

fn reply(reply: &Reply) -> Cells {
    vec![
        (
            "reply_status",
            reply.status.map_or("", ReplyStatus::name).to_owned(),
        ),
        (
            "reply_date",
            reply.date.map_or_else(String::new, |date| date.to_string()),
        ),
        ("reply_text", kept_whole(&reply.text)),
        ("reply_effect", kept_whole(&reply.effect)),
        ("reply_period", reply.period.clone()),
        ("reply_file", kept_whole(&reply.file)),
        ("reply_row", reply.row.to_string()),
    ]
}

fn ended(ended: &Ended) -> Cells {
    vec![
        ("ended_in", ended.period.clone()),
        ("ended_reason", kept_whole(&ended.reason)),
    ]
}
