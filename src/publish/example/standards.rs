//! Standards of the example, with their definitions in both languages.

use crate::scorecard::StandardText;
use crate::vocabulary::{StandardId, Unit};
use crate::workspace::agreement::Text;

fn text(de: &str, en: &str) -> Text {
    Text {
        de: de.into(),
        en: en.into(),
    }
}

fn standard(id: &str, name: Text, measure: &'static str, definition: Text) -> StandardText {
    let unit = match measure {
        "asa" | "aht" => Unit::Seconds,
        _ => Unit::Share,
    };
    StandardText {
        id: StandardId::new(id),
        name,
        measure,
        unit,
        definition,
        clauses: Vec::new(),
    }
}

/// Six standards: four shares, of which one is a maximum, a mean, and one with unmeasurable cases.
pub(super) fn standards() -> Vec<StandardText> {
    vec![
        standard(
            "sl_phone",
            text("Servicelevel Telefon", "Service level phone"),
            "service_level",
            text(
                "Anteil der in 20 Sekunden angenommenen Anrufe an allen angebotenen Anrufen ohne Abbrüche bis 5 Sekunden (V6).",
                "Share of calls answered within 20 seconds in all calls offered, abandons within 5 seconds left out (V6).",
            ),
        ),
        standard(
            "lost",
            text("Verlorene Anrufe", "Lost calls"),
            "abandonment",
            text(
                "Anteil der nach mehr als 5 Sekunden abgebrochenen Anrufe an allen angebotenen Anrufen.",
                "Share of calls abandoned after more than 5 seconds in all calls offered.",
            ),
        ),
        standard(
            "wait",
            text("Mittlere Wartezeit", "Mean wait"),
            "asa",
            text(
                "Summe der Wartezeiten angenommener Anrufe durch ihre Zahl; vereinbart bis 30.09. 45 s, seither 30 s.",
                "Sum of the waits of answered calls by their number; 45 s agreed until 30 September, 30 s since.",
            ),
        ),
        standard(
            "mail_24h",
            text(
                "E-Mail, Erstantwort in 24 Stunden",
                "E-mail, first response in 24 hours",
            ),
            "deadline",
            text(
                "Anteil der im Monat fälligen E-Mails, die binnen 24 Stunden beantwortet sind; offen und überfällig zählt als verfehlt.",
                "Share of the e-mails due in the month that were answered within 24 hours; open and overdue counts as missed.",
            ),
        ),
        standard(
            "reply_language",
            text("Antwortsprache", "Reply language"),
            "language",
            text(
                "Anteil der Kontakte in der Sprache des Kunden oder in einer vereinbarten Ausweichsprache; unbekannte Kundensprache ist nicht messbar.",
                "Share of contacts in the customer’s language or in an agreed fallback; an unknown customer language is not measurable.",
            ),
        ),
        standard(
            "documented",
            text("Dokumentation", "Documentation"),
            "documentation",
            text(
                "Anteil der Kontakte, bei denen Anliegen, Lösung und Notiz beim Abschluss ausgefüllt sind.",
                "Share of contacts with reason, resolution and note filled at closing.",
            ),
        ),
    ]
}
