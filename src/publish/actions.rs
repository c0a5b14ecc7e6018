//! Actions in words: pages and workbooks say the same.

use chrono::NaiveDate;

use super::locale::{Locale, NOTHING};
use crate::scorecard::{
    Action, ActionState, Dispute, Effect, Evidence, PlanCounts, Reply, Review, Untellable,
};
use crate::vocabulary::{Direction, Period, Unit};

/// Whether anything is to be shown of a plan.
pub fn is_shown(review: &Review, plan: &crate::scorecard::ActionPlan) -> bool {
    plan.actions.iter().any(|action| is_current(review, action))
        || plan.disputes.iter().any(|d| is_pending(review, d))
}

/// Whether an action goes on, or ended in the period.
pub fn is_current(review: &Review, action: &Action) -> bool {
    action
        .ended
        .as_ref()
        .is_none_or(|ended| ended.period == review.period.name())
}

/// Whether a dispute goes on, or ended in the period.
pub fn is_pending(review: &Review, dispute: &Dispute) -> bool {
    dispute
        .ended
        .as_ref()
        .is_none_or(|ended| ended.period == review.period.name())
}

/// A period by its name: `Oktober 2026`.
pub fn period(name: &str, locale: &Locale) -> String {
    let period = Period::parse(name, NaiveDate::default());
    period.map_or_else(|_| name.to_owned(), |period| locale.month_or_period(&period))
}

/// What was found: `Servicelevel, Hotline: 79,6 % statt mindestens 80 % (824 von 1.035), Oktober 2026; 211 Befunde`.
pub fn finding(review: &Review, action: &Action, locale: &Locale) -> String {
    let standard = review.standard(&action.standard);
    let mut what = standard.map_or_else(
        || action.standard.to_string(),
        |standard| standard.name.get(locale.language()).to_owned(),
    );
    if let Some(queue) = &action.queue {
        what.push_str(", ");
        what.push_str(review.queue_name(queue));
    }
    if !action.scope.is_empty() {
        what.push_str(&format!(" ({})", action.scope));
    }
    let unit = unit(review, action);
    let values = [
        ("what", what.as_str()),
        ("value", &value(&action.found, unit, locale)),
        ("target", &target(&action.found, unit, locale)),
        ("fraction", &fraction(&action.found, locale)),
        ("period", &period(&action.found_in, locale)),
        (
            "findings",
            &locale.counted("actions.findings", action.findings, &[]),
        ),
    ];
    locale.fill("actions.finding", &values)
}

fn unit(review: &Review, action: &Action) -> Unit {
    review
        .standard(&action.standard)
        .map_or(Unit::Count, |standard| standard.unit)
}

fn value(evidence: &Evidence, unit: Unit, locale: &Locale) -> String {
    let Some(value) = evidence.value else {
        return NOTHING.to_owned();
    };
    match unit {
        Unit::Share => locale.share(value, evidence.target),
        Unit::Seconds => locale.seconds(value, evidence.target),
        Unit::Points => locale.score_points(value, evidence.target),
        Unit::Rating | Unit::Count => locale.short(value, 4),
    }
}

fn target(evidence: &Evidence, unit: Unit, locale: &Locale) -> String {
    let Some(target) = evidence.target else {
        return locale.text("actions.several_targets").to_owned();
    };
    let agreed = match unit {
        Unit::Share => locale.exact_share(target),
        Unit::Seconds => locale.exact_seconds(target),
        _ => locale.short(target, 4),
    };
    let key = match evidence.direction {
        Some(Direction::Max) => "actions.at_most",
        _ => "actions.at_least",
    };
    locale.fill(key, &[("value", &agreed)])
}

fn fraction(evidence: &Evidence, locale: &Locale) -> String {
    evidence.denominator.map_or_else(
        || locale.micro(evidence.numerator),
        |denominator| {
            let values = [
                ("some", locale.micro(evidence.numerator)),
                ("all", locale.micro(denominator)),
            ];
            locale.fill(
                "figure.out_of",
                &values.each_ref().map(|(name, value)| (*name, value.as_str())),
            )
        },
    )
}

