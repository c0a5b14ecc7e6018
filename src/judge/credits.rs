//! Bonus and malus (definitions § 10): a figure's exact value against steps or zones, exact shares of the
//! fee, rounded once to hundredths, half away from zero; what is due is the sum of rounded amounts.

use super::earn_back::earn_backs;
use crate::scorecard::{
    CreditLine, CreditReview, CreditTotals, EarnBack, Figure, FormerPeriod, GivenBack, Hit, Open, Place,
    Role, Sureness, Unjudged,
};
use crate::vocabulary::{Direction, Micro, Money, Nano, Period, ProviderId, Ratio};
use crate::workspace::credit::{Credit, CreditClause, CreditPart, Scale, Step, TooFew, Unmeasured, Zone};

/// What an agreement gives a provider in a period; nothing where none of its clauses is in force on any
/// day of it. `former` are the periods that an earn-back looks back to, oldest first. An interim state
/// has no amounts: the period's figures are not known yet.
pub fn settle(
    credit: &Credit,
    provider: &ProviderId,
    period: &Period,
    figures: &[Figure],
    former: &[FormerPeriod],
    is_interim: bool,
) -> Option<CreditReview> {
    credit.clauses.iter().find(|clause| clause.touches(period))?;
    let clause = credit.clauses.iter().find(|clause| clause.covers(period));
    let fee = fee(credit, clause, provider, period).and_then(|fee| match is_interim {
        true => Err(Open::Interim),
        false => Ok(fee),
    });
    let mut lines: Vec<CreditLine> = clause.map_or_else(Vec::new, |clause| {
        let of_part = |part| line(clause, part, figures, &fee);
        clause.parts.iter().map(of_part).collect()
    });
    let mut review = CreditReview {
        id: credit.id.clone(),
        name: credit.name.clone(),
        currency: credit.currency,
        settled: credit.settled,
        clause: clause.cloned(),
        pool: None,
        lines: Vec::new(),
        earn_backs: Vec::new(),
        totals: CreditTotals::default(),
        fee,
    };
    if let (Some(clause), Ok(fee)) = (clause, &review.fee) {
        let pool = Ratio::whole(fee.0) * clause.at_risk.ratio();
        review.pool = Some(Money(pool.rounded()));
        cap(
            &mut lines,
            pool * clause.malus_max.ratio(),
            pool * clause.bonus_max.ratio(),
        );
    }
    if clause.is_some() && credit.settled.is(period) {
        review.earn_backs = earn_backs(credit, period, figures, former);
        if is_interim {
            review
                .earn_backs
                .iter_mut()
                .for_each(|back| leave_open(back, period));
        }
    }
    review.lines = lines;
    review.totals = totals(&review);
    Some(review)
}

/// Leaves open what rests on a figure of the period itself.
fn leave_open(back: &mut EarnBack, period: &Period) {
    let rests_on_it = match &back.outcome {
        GivenBack::All(_) => true,
        GivenBack::NotMetIn(missed) => missed == period.name(),
        GivenBack::Open(_) => false,
    };
    if rests_on_it {
        back.outcome = GivenBack::Open(Open::Interim);
    }
}

/// The fee of the period, or why there are no amounts.
fn fee(
    credit: &Credit,
    clause: Option<&CreditClause>,
    provider: &ProviderId,
    period: &Period,
) -> Result<Money, Open> {
    if !credit.settled.is(period) {
        return Err(Open::OtherPeriod);
    }
    clause.ok_or(Open::ClauseChanges)?;
    credit.fee(provider, period).ok_or(Open::NoFee)
}

/// The figure that a part is about: the standard's own, with several clauses the combined one.
pub fn figure_of<'f>(
    figures: &'f [Figure],
    standard: &crate::vocabulary::StandardId,
    queue: Option<&crate::vocabulary::QueueId>,
) -> Option<&'f Figure> {
    figures.iter().find(|figure| {
        figure.role == Role::Standard && figure.standard == *standard && figure.queue.as_ref() == queue
    })
}

