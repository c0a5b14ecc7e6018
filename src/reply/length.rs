//! Mean sentence length of what a reply says, without salutation and signature.

use super::sentences::sentences;
use super::text::Reply;
use super::words::count;

/// Sentences and words of a reply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Sentences with at least one word.
    pub sentences: usize,
    /// Words in them.
    pub words: usize,
    /// Words of the longest.
    pub longest: usize,
    /// How the longest begins.
    pub begins: String,
}

/// Words of a long sentence that are quoted.
const QUOTED: usize = 5;

/// Counts sentences and words.
pub fn sentence_length(reply: &Reply) -> Length {
    let body = &reply.text[reply.parts.body.clone()];
    let mut length = Length::default();
    for range in sentences(body) {
        let sentence = &body[range];
        let words = count(sentence);
        if words == 0 {
            continue;
        }
        length.sentences += 1;
        length.words += words;
        if words > length.longest {
            length.longest = words;
            length.begins = beginning(sentence);
        }
    }
    length
}

fn beginning(sentence: &str) -> String {
    let is_mark = |word: &&str| word.chars().any(char::is_alphanumeric);
    let words = sentence.split_whitespace().filter(is_mark).take(QUOTED);
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salutation_and_signature_are_no_sentences() {
        let mail = "Sehr geehrter Herr Berg,\n\nwir prüfen das bis zum 3. November. Danke!\n\nMit freundlichen Grüßen\nAnna Schmidt";
        let length = sentence_length(&Reply::of(mail).expect("words"));
        // wir prüfen das bis zum November / Danke
        assert_eq!((length.sentences, length.words, length.longest), (2, 7, 6));
        assert_eq!(length.begins, "wir prüfen das bis zum");
    }

    #[test]
    fn a_signature_alone_has_no_sentence() {
        let length = sentence_length(&Reply::of("Viele Grüße\nAnna").expect("words"));
        assert_eq!(length, Length::default());
    }
}
