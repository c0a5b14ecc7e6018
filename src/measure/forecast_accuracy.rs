//! How far a forecast lies from the calls that came (definitions § 8): bias, MAPE, WAPE, and the share
//! of intervals within a corridor. All add up over intervals in integers.

use super::by_interval::{CountsIntervals, Interval};
use super::family::{Counter, Exports, Judge, Measure};
use crate::tables::forecast::Expected;
use crate::vocabulary::{ContactKind, ForecastCount, Maker, Micro, Tally};
use crate::workspace::agreement::{Base, ForecastError, Text};

/// A clause's rule.
pub struct ForecastAccuracy {
    /// What is measured of the distance.
    pub error: ForecastError,
    /// Whose forecast.
    pub maker: Maker,
    /// Length of an interval.
    pub interval_s: i64,
}

/// What one interval adds, in the order of the sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Part {
    numerator: Micro,
    denominator: Micro,
    excluded: Micro,
    unmeasurable: Micro,
    forecast: Micro,
    missing: Micro,
    late: Micro,
}

const ONE: Micro = Micro(Micro::ONE);

impl ForecastAccuracy {
    fn part(&self, interval: &Interval<'_>) -> Part {
        let came = interval.offered();
        match interval.expected(self.maker) {
            Expected::Calls(_) if interval.is_untold => Part {
                forecast: ONE,
                unmeasurable: ONE,
                ..Part::default()
            },
            Expected::Calls(expected) => Part {
                forecast: ONE,
                ..self.distance(expected, came)
            },
            Expected::Late => Part {
                late: ONE,
                unmeasurable: ONE,
                ..Part::default()
            },
            Expected::Nothing if came > Micro::default() && interval.is_open => Part {
                missing: ONE,
                unmeasurable: ONE,
                ..Part::default()
            },
            Expected::Nothing => Part::default(),
        }
    }

    /// Numerator and denominator of an interval of which both are known.
    fn distance(&self, expected: Micro, came: Micro) -> Part {
        let none = Micro::default();
        let apart = Micro((expected.0 - came.0).abs());
        let of = |numerator, denominator| Part {
            numerator,
            denominator,
            ..Part::default()
        };
        let left_out = Part {
            excluded: ONE,
            ..Part::default()
        };
        match self.error {
            ForecastError::Bias => of(expected - came, came),
            ForecastError::Wape => of(apart, came),
            ForecastError::Mape if came == none => left_out,
            ForecastError::Mape => of(quotient(apart, came), ONE),
            ForecastError::Corridor { .. } if came == none && expected == none => left_out,
            ForecastError::Corridor { share, base } => {
                let base = match base {
                    Base::Actual => came,
                    Base::Forecast => expected,
                };
                let is_inside = is_within(apart, share, base);
                of(if is_inside { ONE } else { none }, ONE)
            }
        }
    }
}

/// A quotient in millionths, rounded half up.
fn quotient(part: Micro, whole: Micro) -> Micro {
    let scaled = i128::from(part.0) * i128::from(Micro::ONE);
    let whole = i128::from(whole.0);
    Micro(i64::try_from((2 * scaled + whole) / (2 * whole)).unwrap_or(i64::MAX))
}

/// Whether a distance is at most a share of a base, the edge included: compared in integers.
fn is_within(apart: Micro, share: Micro, base: Micro) -> bool {
    i128::from(apart.0) * i128::from(Micro::ONE) <= i128::from(share.0) * i128::from(base.0)
}

impl CountsIntervals for ForecastAccuracy {
    fn counters(&self, interval: &Interval<'_>) -> Vec<Micro> {
        let part = self.part(interval);
        vec![
            part.numerator,
            part.denominator,
            part.excluded,
            part.unmeasurable,
            part.forecast,
            part.missing,
            part.late,
        ]
    }
}

impl Measure for ForecastAccuracy {
    /// A forecast is as good as it is, whatever happened.
    fn can_exempt(&self) -> bool {
        false
    }

