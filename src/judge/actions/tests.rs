//! Plans over several periods.

use super::*;
use crate::judge::wilson;
use crate::scorecard::{AnsweredFinding, Finding, ScopeText};
use crate::workspace::agreement::Closing;

/// A share of a standard, judged against 80 %.
fn share(role: Role, queue: Option<&str>, hits: i64, cases: i64) -> Figure {
    let value = hits as f64 / cases as f64;
    Figure {
        queue: queue.map(QueueId::new),
        standard: StandardId::new("sl"),
        measure: "service_level".into(),
        numerator: Micro::whole(hits),
        denominator: Some(Micro::whole(cases)),
        value: Some(value),
        interval: wilson(hits as f64, cases as f64),
        target: Some(0.8),
        direction: Some(Direction::Min),
        band: None,
        status: if value < 0.8 { Status::Missed } else { Status::Met },
        certainty: None,
        excluded: 0,
        unmeasurable: 0,
        clause_valid_from: None,
        clause: None,
        scope: ScopeText::default(),
        role,
    }
}

fn month(name: &str) -> Period {
    Period::parse(name, NaiveDate::default()).expect("a month")
}

struct Client {
    provider: ProviderId,
    agreed: Actions,
    plan: ActionPlan,
}

impl Client {
    fn new() -> Self {
        Self {
            provider: ProviderId::new("nord"),
            agreed: Actions::default(),
            plan: ActionPlan::default(),
        }
    }

    /// Goes on to a month with these figures and answers.
    fn month(&mut self, name: &str, figures: &[Figure], answers: &[Answer]) -> &ActionPlan {
        let period = month(name);
        self.plan = plan(PlanParts {
            provider: &self.provider,
            period: &period,
            as_of: period.end(),
            agreed: &self.agreed,
            figures,
            findings: &[],
            former: std::mem::take(&mut self.plan),
            answers,
        });
        &self.plan
    }
}

fn main(hits: i64, cases: i64) -> Vec<Figure> {
    vec![share(Role::Standard, None, hits, cases)]
}

fn answer(plan: &ActionPlan, status: ReplyStatus, period: &str) -> Answer {
    Answer {
        id: plan.actions[0].id.clone(),
        finding: None,
        reply: Reply {
            status: Some(status),
            period: period.into(),
            ..Reply::default()
        },
    }
}

#[test]
fn an_action_stays_until_it_is_done_and_has_worked() {
    let mut client = Client::new();
    let october = client.month("2026-10", &main(420, 600), &[]).clone();
    assert_eq!(october.actions.len(), 1);
    let first = &october.actions[0];
    assert_eq!((first.state, first.is_overdue), (ActionState::Open, false));
    assert_eq!(first.due.to_string(), "2026-11-15");
    assert_eq!(first.effect, Effect::NotTellable(Untellable::NotYet));

    // November: answered in time or not, the due date has passed; missed again, the same action.
    let accepted = answer(&october, ReplyStatus::Accepted, "2026-10");
    let november = client.month("2026-11", &main(425, 600), &[accepted]).clone();
    let [again] = november.actions.as_slice() else {
        panic!("one action")
    };
    assert_eq!(again.id, first.id);
    assert_eq!((again.state, again.is_overdue), (ActionState::Answered, true));
    assert_eq!(again.repeated_in, ["2026-11"]);
    assert!(matches!(again.effect, Effect::Chance(p) if p > 0.5));

    // December: reported as done, but no better than chance; so it stays.
    let done = answer(&october, ReplyStatus::Done, "2026-11");
    let december = client.month("2026-12", &main(481, 600), &[done]).clone();
    assert_eq!(december.actions[0].state, ActionState::Effective);
    assert!(matches!(december.actions[0].effect, Effect::Better(p) if p < 0.001));
    let ended = december.actions[0].ended.as_ref().expect("ended");
    assert_eq!((ended.period.as_str(), ended.reason.as_str()), ("2026-12", ""));

    // January: missed once more: a new action that repeats the ended one, which stays in the plan.
    let january = client.month("2027-01", &main(400, 600), &[]).clone();
    assert_eq!(january.actions.len(), 2);
    assert_eq!(january.actions[1].repeats.as_ref(), Some(&first.id));
    assert_ne!(january.actions[1].id, first.id);
    assert_eq!((january.counts.effective, january.counts.open), (1, 1));
    assert_eq!(january.counts.repeated, 2);

    // After a year the ended one goes.
    let later = client.month("2028-01", &main(600, 600), &[]);
    assert_eq!(later.actions.len(), 1);
}

#[test]
fn done_without_effect_stays() {
    let mut client = Client::new();
    let october = client.month("2026-10", &main(470, 600), &[]).clone();
    let done = answer(&october, ReplyStatus::Done, "2026-10");
    let november = client.month("2026-11", &main(482, 600), &[done]);
    assert_eq!(november.actions[0].state, ActionState::Done);
    assert!(matches!(november.actions[0].effect, Effect::Chance(_)));
    assert!(november.actions[0].ended.is_none() && !november.actions[0].is_overdue);
}

