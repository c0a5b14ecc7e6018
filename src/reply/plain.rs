//! A cell of an export as plain lines: no markup, no entities, no blanks and marks that only look
//! like others, nothing that acts on a terminal.

use std::borrow::Cow;

/// Characters of a reply that are looked at; what comes after them is left unread.
const LONGEST: usize = 20_000;

/// Names of HTML elements that are taken out; other words in angle brackets are unfilled
/// placeholders and stay.
const ELEMENTS: &str = " a abbr address b big blockquote body br center code col colgroup dd del div dl dt em font \
     footer form h1 h2 h3 h4 h5 h6 head header hr html i img ins label li link main meta o:p ol p pre s section small span \
     strike strong style script sub sup table tbody td tfoot th thead title tr tt u ul v:shape ";

/// Elements that begin a new line.
const LINES: &str = " br div dd dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul ";

/// Elements whose content is not the reply: no text at all, or the mail that it answers.
const SKIPPED: &str = " blockquote head script style title ";

/// Named entities that mails contain.
const ENTITIES: [(&str, char); 26] = [
    ("nbsp", ' '),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("euro", '€'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bdquo", '„'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("ccedil", 'ç'),
];

/// The text of a cell, as a person would read it.
pub fn plain(cell: &str) -> String {
    let cell = match cell.char_indices().nth(LONGEST) {
        Some((end, _)) => &cell[..end],
        None => cell,
    };
    let lines = with_line_breaks(cell);
    let text = match lines.contains('<') {
        true => Cow::Owned(without_markup(&lines)),
        false => lines,
    };
    let text = match text.contains('&') {
        true => Cow::Owned(without_entities(&text)),
        false => text,
    };
    readable(&text)
}

/// Line breaks that an export wrote out as `\n`; only where it has no real ones.
fn with_line_breaks(cell: &str) -> Cow<'_, str> {
    if cell.contains('\n') || !cell.contains("\\n") {
        return Cow::Borrowed(cell);
    }
    Cow::Owned(
        cell.replace("\\r\\n", "\n")
            .replace("\\n", "\n")
            .replace("\\t", " "),
    )
}

/// The text between the elements.
fn without_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut skipped: Option<&str> = None;
    while let Some(open) = rest.find('<') {
        if skipped.is_none() {
            out.push_str(&rest[..open]);
        }
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some((element, is_end, length)) = element(rest) else {
            if skipped.is_none() {
                out.push('<');
            }
            rest = &rest[1..];
            continue;
        };
        if skipped.is_none() && LINES.contains(element) {
            out.push('\n');
        }
        match (skipped, is_end) {
            (None, false) => skipped = SKIPPED.contains(element).then_some(element),
            (Some(name), true) if name == element => skipped = None,
            _ => {}
        }
        rest = &rest[length..];
    }
    if skipped.is_none() {
        out.push_str(rest);
    }
    out
}

/// The element whose tag begins a text: its name between blanks as in the lists above, whether the
/// tag ends it, and the bytes of the tag.
fn element(text: &str) -> Option<(&'static str, bool, usize)> {
    let inner = text.strip_prefix('<')?;
    let is_end = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let letters = inner
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b':')
        .count();
    let name = inner
        .get(..letters)
        .filter(|name| !name.is_empty() && name.len() <= 10)?;
    let follows = inner[letters..].bytes().next()?;
    if !matches!(follows, b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r') {
        return None;
    }
    let wanted = format!(" {} ", name.to_ascii_lowercase());
    let at = ELEMENTS.find(&wanted)?;
    let close = text.find('>')?;
    Some((&ELEMENTS[at..at + wanted.len()], is_end, close + 1))
}

/// Entities as the characters that they stand for.
fn without_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(mark) = rest.find('&') {
        out.push_str(&rest[..mark]);
        rest = &rest[mark..];
        let (character, length) = entity(rest).unwrap_or(('&', 1));
        out.push(character);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The entity that begins a text, and its bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => ENTITIES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, c)| *c)?,
    };
    Some((character, end + 1))
}

/// Blanks of any kind as one kind, without what is invisible or acts, vowels with their marks as one
/// character.
fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(mark) = characters.next() {
        match mark {
            '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.push('\n'),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            '\u{300}'..='\u{36f}' => combine(&mut out, mark),
            '’' | '‘' | '´' | '`' => out.push('\''),
            // Left out, so that a word stays whole: soft hyphens, joiners, marks of direction.
            '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}' => {}
            _ if mark.is_whitespace() || mark.is_control() => out.push(' '),
            _ => out.push(mark),
        }
    }
    out
}

/// Puts a mark on the vowel before it.
fn combine(out: &mut String, mark: char) {
    const WITH: [(&str, &str, &str); 4] = [
        ("aouAOUei", "\u{308}", "äöüÄÖÜëï"),
        ("aeiouE", "\u{301}", "áéíóúÉ"),
        ("aeiou", "\u{300}", "àèìòù"),
        ("aeioucC", "\u{302}", "âêîôûcC"),
    ];
    let Some(last) = out.chars().last() else { return };
    let found = WITH.iter().find_map(|(plain, with, made)| {
        let at = plain
            .chars()
            .position(|vowel| vowel == last && with.starts_with(mark))?;
        made.chars().nth(at)
    });
    if let Some(made) = found {
        out.pop();
        out.push(made);
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn markup_and_entities_become_plain_lines() {
        let html = "<html><head><title>Re</title><style>p{}</style></head><body><p>Guten&nbsp;Tag Frau M&uuml;ller,</p><p>das kostet &lt; 5&#160;&euro;.<br/>Gru&szlig;</p><blockquote><p>Du schuldest mir</p></blockquote></body></html>";
        let lines: Vec<String> = plain(html)
            .lines()
            .map(|l| l.trim().to_owned())
            .filter(|l| !l.is_empty())
            .collect();
        assert_eq!(lines, ["Guten Tag Frau Müller,", "das kostet < 5 €.", "Gruß"]);
    }

    #[test]
    fn placeholders_and_comparisons_are_no_markup() {
        assert_eq!(
            plain("Hallo <Name>, 3 < 4 und <name>"),
            "Hallo <Name>, 3 < 4 und <name>"
        );
        assert_eq!(plain("R&D & Co; &unknown;"), "R&D & Co; &unknown;");
        assert_eq!(plain("<b"), "<b");
    }

    #[test]
    fn blanks_breaks_and_invisible_marks() {
        assert_eq!(
            plain("a\u{a0}b\u{202f}c\u{ad}d\u{200b}e\r\nf\u{1b}[2J"),
            "a b cde\nf [2J"
        );
        assert_eq!(
            plain("Sehr geehrter Herr X,\\n\\nvielen Dank"),
            "Sehr geehrter Herr X,\n\nvielen Dank"
        );
        assert_eq!(plain("C:\\neu\nzwei"), "C:\\neu\nzwei");
        assert_eq!(plain("fu\u{308}r, don’t"), "für, don't");
    }

    #[test]
    fn the_end_of_very_long_texts_is_left_unread() {
        assert_eq!(plain(&"ä".repeat(50_000)).chars().count(), 20_000);
    }
}