fn line(
    clause: &CreditClause,
    part: &CreditPart,
    figures: &[Figure],
    fee: &Result<Money, Open>,
) -> CreditLine {
    let figure = figure_of(figures, &part.standard, part.queue.as_ref());
    let hit = hit(clause, part, figure);
    let amount = |effect: Ratio| {
        let fee = fee.as_ref().map_err(Clone::clone)?;
        let exact = Ratio::whole(fee.0) * clause.at_risk.ratio() * part.share.ratio() * effect;
        Ok(Money(exact.rounded()))
    };
    let before_cap = hit
        .as_ref()
        .map_err(Clone::clone)
        .and_then(|hit| amount(hit.effect));
    let by_value = hit
        .as_ref()
        .is_ok_and(|hit| !matches!(hit.place, Place::ByAgreement(_)));
    let interval = figure.and_then(|figure| figure.interval).filter(|_| by_value);
    let at = |end: f64| amount(effect(&part.scale, part.direction, Nano::nearest(end).ratio()).effect).ok();
    let ends = interval.and_then(|(low, high)| Some((at(low)?, at(high)?)));
    let sureness = match (ends, &before_cap) {
        (Some((low, high)), Ok(amount)) if low == *amount && high == *amount => Sureness::Certain(low),
        (Some((low, high)), Ok(_)) => Sureness::Between(low, high),
        _ => Sureness::Unknown,
    };
    CreditLine {
        standard: part.standard.clone(),
        queue: part.queue.clone(),
        figure: figure.cloned(),
        share: part.share,
        scale: part.scale.clone(),
        direction: part.direction,
        unit: part.unit,
        amount: before_cap.as_ref().ok().copied(),
        hit,
        before_cap,
        sureness,
    }
}

/// What the value does, or the agreement's own rule where there is no value to go by.
fn hit(clause: &CreditClause, part: &CreditPart, figure: Option<&Figure>) -> Result<Hit, Open> {
    let by_agreement = |unjudged, effect: Nano| {
        Ok(Hit {
            place: Place::ByAgreement(unjudged),
            effect: effect.ratio(),
        })
    };
    // By value and cases rather than by state: with several clauses the state is that of the worst of them.
    let Some(value) = figure.and_then(value) else {
        return match clause.not_measurable {
            Unmeasured::Open => Err(Open::NotMeasurable),
            Unmeasured::Neutral => by_agreement(Unjudged::NotMeasurable, Nano(0)),
            Unmeasured::FullMalus => by_agreement(Unjudged::NotMeasurable, part.scale.worst()),
        };
    };
    let cases = figure.and_then(|figure| figure.denominator);
    let has_few = cases.is_some_and(|cases| cases < Micro::whole(part.min_cases as i64));
    match clause.too_few {
        TooFew::Open if has_few => Err(Open::TooFew),
        TooFew::Neutral if has_few => by_agreement(Unjudged::TooFew, Nano(0)),
        _ => Ok(effect(&part.scale, part.direction, value)),
    }
}

/// The exact value, from the sums rather than from their quotient in binary.
fn value(figure: &Figure) -> Option<Ratio> {
    Ratio::of(figure.numerator, figure.denominator?)
}

/// What a value does to its standard's share of the pool.
pub fn effect(scale: &Scale, direction: Direction, value: Ratio) -> Hit {
    let neutral = Hit {
        place: Place::Neutral,
        effect: Ratio::ZERO,
    };
    match scale {
        Scale::Steps(steps) => {
            let step = steps.iter().find(|step| holds(step, direction, value));
            step.map_or(neutral, |step| Hit {
                place: Place::Step(*step),
                effect: step.effect.ratio(),
            })
        }
        Scale::Zones(zones) => {
            let mut hits = zones.iter().map(|zone| (zone, reached(zone, value)));
            let hit = hits.find(|(_, reached)| *reached > Ratio::ZERO);
            hit.map_or(neutral, |(zone, reached)| Hit {
                place: Place::Zone(*zone),
                effect: zone.effect.ratio() * reached,
            })
        }
    }
}

