//! The next character of a set, or one that is not Chinese, found two characters at a time. Most of a circular is common
//! Chinese characters that a pass does nothing with; this is the loop that leaps over them.

use super::CharSet;

/// A bit for each character at which a pass stops: those of a set, and all but the common Chinese ones (E4 to E9).
///
/// Unlike in a [`CharSet`] there is a word of bits for each value of the last twelve bits of the first two bytes, though
/// of the second byte two are always the same: a quarter is used, and a shift and a mask give the index.
pub(crate) struct Stops([u64; 4096]);

impl Stops {
    pub(crate) const fn new(set: &CharSet) -> Self {
        let mut stops = [u64::MAX; 4096];
        let mut first = 0xE4;
        while first <= 0xE9 {
            let mut second = 0x80;
            while second <= 0xBF {
                stops[(first as usize & 0xF) << 8 | second as usize] = set.bits(first, second);
                second += 1;
            }
            first += 1;
        }
        Self(stops)
    }

    /// The first character from `at` on that is one to stop at, or the end of the text.
    pub(crate) fn next(&self, bytes: &[u8], mut at: usize) -> usize {
        // Two characters are six bytes; eight are read at once, as a number.
        while let Some(pair) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            let pair = u64::from_be_bytes(*pair);
            if pair & 0xF000_00F0_0000_0000 != 0xE000_00E0_0000_0000 {
                break;
            }
            if self.has(pair >> 40) {
                return at;
            }
            if self.has(pair >> 16) {
                return at + 3;
            }
            at += 6;
        }
        // Before a character of another length, and at the end: no more than two are left.
        while let Some(&[first @ 0xE0..=0xEF, second, third]) = bytes.get(at..at + 3)
            && !self.has(u64::from_be_bytes([0, 0, 0, 0, 0, first, second, third]))
        {
            at += 3;
        }
        at
    }

    /// Whether the character in the last three bytes of a number is one to stop at.
    fn has(&self, bytes: u64) -> bool {
        self.0[(bytes >> 8 & 0xFFF) as usize] >> (bytes & 0x3F) & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_agree_with_a_look_at_each_character() {
        let text = "整改abc，一情况𠮷é。\u{3000}三二㐀（1）\n龥\u{f900}ｚ整改情况一二三四整".repeat(3);
        let set = CharSet::new("一三四龥");
        let stops = Stops::new(&set);
        let is_stop = |c: char| !('\u{4000}'..='\u{9fff}').contains(&c) || "一三四龥".contains(c);
        for (start, _) in text.char_indices() {
            for end in text.char_indices().map(|(at, _)| at).filter(|&at| at >= start) {
                let expected = text[start..end].find(is_stop).map_or(end, |at| start + at);
                assert_eq!(stops.next(&text.as_bytes()[..end], start), expected, "{start}..{end}");
            }
        }
    }
}
