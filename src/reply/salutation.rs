//! The salutation: whether there is one, and whether it names the customer.

use super::lexicon::{PARTICLES, TITLES, fold};
use super::text::Reply;
use super::words::{Word, words};

/// What a reply's salutation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Salutation {
    /// It names the customer, or, where the customer's name is not known, somebody.
    ByName,
    /// There is none.
    Missing,
    /// It names nobody; as it stands.
    Nameless(String),
    /// It names somebody else; as it stands.
    OtherName(String),
}

/// Words of salutations that name nobody, folded.
const NOBODY: [&str; 44] = [
    "sehr",
    "geehrte",
    "geehrter",
    "geehrtes",
    "geehrten",
    "verehrte",
    "guten",
    "tag",
    "morgen",
    "abend",
    "schoenen",
    "einen",
    "hallo",
    "liebe",
    "lieber",
    "liebes",
    "werte",
    "werter",
    "moin",
    "servus",
    "gruezi",
    "gruess",
    "gott",
    "hi",
    "hey",
    "huhu",
    "dear",
    "hello",
    "good",
    "morning",
    "afternoon",
    "evening",
    "day",
    "greetings",
    "to",
    "whom",
    "it",
    "may",
    "concern",
    "und",
    "and",
    "an",
    "or",
    "oder",
];

/// Nouns that stand in the place of a name, folded; as the beginning of a word.
const ANYBODY: [&str; 30] = [
    "dame",
    "herren",
    "kund",
    "interessent",
    "team",
    "support",
    "zusammen",
    "mitglied",
    "nutzer",
    "user",
    "leser",
    "customer",
    "client",
    "sir",
    "madam",
    "there",
    "all",
    "everyone",
    "valued",
    "member",
    "partner",
    "nachbar",
    "teilnehmer",
    "besteller",
    "abonnent",
    "freund",
    "friend",
    "name",
    "vorname",
    "nachname",
];

/// Judges the salutation of a reply. With the customer's name, one of its parts must stand in it.
pub fn salutation(reply: &Reply, customer: Option<&str>) -> Salutation {
    let Some(range) = reply.parts.salutation.clone() else {
        return Salutation::Missing;
    };
    let written = reply.text[range.clone()].trim().to_owned();
    let within: Vec<&Word> = reply
        .words
        .iter()
        .filter(|word| range.contains(&word.at.start))
        .collect();
    let wanted = customer.map(name_parts).unwrap_or_default();
    let is_wanted = |word: &&Word| wanted.iter().any(|part| same_name(part, &word.folded));
    let is_named = within.iter().any(|word| is_name(reply, word));
    if has_placeholder(&written) {
        return Salutation::Nameless(written);
    }
    // The customer's own name counts in small letters too.
    if within.iter().any(is_wanted) || (wanted.is_empty() && is_named) {
        return Salutation::ByName;
    }
    match is_named {
        true => Salutation::OtherName(written),
        false => Salutation::Nameless(written),
    }
}

/// A capital word that is neither greeting nor title nor anybody.
fn is_name(reply: &Reply, word: &Word) -> bool {
    let folded = word.folded.as_str();
    word.of(&reply.text).starts_with(char::is_uppercase)
        && !NOBODY.contains(&folded)
        && !TITLES.contains(&folded)
        && !PARTICLES.contains(&folded)
        && !ANYBODY.iter().any(|noun| folded.starts_with(noun))
}

/// `<Name>`, `{{name}}`, `[Name]`, `XXX`: nobody has filled it in.
fn has_placeholder(written: &str) -> bool {
    written.contains(['<', '{', '['])
        || written.contains("XX")
        || written.contains("__")
        || written.contains("...")
}

/// The parts of a customer's name that can stand in a salutation; none of a company.
fn name_parts(name: &str) -> Vec<String> {
    let found = words(name).into_iter().map(|word| word.folded);
    found
        .filter(|part| {
            part.len() > 1 && !TITLES.contains(&part.as_str()) && !PARTICLES.contains(&part.as_str())
        })
        .collect()
}

/// The same name, also as one part of a double one, or in the genitive.
fn same_name(part: &str, word: &str) -> bool {
    let of = |name: &str| -> Vec<String> {
        fold(name)
            .split('-')
            .map(|p| p.trim_end_matches("'s").to_owned())
            .collect()
    };
    let (parts, words) = (of(part), of(word));
    parts.iter().any(|part| words.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, customer: Option<&str>) -> Salutation {
        salutation(&Reply::of(text).expect("words"), customer)
    }

    #[test]
    fn somebody_is_named_or_nobody() {
        for text in [
            "Sehr geehrte Frau Dr. Müller-Berg,\nja.",
            "Hallo Tom, ja.",
            "Dear Mr Smith, yes.",
            "Hi Jane!\nYes.",
        ] {
            assert_eq!(of(text, None), Salutation::ByName, "{text}");
        }
        for (text, shown) in [
            (
                "Sehr geehrte Damen und Herren,\nja.",
                "Sehr geehrte Damen und Herren",
            ),
            ("Liebe Kundin, ja.", "Liebe Kundin"),
            ("Guten Tag,\nja.", "Guten Tag"),
            ("Dear Sir or Madam, yes.", "Dear Sir or Madam"),
            ("Sehr geehrter <Name>,\nja.", "Sehr geehrter <Name>"),
            ("Hello {{first_name}}, yes.", "Hello {{first_name}}"),
            ("Hallo zusammen, ja.", "Hallo zusammen"),
        ] {
            assert_eq!(of(text, None), Salutation::Nameless(shown.into()), "{text}");
        }
        assert_eq!(of("Ihre Rechnung liegt bei.", None), Salutation::Missing);
    }

    #[test]
    fn the_customers_own_name_is_wanted_where_it_is_known() {
        let text = "Guten Tag Frau Müller,\nja.";
        for name in [
            "Anna Mueller",
            "MÜLLER, Anna",
            "Anna Müller-Berg",
            "Dr. Anna Müller",
        ] {
            assert_eq!(of(text, Some(name)), Salutation::ByName, "{name}");
        }
        let other = Salutation::OtherName("Guten Tag Frau Müller".into());
        assert_eq!(of(text, Some("Anna Meier")), other);
        assert_eq!(of(text, Some("-")), Salutation::ByName);
        assert_eq!(
            of("hallo frau müller, ja.", Some("Anna Müller")),
            Salutation::ByName
        );
        assert_eq!(
            of("hallo frau müller, ja.", None),
            Salutation::Nameless("hallo frau müller".into())
        );
    }
}
