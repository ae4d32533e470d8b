//! Words looked up at a place of a text, the longest first. Most pairs of characters begin no word: one bit tells that,
//! and the count of bits before it says where the words of a pair stand, so that no search is needed.

use std::ops::Range;

use crate::text::CharSet;

/// A table of words whose characters take three bytes each, as all of Chinese does.
pub(crate) struct Prefixes {
    firsts: CharSet,
    /// A bit for each pair of characters that a word begins with, by [`pair`]: of the characters with which words
    /// begin, most are followed by one with which none goes on.
    pairs: Box<[u64; PAIRS]>,
    /// How many of these bits stand before each 64 of them.
    ranks: Box<[u16; PAIRS]>,
    /// Where the words of the n-th bit begin in `words`; different pairs may share a bit.
    starts: Vec<u16>,
    /// Words of two characters and more.
    words: Vec<Word>,
    /// Characters that are a word by themselves, how many stand before each 64 code points, and their rows.
    singles: CharSet,
    single_ranks: Vec<u16>,
    single_starts: Vec<u16>,
    single_rows: Vec<u16>,
}

struct Word {
    /// The first two characters, as [`pair_at`] reads them.
    pair: u64,
    /// What follows them.
    rest: &'static [u8],
    /// The first bytes of it as [`head`] reads them, and the bits of that number which they fill.
    head: u64,
    filled: u64,
    row: u16,
}

impl Word {
    /// What the words of a bit are in the order of: the pair, then the character behind it; a word that has none stands last.
    fn key(&self) -> (u64, u64) {
        (self.pair, self.third())
    }

    #[inline]
    fn third(&self) -> u64 {
        if self.rest.is_empty() { u64::MAX } else { third(self.head) }
    }

    fn new(pair: u64, rest: &'static [u8], row: u16) -> Self {
        let filled = u64::MAX.checked_shr(64_u32.saturating_sub(8 * rest.len() as u32)).unwrap_or(0);
        Self { pair, rest, head: head(rest), filled, row }
    }

    /// Whether it begins with two characters and goes on as the text behind them does, of which `head` is the first.
    #[inline]
    fn goes_on(&self, pair: u64, head: u64, rest: &[u8]) -> bool {
        self.pair == pair
            && (self.head ^ head) & self.filled == 0
            && (self.rest.len() <= size_of::<u64>() || rest.starts_with(self.rest))
    }

    /// Its row and its length in bytes.
    fn found(&self) -> (usize, usize) {
        (usize::from(self.row), self.rest.len() + 2 * CHAR)
    }
}

/// Bytes of a Chinese character.
const CHAR: usize = 3;

/// Words of a pair that are looked through one by one.
const FEW: usize = 8;

/// 64 bits each; of the largest table one bit in sixteen is set.
const PAIRS: usize = 512;

/// The two characters at a place, as a number.
#[inline]
fn pair_at(bytes: &[u8], at: usize) -> Option<u64> {
    let rest = bytes.get(at..)?;
    // Eight bytes are read at once where there are as many.
    if let Some(chars) = rest.first_chunk() {
        return Some(u64::from_le_bytes(*chars) & 0xFFFF_FFFF_FFFF);
    }
    let &[a, b, c, d, e, f] = rest.first_chunk()?;
    Some(u64::from_le_bytes([a, b, c, d, e, f, 0, 0]))
}

/// The first eight bytes as a number; bytes that there are not are 0, which no character has.
#[inline]
fn head(bytes: &[u8]) -> u64 {
    if let Some(bytes) = bytes.first_chunk() {
        return u64::from_le_bytes(*bytes);
    }
    bytes.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte))
}

/// The first character of what [`head`] reads.
#[inline]
fn third(head: u64) -> u64 {
    head & 0xFF_FFFF
}

/// The bit of two characters: one of those that the top bits of a product spread them over.
#[inline]
fn bit(pair: u64) -> (usize, u64) {
    let hash = pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 49;
    ((hash >> 6) as usize % PAIRS, 1 << (hash & 63))
}

