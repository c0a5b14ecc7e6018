//! Several duties at closing together: a contact is documented where all that apply to it hold
//! (definitions § 5). The duties are standards of their own.

use std::sync::Arc;

use polars::prelude::*;

use super::clauses::{ClauseUnit, clause_units};
use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::reach::Rows;
use super::survey::Survey;
use super::terms::closing;
use crate::reply::Analyst;
use crate::tables::{Codebook, column};
use crate::vocabulary::{ContactKind, Micro, ProviderId, StandardId, Tally, Verdict};
use crate::workspace::agreement::{Agreement, Standard, Text};

/// The duties of a clause.
pub struct Documented {
    duties: Vec<Duty>,
    judgement: Judgement,
}

/// A standard that is a duty.
struct Duty {
    standard: Standard,
    clauses: Vec<ClauseUnit>,
}

/// How a contact stands to one or several duties. The expressions are boolean and never null.
struct Standing {
    /// Some duty is asked of it.
    asked: Expr,
    /// Some duty is broken.
    broken: Expr,
    /// Some duty cannot be judged.
    unclear: Expr,
}

impl Standing {
    /// What nothing is asked of.
    fn free() -> Self {
        Self {
            asked: lit(false),
            broken: lit(false),
            unclear: lit(false),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            asked: self.asked.or(other.asked),
            broken: self.broken.or(other.broken),
            unclear: self.unclear.or(other.unclear),
        }
    }
}

impl Duty {
    /// How contacts stand to the clause in force for them.
    fn standing(&self, kind: ContactKind, exports: &Exports, judgement: &Judgement) -> Standing {
        self.clauses.iter().fold(Standing::free(), |all, clause| {
            let Some(judge) = clause.measure.judge(kind, exports) else {
                return all;
            };
            let asked = match clause.rows(exports.provider(), kind, judgement, true) {
                Rows::All => judge.applies,
                Rows::None => return all,
                Rows::Where(condition) => judge.applies.and(condition),
            };
            all.and(Standing {
                asked: asked.clone(),
                broken: asked
                    .clone()
                    .and(judge.measurable.clone())
                    .and(judge.passed.not()),
                unclear: asked.and(judge.measurable.not()),
            })
        })
    }
}

impl Documented {
    /// The standards that are the duties; each brings its clauses, queues and providers.
    pub fn new(
        all_of: &[StandardId],
        agreement: &Agreement,
        codes: &Codebook,
        judgement: &Judgement,
        known: (&Arc<Analyst>, &Arc<Survey>),
    ) -> Self {
        let place = |id: &StandardId| agreement.standards.iter().position(|known| known.id == *id);
        let duty = |index: usize| Duty {
            standard: agreement.standards[index].clone(),
            clauses: clause_units(agreement, index, codes, judgement, known),
        };
        Self {
            duties: all_of.iter().filter_map(place).map(duty).collect(),
            judgement: judgement.clone(),
        }
    }

    fn binding(&self, provider: &ProviderId) -> impl Iterator<Item = &Duty> {
        self.duties.iter().filter(|duty| duty.standard.binds(provider))
    }

    /// One broken duty is enough to miss, whatever cannot be judged beside it.
    fn judged(&self, kind: ContactKind, exports: &Exports) -> Judge {
        let duties = self.binding(exports.provider());
        let standing = duties.fold(Standing::free(), |all, duty| {
            all.and(duty.standing(kind, exports, &self.judgement))
        });
        let Standing {
            asked,
            broken,
            unclear,
        } = standing;
        Judge {
            applies: asked,
            excluded: lit(false),
            measurable: broken.clone().or(unclear.not()),
            passed: broken.not(),
        }
    }

    fn names(&self) -> Text {
        let list = |name: fn(&Text) -> &str| {
            let names = self.duties.iter().map(|duty| name(&duty.standard.name));
            names.collect::<Vec<_>>().join(", ")
        };
        Text {
            de: list(|name| &name.de),
            en: list(|name| &name.en),
        }
    }
}

impl Measure for Documented {
    fn counters(&self, kind: ContactKind, exports: &Exports) -> Vec<Counter> {
        share_counters(&self.judged(kind, exports))
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums)
    }

    fn judge(&self, kind: ContactKind, exports: &Exports) -> Option<Judge> {
        Some(self.judged(kind, exports))
    }

    fn attributed(&self, kind: ContactKind) -> Expr {
        closing(kind)
    }

    /// Names the duties that are broken; what was observed of each stands in its own finding.
    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let verdicts = self.duties.iter().filter_map(|duty| {
            // Standards that do not bind the provider have no verdicts.
            let verdicts = frame.column(&column::verdict_name(&duty.standard.id)).ok()?;
            Some(verdicts.i8().map(|verdicts| (duty, verdicts)))
        });
        let verdicts = verdicts.collect::<PolarsResult<Vec<_>>>()?;
        Ok(Box::new(move |row, text| {
            text.push_str(wording.say("nicht erfüllt:", "not fulfilled:"));
            let mut mark = " ";
            for (duty, verdicts) in &verdicts {
                if verdicts.get(row) == Some(Verdict::Missed as i8) {
                    text.push_str(mark);
                    text.push_str(duty.standard.name.get(wording.language));
                    mark = ", ";
                }
            }
        }))
    }

    fn required(&self) -> Text {
        let names = self.names();
        Text {
            de: format!("alle erfüllt: {}", names.de),
            en: format!("all fulfilled: {}", names.en),
        }
    }

    fn definition(&self) -> Text {
        let names = self.names();
        Text {
            de: format!(
                "Abgeschlossene Kontakte, bei denen alle für sie geltenden Pflichten ({}) erfüllt sind, geteilt durch alle abgeschlossenen Kontakte, für die mindestens eine gilt. Eine verletzte Pflicht genügt für verfehlt; ist keine verletzt und eine nicht messbar, ist der Kontakt nicht messbar.",
                names.de
            ),
            en: format!(
                "Closed contacts for which all duties that apply to them ({}) are fulfilled over all closed contacts to which at least one applies. One broken duty is a miss; where none is broken and one is unmeasurable, the contact is unmeasurable.",
                names.en
            ),
        }
    }
}
