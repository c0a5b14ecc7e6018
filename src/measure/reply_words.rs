//! Words of findings about written replies: what was found, with the offending words only.

use super::family::Wording;
use crate::reply::{Forms, Length, Salutation, Spelling};

/// Quoted words of one finding, at most.
const QUOTED: usize = 6;

/// Characters of one quotation, at most.
const LONGEST: usize = 60;

/// Words in quotation marks, each once, in their order.
fn quotes<'w>(words: impl IntoIterator<Item = &'w String>, wording: Wording<'_>) -> String {
    let mut each: Vec<&String> = Vec::new();
    for word in words {
        if !each.contains(&word) {
            each.push(word);
        }
    }
    let (open, close) = (wording.say("„", "“"), wording.say("“", "”"));
    let quoted = each
        .iter()
        .take(QUOTED)
        .map(|word| format!("{open}{}{close}", cut(word)));
    let mut text = quoted.collect::<Vec<_>>().join(", ");
    if each.len() > QUOTED {
        text.push_str(" …");
    }
    text
}

fn cut(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// Wrong or mixed forms of address.
pub fn address(forms: &Forms, wording: Wording<'_>) -> String {
    let (formal, informal) = (!forms.formal.is_empty(), !forms.informal.is_empty());
    let what = match (formal, informal) {
        (true, true) => wording.say("Sie und du gemischt: ", "Sie and du mixed: "),
        (true, false) => wording.say("Sie-Form: ", "Sie form: "),
        _ => wording.say("du-Form: ", "du form: "),
    };
    // Three of each, so that both sides of a mixture are seen.
    let shown: Vec<String> = match (formal, informal) {
        (true, true) => some(&forms.formal).chain(some(&forms.informal)).collect(),
        _ => forms.formal.iter().chain(&forms.informal).cloned().collect(),
    };
    format!("{what}{}", quotes(&shown, wording))
}

fn some(words: &[String]) -> impl Iterator<Item = String> {
    let mut each: Vec<String> = Vec::new();
    for word in words {
        if !each.contains(word) && each.len() < QUOTED / 2 {
            each.push(word.clone());
        }
    }
    each.into_iter()
}

/// A salutation without the customer's name.
pub fn salutation(salutation: &Salutation, wording: Wording<'_>) -> String {
    let (what, written) = match salutation {
        Salutation::ByName => return String::new(),
        Salutation::Missing => return wording.say("keine Anrede", "no salutation").to_owned(),
        Salutation::Nameless(written) => (
            wording.say("Anrede ohne Namen: ", "salutation without name: "),
            written,
        ),
        Salutation::OtherName(written) => (wording.say("anderer Name: ", "another name: "), written),
    };
    format!("{what}{}", quotes([written], wording))
}

/// Phrases that the signature lacks.
pub fn missing(phrases: &[String], wording: Wording<'_>) -> String {
    format!(
        "{}{}",
        wording.say("fehlt: ", "missing: "),
        quotes(phrases, wording)
    )
}

/// Wording that must not be there.
pub fn forbidden(found: &[String], wording: Wording<'_>) -> String {
    quotes(found, wording)
}

/// Sentences that are too long in the mean.
pub fn length(length: &Length, wording: Wording<'_>) -> String {
    let tenths = (length.words * 20 + length.sentences) / (length.sentences.max(1) * 2);
    let mean = format!("{}{}{}", tenths / 10, wording.say(",", "."), tenths % 10);
    format!(
        "{mean} {} {}: {}",
        wording.say(
            "Wörter je Satz; der längste mit",
            "words a sentence; the longest of"
        ),
        length.longest,
        quotes([&format!("{} …", length.begins)], wording)
    )
}

/// Wrong words.
pub fn spelling(spelling: &Spelling, wording: Wording<'_>) -> String {
    format!(
        "{} {} {} {}: {}",
        spelling.errors.len(),
        wording.say("von", "of"),
        spelling.words,
        wording.say("Wörtern", "words"),
        quotes(&spelling.errors, wording)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::Dictionaries;
    use crate::tables::Codebook;
    use crate::workspace::agreement::ReportLanguage;

    fn said(language: ReportLanguage, words: impl Fn(Wording<'_>) -> String) -> String {
        let codes = Codebook::of([].into_iter(), [].into_iter(), [].into_iter(), [].into_iter());
        let dictionaries = Dictionaries::new(&codes);
        words(Wording {
            words: &dictionaries,
            language,
        })
    }

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn offending_words_are_quoted_and_nothing_else() {
        let forms = Forms {
            formal: Vec::new(),
            informal: list(&["dein", "dir", "dein"]),
            perhaps_formal: true,
        };
        assert_eq!(
            said(ReportLanguage::German, |w| address(&forms, w)),
            "du-Form: „dein“, „dir“"
        );
        let mixed = Forms {
            formal: list(&["Ihnen", "Sie", "Ihre", "Ihr", "Ihnen"]),
            ..forms
        };
        let shown = said(ReportLanguage::English, |w| address(&mixed, w));
        assert_eq!(shown, "Sie and du mixed: “Ihnen”, “Sie”, “Ihre”, “dein”, “dir”");
        let many = list(&["a1", "b", "c", "d", "e", "f", "g"]);
        assert!(said(ReportLanguage::German, |w| forbidden(&many, w)).ends_with("„f“ …"));
    }

    #[test]
    fn means_are_rounded_to_a_tenth() {
        let long = Length {
            sentences: 3,
            words: 55,
            longest: 30,
            begins: "Wir prüfen".into(),
        };
        assert_eq!(
            said(ReportLanguage::German, |w| length(&long, w)),
            "18,3 Wörter je Satz; der längste mit 30: „Wir prüfen …“"
        );
    }
}
