//! The rules of live standards over intervals, and of forecasts.

use super::shape::{Definition, Key, reference, table, text, whole, word};
use crate::vocabulary::Maker;

/// The definitions of these rules.
pub fn definitions() -> Vec<Definition> {
    let maker = || {
        let names = Maker::ALL.map(|(name, _)| name);
        Key::required("forecast", "who makes the forecast", word(names))
    };
    let corridor = || {
        Key::required(
            "corridor",
            "how far they may lie apart, as a share of the base",
            reference("share"),
        )
    };
    vec![
        (
            "service_level_consistency",
            table(
                "Intervals in which a service level reaches its target",
                &[
                    Key::required("of", "the service-level standard", text()),
                    Key::new(
                        "min_calls",
                        "fewer offered calls make an interval no case; default: 1",
                        whole(1, 1_000_000),
                    ),
                ],
            ),
        ),
        (
            "aht_band",
            table(
                "The mean handle time lies within a band; both ends are inside",
                &[
                    Key::required("from", "lower end", reference("length")),
                    Key::required("to", "upper end", reference("length")),
                ],
            ),
        ),
        (
            "forecast_rule",
            table("How far a forecast lies from what came", &[maker()]),
        ),
        (
            "relief",
            table(
                "Intervals taken out because more calls came than were forecast",
                &[maker(), corridor()],
            ),
        ),
        (
            "forecast_corridor",
            table(
                "Intervals whose forecast lies within a corridor",
                &[
                    maker(),
                    corridor(),
                    Key::required(
                        "base",
                        "what the corridor is a share of",
                        word(["actual", "forecast"]),
                    ),
                ],
            ),
        ),
    ]
}
