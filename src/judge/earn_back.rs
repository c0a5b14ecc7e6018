//! What is given back of the malus of a former period: all of it, once, where the standard was met in
//! every period since.

use chrono::{Months, NaiveDate};

use super::credits::figure_of;
use crate::scorecard::{EarnBack, Figure, FormerLine, FormerPeriod, GivenBack, Open};
use crate::vocabulary::{Money, Period, Status};
use crate::workspace::credit::{Credit, CreditClause};

/// The periods that an earn-back in this period looks back to, oldest first: the one whose malus may be
/// given back, and those since.
pub fn looked_back_to(credit: &Credit, period: &Period) -> Vec<(String, NaiveDate)> {
    let clause = credit.clauses.iter().find(|clause| clause.covers(period));
    let Some(periods) = clause.and_then(|clause| clause.earn_back) else {
        return Vec::new();
    };
    if !credit.settled.is(period) {
        return Vec::new();
    }
    let begins = |back: u32| {
        let months = Months::new(back * credit.settled.months());
        period.first().checked_sub_months(months)
    };
    let firsts = (1..=periods).rev().filter_map(begins);
    firsts
        .map(|first| (credit.settled.name_of(first), first))
        .collect()
}

/// What becomes of each malus of the oldest of the former periods.
pub fn earn_backs(
    credit: &Credit,
    clause: &CreditClause,
    period: &Period,
    figures: &[Figure],
    former: &[FormerPeriod],
) -> Vec<EarnBack> {
    let Some((oldest, since)) = former.split_first().filter(|_| clause.earn_back.is_some()) else {
        return Vec::new();
    };
    // Before the agreement there was nothing to take.
    let in_force = |clause: &CreditClause| {
        clause.valid_from <= oldest.first && clause.valid_to.is_none_or(|to| to >= oldest.first)
    };
    if !credit.clauses.iter().any(in_force) {
        return Vec::new();
    }
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
