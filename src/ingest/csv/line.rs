//! Cuts a line at its delimiters, many bytes at a time; a cell in quotes is taken as it is where
//! nothing in it needs the full grammar.

use memchr::memchr2;
use wide::u8x16;

use super::fields::Place;

/// How cutting a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// The line ends here, at its line feed.
    Line(usize),
    /// Quotation marks that need the full grammar.
    Quotes,
    /// The text at hand ends before the line does; its last cell begins here.
    Open(usize),
}

/// Cuts the first line of `data` into the places of its cells.
pub(super) fn cut(data: &[u8], delimiter: u8, places: &mut Vec<Place>) -> Cut {
    places.clear();
    let mut cell = 0;
    let mut marks = Marks::new(data, delimiter);
    while let Some(mark) = marks.next() {
        match data[mark] {
            b'\n' => {
                places.push((cell, mark));
                return Cut::Line(mark);
            }
            b'"' => {
                let Some(end) = closing_quote(data, cell, mark) else {
                    return Cut::Quotes;
                };
                places.push((cell + 1, end));
                match data[end + 1..] {
                    [b'\n', ..] => return Cut::Line(end + 1),
                    [b'\r', b'\n', ..] => return Cut::Line(end + 2),
                    [next, ..] if next == delimiter => cell = end + 2,
                    _ => return Cut::Quotes,
                }
                marks.skip_to(cell);
            }
            _ => {
                places.push((cell, mark));
                cell = mark + 1;
            }
        }
    }
    Cut::Open(cell)
}

/// The next quote in the line after an opening one that begins a cell; whether it closes the cell
/// shows in what follows it.
fn closing_quote(data: &[u8], cell: usize, opening: usize) -> Option<usize> {
    let end = opening + 1 + memchr2(b'"', b'\n', &data[opening + 1..])?;
    (opening == cell && data[end] == b'"').then_some(end)
}

/// Places of delimiters, line feeds and quotes.
struct Marks<'a> {
    data: &'a [u8],
    delimiters: u8x16,
    /// Where the bytes begin that are looked at next.
    next: usize,
    /// A bit for each of the bytes before `next` that is a mark not yet given out.
    found: u64,
}

/// Bytes looked at together.
const BLOCK: usize = 64;

impl<'a> Marks<'a> {
    fn new(data: &'a [u8], delimiter: u8) -> Self {
        Self {
            data,
            delimiters: u8x16::splat(delimiter),
            next: 0,
            found: 0,
        }
    }

    /// Forgets all marks before a place.
    fn skip_to(&mut self, place: usize) {
        (self.next, self.found) = (place, 0);
    }

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let rest = self.data.get(self.next..).filter(|rest| !rest.is_empty())?;
            self.found = match rest.first_chunk::<BLOCK>() {
                Some(block) => self.marks(block),
                None => {
                    let mut block = [0; BLOCK];
                    block[..rest.len()].copy_from_slice(rest);
                    self.marks(&block)
                }
            };
            self.next += BLOCK;
        }
        let place = self.next - BLOCK + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(place)
    }

    #[inline]
    fn marks(&self, block: &[u8; BLOCK]) -> u64 {
        let (chunks, _) = block.as_chunks::<16>();
        chunks.iter().rev().fold(0, |found, chunk| {
            let bytes = u8x16::new(*chunk);
            let marks = bytes.simd_eq(self.delimiters)
                | bytes.simd_eq(u8x16::splat(b'\n'))
                | bytes.simd_eq(u8x16::splat(b'"'));
            found << 16 | u64::from(marks.to_bitmask() as u16)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> (Cut, Vec<&str>) {
        let mut places = Vec::new();
        let cut = cut(text.as_bytes(), b';', &mut places);
        (
            cut,
            places.into_iter().map(|(from, to)| &text[from..to]).collect(),
        )
    }

    #[test]
    fn lines_are_cut_at_every_distance() {
        for length in 0..70 {
            let (first, second) = ("x".repeat(length), "ü".repeat(70 - length));
            let line = format!("{first};;\"a; {second}\";{second}\nnext");
            let quoted = format!("a; {second}");
            let expected = [first.as_str(), "", quoted.as_str(), second.as_str()];
            let end = line.find('\n').expect("a line end");
            assert_eq!(cells(&line), (Cut::Line(end), expected.to_vec()), "{line}");
        }
    }

    #[test]
    fn a_quoted_cell_may_end_the_line() {
        assert_eq!(cells("1;\"\"\n"), (Cut::Line(4), vec!["1", ""]));
        assert_eq!(cells("1;\"a\"\r\n"), (Cut::Line(6), vec!["1", "a"]));
    }

    #[test]
    fn other_quotes_need_the_grammar() {
        for line in [
            "5\" pipe;2\n",
            "\"a\"\"b\";2\n",
            "\"a\nb\";2\n",
            "1;\"a",
            "\"a\" ;2\n",
            "\"a\"",
        ] {
            assert_eq!(cells(line).0, Cut::Quotes, "{line}");
        }
    }

    #[test]
    fn an_open_line_tells_its_last_cell() {
        assert_eq!(cells("1;2;abc"), (Cut::Open(4), vec!["1", "2"]));
        assert_eq!(cells(""), (Cut::Open(0), vec![]));
    }
}
