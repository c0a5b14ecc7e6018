//! The words of a text: runs of letters. Addresses, links and numbers are no words.

use std::ops::Range;

use super::lexicon::fold;
use super::sentences::sentences;

/// Letters of a run beyond which it is no word.
const LONGEST: usize = 80;

/// A word and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// Lower case, umlauts written out.
    pub folded: String,
    /// Whether it is the first of its sentence.
    pub opens: bool,
    /// Number of its line.
    pub line: usize,
}

impl Word {
    /// The word as it stands in its text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.at.clone()).unwrap_or_default()
    }
}

/// All words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let (mut line, mut seen) = (0, 0);
    for sentence in sentences(text) {
        let mut opens = true;
        for at in runs(&text[sentence.clone()]) {
            let at = at.start + sentence.start..at.end + sentence.start;
            line += text[seen..at.start].matches('\n').count();
            seen = at.start;
            found.push(Word {
                folded: fold(&text[at.clone()]),
                at,
                opens,
                line,
            });
            opens = false;
        }
    }
    found
}

/// Number of words of a text.
pub fn count(text: &str) -> usize {
    runs(text).count()
}

/// Where the words of a piece of text stand.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    chunks(text)
        .filter(|chunk| !is_address(&text[chunk.clone()]))
        .flat_map(move |chunk| {
            let piece = &text[chunk.clone()];
            runs_of_chunk(piece)
                .into_iter()
                .map(move |run| run.start + chunk.start..run.end + chunk.start)
        })
}

/// Pieces between blanks.
fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = text.as_ptr() as usize;
    text.split_whitespace().map(move |chunk| {
        let at = chunk.as_ptr() as usize - start;
        at..at + chunk.len()
    })
}

/// Mail addresses, links, names of sites and files, paths.
fn is_address(chunk: &str) -> bool {
    const ENDINGS: [&str; 16] = [
        "de", "com", "net", "org", "ch", "at", "eu", "info", "uk", "html", "pdf", "php", "example", "io",
        "jpg", "png",
    ];
    if chunk.contains("://") || chunk.starts_with("www.") || chunk.contains('@') || chunk.contains('\\') {
        return true;
    }
    let site = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    let site = site.split('/').next().unwrap_or(site);
    let is_plain = site.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-');
    is_plain
        && site.rsplit_once('.').is_some_and(|(name, ending)| {
            name.len() > 1 && ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
        })
}

/// Runs of letters with their hyphens and apostrophes; runs with digits are none.
fn runs_of_chunk(chunk: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, mark) in chunk.char_indices().chain([(chunk.len(), ' ')]) {
        let belongs = mark.is_alphanumeric()
            || matches!(mark, '-' | '\'' | '\u{2010}' | '\u{2011}')
            || is_gender_mark(chunk, at, mark);
        match (belongs, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.extend(word(chunk, from..at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The mark in `Kund:innen`, `Kund*innen` and `Kund_innen`.
pub fn is_gender_mark(text: &str, at: usize, mark: char) -> bool {
    let follows = || text[at + mark.len_utf8()..].starts_with("in");
    let precedes = || text[..at].ends_with(char::is_alphabetic);
    matches!(mark, ':' | '*' | '_') && follows() && precedes()
}

fn word(chunk: &str, run: Range<usize>) -> Option<Range<usize>> {
    let text = &chunk[run.clone()];
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    let start = run.start + (inner.as_ptr() as usize - text.as_ptr() as usize);
    let is_word = inner.chars().any(char::is_alphabetic)
        && !inner.chars().any(char::is_numeric)
        && inner.chars().count() <= LONGEST;
    is_word.then_some(start..start + inner.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<&str> {
        words(text).iter().map(|word| word.of(text)).collect()
    }

    #[test]
    fn addresses_and_numbers_are_no_words() {
        let text = "Schreiben Sie an service@muster.example oder www.muster.de/hilfe, Nr. 4711-B, am 3.10. – 20 € (A4) 😀";
        assert_eq!(plain(text), ["Schreiben", "Sie", "an", "oder", "Nr", "am"]);
        assert_eq!(plain("muster-versand.de, z.B. Rechnung.pdf"), ["z", "B"]);
    }

    #[test]
    fn hyphens_apostrophes_and_gender_marks_stay_within() {
        assert_eq!(
            plain("Das SEPA-Mandat geht's 'so' Kund:innen und Kund*innen: in"),
            [
                "Das",
                "SEPA-Mandat",
                "geht's",
                "so",
                "Kund:innen",
                "und",
                "Kund*innen",
                "in"
            ]
        );
    }

    #[test]
    fn lines_and_openings_are_known() {
        let text = "Hallo Anna,\n\ndas ist gut. Danke!\nBis bald";
        let seen: Vec<_> = words(text)
            .iter()
            .map(|w| (w.of(text), w.opens, w.line))
            .collect();
        assert_eq!(seen[2], ("das", false, 2));
        assert_eq!(seen[5], ("Danke", true, 2));
        assert_eq!(seen[6], ("Bis", true, 3));
    }
}