impl Prefixes {
    /// Rows keep their place in the table; a word of another kind of characters is left out, which a test tells.
    pub(crate) fn new(table: impl Iterator<Item = &'static str>) -> Self {
        let (mut words, mut firsts, mut single_rows) = (Vec::new(), Vec::new(), Vec::new());
        for (row, word) in table.enumerate() {
            let Some(first) = word.chars().next().filter(|c| c.len_utf8() == CHAR) else { continue };
            let Ok(row) = u16::try_from(row) else { continue };
            firsts.push(first);
            if word.len() == CHAR {
                single_rows.push((first, row));
            } else if let Some(pair) = pair_at(word.as_bytes(), 0)
                && let Some(rest) = word.as_bytes().get(2 * CHAR..)
            {
                words.push(Word::new(pair, rest, row));
            }
        }
        // Of those that share three characters the longest word first, and of equal words the row that stands first.
        words.sort_by_key(|word: &Word| {
            (bit(word.pair), word.key(), std::cmp::Reverse(word.rest.len()), word.row)
        });
        let (mut pairs, mut ranks) = (Box::new([0; PAIRS]), Box::new([0; PAIRS]));
        let mut starts = Vec::new();
        for (nth, word) in words.iter().enumerate() {
            let (at, bit) = bit(word.pair);
            if pairs[at] & bit == 0 {
                pairs[at] |= bit;
                starts.push(u16::try_from(nth).unwrap_or(u16::MAX));
            }
        }
        starts.push(u16::try_from(words.len()).unwrap_or(u16::MAX));
        let mut before = 0;
        for (rank, bits) in ranks.iter_mut().zip(&*pairs) {
            *rank = before;
            before += u16::try_from(u64::count_ones(*bits)).unwrap_or(0);
        }
        let firsts = CharSet::new("").with(firsts.into_iter());
        let singles = CharSet::new("").with(single_rows.iter().map(|(c, _)| *c));
        single_rows.sort_unstable();
        let new = |nth: &usize| *nth == 0 || single_rows[*nth - 1].0 != single_rows[*nth].0;
        let single_starts = (0..single_rows.len()).filter(new).chain([single_rows.len()]);
        let single_starts = single_starts.map(|nth| u16::try_from(nth).unwrap_or(u16::MAX)).collect();
        let single_rows = single_rows.into_iter().map(|(_, row)| row).collect();
        let single_ranks = singles.ranks();
        Self { firsts, pairs, ranks, starts, words, singles, single_ranks, single_starts, single_rows }
    }

    /// The words that stand at `at`, the longest first: row and length in bytes.
    pub(crate) fn at<'p>(&'p self, text: &'p str, at: usize) -> impl Iterator<Item = (usize, usize)> + 'p {
        let bytes = text.as_bytes();
        let pair = pair_at(bytes, at).unwrap_or_default();
        let rest = bytes.get(at + 2 * CHAR..).unwrap_or_default();
        let head = head(rest);
        let words =
            self.words_of(pair).iter().filter(move |word| word.goes_on(pair, head, rest)).map(Word::found);
        words.chain(self.singles(bytes, at).iter().map(|row| (usize::from(*row), CHAR)))
    }

    /// The longest word at `at`: its row and its length in bytes.
    pub(crate) fn longest(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        self.longest_of_pair(text, at).or_else(|| self.single(text, at))
    }

    /// Whether what stands at `at` begins like a word, as far as two characters tell.
    pub(crate) fn may_begin(&self, text: &str, at: usize) -> bool {
        let goes_on = |pair| {
            let (at, bit) = bit(pair);
            self.pairs[at] & bit != 0
        };
        pair_at(text.as_bytes(), at).is_some_and(goes_on) || self.single(text, at).is_some()
    }

    /// The longest word of at least two characters at `at`.
    #[inline]
    pub(crate) fn longest_of_pair(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let pair = pair_at(text.as_bytes(), at)?;
        let (at_bit, bit) = bit(pair);
        // Where no word goes on, which is nearly everywhere, that is all.
        if self.pairs[at_bit] & bit == 0 { None } else { self.longest_of(pair, text, at) }
    }

