//! What is given back of the malus of a former period: all of it, once, where the standard was met in
//! every period since.

use chrono::{Months, NaiveDate};

use super::credits::figure_of;
use crate::scorecard::{EarnBack, Figure, FormerLine, FormerPeriod, GivenBack, Open};
use crate::vocabulary::{Money, Period, Status};
use crate::workspace::credit::{Credit, CreditClause};

/// The periods that an earn-back in this period looks back to, oldest first: from the first whose malus
/// may be given back now, all up to this one.
pub fn looked_back_to(credit: &Credit, period: &Period) -> Vec<(String, NaiveDate)> {
    if !credit.settled.is(period) {
        return Vec::new();
    }
    let begins = |back: u32| {
        let months = Months::new(back * credit.settled.months());
        period.first().checked_sub_months(months)
    };
    let most = credit.clauses.iter().filter_map(|clause| clause.earn_back).max();
    let firsts = (1..=most.unwrap_or_default()).rev().filter_map(begins);
    firsts
        .skip_while(|first| !ends_in(credit, *first, period))
        .map(|first| (credit.settled.name_of(first), first))
        .collect()
}

/// Whether the time in which the malus of a former period can be earned back ends with this period. That
/// time is agreed by the clause under which the malus was taken, so that each is looked at once; before
/// the agreement there was nothing to take.
fn ends_in(credit: &Credit, first: NaiveDate, period: &Period) -> bool {
    let in_force =
        |clause: &&CreditClause| clause.valid_from <= first && clause.valid_to.is_none_or(|to| to >= first);
    let clause = credit.clauses.iter().find(in_force);
    let after = |periods: u32| first.checked_add_months(Months::new(periods * credit.settled.months()));
    clause.and_then(|clause| clause.earn_back).and_then(after) == Some(period.first())
}

/// What becomes of each malus of the former periods whose time ends with this one.
pub fn earn_backs(
    credit: &Credit,
    period: &Period,
    figures: &[Figure],
    former: &[FormerPeriod],
) -> Vec<EarnBack> {
    let ending = former.iter().enumerate();
    let ending = ending.filter(|(_, former)| ends_in(credit, former.first, period));
    ending
        .flat_map(|(index, oldest)| of_former(credit, period, figures, oldest, &former[index + 1..]))
        .collect()
}

/// What becomes of each malus of a former period.
fn of_former(
    credit: &Credit,
    period: &Period,
    figures: &[Figure],
    oldest: &FormerPeriod,
    since: &[FormerPeriod],
) -> Vec<EarnBack> {
    let Some(lines) = &oldest.lines else {
        return vec![EarnBack {
            from: oldest.period.clone(),
            standard: None,
            queue: None,
            malus: None,
            outcome: GivenBack::Open(Open::FormerMissing(oldest.period.clone())),
        }];
    };
    let taken = lines.iter().filter(|line| may_be_given_back(line, credit));
    let of_line = |line: &FormerLine| EarnBack {
        from: oldest.period.clone(),
        standard: Some(line.standard.clone()),
        queue: line.queue.clone(),
        malus: line.amount,
        outcome: outcome(line, &oldest.period, since, period, figures),
    };
    taken.map(of_line).collect()
}

/// A malus that was due in the agreement's currency, or one that was not known then.
fn may_be_given_back(line: &FormerLine, credit: &Credit) -> bool {
    let is_malus = line.amount.is_none_or(|amount| amount < Money::default());
    is_malus && !line.report_only && line.currency == credit.currency.code()
}

fn outcome(
    line: &FormerLine,
    oldest: &str,
    since: &[FormerPeriod],
    period: &Period,
    figures: &[Figure],
) -> GivenBack {
    let Some(malus) = line.amount else {
        return GivenBack::Open(Open::FormerOpen(oldest.to_owned()));
    };
    for former in since {
        let same = |other: &&FormerLine| other.standard == line.standard && other.queue == line.queue;
        let found = former.lines.as_ref().and_then(|lines| lines.iter().find(same));
        match found {
            None => return GivenBack::Open(Open::FormerMissing(former.period.clone())),
            Some(found) if !found.met => return GivenBack::NotMetIn(former.period.clone()),
            Some(_) => {}
        }
    }
    let now = figure_of(figures, &line.standard, line.queue.as_ref());
    match now.map(|figure| figure.status) {
        Some(Status::Met) => GivenBack::All(-malus),
        _ => GivenBack::NotMetIn(period.name().to_owned()),
    }
}