#[test]
fn what_a_later_answer_leaves_empty_stays() {
    let mut client = Client::new();
    let october = client.month("2026-10", &main(420, 600), &[]).clone();
    let mut first = answer(&october, ReplyStatus::Disputed, "2026-10");
    first.reply.text = "Ihre Zählung ist falsch".into();
    let november = client.month("2026-11", &main(600, 600), &[first]).clone();
    assert_eq!(november.counts.disputed, 1);
    let mut second = answer(&october, ReplyStatus::InProgress, "2026-11");
    second.reply.date = NaiveDate::from_ymd_opt(2027, 2, 1);
    let december = client.month("2026-12", &main(600, 600), &[second]);
    let reply = december.actions[0].reply.as_ref().expect("a reply");
    assert_eq!(reply.text, "Ihre Zählung ist falsch");
    assert_eq!(reply.status, Some(ReplyStatus::InProgress));
    // Its own date lies behind December: what has come of it cannot be told yet.
    assert_eq!(
        december.actions[0].effect,
        Effect::NotTellable(Untellable::NotYet)
    );
    assert_eq!(december.counts.disputed, 0);
}

#[test]
fn a_client_closes_what_it_settles_from_that_day_on() {
    let mut client = Client::new();
    let id = client.month("2026-10", &main(420, 600), &[]).actions[0]
        .id
        .clone();
    client.agreed.closed.push(Closing {
        id,
        on: NaiveDate::from_ymd_opt(2026, 12, 20).expect("a day"),
        reason: "geeinigt".into(),
    });
    let november = client.month("2026-11", &main(600, 600), &[]);
    assert_eq!(november.actions[0].state, ActionState::Open);
    let december = client.month("2026-12", &main(600, 600), &[]);
    assert_eq!(december.actions[0].state, ActionState::Closed);
    assert_eq!(
        december.actions[0].ended.as_ref().expect("ended").reason,
        "geeinigt"
    );
}

#[test]
fn a_group_is_a_standard_or_the_queues_or_clauses_that_miss() {
    let ids = |figures: &[Figure]| {
        let mut client = Client::new();
        let plan = client.month("2026-10", figures, &[]);
        let told = plan.actions.iter().map(|action| {
            let queue = action.queue.as_ref().map_or("*", |queue| queue.as_str());
            format!("{queue} {}", action.scope)
        });
        told.collect::<Vec<_>>()
    };
    let queue = |name, hits| share(Role::Standard, Some(name), hits, 100);
    // Over all queues: its queues are part of it.
    let all = share(Role::Standard, None, 150, 200);
    assert_eq!(ids(&[all, queue("a", 50), queue("b", 100)]), ["* "]);
    // Met over all: the queue that misses.
    let met = share(Role::Standard, None, 170, 200);
    assert_eq!(ids(&[met, queue("a", 70), queue("b", 100)]), ["a "]);
    // Of several clauses those that miss.
    let combined = share(Role::Standard, None, 150, 200);
    let mut vip = share(Role::Clause, None, 10, 100);
    vip.scope.name = "queues: vip".into();
    let rest = share(Role::Clause, None, 140, 100);
    assert_eq!(ids(&[combined, rest, vip]), ["* queues: vip"]);
}

#[test]
fn ids_are_the_same_again_and_differ_by_period() {
    let id = |provider, period| {
        action_id(
            &ProviderId::new(provider),
            &StandardId::new("sl"),
            None,
            "",
            period,
        )
    };
    assert_eq!(id("nord", "2026-10"), id("nord", "2026-10"));
    assert_ne!(id("nord", "2026-10"), id("nord", "2026-11"));
    assert_ne!(id("nord", "2026-10"), id("sued", "2026-10"));
}

#[test]
fn means_have_no_interval_to_tell_by() {
    let mean = |seconds| {
        let mut figure = share(Role::Standard, None, seconds, 1);
        figure.interval = None;
        figure.status = Status::Missed;
        vec![figure]
    };
    let mut client = Client::new();
    client.month("2026-10", &mean(40), &[]);
    let november = client.month("2026-11", &mean(20), &[]);
    assert_eq!(
        november.actions[0].effect,
        Effect::NotTellable(Untellable::NoInterval)
    );
    let december = client.month("2026-12", &[], &[]);
    assert_eq!(
        december.actions[0].effect,
        Effect::NotTellable(Untellable::NoFigure)
    );
}

#[test]
fn disputed_findings_stay_until_withdrawn_or_closed() {
    let mut client = Client::new();
    let finding = Finding {
        contact_id: "4711".into(),
        kind: "call",
        queue: QueueId::new("a"),
        occurred_at: 0,
        observed: "x".into(),
        required: "y".into(),
        file: "f".into(),
        sheet: String::new(),
        row: 7,
    };
    let reply = |id: &str, status| Answer {
        id: id.into(),
        finding: Some(AnsweredFinding {
            standard: StandardId::new("sl"),
            contact_id: finding.contact_id.clone(),
            observed: finding.observed.clone(),
        }),
        reply: Reply {
            status: Some(status),
            period: "2026-10".into(),
            ..Reply::default()
        },
    };
    let disputed = [
        reply("F-1", ReplyStatus::Disputed),
        reply("F-2", ReplyStatus::Query),
        reply("F-3", ReplyStatus::Accepted),
    ];
    let november = client.month("2026-11", &[], &disputed);
    assert_eq!((november.disputes.len(), november.counts.disputed), (2, 1));
    let december = client.month("2026-12", &[], &[]);
    assert_eq!(december.counts.disputed, 1);
    let january = client.month("2027-01", &[], &[reply("F-1", ReplyStatus::Accepted)]);
    assert_eq!((january.disputes.len(), january.counts.disputed), (2, 0));
    assert!(!january.disputes[0].is_live() && january.disputes[1].is_live());
}
