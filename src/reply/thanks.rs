//! Thanks: the reply thanks the customer, in German or English.

use super::text::Reply;

/// Words of thanks, folded.
const WORDS: [&str; 21] = [
    "danke",
    "dankeschoen",
    "bedanken",
    "bedanke",
    "bedankt",
    "danken",
    "dankend",
    "dankbar",
    "dankesehr",
    "merci",
    "thank",
    "thanks",
    "thankful",
    "thx",
    "grateful",
    "appreciate",
    "appreciated",
    "thanking",
    "dankt",
    "ty",
    "danksagung",
];

/// Words before `Dank` that make it thanks; alone it can be a preposition.
const BEFORE: [&str; 9] = [
    "vielen",
    "besten",
    "herzlichen",
    "lieben",
    "schoenen",
    "grossen",
    "unseren",
    "meinen",
    "tausend",
];

/// Whether a reply has words of thanks anywhere, its closing words included.
pub fn has_thanks(reply: &Reply) -> bool {
    let words = &reply.words;
    words.iter().enumerate().any(|(index, word)| {
        let before = index.checked_sub(1).map(|at| words[at].folded.as_str());
        let after = words.get(index + 1).map(|word| word.folded.as_str());
        match word.folded.as_str() {
            "dank" => before.is_some_and(|before| BEFORE.contains(&before)),
            // "thanks to our engineers" and "no thanks" thank nobody.
            "thanks" => after != Some("to") && before != Some("no"),
            "danke" => before != Some("nein"),
            folded => WORDS.contains(&folded),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thanks_are_told_from_other_words() {
        let thanks = |text: &str| has_thanks(&Reply::of(text).expect("words"));
        for text in [
            "Vielen Dank für Ihre Nachricht.",
            "Wir bedanken uns.",
            "besten dank",
            "Thank you!",
            "Thx",
            "We appreciate your patience.",
        ] {
            assert!(thanks(text), "{text}");
        }
        for text in [
            "Dank Ihrer Hinweise läuft es wieder.",
            "Thanks to our engineers it works.",
            "Gott sei Dank.",
            "Erledigt.",
        ] {
            assert!(!thanks(text), "{text}");
        }
    }
}
