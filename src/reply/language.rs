//! The language of a text, told among the agreed ones only; *undecided* is a result.

use lingua::{LanguageDetector, LanguageDetectorBuilder};

use super::text::Reply;
use crate::vocabulary::Language;

/// Languages that can be told from each other, by their tags. Each adds about five megabytes to the
/// program, so there are only those that German-speaking clients agree with their partners.
pub const DETECTABLE: [&str; 6] = ["de", "en", "fr", "it", "pl", "tr"];

/// Characters that are looked at; more do not make a language clearer.
const LONGEST: usize = 2_000;

/// What is found out about the language of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detected {
    /// This language.
    Certain(Language),
    /// Too short, or too much of several languages.
    Undecided,
}

/// Tells languages from each other.
pub struct Detector {
    /// None where there is nothing to tell apart.
    detector: Option<LanguageDetector>,
    min_letters: usize,
    min_confidence: f64,
}

/// Whether the language of a text can be recognised.
pub fn is_detectable(language: &Language) -> bool {
    DETECTABLE.contains(&language.as_str())
}

fn model(language: &Language) -> Option<lingua::Language> {
    Some(match language.as_str() {
        "de" => lingua::Language::German,
        "en" => lingua::Language::English,
        "fr" => lingua::Language::French,
        "it" => lingua::Language::Italian,
        "pl" => lingua::Language::Polish,
        "tr" => lingua::Language::Turkish,
        _ => return None,
    })
}

fn tag(model: lingua::Language) -> Option<Language> {
    let tag = model.iso_code_639_1().to_string();
    Language::parse(&tag)
}

impl Detector {
    /// Tells these languages from each other; texts of fewer letters, or less certain than this (0–1),
    /// are undecided. With fewer than two languages there is nothing to tell, and all are.
    pub fn new(languages: &[Language], min_letters: usize, min_confidence: f64) -> Self {
        let models: Vec<lingua::Language> = languages.iter().filter_map(model).collect();
        let detector = (models.len() > 1).then(|| LanguageDetectorBuilder::from_languages(&models).build());
        Self {
            detector,
            min_letters,
            min_confidence,
        }
    }

    /// The languages to tell apart for these agreed ones: themselves, and a counterpart where there
    /// is one only.
    pub fn with_counterpart(agreed: &[Language]) -> Vec<Language> {
        let mut languages = agreed.to_vec();
        languages.sort();
        languages.dedup();
        let counterparts = ["en", "de"].into_iter().filter_map(Language::parse);
        for counterpart in counterparts {
            if languages.len() < 2 && !languages.contains(&counterpart) {
                languages.push(counterpart);
            }
        }
        languages
    }

    /// The language of what a reply says.
    pub fn language(&self, reply: &Reply) -> Detected {
        let Some(detector) = &self.detector else {
            return Detected::Undecided;
        };
        let said = said(reply);
        if said.chars().filter(|mark| mark.is_alphabetic()).count() < self.min_letters {
            return Detected::Undecided;
        }
        let values = detector.compute_language_confidence_values(said);
        let Some((best, confidence)) = values.into_iter().next() else {
            return Detected::Undecided;
        };
        // The sums behind it are not added in a fixed order; what that changes is far below a millionth.
        let confidence = (confidence * 1e6).round() / 1e6;
        match tag(best).filter(|_| confidence >= self.min_confidence) {
            Some(language) => Detected::Certain(language),
            None => Detected::Undecided,
        }
    }
}

/// Words from the salutation to the closing ones; names, addresses and the company's data tell
/// nothing of the language.
fn said(reply: &Reply) -> String {
    let start = reply.parts.salutation.as_ref().map_or(0, |range| range.start);
    let end = reply.parts.after_closing.map_or(reply.text.len(), |after| {
        reply
            .words
            .get(after)
            .map_or(reply.text.len(), |word| word.at.start)
    });
    let mut said = String::new();
    for word in reply
        .words
        .iter()
        .filter(|word| start <= word.at.start && word.at.end <= end)
    {
        if said.len() >= LONGEST {
            break;
        }
        said.push_str(word.of(&reply.text));
        said.push(' ');
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detector(tags: &[&str]) -> Detector {
        let agreed: Vec<Language> = tags.iter().filter_map(|tag| Language::parse(tag)).collect();
        Detector::new(&Detector::with_counterpart(&agreed), 20, 0.8)
    }

    fn told(detector: &Detector, text: &str) -> String {
        match detector.language(&Reply::of(text).expect("words")) {
            Detected::Certain(language) => language.to_string(),
            Detected::Undecided => "?".to_owned(),
        }
    }

    #[test]
    fn every_language_of_the_list_has_its_model() {
        for name in DETECTABLE {
            let language = Language::parse(name).expect("a language");
            assert_eq!(model(&language).and_then(tag), Some(language), "{name}");
        }
    }

    #[test]
    fn languages_are_told_and_short_texts_are_not() {
        let two = detector(&["de", "en"]);
        assert_eq!(
            told(&two, "Vielen Dank für Ihre Nachricht, wir kümmern uns darum."),
            "de"
        );
        assert_eq!(
            told(&two, "Thank you for your message, we will take care of it."),
            "en"
        );
        assert_eq!(told(&two, "Erledigt."), "?");
        assert_eq!(told(&two, "OK 12345 :-)"), "?");
        let six = detector(&["de", "en", "fr", "it", "pl", "tr"]);
        assert_eq!(
            told(&six, "Merci beaucoup pour votre message, nous nous en occupons."),
            "fr"
        );
        assert_eq!(
            told(&six, "Dziękujemy za wiadomość, zajmiemy się tym jeszcze dzisiaj."),
            "pl"
        );
    }

    #[test]
    fn one_language_has_a_counterpart() {
        let german = detector(&["de"]);
        assert_eq!(
            told(&german, "Thank you for your message, we will take care of it."),
            "en"
        );
        let english = detector(&["en"]);
        assert_eq!(
            told(&english, "Vielen Dank für Ihre Nachricht, wir kümmern uns darum."),
            "de"
        );
    }
}
