//! Puts into a report's language what the readers of files say about them in English: why a file or
//! row cannot be used and what would be right. The phrases are in `report_templates/phrases.toml`.
//! What no phrase fits stays as it is said.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Locale;
use super::fill::fill;
use crate::scorecard::{QueueText, Rejected};
use crate::workspace::agreement::ReportLanguage;

/// What stands between what is wrong with a file and what would be right.
const EXPECTED: &str = "; expected: ";
/// What stands between several things that are wrong.
const AND: &str = "; ";

/// One thing that can be said.
#[derive(Debug, Deserialize)]
struct Phrase {
    /// As it is said in English.
    en: String,
    /// In German.
    de: String,
    /// In English, where reports say it in other words.
    shown: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Phrases {
    phrase: Vec<Phrase>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../report_templates/phrases.toml")).unwrap_or_default()
});

impl Locale {
    /// What was expected in a rejected row, or what is wrong with a file, in words of this language.
    /// Ids of queues become their names.
    pub fn phrase<'a>(&self, said: &'a str, queues: &[QueueText]) -> Cow<'a, str> {
        self.known_phrase(said, queues)
            .map_or(Cow::Borrowed(said), Cow::Owned)
    }

    /// The value of a rejected row: the partner's own, or where the whole row is meant what is said of it.
    pub fn rejected_value<'r>(&self, rejected: &'r Rejected) -> Cow<'r, str> {
        if rejected.column.is_empty() {
            self.phrase(&rejected.value, &[])
        } else {
            rejected.value.as_str().into()
        }
    }

    /// What is wrong with a file, perhaps several things, perhaps with what would be right.
    pub fn file_problem(&self, said: &str) -> String {
        let (what, expected) = said.split_once(EXPECTED).unwrap_or((said, ""));
        let parts: Option<Vec<String>> = what.split(AND).map(|part| self.known_phrase(part, &[])).collect();
        let what = parts.map_or_else(|| self.phrase(what, &[]).into_owned(), |parts| parts.join(AND));
        if expected.is_empty() {
            return what;
        }
        let expected = self.phrase(expected, &[]);
        self.fill("notice.expected", &[("what", &what), ("expected", &expected)])
    }

    /// The phrase that fits, where there is one.
    fn known_phrase(&self, said: &str, queues: &[QueueText]) -> Option<String> {
        let (phrase, values) = PHRASES
            .phrase
            .iter()
            .find_map(|phrase| Some((phrase, values(&phrase.en, said)?)))?;
        let template = match self.language() {
            ReportLanguage::German => &phrase.de,
            ReportLanguage::English => phrase.shown.as_ref().unwrap_or(&phrase.en),
        };
        let worded: Vec<(&str, Cow<str>)> = values
            .into_iter()
            .map(|(name, value)| (name, self.worded(name, value, queues)))
            .collect();
        let borrowed: Vec<(&str, &str)> = worded
            .iter()
            .map(|(name, value)| (*name, value.as_ref()))
            .collect();
        Some(fill(template, &borrowed))
    }

    /// A value in words where its name promises a code.
    fn worded<'v>(&self, name: &str, value: &'v str, queues: &[QueueText]) -> Cow<'v, str> {
        match name {
            "field" => self.field(value).into(),
            "unit" => self.find(&format!("unit.{value}")).unwrap_or(value).into(),
            "formats" => self.formats(value).into(),
            "meanings" => {
                let words = value.split(", ").map(|code| self.meaning(code, queues));
                words.collect::<Vec<_>>().join(", ").into()
            }
            _ => value.into(),
        }
    }

    /// A field of the canonical tables; the name itself where it has no words.
    pub fn field<'v>(&self, name: &'v str) -> &'v str {
        self.find(&format!("field.{name}")).unwrap_or(name)
    }

    /// What a partner's word may stand for.
    fn meaning<'v>(&self, code: &'v str, queues: &'v [QueueText]) -> &'v str {
        let queue = queues.iter().find(|queue| queue.id.as_str() == code);
        match queue {
            Some(queue) => &queue.name,
            None => self.find(&format!("meaning.{code}")).unwrap_or(code),
        }
    }

    /// Formats of times as people write them: `TT.MM.JJJJ hh:mm:ss` for `%d.%m.%Y %H:%M:%S`.
    fn formats(&self, formats: &str) -> String {
        let mut written = formats.replace(" or ", self.text("unit.or"));
        for (sign, key) in FORMAT_SIGNS {
            written = written.replace(sign, self.text(key));
        }
        written
    }
}

