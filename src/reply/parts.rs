//! The parts of a reply: its salutation, what it says, and its signature from the closing words on.

use std::ops::Range;

use super::words::Word;

/// Words that begin a salutation, folded.
const GREETINGS: [&[&str]; 34] = [
    &["sehr", "geehrte"],
    &["sehr", "geehrter"],
    &["sehr", "geehrtes"],
    &["sehr", "geehrten"],
    &["sehr", "verehrte"],
    &["geehrte"],
    &["geehrter"],
    &["guten", "tag"],
    &["guten", "morgen"],
    &["guten", "abend"],
    &["schoenen", "guten", "tag"],
    &["einen", "schoenen", "guten", "tag"],
    &["hallo"],
    &["liebe"],
    &["lieber"],
    &["liebes"],
    &["werte"],
    &["werter"],
    &["moin"],
    &["servus"],
    &["gruezi"],
    &["gruess", "gott"],
    &["hi"],
    &["hey"],
    &["huhu"],
    &["dear"],
    &["hello"],
    &["good", "morning"],
    &["good", "afternoon"],
    &["good", "evening"],
    &["good", "day"],
    &["greetings"],
    &["to", "whom"],
    &["tag"],
];

/// Words that close a mail, folded.
const CLOSINGS: [&[&str]; 34] = [
    &["mit", "freundlichen", "gruessen"],
    &["mit", "freundlichem", "gruss"],
    &["mit", "besten", "gruessen"],
    &["mit", "herzlichen", "gruessen"],
    &["mit", "lieben", "gruessen"],
    &["mit", "vielen", "gruessen"],
    &["freundliche", "gruesse"],
    &["freundlichen", "gruessen"],
    &["freundlichen", "gruss"],
    &["viele", "gruesse"],
    &["beste", "gruesse"],
    &["herzliche", "gruesse"],
    &["liebe", "gruesse"],
    &["schoene", "gruesse"],
    &["sonnige", "gruesse"],
    &["schoenen", "gruss"],
    &["lieben", "gruss"],
    &["gruesse"],
    &["gruss"],
    &["mfg"],
    &["vg"],
    &["lg"],
    &["bg"],
    &["hochachtungsvoll"],
    &["kind", "regards"],
    &["best", "regards"],
    &["warm", "regards"],
    &["regards"],
    &["best", "wishes"],
    &["yours", "sincerely"],
    &["sincerely"],
    &["yours", "faithfully"],
    &["yours", "truly"],
    &["cheers"],
];

/// Closing words that are some only where they stand alone in their line.
const CLOSINGS_ALONE: [&[&str]; 8] = [
    &["best"],
    &["herzlich"],
    &["herzlichst"],
    &["alles", "gute"],
    &["thanks"],
    &["many", "thanks"],
    &["danke"],
    &["vielen", "dank"],
];

/// Words that begin the last line of a mail: `Ihr Serviceteam`, `Deine Anna`.
const POSSESSIVES: [&str; 5] = ["ihr", "ihre", "dein", "deine", "your"];

/// Lines with something in them among which a salutation is looked for.
const FIRST_LINES: usize = 3;

/// Longest salutation in words.
const LONGEST_SALUTATION: usize = 9;

/// Words of a line beside closing words, at most.
const BESIDE_CLOSING: usize = 6;

/// Where a reply's parts stand in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The salutation, without the mark that ends it.
    pub salutation: Option<Range<usize>>,
    /// What lies between salutation and closing words.
    pub body: Range<usize>,
    /// From the closing words on; none where a reply has none.
    pub signature: Option<Range<usize>>,
    /// Index of the first word behind the closing words.
    pub after_closing: Option<usize>,
}

/// Finds the parts of a text by its words.
pub fn parts(text: &str, words: &[Word]) -> Parts {
    let salutation = salutation(text, words);
    let start = salutation.as_ref().map_or(0, |range| range.end);
    let closing = closing(text, words).filter(|(first, _)| words[*first].at.start >= start);
    let end = closing.map_or(text.len(), |(first, _)| words[first].at.start);
    Parts {
        salutation,
        body: start..end,
        signature: closing.map(|_| end..text.len()),
        after_closing: closing.map(|(_, after)| after),
    }
}

