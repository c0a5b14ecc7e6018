//! The plans of actions of all providers: carried on from the last publication, with what came back since.

use super::read::Delivery;
use crate::history::actions::FormerPlan;
use crate::intake::{AwaitedFeedback, RunPlan};
use crate::judge::{PlanParts, plan};
use crate::publish::workbook::forms;
use crate::scorecard::{Notice, NoticeKind, ProviderReview, Review};
use crate::workspace::agreement::Agreement;

/// Whose feedback can come back: that on the last publication, and on the period itself.
pub fn awaited(former: Option<&FormerPlan>) -> AwaitedFeedback {
    let plans = former.into_iter().flat_map(|former| &former.plans);
    let went_on = |former: &FormerPlan, ended: &Option<crate::scorecard::Ended>| {
        ended
            .as_ref()
            .is_none_or(|ended| ended.period == former.period.name())
    };
    let with_actions = plans.filter(|(_, plan)| {
        let mut actions = plan.actions.iter();
        former.is_some_and(|former| actions.any(|action| went_on(former, &action.ended)))
    });
    AwaitedFeedback {
        former: former.map(|former| former.period.clone()),
        forms: forms(),
        with_actions: with_actions.map(|(provider, _)| provider.clone()).collect(),
    }
}

/// Fills in each provider's plan.
pub fn fill_in(
    agreement: &Agreement,
    run: &RunPlan,
    former: Option<FormerPlan>,
    delivery: &Delivery,
    review: &mut Review,
) {
    let mut former = former.map(|former| former.plans).unwrap_or_default();
    let as_of = run.judgement.zone.date(run.judgement.as_of);
    for (provider, delivered) in review.providers.iter_mut().zip(&delivery.providers) {
        let parts = PlanParts {
            provider: &provider.id,
            period: &review.period,
            as_of,
            agreed: &agreement.actions,
            figures: &provider.figures,
            findings: &provider.findings,
            former: former.remove(provider.id.as_str()).unwrap_or_default(),
            answers: &delivered.answers,
        };
        provider.plan = plan(parts);
        tell_unmatched(provider, delivered);
    }
}

/// Tells of answers to actions that the plan does not hold: it was published anew since.
fn tell_unmatched(provider: &mut ProviderReview, delivered: &super::read::ProviderDelivery) {
    let plan = &provider.plan;
    let unmatched = delivered.answers.iter().filter(|answer| {
        let is_action = answer.finding.is_none();
        is_action && !plan.actions.iter().any(|action| action.id == answer.id)
    });
    let notices: Vec<Notice> = unmatched
        .map(|answer| Notice {
            kind: NoticeKind::UnmatchedReply,
            file: answer.reply.file.clone(),
            sheet: String::new(),
            column: String::new(),
            value: answer.id.clone(),
            count: 1,
            first_row: answer.reply.row,
        })
        .collect();
    provider.notices.extend(notices);
}
