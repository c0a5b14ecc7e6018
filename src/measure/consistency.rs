//! Service-level consistency (definitions § 0): the share of intervals in which a service level reaches
//! its target. A month can reach it over all calls and miss it in every second half hour.

use super::by_interval::{CountsIntervals, Interval};
use super::family::{Counter, Exports, Judge, Measure, share_tally};
use crate::vocabulary::{ContactKind, Micro, StandardId, Tally, Verdict};
use crate::workspace::agreement::Text;

/// A clause's rule.
pub struct Consistency {
    /// The service-level standard.
    pub of: StandardId,
    /// Its name.
    pub name: Text,
    /// Fewer offered calls make an interval no case.
    pub min_calls: i64,
    /// Length of an interval.
    pub interval_s: i64,
}

impl Consistency {
    /// What an interval is to the standard; nothing where it is none of its cases.
    fn verdict(&self, interval: &Interval<'_>) -> Option<Verdict> {
        let level = interval.level(&self.of)?;
        let offered = interval.offered();
        if offered == Micro::default() || !interval.is_open {
            return None;
        }
        if interval.is_coarse {
            return Some(Verdict::Unmeasurable);
        }
        if offered < Micro::whole(self.min_calls) {
            return Some(Verdict::Excluded);
        }
        let value = level.tally.numerator.per(level.tally.denominator);
        Some(match (value, level.target) {
            (Some(value), Some(target)) if value >= target => Verdict::Passed,
            (Some(_), Some(_)) => Verdict::Missed,
            // Every call of it is taken out: none is left that could miss.
            (None, Some(_)) if level.tally.unmeasurable == Micro::default() => Verdict::Excluded,
            _ => Verdict::Unmeasurable,
        })
    }
}

impl CountsIntervals for Consistency {
    fn counters(&self, interval: &Interval<'_>) -> Vec<Micro> {
        let verdict = self.verdict(interval);
        let order = [
            Verdict::Passed,
            Verdict::Missed,
            Verdict::Excluded,
            Verdict::Unmeasurable,
        ];
        let count = |of: Verdict| Micro::whole(i64::from(verdict == Some(of)));
        order.map(count).to_vec()
    }
}

impl Measure for Consistency {
    fn counters(&self, _: ContactKind, _: &Exports) -> Vec<Counter> {
        Vec::new()
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums)
    }

    fn judge(&self, _: ContactKind, _: &Exports) -> Option<Judge> {
        None
    }

    fn by_interval(&self) -> Option<&dyn CountsIntervals> {
        Some(self)
    }

    fn definition(&self) -> Text {
        let (minutes, least) = (self.interval_s / 60, self.min_calls);
        let Text { de, en } = &self.name;
        let (some_de, some_en) = match least {
            1 => (String::from("angebotenen Anrufen"), String::from("offered calls")),
            _ => (
                format!("mindestens {least} angebotenen Anrufen"),
                format!("at least {least} offered calls"),
            ),
        };
        Text {
            de: format!(
                "Intervalle von {minutes} Minuten, in denen „{de}“ seinen Zielwert erreicht, geteilt durch alle Intervalle mit {some_de}, \
                 die in den Öffnungszeiten einer Warteschlange beginnen. Jedes Intervall zählt einmal, gleich wie viele Anrufe es hat, und wird nach Formel und Ziel der \
                 dann geltenden Klausel bewertet. Intervalle mit weniger Anrufen und solche, deren Anrufe alle ausgenommen sind, stehen bei den Ausnahmen. \
                 Zeilen eines Berichts, die länger als ein Intervall sind, sind nicht messbar."
            ),
            en: format!(
                "Intervals of {minutes} minutes in which \"{en}\" reaches its target, over all intervals with {some_en} that begin in the opening hours of a queue. \
                 Each interval counts once, however many calls it has, and is judged by formula and target of the clause then in force. \
                 Intervals with fewer calls, and those whose calls are all taken out, are counted as excluded. Rows of a report that are longer than an interval are unmeasurable."
            ),
        }
    }
}
