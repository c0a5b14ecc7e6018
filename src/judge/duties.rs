//! Documentation by contact reason and by group of agents. No figure of a group may tell of few people, nor be
//! found by taking the shown groups from the whole.

use std::collections::BTreeMap;

use super::figures::figure;
use crate::scorecard::{DutyFigure, Figure, Role};
use crate::vocabulary::{Direction, DutySums, Group, PartOf, QueueId, Status, Tally, Verdicts};
use crate::workspace::agreement::{Agreement, Standard};

/// Reasons of a standard and queue that stand alone: where exports write free text, there is no end of them.
const MOST_REASONS: usize = 200;

/// The figures of all duties over their parts: per standard the reasons, over all queues and in each of them, and the
/// groups over all queues.
pub fn duties(agreement: &Agreement, sums: &DutySums) -> Vec<DutyFigure> {
    let mut figures = Vec::new();
    for index in sums.standards() {
        let standard = &agreement.standards[index];
        // Where the reason alone decides, all contacts of a reason pass or none.
        let mut clauses = standard.clauses.iter();
        if clauses.any(|clause| !clause.rule.family().is_about_reasons()) {
            let queues = standard.queues.iter().map(|queue| Some(queue.clone()));
            for queue in std::iter::once(None).chain(queues) {
                let reasons = sums.reasons(index, queue.as_ref().map(QueueId::as_str));
                figures.extend(by_reason(standard, queue.as_ref(), &reasons));
            }
        }
        if let Some(fewest) = agreement.privacy.min_group_size {
            figures.extend(by_group(standard, sums.groups(index), fewest));
        }
    }
    figures
}

/// The reasons with the most contacts first, the others together at the end; nothing where no contact tells one.
fn by_reason(
    standard: &Standard,
    queue: Option<&QueueId>,
    reasons: &BTreeMap<&str, Verdicts>,
) -> Vec<DutyFigure> {
    if reasons.keys().all(|name| name.is_empty()) {
        return Vec::new();
    }
    let tally = |verdicts: &Verdicts| tally(standard, *verdicts);
    let mut ordered: Vec<(&&str, Tally)> = reasons.iter().map(|(name, v)| (name, tally(v))).collect();
    ordered.sort_by_key(|(name, tally)| (std::cmp::Reverse(tally.cases()), **name));
    let others = ordered.split_off(ordered.len().min(MOST_REASONS));
    let part = |name: Option<String>, parts, tally: &Tally| {
        let role = Role::Part(PartOf::Reason);
        DutyFigure {
            of: PartOf::Reason,
            name,
            parts,
            agents: None,
            figure: figure(standard, &queue.cloned(), tally, None, None, role),
        }
    };
    let single = ordered
        .iter()
        .map(|(name, tally)| part(Some((**name).to_owned()), 1, tally));
    let mut figures: Vec<DutyFigure> = single.collect();
    if !others.is_empty() {
        let sum = others
            .iter()
            .fold(Tally::default(), |sum, (_, tally)| sum + *tally);
        figures.push(part(None, others.len(), &sum));
    }
    figures
}

/// The groups that are large enough, and the others together.
fn by_group(standard: &Standard, groups: BTreeMap<&str, Group>, fewest: usize) -> Vec<DutyFigure> {
    if groups.keys().all(|name| name.is_empty()) {
        return Vec::new();
    }
    let Split { shown, together } = split(groups, fewest);
    let of = |verdicts| {
        let role = Role::Part(PartOf::AgentGroup);
        figure(standard, &None, &tally(standard, verdicts), None, None, role)
    };
    let single = |(name, group): (&str, Group)| DutyFigure {
        of: PartOf::AgentGroup,
        name: Some(name.to_owned()),
        parts: 1,
        agents: Some(group.agents.len()),
        figure: of(group.verdicts),
    };
    let mut figures: Vec<DutyFigure> = shown.into_iter().map(single).collect();
    figures.extend(together.map(|(parts, group)| {
        let is_large = group.agents.len() >= fewest;
        DutyFigure {
            of: PartOf::AgentGroup,
            name: None,
            parts,
            agents: is_large.then_some(group.agents.len()),
            figure: match is_large {
                true => of(group.verdicts),
                false => withheld(of(Verdicts::default())),
            },
        }
    }));
    figures
}

