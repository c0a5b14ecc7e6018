//! The calendars by which the period is judged: in words for reports, and whether their holidays are known.

use chrono::Datelike;

use super::error::RunError;
use crate::intake::Context;
use crate::measure::Scope;
use crate::scorecard::CalendarText;
use crate::vocabulary::{Period, QueueId, StandardId};
use crate::workspace::HOLIDAY_YEARS;
use crate::workspace::agreement::{Agreement, Clause};
use crate::workspace::calendar::Calendar;
use crate::workspace::special_days::Known;

/// What a calendar is used for.
enum Use<'a> {
    Queue(&'a QueueId),
    Standard(&'a StandardId),
}

/// The calendars of queues and of the clauses in force, with the days of the period that they apply.
pub fn calendars(context: &Context<'_>) -> Vec<CalendarText> {
    let agreement = context.agreement;
    let queues = agreement
        .queues
        .iter()
        .filter_map(|queue| Some((queue.calendar.as_ref()?, Use::Queue(&queue.id))));
    let clauses = agreement
        .standards
        .iter()
        .enumerate()
        .flat_map(|(index, standard)| {
            in_force(context, index)
                .filter_map(|clause| Some((clause.rule.calendar()?, Use::Standard(&standard.id))))
                .collect::<Vec<_>>()
        });
    let mut texts: Vec<(String, CalendarText)> = Vec::new();
    for (calendar, used) in queues.chain(clauses) {
        let name = &calendar.about().name;
        let index = texts
            .iter()
            .position(|(known, _)| known == name)
            .unwrap_or_else(|| {
                texts.push((name.clone(), text(calendar, &context.plan.period)));
                texts.len() - 1
            });
        texts[index].1.add(&used);
    }
    texts.into_iter().map(|(_, text)| text).collect()
}

fn in_force<'a>(context: &'a Context<'_>, standard: usize) -> impl Iterator<Item = &'a Clause> {
    let units = context.clauses.of_standard(standard);
    units
        .filter(|(_, unit)| context.clauses.overlaps(unit))
        .filter_map(move |(_, unit)| match unit.scope {
            Scope::Clause { clause, .. } => context.agreement.standards[standard].clauses.get(clause),
            Scope::Always(_) => None,
        })
}

fn text(calendar: &Calendar, period: &Period) -> CalendarText {
    let about = calendar.about();
    CalendarText {
        hours: about.week.clone(),
        holidays: about.holidays.clone(),
        days: calendar.special_days(period.first(), period.last()),
        queues: Vec::new(),
        standards: Vec::new(),
    }
}

impl CalendarText {
    fn add(&mut self, used: &Use<'_>) {
        match used {
            Use::Queue(id) => self.queues.push((*id).clone()),
            Use::Standard(id) if !self.standards.contains(id) => self.standards.push((*id).clone()),
            Use::Standard(_) => {}
        }
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
