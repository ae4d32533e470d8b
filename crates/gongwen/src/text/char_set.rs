/// A set of characters of three bytes in UTF-8, looked up in constant time: a word of 64 bits for what the first two
/// bytes can be, and the last six bits of the third byte tell which of them. ASCII characters have bits of their own.
pub(crate) struct CharSet {
    wide: [u64; 1024],
    ascii: [u64; 2],
}

impl CharSet {
    /// The characters of a text; a character of another length does not build.
    pub(crate) const fn new(chars: &str) -> Self {
        let bytes = chars.as_bytes();
        let (mut wide, mut ascii) = ([0_u64; 1024], [0_u64; 2]);
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] < 0x80 {
                ascii[(bytes[at] >> 6) as usize] |= bit(bytes[at]);
                at += 1;
                continue;
            }
            assert!(bytes[at] & 0xF0 == 0xE0, "one byte or three bytes a character");
            wide[block(bytes[at], bytes[at + 1])] |= bit(bytes[at + 2]);
            at += 3;
        }
        Self { wide, ascii }
    }

    /// The same set with the characters of three bytes that `more` has besides.
    pub(crate) fn with(mut self, more: impl Iterator<Item = char>) -> Self {
        for c in more {
            let mut bytes = [0; 4];
            if let [first, second, third] = *c.encode_utf8(&mut bytes).as_bytes() {
                self.wide[block(first, second)] |= bit(third);
            }
        }
        self
    }

    /// For each 64 code points, how many characters of the set stand before them.
    pub(crate) fn ranks(&self) -> Vec<u16> {
        let mut before = 0;
        let mut rank = |bits: &u64| {
            let rank = before;
            before += u16::try_from(bits.count_ones()).unwrap_or(0);
            rank
        };
        self.wide.iter().map(&mut rank).collect()
    }

    /// Where a character of the set stands in it: the block of 64 code points, and how many of the set stand
    /// before it there.
    pub(crate) fn rank(&self, first: u8, second: u8, third: u8) -> Option<(usize, usize)> {
        let (block, bit) = (block(first, second), bit(third));
        let bits = self.wide[block];
        (bits & bit != 0).then_some((block, (bits & (bit - 1)).count_ones() as usize))
    }

    /// Whether the first character of a text is in the set.
    #[inline]
    pub(crate) fn starts(&self, text: &str) -> bool {
        match text.as_bytes() {
            [a @ 0xE0..=0xEF, b, c, ..] => self.has(*a, *b, *c),
            [a @ 0..=0x7F, ..] => self.has_ascii(*a),
            _ => false,
        }
    }

    /// Whether the last character of a text is in the set.
    #[inline]
    pub(crate) fn ends(&self, text: &str) -> bool {
        match text.as_bytes() {
            [.., a @ 0xE0..=0xEF, b, c] => self.has(*a, *b, *c),
            [.., a @ 0..=0x7F] => self.has_ascii(*a),
            _ => false,
        }
    }

    /// Where the first character of the set stands in a text.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let mut rest = text.as_bytes();
        loop {
            let (found, len) = match *rest {
                [a @ 0xE0..=0xEF, b, c, ..] => (self.has(a, b, c), 3),
                [a @ 0..=0x7F, ..] => (self.has_ascii(a), 1),
                [_, ..] => (false, 1),
                [] => return None,
            };
            if found {
                return Some(text.len() - rest.len());
            }
            rest = &rest[len..];
        }
    }

    /// Where the last character of the set stands in a text.
    pub(crate) fn rfind(&self, text: &str) -> Option<usize> {
        let mut rest = text.as_bytes();
        loop {
            let (found, len) = match *rest {
                [.., a @ 0xE0..=0xEF, b, c] => (self.has(a, b, c), 3),
                [.., a @ 0..=0x7F] => (self.has_ascii(a), 1),
                [.., _] => (false, 1),
                [] => return None,
            };
            rest = &rest[..rest.len() - len];
            if found {
                return Some(rest.len());
            }
        }
    }

    /// A text without the characters of the set at its start.
    pub(crate) fn trim_start<'t>(&self, mut text: &'t str) -> &'t str {
        while self.starts(text) {
            text = &text[if text.as_bytes()[0] < 0x80 { 1 } else { 3 }..];
        }
        text
    }

    /// A text without the characters of the set at its end.
    pub(crate) fn trim_end<'t>(&self, mut text: &'t str) -> &'t str {
        while self.ends(text) {
            text = &text[..text.len() - if text.as_bytes()[text.len() - 1] < 0x80 { 1 } else { 3 }];
        }
        text
    }

    /// A bit for each character that begins with two bytes.
    pub(super) const fn bits(&self, first: u8, second: u8) -> u64 {
        self.wide[block(first, second)]
    }

    fn has_ascii(&self, byte: u8) -> bool {
        self.ascii[usize::from(byte >> 6 & 1)] & bit(byte) != 0
    }

    /// Whether the character of these three bytes is in the set.
    pub(crate) fn has(&self, first: u8, second: u8, third: u8) -> bool {
        self.wide[block(first, second)] & bit(third) != 0
    }
}

const fn block(first: u8, second: u8) -> usize {
    (first as usize & 0xF) << 6 | second as usize & 0x3F
}

const fn bit(third: u8) -> u64 {
    1_u64.wrapping_shl(third as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_text_agree_with_a_look_at_each_character() {
        let set = CharSet::new("，;一");
        let is_in = |c: char| "，;一".contains(c);
        for text in ["", "整改", "é，𠮷;é", "一整;改，", "a;b", "整一é", "𠮷一;"] {
            assert_eq!(set.find(text), text.find(is_in), "{text}");
            assert_eq!(set.rfind(text), text.rfind(is_in), "{text}");
            assert_eq!(set.starts(text), text.starts_with(is_in), "{text}");
            assert_eq!(set.ends(text), text.ends_with(is_in), "{text}");
            assert_eq!(set.trim_start(text), text.trim_start_matches(is_in), "{text}");
            assert_eq!(set.trim_end(text), text.trim_end_matches(is_in), "{text}");
        }
    }
}
