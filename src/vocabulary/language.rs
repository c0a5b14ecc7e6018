//! Languages by their code. Only codes of ISO 639 are languages: a typing error must not look like a
//! customer who was served in the wrong one.

use std::fmt;

/// A language as BCP 47 primary tag, the shortest code of ISO 639: `de`, `en`, `tr`, `gsw`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

/// Older three-letter codes of libraries (ISO 639-2/B) that differ from those of ISO 639-3.
const BIBLIOGRAPHIC: [(&str, &str); 20] = [
    ("alb", "sq"),
    ("arm", "hy"),
    ("baq", "eu"),
    ("bur", "my"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("dut", "nl"),
    ("fre", "fr"),
    ("geo", "ka"),
    ("ger", "de"),
    ("gre", "el"),
    ("ice", "is"),
    ("mac", "mk"),
    ("mao", "mi"),
    ("may", "ms"),
    ("per", "fa"),
    ("rum", "ro"),
    ("slo", "sk"),
    ("tib", "bo"),
    ("wel", "cy"),
];

/// Codes that say that the language is not one: several, none, not coded, not known.
const NO_LANGUAGE: [&str; 4] = ["mis", "mul", "und", "zxx"];

impl Language {
    /// The language of a code of two or three letters (ISO 639-1, -2 or -3), whatever its case;
    /// nothing where no language has this code. Longer codes become the shortest one, so that a
    /// language has one spelling only.
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.trim().to_ascii_lowercase();
        if NO_LANGUAGE.contains(&code.as_str()) {
            return None;
        }
        if let Some((_, tag)) = BIBLIOGRAPHIC.iter().find(|(older, _)| *older == code) {
            return Some(Self((*tag).to_owned()));
        }
        let language =
            isolang::Language::from_639_1(&code).or_else(|| isolang::Language::from_639_3(&code))?;
        let tag = language.to_639_1().unwrap_or_else(|| language.to_639_3());
        Some(Self(tag.to_owned()))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Option<String> {
        Language::parse(text).map(|language| language.to_string())
    }

    #[test]
    fn each_language_has_one_spelling() {
        for text in ["de", "DE", " De ", "deu", "ger", "GER"] {
            assert_eq!(tag(text).as_deref(), Some("de"), "{text}");
        }
        assert_eq!(tag("gsw").as_deref(), Some("gsw"));
        assert_eq!(tag("cmn").as_deref(), Some("cmn"));
    }

    #[test]
    fn other_letters_are_no_language() {
        for text in [
            "xx", "uk1", "d", "", "abx1", "qqq", "und", "mul", "zxx", "n/a", "german",
        ] {
            assert_eq!(tag(text), None, "{text}");
        }
    }

    #[test]
    fn the_older_codes_are_not_also_those_of_other_languages() {
        for (older, tag) in BIBLIOGRAPHIC {
            assert_eq!(isolang::Language::from_639_3(older), None, "{older}");
            assert!(isolang::Language::from_639_1(tag).is_some(), "{tag}");
        }
    }
}