/// What is proposed, by what is measured.
pub fn measure(review: &Review, action: &Action, locale: &Locale) -> &'static str {
    let measure = review
        .standard(&action.standard)
        .map_or("", |standard| standard.measure);
    locale.proposal(measure)
}

/// Where it stands: state, delay, misses since.
pub fn state(action: &Action, locale: &Locale) -> String {
    let mut words = locale.action_state(action.state).to_owned();
    if action.is_overdue {
        words = locale.fill("actions.and_overdue", &[("state", &words)]);
    }
    if action.is_disputed() {
        words = locale.fill("actions.and_disputed", &[("state", &words)]);
    }
    match action.ended.as_ref().filter(|ended| !ended.reason.is_empty()) {
        Some(ended) => format!("{words}: {}", ended.reason),
        None => words,
    }
}

/// In which periods it was missed again, and what it repeats.
pub fn repeated(action: &Action, locale: &Locale) -> String {
    let mut parts = Vec::new();
    if !action.repeated_in.is_empty() {
        let periods: Vec<String> = action
            .repeated_in
            .iter()
            .map(|name| period(name, locale))
            .collect();
        parts.push(locale.fill("actions.repeated_in", &[("periods", &periods.join(", "))]));
    }
    if let Some(before) = &action.repeats {
        parts.push(locale.fill("actions.repeats", &[("id", before)]));
    }
    parts.join("; ")
}

/// Whether the figure has moved.
pub fn effect(review: &Review, action: &Action, locale: &Locale) -> String {
    let key = match action.effect {
        Effect::NotTellable(Untellable::NotYet) => "actions.effect_not_yet",
        Effect::NotTellable(Untellable::NoFigure) => "actions.effect_no_figure",
        Effect::NotTellable(Untellable::NoInterval) => "actions.effect_no_interval",
        Effect::Better(_) => "actions.effect_better",
        Effect::Worse(_) => "actions.effect_worse",
        Effect::Chance(_) => "actions.effect_chance",
    };
    let unit = unit(review, action);
    let now = action
        .now
        .as_ref()
        .map(|now| value(now, unit, locale))
        .unwrap_or_default();
    let p = action.effect.p().map_or_else(String::new, |p| match p < 0.001 {
        true => format!("p < {}", locale.decimal(0.001, 3)),
        false => format!("p = {}", locale.decimal(p, 3)),
    });
    let values = [
        ("then", value(&action.found, unit, locale)),
        ("now", now),
        ("p", p),
    ];
    locale.fill(
        key,
        &values.each_ref().map(|(name, value)| (*name, value.as_str())),
    )
}

/// An answer in one line: status, date, comment, what came of it.
pub fn reply(reply: &Reply, locale: &Locale) -> String {
    let mut parts = Vec::new();
    parts.extend(reply.status.map(|status| locale.reply_status(status).to_owned()));
    parts.extend(
        reply
            .date
            .map(|date| locale.fill("actions.by_date", &[("date", &locale.date(date))])),
    );
    parts.extend(
        [&reply.text, &reply.effect]
            .into_iter()
            .filter(|text| !text.is_empty())
            .cloned(),
    );
    parts.join(" · ")
}

/// All counts of a plan in a sentence.
pub fn counted(counts: &PlanCounts, locale: &Locale) -> String {
    let number = |count: u64| locale.count(count);
    let values = [
        ("open", number(counts.open)),
        ("answered", number(counts.answered)),
        ("done", number(counts.done)),
        ("effective", number(counts.effective)),
        ("closed", number(counts.closed)),
        ("overdue", number(counts.overdue)),
        ("repeated", number(counts.repeated)),
        ("disputed", number(counts.disputed)),
    ];
    locale.fill(
        "actions.counted",
        &values.each_ref().map(|(name, value)| (*name, value.as_str())),
    )
}

/// Where a dispute stands.
pub fn dispute_state(dispute: &Dispute, locale: &Locale) -> String {
    match &dispute.ended {
        None => dispute
            .reply
            .status
            .map_or_else(String::new, |status| locale.reply_status(status).to_owned()),
        Some(ended) if ended.reason.is_empty() => locale.text("actions.withdrawn").to_owned(),
        Some(ended) => format!("{}: {}", locale.action_state(ActionState::Closed), ended.reason),
    }
}
