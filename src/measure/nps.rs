//! Net promoter score: promoters (9 and 10) minus detractors (0 to 6), in points of a hundred
//! (definitions § 6).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure};
use super::judgement::Judgement;
use super::ratings::{asked, response_rate};
use super::terms::closing;
use crate::tables::contacts::NPS;
use crate::vocabulary::{Beside, ContactKind, Micro, Tally, Unit};
use crate::workspace::agreement::Text;

/// The score of a clause.
pub struct Nps {
    /// Period and as-of instant.
    pub judgement: Judgement,
}

/// Answers from one to another, both included.
fn between(low: i64, high: i64) -> Expr {
    let answer = NPS.expr();
    let inside = answer
        .clone()
        .gt_eq(lit(low as f64))
        .and(answer.lt_eq(lit(high as f64)));
    inside.fill_null(lit(false))
}

/// A whole answer from 0 to 10; anything else is none.
fn answered() -> Expr {
    let whole = NPS.expr().cast(DataType::Int64).cast(DataType::Float64);
    between(0, 10).and(whole.eq(NPS.expr()).fill_null(lit(false)))
}

impl Measure for Nps {
    /// Promoters, detractors, answers, contacts without one.
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        let asked = || asked(kind, &self.judgement);
        let answered = || asked().and(answered());
        vec![
            Counter::Rows(answered().and(between(9, 10))),
            Counter::Rows(answered().and(between(0, 6))),
            Counter::Rows(answered()),
            Counter::Rows(asked().and(self::answered().not())),
        ]
    }

    /// Each promoter is a hundred points, each detractor as many below zero, so that the value is a mean.
    fn tally(&self, sums: &[Micro]) -> Tally {
        match sums {
            [promoters, detractors, answers, unmeasurable] => Tally {
                numerator: Micro((promoters.0 - detractors.0) * 100),
                denominator: *answers,
                unmeasurable: *unmeasurable,
                spread: *promoters + *detractors,
                ..Tally::default()
            },
            _ => Tally::default(),
        }
    }

    fn beside(&self, sums: &[Micro]) -> Vec<Beside> {
        let [promoters, detractors, answers, unanswered] = *sums else {
            return Vec::new();
        };
        let share = |name, numerator| Beside {
            name,
            unit: Unit::Share,
            tally: Tally {
                numerator,
                denominator: answers,
                ..Tally::default()
            },
        };
        vec![
            share("promoters", promoters),
            share("detractors", detractors),
            response_rate(answers, unanswered),
        ]
    }

    fn judge(&self, _: ContactKind, _: &Exports) -> Option<Judge> {
        None
    }

    fn attributed(&self, kind: ContactKind) -> Expr {
        closing(kind)
    }

    fn definition(&self) -> Text {
        Text {
            de: String::from(
                "Anteil der Promotoren (9 und 10 von 10) minus Anteil der Kritiker (0 bis 6) an allen abgeschlossenen Kontakten mit Antwort, in Punkten von −100 bis 100. Der Zähler ist die Summe der Punkte: 100 je Promotor, −100 je Kritiker. Ohne Antwort, oder mit einer, die keine ganze Zahl von 0 bis 10 ist: nicht messbar; Antworten geteilt durch Antworten und nicht messbare sind die Rücklaufquote. Wer laut Export nicht befragt wurde, zählt nicht.",
            ),
            en: String::from(
                "Share of promoters (9 and 10 of 10) minus share of detractors (0 to 6) among all closed contacts with an answer, in points from −100 to 100. The numerator is the sum of the points: 100 for each promoter, −100 for each detractor. Without an answer, or with one that is no whole number from 0 to 10: unmeasurable; answers over answers and unmeasurable ones are the response rate. Customers who were not asked, as the export says, do not count.",
            ),
        }
    }
}
