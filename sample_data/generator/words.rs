//! Reasons and notes, as agents of the invented providers would write them.

use super::model::Queue;

/// Contact reasons: word in the German exports, code in alpen's exports, notes.
pub struct CatalogueEntry {
    /// Word in nord's and sued's exports.
    pub word: &'static str,
    /// Code in alpen's exports.
    pub code: &'static str,
    /// Notes that fit.
    pub notes: &'static [&'static str],
}

/// The catalogue; the workspace knows exactly these.
pub const CATALOGUE: [CatalogueEntry; 10] = [
    CatalogueEntry {
        word: "Neue Bestellung",
        code: "R01",
        notes: &[
            "Bestellung aufgenommen und Lieferzeit genannt",
            "Zwei Artikel bestellt, Zahlung auf Rechnung",
            "Größe geändert, Bestellung bestätigt",
        ],
    },
    CatalogueEntry {
        word: "Lieferstatus",
        code: "R02",
        notes: &[
            "Sendung liegt im Paketzentrum, Zustellung morgen",
            "Lieferung verspätet, Kundin informiert",
            "Sendungsnummer erneut verschickt",
        ],
    },
    CatalogueEntry {
        word: "Unbekannte Rechnungsposition",
        code: "R03",
        notes: &[
            "Position Versandkosten erklärt, Kunde einverstanden",
            "Unbekannte Position 12,50 € geprüft, Gutschrift veranlasst",
            "Position stammt aus Teillieferung, Beleg zugesandt",
        ],
    },
    CatalogueEntry {
        word: "Zahlung und Mahnung",
        code: "R04",
        notes: &[
            "Zahlungseingang geprüft, Mahnung storniert",
            "Ratenzahlung vereinbart, Schreiben folgt",
            "Bankverbindung bestätigt",
        ],
    },
    CatalogueEntry {
        word: "Retoure",
        code: "R05",
        notes: &[
            "Retourenschein per E-Mail gesendet",
            "Rücksendung eingegangen, Erstattung läuft",
            "Umtausch gegen andere Farbe veranlasst",
        ],
    },
    CatalogueEntry {
        word: "Störung",
        code: "R06",
        notes: &[
            "Gerät neu gestartet, Störung behoben",
            "Störung im Webshop gemeldet, Technik informiert",
            "Ersatzgerät verschickt, Rückruf vereinbart",
        ],
    },
    CatalogueEntry {
        word: "Frage zur Einrichtung",
        code: "R07",
        notes: &[
            "Einrichtung Schritt für Schritt begleitet",
            "Anleitung zugesandt, Termin zur Einrichtung",
            "Gerät angemeldet, Test erfolgreich",
        ],
    },
    CatalogueEntry {
        word: "Adressänderung",
        code: "R08",
        notes: &[
            "Neue Lieferadresse eingetragen",
            "Rechnungsadresse geändert und bestätigt",
        ],
    },
    CatalogueEntry {
        word: "Beschwerde",
        code: "R09",
        notes: &[
            "Beschwerde über Wartezeit aufgenommen",
            "Entschuldigung ausgesprochen, Gutschein angeboten",
            "Fall an die Teamleitung übergeben",
        ],
    },
    CatalogueEntry {
        word: "Sonstiges",
        code: "R10",
        notes: &[
            "Allgemeine Auskunft zum Sortiment erteilt",
            "Öffnungszeiten des Lagerverkaufs genannt",
        ],
    },
];

/// Place of the unknown invoice item in the catalogue.
pub const INVOICE_ITEM: usize = 2;
/// Place of the complaint in the catalogue.
pub const COMPLAINT: usize = 8;
/// Place of the catch-all in the catalogue.
pub const CATCH_ALL: usize = 9;

/// Weights of the catalogue's reasons per queue.
pub fn reason_weights(queue: Queue) -> [u32; 10] {
    match queue {
        Queue::Bestellung => [40, 30, 0, 2, 12, 0, 2, 6, 2, 6],
        Queue::Rechnung => [0, 5, 42, 34, 6, 0, 0, 6, 4, 3],
        Queue::Stoerung => [0, 2, 0, 0, 3, 62, 28, 0, 3, 2],
        Queue::Auskunft => [5, 20, 5, 5, 5, 5, 5, 5, 5, 40],
        Queue::Mail => [6, 22, 20, 12, 20, 6, 4, 6, 0, 4],
        Queue::Reklamation => [0, 8, 14, 6, 12, 10, 0, 0, 50, 0],
    }
}

/// Notes that say nothing: too short, or an agreed empty phrase.
pub const POOR_NOTES: [&str; 6] = [
    "erledigt",
    "ok",
    "s. o.",
    "Erledigt.",
    "siehe vorherigen Eintrag",
    "Kd. ruft an",
];

/// Phrases that the workspace names as empty.
pub const EMPTY_PHRASES: [&str; 4] = ["erledigt", "ok", "s. o.", "siehe vorherigen Eintrag"];
