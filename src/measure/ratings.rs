//! What rules about customers' ratings share: who was asked, and how many answered.

use polars::prelude::*;

use super::judgement::Judgement;
use super::terms::{closed, filled, one_of};
use crate::tables::codes::yes_no_code;
use crate::tables::contacts::{CSAT, SURVEY_SENT};
use crate::vocabulary::{Beside, ContactKind, Micro, Tally, Unit};

use super::family::Counter;

/// Closed contacts whose customer may have answered: all of them where the export does not say who was
/// asked.
pub fn asked(kind: ContactKind, judgement: &Judgement) -> Expr {
    closed(kind, judgement).and(one_of(SURVEY_SENT, &[yes_no_code("no")]).not())
}

/// Answers over all that could have come.
pub fn response_rate(answers: Micro, unanswered: Micro) -> Beside {
    Beside {
        name: "response_rate",
        unit: Unit::Share,
        tally: Tally {
            numerator: answers,
            denominator: answers + unanswered,
            ..Tally::default()
        },
    }
}

/// Sums of the ratings of some rows, exact: whole parts, and millionths.
pub fn rating_sum(rated: Expr) -> [Counter; 2] {
    let rating = || CSAT.expr();
    let rated = rated.and(filled(CSAT));
    let amount = |part: Expr| {
        let part = part.cast(DataType::Int64);
        Counter::Amount(when(rated.clone()).then(part).otherwise(lit(0_i64)))
    };
    let whole = || rating().cast(DataType::Int64);
    let rest = (rating() - whole().cast(DataType::Float64)) * lit(1e6);
    // Half up before the cut: the rest is never negative.
    [amount(whole()), amount(rest + lit(0.5))]
}

/// The mean of ratings from their sums.
pub fn mean(whole: Micro, millionths: Micro, ratings: Micro) -> Beside {
    Beside {
        name: "mean",
        unit: Unit::Rating,
        tally: Tally {
            numerator: whole + Micro(millionths.0 / Micro::ONE),
            denominator: ratings,
            ..Tally::default()
        },
    }
}
