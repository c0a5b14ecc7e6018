//! Documentation by contact reason and by group of agents: verdicts counted apart, beside the sums of the
//! standards. Which reasons and groups there are is known only once all rows are read.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use polars::prelude::*;

use super::contacts::ContactMeasures;
use super::grouped::verdicts;
use crate::normalize::Dictionaries;
use crate::tables::contacts::{AGENT, AGENT_GROUP, QUEUE, REASON};
use crate::tables::{Column as Name, Dictionary};
use crate::vocabulary::{DutySums, Verdicts};
use crate::workspace::agreement::{Agreement, Standard};

/// Code of what a row does not say.
const NOTHING: u32 = u32::MAX;

/// Verdicts of some standards per pair of codes.
type Pairs = HashMap<(u32, u32), Vec<Verdicts>, FixedState>;

/// The counts of one provider's contacts of a kind, while they are read.
pub struct DutyCounts {
    /// Standards with their verdict columns.
    duties: Vec<(usize, String)>,
    with_groups: bool,
    by_reason: Pairs,
    by_agent: Pairs,
}

impl DutyCounts {
    /// Nothing counted yet.
    pub fn new(agreement: &Agreement, measures: &ContactMeasures<'_>) -> Self {
        let duties = measures.judging();
        let duties = duties.filter(|(standard, _)| is_documentation(&agreement.standards[*standard]));
        Self {
            duties: duties
                .map(|(standard, name)| (standard, name.to_owned()))
                .collect(),
            with_groups: agreement.privacy.min_group_size.is_some(),
            by_reason: Pairs::default(),
            by_agent: Pairs::default(),
        }
    }

    /// Counts the rows of a judged frame.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn take_in(&mut self, judged: &DataFrame) -> PolarsResult<()> {
        if self.duties.is_empty() {
            return Ok(());
        }
        count(judged, (QUEUE, REASON), &self.duties, &mut self.by_reason)?;
        match self.with_groups {
            true => count(judged, (AGENT_GROUP, AGENT), &self.duties, &mut self.by_agent),
            false => Ok(()),
        }
    }

    /// The counts with the words behind the codes.
    pub fn into_sums(self, words: &Dictionaries) -> DutySums {
        let named = |pairs: &Pairs, (first, second): (&Dictionary, &Dictionary)| {
            let mut named = BTreeMap::new();
            for ((one, other), counts) in pairs {
                for ((standard, _), counts) in self.duties.iter().zip(counts) {
                    if !counts.is_empty() {
                        let key = (
                            *standard,
                            first.word(*one).to_owned(),
                            second.word(*other).to_owned(),
                        );
                        named.insert(key, *counts);
                    }
                }
            }
            named
        };
        DutySums {
            by_reason: named(&self.by_reason, (&words.queues, &words.reasons)),
            by_agent: named(&self.by_agent, (&words.agent_groups, &words.agents)),
        }
    }
}

/// Whether a standard is a duty of documentation.
fn is_documentation(standard: &Standard) -> bool {
    let mut clauses = standard.clauses.iter();
    clauses.any(|clause| clause.rule.family().is_documentation())
}

/// Adds the verdicts of a frame per pair of codes: each row is looked up once, for all standards.
fn count(
    frame: &DataFrame,
    (first, second): (Name, Name),
    duties: &[(usize, String)],
    pairs: &mut Pairs,
) -> PolarsResult<()> {
    let codes = |name: Name| -> PolarsResult<Vec<u32>> {
        // Exports that do not map a field make frames without its column.
        let Ok(column) = frame.column(name.name()) else {
            return Ok(vec![NOTHING; frame.height()]);
        };
        let codes = column.u32()?;
        Ok(codes.iter().map(|code| code.unwrap_or(NOTHING)).collect())
    };
    let mut known: HashMap<(u32, u32), u32, FixedState> = HashMap::default();
    let mut keys = Vec::new();
    let of_rows: Vec<u32> = codes(first)?
        .into_iter()
        .zip(codes(second)?)
        .map(|key| {
            *known.entry(key).or_insert_with(|| {
                keys.push(key);
                keys.len() as u32 - 1
            })
        })
        .collect();
    for (place, (_, name)) in duties.iter().enumerate() {
        let [passed, missed, excluded, unmeasurable] =
            verdicts(frame.column(name)?.i8()?, &of_rows, keys.len());
        for (number, key) in keys.iter().enumerate() {
            let counts = pairs
                .entry(*key)
                .or_insert_with(|| vec![Verdicts::default(); duties.len()]);
            counts[place].add(Verdicts {
                passed: passed[number],
                missed: missed[number],
                excluded: excluded[number],
                unmeasurable: unmeasurable[number],
            });
        }
    }
    Ok(())
}
