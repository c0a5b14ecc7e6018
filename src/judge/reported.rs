//! Holds what a provider reports of itself against ours: the same, another formula, or other rows.

use std::collections::BTreeMap;

use crate::scorecard::{Account, Calls, Figure, Reported, Role, ScopeText};
use crate::tables::reported::ReportedRow;
use crate::vocabulary::{Formula, Micro, QueueId, Status, TakenBack, Tallies, Tally};
use crate::workspace::agreement::Agreement;

/// Rows of one figure, added up.
#[derive(Clone, Copy, Debug)]
struct Told {
    numerator: Micro,
    denominator: Micro,
    slack: Micro,
    is_counted: bool,
    row: u32,
}

impl Told {
    fn of(row: &ReportedRow) -> Self {
        Self {
            numerator: row.numerator,
            denominator: row.denominator,
            slack: row.slack,
            is_counted: row.is_counted,
            row: row.row,
        }
    }

    fn add(&mut self, row: &ReportedRow) {
        self.numerator += row.numerator;
        self.denominator += row.denominator;
        self.slack += row.slack;
    }

    /// Whether a quotient of ours is the told one within its display: compared in integers.
    fn is(&self, numerator: Micro, denominator: Micro) -> bool {
        let wide = |micro: Micro| i128::from(micro.0);
        let apart = wide(numerator) * wide(self.denominator) - wide(self.numerator) * wide(denominator);
        denominator > Micro::default() && 2 * apart.abs() <= wide(self.slack) * wide(denominator)
    }
}

/// The reported figures as rows beside ours, and what explains each of them. `queue_id` names a queue's code.
pub fn reported(
    agreement: &Agreement,
    rows: &[ReportedRow],
    (figures, tallies): (&[Figure], &Tallies),
    queue_id: impl Fn(u32) -> QueueId,
) -> (Vec<Figure>, Vec<Reported>) {
    let mut told: BTreeMap<(usize, Option<u32>), Told> = BTreeMap::new();
    for row in rows {
        told.entry((row.standard, row.queue))
            .and_modify(|known| known.add(row))
            .or_insert_with(|| Told::of(row));
    }
    let compared = told.into_iter().filter_map(|((index, queue), told)| {
        let standard = &agreement.standards[index];
        let queue = queue.map(&queue_id);
        let own: Vec<&Figure> = figures
            .iter()
            .filter(|figure| figure.standard == standard.id && figure.queue == queue)
            .collect();
        let value = told.numerator.per(told.denominator)?;
        let main = own.iter().find(|figure| figure.role == Role::Standard);
        let mut tallied = tallies.standards.iter();
        let tallied = tallied.find(|tallied| tallied.standard == index && tallied.queue == queue);
        let back = tallied.map_or(&[][..], |tallied| tallied.taken_back.as_slice());
        let without = back
            .iter()
            .filter_map(|back| Some((back.what.clone(), value_of(&back.tally)?)));
        let reported = Reported {
            standard: standard.id.clone(),
            queue: queue.clone(),
            value,
            ours: main.and_then(|figure| figure.value),
            without: without.collect(),
            row: told.row,
            account: account(&told, value, main.copied(), (&own, back)),
        };
        let measure = standard.clauses[0].rule.measure();
        Some((figure(measure, &told, &reported), reported))
    });
    compared.unzip()
}

fn value_of(tally: &Tally) -> Option<f64> {
    tally.numerator.per(tally.denominator)
}

