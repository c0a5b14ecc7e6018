//! Customers' ratings: the share of the top boxes among those who rated (definitions § 6).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::ratings::{asked, mean, rating_sum, response_rate};
use super::terms::closing;
use crate::tables::contacts::CSAT;
use crate::vocabulary::{Beside, ContactKind, Micro, Tally};
use crate::workspace::agreement::{RatingScale, Text};

/// A clause's reading of the ratings.
pub struct Csat {
    /// Scale and top boxes.
    pub scale: RatingScale,
    /// Period and as-of instant.
    pub judgement: Judgement,
}

/// Ratings from one to another, in either order, both included.
fn between(one: i64, other: i64) -> Expr {
    let edge = |rating: i64| lit(rating as f64);
    let rating = CSAT.expr();
    rating
        .clone()
        .gt_eq(edge(one.min(other)))
        .and(rating.lt_eq(edge(one.max(other))))
        .fill_null(lit(false))
}

impl Csat {
    /// A rating beyond the scale contradicts it, and is as little a rating as none.
    fn judged(&self, kind: ContactKind) -> Judge {
        let RatingScale { worst, best, top } = self.scale;
        Judge {
            applies: asked(kind, &self.judgement),
            excluded: lit(false),
            measurable: between(worst, best),
            passed: between(top, best),
        }
    }

    /// The top boxes in words.
    fn top(&self) -> Text {
        let RatingScale { best, top, .. } = self.scale;
        match top == best {
            true => Text {
                de: best.to_string(),
                en: best.to_string(),
            },
            false => Text {
                de: format!("{top} bis {best}"),
                en: format!("{top} to {best}"),
            },
        }
    }
}

impl Measure for Csat {
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        let judge = self.judged(kind);
        let rated = judge.applies.clone().and(judge.measurable.clone());
        let mut counters = share_counters(&judge);
        counters.extend(rating_sum(rated));
        counters
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        sums.get(..4).map_or_else(Tally::default, share_tally)
    }

    fn beside(&self, sums: &[Micro]) -> Vec<Beside> {
        let [top, others, _, unanswered, whole, millionths] = *sums else {
            return Vec::new();
        };
        let rated = top + others;
        vec![mean(whole, millionths, rated), response_rate(rated, unanswered)]
    }

    fn judge(&self, kind: ContactKind, _: &Exports) -> Option<Judge> {
        Some(self.judged(kind))
    }

    fn attributed(&self, kind: ContactKind) -> Expr {
        closing(kind)
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let ratings = frame.column(CSAT.name())?.f64()?;
        Ok(Box::new(move |row, text| {
            text.push_str(wording.say("Bewertung ", "rating "));
            if let Some(rating) = ratings.get(row) {
                let point = wording.say(",", ".");
                text.push_str(&rating.to_string().replace('.', point));
            }
        }))
    }

    fn required(&self) -> Text {
        let top = self.top();
        Text {
            de: format!("Bewertung {}", top.de),
            en: format!("rating {}", top.en),
        }
    }

    fn definition(&self) -> Text {
        let RatingScale { worst, best, .. } = self.scale;
        let top = self.top();
        Text {
            de: format!(
                "Abgeschlossene Kontakte mit Bewertung {} auf der Skala von {worst} (schlechteste) bis {best} (beste) geteilt durch alle bewerteten abgeschlossenen Kontakte. Nicht bewertete, und Werte außerhalb der Skala, sind nicht messbar; bewertete geteilt durch bewertete und nicht messbare ist die Rücklaufquote. Wer laut Export nicht befragt wurde, zählt nicht.",
                top.de
            ),
            en: format!(
                "Closed contacts rated {} on the scale from {worst} (worst) to {best} (best) over all rated closed contacts. Those without a rating, and values beyond the scale, are unmeasurable; rated over rated and unmeasurable is the response rate. Customers who were not asked, as the export says, do not count.",
                top.en
            ),
        }
    }
}