    fn counters(&self, _: ContactKind, _: &Exports) -> Vec<Counter> {
        Vec::new()
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        match sums {
            [numerator, denominator, excluded, unmeasurable, ..] => Tally {
                numerator: *numerator,
                denominator: *denominator,
                excluded: *excluded,
                unmeasurable: *unmeasurable,
                ..Tally::default()
            },
            _ => Tally::default(),
        }
    }

    fn judge(&self, _: ContactKind, _: &Exports) -> Option<Judge> {
        None
    }

    fn by_interval(&self) -> Option<&dyn CountsIntervals> {
        Some(self)
    }

    fn forecast_counts(&self, sums: &[Micro]) -> Vec<(ForecastCount, Micro)> {
        let at = |index: usize| sums.get(index).copied().unwrap_or_default();
        vec![
            (ForecastCount::Forecast, at(4)),
            (ForecastCount::Missing, at(5)),
            (ForecastCount::Late, at(6)),
        ]
    }

    fn definition(&self) -> Text {
        let (distance, minutes) = (self.in_words(), self.interval_s / 60);
        let left_out = self.left_out();
        let (whose_de, whose_en) = match self.maker {
            Maker::Client => (
                "Die Prognose erstellt der Auftraggeber: ihre Güte ist seine eigene Pflicht und wird dem Dienstleister nicht angelastet.",
                "The client makes the forecast: its quality is the client's own duty and is not held against the provider.",
            ),
            Maker::Provider => (
                "Die Prognose erstellt der Dienstleister.",
                "The provider makes the forecast.",
            ),
        };
        Text {
            de: format!(
                "{} Verglichen wird je Warteschlange und Intervall von {minutes} Minuten die vereinbarte Fassung der Prognose mit den angebotenen Anrufen. {} \
                 Intervalle ohne Prognose oder mit verspäteter und solche, deren Anrufe nicht bekannt sind, sind nicht messbar. {whose_de}",
                distance.de, left_out.de
            ),
            en: format!(
                "{} The agreed version of the forecast is compared with the calls offered, per queue and interval of {minutes} minutes. {} \
                 Intervals without a forecast or with a late one, and those whose calls are not known, are unmeasurable. {whose_en}",
                distance.en, left_out.en
            ),
        }
    }
}

impl ForecastAccuracy {
    fn in_words(&self) -> Text {
        let (de, en) = match self.error {
            ForecastError::Bias => (
                "Verzerrung: Summe von Prognose minus Anrufen, geteilt durch die Summe der Anrufe; über null wurde zu viel, unter null zu wenig erwartet.",
                "Bias: sum of forecast minus calls over the sum of calls; above zero too many were expected, below zero too few.",
            ),
            ForecastError::Mape => (
                "Mittlere relative Abweichung (MAPE): Summe aus Abweichung durch Anrufe je Intervall, geteilt durch die Zahl der Intervalle.",
                "Mean absolute percentage error (MAPE): sum over intervals of distance over calls, divided by the number of intervals.",
            ),
            ForecastError::Wape => (
                "Gewichtete Abweichung (WAPE): Summe der Abweichungen ohne Vorzeichen, geteilt durch die Summe der Anrufe.",
                "Weighted absolute percentage error (WAPE): sum of distances without sign over the sum of calls.",
            ),
            ForecastError::Corridor { share, base } => return corridor_in_words(share, base),
        };
        Text {
            de: de.to_owned(),
            en: en.to_owned(),
        }
    }

    fn left_out(&self) -> Text {
        let (de, en) = match self.error {
            ForecastError::Mape => (
                "Intervalle ohne Anrufe haben keine relative Abweichung und stehen bei den Ausnahmen.",
                "Intervals without calls have no relative distance and are counted as excluded.",
            ),
            ForecastError::Corridor { .. } => (
                "Intervalle, in denen nichts erwartet wurde und nichts kam, stehen bei den Ausnahmen.",
                "Intervals in which nothing was expected and nothing came are counted as excluded.",
            ),
            ForecastError::Bias | ForecastError::Wape => (
                "Intervalle ohne Anrufe zählen mit ihrer Prognose.",
                "Intervals without calls count with their forecast.",
            ),
        };
        Text {
            de: de.to_owned(),
            en: en.to_owned(),
        }
    }
}