/// Whether a value lies in a step; a bound belongs to the better side.
fn holds(step: &Step, direction: Direction, value: Ratio) -> bool {
    let (from, to) = (step.from.map(Nano::ratio), step.to.map(Nano::ratio));
    match direction {
        Direction::Min => from.is_none_or(|from| value >= from) && to.is_none_or(|to| value < to),
        Direction::Max => from.is_none_or(|from| value > from) && to.is_none_or(|to| value <= to),
    }
}

/// How far a value has come from the beginning of a zone to its end, 0 to 1.
fn reached(zone: &Zone, value: Ratio) -> Ratio {
    let from = zone.from.ratio();
    let length = zone.to.ratio() - from;
    let way = (value - from).over(length).unwrap_or(Ratio::ZERO);
    way.clamp(Ratio::ZERO, Ratio::ONE)
}

/// Cuts malus and bonus, each for itself, to the most there may be.
fn cap(lines: &mut [CreditLine], malus: Ratio, bonus: Ratio) {
    let part = |line: &CreditLine, is_malus: bool| {
        let amount = line.amount.unwrap_or_default();
        if (amount < Money::default()) == is_malus {
            amount.abs()
        } else {
            Money::default()
        }
    };
    for (is_malus, most) in [(true, malus), (false, bonus)] {
        let parts: Vec<Money> = lines.iter().map(|line| part(line, is_malus)).collect();
        let cut = divided(&parts, Money(most.rounded()));
        for ((line, before), after) in lines.iter_mut().zip(&parts).zip(cut) {
            if *before != Money::default() {
                line.amount = Some(if is_malus { -after } else { after });
            }
        }
    }
}

/// Amounts above zero cut in proportion, so that their sum is `most` exactly: what rounding down leaves
/// over goes to the largest remainders, of equal ones to the first. A smaller sum stays as it is.
pub fn divided(parts: &[Money], most: Money) -> Vec<Money> {
    let sum: i128 = parts.iter().map(|part| i128::from(part.0)).sum();
    let most = i128::from(most.0);
    if sum <= most {
        return parts.to_vec();
    }
    let shares: Vec<(i128, i128)> = parts
        .iter()
        .map(|part| i128::from(part.0) * most)
        .map(|product| (product / sum, product % sum))
        .collect();
    let left = most - shares.iter().map(|(whole, _)| whole).sum::<i128>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(shares[*index].1));
    let mut cut: Vec<i128> = shares.into_iter().map(|(whole, _)| whole).collect();
    for index in order.into_iter().take(left as usize) {
        cut[index] += 1;
    }
    cut.into_iter().map(|cents| Money(cents as i64)).collect()
}

fn totals(review: &CreditReview) -> CreditTotals {
    let zero = Money::default();
    let before = || {
        review
            .lines
            .iter()
            .filter_map(|line| line.before_cap.as_ref().ok().copied())
    };
    let after = || review.lines.iter().filter_map(|line| line.amount);
    let (malus, bonus) = (
        after().filter(|amount| *amount < zero).sum(),
        after().filter(|amount| *amount > zero).sum(),
    );
    let earned_back = review
        .earn_backs
        .iter()
        .filter_map(|earn_back| earn_back.amount())
        .sum();
    let open_lines = review.lines.iter().filter(|line| line.amount.is_none()).count();
    let open_backs = review
        .earn_backs
        .iter()
        .filter(|earn_back| earn_back.amount().is_none())
        .count();
    let nothing_at_all = u64::from(review.lines.is_empty() && review.fee.is_err());
    CreditTotals {
        malus_before_cap: before().filter(|amount| *amount < zero).sum(),
        malus,
        bonus_before_cap: before().filter(|amount| *amount > zero).sum(),
        bonus,
        earned_back,
        net: malus + bonus + earned_back,
        open: (open_lines + open_backs) as u64 + nothing_at_all,
    }
}

#[cfg(test)]
mod tests;