    #[inline(never)]
    fn longest_of(&self, pair: u64, text: &str, at: usize) -> Option<(usize, usize)> {
        let rest = &text.as_bytes()[at + 2 * CHAR..];
        let head = head(rest);
        let words = self.words_of(pair);
        let goes_on = |word: &&Word| word.goes_on(pair, head, rest);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return None };
        if words.len() <= FEW || first.pair != last.pair {
            return words.iter().find(goes_on).map(Word::found);
        }
        // 整改 begins a hundred words; the character behind it tells which of them may stand here. The pair alone stands last.
        let third = third(head);
        let behind = &words[words.partition_point(|word| word.third() < third)..];
        let longer = behind.iter().take_while(|word| word.third() == third).find(goes_on);
        longer.or(Some(last).filter(goes_on)).map(Word::found)
    }

    /// The character at `at`, where it is a word.
    pub(super) fn single(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        self.singles(text.as_bytes(), at).first().map(|row| (usize::from(*row), CHAR))
    }

    /// The characters that are a word by themselves.
    pub(super) fn single_chars(&self) -> &CharSet {
        &self.singles
    }

    /// All words of a text from left to right, at one place the longest first: row, and place.
    pub(crate) fn each<'p>(&'p self, text: &'p str) -> impl Iterator<Item = (usize, Range<usize>)> + 'p {
        let mut next = 0;
        let firsts = std::iter::from_fn(move || {
            loop {
                let at = self.next_first(text.as_bytes(), next)?;
                next = at + CHAR;
                if self.may_begin(text, at) {
                    return Some(at);
                }
            }
        });
        firsts.flat_map(move |at| self.at(text, at).map(move |(row, len)| (row, at..at + len)))
    }

    /// The words of a text from left to right, the longest at its place, none inside another: row, and place.
    pub(crate) fn leftmost<'p>(&'p self, text: &'p str) -> impl Iterator<Item = (usize, Range<usize>)> + 'p {
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                at = self.next_first(text.as_bytes(), at)?;
                if let Some((row, len)) = self.longest(text, at) {
                    let start = at;
                    at += len;
                    return Some((row, start..at));
                }
                at += CHAR;
            }
        })
    }

    /// The first word of a text, the longest at its place: row, and place.
    pub(crate) fn first_in(&self, text: &str) -> Option<(usize, Range<usize>)> {
        self.leftmost(text).next()
    }

    /// The row of a word.
    pub(crate) fn row(&self, word: &str) -> Option<usize> {
        self.longest(word, 0).filter(|&(_, len)| len == word.len()).map(|(row, _)| row)
    }

    /// The next character from `at` on with which a word begins.
    fn next_first(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let mut rest = bytes.get(at..)?;
        while let Some(&[first, second, third]) = rest.first_chunk() {
            let wide = first & 0xF0 == 0xE0;
            if wide && self.firsts.has(first, second, third) {
                return Some(bytes.len() - rest.len());
            }
            rest = &rest[if wide { CHAR } else { 1 }..];
        }
        None
    }

    /// The rows of the character at `at`.
    fn singles(&self, bytes: &[u8], at: usize) -> &[u16] {
        if self.single_rows.is_empty() {
            return &[];
        }
        let Some(&[a @ 0xE0..=0xEF, b, c]) = bytes.get(at..at + CHAR) else { return &[] };
        let Some((block, before)) = self.singles.rank(a, b, c) else { return &[] };
        let nth = usize::from(self.single_ranks[block]) + before;
        &self.single_rows[usize::from(self.single_starts[nth])..usize::from(self.single_starts[nth + 1])]
    }

    /// The words that share the bit of a pair: those of the pair, seldom others.
    #[inline]
    fn words_of(&self, pair: u64) -> &[Word] {
        let (at, bit) = bit(pair);
        let bits = self.pairs[at];
        if bits & bit == 0 {
            return &[];
        }
        let nth = usize::from(self.ranks[at]) + (bits & (bit - 1)).count_ones() as usize;
        &self.words[usize::from(self.starts[nth])..usize::from(self.starts[nth + 1])]
    }
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
        assert_eq!(
            words.leftmost("开党组会a组织党").collect::<Vec<_>>(),
            [(3, 3..12), (2, 13..19), (1, 19..22)]
        );
        let many = [
            "整改",
            "整改一",
            "整改二",
            "整改二三",
            "整改四",
            "整改五",
            "整改六",
            "整改七",
            "整改八",
            "整改九",
        ];
        let words = Prefixes::new(many.into_iter());
        for (row, word) in many.iter().enumerate() {
            assert_eq!(words.longest(word, 0), Some((row, word.len())), "{word}");
            assert_eq!(words.longest(&format!("{word}的"), 0), Some((row, word.len())), "{word}");
        }
    }
}