/// Groups as they may be shown.
#[derive(Debug, PartialEq, Eq)]
struct Split<'a> {
    /// Alone, by name.
    shown: BTreeMap<&'a str, Group>,
    /// How many together, and what they have.
    together: Option<(usize, Group)>,
}

/// Puts the groups that are too small together, and as many of the next smallest ones as it takes for those together
/// to be no small group either: else the whole less the shown ones would tell of it.
fn split(groups: BTreeMap<&str, Group>, fewest: usize) -> Split<'_> {
    let mut by_size: Vec<(&str, Group)> = groups.into_iter().collect();
    by_size.sort_by_key(|(name, group)| (group.agents.len(), *name));
    let (mut parts, mut together) = (0, Group::default());
    for (_, group) in &by_size {
        let is_safe = parts == 0 || together.agents.len() >= fewest;
        if group.agents.len() >= fewest && is_safe {
            break;
        }
        together.add(group);
        parts += 1;
    }
    Split {
        shown: by_size.split_off(parts).into_iter().collect(),
        together: (parts > 0).then_some((parts, together)),
    }
}

fn tally(standard: &Standard, verdicts: Verdicts) -> Tally {
    verdicts.tally(standard.clauses[0].rule.direction() == Direction::Min)
}

/// The same without any number.
fn withheld(figure: Figure) -> Figure {
    Figure {
        denominator: None,
        value: None,
        interval: None,
        status: Status::NotMeasurable,
        ..figure
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(sizes: &[(&'static str, &[u32])]) -> BTreeMap<&'static str, Group> {
        let group = |agents: &[u32]| Group {
            verdicts: Verdicts {
                passed: agents.len() as i64,
                ..Verdicts::default()
            },
            agents: agents.iter().map(u32::to_string).collect(),
        };
        sizes
            .iter()
            .map(|(name, agents)| (*name, group(agents)))
            .collect()
    }

    fn names(sizes: &[(&'static str, &[u32])]) -> (Vec<&'static str>, Option<(usize, usize)>) {
        let Split { shown, together } = split(groups(sizes), 3);
        let together = together.map(|(parts, group)| (parts, group.agents.len()));
        (shown.into_keys().collect(), together)
    }

    #[test]
    fn groups_of_enough_agents_are_shown_alone() {
        let found = names(&[("a", &[1, 2, 3]), ("b", &[4, 5, 6, 7])]);
        assert_eq!(found, (vec!["a", "b"], None));
    }

    #[test]
    fn a_single_small_group_takes_the_next_smallest_with_it() {
        let found = names(&[("a", &[1, 2]), ("b", &[4, 5, 6, 7]), ("c", &[8, 9, 10])]);
        assert_eq!(found, (vec!["b"], Some((2, 5))));
    }

    #[test]
    fn small_groups_that_are_large_together_take_no_other() {
        let found = names(&[("a", &[1, 2]), ("b", &[4]), ("c", &[8, 9, 10])]);
        assert_eq!(found, (vec!["c"], Some((2, 3))));
        // The same two agents in two groups are two agents.
        let found = names(&[
            ("a", &[1, 2]),
            ("b", &[1, 2]),
            ("c", &[8, 9, 10]),
            ("d", &[8, 9, 11]),
        ]);
        assert_eq!(found, (vec!["d"], Some((3, 5))));
    }

    #[test]
    fn where_all_together_are_few_nothing_is_shown() {
        assert_eq!(names(&[("a", &[1]), ("b", &[1, 2])]), (vec![], Some((2, 2))));
        assert_eq!(names(&[("", &[])]), (vec![], Some((1, 0))));
    }
}
