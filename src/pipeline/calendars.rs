//! The calendars by which the period is judged: in words for reports, and whether their holidays are known.

use chrono::Datelike;

use super::definitions;
use super::error::RunError;
use crate::intake::Context;
use crate::scorecard::{CalendarText, CalendarUse, ProviderReview, Used};
use crate::vocabulary::{Period, QueueId};
use crate::workspace::HOLIDAY_YEARS;
use crate::workspace::agreement::Agreement;
use crate::workspace::calendar::Calendar;
use crate::workspace::special_days::Known;

/// The calendars of queues and of the clauses that count, with the days of the period that they apply.
pub fn calendars(context: &Context<'_>, providers: &[ProviderReview]) -> Vec<CalendarText> {
    let mut texts: Vec<(&str, CalendarText)> = Vec::new();
    for (calendar, used) in of_queues(context, providers)
        .into_iter()
        .chain(of_clauses(context, providers))
    {
        let name = calendar.about().name.as_str();
        let index = texts
            .iter()
            .position(|(known, _)| *known == name)
            .unwrap_or_else(|| {
                texts.push((name, text(calendar, &context.plan.period)));
                texts.len() - 1
            });
        add(&mut texts[index].1.uses, used);
    }
    texts.into_iter().map(|(_, text)| text).collect()
}

/// Opening hours concern whoever has figures of the queue.
fn of_queues<'a>(context: &Context<'a>, providers: &[ProviderReview]) -> Vec<(&'a Calendar, CalendarUse)> {
    let works = |provider: &ProviderReview, queue: &QueueId| {
        let mut figures = provider.figures.iter();
        figures.any(|figure| figure.queue.as_ref() == Some(queue))
    };
    let queues = context.agreement.queues.iter();
    let uses = queues.filter_map(|queue| {
        let working = providers.iter().filter(|provider| works(provider, &queue.id));
        let used = CalendarUse {
            used: Used::Queue(queue.id.clone()),
            providers: working.map(|provider| provider.id.clone()).collect(),
        };
        Some((queue.calendar.as_ref()?, used))
    });
    uses.collect()
}

/// The clock of a clause concerns whoever reads the clause in the definition of its standard.
fn of_clauses<'a>(context: &Context<'a>, providers: &[ProviderReview]) -> Vec<(&'a Calendar, CalendarUse)> {
    let mut uses = Vec::new();
    for (index, standard) in context.agreement.standards.iter().enumerate() {
        for provider in providers.iter().filter(|provider| standard.binds(&provider.id)) {
            let counting = definitions::counting(context, index, standard, &[&provider.figures]);
            let calendars = counting
                .into_iter()
                .filter_map(|(clause, _)| clause.rule.calendar());
            uses.extend(calendars.map(|calendar| {
                let used = CalendarUse {
                    used: Used::Standard(standard.id.clone()),
                    providers: vec![provider.id.clone()],
                };
                (calendar, used)
            }));
        }
    }
    uses
}

/// Adds a use; the same one of another provider joins it.
fn add(uses: &mut Vec<CalendarUse>, new: CalendarUse) {
    let Some(known) = uses.iter_mut().find(|known| known.used == new.used) else {
        return uses.push(new);
    };
    for provider in new.providers {
        if !known.providers.contains(&provider) {
            known.providers.push(provider);
        }
    }
}

fn text(calendar: &Calendar, period: &Period) -> CalendarText {
    let about = calendar.about();
    CalendarText {
        hours: about.week.clone(),
        holidays: about.holidays.clone(),
        days: calendar.special_days(period.first(), period.last()),
        uses: Vec::new(),
    }
}

/// Refuses a period for whose years the program brings no holidays.
pub fn check_years(agreement: &Agreement, period: &Period) -> Result<(), RunError> {
    let is_covered =
        HOLIDAY_YEARS.contains(&period.first().year()) && HOLIDAY_YEARS.contains(&period.last().year());
    let queues = agreement
        .queues
        .iter()
        .filter_map(|queue| queue.calendar.as_ref());
    let clauses = agreement.standards.iter().flat_map(|standard| &standard.clauses);
    let mut used = queues.chain(clauses.filter_map(|clause| clause.rule.calendar()));
    let ends = |calendar: &&Calendar| calendar.about().known == Known::ShippedYears;
    let Some(calendar) = used.find(ends).filter(|_| !is_covered) else {
        return Ok(());
    };
    Err(RunError::Usage(format!(
        "public holidays are known from {} to {}, and {} lies outside; give calendar `{}` days of its own: \
         holidays = [\"list\"] instead of a region's, and add = {{ 2026-12-24 = \"name\" }} instead of names",
        HOLIDAY_YEARS.start(),
        HOLIDAY_YEARS.end(),
        period.name(),
        calendar.about().name
    )))
}
