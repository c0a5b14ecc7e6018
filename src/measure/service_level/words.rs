//! The seven formulas in words.

use super::ServiceLevel;
use crate::vocabulary::{Formula, Maker, Micro};
use crate::workspace::agreement::{Relief, Text};

impl ServiceLevel {
    /// The definition of the contract's formula.
    pub(super) fn in_words(&self) -> Text {
        let (t, s) = (self.within_s, self.short_s.unwrap_or_default());
        let (de, en) = match self.formula {
            Formula::AnsweredOnly => (
                format!("In {t} s angenommene Anrufe geteilt durch alle angenommenen Anrufe."),
                format!("Calls answered within {t} s over all answered calls."),
            ),
            Formula::Offered => (
                format!(
                    "In {t} s angenommene Anrufe geteilt durch alle angebotenen (angenommene und abgebrochene) Anrufe."
                ),
                format!("Calls answered within {t} s over all offered (answered and abandoned) calls."),
            ),
            Formula::LateAbandons => (
                format!(
                    "In {t} s angenommene Anrufe geteilt durch angenommene und nach mehr als {t} s abgebrochene Anrufe."
                ),
                format!(
                    "Calls answered within {t} s over answered calls and calls abandoned after more than {t} s."
                ),
            ),
            Formula::AbandonsInTimeCount => (
                format!(
                    "In {t} s angenommene oder abgebrochene Anrufe geteilt durch alle angebotenen Anrufe."
                ),
                format!("Calls answered or abandoned within {t} s over all offered calls."),
            ),
            Formula::ShortAbandonsCount => (
                format!(
                    "In {t} s angenommene und in {s} s abgebrochene Anrufe geteilt durch alle angebotenen Anrufe."
                ),
                format!(
                    "Calls answered within {t} s and calls abandoned within {s} s over all offered calls."
                ),
            ),
            Formula::ShortAbandonsRemoved => (
                format!(
                    "In {t} s angenommene Anrufe geteilt durch alle angebotenen Anrufe ohne die in {s} s abgebrochenen."
                ),
                format!(
                    "Calls answered within {t} s over all offered calls without those abandoned within {s} s."
                ),
            ),
            Formula::WithFlowOuts => (
                format!(
                    "In {t} s angenommene Anrufe geteilt durch alle angebotenen und weitergeleiteten Anrufe."
                ),
                format!("Calls answered within {t} s over all offered calls and flow-outs."),
            ),
        };
        let name = self.formula.short_name();
        Text {
            de: format!(
                "{de} Formel {name}. Widersprüchliche Zeilen sind nicht messbar, {}.",
                self.without_wait().de
            ),
            en: format!(
                "{en} Formula {name}. Contradictory rows are unmeasurable, {}.",
                self.without_wait().en
            ),
        }
    }

    /// Which intervals are taken out, as sentences behind the definition.
    pub(super) fn relief_in_words(&self) -> Text {
        let Some(Relief { corridor, maker }) = self.relief else {
            return Text::default();
        };
        let percent = Micro(corridor.0 * 100).to_string();
        let (whose_de, whose_en) = match maker {
            Maker::Client => ("des Auftraggebers", "client's"),
            Maker::Provider => ("des Dienstleisters", "provider's"),
        };
        Text {
            de: format!(
                " Intervalle, in denen mehr Anrufe kamen, als die vereinbarte Fassung der Prognose {whose_de} zuzüglich {} % erwartete, sind ausgenommen (Korridor-Entlastung); \
                 Intervalle ohne rechtzeitige Prognose zählen.",
                percent.replace('.', ",")
            ),
            en: format!(
                " Intervals in which more calls came than the agreed version of the {whose_en} forecast plus {percent}% expected are taken out (corridor relief); \
                 intervals without a forecast in time count."
            ),
        }
    }

    /// Which calls without a wait cannot be judged.
    fn without_wait(&self) -> Text {
        let (de, en) = if self.formula.places_abandons() {
            ("ebenso Anrufe ohne Wartezeit", "and so are calls without a wait")
        } else {
            (
                "ebenso angenommene Anrufe ohne Wartezeit",
                "and so are answered calls without a wait",
            )
        };
        Text {
            de: de.to_owned(),
            en: en.to_owned(),
        }
    }
}
