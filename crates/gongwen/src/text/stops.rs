//! The next character of a set, or one that does not take three bytes, found two characters at a time. Most of a
//! circular is characters that a pass does nothing with; this is the loop that leaps over them.

use super::CharSet;

/// What the last two bytes of a character can be, as one number.
const TAILS: usize = 1 << 16;

/// A byte for the last two bytes of a character: whether one of the set ends with them.
///
/// The first byte is left out, so that no character need be put together of its bits: characters that share their last
/// bytes with one of the set are stopped at as well, some in a hundred, and who asks looks again. Of the table only what
/// two such bytes can be is ever read, 4 KB.
pub(crate) struct Stops([bool; TAILS]);

/// The high bits of the first bytes of two characters, and what they are where both take three bytes.
const LEADS: u64 = 0xF000_00F0;
const THREE_BYTES: u64 = 0xE000_00E0;

impl Stops {
    /// Stops at the characters of both.
    pub(crate) const fn new(set: &CharSet, other: &CharSet) -> Self {
        let mut tails = [false; TAILS];
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
                tails[(third as usize) << 8 | second as usize] = bits >> (third & 0x3F) & 1 != 0;
                third += 1;
            }
            second += 1;
        }
        Self(tails)
    }

    /// Whether to stop at each of the two characters that a number begins with.
    #[inline(always)]
    fn pair(&self, pair: u64) -> (bool, bool) {
        (self.0[(pair >> 8 & 0xFFFF) as usize], self.0[(pair >> 32 & 0xFFFF) as usize])
    }

    /// Whether the character of three bytes at a place may be one to stop at.
    #[inline]
    pub(crate) fn has(&self, bytes: &[u8], at: usize) -> bool {
        bytes
            .get(at + 1..at + 3)
            .is_some_and(|tail| self.0[usize::from(u16::from_le_bytes([tail[0], tail[1]]))])
    }

    /// The first character from `at` on that may be one to stop at, or does not take three bytes, or the end.
    #[inline]
    pub(crate) fn next(&self, bytes: &[u8], at: usize) -> usize {
        let mut rest = bytes.get(at..).unwrap_or_default();
        // Four characters are twelve bytes, read as two numbers.
        while let Some(four) = rest.first_chunk::<14>()
            && let (Some(first), Some(second)) = (four.first_chunk(), four.last_chunk())
        {
            let (first, second) = (u64::from_le_bytes(*first), u64::from_le_bytes(*second));
            let other = ((first ^ THREE_BYTES) | (second ^ THREE_BYTES)) & LEADS;
            let (first, second) = (self.pair(first), self.pair(second));
            if (other != 0) | first.0 | first.1 | second.0 | second.1 {
                break;
            }
            rest = &rest[12..];
        }
        // Two characters are six bytes; eight are read at once, as a number.
        while let Some(pair) = rest.first_chunk() {
            let pair = u64::from_le_bytes(*pair);
            if (pair ^ THREE_BYTES) & LEADS != 0 {
                break;
            }
            let (first, second) = self.pair(pair);
            if first | second {
                return bytes.len() - rest.len() + if first { 0 } else { 3 };
            }
            rest = &rest[6..];
        }
        // Before a character of another length, and at the end: no more than two are left.
        while let Some((&[0xE0..=0xEF, second, third], more)) = rest.split_first_chunk()
            && !self.0[usize::from(u16::from_le_bytes([second, third]))]
        {
            rest = more;
        }
        bytes.len() - rest.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_agree_with_a_look_at_each_character() {
        let text = "整改abc，一情况𠮷é。\u{3000}三二㐀（1）\n龥\u{f900}ｚ整改情况一二三四整众".repeat(3);
        let (set, marks) = (CharSet::new("一三四龥"), CharSet::new("。"));
        let stops = Stops::new(&set, &marks);
        let tail = |c: char| c.to_string().into_bytes().split_off(1);
        let is_stop = |c: char| c.len_utf8() != 3 || "一三四龥。".chars().any(|stop| tail(stop) == tail(c));
        for (start, _) in text.char_indices() {
            for end in text.char_indices().map(|(at, _)| at).filter(|&at| at >= start) {
                let expected = text[start..end].find(is_stop).map_or(end, |at| start + at);
                assert_eq!(stops.next(&text.as_bytes()[..end], start), expected, "{start}..{end}");
            }
        }
    }
}
