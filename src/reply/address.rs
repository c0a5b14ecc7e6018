//! Form of address in German: Sie or du. What could be either is not counted.

use super::lexicon::TITLES;
use super::text::Reply;
use super::words::Word;

/// The agreed form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// Sie.
    Formal,
    /// du.
    Informal,
}

impl Address {
    /// Both forms by the name in a workspace.
    pub const ALL: [(&'static str, Address); 2] = [("Sie", Address::Formal), ("du", Address::Informal)];

    /// The form's own word.
    pub fn word(self) -> &'static str {
        match self {
            Address::Formal => "Sie",
            Address::Informal => "du",
        }
    }
}

/// The forms of address that a text uses, as they stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// Certain Sie-forms.
    pub formal: Vec<String>,
    /// Certain du-forms, ihr and euch included.
    pub informal: Vec<String>,
    /// Whether a sentence begins with `Sie`, which can also be she or they.
    pub perhaps_formal: bool,
}

/// Forms of du and of the plural, folded, whatever their case.
const INFORMAL: [&str; 19] = [
    "du", "dich", "dir", "dein", "deine", "deinen", "deinem", "deiner", "deines", "deins", "euch", "euer",
    "eure", "euren", "eurem", "eurer", "eures", "eueren", "euerem",
];

/// Forms of the polite pronoun that a capital marks.
const FORMAL: [&str; 9] = [
    "Sie",
    "Ihnen",
    "Ihr",
    "Ihre",
    "Ihrem",
    "Ihren",
    "Ihrer",
    "Ihres",
    "Ihrerseits",
];

/// Verbs after `ihr` that make it the plural of du.
const PLURAL_VERBS: [&str; 14] = [
    "habt", "seid", "koennt", "werdet", "muesst", "wollt", "sollt", "duerft", "bekommt", "findet", "braucht",
    "moechtet", "wisst", "erhaltet",
];

/// Finds the forms of address in a reply's own words; quoted words are somebody else's.
pub fn forms_of_address(reply: &Reply) -> Forms {
    let quoted = quotations(&reply.text);
    let mut forms = Forms::default();
    for (index, word) in reply.words.iter().enumerate() {
        if quoted.iter().any(|range| range.contains(&word.at.start)) {
            continue;
        }
        let written = word.of(&reply.text);
        if is_informal(reply, index) {
            forms.informal.push(written.to_owned());
        } else if FORMAL.contains(&written) {
            match written == "Sie" && word.opens {
                true => forms.perhaps_formal = true,
                false => forms.formal.push(written.to_owned()),
            }
        }
    }
    forms
}

fn is_informal(reply: &Reply, index: usize) -> bool {
    match reply.words[index].folded.as_str() {
        "ihr" => is_plural(&reply.words, index),
        word => INFORMAL.contains(&word) && !is_part_of_name(reply, index),
    }
}

/// `ihr habt`: the plural of du.
fn is_plural(words: &[Word], index: usize) -> bool {
    let next = words.get(index + 1).map_or("", |word| word.folded.as_str());
    let before = index.checked_sub(1).map_or("", |at| words[at].folded.as_str());
    PLURAL_VERBS.contains(&next) || PLURAL_VERBS.contains(&before)
}

/// `Herr Du Bois`, `Café du Monde`: after a title, or small between two capitals within a sentence.
fn is_part_of_name(reply: &Reply, index: usize) -> bool {
    let word = &reply.words[index];
    if index == 0 || TITLES.contains(&reply.words[index - 1].folded.as_str()) {
        return index > 0;
    }
    if word.of(&reply.text) != "du" {
        return false;
    }
    let capital = |at: usize| {
        let neighbour = reply.words.get(at);
        neighbour.is_some_and(|n| n.line == word.line && n.of(&reply.text).starts_with(char::is_uppercase))
    };
    capital(index - 1) && capital(index + 1) && !reply.words[index - 1].opens
}

/// Longest quotation in bytes; a mark without its partner quotes nothing.
const LONGEST_QUOTATION: usize = 300;

/// Where a text quotes.
fn quotations(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (open, marks) in [
        ('„', &['“', '”', '"'][..]),
        ('»', &['«'][..]),
        ('“', &['”'][..]),
        ('"', &['"'][..]),
    ] {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|start| at + start) {
            let inner = start + open.len_utf8();
            at = inner;
            let reach = text.ceil_char_boundary(inner + LONGEST_QUOTATION);
            let end = text[inner..reach].find(marks).map(|end| inner + end);
            let is_within = found.iter().any(|range| range.contains(&start));
            if let Some(end) = end.filter(|_| !is_within) {
                found.push(start..end);
                at = text[end..]
                    .chars()
                    .next()
                    .map_or(end, |mark| end + mark.len_utf8());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Forms {
        forms_of_address(&Reply::of(text).expect("words"))
    }

    #[test]
    fn certain_forms_are_counted() {
        let sie = forms("Guten Tag,\n\nwir haben Ihnen geschrieben, dass Sie Ihre Rechnung finden.");
        assert_eq!(sie.formal, ["Ihnen", "Sie", "Ihre"]);
        let du = forms("Hallo Anna, Dein Paket kommt. Melde dich, wenn du magst.");
        assert_eq!(du.informal, ["Dein", "dich", "du"]);
    }

    #[test]
    fn she_and_they_are_nobody_addressed() {
        let she = forms("Die Rechnung liegt bei. Sie ist bezahlt. Wir haben sie geprüft und ihr Datum auch.");
        assert_eq!(
            (she.formal.len(), she.informal.len(), she.perhaps_formal),
            (0, 0, true)
        );
        assert_eq!(
            forms("Sehr geehrte Frau Berg,\n\nSie haben recht.").formal,
            ["Sie"]
        );
    }

    #[test]
    fn the_plural_is_informal() {
        assert_eq!(
            forms("Hallo zusammen, ihr habt recht, wir schreiben euch.").informal,
            ["ihr", "euch"]
        );
        assert_eq!(forms("Ihr Paket kommt.").formal, ["Ihr"]);
    }

    #[test]
    fn quoted_words_are_somebody_elses() {
        let quoting = forms("Wir haben Ihr „Kannst du mir helfen?“ gelesen und \"dein Ding\" auch.");
        assert_eq!((quoting.formal.len(), quoting.informal.len()), (1, 0));
        assert_eq!(forms("Eine „Marke ohne Ende und du").informal, ["du"]);
        assert_eq!(forms("Ihr Tisch im Café du Monde ist frei.").informal.len(), 0);
    }
}