/// Signs of time formats, with the keys of what people write for them.
const FORMAT_SIGNS: [(&str, &str); 12] = [
    ("%d", "unit.day"),
    ("%e", "unit.day"),
    ("%m", "unit.month"),
    ("%Y", "unit.year"),
    ("%y", "unit.short_year"),
    ("%H", "unit.hour"),
    ("%I", "unit.hour"),
    ("%M", "unit.minute"),
    ("%S", "unit.second"),
    ("%.f", "unit.fraction_of_second"),
    ("%p", "unit.half_day"),
    ("%b", "unit.month_name"),
];

/// The values of a template's placeholders where it fits a text; the shortest ones that fit.
fn values<'t>(template: &'t str, text: &'t str) -> Option<Vec<(&'t str, &'t str)>> {
    let (begin, mut template) = template
        .split_once('{')
        .map_or((template, None), |(b, t)| (b, Some(t)));
    let mut text = text.strip_prefix(begin)?;
    let mut values = Vec::new();
    while let Some(rest) = template {
        let (name, rest) = rest.split_once('}')?;
        let (literal, next) = rest.split_once('{').map_or((rest, None), |(l, t)| (l, Some(t)));
        let end = match next {
            None => text.strip_suffix(literal)?.len(),
            Some(_) => text.find(literal)?,
        };
        values.push((name, &text[..end]));
        text = &text[end + literal.len()..];
        template = next;
    }
    text.is_empty().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Channel, QueueId};

    fn german(said: &str) -> String {
        let queue = QueueText {
            id: QueueId::new("mail"),
            name: "E-Mail allgemein".into(),
            channel: Channel::Email,
        };
        Locale::new(ReportLanguage::German)
            .phrase(said, &[queue])
            .into_owned()
    }

    #[test]
    fn values_are_kept_and_codes_put_into_words() {
        let cases = [
            (
                "a time not before Datum + Uhrzeit, which is 2026-10-07 17:12:17",
                "ein Zeitpunkt nicht vor Datum + Uhrzeit, also 2026-10-07 17:12:17",
            ),
            (
                "an existing date and time as %d.%m.%Y %H:%M or %Y-%m-%d, 1990 to 2100",
                "ein Datum mit Uhrzeit, das es gibt, als TT.MM.JJJJ hh:mm oder JJJJ-MM-TT, 1990 bis 2100",
            ),
            ("a duration as days", "eine Dauer als Tage"),
            (
                "a word for mail, answered, xx …",
                "ein Wort für E-Mail allgemein, angenommen, xx …",
            ),
            (
                "a customer_language that the workspace defines",
                "Sprache des Kunden, wie vereinbart",
            ),
            (
                "not more than answered, which is 4",
                "nicht mehr als angenommene Anrufe, also 4",
            ),
            ("nobody has ever said this", "nobody has ever said this"),
        ];
        for (said, shown) in cases {
            assert_eq!(german(said), shown);
        }
    }

    #[test]
    fn several_problems_of_a_file_are_each_put_into_words() {
        let said = "column \"Wartezeit\" is missing; column \"id\" number 2 is missing";
        let german = Locale::new(ReportLanguage::German);
        assert_eq!(
            german.file_problem(said),
            "die Spalte „Wartezeit“ fehlt; die Spalte „id“ Nummer 2 fehlt"
        );
        assert_eq!(
            german.file_problem("the file is empty; expected: a header and records"),
            "die Datei ist leer; erwartet: eine Kopfzeile und Datensätze"
        );
        assert_eq!(
            Locale::new(ReportLanguage::English).file_problem("cannot be read: x; expected: "),
            "cannot be read: x"
        );
    }

    #[test]
    fn every_phrase_fits_itself_and_has_the_same_values_in_german() {
        assert!(PHRASES.phrase.len() > 60, "the phrases could not be read");
        for phrase in &PHRASES.phrase {
            let english = values(&phrase.en, &phrase.en).expect("fits itself");
            let first = PHRASES
                .phrase
                .iter()
                .find(|p| values(&p.en, &phrase.en).is_some());
            assert_eq!(first.map(|p| &p.en), Some(&phrase.en), "hidden by an earlier one");
            for (name, _) in english {
                assert!(
                    phrase.de.contains(&format!("{{{name}}}")),
                    "{} in {}",
                    name,
                    phrase.de
                );
            }
        }
    }
}
