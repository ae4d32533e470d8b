//! Words looked up at the end of a text, by its last character.

use crate::text::CharSet;

/// A table of words that end in characters of three bytes.
pub(crate) struct Suffixes {
    lasts: CharSet,
    /// How many last characters stand before each 64 code points.
    ranks: Vec<u16>,
    /// Where the words of the n-th last character begin in `words`.
    starts: Vec<u16>,
    words: Vec<&'static str>,
}

impl Suffixes {
    pub(crate) fn new(table: impl Iterator<Item = &'static str>) -> Self {
        let mut words: Vec<(char, &'static str)> =
            table.filter_map(|word| Some((word.chars().next_back()?, word))).collect();
        // Of a last character the longest word first.
        words.sort_by_key(|&(last, word)| (last, std::cmp::Reverse(word.len())));
        let lasts = CharSet::new("").with(words.iter().map(|word| word.0));
        let new = |nth: &usize| *nth == 0 || words[*nth - 1].0 != words[*nth].0;
        let starts = (0..words.len()).filter(new).chain([words.len()]);
        let starts = starts.map(|nth| u16::try_from(nth).unwrap_or(u16::MAX)).collect();
        Self { ranks: lasts.ranks(), lasts, starts, words: words.into_iter().map(|(_, word)| word).collect() }
    }

    /// The longest word that a text ends with.
    pub(crate) fn longest(&self, text: &str) -> Option<&'static str> {
        let &[.., a @ 0xE0..=0xEF, b, c] = text.as_bytes() else { return None };
        let (block, before) = self.lasts.rank(a, b, c)?;
        let nth = usize::from(self.ranks[block]) + before;
        let words = &self.words[usize::from(self.starts[nth])..usize::from(self.starts[nth + 1])];
        words.iter().copied().find(|word| text.ends_with(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_at_the_end_is_found() {
        let words = Suffixes::new(["问题", "具体问题", "题", "制度"].into_iter());
        assert_eq!(words.longest("整改具体问题"), Some("具体问题"));
        assert_eq!(words.longest("话题"), Some("题"));
        assert_eq!(words.longest("制度"), Some("制度"));
        assert_eq!(words.longest("度"), None);
        assert_eq!(words.longest("é"), None);
        assert_eq!(words.longest(""), None);
    }
}
