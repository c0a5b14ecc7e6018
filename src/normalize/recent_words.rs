//! The known words of a column and their codes, found again without hashing whole words: most
//! columns have few words, and tens of millions of cells.

use crate::ingest::{TextBytes, WINDOW, first_bytes};

/// Places; a word may lie in any of [`NEAR`] neighbouring ones.
const PLACES: usize = 2048;
const NEAR: usize = 4;

/// Length and ends of a word: up to sixteen bytes, these are all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Print {
    length: usize,
    head: u64,
    tail: u64,
}

/// What no word looks like.
const NO_WORD: Print = Print {
    length: usize::MAX,
    head: 0,
    tail: 0,
};

/// Known words by their print.
pub struct RecentWords {
    places: Box<[(Print, u32); PLACES + NEAR]>,
    /// The words of more than sixteen bytes, by their place.
    long: Vec<Box<[u8]>>,
}

impl Default for RecentWords {
    fn default() -> Self {
        Self {
            places: Box::new([(NO_WORD, 0); PLACES + NEAR]),
            long: vec![Box::default(); PLACES + NEAR],
        }
    }
}

impl Print {
    #[inline]
    fn of(word: TextBytes<'_>) -> Self {
        let length = word.bytes.len();
        let (window, head) = (word.window(), word.head());
        // The second eight bytes of a word of up to sixteen, the last eight of a longer one.
        let tail = if length <= WINDOW {
            let from = (length.max(16) - 8) % WINDOW;
            let tail = window.get(from..).and_then(|rest| rest.first_chunk());
            tail.map_or(0, |tail| u64::from_le_bytes(*tail))
        } else {
            let tail = word.bytes.last_chunk();
            tail.map_or(0, |tail| u64::from_le_bytes(*tail))
        };
        let tail = tail & first_bytes(length.saturating_sub(8));
        Self { length, head, tail }
    }

    #[inline]
    fn place(&self) -> usize {
        let ends = self.head ^ self.tail.rotate_left(29) ^ self.length as u64;
        // Both halves of the product, so that every byte has a say.
        let wide = u128::from(ends) * 0x9e37_79b9_7f4a_7c15;
        ((wide >> 64) as u64 ^ wide as u64) as usize % PLACES
    }
}

impl RecentWords {
    /// The code of a word, where it is among them.
    #[inline]
    pub fn code(&self, word: TextBytes<'_>) -> Option<u32> {
        let print = Print::of(word);
        let from = print.place();
        let (known, code) = &self.places[from];
        if *known == print && print.length <= 16 {
            return Some(*code);
        }
        self.farther(print, from, word.bytes)
    }

    /// A word that is long, or whose place another one had before it.
    fn farther(&self, print: Print, from: usize, word: &[u8]) -> Option<u32> {
        let near = self.places[from..from + NEAR].iter().zip(&self.long[from..]);
        for ((known, code), long) in near {
            if *known == print && (print.length <= 16 || **long == *word) {
                return Some(*code);
            }
        }
        None
    }

    /// Remembers a word, where there is room.
    pub fn remember(&mut self, word: &[u8], code: u32) {
        let print = Print::of(TextBytes::alone(word));
        let from = print.place();
        if let Some(free) = (from..from + NEAR).find(|place| self.places[*place].0 == NO_WORD) {
            self.places[free] = (print, code);
            if print.length > 16 {
                self.long[free] = word.into();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_length_are_told_apart() {
        let words: Vec<String> = (0..40)
            .flat_map(|length| {
                let middle = "m".repeat(length / 2);
                let other = "n".repeat(length / 2);
                [
                    format!("{middle}{length}{middle}"),
                    format!("{middle}{length}{other}"),
                ]
            })
            .chain((0..400).map(|agent| format!("A{agent:04}")))
            .collect();
        let mut recent = RecentWords::default();
        let distinct: std::collections::BTreeSet<&String> = words.iter().collect();
        for (code, word) in distinct.iter().enumerate() {
            assert_eq!(recent.code(TextBytes::alone(word.as_bytes())), None, "{word}");
            recent.remember(word.as_bytes(), code as u32);
        }
        for (code, word) in distinct.iter().enumerate() {
            let found = recent.code(TextBytes::alone(word.as_bytes()));
            assert!(found.is_none_or(|found| found == code as u32), "{word}");
        }
        let known = distinct
            .iter()
            .filter(|w| recent.code(TextBytes::alone(w.as_bytes())).is_some())
            .count();
        assert!(known * 100 > distinct.len() * 99, "{known}");
        assert_eq!(recent.code(TextBytes::alone(b"")), None);
    }
}
