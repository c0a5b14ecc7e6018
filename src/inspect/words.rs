//! What exports' words most probably stand for. A proposal: whoever knows the partner confirms it.

/// Words of outcomes, by parts that give them away; the first that is found decides.
const OUTCOMES: &[(&str, &[&str])] = &[
    (
        "abandoned",
        &[
            "unanswered",
            "not answered",
            "not_connected",
            "not connected",
            "nicht angenommen",
        ],
    ),
    (
        "abandoned",
        &[
            "abandon",
            "aufgelegt",
            "abgebroch",
            "abbruch",
            "hangup",
            "hang",
            "verpasst",
            "missed",
            "lost",
            "verloren",
            "verzicht",
        ],
    ),
    (
        "flowed_out",
        &[
            "rückruf",
            "callback",
            "überlauf",
            "overflow",
            "weitergeleitet",
            "transfer",
            "umgeleitet",
            "timeout",
        ],
    ),
    (
        "blocked",
        &["besetzt", "busy", "blocked", "congestion", "phantom"],
    ),
    (
        "answered",
        &[
            "angenommen",
            "answered",
            "connected",
            "connect",
            "handled",
            "bearbeitet",
            "completed",
            "agent",
        ],
    ),
];

/// Words of states of a ticket, in the same way.
const STATUSES: &[(&str, &[&str])] = &[
    (
        "merged",
        &["zusammengef", "verbunden", "merged", "duplicate", "dublette"],
    ),
    (
        "cancelled",
        &[
            "storniert",
            "zurückgezogen",
            "cancel",
            "abgesagt",
            "rejected",
            "withdrawn",
        ],
    ),
    (
        "closed",
        &["geschlossen", "abgeschlossen", "closed", "archiviert"],
    ),
    (
        "resolved",
        &["gelöst", "erledigt", "resolved", "solved", "fixed", "completed"],
    ),
    (
        "pending",
        &[
            "warte",
            "rückfrage",
            "hold",
            "pending",
            "awaiting",
            "waiting",
            "verschoben",
        ],
    ),
    (
        "open",
        &[
            "offen", "arbeit", "progress", "open", "neu", "new", "active", "assigned", "angelegt",
        ],
    ),
];

/// Words of outcomes that probably, but not surely, mean one: whoever knows the partner decides.
/// "Verbunden" may be a call that reached an agent, or one that was put through to somebody else.
const OUTCOMES_TO_DECIDE: &[(&str, &[&str])] = &[("answered", &["verbunden"])];

const YES: &[&str] = &["ja", "j", "yes", "y", "true", "wahr", "1", "x"];
const NO: &[&str] = &["nein", "n", "no", "false", "falsch", "0"];

/// The outcome that a word probably means.
pub fn outcome(word: &str) -> Option<&'static str> {
    by_part(OUTCOMES, word).or_else(|| match yes_no(word)? {
        "yes" => Some("answered"),
        _ => Some("abandoned"),
    })
}

/// The outcome to propose, as a question, for a word that no list places.
pub fn outcome_to_decide(word: &str) -> Option<&'static str> {
    by_part(OUTCOMES_TO_DECIDE, word)
}

/// The state of a ticket that a word probably means.
pub fn status(word: &str) -> Option<&'static str> {
    by_part(STATUSES, word)
}

/// `yes` or `no`, where a word is one of them.
pub fn yes_no(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    if YES.contains(&word.as_str()) {
        Some("yes")
    } else {
        NO.contains(&word.as_str()).then_some("no")
    }
}

fn by_part(table: &[(&'static str, &[&str])], word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let found = table
        .iter()
        .find(|(_, parts)| parts.iter().any(|part| word.contains(part)));
    found.map(|(canonical, _)| *canonical)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denial_is_not_taken_for_what_it_denies() {
        assert_eq!(outcome("Call unanswered"), Some("abandoned"));
        assert_eq!(outcome("NOT_CONNECTED"), Some("abandoned"));
        assert_eq!(outcome("angenommen"), Some("answered"));
        assert_eq!(outcome("N"), Some("abandoned"));
        assert_eq!(outcome("SYSTEM"), None);
    }

    #[test]
    fn put_through_is_a_question() {
        assert_eq!(outcome("Verbunden"), None);
        assert_eq!(outcome_to_decide("Verbunden"), Some("answered"));
        assert_eq!(outcome_to_decide("SYSTEM"), None);
    }

    #[test]
    fn states_of_tickets() {
        assert_eq!(status("erfolgreich geschlossen"), Some("closed"));
        assert_eq!(status("Awaiting User Info"), Some("pending"));
        assert_eq!(status("In Arbeit"), Some("open"));
        assert_eq!(status("xyz"), None);
    }
}
