//! How much room texts need, in characters and lines. Programs differ in whether they find out
//! themselves on opening a workbook.

/// Widest column for the sake of its head, in characters.
const LONGEST_HEAD: f64 = 24.0;

/// Width that the longest word of a head needs, filter button included.
pub fn head_width(text: &str) -> f64 {
    let longest = text
        .split_whitespace()
        .map(|word| word.chars().count())
        .max()
        .unwrap_or_default();
    (longest as f64 + 3.0).min(LONGEST_HEAD)
}

/// Lines that a text takes in a column, words kept whole where they fit.
pub fn lines_of(text: &str, width: f64) -> u32 {
    let room = (width.max(4.0) as usize).saturating_sub(1);
    let (mut lines, mut used) = (1, 0);
    for word in text.split_whitespace().map(|word| word.chars().count()) {
        if used > 0 && used + 1 + word > room {
            lines += 1;
            used = 0;
        }
        lines += (word.saturating_sub(1) / room) as u32;
        used = if used == 0 {
            (word.saturating_sub(1)) % room + 1
        } else {
            used + 1 + word
        };
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(lines_of("Anrufe außerhalb der Öffnungszeit", 14.0), 3);
        assert_eq!(lines_of("Anrufe außerhalb der Öffnungszeit", 40.0), 1);
        assert_eq!(lines_of("Bearbeitungszeit", 9.0), 2);
        assert_eq!(lines_of("", 9.0), 1);
    }

    #[test]
    fn columns_hold_the_longest_word_of_their_head() {
        assert_eq!(head_width("Anrufe außerhalb der Öffnungszeit"), 15.0);
        assert_eq!(head_width("Donaudampfschifffahrtsgesellschaft"), LONGEST_HEAD);
    }
}