fn begins(words: &[Word], with: &[&str]) -> bool {
    words.len() >= with.len()
        && words
            .iter()
            .zip(with)
            .all(|(word, wanted)| word.folded == *wanted)
}

/// A greeting at the start of one of the first lines, up to the mark or line break that ends it.
fn salutation(text: &str, words: &[Word]) -> Option<Range<usize>> {
    let mut lines: Vec<usize> = words.iter().map(|word| word.line).collect();
    lines.dedup();
    for line in lines.into_iter().take(FIRST_LINES) {
        let first = words.iter().position(|word| word.line == line)?;
        let rest = &words[first..];
        let Some(greeting) = GREETINGS.iter().find(|greeting| begins(rest, greeting)) else {
            continue;
        };
        // "Liebe Grüße" closes a mail.
        if rest
            .get(1)
            .is_some_and(|next| next.folded.starts_with("gruess") || next.folded == "gruss")
        {
            continue;
        }
        let start = rest[0].at.start;
        let end = salutation_end(text, start, &rest[greeting.len()..]);
        return Some(start..end);
    }
    None
}

/// The end of a salutation: at a comma, a mark or the end of the line, or after so many words.
fn salutation_end(text: &str, start: usize, following: &[Word]) -> usize {
    let mut end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    if let Some(word) = following.get(LONGEST_SALUTATION) {
        end = end.min(word.at.start);
    }
    for (at, mark) in text[start..end].char_indices() {
        let next = &text[start + at + mark.len_utf8()..end];
        let is_free = next.is_empty() || next.starts_with(char::is_whitespace);
        let is_title = || {
            let before = &text[start..start + at];
            let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            last.chars().count() <= 4
        };
        let ends = match mark {
            ',' | '!' | ';' | ':' | '?' => true,
            '–' | '-' => is_free && before_blank(&text[start..start + at]),
            '.' => is_free && !is_title(),
            _ => false,
        };
        if ends && !text[start..start + at].trim().is_empty() && !within_placeholder(&text[start..start + at])
        {
            return start + at;
        }
    }
    start + text[start..end].trim_end().len()
}

fn before_blank(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}

fn within_placeholder(text: &str) -> bool {
    text.rfind(['<', '{', '['])
        .is_some_and(|open| !text[open..].contains(['>', '}', ']']))
}

/// The last closing words: index of their first word, and of the first word behind them.
fn closing(text: &str, words: &[Word]) -> Option<(usize, usize)> {
    let candidates = (0..words.len()).rev();
    candidates
        .into_iter()
        .find_map(|index| closing_at(text, words, index))
        .map(|found| earliest(words, found))
}

/// Closing words count from the first of several in one line: `Danke und viele Grüße`.
fn earliest(words: &[Word], (first, after): (usize, usize)) -> (usize, usize) {
    const POLITE: [&str; 12] = [
        "danke",
        "vielen",
        "dank",
        "und",
        "with",
        "mit",
        "many",
        "thanks",
        "and",
        "beste",
        "viele",
        "herzlichen",
    ];
    let longer = |start: &usize| {
        let rest = &words[*start..];
        CLOSINGS
            .iter()
            .any(|closing| start + closing.len() == after && begins(rest, closing))
    };
    let first = (first.saturating_sub(3)..first).find(longer).unwrap_or(first);
    let line = words[first].line;
    let start = words[..first]
        .iter()
        .rposition(|word| word.line != line)
        .map_or(0, |at| at + 1);
    match words[start..first]
        .iter()
        .all(|word| POLITE.contains(&word.folded.as_str()))
    {
        true => (start, after),
        false => (first, after),
    }
}

