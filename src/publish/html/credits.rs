//! Bonus and malus: what is due, and every amount with its figure, its rule and its calculation.

use serde::Serialize;

use super::frame::Heading;
use super::value::Formatter;
use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{CreditLine, CreditReview, EarnBack, ProviderReview, Review, Sureness, credits_of};
use crate::vocabulary::{Money, QueueId, StandardId};

/// The section; there is none where nothing is agreed.
#[derive(Debug, Serialize)]
pub(super) struct Credits {
    pub heading: Heading,
    pub totals: Vec<Total>,
    pub groups: Vec<Group>,
}

/// What one agreement gives one provider.
#[derive(Debug, Serialize)]
pub(super) struct Total {
    pub provider: String,
    pub agreement: String,
    pub fee: String,
    pub pool: String,
    pub malus: String,
    pub bonus: String,
    pub earned_back: String,
    pub net: String,
    /// Caps that take something off, open amounts, report only; empty where there is nothing to say.
    pub remarks: String,
}

/// The amounts behind a total.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    pub id: String,
    pub provider: String,
    pub agreement: String,
    pub terms: String,
    pub rows: Vec<Row>,
}

/// One amount.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub name: String,
    pub scale: String,
    pub value: String,
    pub fraction: String,
    pub place: String,
    pub calculation: String,
    pub before_cap: String,
    pub amount: String,
    pub sureness: String,
}

/// The overview's section, about all providers.
pub(super) fn of_all(review: &Review, locale: &Locale) -> Option<Credits> {
    let providers: Vec<&ProviderReview> = review.providers.iter().collect();
    section(review, &providers, "credits.title", locale)
}

/// A scorecard's section.
pub(super) fn of_one(review: &Review, provider: &ProviderReview, locale: &Locale) -> Option<Credits> {
    section(review, &[provider], "credits.title_you", locale)
}

fn section(review: &Review, providers: &[&ProviderReview], key: &str, locale: &Locale) -> Option<Credits> {
    let agreed = credits_of(providers);
    if agreed.is_empty() {
        return None;
    }
    // What is only tried out is no money, unless nothing else is agreed.
    let is_due = |credit: &CreditReview| !credit.is_report_only();
    let some_due = agreed.iter().any(|(_, credit)| is_due(credit));
    let nets: Vec<String> = agreed
        .iter()
        .filter(|(_, credit)| !some_due || is_due(credit))
        .map(|(provider, credit)| net(&provider.name, credit, key, locale))
        .collect();
    let title = locale.fill(key, &[("list", &nets.join("; "))]);
    let group = |(index, (provider, credit)): (usize, &(&ProviderReview, &CreditReview))| Group {
        id: format!("credits-{}", index + 1),
        provider: provider.name.clone(),
        agreement: credit.name.get(locale.language()).to_owned(),
        terms: locale.credit_terms(credit),
        rows: rows(credit, review, locale),
    };
    Some(Credits {
        heading: Heading::new("credits", title, locale.text("credits.note")),
        totals: agreed
            .iter()
            .map(|(provider, credit)| total(provider, credit, locale))
            .collect(),
        groups: agreed.iter().enumerate().map(group).collect(),
    })
}

/// `NordService −3.600,00 €`; on a scorecard the amount alone.
fn net(name: &str, credit: &CreditReview, key: &str, locale: &Locale) -> String {
    let amount = match &credit.fee {
        Ok(_) => locale.signed_money(credit.totals.net, credit.currency),
        Err(_) => locale.text("credits.open").to_owned(),
    };
    locale.fill(&format!("{key}_part"), &[("name", name), ("amount", &amount)])
}

fn total(provider: &ProviderReview, credit: &CreditReview, locale: &Locale) -> Total {
    let totals = &credit.totals;
    let money = |amount: Money| locale.signed_money(amount, credit.currency);
    let known = |amount: Money| match &credit.fee {
        Ok(_) => money(amount),
        Err(_) => NOTHING.to_owned(),
    };
    Total {
        provider: provider.name.clone(),
        agreement: credit.name.get(locale.language()).to_owned(),
        fee: credit
            .fee
            .as_ref()
            .map_or_else(|_| NOTHING.to_owned(), |fee| locale.money(*fee, credit.currency)),
        pool: credit
            .pool
            .map_or_else(|| NOTHING.to_owned(), |pool| locale.money(pool, credit.currency)),
        malus: known(totals.malus),
        bonus: known(totals.bonus),
        earned_back: known(totals.earned_back),
        net: known(totals.net),
        remarks: locale.credit_remarks(credit),
    }
}

fn rows(credit: &CreditReview, review: &Review, locale: &Locale) -> Vec<Row> {
    let lines = credit.lines.iter();
    let lines = lines.map(|line| line_row(credit, line, review, locale));
    let backs = credit.earn_backs.iter();
    lines
        .chain(backs.map(|back| back_row(credit, back, review, locale)))
        .collect()
}

fn name(review: &Review, standard: &StandardId, queue: Option<&QueueId>, locale: &Locale) -> String {
    let known = review.standard(standard);
    let standard = known.map_or(standard.as_str(), |known| known.name.get(locale.language()));
    match queue {
        None => standard.to_owned(),
        Some(queue) => format!("{standard}, {}", review.queue_name(queue)),
    }
}

fn line_row(credit: &CreditReview, line: &CreditLine, review: &Review, locale: &Locale) -> Row {
    let formatter = Formatter {
        locale,
        unit: line.unit,
    };
    let money = |amount: Money| locale.signed_money(amount, credit.currency);
    let known = |amount: Option<Money>| amount.map_or_else(|| NOTHING.to_owned(), money);
    let figure = line.figure.as_ref();
    let value = figure.and_then(|figure| figure.value);
    let fraction = figure.filter(|figure| figure.value.is_some()).and_then(|figure| {
        let below = figure.denominator?;
        Some(format!(
            "{} / {}",
            locale.micro(figure.numerator),
            locale.micro(below)
        ))
    });
    Row {
        name: name(review, &line.standard, line.queue.as_ref(), locale),
        scale: locale.credit_scale(line),
        value: value.map_or_else(
            || NOTHING.to_owned(),
            |value| formatter.value(value, figure.and_then(|figure| figure.target)),
        ),
        fraction: fraction.unwrap_or_default(),
        place: locale.credit_place(line),
        calculation: locale.credit_calculation(credit, line),
        before_cap: known(line.before_cap.as_ref().ok().copied()),
        amount: known(line.amount),
        sureness: match line.sureness {
            Sureness::Certain(_) => locale.text("credits.certain").to_owned(),
            Sureness::Between(low, high) => {
                let (least, most) = (low.min(high), low.max(high));
                locale.fill(
                    "credits.between",
                    &[("low", &money(least)), ("high", &money(most))],
                )
            }
            Sureness::Unknown => NOTHING.to_owned(),
        },
    }
}

fn back_row(credit: &CreditReview, back: &EarnBack, review: &Review, locale: &Locale) -> Row {
    let amount = back.amount().map_or_else(
        || NOTHING.to_owned(),
        |amount| locale.signed_money(amount, credit.currency),
    );
    let standard = back.standard.as_ref();
    Row {
        name: standard.map_or_else(String::new, |id| name(review, id, back.queue.as_ref(), locale)),
        scale: locale.text("credits.earn_back").to_owned(),
        value: NOTHING.to_owned(),
        fraction: String::new(),
        place: back.from.clone(),
        calculation: locale.credit_given_back(back, credit.currency),
        before_cap: NOTHING.to_owned(),
        amount,
        sureness: NOTHING.to_owned(),
    }
}
