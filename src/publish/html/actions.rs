//! The plan of actions: how many are in which state, the current ones, and disputed single findings.

use super::beside::{Column, Section, Table};
use super::frame::Heading;
use crate::publish::actions::{self as words, is_current, is_pending, is_shown};
use crate::publish::locale::Locale;
use crate::scorecard::{Action, Dispute, PlanCounts, ProviderReview, Review};

/// Rows of a table on the page; the workbooks have all.
const MOST_ROWS: usize = 50;

/// The overview's section; none where no provider has actions.
pub(super) fn of_all(review: &Review, locale: &Locale) -> Option<Section> {
    let providers: Vec<&ProviderReview> = review.providers.iter().collect();
    section(review, &providers, true, locale)
}

/// A scorecard's section.
pub(super) fn of_one(review: &Review, provider: &ProviderReview, locale: &Locale) -> Option<Section> {
    section(review, &[provider], false, locale)
}

fn section(review: &Review, providers: &[&ProviderReview], named: bool, locale: &Locale) -> Option<Section> {
    if !providers.iter().any(|provider| is_shown(review, &provider.plan)) {
        return None;
    }
    let total = providers.iter().fold(PlanCounts::default(), |sum, provider| {
        sum.plus(&provider.plan.counts)
    });
    let counted = words::counted(&total, locale);
    let key = if named {
        "actions.title"
    } else {
        "actions.title_you"
    };
    let mut tables = Vec::new();
    tables.extend(named.then(|| counts(providers, locale)));
    tables.extend(actions(review, providers, named, locale));
    tables.extend(disputes(review, providers, named, locale));
    Some(Section {
        heading: Heading::new(
            "actions",
            locale.fill(key, &[("counted", &counted)]),
            locale.text("actions.note"),
        ),
        tables,
    })
}

fn text(key: &'static str, locale: &Locale) -> Column {
    Column {
        name: locale.text(key).to_owned(),
        is_number: false,
    }
}

fn columns(named: bool, keys: &[&'static str], locale: &Locale) -> Vec<Column> {
    let provider = named.then_some("column.provider");
    provider.iter().chain(keys).map(|key| text(key, locale)).collect()
}

fn counts(providers: &[&ProviderReview], locale: &Locale) -> Table {
    let keys = [
        "actions.open",
        "actions.answered",
        "actions.done",
        "actions.effective",
        "actions.closed",
        "actions.overdue",
        "actions.repeated",
        "actions.disputed",
    ];
    let mut heads = columns(true, &[], locale);
    heads.extend(keys.map(|key| Column {
        is_number: true,
        ..text(key, locale)
    }));
    let row = |provider: &&ProviderReview| {
        let PlanCounts {
            open,
            answered,
            done,
            effective,
            closed,
            overdue,
            repeated,
            disputed,
        } = provider.plan.counts;
        let counts = [
            open, answered, done, effective, closed, overdue, repeated, disputed,
        ];
        let counts = counts.map(|count| locale.count(count));
        std::iter::once(provider.name.clone()).chain(counts).collect()
    };
    Table {
        caption: locale.text("actions.caption_counts").to_owned(),
        columns: heads,
        rows: providers.iter().map(row).collect(),
    }
}

/// The caption, with how many rows are shown where it is not all.
fn caption(key: &str, all: usize, locale: &Locale) -> String {
    let text = locale.text(key);
    match all > MOST_ROWS {
        true => {
            let shown = locale.count(MOST_ROWS as u64);
            let rest = locale.counted("actions.of_all", all as u64, &[("shown", &shown)]);
            format!("{text}: {rest}")
        }
        false => text.to_owned(),
    }
}

fn actions(review: &Review, providers: &[&ProviderReview], named: bool, locale: &Locale) -> Option<Table> {
    let of = |provider: &&'_ ProviderReview| provider.plan.actions.len();
    let mut rows: Vec<Vec<String>> = Vec::with_capacity(providers.iter().map(of).sum());
    for provider in providers {
        let current = provider.plan.actions.iter();
        for action in current.filter(|action| is_current(review, action)) {
            rows.push(row(named, provider, action_cells(review, action, locale)));
        }
    }
    let all = rows.len();
    rows.truncate(MOST_ROWS);
    let keys = [
        "actions.number",
        "actions.found",
        "actions.measure",
        "actions.due",
        "actions.state",
        "actions.reply",
        "actions.again",
        "actions.effect",
    ];
    (all > 0).then(|| Table {
        caption: caption("actions.caption", all, locale),
        columns: columns(named, &keys, locale),
        rows,
    })
}

fn row(named: bool, provider: &ProviderReview, cells: Vec<String>) -> Vec<String> {
    let name = named.then(|| provider.name.clone());
    name.into_iter().chain(cells).collect()
}

fn action_cells(review: &Review, action: &Action, locale: &Locale) -> Vec<String> {
    let reply = action.reply.as_ref();
    vec![
        action.id.clone(),
        words::finding(review, action, locale),
        words::measure(review, action, locale).to_owned(),
        locale.date(action.due),
        words::state(action, locale),
        reply.map(|reply| words::reply(reply, locale)).unwrap_or_default(),
        words::repeated(action, locale),
        words::effect(review, action, locale),
    ]
}

fn disputes(review: &Review, providers: &[&ProviderReview], named: bool, locale: &Locale) -> Option<Table> {
    let mut rows = Vec::new();
    for provider in providers {
        let pending = provider.plan.disputes.iter();
        for dispute in pending.filter(|dispute| is_pending(review, dispute)) {
            rows.push(row(named, provider, dispute_cells(review, dispute, locale)));
        }
    }
    let all = rows.len();
    rows.truncate(MOST_ROWS);
    let keys = [
        "workbook.finding_id",
        "column.standard",
        "column.contact_id",
        "actions.period",
        "column.observed",
        "actions.state",
        "actions.reason",
    ];
    (all > 0).then(|| Table {
        caption: caption("actions.caption_disputes", all, locale),
        columns: columns(named, &keys, locale),
        rows,
    })
}

fn dispute_cells(review: &Review, dispute: &Dispute, locale: &Locale) -> Vec<String> {
    let standard = review.standard(&dispute.standard).map_or_else(
        || dispute.standard.to_string(),
        |standard| standard.name.get(locale.language()).to_owned(),
    );
    vec![
        dispute.id.clone(),
        standard,
        dispute.contact_id.clone(),
        words::period(&dispute.found_in, locale),
        dispute.observed.clone(),
        words::dispute_state(dispute, locale),
        dispute.reply.text.clone(),
    ]
}