fn corridor_in_words(share: Micro, base: Base) -> Text {
    let percent = Micro(share.0 * 100).to_string();
    let (base_de, base_en) = match base {
        Base::Actual => ("der Anrufe", "the calls"),
        Base::Forecast => ("der Prognose", "the forecast"),
    };
    Text {
        de: format!(
            "Intervalle, in denen Prognose und Anrufe höchstens {} % {base_de} auseinanderliegen, geteilt durch alle Intervalle mit Prognose.",
            percent.replace('.', ",")
        ),
        en: format!(
            "Intervals in which forecast and calls lie at most {percent}% of {base_en} apart, over all intervals with a forecast."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAME: [i64; 8] = [20, 60, 110, 140, 120, 90, 50, 10];
    const EXPECTED: [i64; 8] = [26, 66, 104, 131, 126, 81, 54, 12];

    /// Numerator, denominator and excluded over the worked day.
    fn sums(error: ForecastError, more: &[(i64, i64)]) -> [Micro; 3] {
        let measure = ForecastAccuracy {
            error,
            maker: Maker::Client,
            interval_s: 1800,
        };
        let day = EXPECTED.into_iter().zip(CAME).chain(more.iter().copied());
        day.fold([Micro::default(); 3], |sum, (expected, came)| {
            let part = measure.distance(Micro::whole(expected), Micro::whole(came));
            [
                sum[0] + part.numerator,
                sum[1] + part.denominator,
                sum[2] + part.excluded,
            ]
        })
    }

    fn corridor(base: Base) -> ForecastError {
        let share = Micro(100_000);
        ForecastError::Corridor { share, base }
    }

    #[test]
    fn the_worked_day_of_the_definitions() {
        let percent = |error| {
            let [numerator, denominator, _] = sums(error, &[]);
            numerator
                .per(denominator)
                .map(|value| format!("{:.1}", value * 100.0))
        };
        let shown = [ForecastError::Bias, ForecastError::Mape, ForecastError::Wape].map(percent);
        assert_eq!(shown, ["0.0", "11.9", "8.0"].map(|text| Some(String::from(text))));
        let inside = |base| sums(corridor(base), &[])[..2].to_vec();
        assert_eq!(inside(Base::Actual), [6, 8].map(Micro::whole));
        assert_eq!(inside(Base::Forecast), [5, 8].map(Micro::whole));
    }

    #[test]
    fn an_interval_without_calls_has_no_relative_distance() {
        let [_, cases, excluded] = sums(ForecastError::Mape, &[(4, 0)]);
        assert_eq!((cases, excluded), (Micro::whole(8), Micro::whole(1)));
        let [apart, came, _] = sums(ForecastError::Wape, &[(4, 0)]);
        assert_eq!((apart, came), (Micro::whole(52), Micro::whole(600)));
        // Expected and not come is outside any corridor of what came; nothing at all is no case.
        let [inside, cases, excluded] = sums(corridor(Base::Actual), &[(4, 0), (0, 0)]);
        assert_eq!([inside, cases, excluded], [6, 9, 1].map(Micro::whole));
    }

    #[test]
    fn the_edge_of_a_corridor_is_inside_and_a_millionth_beyond_is_not() {
        let share = Micro(100_000);
        assert!(is_within(Micro::whole(5), share, Micro::whole(50)));
        assert!(!is_within(Micro(5_000_001), share, Micro::whole(50)));
        // 0.1 + 0.2 and its kin: 30 % of 0.3 in binary is not 0.09.
        assert!(is_within(Micro(90_000), Micro(300_000), Micro(300_000)));
    }
}
