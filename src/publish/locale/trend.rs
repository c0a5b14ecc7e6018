//! Trends in words: signals, limits, periods of a course, former publications that tell nothing.

use chrono::Datelike;

use super::Locale;
use crate::scorecard::{History, Side, Signal, Trend, Unusable, UnusableReason};
use crate::vocabulary::Period;

impl Locale {
    /// A period among its neighbours: `Mai`, and `Mai 2025` where the year is another than that of `beside`.
    pub fn period_beside(&self, period: &Period, beside: &Period) -> String {
        let is_month = period.name().len() == "2026-10".len() && !period.name().contains('Q');
        match is_month && period.first().year() == beside.first().year() {
            true => self.month("month", period.first()).to_owned(),
            false => self.month_or_period(period),
        }
    }

    /// The signals of a trend in words: `schlechter als üblich: außerhalb der Grenzen, seit Mai fallend`;
    /// without signals what keeps them away.
    pub fn course(&self, trend: &Trend, history: &History) -> String {
        let signals: Vec<String> = trend
            .course
            .signals
            .iter()
            .map(|signal| self.signal(*signal, history))
            .collect();
        let signals = signals.join(", ");
        let values = [("signals", signals.as_str())];
        match (trend.course.signals.is_empty(), trend.turn()) {
            (false, Some(true)) => self.fill("trend.better", &values),
            (false, Some(false)) => self.fill("trend.worse", &values),
            (false, None) => self.fill("trend.other", &values),
            (true, _) if trend.points.last().is_none_or(Option::is_none) => {
                self.text("trend.no_value").to_owned()
            }
            (true, _) if trend.course.limits.is_none() => {
                self.counted("trend.no_limits", trend.course.basis as u64, &[])
            }
            (true, _) => self.text("trend.usual").to_owned(),
        }
    }

    fn signal(&self, signal: Signal, history: &History) -> String {
        let (key, since) = match signal {
            Signal::Outside(_) => return self.text("trend.outside").to_owned(),
            Signal::Run(Side::Up, since) => ("trend.above_mean", since),
            Signal::Run(Side::Down, since) => ("trend.below_mean", since),
            Signal::Steps(Side::Up, since) => ("trend.rising", since),
            Signal::Steps(Side::Down, since) => ("trend.falling", since),
        };
        let since = history.periods.get(since).zip(history.periods.last());
        let since = since.map_or_else(String::new, |(since, last)| self.period_beside(since, last));
        self.fill(key, &[("since", &since)])
    }

    /// Which former publications are missing to the course, and why; nothing where none is.
    pub fn unusable(&self, history: &History) -> Option<String> {
        let told: Vec<String> = history
            .unusable
            .iter()
            .map(|one| self.unusable_one(one))
            .collect();
        (!told.is_empty()).then(|| self.fill("trend.unusable", &[("list", &told.join("; "))]))
    }

    fn unusable_one(&self, unusable: &Unusable) -> String {
        let reason = match &unusable.reason {
            UnusableReason::Damaged(file) => self.fill("trend.damaged", &[("file", file)]),
            UnusableReason::OtherSchema(version) => {
                self.fill("trend.other_schema", &[("version", &version.to_string())])
            }
            UnusableReason::NoColumn(column) => self.fill("trend.no_column", &[("column", column)]),
            UnusableReason::OtherPeriod => self.text("trend.other_period").to_owned(),
            UnusableReason::Rows(rows) => self.counted("trend.unread_rows", *rows, &[]),
        };
        format!("{}: {reason}", self.month_or_period(&unusable.period))
    }
}