fn closing_at(text: &str, words: &[Word], index: usize) -> Option<(usize, usize)> {
    let rest = &words[index..];
    let line = rest.first()?.line;
    let starts_line = index == 0 || words[index - 1].line != line;
    // Of longer lines it does not matter how long they are.
    let in_line = rest
        .iter()
        .take(2 * BESIDE_CLOSING)
        .take_while(|word| word.line == line)
        .count();
    if let Some(found) = CLOSINGS
        .iter()
        .filter(|closing| begins(rest, closing))
        .max_by_key(|c| c.len())
    {
        let before = words[..index]
            .iter()
            .rev()
            .take_while(|word| word.line == line)
            .count();
        let is_free = starts_line || rest[0].opens || before <= BESIDE_CLOSING;
        return (is_free && in_line - found.len() <= BESIDE_CLOSING).then_some((index, index + found.len()));
    }
    let alone = CLOSINGS_ALONE
        .iter()
        .find(|closing| begins(rest, closing) && in_line == closing.len());
    if let Some(found) = alone.filter(|_| starts_line && index > 0) {
        return Some((index, index + found.len()));
    }
    let is_possessive = POSSESSIVES.contains(&rest[0].folded.as_str()) || by_proxy(rest);
    (is_possessive && starts_line && index > 0 && is_last_line(text, words, index, in_line))
        .then_some((index, index))
}

/// `i. A.` and `i. V.` before the name of who signs.
fn by_proxy(words: &[Word]) -> bool {
    begins(words, &["i", "a"]) || begins(words, &["i", "v"])
}

/// A short line of names at the end of a text: no sentence, every word but particles in capitals.
fn is_last_line(text: &str, words: &[Word], index: usize, in_line: usize) -> bool {
    let names = &words[index + 1..index + in_line];
    let end = names.last().map_or(0, |word| word.at.end);
    let goes_on = text[end..]
        .trim_start_matches([' ', '-'])
        .starts_with(['.', ':', '?', ';']);
    let is_name = |word: &Word| {
        word.of(text).starts_with(char::is_uppercase) || word.folded == "vom" || word.folded == "von"
    };
    (1..=5).contains(&names.len()) && !goes_on && names.iter().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn cut(text: &str) -> (String, String, String) {
        let parts = parts(text, &words(text));
        let piece =
            |range: Option<Range<usize>>| range.map_or(String::new(), |range| text[range].trim().to_owned());
        (
            piece(parts.salutation),
            piece(Some(parts.body)),
            piece(parts.signature),
        )
    }

    #[test]
    fn a_mail_has_three_parts() {
        let mail = "Sehr geehrte Frau Dr. Berg,\n\nIhre Rechnung liegt bei.\n\nMit freundlichen Grüßen\nAnna Schmidt\nMuster GmbH";
        let (salutation, body, signature) = cut(mail);
        assert_eq!(salutation, "Sehr geehrte Frau Dr. Berg");
        assert_eq!(body, ",\n\nIhre Rechnung liegt bei.");
        assert_eq!(signature, "Mit freundlichen Grüßen\nAnna Schmidt\nMuster GmbH");
    }

    #[test]
    fn a_note_in_one_line_too() {
        let (salutation, body, signature) = cut("Hallo Herr Yilmaz, das ist erledigt. Viele Grüße, Max");
        assert_eq!(
            (salutation.as_str(), signature.as_str()),
            ("Hallo Herr Yilmaz", "Viele Grüße, Max")
        );
        assert_eq!(body, ", das ist erledigt.");
        let (salutation, _, signature) = cut("Hi Tom - all done.\nThanks,\nJane");
        assert_eq!(
            (salutation.as_str(), signature.as_str()),
            ("Hi Tom", "Thanks,\nJane")
        );
    }

    #[test]
    fn other_sentences_open_and_close_nothing() {
        let (salutation, _, signature) =
            cut("Bitte richten Sie auch Ihrer Familie viele Grüße aus unserem Haus im schönen Norden aus.");
        assert_eq!((salutation.as_str(), signature.as_str()), ("", ""));
        assert_eq!(cut("Das ist gut.\nIhre Karte kommt morgen.").2, "");
        assert_eq!(cut("Bis bald!\nIhr Muster-Team").2, "Ihr Muster-Team");
        assert_eq!(cut("Liebe Grüße\nAnna").0, "");
        let whole = "Mit freundlichen Grüßen\nIhr Serviceteam";
        assert_eq!(cut(&format!("Gern.\n{whole}")).2, whole);
    }
}
