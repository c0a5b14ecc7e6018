//! Placeholders in texts, filled so that no value can be read as a placeholder or turn the sentence.

/// Fills `{name}` placeholders in one pass; unknown ones stay as they are.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after
            .split_once('}')
            .and_then(|(name, tail)| Some((values.iter().find(|(known, _)| *known == name)?.1, tail)));
        match value {
            Some((value, tail)) => {
                push_isolated(&mut filled, value);
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// Appends a value. One that could turn the direction of the sentence around it is isolated.
fn push_isolated(sentence: &mut String, value: &str) {
    let turns = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(c, '\u{2066}'..='\u{2069}' | '\u{fb1d}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}')
    };
    if !value.contains(turns) {
        sentence.push_str(value);
        return;
    }
    sentence.push('\u{2068}');
    // A stray end of isolation would let the rest out.
    sentence.extend(value.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')));
    sentence.push('\u{2069}');
}
