//! The rules about written replies in the words of reports: what is required, and how it is counted.

use crate::reply::{Address, Phrase, ReplyRule};
use crate::workspace::agreement::Text;

/// How all of these rules count.
const OVER: (&str, &str) = (
    ", geteilt durch alle schriftlichen Antworten, für die die Regel gilt. Gelesen wird nur der eigene Text, ohne die angehängte Nachricht des Kunden. Eine Antwort zählt im Zeitraum der ersten Antwort, sonst des Abschlusses; zusammengeführte und stornierte Tickets zählen nicht.",
    " over all written replies to which the rule applies. Only the reply's own text is read, without the customer's message below it. A reply counts in the period of the first response, or else of the closing; merged and cancelled tickets do not count.",
);

/// Where nothing can be said.
const UNDECIDED: (&str, &str) = (
    " Texte, deren Sprache nicht sicher erkannt wird, sind nicht messbar.",
    " Texts whose language is not certain are unmeasurable.",
);

/// Rules of courtesy are known in two languages.
const COURTESY: (&str, &str) = (
    " Beurteilt werden deutsche und englische Antworten.",
    " German and English replies are judged.",
);

/// What is required of a reply.
pub fn required(rule: &ReplyRule) -> Text {
    match rule {
        ReplyRule::FormOfAddress(agreed) => {
            let word = agreed.word();
            both(format!("Anrede mit {word}"), format!("address with {word}"))
        }
        ReplyRule::Salutation => said(
            "Anrede mit dem Namen des Kunden",
            "salutation with the customer's name",
        ),
        ReplyRule::Thanks => said("Dank", "thanks"),
        ReplyRule::NamedContact(_) => said("Ansprechperson mit Namen", "contact person by name"),
        ReplyRule::CompanyData(phrases) => {
            let phrases = listed(phrases);
            both(
                format!("in der Signatur: {phrases}"),
                format!("in the signature: {phrases}"),
            )
        }
        ReplyRule::ForbiddenWording(_) => said("keine ausgeschlossene Wendung", "no excluded wording"),
        ReplyRule::SentenceLength(words) => both(
            format!("im Mittel höchstens {words} Wörter je Satz"),
            format!("at most {words} words a sentence in the mean"),
        ),
    }
}

/// The definition of a rule.
pub fn definition(rule: &ReplyRule) -> Text {
    let (counted, rest) = (numerator(rule), particulars(rule));
    let undecided = rule.languages().map_or(("", ""), |_| UNDECIDED);
    both(
        format!("{}{}{}{}", counted.de, OVER.0, rest.0, undecided.0),
        format!("{}{}{}{}", counted.en, OVER.1, rest.1, undecided.1),
    )
}

fn numerator(rule: &ReplyRule) -> Text {
    match rule {
        ReplyRule::FormOfAddress(agreed) => address(*agreed),
        ReplyRule::Salutation => said(
            "Antworten, die den Kunden mit Namen anreden",
            "Replies that greet the customer by name",
        ),
        ReplyRule::Thanks => said("Antworten, die danken", "Replies that thank"),
        ReplyRule::NamedContact(_) => said(
            "Antworten, die eine Person mit Namen als Kontakt nennen, am Ende oder im Text",
            "Replies that name a person as contact, at the end or in the text",
        ),
        ReplyRule::CompanyData(phrases) => {
            let phrases = listed(phrases);
            both(
                format!("Antworten, in deren Signatur alle vereinbarten Angaben stehen ({phrases})"),
                format!("Replies with all agreed phrases in their signature ({phrases})"),
            )
        }
        ReplyRule::ForbiddenWording(phrases) => {
            let phrases = listed(phrases);
            both(
                format!("Antworten ohne ausgeschlossene Wendungen ({phrases})"),
                format!("Replies without excluded wording ({phrases})"),
            )
        }
        ReplyRule::SentenceLength(words) => both(
            format!("Antworten, deren Sätze im Mittel höchstens {words} Wörter haben"),
            format!("Replies whose sentences have at most {words} words in the mean"),
        ),
    }
}

fn address(agreed: Address) -> Text {
    let other = match agreed {
        Address::Formal => Address::Informal,
        Address::Informal => Address::Formal,
    };
    let (word, other) = (agreed.word(), other.word());
    both(
        format!("Deutsche Antworten, die den Kunden mit {word} und nirgends mit {other} ansprechen"),
        format!("German replies that address the customer with {word} and nowhere with {other}"),
    )
}

/// What else belongs to a rule.
fn particulars(rule: &ReplyRule) -> (&'static str, &'static str) {
    match rule {
        ReplyRule::FormOfAddress(_) => (
            " Antworten ohne Anredeform und in anderen Sprachen zählen nicht; „Sie“ am Satzanfang kann sie oder Sie heißen und ist kein Verstoß; Zitate in Anführungszeichen zählen nicht.",
            " Replies without a form of address and in other languages do not count; “Sie” at the start of a sentence can mean she, they or you and is no breach; quotations do not count.",
        ),
        ReplyRule::Salutation => (
            " Kennt der Export den Namen des Kunden, muss ein Teil davon in der Anrede stehen, sonst irgendein Name. Beurteilt werden deutsche und englische Antworten.",
            " Where the export knows the customer's name, a part of it must stand in the salutation, otherwise any name. German and English replies are judged.",
        ),
        ReplyRule::Thanks => COURTESY,
        ReplyRule::NamedContact(_) => (
            " Teams, Abteilungen und Firmen sind keine Person. Beurteilt werden deutsche und englische Antworten.",
            " Teams, departments and companies are no person. German and English replies are judged.",
        ),
        ReplyRule::CompanyData(_) => (
            " Die Signatur beginnt mit der Grußformel; ohne sie gelten die letzten sechs Zeilen.",
            " The signature begins with the closing words; without them it is the last six lines.",
        ),
        ReplyRule::ForbiddenWording(_) => ("", ""),
        ReplyRule::SentenceLength(_) => (
            " Anrede und Signatur sind keine Sätze; Zahlen, Links und Adressen sind keine Wörter.",
            " Salutation and signature are no sentences; numbers, links and addresses are no words.",
        ),
    }
}

fn listed(phrases: &[Phrase]) -> String {
    let phrases: Vec<&str> = phrases.iter().map(Phrase::written).collect();
    phrases.join("; ")
}

fn said(de: &str, en: &str) -> Text {
    both(de.to_owned(), en.to_owned())
}

fn both(de: String, en: String) -> Text {
    Text { de, en }
}
