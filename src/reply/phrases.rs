//! Agreed phrases: some must stand in the signature, others nowhere.

use super::lexicon::fold;
use super::text::Reply;

/// A phrase of the agreement. Case, blanks and the writing of umlauts do not matter; a star at the end
/// stands for any ending of the last word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    written: String,
    folded: String,
    any_ending: bool,
}

impl Phrase {
    /// A phrase as the agreement writes it.
    pub fn new(written: &str) -> Self {
        let stem = written.trim().trim_end_matches('*');
        Self {
            written: written.trim().to_owned(),
            folded: normal(stem).0,
            any_ending: written.trim().ends_with('*'),
        }
    }

    /// As the agreement writes it.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Where the phrase stands in a normal text, as its bytes, from `start` on.
    fn find(&self, text: &str, start: usize) -> Option<(usize, usize)> {
        if self.folded.is_empty() {
            return None;
        }
        let mut from = start;
        while let Some(at) = text.get(from..)?.find(&self.folded).map(|at| from + at) {
            let end = at + self.folded.len();
            let is_letter = |c: char| c.is_alphanumeric();
            let starts = !self.folded.starts_with(is_letter) || !text[..at].ends_with(is_letter);
            let ends =
                self.any_ending || !self.folded.ends_with(is_letter) || !text[end..].starts_with(is_letter);
            if starts && ends {
                let tail = text[end..]
                    .find(|c: char| !is_letter(c))
                    .unwrap_or(text.len() - end);
                return Some((at, if self.any_ending { end + tail } else { end }));
            }
            from = at + self.folded.chars().next().map_or(1, char::len_utf8);
        }
        None
    }
}

/// Lines that count as signature where a reply has no closing words.
const LAST_LINES: usize = 6;

/// The phrases that the signature lacks, as the agreement writes them.
pub fn missing_phrases(reply: &Reply, phrases: &[Phrase]) -> Vec<String> {
    let signature = normal(signature(reply)).0;
    let lacks = |phrase: &&Phrase| phrase.find(&signature, 0).is_none();
    phrases
        .iter()
        .filter(lacks)
        .map(|phrase| phrase.written.clone())
        .collect()
}

/// From the closing words on; without them the last lines.
fn signature(reply: &Reply) -> &str {
    if let Some(range) = &reply.parts.signature {
        return &reply.text[range.clone()];
    }
    let filled: Vec<&str> = reply
        .text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let first = filled[filled.len().saturating_sub(LAST_LINES)..].first();
    first.map_or("", |line| {
        &reply.text[line.as_ptr() as usize - reply.text.as_ptr() as usize..]
    })
}

/// What the reply says of the phrases, as it stands in its text, each once.
pub fn wording(reply: &Reply, phrases: &[Phrase]) -> Vec<String> {
    let (text, places) = normal(&reply.text);
    let mut found: Vec<String> = Vec::new();
    for phrase in phrases {
        let mut from = 0;
        while let Some((start, end)) = phrase.find(&text, from) {
            let (first, last) = (places[start], places[end - 1]);
            let width = reply.text[last..].chars().next().map_or(0, char::len_utf8);
            let said = reply.text[first..last + width]
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            if !found.contains(&said) {
                found.push(said);
            }
            from = end;
        }
    }
    found
}

/// Folded, any blanks as one; for each byte, where the character that it comes from begins.
fn normal(text: &str) -> (String, Vec<usize>) {
    let (mut out, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    let mut buffer = [0; 4];
    for (at, mark) in text.char_indices() {
        if mark.is_whitespace() {
            if out.ends_with(' ') || out.is_empty() {
                continue;
            }
            out.push(' ');
        } else {
            out.push_str(&fold(mark.encode_utf8(&mut buffer)));
        }
        places.resize(out.len(), at);
    }
    (out, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(written: &[&str]) -> Vec<Phrase> {
        written.iter().map(|phrase| Phrase::new(phrase)).collect()
    }

    #[test]
    fn wording_is_quoted_as_it_stands() {
        let reply = Reply::of("Das ist LEIDER  nicht\nmöglich. Leiderhin nicht, Muesste gehen, müssten sie.")
            .expect("words");
        assert_eq!(
            wording(&reply, &phrases(&["leider nicht", "müsste*", "nie"])),
            ["LEIDER nicht", "Muesste", "müssten"]
        );
        assert!(wording(&reply, &phrases(&["eide", "gehe", "", "*"])).is_empty());
    }

    #[test]
    fn the_signature_must_have_all_phrases() {
        let agreed = phrases(&["Muster Versand AG", "HRB 12345", "Geschäftsführung: Eva Muster"]);
        let whole = "Muster Versand AG hilft.\n\nViele Grüße\nAnna\n\nMuster  Versand AG · HRB 12345\nGeschaeftsfuehrung: Eva Muster";
        assert!(missing_phrases(&Reply::of(whole).expect("words"), &agreed).is_empty());
        let above = "Muster Versand AG hilft.\n\nViele Grüße\nAnna\nHRB 123456";
        assert_eq!(
            missing_phrases(&Reply::of(above).expect("words"), &agreed),
            ["Muster Versand AG", "HRB 12345", "Geschäftsführung: Eva Muster"]
        );
    }
}
