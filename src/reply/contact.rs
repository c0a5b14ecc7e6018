//! A named contact: the reply ends with a person's name, or names one in its text.

use super::lexicon::{PARTICLES, TITLES, fold, is_service_word};
use super::text::Reply;
use super::words::Word;

/// Words that name a person in the text, folded.
const INTRODUCTIONS: [&[&str]; 9] = [
    &["mein", "name", "ist"],
    &["my", "name", "is"],
    &["ihre", "ansprechpartnerin", "ist"],
    &["ihr", "ansprechpartner", "ist"],
    &["ihre", "ansprechpartnerin"],
    &["ihr", "ansprechpartner"],
    &["dein", "ansprechpartner", "ist"],
    &["your", "contact", "is"],
    &["your", "contact", "person", "is"],
];

/// Words before a name in a signature, folded.
const BEFORE_NAME: [&str; 9] = ["i", "a", "v", "ihr", "ihre", "dein", "deine", "your", "ppa"];

/// Lines of a signature among which the name is looked for.
const LINES: usize = 3;

/// Words of a name, at most.
const LONGEST_NAME: usize = 4;

/// The person whom a reply names as its contact, as written; nothing where it names none. `others`
/// are names that look like a person's and are not, such as the client's.
pub fn named_contact(reply: &Reply, others: &[String]) -> Option<String> {
    let others: Vec<String> = others.iter().map(|name| fold(name)).collect();
    let is_person = |name: &String| {
        let folded = fold(name);
        !others.iter().any(|other| folded.contains(other.as_str()))
    };
    in_signature(reply)
        .into_iter()
        .chain(introduced(reply))
        .find(is_person)
}

/// Names in the first lines behind the closing words.
fn in_signature(reply: &Reply) -> Vec<String> {
    let Some(after) = reply.parts.after_closing else {
        return Vec::new();
    };
    let rest = &reply.words[after..];
    let mut lines: Vec<usize> = rest.iter().map(|word| word.line).collect();
    lines.dedup();
    let mut found = Vec::new();
    for line in lines.into_iter().take(LINES) {
        let words: Vec<&Word> = rest.iter().filter(|word| word.line == line).collect();
        for piece in pieces(&reply.text, &words) {
            found.extend(name(&reply.text, piece));
        }
    }
    found
}

/// Pieces of a line between commas, bars and dashes.
fn pieces<'w>(text: &str, words: &'w [&'w Word]) -> Vec<&'w [&'w Word]> {
    let mut found = Vec::new();
    let mut start = 0;
    for index in 1..=words.len() {
        let is_end = index == words.len() || {
            let between = &text[words[index - 1].at.end..words[index].at.start];
            between.contains([',', '|', '/', '•', '·', '–', '('])
                || between.contains(" - ")
                || has_number(between)
        };
        if is_end {
            let end = words[index - 1].at.end;
            let next = words
                .get(index)
                .map_or_else(|| line_end(text, end), |word| word.at.start);
            // A street and its number, a label and its value.
            if !has_number(&text[end..next]) {
                found.push(&words[start..index]);
            }
            start = index;
        }
    }
    found
}

fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |length| from + length)
}

fn has_number(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The words as a person's name, where they can be one.
fn name(text: &str, words: &[&Word]) -> Option<String> {
    let leading = |word: &&&Word| {
        let folded = word.folded.as_str();
        BEFORE_NAME.contains(&folded) || TITLES.contains(&folded)
    };
    let skipped = words.iter().take_while(leading).count();
    let name = &words[skipped..];
    let (first, last) = (name.first()?, name.last()?);
    let is_capital = |word: &&Word| {
        word.of(text).starts_with(char::is_uppercase) || PARTICLES.contains(&word.folded.as_str())
    };
    let is_long = |word: &&Word| word.folded.chars().count() > 1;
    let is_name = name.len() <= LONGEST_NAME
        && name.iter().all(is_capital)
        && name.iter().any(is_long)
        && !name
            .iter()
            .any(|word| is_service_word(&word.folded) && !PARTICLES.contains(&word.folded.as_str()))
        && !text[..first.at.start].ends_with(['<', '[', '{'])
        && !is_abbreviation(text, name);
    is_name.then(|| text[first.at.start..last.at.end].to_owned())
}

/// A single word in capitals only is no name.
fn is_abbreviation(text: &str, name: &[&Word]) -> bool {
    let [only] = name else { return false };
    let written = only.of(text);
    written.chars().count() > 1 && written.chars().all(|mark| !mark.is_lowercase())
}

/// A name that the text introduces: "Mein Name ist Anna Schmidt".
fn introduced(reply: &Reply) -> Option<String> {
    let words = &reply.words;
    (0..words.len()).find_map(|index| {
        let begins = |wanted: &&&[&str]| {
            let rest = &words[index..];
            rest.len() > wanted.len()
                && rest
                    .iter()
                    .zip(**wanted)
                    .all(|(word, wanted)| word.folded == *wanted)
        };
        let length = INTRODUCTIONS.iter().find(begins)?.len();
        let following: Vec<&Word> = words[index + length..].iter().collect();
        let skipped = following
            .iter()
            .take_while(|word| TITLES.contains(&word.folded.as_str()))
            .count();
        let named = following[skipped..]
            .iter()
            .take_while(|word| word.of(&reply.text).starts_with(char::is_uppercase));
        let count = named.count().min(LONGEST_NAME);
        name(&reply.text, &following[skipped..skipped + count])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(text: &str) -> Option<String> {
        named_contact(&Reply::of(text).expect("words"), &["Muster Versand".to_owned()])
    }

    #[test]
    fn a_person_signs_or_is_named() {
        for (text, name) in [
            (
                "Gern.\n\nMit freundlichen Grüßen\n\nAnna Schmidt\nKundenservice",
                "Anna Schmidt",
            ),
            ("Gern.\nViele Grüße, Max", "Max"),
            ("Gern.\nFreundliche Grüße\ni. A. J. von Berg", "J. von Berg"),
            ("Gern.\nIhre Anna Schmidt", "Anna Schmidt"),
            (
                "Yes.\nKind regards,\nJane O'Neill | Customer Care",
                "Jane O'Neill",
            ),
            ("Yes.\nThanks,\nJane", "Jane"),
            ("Mein Name ist Ayşe Demir und ich helfe Ihnen.", "Ayşe Demir"),
            ("Ihr Ansprechpartner ist Herr Weber.", "Weber"),
            ("Gern.\ni.A. Schneider\nMuster Versand AG", "Schneider"),
        ] {
            assert_eq!(contact(text).as_deref(), Some(name), "{text}");
        }
    }

    #[test]
    fn teams_and_companies_are_nobody() {
        for text in [
            "Gern.\nMit freundlichen Grüßen\nIhr Kundenservice-Team",
            "Gern.\nViele Grüße\nMuster Versand GmbH\nMusterstraße 1",
            "Gern.\nMfG\nMuster Versand",
            "Yes.\nBest regards\nThe Support Team",
            "Gern.",
            "Gern.\nMfG",
            "Gern.\nMfG\n<Bearbeiter>",
        ] {
            assert_eq!(contact(text), None, "{text}");
        }
    }
}
