//! Words looked up at a place of a text, the longest first. Most characters begin no word: one bit tells that, and
//! the count of bits before it says where the words of a character stand, so that no search is needed.

use std::ops::Range;

use crate::text::CharSet;

/// A table of words whose characters take three bytes each, as all of Chinese does.
pub(crate) struct Prefixes {
    firsts: CharSet,
    /// First characters that are a word by themselves.
    singles: CharSet,
    /// A bit for each pair of characters that a word begins with, by [`pair`]: of the characters with which words
    /// begin, most are followed by one with which none goes on.
    pairs: Box<[u64; PAIRS]>,
    /// For each 64 code points, how many first characters stand before them.
    ranks: Vec<u16>,
    /// Where the words of the n-th first character begin in `words`.
    starts: Vec<u16>,
    /// What follows the first character, and the row of the table.
    words: Vec<(&'static str, u16)>,
}

/// Bytes of a Chinese character.
const CHAR: usize = 3;

/// 64 bits each; of the largest table one bit in ten is set.
const PAIRS: usize = 512;

/// The bit of two characters: one of those that the top bits of a product spread them over.
fn pair(chars: &[u8; 2 * CHAR]) -> (usize, u64) {
    let &[a, b, c, d, e, f] = chars;
    let hash = u64::from_le_bytes([a, b, c, d, e, f, 0, 0]).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 49;
    ((hash >> 6) as usize % PAIRS, 1 << (hash & 63))
}

impl Prefixes {
    /// Rows keep their place in the table; a word of another kind of characters is left out, which a test tells.
    pub(crate) fn new(table: impl Iterator<Item = &'static str>) -> Self {
        let mut rows: Vec<(char, &'static str, u16)> = table
            .enumerate()
            .filter_map(|(row, word)| {
                let first = word.chars().next().filter(|c| c.len_utf8() == CHAR)?;
                Some((first, &word[CHAR..], u16::try_from(row).ok()?))
            })
            .collect();
        // By the first character; then the longest, and of equal words the row that stands first.
        rows.sort_by_key(|&(first, rest, row)| (first, std::cmp::Reverse(rest.len()), row));
        let firsts = CharSet::new("").with(rows.iter().map(|row| row.0));
        let singles = CharSet::new("").with(rows.iter().filter(|row| row.1.is_empty()).map(|row| row.0));
        let mut pairs = Box::new([0; PAIRS]);
        for (first, rest, _) in &rows {
            let word = format!("{first}{rest}");
            if let Some(chars) = word.as_bytes().first_chunk() {
                let (at, bit) = pair(chars);
                pairs[at] |= bit;
            }
        }
        let mut starts = Vec::new();
        let mut last = None;
        for (at, (first, ..)) in rows.iter().enumerate() {
            if last.replace(*first) != Some(*first) {
                starts.push(u16::try_from(at).unwrap_or(u16::MAX));
            }
        }
        starts.push(u16::try_from(rows.len()).unwrap_or(u16::MAX));
        let words = rows.iter().map(|&(_, rest, row)| (rest, row)).collect();
        Self { ranks: firsts.ranks(), firsts, singles, pairs, starts, words }
    }

    /// The words that stand at `at`, the longest first: row and length in bytes.
    pub(crate) fn at<'p>(&'p self, text: &'p str, at: usize) -> impl Iterator<Item = (usize, usize)> + 'p {
        let bytes = text.as_bytes();
        let words = match bytes.get(at..at + CHAR) {
            Some(&[a @ 0xE0..=0xEF, b, c]) if self.goes_on(bytes, at) || self.singles.has(a, b, c) => {
                self.words_of(a, b, c)
            }
            _ => &[],
        };
        let rest = bytes.get(at + CHAR..).unwrap_or_default();
        words
            .iter()
            .filter(move |(word, _)| starts_with(rest, word.as_bytes()))
            .map(|&(word, row)| (usize::from(row), word.len() + CHAR))
    }

    /// Whether a word may begin with the two characters at `at`.
    fn goes_on(&self, bytes: &[u8], at: usize) -> bool {
        bytes.get(at..at + 2 * CHAR).and_then(<[u8]>::first_chunk).is_some_and(|chars| {
            let (at, bit) = pair(chars);
            self.pairs[at] & bit != 0
        })
    }

    /// The longest word at `at`: its row and its length in bytes.
    pub(crate) fn longest(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        self.at(text, at).next()
    }

    /// All words of a text from left to right, at one place the longest first: row, and place.
    pub(crate) fn each<'p>(&'p self, text: &'p str) -> impl Iterator<Item = (usize, Range<usize>)> + 'p {
        let mut next = 0;
        let firsts = std::iter::from_fn(move || {
            let at = self.next_first(text.as_bytes(), next)?;
            next = at + CHAR;
            Some(at)
        });
        firsts.flat_map(move |at| self.at(text, at).map(move |(row, len)| (row, at..at + len)))
    }

    /// The first word of a text, the longest at its place: row, and place.
    pub(crate) fn first_in(&self, text: &str) -> Option<(usize, Range<usize>)> {
        let mut at = 0;
        loop {
            at = self.next_first(text.as_bytes(), at)?;
            if let Some((row, len)) = self.longest(text, at) {
                return Some((row, at..at + len));
            }
            at += CHAR;
        }
    }

    /// The row of a word.
    pub(crate) fn row(&self, word: &str) -> Option<usize> {
        let (first, rest) = word.as_bytes().split_first_chunk::<CHAR>()?;
        let &[a @ 0xE0..=0xEF, b, c] = first else { return None };
        let mut words = self.words_of(a, b, c).iter();
        words.find(|(known, _)| known.as_bytes() == rest).map(|&(_, row)| usize::from(row))
    }

    /// The characters with which words begin.
    pub(super) fn firsts(&self) -> &CharSet {
        &self.firsts
    }

    /// The next character from `at` on with which a word begins.
    fn next_first(&self, bytes: &[u8], mut at: usize) -> Option<usize> {
        loop {
            at += match *bytes.get(at)? {
                lead @ 0xE0..=0xEF => {
                    let &[second, third] = bytes.get(at + 1..)?.first_chunk()?;
                    if self.firsts.has(lead, second, third) {
                        return Some(at);
                    }
                    CHAR
                }
                _ => 1,
            }
        }
    }

    fn words_of(&self, a: u8, b: u8, c: u8) -> &[(&'static str, u16)] {
        let Some((block, before)) = self.firsts.rank(a, b, c) else { return &[] };
        let nth = usize::from(self.ranks[block]) + before;
        &self.words[usize::from(self.starts[nth])..usize::from(self.starts[nth + 1])]
    }
}

/// As `slice::starts_with`, but a first character that differs costs no call, and most words have no more.
fn starts_with(text: &[u8], word: &[u8]) -> bool {
    let Some((first, more)) = word.split_first_chunk::<CHAR>() else { return true };
    let Some((found, rest)) = text.split_first_chunk::<CHAR>() else { return false };
    // The last byte of a character tells more than its first.
    first[2] == found[2] && first == found && (more.is_empty() || rest.starts_with(more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_comes_first_and_rows_are_kept() {
        let words = Prefixes::new(["党组", "党", "组织", "党组会", "党"].into_iter());
        let text = "开党组会";
        let at = "开".len();
        assert_eq!(words.at(text, at).collect::<Vec<_>>(), [(3, 9), (0, 6), (1, 3), (4, 3)]);
        assert_eq!(words.longest(text, 0), None);
        assert_eq!(words.longest("组", 0), None);
        assert_eq!(words.longest("", 0), None);
        assert_eq!(words.longest("a组织", 1), Some((2, 6)));
        assert_eq!(words.first_in("a𠮷开党组"), Some((0, 8..14)));
        let each = [(0, 0..6), (1, 0..3), (4, 0..3), (2, 3..9)];
        assert_eq!(words.each("党组织").collect::<Vec<_>>(), each);
        assert_eq!(words.first_in("é开"), None);
    }
}
