//! Verdicts per queue and contact reason: what a comparison of providers with unlike contacts needs.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::grouped::{groups, verdicts};
use crate::tables::Dictionary;
use crate::tables::contacts::REASON;

/// Rows of a standard in a queue, with a reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MixCell {
    /// Rows that passed.
    pub passed: i64,
    /// Rows that breached the standard.
    pub missed: i64,
    /// Rows that could not be judged.
    pub unmeasurable: i64,
}

impl MixCell {
    fn add(&mut self, other: MixCell) {
        self.passed += other.passed;
        self.missed += other.missed;
        self.unmeasurable += other.unmeasurable;
    }
}

/// Standard (its index), code of the queue, reason; empty where none is known.
pub type Mix = BTreeMap<(usize, u32, String), MixCell>;

/// The same while rows come, by the codes of one provider's dictionary.
#[derive(Clone, Debug, Default)]
pub struct MixSums(BTreeMap<(usize, u32, i64), MixCell>);

/// Code of a row without a reason.
const NONE: i64 = -1;
/// Codes from here on are one: texts that hardly repeat are no kinds of contacts.
const OTHERS: i64 = 1_000;

impl MixSums {
    /// Adds the rows of a judged frame; `judged` are standards with their verdicts.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn add(
        &mut self,
        queues: &Column,
        frame: &DataFrame,
        judged: &[(usize, &Column)],
    ) -> PolarsResult<()> {
        let reasons = frame.column(REASON.name())?.u32()?;
        let codes = reasons
            .iter()
            .map(|code| code.map_or(NONE, |code| i64::from(code).min(OTHERS)));
        let codes = Int64Chunked::from_iter_values(REASON.into(), codes);
        let (keys, of_rows) = groups(queues.u32()?, &codes);
        for (standard, column) in judged {
            let [passed, missed, _, unmeasurable] = verdicts(column.i8()?, &of_rows, keys.len());
            for (group, (queue, reason)) in keys.iter().enumerate() {
                let cell = MixCell {
                    passed: passed[group],
                    missed: missed[group],
                    unmeasurable: unmeasurable[group],
                };
                if cell != MixCell::default() {
                    self.0.entry((*standard, *queue, *reason)).or_default().add(cell);
                }
            }
        }
        Ok(())
    }

    /// The same by the words of the dictionary.
    pub fn named(self, reasons: &Dictionary) -> Mix {
        let mut mix = Mix::new();
        for ((standard, queue, reason), cell) in self.0 {
            let word = match reason {
                NONE => "",
                OTHERS => "*",
                code => reasons.word(code as u32),
            };
            mix.entry((standard, queue, word.to_owned()))
                .or_default()
                .add(cell);
        }
        mix
    }
}

/// Adds all of another's cells.
pub fn merge(mix: &mut Mix, other: Mix) {
    for (key, cell) in other {
        mix.entry(key).or_default().add(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_by_queue_and_reason() {
        let frame = DataFrame::new(
            5,
            vec![
                UInt32Chunked::from_iter_options(
                    REASON.into(),
                    [Some(0), None, Some(1), Some(0), Some(5_000)].into_iter(),
                )
                .into_column(),
            ],
        )
        .expect("a frame");
        let queues = UInt32Chunked::from_slice("queue".into(), &[7, 7, 7, 8, 7]).into_column();
        let verdict = Int8Chunked::from_iter_options(
            "verdict".into(),
            [Some(1), Some(0), None, Some(2), Some(3)].into_iter(),
        )
        .into_column();
        let mut sums = MixSums::default();
        sums.add(&queues, &frame, &[(3, &verdict)]).expect("added");
        sums.add(&queues, &frame, &[(3, &verdict)]).expect("added");
        let mix = sums.named(&Dictionary::of(["complaint", "order"]));
        let cell = |passed, missed, unmeasurable| MixCell {
            passed,
            missed,
            unmeasurable,
        };
        let expected = [
            ((3, 7, String::new()), cell(0, 2, 0)),
            ((3, 7, String::from("complaint")), cell(2, 0, 0)),
            ((3, 8, String::from("complaint")), cell(0, 0, 2)),
        ];
        assert_eq!(mix, Mix::from(expected));
    }
}
