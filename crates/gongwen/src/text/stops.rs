//! The next character of a set, or one that does not take three bytes, found four characters at a time. Most of a
//! circular is characters that a pass does nothing with; this is the loop that leaps over them.

use super::CharSet;

/// What the last two bytes of a character can be, as one number.
const TAILS: usize = 1 << 16;

/// A byte for the last two bytes of a character: whether to stop at one that ends with them.
///
/// The first byte is left out, so that no character need be put together of its bits: characters that share their last
/// bytes with one of the set are stopped at as well, some in a hundred, and who asks looks again. What can be no such
/// bytes tells that there is no character of three. Of the table only what occurs is ever read, some 4 KB.
pub(crate) struct Stops([bool; TAILS]);

impl Stops {
    /// Stops at the characters of both.
    pub(crate) const fn new(set: &CharSet, other: &CharSet) -> Self {
        let mut tails = [true; TAILS];
        let mut second = 0x80;
        while second <= 0xBF {
            let mut bits = 0;
            let mut first = 0xE0;
            while first <= 0xEF {
                bits |= set.bits(first, second) | other.bits(first, second);
                first += 1;
            }
            let mut third = 0x80;
            while third <= 0xBF {
                tails[tail(second, third)] = bits >> (third & 0x3F) & 1 != 0;
                third += 1;
            }
            second += 1;
        }
        Self(tails)
    }

    /// Whether the character of three bytes at a place may be one to stop at.
    #[inline]
    pub(crate) fn has(&self, bytes: &[u8], at: usize) -> bool {
        bytes.get(at + 1..at + 3).is_some_and(|rest| self.0[tail(rest[0], rest[1])])
    }

    /// The first character from `at` on that may be one to stop at, or does not take three bytes, or the end. A character
    /// of four bytes is stopped at behind its third.
    #[inline]
    pub(crate) fn next(&self, bytes: &[u8], at: usize) -> usize {
        let mut rest = bytes.get(at..).unwrap_or_default();
        while let Some((four, more)) = rest.split_first_chunk::<12>() {
            // As a chunk, the two bytes are read at once.
            let tail = |at: usize| four[at + 1..].first_chunk().map_or(0, |tail| u16::from_le_bytes(*tail));
            let stop = |at: usize| usize::from(self.0[usize::from(tail(at))]);
            let stops = stop(0) + 2 * stop(3) + 4 * (stop(6) + 2 * stop(9));
            if stops != 0 {
                return bytes.len() - rest.len() + 3 * stops.trailing_zeros() as usize;
            }
            rest = more;
        }
        while let Some((&[_, second, third], more)) = rest.split_first_chunk()
            && !self.0[tail(second, third)]
        {
            rest = more;
        }
        bytes.len() - rest.len()
    }
}

/// Two bytes as they are read at once.
const fn tail(second: u8, third: u8) -> usize {
    u16::from_le_bytes([second, third]) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_agree_with_a_look_at_each_character() {
        let text = "整改abc，一情况𠮷é。\u{3000}三二㐀（1）\n龥\u{f900}ｚ整改情况一二三四整众𠮷".repeat(3);
        let (set, marks) = (CharSet::new("一三四龥"), CharSet::new("。"));
        let stops = Stops::new(&set, &marks);
        let last = |c: char| c.to_string().into_bytes().split_off(1);
        let is_stop = |c: char| {
            c.len_utf8() < 3 || c.len_utf8() == 3 && "一三四龥。".chars().any(|stop| last(stop) == last(c))
        };
        for (start, _) in text.char_indices() {
            for end in text.char_indices().map(|(at, _)| at).filter(|&at| at >= start) {
                let (mut found, mut at) = (Vec::new(), start);
                loop {
                    at = stops.next(&text.as_bytes()[..end], at);
                    let Some(c) = text[..end].get(at..).map(|rest| rest.chars().next()) else {
                        at += 1;
                        continue;
                    };
                    let Some(c) = c else { break };
                    found.push(at);
                    at += c.len_utf8();
                }
                let chars = text[start..end].char_indices().filter(|&(_, c)| is_stop(c));
                assert_eq!(found, chars.map(|(at, _)| start + at).collect::<Vec<_>>(), "{start}..{end}");
            }
        }
    }
}
