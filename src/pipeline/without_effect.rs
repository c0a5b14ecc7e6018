//! What the workspace names and no contact of the period meets: clauses for some contacts, moments of truth
//! and exemptions. Mostly a word that the exports write in another way.

use std::collections::BTreeSet;

use crate::intake::Context;
use crate::scorecard::{Figure, Review, Role};
use crate::vocabulary::Micro;
use crate::vocabulary::suggest;
use crate::workspace::agreement::{Clause, Exemption, Standard};

use super::read::Delivery;

/// What met no contact, in sentences for whoever wrote the workspace.
pub fn doubts(context: &Context<'_>, delivery: &Delivery, review: &Review) -> Vec<String> {
    let unmet = Unmet {
        context,
        review,
        words: Words::of(delivery),
    };
    let mut doubts = unmet.clauses();
    doubts.extend(unmet.moments());
    doubts.extend(unmet.exemptions());
    doubts
}

/// Words of the exports that the workspace names nowhere.
struct Words {
    reasons: BTreeSet<String>,
    priorities: BTreeSet<String>,
}

impl Words {
    fn of(delivery: &Delivery) -> Self {
        let all = |of: fn(&super::read::ProviderDelivery) -> &BTreeSet<String>| {
            delivery.providers.iter().flat_map(of).cloned().collect()
        };
        Self {
            reasons: all(|delivered| &delivered.other_words.reasons),
            priorities: all(|delivered| &delivered.other_words.priorities),
        }
    }
}

/// `; did you mean …?` for the first of some words that has a neighbour among those of the exports.
fn meant(words: &[String], known: &BTreeSet<String>) -> String {
    let known = || known.iter().map(String::as_str);
    let meant = words.iter().find_map(|word| suggest::nearest(word, known()));
    meant.map_or_else(String::new, |word| {
        format!("; the exports have `{word}`, did you mean that?")
    })
}

struct Unmet<'a> {
    context: &'a Context<'a>,
    review: &'a Review,
    words: Words,
}

impl Unmet<'_> {
    fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.review
            .providers
            .iter()
            .flat_map(|provider| &provider.figures)
    }

    /// Whether figures of a kind have any contact, judged or not.
    fn has_contacts(&self, is_meant: impl Fn(&Figure) -> bool) -> bool {
        let has_some = |figure: &Figure| {
            let counted = figure.denominator.unwrap_or(figure.numerator);
            counted > Micro::default() || figure.excluded + figure.unmeasurable > 0
        };
        self.figures().any(|figure| is_meant(figure) && has_some(figure))
    }

    fn clauses(&self) -> Vec<String> {
        let period = &self.context.plan.period;
        let holds = |clause: &Clause| {
            clause.valid_from <= period.last() && clause.valid_to.is_none_or(|last| period.first() <= last)
        };
        let standards = self.context.agreement.standards.iter();
        let clauses = standards.flat_map(|standard| {
            let clauses = standard.clauses.iter().enumerate();
            clauses.map(move |(number, clause)| (standard, number, clause))
        });
        clauses
            .filter(|(_, _, clause)| !clause.scope.is_by_queue() && holds(clause))
            .filter(|(standard, number, _)| !self.is_met(standard, *number))
            .map(|(standard, _, clause)| {
                let scope = &clause.scope;
                let reasons = meant(&scope.reasons, &self.words.reasons);
                let meant = match reasons.is_empty() {
                    true => meant(&scope.priorities, &self.words.priorities),
                    false => reasons,
                };
                format!(
                    "standard `{}`: no contact of the period is judged by the clause for {}{meant}",
                    standard.id,
                    scope.name()
                )
            })
            .collect()
    }

    fn is_met(&self, standard: &Standard, number: usize) -> bool {
        self.has_contacts(|figure| {
            let is_clause = matches!(figure.role, Role::Standard | Role::Clause);
            is_clause && figure.standard == standard.id && figure.clause == Some(number)
        })
    }

    fn moments(&self) -> Vec<String> {
        let moments = self.context.agreement.moments.iter().enumerate();
        let unmet = moments.filter(|(number, _)| {
            let is_meant = |role: Role| match role {
                Role::Moment(of) | Role::MomentVolume(of) => of == *number,
                _ => false,
            };
            !self.has_contacts(|figure| is_meant(figure.role))
        });
        unmet
            .map(|(_, moment)| {
                let reasons: Vec<String> = moment.reasons.iter().map(|word| format!("`{word}`")).collect();
                let meant = meant(&moment.reasons, &self.words.reasons);
                format!(
                    "moment `{}`: no contact of the period has {} as its reason{meant}",
                    moment.id,
                    reasons.join(" or ")
                )
            })
            .collect()
    }

    fn exemptions(&self) -> Vec<String> {
        let judgement = &self.context.plan.judgement;
        let concerns =
            |exemption: &Exemption| exemption.from < judgement.end && judgement.start < exemption.to;
        let exemptions = self.context.agreement.exemptions.iter().enumerate();
        exemptions
            .filter(|(_, exemption)| concerns(exemption))
            .filter(|(number, _)| !self.has_contacts(|figure| figure.role == Role::Exempted(*number)))
            .map(|(_, exemption)| {
                format!(
                    "exemption `{}` takes no contact out of any figure: nothing that it concerns lies between its two times",
                    exemption.id
                )
            })
            .collect()
    }
}