fn account(
    told: &Told,
    value: f64,
    main: Option<&Figure>,
    (own, back): (&[&Figure], &[TakenBack]),
) -> Account {
    if let Some(main) = main
        && told.is(main.numerator, main.denominator.unwrap_or_default())
    {
        return Account::Same;
    }
    let variants = || {
        own.iter().filter_map(|figure| match figure.role {
            Role::Variant(formula, is_contract) => Some((formula, is_contract, *figure)),
            _ => None,
        })
    };
    let contract = variants().find(|(_, is_contract, _)| *is_contract);
    let Some((contract, ..)) = contract else {
        return taken_back(told, back).unwrap_or(Account::Different);
    };
    let matching = variants().filter(|(.., figure)| {
        figure.value.is_some() && told.is(figure.numerator, figure.denominator.unwrap_or_default())
    });
    let formulas: Vec<Formula> = matching.map(|(formula, ..)| formula).collect();
    if !formulas.is_empty() {
        return Account::OtherFormula {
            formulas,
            contract,
            calls: calls(own),
        };
    }
    if let Some(account) = taken_back(told, back) {
        return account;
    }
    let valued = variants().filter_map(|(formula, _, figure)| Some((formula, figure.value?)));
    let apart = |(_, of): &(Formula, f64)| (of - value).abs();
    match valued.min_by(|a, b| apart(a).total_cmp(&apart(b))) {
        Some(nearest) => Account::NoFormula { nearest },
        None => Account::Different,
    }
}

/// Whether the value is ours as if some of what takes contacts out had not: by the contract's formula, else by
/// others.
fn taken_back(told: &Told, back: &[TakenBack]) -> Option<Account> {
    let is = |tally: &Tally| told.is(tally.numerator, tally.denominator);
    let by_contract = back
        .iter()
        .find(|back| is(&back.tally))
        .map(|back| (back, Vec::new()));
    let found = by_contract.or_else(|| {
        back.iter().find_map(|back| {
            let readings = back.readings.iter().filter(|reading| is(&reading.tally));
            let formulas: Vec<Formula> = readings.map(|reading| reading.formula).collect();
            (!formulas.is_empty()).then_some((back, formulas))
        })
    });
    found.map(|(back, formulas)| Account::TakenBack {
        what: back.what.clone(),
        formulas,
    })
}

/// What the readings tell of the calls that they treat differently: differences of their denominators.
fn calls(own: &[&Figure]) -> Calls {
    let all = |formula: Formula| {
        let mut readings = own.iter();
        let found = readings.find(|figure| matches!(figure.role, Role::Variant(of, _) if of == formula))?;
        found.value.and(found.denominator)
    };
    let between = |more: Formula, less: Formula| Some(all(more)? - all(less)?);
    Calls {
        abandoned: between(Formula::Offered, Formula::AnsweredOnly),
        abandoned_in_time: between(Formula::Offered, Formula::LateAbandons),
        abandoned_short: between(Formula::Offered, Formula::ShortAbandonsRemoved),
        flowed_out: between(Formula::WithFlowOuts, Formula::Offered),
    }
}

/// The reported figure as a row.
fn figure(measure: &str, told: &Told, reported: &Reported) -> Figure {
    Figure {
        queue: reported.queue.clone(),
        standard: reported.standard.clone(),
        measure: format!("{measure}:reported"),
        numerator: told.numerator,
        denominator: told.is_counted.then_some(told.denominator),
        value: Some(reported.value),
        interval: None,
        target: None,
        direction: None,
        band: None,
        status: Status::Informational,
        certainty: None,
        excluded: 0,
        unmeasurable: 0,
        clause_valid_from: None,
        clause: None,
        scope: ScopeText::default(),
        role: Role::Reported,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(value: i64, digit: i64) -> Told {
        Told {
            numerator: Micro(value),
            denominator: Micro::whole(1),
            slack: Micro(digit),
            is_counted: false,
            row: 2,
        }
    }

    fn is(told: Told, numerator: i64, denominator: i64) -> bool {
        told.is(Micro::whole(numerator), Micro::whole(denominator))
    }

    #[test]
    fn a_displayed_share_is_one_within_half_its_last_digit() {
        // 81.1 %: from 81.05 to 81.15
        assert!(is(told(811_000, 1_000), 860, 1060));
        assert!(!is(told(812_000, 1_000), 860, 1060));
        assert!(is(told(811_000, 1_000), 8105, 10_000) && is(told(811_000, 1_000), 8115, 10_000));
        assert!(!is(told(811_000, 1_000), 81_049, 100_000));
        // 81 % is also V6 and V4, 81.13 % is V2 only.
        assert!(is(told(810_000, 10_000), 860, 1060));
        assert!(is(told(811_300, 100), 860, 1060) && !is(told(811_300, 100), 860, 1050));
        assert!(!is(told(0, 10_000), 0, 0));
    }
}
