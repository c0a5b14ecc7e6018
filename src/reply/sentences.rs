//! Cuts a text into sentences. A stop after an abbreviation, an ordinal or within a number ends none;
//! a line break within a sentence is a blank.

use std::ops::Range;

use super::lexicon::{fold, is_abbreviation};

/// Words after a number with a stop that make it an ordinal.
const AFTER_ORDINAL: &str = " januar februar maerz april mai juni juli august september oktober november dezember \
     quartal stock etage halbjahr jahrhundert mal tag werktag arbeitstag kalendertag mahnung rate stufe oktoberhaelfte \
     jan feb maer apr jun jul aug sep sept okt nov dez jaenner ";

/// Where the sentences of a text stand, in order, without blanks around them.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for block in blocks(text) {
        let mut start = block.start;
        for end in ends(&text[block.clone()]) {
            let end = block.start + end;
            found.extend(trimmed(text, start..end));
            start = end;
        }
        found.extend(trimmed(text, start..block.end));
    }
    found
}

/// Paragraphs and items of lists: what a line break ends.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut at = 0;
    // The last mark of the block so far.
    let mut last = None;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let line = line.trim();
        let goes_on = match line {
            // A salutation with its comma goes on below the blank line.
            "" => matches!(last, None | Some(',')),
            _ => last != Some(':') && !is_item(line),
        };
        match &mut open {
            Some(range) if goes_on => range.end = end,
            _ => {
                found.extend(open.replace(start..end));
                last = None;
            }
        }
        last = line.chars().next_back().or(last);
    }
    found.extend(open);
    found
}

/// An item of a list: `- …`, `• …`, `1) …`, `2. …`.
fn is_item(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix(['-', '*', '•', '–', '·', '➔']) {
        return rest.starts_with(' ');
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len()
        && line.len() - rest.len() <= 2
        && (rest.starts_with(") ") || rest.starts_with(". "))
}

/// Where sentences end within a block, after their marks.
fn ends(block: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, mark) in block.char_indices() {
        let after = at + mark.len_utf8();
        let is_last_mark =
            matches!(mark, '.' | '!' | '?' | '…') && !block[after..].starts_with(['.', '!', '?', '…']);
        // Closing marks belong to the sentence; a letter right behind does not end it.
        let is_closing = |c: &char| matches!(c, '"' | '\'' | ')' | '“' | '”' | '«');
        if !is_last_mark {
            continue;
        }
        let closing = block[after..].chars().take(CLOSING).take_while(is_closing);
        let next = after + closing.map(char::len_utf8).sum::<usize>();
        let is_free = next == block.len() || block[next..].starts_with(char::is_whitespace);
        if is_free && (mark != '.' || stop_ends(&block[..at], &block[after..])) {
            found.push(next);
        }
    }
    found
}

/// Closing marks behind the end of a sentence, at most.
const CLOSING: usize = 4;

/// Characters of the word before a stop that are looked at.
const LONGEST_ABBREVIATION: usize = 24;

/// Whether a stop between two pieces of text ends a sentence.
fn stop_ends(before: &str, after: &str) -> bool {
    let next = after.trim_start();
    if next.is_empty() {
        return true;
    }
    let near = before
        .char_indices()
        .rev()
        .nth(LONGEST_ABBREVIATION)
        .map_or(0, |(at, _)| at);
    let last = before[near..]
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let last = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    if last.chars().all(|c| c.is_ascii_digit()) && !last.is_empty() && last.len() <= 2 {
        return !ordinal_before(next);
    }
    let is_single = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
    let listed = || is_abbreviation(&fold(last));
    let goes_on = next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    !(is_single || goes_on || listed())
}

/// Whether what follows makes the number before a stop an ordinal.
fn ordinal_before(next: &str) -> bool {
    let word: String = next
        .chars()
        .take(LONGEST_ABBREVIATION)
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let is_word = word.starts_with(char::is_alphabetic);
    !is_word || word.starts_with(char::is_lowercase) || AFTER_ORDINAL.contains(&format!(" {} ", fold(&word)))
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = &text[range.clone()];
    let inner = piece.trim();
    let start = range.start + (inner.as_ptr() as usize - piece.as_ptr() as usize);
    (!inner.is_empty()).then_some(start..start + inner.len())
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn abbreviations_and_numbers_do_not_end_sentences() {
        for one in [
            "Das gilt z. B. für die Nr. 12 der GmbH & Co. KG.",
            "Bitte rufen Sie bis zum 3. November ca. um 12.30 Uhr an.",
            "Herr Dr. Meier von der Abt. 5 hilft gern, d.h. sofort.",
            "Mr. Smith will call at 5 p.m. on the 2. of May.",
            "Es kostet 1.234,50 Euro inkl. MwSt.",
            "Wir prüfen das und\nmelden uns morgen.",
        ] {
            assert_eq!(cut(one), [one]);
        }
    }

    #[test]
    fn marks_blank_lines_and_lists_end_them() {
        assert_eq!(
            cut("Gern! Geht das? Ja … Wir helfen. (Sofort.) Gut"),
            ["Gern!", "Geht das?", "Ja …", "Wir helfen.", "(Sofort.)", "Gut"]
        );
        assert_eq!(
            cut("Wir brauchen:\n- Ihre Nummer\n- ein Foto\n\nDanke"),
            ["Wir brauchen:", "- Ihre Nummer", "- ein Foto", "Danke"]
        );
        assert_eq!(
            cut("Das kostet 20. Wir buchen ab."),
            ["Das kostet 20.", "Wir buchen ab."]
        );
        assert_eq!(cut("Nein!!! Doch..."), ["Nein!!!", "Doch..."]);
    }

    #[test]
    fn marks_without_end_cost_no_more_than_others() {
        for hostile in ["A.", ".", "!)", "\n", "a, \n"] {
            let text = hostile.repeat(10_000);
            let started = std::time::Instant::now();
            sentences(&text);
            assert!(started.elapsed().as_millis() < 1_000, "{hostile:?}");
        }
    }

    #[test]
    fn a_salutation_goes_on_below_the_blank_line() {
        assert_eq!(
            cut("Guten Tag Frau Berg,\n\nSie haben recht."),
            ["Guten Tag Frau Berg,\n\nSie haben recht."]
        );
    }
}
